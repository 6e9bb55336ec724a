"""Pictures narrower than 16:9: who the shot is about is in them, in every frame, and the camera never twitches."""

from collections.abc import Generator

import numpy as np
import pytest

from studio.engine.director import direct
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import PaintOrder, Pass, Size
from studio.engine.performance import Performance, projection_matrix, view_matrix
from studio.engine.reframing import WIDEST, reframed
from studio.engine.skeleton import INDEX, joint_transforms, rest_joints
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken

TALL, SQUARE, WIDE = Size(54, 96), Size(64, 64), Size(128, 72)
WALKING = "EXT. PARK - DAY\n\nStatic wide shot. Hana enters and walks to the bench, 4 s.\n"
TALKING = (
    "INT. CLASSROOM - DAY\n\nWide shot of Hana and Ken standing far apart. 4 s.\n\nHANA\nLook.\n\nKEN\nI see it.\n"
)


def staged(script: str) -> Staged:
    return next(iter(stage_shots(direct(script), Rehearsals(), StopToken())))


def heads(performance: Performance, size: Size) -> dict[str, np.ndarray]:
    """Where each head is across the picture in each frame, -1 its left edge, 1 its right; nan where it is not in it."""
    found: dict[str, np.ndarray] = {}
    for actor in performance.actors:
        across = np.full(performance.frames, np.nan)
        for frame in range(performance.frames):
            joints = joint_transforms(
                rest_joints(actor.member.look), actor.joints[frame], actor.root[frame],
                float(actor.heading[frame]), float(actor.lift[frame]),
            )  # fmt: skip
            clip = (
                projection_matrix(float(performance.camera.fov_y[frame]), size.width / size.height)
                @ view_matrix(performance.camera, frame)
                @ joints[INDEX["head"]][:, 3]
            )
            across[frame] = clip[0] / clip[3]
        found[actor.member.name] = across
    return found


@pytest.fixture(scope="module")
def walk() -> Staged:
    return staged(WALKING)


def test_a_picture_as_wide_as_the_stage_is_left_alone(walk: Staged) -> None:
    assert reframed(walk.performance, walk.shot.camera, WIDE) is walk.performance


@pytest.mark.parametrize("size", [TALL, SQUARE])
def test_who_walks_through_stays_in_a_narrow_picture(walk: Staged, size: Size) -> None:
    before = heads(walk.performance, WIDE)["Hana"]
    seen = np.abs(before) < 0.95
    lost = heads(walk.performance, size)["Hana"][seen]
    assert np.abs(lost).max() > 1, "cut from the middle, she would leave the picture"
    kept = heads(reframed(walk.performance, walk.shot.camera, size), size)["Hana"][seen]
    assert np.abs(kept).max() < 1


def test_the_camera_glides(walk: Staged) -> None:
    camera = reframed(walk.performance, walk.shot.camera, TALL).camera
    way = camera.target - camera.eye
    heading = np.unwrap(np.arctan2(way[:, 1], way[:, 0]))
    jerk = np.abs(np.diff(heading, 3))
    assert np.abs(np.diff(heading)).max() > 1e-3, "it follows her"
    assert jerk.max() < 2e-4, "radians a frame, cubed: nothing is felt of it"
    assert np.ptp(camera.fov_y / walk.performance.camera.fov_y) < 1e-5, "and it does not pump"


def test_a_pair_is_held_by_a_wider_camera_or_whoever_speaks() -> None:
    one = staged(TALKING)
    told = reframed(one.performance, one.shot.camera, TALL)
    wider = np.tan(told.camera.fov_y / 2) / np.tan(one.performance.camera.fov_y / 2)
    assert wider.max() <= WIDEST + 1e-4
    there = heads(told, TALL)
    for line in told.speech:
        name = next(actor.member.name for actor in told.actors if actor.member.id == line.speech.who)
        spoken = slice(int((line.start + 0.6) * told.fps), int(line.end * told.fps))
        assert np.abs(there[name][spoken]).max() < 1, f"{name} is seen speaking"


@pytest.fixture(scope="module")
def painter() -> Generator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


def test_it_is_painted_so(walk: Staged, painter: CelPainter) -> None:
    told = reframed(walk.performance, walk.shot.camera, TALL)
    number = told.id_numbers[told.actors[0].member.id]
    frames = (told.frames // 3, told.frames // 2, told.frames - 20)
    for frame in painter.paint(told, PaintOrder(TALL, frozenset({Pass.ID}), frames=frames), StopToken()):
        assert frame.id is not None
        columns = np.flatnonzero((frame.id == number).any(axis=0))
        assert columns.size > 0
        assert columns.min() > 0
        assert columns.max() < TALL.width - 1
