"""Light that is of the lens and of the air: flares, and shafts that fan out from a light."""

from dataclasses import dataclass
from typing import Final

import moderngl
import numpy as np

from studio.engine.painters.cel.canvas import ADD, UNITS_ON_SCREEN, Canvas, put
from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.light import direction, key_light
from studio.engine.painters.cel.looks import Look
from studio.engine.painters.cel.scenery import Mood
from studio.engine.painters.cel.shelf import SetModel
from studio.engine.painters.cel.stage_set import depth_at
from studio.engine.painters.cel.targets import Targets
from studio.engine.performance import Matrix

_FLARES: Final = 9
_SHAFTS: Final = 11
_FRAMED: Final = 1.12
_BESIDE: Final = (1.06, 0.92)
"""Where a light is put that is asked for and stands beside the picture, clip units."""
_LAMP: Final = 0.75
_WIDEST_M: Final = 3.0
"""The widest glows are no lamps."""
_FAR: Final = 0.99999


@dataclass(frozen=True)
class Source:
    """A light as the lens sees it: clip x and y, its depth-buffer value, colour; whether it is in the picture."""

    at: tuple[float, float]
    depth: float
    tone: tuple[float, float, float]
    strength: float
    framed: bool


class OpticsPainter:
    """Adds light to the finished picture; depth is only looked at."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def draw(self, targets: Targets, scenery: SetModel, lens: Lens, look: Look, asked: bool) -> None:
        """Flares and shafts as the look has them. asked: by words, so that a light beside the picture does too."""
        if look.flare <= 0 and look.shafts <= 0:
            return
        source = source_of(scenery, lens)
        self._canvas.wait()
        targets.picture.over.use()
        assert targets.picture.depth
        targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
        self._canvas.state(0, ADD)
        if look.shafts > 0:
            self._shafts(source, look.shafts)
        if look.flare > 0 and (source.framed or asked):
            self._flare(source, look)
        targets.picture.frame.use()

    def _flare(self, source: Source, look: Look) -> None:
        program = self._canvas.programs.get("flare_vertex.glsl", "flare_fragment.glsl", **UNITS_ON_SCREEN)
        put(program, source=(*source.at, source.depth, min(1.0, look.flare) * source.strength))
        put(program, tone=(*source.tone, float(look.flare < 1.0)))
        self._canvas.points(program, 6 * _FLARES, moderngl.TRIANGLES)

    def _shafts(self, source: Source, strength: float) -> None:
        program = self._canvas.programs.get("shaft_vertex.glsl", "shaft_fragment.glsl", **UNITS_ON_SCREEN)
        towards = (-0.25 * source.at[0], -0.9)
        put(program, source=(*source.at, *towards), near=(depth_at(1.2), depth_at(7.0)))
        put(program, tone=(*source.tone, 0.34 * min(1.5, strength)))
        self._canvas.points(program, 6 * _SHAFTS, moderngl.TRIANGLES)


def source_of(scenery: SetModel, lens: Lens) -> Source:
    """The sun or the moon in the picture, else its strongest lamp, else the key light beside it."""
    mood = scenery.mood
    for place in (mood.sun, mood.moon):
        at = _seen(lens, direction(place) * 300.0 + lens.eye) if place is not None else None
        if at is not None:
            return Source(at, _FAR, _warm(mood), 1.0, True)
    shown = [(lamp, at) for lamp in scenery.lamps if lamp[3] <= _WIDEST_M and (at := _seen(lens, lamp[:3])) is not None]
    lamps = [(lamp[7] * lamp[3] / max(lens.depth(lamp[:3]), 1.0), lamp, at) for lamp, at in shown]
    if lamps:
        _, lamp, at = max(lamps, key=lambda one: one[0])
        red, green, blue = (float(part) for part in lamp[4:7])
        return Source(at, depth_at(max(lens.depth(lamp[:3]) - 0.4, 0.1)), (red, green, blue), _LAMP, True)
    side = 1.0 if float(key_light(mood) @ lens.right) >= 0 else -1.0
    return Source((side * _BESIDE[0], _BESIDE[1]), 0.0, _warm(mood), 0.8, False)


def _seen(lens: Lens, place: Matrix) -> tuple[float, float] | None:
    """Where in the picture a place is, clip x and y; None out of it."""
    clip = lens.view_projection @ np.append(place, 1.0)
    if clip[3] <= 0.1 or np.any(np.abs(clip[:2]) > _FRAMED * clip[3]):
        return None
    return float(clip[0] / clip[3]), float(clip[1] / clip[3])


def _warm(mood: Mood) -> tuple[float, float, float]:
    peak = max(mood.light)
    red, green, blue = (part / peak for part in mood.light)
    return red, 0.97 * green, 0.88 * blue
