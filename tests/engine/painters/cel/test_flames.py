"""The fire that a dragon breathes leaves its mouth, goes on ahead, and goes out."""

import numpy as np
from cel_shots import camera, performance

from studio.engine.creatures import joint_names, rest_joints
from studio.engine.painters.cel.flames import puffs
from studio.engine.painters.cel.makers import house_makers
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.performance import PropTrack
from studio.timeline.film import Prop, PropId

FRAMES = 48
DRAGON = Prop(PropId("dragon"), "dragon", "dragon")


def breathing(breath: np.ndarray | None) -> PropTrack:
    """A dragon that stands at the origin, its head to -y."""
    limbs = np.tile(np.eye(4, dtype=np.float32), (FRAMES, len(joint_names("dragon")), 1, 1))
    limbs[:, :, :3, 3] = rest_joints(DRAGON)
    turns = np.tile(np.array([1, 0, 0, 0], np.float32), (FRAMES, 1))
    places = np.tile(np.array([0, 0, 2.2], np.float32), (FRAMES, 1))
    return PropTrack(DRAGON, places, turns, limbs=limbs, breath=breath)


def blown() -> np.ndarray:
    """Breath from frame 6 to 24."""
    frames = np.arange(FRAMES)
    return ((frames >= 6) & (frames < 24)).astype(np.float32)


def test_fire_comes_with_the_breath_goes_on_ahead_and_goes_out():
    one = breathing(blown())
    assert not len(puffs(one, 4, 24))
    first, whole = puffs(one, 8, 24), puffs(one, 22, 24)
    assert 0 < len(first) < len(whole)
    assert whole[:, 1].max() < -2.6, "all of it is before the jaw"
    assert whole[:, 1].min() < -6.0
    far = whole[np.argmin(whole[:, 1])]
    near = whole[np.argmax(whole[:, 1])]
    assert far[3] > 2 * near[3], "it widens"
    assert far[5] < near[5], "and reddens"
    assert not len(puffs(one, FRAMES - 1, 24))


def test_the_same_breath_burns_alike():
    assert np.array_equal(puffs(breathing(blown()), 20, 24), puffs(breathing(blown()), 20, 24))


def test_fire_is_seen_in_the_picture():
    painter = CelPainter(house_makers())
    view = camera(FRAMES, eye=(14.0, -5.0, 3.0), target=(0.0, -5.0, 3.0), fov=0.6)
    pictures = [
        painter.open(performance((), [breathing(one)], view, FRAMES, "studio"), Size(240, 135)).frame(20).colour
        for one in (None, blown())
    ]
    painter.close()
    plain, burning = (picture.astype(int) for picture in pictures)
    fiery = (burning[..., 0] > 215) & (burning[..., 0] - burning[..., 2] > 60) & (burning[..., 1] < 250)
    assert fiery.sum() > ((plain[..., 0] > 215) & (plain[..., 0] - plain[..., 2] > 60)).sum() + 500
