"""Captions as an edit: the right lines get the right words at the right times, and it can be undone."""

from fractions import Fraction

import pytest
from msgspec.structs import replace
from timeline_films import film as film_of

from studio.timeline.captioning import Spoken, captioned, times_kept
from studio.timeline.dubbing import with_lines
from studio.timeline.film import Film, Line, Seconds


@pytest.fixture
def film() -> Film:
    """Three shots, in each of which something else is said."""
    made = film_of(2, 1)
    words = iter(("There it goes!", "Stop, thief, give it back!", "I should have stayed at home."))
    return with_lines(made, lambda line: replace(line, text=next(words)))


def lines(film: Film) -> list[Line]:
    return [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]


def as_captions(film: Film) -> list[Spoken]:
    """A caption for each line, half a second into its shot."""
    starts = film.starts()
    return [
        Spoken(starts[shot.id] + Fraction(1, 2), starts[shot.id] + 1, beat.text)
        for shot in film.shots
        for beat in shot.beats
        if isinstance(beat, Line)
    ]


def test_lines_are_said_when_their_captions_are_shown(film: Film) -> None:
    assert lines(film), "the sample speaks"
    edited, told = captioned(film, tuple(as_captions(film)))
    assert told == ()
    assert [line.text for line in lines(edited)] == [line.text for line in lines(film)]
    assert {line.at for line in lines(edited)} == {Seconds(1, 2)}


def test_other_words_are_taken_and_told_everywhere(film: Film) -> None:
    first = as_captions(film)[0]
    changed = Spoken(first.start, first.end, "Something else entirely.")
    edited, _ = captioned(film, (changed, *as_captions(film)[1:]))
    assert lines(edited)[0].text == "Something else entirely."
    assert all(first.text not in shot.words for shot in edited.shots)


def test_a_missing_caption_leaves_its_line_alone(film: Film) -> None:
    every = as_captions(film)
    edited, told = captioned(film, tuple(every[1:]))
    assert lines(edited)[0] == lines(film)[0]
    assert told == ()
    assert [line.at for line in lines(edited)[1:]] == [Seconds(1, 2)] * (len(every) - 1)


def test_a_caption_that_is_no_line_becomes_one_or_says_why_not(film: Film) -> None:
    who, every = film.cast[0], as_captions(film)
    new = Spoken(Seconds(1, 4), Seconds(1), "Zzzzz qqqqq xxxxx.", who.name)
    nobody = Spoken(Seconds(1, 4), Seconds(1), "Wwwww kkkkk jjjjj.", "The Unknown")
    late = Spoken(film.duration + 5, film.duration + 6, "Vvvvv ooooo uuuuu.", who.name)
    edited, told = captioned(film, (new, nobody, *every, late))
    added = [line for line in lines(edited) if line.text == new.text]
    assert [(line.who, line.at) for line in added] == [(who.id, Seconds(1, 4))]
    assert len(lines(edited)) == len(lines(film)) + 1
    assert [("Wwwww" in one, "Vvvvv" in one) for one in told] == [(True, False), (False, True)]


def test_a_film_read_anew_keeps_the_times(film: Film) -> None:
    edited, _ = captioned(film, tuple(as_captions(film)))
    assert times_kept(edited, film) == edited
