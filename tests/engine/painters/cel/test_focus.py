"""What the camera is focused on is sharp, and what is before and behind it is not: measured in the picture."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from cel_shots import actor, camera, member, performance

from studio.engine.painters.painter import Pass, Size

SIZE = Size(480, 270)
NEAR_M, FAR_M = 3.0, 6.0


@pytest.fixture(scope="module")
def focused(cel):
    """The picture and ids of one person near and one far, with the focus at a distance (None: left to the painter)."""
    near, far = actor(member(), at=(-0.55, NEAR_M - 5)), actor(member("far"), at=(0.9, FAR_M - 5))

    def paint(metres):
        view = camera(eye=(0.0, -5.0, 1.3), target=(0.0, 0.0, 1.1), fov=0.6)
        told = None if metres is None else np.full(1, metres, np.float32)
        shot = performance([near, far], shot_camera=replace(view, focus=told))
        return cel.open(shot, SIZE).frame(0, passes=frozenset({Pass.ID}))

    return paint


def sharpness(painted, number):
    """How much fine detail lies well within one person."""
    grey = cv2.cvtColor(np.ascontiguousarray(painted.colour), cv2.COLOR_RGB2GRAY).astype(np.float32)
    inside = cv2.erode((painted.id == number).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return float(np.abs(cv2.Laplacian(grey, cv2.CV_32F))[inside].mean())


def test_the_one_in_focus_is_sharp_and_the_other_soft(focused):
    on_near, on_far, deep = focused(NEAR_M), focused(FAR_M), focused(float("inf"))
    near, far = 2, 3
    assert sharpness(on_near, near) > 0.8 * sharpness(deep, near)
    assert sharpness(on_far, far) > 0.8 * sharpness(deep, far)
    assert sharpness(on_near, far) < 0.5 * sharpness(deep, far)
    assert sharpness(on_far, near) < 0.6 * sharpness(deep, near)


def test_everything_is_sharp_where_no_focus_is_told_and_nobody_is_close(focused):
    assert np.array_equal(focused(None).colour, focused(float("inf")).colour)
