"""Rooms: shells with windows, floors of boards, light that falls in, curtains."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ramp, rect
from studio.engine.painters.cel.sets.leaves import hang, hang_mesh, sash
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
    box,
    finish,
    glowing,
    merged,
    mix,
    paint,
    quad,
    rgb,
    sheet,
    times,
)
from studio.engine.parts import frame_of
from studio.engine.vocabulary import Part

_LAMPLIT = 0.9
"""How red a room's light is at night, at the least, where its lamps are lit."""


@dataclass(frozen=True)
class Shell:
    """A room: inner half width, front and back (y), height, its colours, and whether its floor is tiled."""

    half: float
    front: float
    back: float
    height: float
    wall: str
    floor: str
    trim: str
    ceiling: str = "#f3efe8"
    tiled: bool = False


@dataclass(frozen=True)
class Opening:
    """A window in a wall: where it begins and ends along the wall, its sill and its head, and how many lights wide."""

    start: float
    end: float
    sill: float
    head: float
    lights: int = 2


def dimmed(place: Place, colour: RGB, amount: float = 0.8) -> RGB:
    """The colour a lit surface needs to look as if it lay in the room's shadow."""
    mood = place.mood
    ratio = [min(1.0, s / max(l, 1e-3)) for s, l in zip(mood.shade, mood.light, strict=True)]
    return mix(colour, times(colour, (ratio[0], ratio[1], ratio[2])), amount)


def shell(place: Place, room: Shell, board_m: float = 0.30) -> None:
    """Floor, ceiling, the wall behind the camera, skirting. Walls with openings are built by ``wall``."""
    (_tiles if room.tiled else _boards)(place, room, board_m)
    _ceiling(place, room)
    behind = quad((room.half, room.front, 0), (-2 * room.half, 0, 0), (0, 0, room.height))
    place.lay(behind, finish(room.wall, 0.0))


def _boards(place: Place, room: Shell, board_m: float) -> None:
    """Boards along the room, no two of one tone, their ends scattered."""
    deep = room.back - room.front
    tone = dimmed(place, rgb(room.floor), 0.75)
    xs = np.arange(-room.half, room.half + 0.01, board_m)
    random = place.dice("boards")
    for left, right in pairwise(xs):
        shade = times(tone, float(random.uniform(0.94, 1.04)))
        place.lay(quad((left, room.front, 0), (right - left, 0, 0), (0, deep, 0)), finish(shade, 0.0))
    seams = [quad((x - 0.006, room.front, 0.004), (0.012, 0, 0), (0, deep, 0)) for x in xs]
    for x in xs[:-1]:
        for y in np.arange(room.front + float(random.uniform(0.2, 1.6)), room.back, 2.2):
            seams.append(quad((x, y, 0.004), (board_m, 0, 0), (0, 0.012, 0)))
    place.lay(merged(seams), finish(times(tone, 0.80), 0.0))


def _tiles(place: Place, room: Shell, tile_m: float) -> None:
    """Square tiles, a few a little lighter or darker."""
    deep = room.back - room.front
    tone = dimmed(place, rgb(room.floor), 0.75)
    place.lay(quad((-room.half, room.front, 0), (2 * room.half, 0, 0), (0, deep, 0)), finish(tone, 0.0))
    xs, ys = np.arange(-room.half, room.half, tile_m), np.arange(room.front, room.back, tile_m)
    random = place.dice("tiles")
    for level in (0.965, 1.03):
        chosen = [(x, y) for x in xs for y in ys if random.uniform() < 0.16]
        wide = [min(tile_m, room.half - x) for x, _ in chosen]
        patches = [quad((x, y, 0.002), (w, 0, 0), (0, tile_m, 0)) for (x, y), w in zip(chosen, wide, strict=True)]
        place.lay(merged(patches), finish(times(tone, level), 0.0))
    seams = [quad((x - 0.005, room.front, 0.004), (0.010, 0, 0), (0, deep, 0)) for x in xs]
    seams += [quad((-room.half, y - 0.005, 0.004), (2 * room.half, 0, 0), (0, 0.010, 0)) for y in ys]
    place.lay(merged(seams), finish(times(tone, 0.86), 0.0))


