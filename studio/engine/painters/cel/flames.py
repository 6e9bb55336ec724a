"""The fire that a dragon breathes: puffs of flame that leave its mouth, widen, rise, redden and go out in smoke."""

import math
from typing import Final

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.creatures import joint_names, scale_of
from studio.engine.painters.cel.arrays import Content, vertex_array
from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.pose import prop_pose
from studio.engine.painters.cel.shapes import rgb
from studio.engine.performance import Matrix, Performance, PropTrack

_GLOWING: Final = (moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA, moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA)
"""Laid over what is behind it, and shining as far as it covers."""
_PER_S: Final = 60.0
_LIFE_S: Final = 0.95
_FAST_MPS: Final = 8.5
_RISES_MPS2: Final = 1.7
_SPREAD: Final = 0.16
_FIRST_M, _LAST_M = 0.10, 0.95
_AGES: Final = (0.0, 0.16, 0.42, 0.68, 0.86, 1.0)
_TONES: Final = ("#fff7cf", "#ffe07a", "#ffb02e", "#f2642a", "#8a3a34", "#5a4650")
_SHOWN: Final = (0.95, 0.95, 0.92, 0.85, 0.45, 0.0)
_OUT_OF_MOUTH: Final = np.array([0.0, -0.9, -0.10])
"""Where it leaves, metres from the joint of the jaw, in a dragon as large as its kind."""
_LIGHTS: Final = 0.3
"""How hard it must blow for fire to come."""


class FlamePainter:
    """Draws breathed fire into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def draw(self, performance: Performance, index: int) -> None:
        """All the fire that is in the air in a frame, the oldest first."""
        for track in performance.props:
            if track.breath is None or track.limbs is None or (track.shown is not None and not track.shown[index]):
                continue
            flames = puffs(track, index, performance.fps)
            if len(flames):
                self._drawn(flames)

    def _drawn(self, flames: NDArray[np.float32]) -> None:
        self._canvas.state(moderngl.DEPTH_TEST, _GLOWING)
        program = self._canvas.programs.get("flame_vertex.glsl", "flame_fragment.glsl")
        buffer = self._canvas.context.buffer(flames.tobytes())
        layout: Content = [(buffer, "4f4 4f4 1f4 /i", "in_place", "in_colour", "in_seed")]
        array = vertex_array(self._canvas.context, program, layout)
        self._canvas.draw(program, array, moderngl.TRIANGLE_STRIP, 4, len(flames))
        array.release()
        buffer.release()


def puffs(track: PropTrack, index: int, fps: int) -> NDArray[np.float32]:
    """The puffs that are in the air in a frame, (N, 9): x, y, z and radius in metres, colour, how dense, and a seed.

    Each left the mouth at its own time, the way the mouth looked then, so that a head that turns sweeps its fire.
    """
    assert track.breath is not None
    now = index / fps
    first, last = max(0, math.ceil((now - _LIFE_S) * _PER_S)), math.floor(now * _PER_S)
    born: Matrix = np.arange(first, last + 1, dtype=np.float64)
    hard = np.interp(born / _PER_S * fps, np.arange(len(track.breath)), track.breath)
    born, hard = born[hard > _LIGHTS], np.sqrt(hard[hard > _LIGHTS])
    if not len(born):
        return np.zeros((0, 9), np.float32)
    dice, age = _dice(born), now - born / _PER_S
    share, size = age / _LIFE_S, scale_of(track.prop)
    mouth, ahead = _mouths(track, born / _PER_S * fps)
    way = ahead + _SPREAD * (dice[:, :3] - 0.5)
    far = np.sqrt(size) * _FAST_MPS * hard * (0.75 + 0.5 * dice[:, 3]) * age * (1 - 0.38 * share)
    place = mouth + way * far[:, None]
    place[:, 2] += 0.5 * _RISES_MPS2 * age * age
    radius = size * (_FIRST_M + (_LAST_M - _FIRST_M) * share**0.8) * (0.7 + 0.5 * dice[:, 4]) * hard
    tones = np.array([rgb(tone) for tone in _TONES])
    aged = np.clip(share + 0.14 * (dice[:, 5] - 0.5), 0, 1)
    colour = np.stack([np.interp(aged, _AGES, tones[:, part]) for part in range(3)], 1)
    shown = np.interp(share, _AGES, _SHOWN)
    return np.column_stack([place, radius, colour, shown, dice[:, 6]]).astype(np.float32)


def _mouths(track: PropTrack, frames: Matrix) -> tuple[Matrix, Matrix]:
    """(N, 3) where the mouth is at fractional frames, metres, and (N, 3) which way it opens: between its jaws."""
    jaw, head = (joint_names(track.prop.kind).index(name) for name in ("jaw", "head"))
    low = np.clip(np.floor(frames).astype(int), 0, len(track.position) - 1)
    places, ways = np.zeros((len(frames), 3)), np.zeros((len(frames), 3))
    out = _OUT_OF_MOUTH * scale_of(track.prop)
    for row, frame in enumerate(low):
        after = min(frame + 1, len(track.position) - 1)
        part = float(np.clip(frames[row] - frame, 0, 1))
        for each, weight in ((frame, 1 - part), (after, part)):
            joints = prop_pose(track, int(each)).transforms
            turn = 0.5 * (joints[jaw, :3, :3] + joints[head, :3, :3])
            places[row] += weight * (joints[jaw, :3, 3] + turn @ out)
            ways[row] -= weight * turn[:, 1]
    return places, ways / np.linalg.norm(ways, axis=1, keepdims=True)


def _dice(born: Matrix) -> Matrix:
    """(N, 7) numbers from 0 to 1 that each puff keeps for life."""
    turns = np.array([0.7548776662, 0.5698402910, 0.8191725134, 0.6710436067, 0.3247179572, 0.9311, 0.2207440846])
    return (born[:, None] * turns + np.sin(born[:, None] * 12.9898 * (1 + np.arange(7))) * 43758.5453) % 1.0
