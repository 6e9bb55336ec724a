"""Who sleeps in a bed is found there, eyes shut; who wakes sits up on its edge, and gets up on the side with room."""

import numpy as np
import pytest
from rehearsal import joint_path, play, shot

from studio.engine import vocabulary
from studio.engine.performance import Actor
from studio.timeline.film import Action, Camera, CastId, Setting

HANA_ID = CastId("hana")
ROOM = Setting("room", "hana's room", hour="morning")
SLEEPS = Action(HANA_ID, "sleep", words="Hana sleeps in her bed")


def over_the_bed(actor: Actor, name: str) -> np.ndarray:
    """(F,) whether a joint is above the room's bed."""
    bed = next(solid for solid in vocabulary.set_kinds()["room"].solids if solid.name == "bed")
    way = joint_path(actor, name)
    half = np.array(bed.size[:2]) / 2 + 0.12
    return (np.abs(way[:, :2] - np.array(bed.centre[:2])) < half).all(1) & (way[:, 2] > bed.size[2])


def test_a_sleeper_is_found_in_the_bed_with_eyes_shut() -> None:
    actor = play(shot(SLEEPS, setting=ROOM, seconds=3)).performance.actors[0]
    for joint in ("head", "pelvis", "shin_l", "shin_r"):
        assert over_the_bed(actor, joint).all(), joint
    assert (actor.face.lids < 0.05).all()


@pytest.mark.parametrize("motion", ["wake_up", "sit"])
def test_who_wakes_sits_up_on_the_edge_of_the_bed(motion: str) -> None:
    beats = (SLEEPS, Action(HANA_ID, motion, words="She wakes and sits up"))
    played = play(shot(*beats, setting=ROOM, seconds=7))
    actor = played.performance.actors[0]
    head, hips = joint_path(actor, "head"), joint_path(actor, "pelvis")
    assert head[0, 2] < 0.8
    assert head[-1, 2] > hips[-1, 2] + 0.4
    assert 0.3 < hips[-1, 2] < 0.75
    assert not over_the_bed(actor, "foot_l")[-1]
    assert actor.face.lids[-1] > 0.6
    then = shot(Action(HANA_ID, "get_up", words="She gets up"), setting=ROOM, seconds=4, name="2", present=("hana",))
    stands = play(then, before=played.after).performance.actors[0]
    assert joint_path(stands, "head")[-1, 2] > 1.3
    assert not over_the_bed(stands, "pelvis")[-1]


def test_who_lies_on_the_grass_is_found_lying() -> None:
    lies = Action(HANA_ID, "lie_down", words="Hana lies on the grass")
    actor = play(shot(lies, setting=Setting("park", "park"), camera=Camera("full shot"), seconds=3)).performance.actors[
        0
    ]
    assert (joint_path(actor, "head")[:, 2] < 0.6).all()
    goes = Action(HANA_ID, "lie_down", words="Hana lies down on the grass")
    actor = play(shot(goes, setting=Setting("park", "park"), seconds=5)).performance.actors[0]
    head = joint_path(actor, "head")[:, 2]
    assert head[0] > 1.2
    assert head[-1] < 0.6


def test_who_waits_on_a_bench_sits_there() -> None:
    for words, sits in (("Hana waits on the bench", True), ("Hana waits by the bench", False)):
        what = shot(Action(HANA_ID, "stand", words=words), setting=Setting("station", "station"), seconds=2)
        actor = play(what).performance.actors[0]
        assert (joint_path(actor, "pelvis")[0, 2] < 0.65) == sits, words