def _ceiling(place: Place, room: Shell) -> None:
    """The ceiling, a little darker towards the walls and away from the light of the far end."""
    across = np.array([-1.0, -0.86, -0.4, 0.4, 0.86, 1.0]) * room.half
    along = room.front + (room.back - room.front) * np.array([0.0, 0.25, 0.5, 0.75, 0.93, 1.0])
    grid = np.stack([*np.meshgrid(across, along), np.full((6, 6), room.height)], -1)
    mesh = paint(sheet(grid, (0, 0, -1)), _even(place, rgb(room.ceiling)))
    edge = np.minimum(1.0, (room.half - np.abs(grid[..., 0])) / (0.2 * room.half))
    rise = np.linspace(0.90, 1.03, 6)[:, None]
    tone = ((0.90 + 0.10 * edge) * rise * np.array([1, 1, 1, 1, 1, 0.93])[:, None]).reshape(-1, 1)
    mesh.colour[:] = np.clip(mesh.colour * tone, 0, 1).astype(np.float32)
    place.pieces.append(mesh)


def _even(place: Place, colour: RGB) -> Finish:
    """Light thrown back from the floor: halfway between light and shadow, the same all over."""
    seen = mix(times(colour, place.mood.shade), times(colour, place.mood.light), 0.5)
    tone = (min(seen[0], 1.0), min(seen[1], 1.0), min(seen[2], 1.0))
    return Finish(tone, tone, Surface.GLOW, outline=0.0)


def wall(place: Place, room: Shell, side: str, openings: tuple[Opening, ...] = (), dado: str | None = None) -> None:
    """One wall ("left", "right" or "back") round its openings, with skirting and maybe a dado of another colour."""
    origin, along, inward, length = _wall_frame(room, side)
    coat = finish(room.wall, 0.0, foot=0.06)

    def piece(start: float, end: float, low: float, high: float, look: Finish) -> None:
        if end - start > 1e-6 and high - low > 1e-6:
            place.lay(quad(origin + along * start + (0, 0, low), along * (end - start), (0, 0, high - low)), look)

    at = 0.0
    for opening in openings:
        piece(at, opening.start, 0, room.height, coat)
        piece(opening.start, opening.end, 0, opening.sill, coat)
        piece(opening.start, opening.end, opening.head, room.height, coat)
        _frame(place, (origin, along, inward), opening)
        at = opening.end
    piece(at, length, 0, room.height, coat)
    lower = 0.85 if dado else 0.0
    if dado:
        place.lay(quad(origin + inward * 0.006, along * length, (0, 0, lower)), finish(dado, 0.0, foot=0.1))
        place.lay(_strip(origin, along, inward, length, lower, 0.05), finish(room.trim, 0.4))
    place.lay(_strip(origin, along, inward, length, 0.0, 0.09), finish(room.trim, 0.4))
    place.lay(_strip(origin, along, inward, length, room.height - 0.07, 0.07), finish(room.trim, 0.3))


def _wall_frame(room: Shell, side: str) -> tuple[Floats, Floats, Floats, float]:
    """Start, direction along, direction into the room and length, so that along x up looks into the room."""
    deep = room.back - room.front
    if side == "left":
        return np.array([-room.half, room.front, 0.0]), np.array([0, 1.0, 0]), np.array([1.0, 0, 0]), deep
    if side == "right":
        return np.array([room.half, room.back, 0.0]), np.array([0, -1.0, 0]), np.array([-1.0, 0, 0]), deep
    return np.array([-room.half, room.back, 0.0]), np.array([1.0, 0, 0]), np.array([0, -1.0, 0]), 2 * room.half


def _strip(origin: Floats, along: Floats, inward: Floats, length: float, low: float, high: float) -> Shape:
    middle = origin + along * length / 2 + inward * 0.015 + (0, 0, low + high / 2)
    return box(middle, np.abs(along) * length + np.abs(inward) * 0.03 + np.array([0, 0, high]))


