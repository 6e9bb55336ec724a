"""The set of a shot: sky, ground and everything that stands, drawn in layers."""

from typing import Final

import moderngl
import numpy as np

from studio.engine.painters.cel.canvas import ADD, MULTIPLY, OVER, UNITS, UNITS_ON_SCREEN, Canvas, Value, put
from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.looks import Look
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.shapes import rgb
from studio.engine.painters.cel.shelf import SetModel
from studio.engine.painters.cel.targets import FineLayer, Layer, Tiles
from studio.engine.painters.cel.vertices import Kind

MOVING: Final = (Surface.GRASS, Surface.WATER, Surface.WET)
"""Surfaces that change from frame to frame by themselves."""
STANDING: Final = (Surface.PLAIN, Surface.CLOTH, Surface.SKIN, Surface.HAIR, Surface.FACE, Surface.GLOW, Surface.DECAL)
_STARS: Final = 700
_CLOUDS_AS_LARGE: Final = 800.0
"""Pixels at 1 m from which clouds are drawn about as large as they are painted, so that none of their smaller copies is
asked for: to choose among these takes a software driver as long as to read."""
_SET_INK: Final = np.array([0.36, 0.32, 0.46])
_SET_INK_STRENGTH: Final = 0.55
INVERSE_RANGE: Final = (1 / 0.05, 1 / 400)
"""1/near and 1/far of ``performance.projection_matrix``."""


def depth_at(metres: float) -> float:
    """The depth buffer's value at a distance."""
    near, far = INVERSE_RANGE
    return (near - 1 / metres) / (near - far)


