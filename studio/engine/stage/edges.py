"""The edges of a frame: who is cut by them, and the same view moved a little so that nobody is."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.stage.framing import ASPECT
from studio.engine.stage.rotation import Doubles, crossed, unit
from studio.engine.stage.viewing import Scene, Setup, Subject, free

HALF_HEAD_M: Final = 0.17
_SHARES: Final = (0.12, -0.12, 0.22, -0.22, 0.32, -0.32)
"""How far a view is moved to the side, of its height."""
_NEARER: Final = (1.0, 0.86)
_PAST: Final = (0.78, 0.64, 0.54)
_MIDDLE: Final = 0.36  # how far off the middle somebody may be who is alone in a frame, of the way to its edge
_SEEN: Final = 0.93  # of half a frame's height: a head above or below this is not seen


def moved_off(setup: Setup, scene: Scene) -> list[Setup]:
    """The same view from a little to the side, and from nearer, also past who stands before it, with a wider lens."""
    right = np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth), 0.0])
    out: list[Setup] = []
    for near in _NEARER:
        for share in (0.0, *_SHARES):
            x, y, z = np.array(setup.aim) + share * near * setup.view * right
            one = replace(setup, aim=(float(x), float(y), float(z)), distance=near * setup.distance)
            if free(one.eye, scene):
                out.append(one)
    for near in _PAST:
        one = replace(setup, distance=near * setup.distance, fov=2 * math.atan(math.tan(setup.fov / 2) / near))
        if free(one.eye, scene):
            out.append(one)
    return out


def cut_by_the_edge(setup: Setup, other: Subject, frames: list[int]) -> float:
    """0-1: in how many frames an edge goes through somebody's head."""
    if not other.person:
        return 0.0
    across, high, wide, deep = _in_picture(setup, other, frames)
    edge = (across < 1.0 + wide) & (across > 1.0 - 0.7 * wide) & (np.abs(high) < 1.0) & (deep > 0.3)
    return float(edge.mean())


def off_the_middle(setup: Setup, alone: Subject, frames: list[int]) -> float:
    """How much further to the side somebody stands who is alone in a frame than they look well there."""
    across, _, _, _ = _in_picture(setup, alone, frames)
    return float(np.clip(across - _MIDDLE, 0.0, 1.0).mean())


def unseen_share(setup: Setup, gone: Doubles, focus: tuple[Subject, ...], frames: list[int]) -> float:
    """0-1: in how many frames nobody of those the shot is about is in the picture.

    gone: (F, 3) how far the camera goes along.
    """
    seen = np.zeros(len(frames), bool)
    for subject in focus:
        across, high, _, deep = _in_picture(setup, subject, frames, gone)
        seen |= (across < _SEEN) & (np.abs(high) < 1.0) & (deep > 0.3)
    return float((~seen).mean())


def _in_picture(
    setup: Setup, subject: Subject, frames: list[int], gone: Doubles | None = None
) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """Per frame how far a face is to the side and up, and half a head is wide, of half the frame; metres ahead."""
    ahead = unit(np.array(setup.aim) - np.array(setup.eye))
    right = np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth), 0.0])
    to = subject.face[frames] - np.array(setup.eye) - (0.0 if gone is None else gone[frames])
    deep, half = to @ ahead, math.tan(setup.fov / 2)
    safe = np.maximum(deep, 1e-3)
    across = np.abs(to @ right) / safe / half / ASPECT
    return across, (to @ crossed(right, ahead)) / safe / half, HALF_HEAD_M / safe / half / ASPECT, deep
