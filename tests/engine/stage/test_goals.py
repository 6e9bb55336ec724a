"""What is thrown or kicked into something that is open at the top goes in, and what cannot is said beforehand."""

import numpy as np
import pytest

from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.performance import ContactKind
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken


def staged(words: str) -> list[Staged]:
    return list(stage_shots(direct(f"Scene 1: {words}"), Rehearsals(), StopToken()))


def way(one: Staged, thing: str) -> np.ndarray:
    return next(track.position for track in one.performance.props if track.prop.id == f"prop-{thing}")


@pytest.mark.parametrize("words", ["throws a ball at the hoop", "shoots a basketball through the hoop"])
def test_a_ball_goes_through_the_hoop_from_above(words: str):
    shot = staged(f"A gym. Ken {words}.")[0]
    path = way(shot, "basketball" if "basketball" in words else "ball")
    ring = vocabulary.set_kinds()["gym"].rings[0]
    above = np.flatnonzero(path[:, 2] > ring.at[2])
    last, then = path[above[-1]], path[above[-1] + 1]
    crossing = last + (then - last) * (last[2] - ring.at[2]) / (last[2] - then[2])
    assert np.linalg.norm(crossing[:2] - ring.at[:2]) < ring.inner_m / 2
    assert not any("hoop" in contact.bodies for contact in shot.performance.contacts)


@pytest.mark.parametrize(
    ("words", "thing", "vessel"),
    [
        ("throws a ball into a bucket", "ball", "bucket"),
        ("throws an apple into a basket", "apple", "basket"),
        ("kicks a bottle into a bucket", "bottle", "bucket"),
        ("throws an apple into a trash can", "apple", "trash_can"),
    ],
)
def test_what_is_sent_into_a_vessel_ends_within_its_walls(words: str, thing: str, vessel: str):
    shot = staged(f"A park. Ken {words}.")[0]
    inside, outside = way(shot, thing)[-1], way(shot, vessel.replace("_", "-"))[-1]
    kind = vocabulary.prop_kinds()[vessel]
    assert np.linalg.norm(inside[:2] - outside[:2]) < kind.size_m[0] / 2
    assert inside[2] < outside[2] + kind.size_m[2]


def test_what_is_too_wide_is_said_and_stays_out():
    shot = staged("A park. Ken throws a pillow into a bucket.")[0]
    assert shot.notes == ("pillow is too wide for the bucket: it does not go in.",)
    assert np.linalg.norm((way(shot, "pillow") - way(shot, "bucket"))[-1, :2]) > 0.2


def test_a_lid_that_was_down_stays_down_and_is_said():
    shot = staged("A room. A chest.\nShot 2: Ken throws an apple into the chest.")[1]
    assert shot.notes == ("The chest is shut: apple does not go in.",)
    assert any({"prop-chest", "prop-apple"} == set(one.bodies) for one in shot.performance.contacts)


def test_a_hoop_that_is_not_there_and_a_window_that_is_shut_are_said():
    assert staged("A classroom. Ken throws a ball through the hoop.")[0].notes == (
        "There is no hoop here: ball goes on.",
    )
    shut = staged("A room. Ken throws a ball through the window.")[0]
    assert shut.notes == ("The window is shut: what is sent at it comes back.",)
    assert any("window pane window" in contact.bodies for contact in shut.performance.contacts)


@pytest.mark.parametrize(
    "words",
    [
        "A room. Ten books stand in a row. Hana topples the first book.",
        "A park. Ken kicks a ball at Hana. Hana catches it.",
    ],
)
def test_nothing_is_rammed_into_the_floor_where_somebody_comes_down_on_it(words: str):
    """Ten newton seconds are a book of 400 g at 25 m/s: a squeezed one was heard at six thousand."""
    contacts = staged(words)[0].performance.contacts
    met = [one for one in contacts if {"hana", "ken"} & set(one.bodies) and one.kind is ContactKind.STRIKE]
    assert max((one.impulse for one in met), default=0.0) < 10.0


def test_what_breaks_as_the_words_go_on_is_not_caught_and_does_so_on_the_floor():
    shot = staged("A room. Ken throws an egg to Hana. The egg breaks.")[0]
    broken = [one for one in shot.performance.contacts if one.kind is ContactKind.BREAK]
    assert len(broken) == 1
    assert broken[0].position[2] < 0.1
    assert np.abs(way(shot, "egg")).max() < 10.0
    held = staged("A room. Hana holds a vase. The vase breaks.")[0]
    assert any(one.kind is ContactKind.BREAK and "ground" in one.bodies for one in held.performance.contacts)
