"""The mouths of animals in the picture: shut they are not seen, and open they are."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from cel_shots import camera, performance

from studio.engine.creatures import joint_names, rest_joints
from studio.engine.painters.cel.makers import house_makers
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.performance import PropTrack
from studio.timeline.film import Prop, PropId


def calling(kind: str, jaw: np.ndarray) -> PropTrack:
    """An animal at the origin, its head to -y, its jaw turned (3, 3)."""
    animal = Prop(PropId(kind), kind, kind)
    limbs = np.tile(np.eye(4, dtype=np.float32), (1, len(joint_names(kind)), 1, 1))
    limbs[:, :, :3, 3] = rest_joints(animal)
    limbs[:, joint_names(kind).index("jaw"), :3, :3] = jaw
    return PropTrack(animal, np.zeros((1, 3), np.float32), np.array([[1, 0, 0, 0]], np.float32), limbs=limbs)


def opened(degrees: float) -> np.ndarray:
    turn = math.radians(degrees)
    return np.array([[1, 0, 0], [0, math.cos(turn), -math.sin(turn)], [0, math.sin(turn), math.cos(turn)]])


@pytest.fixture(scope="module")
def house() -> Iterator[CelPainter]:
    painter = CelPainter(house_makers())
    yield painter
    painter.close()


def picture(house: CelPainter, kind: str, jaw: np.ndarray, aside: float) -> np.ndarray:
    """The head from before it, or from so far to its left."""
    x, y, z = rest_joints(Prop(PropId(kind), kind, kind))[joint_names(kind).index("jaw")]
    away = 6.0 * max(abs(y), 0.05)
    view = camera(1, eye=(x + aside * away, y - away, z), target=(x, y, z), fov=0.25)
    shown = performance((), [calling(kind, jaw)], view, 1, "studio")
    return house.open(shown, Size(320, 180)).frame(0).colour.astype(int)


@pytest.mark.parametrize("kind", ["dog", "cat", "fox", "bear", "beast", "horse", "mouse", "bird", "owl", "penguin"])
def test_a_mouth_that_is_shut_is_not_seen_and_one_that_opens_is(house: CelPainter, kind: str) -> None:
    gone, shut, wide = (picture(house, kind, jaw, 0.7) for jaw in (np.zeros((3, 3)), opened(0), opened(32)))
    assert (np.abs(shut - gone).max(-1) > 24).sum() <= 4
    assert (np.abs(wide - shut).max(-1) > 24).sum() > 40


@pytest.mark.parametrize("kind", ["dog", "cat", "fox", "bear", "beast"])
def test_an_open_mouth_is_red_inside(house: CelPainter, kind: str) -> None:
    red: list[int] = []
    for degrees in (0, 32):
        r, g, b = picture(house, kind, opened(degrees), 0.0).transpose(2, 0, 1)
        red.append(int(((r > 1.8 * g) & (b > 1.1 * g) & (r < 150)).sum()))
    assert red[1] > red[0] + 10
