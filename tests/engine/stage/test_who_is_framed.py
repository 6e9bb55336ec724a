"""Whom the camera shows: two who go together, whoever runs down a passage, a dragon's face, and nobody halved."""

import math

import msgspec
import numpy as np
import pytest
from rehearsal import HANA, KEN, in_frame, joint_path, play, prop, shot, spoken

from studio.engine.creatures import joint_names
from studio.engine.performance import Performance
from studio.engine.skeleton import rotation_matrices
from studio.timeline.film import Action, Camera, CastId, CastMember, Line, Look, Onset, PropId, Setting, Voice
from studio.timeline.world import Person, World

HANA_ID, KEN_ID, DRAGON = CastId("hana"), CastId("ken"), PropId("dragon")
FACE = (0.25, 0.0, 0.42)


def faces(performance: Performance, who: int, frames: range) -> np.ndarray:
    """(N, 2) where somebody's face is in the picture."""
    way = joint_path(performance.actors[who], "head", FACE)
    return np.array([in_frame(performance, way[frame], frame) for frame in frames])


@pytest.mark.parametrize("motion", ["run", "walk"])
def test_a_medium_shot_of_two_who_go_side_by_side_holds_both(motion: str) -> None:
    beats = (
        Action(HANA_ID, motion, words="Hana and Ken go side by side"),
        Action(KEN_ID, motion, words="Hana and Ken go side by side", onset=Onset.WITH),
    )
    camera = Camera("medium shot", subject=HANA_ID)
    what = shot(*beats, camera=camera, setting=Setting("park", "park"), seconds=3)
    performance = play(what, cast=(HANA, KEN)).performance
    frames = range(0, performance.frames, 6)
    for who in (0, 1):
        assert (np.abs(faces(performance, who, frames)) < 1.0).all()


def test_down_a_passage_people_run_up_to_the_camera_and_are_seen_all_the_way() -> None:
    beats = (Action(HANA_ID, "run", words="they run"), Action(KEN_ID, "run", words="they run", onset=Onset.WITH))
    what = shot(*beats, camera=Camera("wide shot"), setting=Setting("corridor", "corridor"), seconds=3)
    performance = play(what, cast=(HANA, KEN)).performance
    frames = range(0, performance.frames, 4)
    assert all((np.abs(faces(performance, who, frames)) < 1.0).all() for who in (0, 1))
    away = np.linalg.norm(performance.actors[0].root[:, :2] - performance.camera.eye[:, :2], axis=-1)
    assert away[-1] < away[0] - 2.0


def test_a_close_up_of_a_dragon_is_of_its_face() -> None:
    what = shot(camera=Camera("close-up", "static", subject=DRAGON), setting=Setting("mountain", "mountain"),
                present=("dragon",), seconds=2)  # fmt: skip
    performance = play(what, cast=(), props=(prop("dragon"),)).performance
    limbs, track = performance.props[0].limbs, performance.props[0]
    assert limbs is not None
    turn = rotation_matrices(track.orientation[:1])[0]
    joint = limbs[0, joint_names("dragon").index("head")]
    head = track.position[0] + turn @ joint[:3, 3]
    nose = head + turn @ joint[:3, :3] @ np.array([0.0, -1.2, -0.1])
    assert np.abs(in_frame(performance, head.astype(np.float64), 0)).max() < 0.9
    assert np.abs(in_frame(performance, nose, 0)).max() < 0.9
    seen = np.linalg.norm(in_frame(performance, nose, 0) - in_frame(performance, head.astype(np.float64), 0))
    assert seen > 0.25, "and fills it"


def test_whom_an_edge_would_halve_is_left_out_of_a_medium_shot() -> None:
    """Ken stands aside and a little nearer: his face is in the picture whole, or not at all."""
    for x, y in ((-1.15, -0.3), (1.0, -0.6), (1.2, -0.2)):
        world = World(people=(_standing("hana", 0.0, 0.0), _standing("ken", x, y)))
        what = shot(Line(HANA_ID, "a"), camera=Camera("medium shot", subject=HANA_ID), present=("hana", "ken"))
        performance = play(what, cast=(HANA, KEN), speech=(spoken("hana"),), before=world).performance
        ear = 0.16 * 9 / 16 / math.tan(float(performance.camera.fov_y[0]) / 2)
        for frame in range(0, performance.frames, 20):
            at = faces(performance, 1, range(frame, frame + 1))[0]
            away = float(np.linalg.norm(performance.actors[1].root[frame, :2] - performance.camera.eye[frame, :2]))
            assert not (abs(at[0]) < 1 + 0.5 * ear / away and abs(at[0]) > 1 - 0.5 * ear / away), (x, y, frame)


def test_who_kneels_with_their_back_to_us_is_turned_to_speak() -> None:
    kneels = shot(Action(HANA_ID, "kneel"), seconds=3)
    after = play(kneels, cast=(HANA,)).after
    person = after.people[0]
    turned = msgspec.structs.replace(person, heading=math.pi / 2)
    before = msgspec.structs.replace(after, people=(turned,))
    what = shot(Line(HANA_ID, "a"), camera=Camera("medium close-up", subject=HANA_ID), present=("hana",), name="2")
    performance = play(what, speech=(spoken("hana"),), before=before).performance
    eye = performance.camera.eye[0, :2] - performance.actors[0].root[0, :2]
    off = math.atan2(eye[1], eye[0]) - float(performance.actors[0].heading[0])
    assert abs((off + math.pi) % (2 * math.pi) - math.pi) < 1.4


def test_who_charges_and_strikes_runs_up_to_whoever_parries() -> None:
    beats = (Action(KEN_ID, "run", words="Ken charges"), Action(KEN_ID, "punch", words="and strikes"),
             Action(HANA_ID, "block", words="Hana parries"))  # fmt: skip
    world = World(people=(_standing("hana", -1.5, 0.0), _standing("ken", 2.0, 0.6)))
    performance = play(shot(*beats, present=("hana", "ken"), seconds=7), cast=(HANA, KEN), before=world).performance
    hana, ken = performance.actors
    apart = np.linalg.norm(hana.root[:, :2] - ken.root[:, :2], axis=-1)
    assert apart[0] > 3.0
    assert apart.min() < 1.4


def test_a_wide_tilt_up_goes_up_from_the_people_to_the_sky() -> None:
    what = shot(camera=Camera("wide shot", "tilt up"), present=("hana",), setting=Setting("beach", "beach"), seconds=3)
    performance = play(what).performance
    first, last = (faces(performance, 0, range(at, at + 1))[0, 1] for at in (0, performance.frames - 1))
    assert abs(first) < 0.8
    assert last < first - 0.5


def test_a_hat_of_the_look_is_taken_off_as_it_is_called() -> None:
    lyra = CastMember(HANA_ID, "Lyra", Look(accessories=("witch-hat", "glasses")), Voice())
    hat = PropId("hat")
    performance = play(
        shot(Action(HANA_ID, "take_off", thing=hat), seconds=4), cast=(lyra,), props=(prop("hat"),)
    ).performance
    hatted, bare = (actor.member.look.accessories for actor in performance.actors)
    assert (hatted, bare) == (("witch-hat", "glasses"), ("glasses",))
    shown = performance.props[0].shown
    assert shown is not None
    assert not shown[0], "while it is on the head, it is not in the hand as well"
    assert shown[-1]


def _standing(who: str, x: float, y: float) -> Person:
    return Person(CastId(who), "stage", (x, y, 0.0), -math.pi / 2)
