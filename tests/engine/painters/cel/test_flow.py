"""The flow pass: where every surface point lies one frame on and one back, by geometry and by warping pictures."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from cel_shots import actor, camera, member, performance, prop_track, turn
from pass_geometry import projected, unprojected
from test_fluids_painted import flag

from studio.engine.painters.painter import Pass, Size
from studio.engine.skeleton import INDEX, rotation_matrices

SIZE = Size(320, 180)
WANTED = frozenset({Pass.FLOW, Pass.ID, Pass.DEPTH})
ROW, COLUMN = np.mgrid[0 : SIZE.height, 0 : SIZE.width].astype(np.float32)


def walking():
    hana = actor(member("hana"), frames=3, walk=0.03)
    for name, degrees in (("thigh_l", 14), ("thigh_r", -14), ("upper_arm_l", -12), ("head", 5)):
        for frame in range(3):
            hana.joints[frame, INDEX[name]] = turn((0, 1, 0), degrees * (frame - 1))
    return performance([hana], frames=3, shot_camera=camera(3, eye=(0.0, -3.2, 1.3)))


def thrown():
    """A ball that flies and turns."""
    track = prop_track(frames=3)
    for frame in range(3):
        track.position[frame] = (0.2 + 0.09 * frame, -0.5, 1.0 + 0.06 * frame - 0.02 * frame**2)
        track.orientation[frame] = turn((0.6, 0.0, 0.8), 12 * frame)
    return performance(props=[track], frames=3, shot_camera=camera(3, eye=(0.0, -3.0, 1.2)))


def blown():
    shot = performance(props=[prop_track("flag", 3, (0.0, 0.0, -3.0))], frames=3, shot_camera=camera(3))
    cloth = flag(3)
    cloth.points[1:, :, :, 1] -= np.linspace(0, 0.4, 10)[None, :, None].astype(np.float32)
    cloth.points[2, :, :, 0] += 0.04
    return replace(shot, cloths=(cloth,))


def travelling():
    path = camera(3, eye=(-0.3, -5.0, 1.4), travel=(0.06, 0.05, 0.02))
    path.fov_y[:] += np.array([0.0, 0.01, 0.02], np.float32)
    return performance(frames=3, shot_camera=replace(path, roll=np.array([0.0, 0.01, 0.03], np.float32)))


def two_frames(cel, shot):
    painting = cel.open(shot, SIZE)
    return painting.frame(1, passes=WANTED), painting.frame(2, passes=WANTED)


def sampled(picture, x, y, how=cv2.INTER_LINEAR):
    return cv2.remap(np.ascontiguousarray(picture), x, y, how)


def landing(frame):
    """Where each pixel's point lands, as pixel indices, and whether well inside the picture."""
    x, y = COLUMN + frame.flow_forward[..., 0], ROW + frame.flow_forward[..., 1]
    return x, y, (x > 1) & (y > 1) & (x < SIZE.width - 2) & (y < SIZE.height - 2) & (frame.flow_forward[..., 2] > 0)


def there_and_back(one, other):
    """How far from itself a pixel ends when it is carried there and back, where it is not hidden meanwhile."""
    x, y, inside = landing(one)
    back = sampled(other.flow_backward[..., :2], x, y)
    same = sampled(other.id.astype(np.float32), x, y, cv2.INTER_NEAREST) == one.id
    return np.linalg.norm(one.flow_forward[..., :2] + back, axis=2), inside & same


def test_what_stands_still_flows_as_the_camera_moves(cel):
    shot = travelling()
    one, _ = two_frames(cel, shot)
    for flow, index in ((one.flow_forward, 2), (one.flow_backward, 0)):
        x, y, _ = projected(shot.camera, index, SIZE, unprojected(shot.camera, 1, one.depth))
        error = np.hypot(x - 0.5 - COLUMN - flow[..., 0], y - 0.5 - ROW - flow[..., 1])[one.id == 1]
        assert error.max() < 0.02
        assert np.abs(flow[one.id == 1]).max() > 1


def test_the_sky_flows_as_the_camera_turns_and_not_as_it_travels(cel):
    one, _ = two_frames(cel, performance(frames=3, shot_camera=camera(3, travel=(0.2, 0.3, 0.1))))
    assert np.abs(one.flow_forward[one.id == 0][:, :2]).max() < 0.01
    shot = travelling()
    one, _ = two_frames(cel, shot)
    far = unprojected(shot.camera, 1, np.ones_like(one.depth))
    far[..., :3] -= shot.camera.eye[1]
    far[..., 3] = 0
    x, y, _ = projected(shot.camera, 2, SIZE, far)
    error = np.hypot(x - 0.5 - COLUMN - one.flow_forward[..., 0], y - 0.5 - ROW - one.flow_forward[..., 1])
    assert error[one.id == 0].max() < 0.02


def test_a_thrown_ball_carries_every_point_of_it_along(cel):
    shot = thrown()
    one, _ = two_frames(cel, shot)
    track = shot.props[0]
    place = unprojected(shot.camera, 1, one.depth)
    on_ball = (place[..., :3] - track.position[1]) @ rotation_matrices(track.orientation[1])
    place[..., :3] = on_ball @ rotation_matrices(track.orientation[2]).T + track.position[2]
    x, y, _ = projected(shot.camera, 2, SIZE, place)
    error = np.hypot(x - 0.5 - COLUMN - one.flow_forward[..., 0], y - 0.5 - ROW - one.flow_forward[..., 1])
    ball = cv2.erode((one.id == 2).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0  # inside its ink
    assert ball.sum() > 200
    assert error[ball].max() < 0.02


@pytest.mark.parametrize("make", [walking, thrown, blown, travelling])
def test_forward_then_backward_leads_home(cel, make):
    error, seen = there_and_back(*two_frames(cel, make()))
    assert seen.mean() > 0.9
    assert error[seen].mean() < 0.1
    assert np.median(error[seen]) < 0.01


@pytest.mark.parametrize("make", [walking, thrown, blown, travelling])
def test_the_next_picture_pulled_back_along_the_flow_is_this_one(cel, make):
    one, other = two_frames(cel, make())
    error, seen = there_and_back(one, other)
    seen &= error < 1
    x, y, _ = landing(one)
    grey, after = (cv2.cvtColor(frame.colour, cv2.COLOR_RGB2GRAY) for frame in (one, other))
    pulled = np.where(seen, sampled(after, x, y), grey)
    slope = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)) / 8
    edges = seen & (slope > 8)
    left_px = np.abs(grey.astype(np.float32) - pulled)[edges] / slope[edges]
    assert edges.sum() > 100
    assert left_px.mean() < 0.5
    own = seen & (one.id > 1) if (one.id > 1).any() else seen
    moved = np.abs(grey.astype(int) - after)[own].mean()
    assert np.abs(grey.astype(int) - pulled)[own].mean() < 0.6 * moved


def test_nothing_is_known_beyond_the_ends_of_a_shot_or_of_what_is_gone(cel):
    shot = thrown()
    first = cel.open(shot, SIZE).frame(0, passes=WANTED)
    assert not first.flow_backward.any()
    gone = replace(shot, props=(replace(shot.props[0], shown=np.array([True, True, False])),))
    one, _ = two_frames(cel, gone)
    assert not one.flow_forward[one.id == 2].any()
    assert (one.flow_backward[one.id == 2][:, 2] == 1).all()
