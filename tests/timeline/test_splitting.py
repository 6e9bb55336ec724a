"""A shot cut in two: beats, lines, keys, clips and overlays each on the side where they are seen and heard."""

from fractions import Fraction

import pytest
from msgspec.structs import replace
from timeline_films import HANA, film, order, shot

from studio.errors import InvalidRequest
from studio.timeline.acting import EmotionKey, GazeKey, Way
from studio.timeline.capturing import CapturedKey, Moves
from studio.timeline.checks import check
from studio.timeline.edits import replace_shot
from studio.timeline.film import Action, Feeling, Film, Footage, Line, Onset, Shot, ShotId
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay
from studio.timeline.overlays import Card, Overlay, Place, laid_out
from studio.timeline.splitting import split_shot

FIRST, NEW = ShotId("s1"), ShotId("new")
SAID = ((1.0, 1.5),)


def halves(whole: Film, at: Fraction, said: tuple[tuple[float, float], ...] = SAID) -> tuple[Shot, Shot]:
    split = split_shot(whole, FIRST, at, NEW, said)
    check(split)
    return split.shot(FIRST), split.shot(NEW)


def test_the_second_half_comes_right_after_the_first_and_the_film_is_as_long() -> None:
    whole = film(2, 1)
    split = split_shot(whole, FIRST, Fraction(3, 4), NEW, SAID)
    assert order(split) == "1 ew 2|3"
    assert sum(one.duration for one in split.shots) == sum(one.duration for one in whole.shots)
    assert split.shot(FIRST).duration == Fraction(3, 4)


def test_a_line_is_said_in_the_half_in_which_it_is_heard_with_the_feeling_it_is_said_in() -> None:
    first, second = halves(film(1), Fraction(3, 4))
    assert [type(beat) for beat in first.beats] == [Action]
    assert [type(beat) for beat in second.beats] == [Feeling, Line]
    assert first.directions.motion == "Hana: drop."
    assert second.directions.motion == "Hana is glad."
    assert second.directions.audio.startswith('Hana says "There it goes!"')
    first, second = halves(film(1), Fraction(7, 4))
    assert len(first.beats) == 3
    assert second.beats == ()
    assert second.directions.motion == "Nobody moves."


def test_a_line_is_not_cut_in_two() -> None:
    with pytest.raises(InvalidRequest, match="speaking"):
        split_shot(film(1), FIRST, Fraction(5, 4), NEW, SAID)


@pytest.mark.parametrize("at", [Fraction(-1), Fraction(0), Fraction(2), Fraction(9)])
def test_a_cut_outside_the_shot_is_refused(at: Fraction) -> None:
    with pytest.raises(InvalidRequest, match="not inside"):
        split_shot(film(1), FIRST, at, NEW)


def test_a_shot_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="no shot"):
        split_shot(film(1), ShotId("gone"), Fraction(1), NEW)


def test_what_begins_together_is_not_parted() -> None:
    both = (Action(HANA, "walk"), Action(HANA, "wave", onset=Onset.WITH))
    first, second = halves(replace_shot(film(1), replace(shot(1), beats=both)), Fraction(1, 2), ())
    assert (len(first.beats), len(second.beats)) == (2, 0)


def test_a_clip_goes_on_where_it_was() -> None:
    clip = Footage("sea", "sea.mp4", "0" * 64, Fraction(10), start=Fraction(3))
    first, second = halves(replace_shot(film(1), replace(shot(1), beats=(), footage=clip)), Fraction(1), ())
    assert first.footage == clip
    assert second.footage is not None
    assert second.footage.start == 4


def test_keys_keep_their_time_in_the_film_and_what_held_goes_on_holding() -> None:
    moves = CapturedKey("hana", Fraction(1, 4), 24, (Moves(),) * 24)
    keys = (
        EmotionKey("hana", Fraction(0), "sad"),
        moves,
        GazeKey("hana", Fraction(1, 2), Way.CAMERA),
        EmotionKey("hana", Fraction(5, 4), "glad"),
    )
    first, second = halves(replace_shot(film(1), replace(shot(1), acting=keys)), Fraction(3, 4))
    assert first.acting == keys[:3]
    told = {(type(key), key.at) for key in second.acting}
    assert told == {
        (EmotionKey, Fraction(0)), (GazeKey, Fraction(0)), (CapturedKey, Fraction(0)), (EmotionKey, Fraction(1, 2)),
    }  # fmt: skip
    (going_on,) = (key for key in second.acting if isinstance(key, CapturedKey))
    assert (going_on.skip, going_on.seconds) == (Fraction(1, 2), Fraction(1, 2))


def test_an_overlay_stays_where_it_is_in_the_film() -> None:
    whole = film(1)
    for number, at in enumerate((Fraction(1, 4), Fraction(5, 4))):
        one = Overlay(OverlayId(f"o{number}"), Card("words"), ShotId(""), Fraction(0), Fraction(1, 2), Place())
        whole = add_overlay(whole, one, at)
    split = split_shot(whole, FIRST, Fraction(3, 4), NEW, SAID)
    assert [(one.first, one.last) for one in laid_out(split)] == [(one.first, one.last) for one in laid_out(whole)]
    assert [one.anchor for one in split.overlays] == [FIRST, NEW]
