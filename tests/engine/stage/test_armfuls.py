"""Several things in one person's hands: from the words to where everything is in the picture."""

import numpy as np
import pytest
from rehearsal import joint_path

from studio.engine.director import direct
from studio.engine.performance import Performance, PropTrack
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Onset

PALM = (0, 0, -0.22)


def staged(words: str) -> list[Staged]:
    return list(stage_shots(direct(f"Scene 1: {words}"), Rehearsals(), StopToken()))


def track(performance: Performance, thing: str) -> PropTrack:
    return next(one for one in performance.props if one.prop.id == f"prop-{thing}")


def palm(performance: Performance, side: str) -> np.ndarray:
    return joint_path(performance.actors[0], f"hand_{side}", PALM)


def faults(shots: list[Staged]) -> list[str]:
    return [one.why for shot in shots for one in shot.shot.unplaced]


def test_two_boxes_are_carried_one_on_the_other() -> None:
    shots = staged("A meadow. Hana carries two boxes.")
    assert not faults(shots)
    performance = shots[0].performance
    first, second = track(performance, "box"), track(performance, "box-2")
    above = first.position - second.position
    height = shots[0].sheet.props[0].scale * 0.3
    assert above[:, 2].min() > 0.5 * height
    assert np.ptp(above[:, 2]) < 1e-3
    assert np.abs(above[:, :2]).max() < 1e-3
    middle = (palm(performance, "r") + palm(performance, "l")) / 2
    assert np.linalg.norm(middle - second.position, axis=1).max() < 0.08
    held = {thing.id: thing.held_by for thing in shots[-1].after.things}
    assert set(held.values()) == {"hana"}


def test_a_cup_in_each_hand() -> None:
    performance = staged("A meadow. Hana holds two cups.")[0].performance
    for thing, side in (("cup", "r"), ("cup-2", "l")):
        gap = np.linalg.norm(palm(performance, side) - track(performance, thing).position, axis=1)
        assert gap.max() < 0.12


def test_an_armful_goes_on_into_the_next_shot() -> None:
    shots = staged("A meadow. Hana carries two boxes.\n\nScene 2: A street. Hana walks.")
    performance = shots[-1].performance
    assert {one.prop.id for one in performance.props} >= {"prop-box", "prop-box-2"}
    above = track(performance, "box").position - track(performance, "box-2").position
    assert np.abs(above[:, :2]).max() < 1e-3


def test_a_pile_is_put_down_as_a_pile() -> None:
    shots = staged("A gym. Hana carries two boxes and puts them down.")
    performance = shots[-1].performance
    first, second = track(performance, "box").position[-1], track(performance, "box-2").position[-1]
    apart = abs(first[2] - second[2])
    half = min(first[2], second[2])
    assert apart == pytest.approx(2 * half, abs=5e-3)
    assert np.linalg.norm(first[:2] - second[:2]) < 0.05
    assert all(thing.held_by is None for thing in shots[-1].after.things)


def test_what_lies_apart_is_taken_up_in_turn_and_nothing_jumps() -> None:
    shots = staged("A gym. Hana picks up two boxes.")
    performance = shots[-1].performance
    for thing in ("box", "box-2"):
        moved = np.linalg.norm(np.diff(track(performance, thing).position, axis=0), axis=1)
        assert moved.max() < 4.0 / performance.fps
        assert track(performance, thing).position[-1, 2] > 0.5


@pytest.mark.parametrize("words", ["Twelve balls fall.", "Three barrels roll.", "Two vases break."])
def test_what_many_things_do_is_one_event(words: str) -> None:
    beats = [beat for beat in direct(f"Scene 1: A gym. {words}").scenes[0].shots[0].beats if isinstance(beat, Action)]
    assert [beat.onset for beat in beats] == [Onset.NEXT] + [Onset.WITH] * (len(beats) - 1)


@pytest.mark.parametrize(
    "words",
    [
        "A lantern on a string sways.",
        "A bucket hangs from a long rope.",
        "Paper lanterns hang on strings.",
        "A bell dangles by a thin chain.",
    ],
)
def test_the_cord_a_thing_hangs_by_is_no_thing_of_its_own(words: str) -> None:
    film = direct(f"Scene 1: A porch. {words}")
    assert len(film.props) == 1
    assert not [one for scene in film.scenes for one in scene.shots[0].unplaced]
    hung = next(iter(stage_shots(film, Rehearsals(), StopToken())))
    assert all(thing.hung_from is not None for thing in hung.after.things)
