"""What the operator and the stage do for the eye: nobody is lost, no pillar is before the lens, hands have a stance."""

import numpy as np
import pytest
from rehearsal import HANA, KEN, joint_path, play, shot, spoken
from test_camera import faces_in_frame

from studio.engine.performance import Performance
from studio.engine.stage.obstruction import sights_of
from studio.engine.stage.stances import stance_of, stances
from studio.timeline.film import Action, Camera, CastId, Line, Look, Setting

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")


@pytest.mark.parametrize("move", ["crane up", "crane down", "dolly in", "dolly out", "track left", "orbit"])
def test_the_camera_of_the_castle_is_never_in_or_behind_a_pillar(move: str) -> None:
    what = shot(camera=Camera("wide shot", move), present=("hana",), setting=Setting("castle", "castle"))
    path = play(what).performance.camera
    sights = sights_of("castle")
    assert sights is not None
    for frame in (0, len(path.eye) // 2, -1):
        eye, aim = path.eye[frame].astype(float), path.target[frame].astype(float)
        line = eye + (aim - eye) * np.linspace(0.0, 0.85, 60)[:, None]
        assert not sights.blocked(line).any()


def test_a_medium_shot_of_somebody_is_not_widened_for_those_who_stand_by() -> None:
    alone = play(shot(camera=Camera("medium shot", subject=HANA_ID), present=("hana",))).performance
    both = shot(camera=Camera("medium shot", subject=HANA_ID), present=("hana", "ken"))
    beside = play(both, cast=(HANA, KEN)).performance
    assert _height_m(beside) < 1.25 * _height_m(alone)


def _height_m(performance: Performance) -> float:
    """How high the frame is at the first actor's face, metres."""
    camera = performance.camera
    face = joint_path(performance.actors[0], "head", (0.3, 0, 0.4))[60]
    return float(2 * np.linalg.norm(face - camera.eye[60]) * np.tan(camera.fov_y[60] / 2))


def test_indoors_a_wide_frame_holds_the_room_and_not_what_is_above_it() -> None:
    what = shot(camera=Camera("establishing shot"), present=("hana",), setting=Setting("kitchen", "kitchen"))
    assert _height_m(play(what).performance) < 4.6


def test_nobody_is_looked_at_over_a_shoulder_while_they_walk_elsewhere() -> None:
    camera = Camera("over the shoulder", subject=HANA_ID, other=KEN_ID)
    what = shot(Action(HANA_ID, "walk"), camera=camera, present=("hana", "ken"))
    performance = play(what, cast=(HANA, KEN)).performance
    assert all(faces_in_frame(performance, frame)[0] for frame in (0, 60, 119))


def test_who_looks_out_or_walks_off_in_a_shot_from_behind_has_the_back_to_it() -> None:
    for beat in (Action(HANA_ID, "look"), Action(HANA_ID, "leave")):
        what = shot(beat, camera=Camera("wide shot", angle="behind"), present=("hana",))
        performance = play(what).performance
        actor = performance.actors[0]
        away = actor.root[0, :2] - performance.camera.eye[0, :2]
        ahead = np.array([np.cos(actor.heading[0]), np.sin(actor.heading[0])])
        assert float(ahead @ away) / float(np.linalg.norm(away)) > 0.75


def test_everybody_has_some_stance_and_keeps_it_at_a_place_in_a_mood() -> None:
    for build in ("girl", "boy", "woman", "man", "child", "elder"):
        for feeling in ("calm", "angry", "sad", "weeping", "nobody knows"):
            look = Look(build=build)
            assert stance_of("hana", look, feeling, "roof") == stance_of("hana", look, feeling, "roof")
    found = {stance_of(f"one {n}", Look(), "calm", "roof")[0] for n in range(60)}
    assert len(found) >= 4
    sleeved = {stance_of(f"one {n}", Look(outfit="kimono"), "calm", "roof")[0] for n in range(60)}
    assert len(sleeved) >= 2
    assert not any(stance.slim for stance in sleeved)
    assert all(stance.both is None or stance.hand is None for stance in stances().values())


def test_hands_that_do_nothing_are_where_the_stance_has_them_and_leave_it_to_wave() -> None:
    quiet = play(shot(present=("hana",))).performance.actors[0]
    waving = play(shot(Action(HANA_ID, "wave"), present=("hana",))).performance.actors[0]
    lifted = joint_path(waving, "hand_r", (0, 0, 0))[:, 2].max()
    assert lifted > joint_path(quiet, "hand_r", (0, 0, 0))[:, 2].max() + 0.3


def test_a_line_is_spoken_in_frame_in_every_close_framing() -> None:
    for framing in ("medium shot", "medium close-up", "close-up", "extreme close-up"):
        what = shot(Line(HANA_ID, "a"), camera=Camera(framing, subject=HANA_ID), present=("hana",))
        performance = play(what, speech=(spoken("hana"),)).performance
        assert all(faces_in_frame(performance, frame)[0] for frame in (0, 60, 119))
