"""Shadows on the ground: a soft blob under everyone, and their silhouettes laid down along the light."""

from dataclasses import dataclass
from typing import Final

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.canvas import ADD, MULTIPLY, UNITS_ON_SCREEN, Canvas
from studio.engine.painters.cel.cast import Cast, Player
from studio.engine.painters.cel.lens import Area, Lens
from studio.engine.painters.cel.light import key_light
from studio.engine.painters.cel.scenery import Mood
from studio.engine.painters.cel.targets import TILE_PX, Box, Targets

_MOST_BLOBS: Final = 32
LOWEST_LIGHT: Final = 0.38
"""As in ``figure_vertex.glsl``: shadows are never longer than this height of the light makes them."""


@dataclass(frozen=True)
class Shadow:
    """Where in the picture shadows lie: in pixels, and in tiles."""

    pixels: Box
    tiles: Box


class Shadows:
    """Draws shadows on the set before the figures are drawn over it."""

    def __init__(self, canvas: Canvas, cast: Cast) -> None:
        self._canvas = canvas
        self._cast = cast

    def cast(self, players: list[Player], targets: Targets, lens: Lens, mood: Mood, silhouettes: bool) -> Shadow | None:
        """Lay shadows down in ``targets.shadow``; None if there are none in the picture."""
        areas = [(player, area) for player in players if (area := _area(player, lens, mood)) is not None]
        if not areas or mood.cast_shadow <= 0:
            return None
        self._mask([player for player, _ in areas], targets, silhouettes)
        shadow = _lies(lens.pixels_of(_round_all([area for _, area in areas])))
        self._mark(shadow, targets)
        return shadow

    def draw(self, shadow: Shadow | None, targets: Targets, lens: Lens, mood: Mood) -> None:
        """Darken the ground of ``targets.picture`` where they were cast."""
        if shadow is None:
            return
        picture = targets.picture
        picture.over.scissor = shadow.pixels
        self._darken(shadow, targets, lens, mood)
        picture.over.scissor = (0, 0, picture.size.width, picture.size.height)

    def _mask(self, players: list[Player], targets: Targets, silhouettes: bool) -> None:
        canvas = self._canvas
        targets.shadow.over.use()
        targets.shadow.over.clear(0, 0, 0, 0)
        if silhouettes:
            self._cast.laid_down(players)
        blobs = [_blob(player) for player in players][:_MOST_BLOBS]
        canvas.state(0, ADD)
        program = canvas.programs.get("blob_vertex.glsl", "blob_fragment.glsl")
        padded = blobs + [(0.0, 0.0, 0.0, 0.0)] * (_MOST_BLOBS - len(blobs))
        canvas.points(program, 6 * len(blobs), moderngl.TRIANGLES, blobs=padded)

    def _mark(self, shadow: Shadow, targets: Targets) -> None:
        canvas, size = self._canvas, targets.size
        targets.shadow.colour.use(UNITS_ON_SCREEN["shadow"])
        canvas.state()
        texel = (1 / size.width, 1 / size.height)
        with canvas.unfiltered("shadow"):
            canvas.mark("shaded_fragment.glsl", targets.shadow_tiles, within=shadow.tiles, texel=texel)

    def _darken(self, shadow: Shadow, targets: Targets, lens: Lens, mood: Mood) -> None:
        assert targets.picture.depth
        canvas, size, mask = self._canvas, targets.size, targets.shadow.size
        targets.shadow.colour.use(UNITS_ON_SCREEN["shadow"])
        targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
        canvas.state(0, MULTIPLY)
        to_world = np.linalg.inv(lens.view_projection)
        canvas.tiled(
            "ground_shadow_vertex.glsl",
            "ground_shadow_fragment.glsl",
            targets.picture.over,
            targets.shadow_tiles,
            within=shadow.tiles,
            height_row=tuple(map(float, to_world[2])),
            scale_row=tuple(map(float, to_world[3])),
            tone=(*_tone(mood), mood.cast_shadow),
            steps=(1 / size.width, 1 / size.height, 0.8 / mask.width, 0.8 / mask.height),
        )


def _lies(pixels: Box) -> Shadow:
    left, bottom, width, height = pixels
    first = (left // TILE_PX, bottom // TILE_PX)
    many = (-(-(left + width) // TILE_PX) - first[0], -(-(bottom + height) // TILE_PX) - first[1])
    return Shadow(pixels, (*first, *many))


def _blob(player: Player) -> tuple[float, float, float, float]:
    """Ground place and radius; it shrinks as its owner leaves the ground."""
    pose = player.pose
    x, y, _ = (float(part) for part in pose.transforms[0, :3, 3])
    above = 0.0 if player.role.is_person else max(0.0, float(pose.transforms[0, 2, 3]) - player.role.footprint_m)
    return (x, y, pose.ground + 0.01, player.role.footprint_m * max(0.0, 1 - above / 2.5))


def _area(player: Player, lens: Lens, mood: Mood) -> Area | None:
    """The part of the picture that a player's shadow lies in; None if out of it."""
    towards = key_light(mood)
    along = -towards[:2] / max(float(towards[2]), LOWEST_LIGHT)
    return lens.area(_reach(player, along))


def _round_all(areas: list[Area]) -> Area:
    """The part of the picture round all of these."""
    left, bottom, right, top = zip(*areas, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _reach(player: Player, along: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of the ground round a player's shadow, (8, 3)."""
    pose, size = player.pose, player.role.footprint_m + 0.25
    tall = max(0.0, float(pose.head[2]) - pose.ground) + size
    x, y = pose.transforms[0, :2, 3]
    ends = [(x, y), (x + along[0] * tall, y + along[1] * tall)]
    spread = [(-size, -size), (size, -size), (-size, size), (size, size)]
    return np.array([(x + dx, y + dy, pose.ground) for x, y in ends for dx, dy in spread])


def _tone(mood: Mood) -> tuple[float, float, float]:
    """Shadow on the ground leans towards the shade colour, never to grey."""
    peak = max(mood.shade)
    red, green, blue = (0.25 + 0.45 * part / peak for part in mood.shade)
    return (red, green, blue)
