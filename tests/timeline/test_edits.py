from fractions import Fraction

import pytest
from msgspec.structs import replace
from timeline_films import BALL, HANA, film, order, shot

from studio.errors import InvalidRequest
from studio.timeline import edits
from studio.timeline.checks import check, faults
from studio.timeline.film import CastId, Directions, Film, Look, ShotId, Voice


def s(number: int) -> ShotId:
    return ShotId(f"s{number}")


@pytest.mark.parametrize(
    ("moving", "before", "result"),
    [
        (1, 3, "2 1 3|4 5"),
        (3, 1, "3 1 2|4 5"),
        (2, 5, "1 3|4 2 5"),
        (5, 1, "5 1 2 3|4"),
        (1, None, "2 3|4 5 1"),
        (2, 2, "1 2 3|4 5"),
    ],
)
def test_a_shot_moves_before_another_and_joins_its_scene(moving: int, before: int | None, result: str) -> None:
    moved = edits.move_shot(film(3, 2), s(moving), s(before) if before else None)
    assert order(moved) == result
    check(moved)


def test_a_shot_moves_after_another() -> None:
    assert order(edits.move_shot_after(film(3, 2), s(1), s(3))) == "2 3 1|4 5"
    assert order(edits.move_shot_after(film(3, 2), s(4), s(4))) == "1 2 3|4 5"


def test_a_scene_left_empty_goes() -> None:
    assert order(edits.move_shot(film(2, 1, 1), s(3), s(1))) == "3 1 2|4"
    assert order(edits.move_shot(film(1, 1), s(1), None)) == "2 1"
    assert order(edits.remove_shot(film(2, 1), s(3))) == "1 2"
    assert order(edits.remove_shot(film(1), s(1))) == ""


def test_inserting_and_duplicating() -> None:
    assert order(edits.insert_shot(film(2, 1), shot(9), s(3))) == "1 2|9 3"
    assert order(edits.insert_shot(film(2, 1), shot(9), None)) == "1 2|3 9"
    doubled = edits.duplicate_shot(film(2, 1), s(1), s(7))
    assert order(doubled) == "1 7 2|3"
    assert replace(doubled.shot(s(7)), id=s(1)) == doubled.shot(s(1))
    for impossible in (
        lambda: edits.insert_shot(film(2), shot(2), None),
        lambda: edits.duplicate_shot(film(2), s(1), s(2)),
        lambda: edits.insert_shot(Film("Empty"), shot(1), None),
    ):
        with pytest.raises(InvalidRequest):
            impossible()


def test_trimming_goes_to_the_nearest_frame_and_ripples() -> None:
    before = film(2, 1)
    trimmed = edits.trim_shot_end(before, s(1), Fraction(101, 100))
    assert trimmed.shot(s(1)).duration == Fraction(24, 24)
    assert trimmed.starts()[s(2)] == 1
    assert trimmed.scenes[1] is before.scenes[1], "what did not change is shared"


@pytest.mark.parametrize("seconds", [Fraction(0), Fraction(-1), Fraction(1, 100), Fraction(600), Fraction(30001, 100)])
def test_a_shot_too_short_or_too_long_is_refused(seconds: Fraction) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        edits.trim_shot_end(film(1), s(1), seconds)
    assert "cannot last" in refusal.value.sentence
    with pytest.raises(InvalidRequest):
        edits.replace_shot(film(1), replace(shot(1), duration=seconds))


def test_a_shot_that_is_not_there_is_refused() -> None:
    for edit in (
        lambda f: edits.trim_shot_end(f, s(9), Fraction(1)),
        lambda f: edits.move_shot(f, s(9), None),
        lambda f: edits.move_shot(f, s(1), s(9)),
        lambda f: edits.remove_shot(f, s(9)),
        lambda f: edits.set_directions(f, s(9), Directions()),
    ):
        with pytest.raises(InvalidRequest, match="s9"):
            edit(film(2))


def test_words_looks_and_voices_change() -> None:
    before = film(2)
    after = edits.set_directions(before, s(2), Directions(camera="pan left"))
    assert after.shot(s(2)).directions.camera == "pan left"
    after = edits.set_look(after, HANA, Look(hair="#ff0000"))
    after = edits.set_voice(after, HANA, Voice(pitch=20))
    assert (after.cast[0].look.hair, after.cast[0].voice.pitch) == ("#ff0000", 20)
    after = edits.set_script(edits.set_author(edits.rename_film(after, "Umi"), "Me"), "INT. ROOM\n\tas  written \n")
    assert (after.title, after.author, after.script) == ("Umi", "Me", "INT. ROOM\n\tas  written \n")
    assert edits.set_seed(after, s(1), 5).shot(s(1)).seed == 5
    for refused in (lambda: edits.rename_film(before, " "), lambda: edits.set_look(before, CastId("x"), Look())):
        with pytest.raises(InvalidRequest):
            refused()


def test_a_new_frame_rate_keeps_shots_on_whole_frames() -> None:
    at_24 = edits.trim_shot_end(film(2), s(1), Fraction(7, 24))
    at_25 = edits.set_fps(at_24, 25)
    check(at_25)
    assert abs(at_25.shot(s(1)).duration - Fraction(7, 24)) <= Fraction(1, 50)
    with pytest.raises(InvalidRequest):
        edits.set_fps(at_24, 0)


def test_check_names_what_is_wrong() -> None:
    whole = film(2)
    check(whole)
    broken = {
        "2 of shot": replace(whole, scenes=(whole.scenes[0], replace(whole.scenes[0], id="other"))),
        "'hana', who is not in the film": replace(whole, cast=()),
        "'ball', who is not in the film": replace(whole, props=()),
        "no shots": replace(whole, scenes=(replace(whole.scenes[0], shots=()),)),
        "whole number of frames": replace(whole, scenes=(replace(whole.scenes[0], shots=(shot(1, Fraction(1, 7)),)),)),
        "frames a second": replace(whole, fps=0),
        "cast member or prop": replace(whole, props=(replace(whole.props[0], id=HANA), *whole.props)),
    }
    for words, wrong in broken.items():
        assert any(words in fault for fault in faults(wrong)), words
        with pytest.raises(InvalidRequest):
            check(wrong)
    assert BALL in whole.shots[0].present
