"""Smoke and steam: puffs that rise from fires and hot things and drift with the wind."""

from dataclasses import dataclass
from typing import Final

import moderngl
import numpy as np

from studio.engine.painters.cel.canvas import OVER, Canvas, put
from studio.engine.painters.cel.scenery import Plume
from studio.engine.performance import Performance, PropTrack
from studio.engine.skeleton import rotation_matrices
from studio.engine.vocabulary import made


@dataclass(frozen=True)
class _Kind:
    """rise_mps at first, life_s, dense and dark 0 to 1, puffs at a time."""

    rise_mps: float
    life_s: float
    dense: float
    dark: float
    puffs: int


_KINDS: Final = {
    "smoke": _Kind(0.75, 4.2, 0.42, 0.45, 34),
    "steam": _Kind(0.22, 1.5, 0.40, 0.0, 14),
    "wisp": _Kind(0.30, 2.2, 0.30, 0.15, 16),
}
_RISES: Final = {
    "campfire": ("smoke", 0.13, 0.42),
    "candle": ("wisp", 0.012, 0.52),
    "cup": ("steam", 0.022, 0.45),
    "kettle": ("steam", 0.035, 0.5),
    "teapot": ("steam", 0.028, 0.5),
}
"""Of each kind of prop: what rises from it, how wide at its foot (metres), and from how far above its middle."""


class SmokePainter:
    """Draws smoke and steam into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def draw(self, plumes: tuple[Plume, ...], performance: Performance, index: int) -> None:
        """Everything that smokes in a frame: chimneys and fires of the set, then the props."""
        rising = [*plumes, *(plume for track in performance.props if (plume := _plume(track, index)))]
        for number, plume in enumerate(rising):
            kind = _KINDS[plume.kind]
            self._canvas.state(moderngl.DEPTH_TEST, OVER)
            program = self._canvas.programs.get("smoke_vertex.glsl", "smoke_fragment.glsl")
            put(program, source=(*plume.position, plume.width_m))
            put(program, kind=(kind.rise_mps, kind.life_s, kind.dense, kind.dark))
            put(program, course=(float(kind.puffs), float(number), 0.0, 0.0))
            self._canvas.points(program, kind.puffs * 6, moderngl.TRIANGLES)


def _plume(track: PropTrack, index: int) -> Plume | None:
    """What rises from a prop that stands upright and burns or is hot."""
    rises = _RISES.get(track.prop.kind)
    if rises is None or not track.lit or track.shard is not None:
        return None
    if track.shown is not None and not track.shown[index]:
        return None
    up = rotation_matrices(track.orientation[index])[:, 2]
    if up[2] < 0.8:
        return None
    place = track.position[index].astype(np.float64) + up * rises[2] * made(track.prop).size_m[2]
    return Plume((float(place[0]), float(place[1]), float(place[2])), rises[1], rises[0])