class StageSet:
    """Draws a set into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def sky(self, scenery: SetModel, lens: Lens) -> None:
        """Gradient, sun, moon and stars, then clouds and far hills, where nothing stands in front."""
        canvas, mood = self._canvas, scenery.mood
        canvas.start()
        canvas.state(moderngl.DEPTH_TEST)
        lights = [name for name, place in (("SUN", mood.sun), ("MOON", mood.moon)) if place]
        program = canvas.programs.get("sky_vertex.glsl", "sky_fragment.glsl", *lights)
        half = (1 / float(lens.projection[0, 0]), 1 / float(lens.projection[1, 1]))
        canvas.points(program, 3, moderngl.TRIANGLES, half_angle=half)
        if mood.stars > 0:
            canvas.state(moderngl.DEPTH_TEST | moderngl.PROGRAM_POINT_SIZE, OVER)
            stars = canvas.programs.get("star_vertex.glsl", "point_fragment.glsl")
            canvas.points(stars, _STARS, moderngl.POINTS)
        if scenery.has(Surface.SKY):
            canvas.state(moderngl.DEPTH_TEST, OVER)
            if lens.pixels_at_1m >= _CLOUDS_AS_LARGE:
                canvas.as_large.use(UNITS["picture"])
            for inked in (True, False):
                self._kind(scenery, Kind(Surface.SKY, inked), lens)
            canvas.as_large.clear(UNITS["picture"])

    def standing(self, scenery: SetModel, lens: Lens, inked: bool) -> None:
        """Everything that does not move: what has ink on its edges, or what has none (drawn over the lines)."""
        self._canvas.state(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        self._canvas.context.cull_face = "front" if lens.mirrored else "back"
        for surface in STANDING:
            self._kind(scenery, Kind(surface, inked), lens)
        self._canvas.context.cull_face = "back"

    def moving(self, scenery: SetModel, lens: Lens, reflection: moderngl.Texture | None) -> None:
        """Grass, water and wet ground."""
        self._canvas.start()
        self._canvas.state(moderngl.DEPTH_TEST)
        (reflection or self._canvas.blank).use(UNITS["mirrored"])
        for kind in scenery.model.kinds:
            if kind.surface in MOVING:
                self._kind(scenery, kind, lens, reflecting=1.0 if reflection else 0.0)

    def shine(self, scenery: SetModel) -> None:
        """Shafts and pools of light, added to what is there; depth is tested and not written."""
        if scenery.shine is None:
            return
        self._canvas.state(moderngl.DEPTH_TEST, ADD)
        program = self._canvas.programs.get("set_vertex.glsl", "set_fragment.glsl", "SHINE", **UNITS)
        (scenery.atlas or self._canvas.white).use(UNITS["picture"])
        scenery.shine.draw(program)

    def lines(self, layer: Layer | FineLayer, tiles: Tiles, lens: Lens, look: Look, *names: str) -> None:
        """Ink the edges of what stands in a layer; TRUTH makes them white instead.

        Args:
            tiles: where to mark the tiles that have any.
        """
        canvas, size = self._canvas, lens.size
        defines = (*names, "FINE") if isinstance(layer, FineLayer) else names
        ink = _SET_INK + (np.array(rgb(look.ink)) - _SET_INK) * look.inked
        values: dict[str, Value] = {
            "pixel": (1 / size.width, 1 / size.height, float(size.width), float(size.height)),
            "near_far": (INVERSE_RANGE[0], INVERSE_RANGE[0] - INVERSE_RANGE[1]),
            "reach": (lens.pixels_at_1m, _SET_INK_STRENGTH * look.set_lines),
            "tone": tuple((ink - 1).tolist()),
        }
        assert layer.depth
        layer.depth.use(UNITS_ON_SCREEN["depths"])
        canvas.state()
        canvas.mark("bent_fragment.glsl", tiles, *defines, within=None, **values)
        canvas.state(0, () if "TRUTH" in defines else MULTIPLY)
        canvas.tiled("edge_vertex.glsl", "edge_fragment.glsl", layer.over, tiles, *defines, within=None, **values)

    def truth(self, scenery: SetModel, lens: Lens, layer: str, inked: bool | None = None, **values: Value) -> None:
        """The set in one layer of the truth; the sky is not part of it.

        Args:
            layer: NUMBER, SURFACE or FLOW. inked: only what has ink on its edges, only what has none, or all of it.
            values: the uniforms of the layer.
        """
        (scenery.atlas or self._canvas.white).use(UNITS["picture"])
        for kind in scenery.kinds:
            surface = kind.surface
            if surface is Surface.SKY or inked not in (None, kind.inked):
                continue
            defines = (layer, surface.name)
            program = self._canvas.programs.get("truth_set_vertex.glsl", "truth_fragment.glsl", *defines, **UNITS)
            put(program, **values)
            self._canvas.state(moderngl.DEPTH_TEST | (0 if surface in MOVING else moderngl.CULL_FACE))
            scenery.draw(program, kind, lens.planes)

    def sky_flow(self, lens: Lens) -> None:
        """Where the sky behind each pixel lies in the other frame."""
        self._canvas.state()
        half = (1 / float(lens.projection[0, 0]), 1 / float(lens.projection[1, 1]))
        program = self._canvas.programs.get("sky_vertex.glsl", "truth_sky_fragment.glsl")
        self._canvas.points(program, 3, moderngl.TRIANGLES, half_angle=half)

    def _kind(self, scenery: SetModel, kind: Kind, lens: Lens, reflecting: float = 0.0) -> None:
        if kind not in scenery.kinds:
            return
        surface = kind.surface
        drawn = surface.name if surface in (Surface.SKY, Surface.DECAL, Surface.GLOW, *MOVING) else "PLAIN"
        defines = [drawn, *(["PLACED"] if surface in MOVING else []), *(["MIRROR"] if lens.mirrored else [])]
        defines += ["GLOWING"] if surface is Surface.DECAL and scenery.glowing_pictures else []
        defines += self._canvas.shading
        program = self._canvas.programs.get("set_vertex.glsl", "set_fragment.glsl", *defines, **UNITS)
        put(program, reflecting=reflecting)
        (scenery.atlas or self._canvas.white).use(UNITS["picture"])
        self._canvas.brush.use(UNITS["brush"])
        scenery.draw(program, kind, lens.planes)
