"""Clips in a film: added, trimmed, kept when the script is read anew, and no edit that cannot be."""

from fractions import Fraction
from pathlib import Path

import pytest
from timeline_films import film as film_of

from studio.errors import InvalidRequest
from studio.timeline.codec import decode, encode
from studio.timeline.edits import move_shot, remove_shot
from studio.timeline.film import Film, Footage, ShotId
from studio.timeline.footage import add_footage, footage_kept, footage_located, set_fit, set_heard, trim_footage

WAVE = Footage("wave", "clips/wave-01234567.mp4", "0" * 64, Fraction(7, 2))
CLIP = ShotId("clip-1")


def clip_of(film: Film) -> Footage:
    footage = film.shot(CLIP).footage
    assert footage is not None
    return footage


def test_a_clip_is_the_last_shot_as_long_as_it_is() -> None:
    film = add_footage(film_of(2, 1), WAVE, CLIP)
    assert film.shots[-1].id == CLIP
    assert film.shots[-1].duration == Fraction(7, 2)
    assert decode(encode(film), Film) == film
    alone = add_footage(Film(title=""), WAVE, CLIP)
    assert (alone.title, len(alone.shots)) == ("wave", 1)


def test_trimming_keeps_the_length_as_far_as_there_is_clip() -> None:
    film = add_footage(film_of(1), WAVE, CLIP)
    trimmed = trim_footage(film, CLIP, Fraction(1, 2))
    assert (clip_of(trimmed).start, trimmed.shot(CLIP).duration) == (Fraction(1, 2), Fraction(3))
    back = trim_footage(trimmed, CLIP, Fraction(0))
    assert (clip_of(back).start, back.shot(CLIP).duration) == (Fraction(0), Fraction(3))
    for wrong in (Fraction(-1), Fraction(7, 2), Fraction(9)):
        with pytest.raises(InvalidRequest, match=r"lasts 3\.5 s"):
            trim_footage(film, CLIP, wrong)
    with pytest.raises(InvalidRequest, match="made of no clip"):
        trim_footage(film, film.shots[0].id, Fraction(0))


def test_it_fits_and_falls_silent_as_asked() -> None:
    film = add_footage(film_of(1), WAVE, CLIP)
    assert clip_of(set_fit(film, CLIP, "fit")).fit == "fit"
    assert not clip_of(set_heard(film, CLIP, heard=False)).heard
    with pytest.raises(InvalidRequest, match="cannot 'stretch'"):
        set_fit(film, CLIP, "stretch")


def test_a_film_read_anew_keeps_its_clips_where_they_were() -> None:
    old = film_of(3)
    with_clip = add_footage(old, WAVE, CLIP)
    between = move_shot(with_clip, CLIP, old.shots[1].id)
    assert footage_kept(between, old) == between
    fewer = remove_shot(old, old.shots[1].id)
    assert [one.id for one in footage_kept(between, fewer).shots] == [old.shots[0].id, CLIP, old.shots[2].id]


def test_its_file_is_found_in_the_project() -> None:
    film = footage_located(add_footage(film_of(1), WAVE, CLIP), Path("/films/Film.tsuzuki"))
    assert clip_of(film).path == "/films/Film.tsuzuki/clips/wave-01234567.mp4"