def _frame(place: Place, wall_frame: tuple[Floats, Floats, Floats], opening: Opening) -> None:
    """Sill, jambs, mullions and a transom: white paint, deep enough to cast its own tone."""
    origin, along, inward = wall_frame
    outward = -inward * 0.06
    wide, high = opening.end - opening.start, opening.head - opening.sill

    def bar_at(start: float, low: float, size_along: float, size_up: float, thick: float = 0.10) -> Shape:
        middle = origin + along * (start + size_along / 2) + outward + (0, 0, low + size_up / 2)
        return box(middle, np.abs(along) * size_along + np.abs(inward) * thick + np.array([0, 0, size_up]))

    middle = origin + along * (opening.start + wide / 2)
    part = next(
        (p for p in place.kind.parts if p.name in place.loose and np.allclose(p.at[:2], middle[:2], atol=0.05)), None
    )
    swings = 0 if part is None else max(1, opening.lights // 2)
    fixed = range(opening.lights + 1) if part is None else _fixed_posts(opening.lights, swings)
    transom = opening.start + (wide * swings / opening.lights), wide * (1 - 2 * swings / opening.lights)
    parts = [
        bar_at(opening.start - 0.05, opening.sill - 0.06, wide + 0.1, 0.06, 0.26),
        bar_at(opening.start, opening.head - 0.05, wide, 0.05),
    ]
    if transom[1] > 0.1:
        parts.append(bar_at(transom[0], opening.sill + high * 0.70, transom[1], 0.035, 0.06))
    for i in fixed:
        parts.append(bar_at(opening.start + wide * i / opening.lights - 0.02, opening.sill, 0.04, high, 0.07))
    place.lay(merged(parts), finish("#f4f4f2", 0.4))
    if part is not None:
        share = wide * swings / opening.lights
        for side in part.sides:
            hang(place, part, side, sash(-wide / 2 if side < 0 else wide / 2 - share, share, high, swings))


def _fixed_posts(lights: int, swings: int) -> list[int]:
    """The posts of a frame that stay when so many lights at either side swing: jambs, and those of fixed lights."""
    return sorted({0, lights, *range(swings + 1, lights - swings)})


def sunlight(place: Place, room: Shell, side: str, openings: tuple[Opening, ...], strength: float) -> None:
    """Pools of window light on the floor, and the shafts they come down in. Lamps that are lit outshine the moon."""
    if place.hour == "night" and place.mood.light[0] > _LAMPLIT:
        return
    tone = {
        "morning": (1.0, 0.90, 0.62),
        "day": (1.0, 0.98, 0.86),
        "evening": (1.0, 0.58, 0.24),
        "night": (0.36, 0.48, 1.0),
    }
    if place.setting.weather in ("rain", "storm", "cloudy", "fog", "snow"):
        strength *= 0.18
    power = strength * {"morning": 0.9, "day": 0.75, "evening": 1.0, "night": 0.5}.get(place.hour, 0.7)
    origin, along, _, _ = _wall_frame(room, side)
    key = np.array(place.mood.light_direction)
    if side == "back":
        key = np.array([0.25, 0.62, 0.62])
    fall = -key / key[2]
    region = place.atlas.once("pool", lambda: _pool_picture(place))
    for opening in openings:
        for i in range(opening.lights):
            wide = (opening.end - opening.start) / opening.lights
            start = origin + along * (opening.start + wide * i + 0.05)
            corners = [
                start + along * a + np.array([0, 0, z])
                for z, a in (
                    (opening.head, 0),
                    (opening.head, wide - 0.1),
                    (opening.sill, wide - 0.1),
                    (opening.sill, 0),
                )
            ]
            ground = [corner + fall * corner[2] + (0, 0, 0.012) for corner in corners]
            _pool(place, ground, region, tone.get(place.hour, (1, 1, 1)), power * 0.55)
        first, last = origin + along * opening.start, origin + along * opening.end
        top = np.array([first, last]) + np.array([0, 0, opening.head])
        low = top + fall * (opening.head - 0.05)
        rows = np.array([[top[0], top[1]], [low[0], low[1]]])
        place.beam(
            sheet(rows, (0, -1, 0.2)),
            place.atlas.once("shaft", lambda: _shaft_picture(place)),
            tone.get(place.hour, (1, 1, 1)),
            power * 0.13,
        )


def _pool(place: Place, corners: list[Floats], region: Region, tone: RGB, strength: float) -> None:
    rows = np.array([[corners[0], corners[1]], [corners[3], corners[2]]])
    place.beam(sheet(rows, (0, 0, 1)), region, tone, strength)


def _pool_picture(place: Place) -> Region:
    """A full light with a soft edge."""

    def draw(canvas: Canvas) -> None:
        for inset, alpha in ((0, 0.35), (1.5, 0.5), (3, 1.0)):
            canvas.drawRect(rect(inset + 1, inset + 1, 62 - 2 * inset, 62 - 2 * inset), fill((1, 1, 1), alpha))

    return place.atlas.draw(64, 64, draw, (1, 1, 1))


def _shaft_picture(place: Place) -> Region:
    """Full at the window, nothing at the floor, soft at both sides."""

    def draw(canvas: Canvas) -> None:
        for i in range(12):
            inset = 44 * (1 - (i + 1) / 12)
            pen = ramp([((1, 1, 1), 0.0), ((1, 1, 1), 0.085)], (0, 0), (0, 128))
            canvas.drawRect(rect(inset, 0, 128 - 2 * inset, 128), pen)

    return place.atlas.draw(128, 128, draw, (1, 1, 1))


def curtain(
    place: Place, start: ArrayLike, end: ArrayLike, height: tuple[float, float], colour: str, folds: int = 5
) -> None:
    """A gathered curtain between two points on a wall (x, y), from a foot to a head height; seen from both sides.

    It is a leaf of the set's curtains if it hangs at one of their ends.
    """
    first, last = np.asarray(start, float), np.asarray(end, float)
    t = np.linspace(0, 1, folds * 4 + 1)
    way = (last - first) / max(float(np.linalg.norm(last - first)), 1e-9)
    out = np.array([way[1], -way[0]])
    rows: list[Floats] = []
    for z, deep, flare in ((height[0], 0.055, 1.06), ((height[0] + height[1]) / 2, 0.05, 0.94), (height[1], 0.03, 1.0)):
        flat = first + (last - first) * (t[:, None] * flare) + out * (deep * np.sin(t * folds * 2 * np.pi))[:, None]
        rows.append(np.column_stack([flat, np.full(len(t), z)]))
    points = np.array(rows)
    front, back = sheet(points, (*out, 0)), sheet(points, (*-out, 0))
    meshes = [paint(front, finish(colour, 0.5, foot=0.06)), paint(back, finish(colour, 0.0))]
    part, side = _curtains_at(place, first, last)
    if part is None:
        place.pieces.extend(meshes)
    else:
        hang_mesh(place, part, side, meshes)


def _curtains_at(place: Place, first: Floats, last: Floats) -> tuple[Part | None, int]:
    """The pair of curtains that one between two points belongs to, and the end it hangs at."""
    for part in place.kind.parts:
        if part.opens == "gather":
            for side in part.sides:
                end = (frame_of(part) @ np.array([side * part.size[0] / 2, 0.0, 0.0, 1.0]))[:2]
                if min(np.linalg.norm(end - first), np.linalg.norm(end - last)) < 0.06:
                    return part, side
    return None, 0


def lamp_panel(place: Place, centre: tuple[float, float, float], size: tuple[float, float], lit: bool) -> None:
    """A ceiling light."""
    x, y, z = centre
    place.lay(box((x, y, z - 0.03), (size[0] + 0.08, size[1] + 0.08, 0.06)), finish("#e6e6ea", 0.4))
    panel = paint(box((x, y, z - 0.065), (*size, 0.02)), _lamp_finish(lit))
    place.pieces.append(panel)


def _lamp_finish(lit: bool) -> Finish:
    return glowing("#fff7e2", 0.55) if lit else finish("#f2f2ee", 0.0)
