"""Moves, lenses and points of view, measured: what the picture does is what a camera operator means by the word."""

import numpy as np
import pytest
from numpy.typing import NDArray
from rehearsal import HANA, KEN, in_frame, joint_path, play, prop, shot

from studio.engine.performance import CameraPath, Performance
from studio.engine.stage import kinds
from studio.engine.vocabulary import named
from studio.timeline.film import Camera, CastId, EntityId, PropId, Setting

HANA_ID, KEN_ID, BALL = CastId("hana"), CastId("ken"), PropId("ball")
STREET = Setting("neon_street", "street")


def filmed(
    move: str = "static",
    framing: str = "full shot",
    subject: EntityId | None = HANA_ID,
    other: EntityId | None = None,
    lens: str = "",
    present: tuple[str, ...] = ("hana",),
) -> Performance:
    camera = Camera(framing, move, subject=subject, other=other, lens=lens)
    what = shot(camera=camera, present=present, setting=STREET, seconds=4)
    return play(what, cast=(HANA, KEN), props=(prop("ball"),)).performance


def size_of(performance: Performance, frame: int) -> float:
    """How high the first actor stands in the picture, in half frame heights."""
    foot = performance.actors[0].root[0].astype(np.float64)
    top = foot + np.array([0.0, 0.0, 1.5])
    return float((in_frame(performance, top, frame) - in_frame(performance, foot, frame))[1])


def heading(camera: CameraPath) -> NDArray[np.float64]:
    """(F,) which way the camera looks, radians to the left."""
    view = (camera.target - camera.eye).astype(np.float64)
    return np.unwrap(np.arctan2(view[:, 1], view[:, 0]))


def test_the_vocabulary_holds_at_least_thirty_ways_to_film() -> None:
    words = [len(named(table)) for table in ("framings", "moves", "angles", "lenses")]
    assert sum(words) >= 50
    assert all(kinds.axis_of(move) for move in named("moves"))


def test_a_dolly_zoom_keeps_the_subject_s_size_while_the_view_widens() -> None:
    performance = filmed("dolly zoom")
    sizes = [size_of(performance, frame) for frame in range(0, performance.frames, 12)]
    assert max(sizes) / min(sizes) < 1.12
    fov = performance.camera.fov_y
    assert fov[-1] > 1.5 * fov[0]


@pytest.mark.parametrize(("move", "way"), [("whip pan", -1), ("whip pan left", 1)])
def test_a_whip_pan_is_fast_and_lands_on_the_subject(move: str, way: int) -> None:
    performance = filmed(move)
    turned = heading(performance.camera)
    fastest = np.abs(np.diff(turned)).max() * performance.fps
    assert np.degrees(fastest) > 150
    assert way * (turned[-1] - turned[0]) > 0.8
    head = joint_path(performance.actors[0], "head")
    assert (np.abs(in_frame(performance, head[-1], performance.frames - 1)) < 0.8).all()
    assert np.abs(in_frame(performance, head[0], 0)).max() > 1


def test_a_crash_zoom_is_over_in_half_a_second() -> None:
    fov = filmed("crash zoom").camera.fov_y
    moving = np.flatnonzero(np.abs(np.diff(fov)) > 1e-4)
    assert fov[0] / fov[-1] > 2
    assert (moving[-1] - moving[0]) / 24 < 0.5


def test_pulling_back_reveals_the_other() -> None:
    performance = filmed("pull back to reveal", "two shot", present=("hana", "ken"))
    other = joint_path(performance.actors[1], "head")
    assert np.abs(in_frame(performance, other[0], 0)).max() > 1
    assert np.abs(in_frame(performance, other[-1], performance.frames - 1)).max() < 0.9
    subject = joint_path(performance.actors[0], "head")
    assert np.abs(in_frame(performance, subject[0], 0)).max() < 0.8


@pytest.mark.parametrize(("move", "way"), [("pedestal up", 1), ("pedestal down", -1)])
def test_a_pedestal_stays_level_as_it_rises(move: str, way: int) -> None:
    camera = filmed(move, "medium shot").camera
    assert way * (camera.eye[-1, 2] - camera.eye[0, 2]) > 0.1
    assert np.allclose(camera.eye[:, 2] - camera.target[:, 2], camera.eye[0, 2] - camera.target[0, 2], atol=1e-4)


