"""What an animation director would send back: hands not shown, bowls under tables, faces lost, bodies without heads."""

import math

import numpy as np
import pytest
from rehearsal import HANA, KEN, in_frame, joint_path, play, prop, shot, spoken

from studio.engine.performance import Actor, Performance
from studio.engine.stage.facing import TO_CAMERA
from studio.timeline.film import Action, Camera, CastId, CastMember, Line, Look, PropId, Setting, Voice

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")
YUKI = CastMember(CastId("yuki"), "Yuki", Look(build="child", height_m=1.24), Voice())
KITCHEN, FOREST = Setting("kitchen", "kitchen"), Setting("forest", "forest")
TABLE_TOP_M = 0.72


def shown(performance: Performance, path: np.ndarray, frame: int) -> bool:
    return bool(np.abs(in_frame(performance, path[frame], frame)).max() < 1.0)


def face(actor: Actor) -> np.ndarray:
    return joint_path(actor, "head", (0.3, 0.0, 0.4))


def off_camera(actor: Actor, frame: int) -> float:
    """How far from the usual camera somebody faces, radians."""
    return abs((float(actor.heading[frame]) - TO_CAMERA + math.pi) % (2 * math.pi) - math.pi)


@pytest.mark.parametrize("seconds", [2.5, 4.0])
def test_an_insert_of_somebody_shows_the_hands_and_what_they_hold(seconds: float) -> None:
    camera = Camera("insert", subject=HANA_ID)
    what = shot(Action(HANA_ID, "hold", PropId("cup")), camera=camera, present=("hana",), seconds=seconds)
    performance = play(what, props=(prop("cup"),)).performance
    actor, cup, middle = performance.actors[0], performance.props[0], int(12 * seconds)
    assert shown(performance, joint_path(actor, "hand_r"), middle)
    assert shown(performance, cup.position, middle)
    ankle = in_frame(performance, joint_path(actor, "foot_r")[middle], middle)
    assert abs(ankle[1]) > 1.5  # and not the whole body


def test_what_is_held_at_a_table_is_held_above_it() -> None:
    beats = (Action(HANA_ID, "sit", words="sits at the table"), Action(HANA_ID, "hold", PropId("bowl")))
    performance = play(shot(*beats, setting=KITCHEN, present=("hana",)), props=(prop("bowl"),)).performance
    bowl = performance.props[0].position[-1]
    assert bowl[2] > TABLE_TOP_M


def test_a_child_is_looked_at_and_looks_over_the_shoulder() -> None:
    for subject, other in ((HANA_ID, YUKI.id), (YUKI.id, HANA_ID)):
        camera = Camera("over the shoulder", subject=subject, other=other)
        what = shot(Line(HANA_ID, "a"), camera=camera, present=("hana", "yuki"), seconds=2)
        performance = play(what, cast=(HANA, YUKI), speech=(spoken("hana"),)).performance
        seen = next(actor for actor in performance.actors if actor.member.id == subject)
        shoulder = next(actor for actor in performance.actors if actor.member.id == other)
        assert shown(performance, face(seen), 24)
        eye = performance.camera.eye[24]
        near, far = (float(np.linalg.norm(face(actor)[24] - eye)) for actor in (shoulder, seen))
        assert near < far - 0.3
        skull = joint_path(shoulder, "head", (0.0, 0.0, 0.4))
        assert abs(in_frame(performance, skull[24], 24)[0]) < 1.4


def test_who_turns_round_in_a_close_frame_ends_with_the_face_to_it() -> None:
    what = shot(Action(HANA_ID, "turn", words="turns around"), camera=Camera("close-up", subject=HANA_ID), seconds=3)
    actor = play(what).performance.actors[0]
    assert off_camera(actor, 0) > 2.0
    assert off_camera(actor, -1) < 0.7


def test_a_guitar_is_not_swung_overhead_by_who_jumps_with_it() -> None:
    beats = (Action(HANA_ID, "play", PropId("guitar")), Action(HANA_ID, "jump"))
    performance = play(shot(*beats, present=("hana",)), props=(prop("guitar"),)).performance
    head = joint_path(performance.actors[0], "head")
    assert (performance.props[0].position[:, 2] < head[:, 2] - 0.15).all()


def test_an_animal_is_stroked_by_a_hand_on_its_back() -> None:
    camera = Camera("insert", subject=HANA_ID)
    what = shot(Action(HANA_ID, "pat", None, PropId("fox")), camera=camera, setting=FOREST, present=("hana", "fox"))
    performance = play(what, props=(prop("fox"),)).performance
    fox = next(track for track in performance.props if track.prop.id == "fox").position
    palm = joint_path(performance.actors[0], "hand_r", (0.0, 0.0, -0.22))
    assert np.linalg.norm(palm - fox, axis=1).min() < 0.35


def test_who_plays_drums_stands_behind_them() -> None:
    what = shot(Action(HANA_ID, "play", PropId("drums")), present=("hana",), setting=Setting("park", "park"))
    performance = play(what, props=(prop("drums"),)).performance
    actor, drums = performance.actors[0], performance.props[0]
    assert actor.root[-1, 1] > drums.position[-1, 1]
    assert off_camera(actor, -1) < 1.0


def test_two_who_hug_are_framed_as_they_hug() -> None:
    camera = Camera("two shot")
    what = shot(Action(KEN_ID, "hug", None, HANA_ID), camera=camera, present=("hana", "ken", "yuki"), seconds=6)
    performance = play(what, cast=(YUKI, HANA, KEN)).performance
    by_id = {actor.member.id: actor for actor in performance.actors}
    last = performance.frames - 12
    assert all(shown(performance, face(by_id[who]), last) for who in (HANA_ID, KEN_ID))
    eye, fov = performance.camera.eye[last], performance.camera.fov_y[last]
    high = 2 * float(np.linalg.norm(face(by_id[HANA_ID])[last] - eye)) * math.tan(float(fov) / 2)
    assert high < 2.4


def test_who_runs_off_and_falls_stays_in_the_picture() -> None:
    beats = (Action(HANA_ID, "leave", words="runs away"), Action(HANA_ID, "fall", words="falls down"))
    what = shot(*beats, camera=Camera("wide shot"), setting=Setting("corridor", "corridor"), present=("hana",))
    performance = play(what).performance
    trunk = joint_path(performance.actors[0], "pelvis")
    assert shown(performance, trunk, performance.frames - 1)


def test_eyes_that_see_never_see_the_head_they_are_in() -> None:
    camera = Camera("point of view", "dolly in", other=HANA_ID)
    what = shot(Action(HANA_ID, "sneak"), camera=camera, setting=Setting("corridor", "corridor"), present=("hana",))
    performance = play(what).performance
    skull = joint_path(performance.actors[0], "head", (0.0, 0.0, 0.4))
    view = performance.camera.target - performance.camera.eye
    ahead = ((skull - performance.camera.eye) * view).sum(1) / np.linalg.norm(view, axis=1)
    assert (ahead < 0.1).all()