@pytest.mark.parametrize(("move", "way"), [("crane up", 1), ("crane down", -1)])
def test_a_crane_keeps_the_subject_in_the_picture(move: str, way: int) -> None:
    performance = filmed(move)
    camera = performance.camera
    assert way * (camera.eye[-1, 2] - camera.eye[0, 2]) > 0.4
    head = joint_path(performance.actors[0], "head")
    assert all((np.abs(in_frame(performance, head[f], f)) < 1).all() for f in (0, performance.frames - 1))


def test_orbits_go_round_at_one_distance_both_ways() -> None:
    turns: list[float] = []
    for move in ("orbit", "orbit left"):
        camera = filmed(move).camera
        arm = np.linalg.norm(camera.eye - camera.target, axis=1)
        assert arm.max() / arm.min() < 1.02
        turned = heading(camera)
        turns.append(float(turned[-1] - turned[0]))
    assert turns[0] > 0.4
    assert turns[1] < -0.4


def test_a_camera_roll_tips_the_horizon() -> None:
    roll = filmed("camera roll").camera.roll
    assert roll[0] == 0
    assert roll[-1] > 0.3


def test_a_rack_focus_goes_from_one_to_the_other() -> None:
    performance = filmed("rack focus", "medium shot", other=KEN_ID, present=("hana", "ken"))
    camera = performance.camera
    assert camera.focus is not None
    hana, ken = (joint_path(actor, "head", (0.3, 0, 0.4)) for actor in performance.actors)
    forward = (camera.target - camera.eye) / np.linalg.norm(camera.target - camera.eye, axis=1)[:, None]
    near, far = (((head - camera.eye) * forward).sum(1) for head in (hana, ken))
    assert abs(camera.focus[0] - near[0]) < 0.25
    assert abs(camera.focus[-1] - far[-1]) < 0.25
    assert abs(near[0] - far[0]) > 0.5
    for head, frame in ((hana, 0), (ken, performance.frames - 1)):
        assert (np.abs(in_frame(performance, head[frame], frame)) < 1).all()


def test_lenses_change_the_view_and_not_the_size_of_the_subject() -> None:
    usual, wide, long = (filmed(framing="medium shot", lens=lens) for lens in ("", "wide angle lens", "telephoto lens"))
    assert wide.camera.fov_y[0] > 1.5 * usual.camera.fov_y[0]
    assert long.camera.fov_y[0] < 0.6 * usual.camera.fov_y[0]
    sizes = [size_of(performance, 0) for performance in (usual, wide, long)]
    assert max(sizes) / min(sizes) < 1.35


def test_focus_is_left_to_the_painter_unless_the_lens_says_otherwise() -> None:
    assert filmed().camera.focus is None
    deep, shallow = (filmed(lens=lens).camera.focus for lens in ("deep focus", "shallow focus"))
    assert deep is not None
    assert np.isinf(deep).all()
    assert shallow is not None
    assert (np.abs(shallow - 4.5) < 4).all()


def test_a_point_of_view_looks_from_the_face_at_what_is_seen() -> None:
    performance = filmed(framing="point of view", subject=BALL, other=HANA_ID, present=("hana", "ball"))
    face = joint_path(performance.actors[0], "head", (0.25, 0, 0.42))
    assert np.linalg.norm(performance.camera.eye - face, axis=1).max() < 0.45
    ball = performance.props[0].position[40].astype(np.float64)
    assert (np.abs(in_frame(performance, ball, 40)) < 0.3).all()


def test_an_insert_fills_the_frame_with_the_thing() -> None:
    performance = filmed(framing="insert", subject=BALL, present=("hana", "ball"))
    ball = performance.props[0].position[0].astype(np.float64)
    middle, top = (in_frame(performance, ball + np.array([0, 0, z]), 0) for z in (0.0, 0.1))
    assert (np.abs(middle) < 0.25).all()
    assert top[1] - middle[1] > 0.25
