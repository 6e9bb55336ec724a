"""Grass, flowers, shrubs and trees.

Leaf masses are painted cards set on the skin of a ball and coloured by the ball's own light, so that
a crown of eighty triangles falls into the three broad tones a background painter would use.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.scenery import RGB, Mood
from studio.engine.painters.cel.sets.atlas import Atlas, Canvas, Region, decal, fill, printed, shape_path
from studio.engine.painters.cel.sets.place import Place, dice
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
    curve,
    finish,
    merged,
    mix,
    paint,
    rgb,
    sheet,
    times,
    tube,
)


@dataclass(frozen=True)
class Foliage:
    """Three tones of leaves: in light, between, in shadow."""

    light: str = "#a4d65a"
    middle: str = "#57a84a"
    dark: str = "#2c6e55"


SUMMER = Foliage()
DEEP = Foliage("#86c65a", "#3d8a4c", "#1f5550")
SAKURA = Foliage("#ffe3ec", "#f7b3cb", "#c77aa8")
PINE = Foliage("#5fa06a", "#2f6f5a", "#1d4450")


def leaf_picture(atlas: Atlas) -> Region:
    """A clump of leaves with a ragged edge, in greys to be tinted; painted once an atlas."""
    return atlas.once("leaves", lambda: _leaf_clump(atlas))


def _leaf_clump(atlas: Atlas) -> Region:
    random = dice("leaves")

    def draw(canvas: Canvas) -> None:
        canvas.clear(0)
        canvas.drawCircle(128, 128, 66, fill((0.84, 0.84, 0.84)))
        for ring, tone, size in ((96, 0.80, 27), (84, 0.86, 28), (66, 0.92, 26), (44, 0.97, 24), (22, 1.0, 22)):
            for turn in np.linspace(0, 2 * np.pi, 7 + ring // 5, endpoint=False):
                turn = turn + random.uniform(-0.25, 0.25)
                out = ring * random.uniform(0.84, 1.06)
                at = np.array([128 + out * np.cos(turn), 124 + out * np.sin(turn)])
                _leaf(
                    canvas,
                    at,
                    turn + random.uniform(-0.7, 0.7),
                    size * random.uniform(0.8, 1.15),
                    tone * random.uniform(0.94, 1.04),
                )

    return atlas.draw(256, 256, draw, (0.85, 0.85, 0.85))


def _leaf(canvas: Canvas, at: Floats, turn: float, size: float, tone: float) -> None:
    way, side = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    half = size * 0.36
    outline = [at - way * size * 0.4, at + side * half, at + way * size * 0.75, at - side * half]
    level = float(np.clip(tone, 0, 1))
    canvas.drawPath(shape_path(outline), fill((level, level, level)))
    canvas.drawPath(shape_path([outline[0], outline[2], outline[3]]), fill((level * 0.9, level * 0.9, level * 0.92)))


def crown(
    place: Place,
    region: Region,
    centre: ArrayLike,
    radius: ArrayLike,
    foliage: Foliage,
    count: int = 34,
    name: str = "crown",
) -> None:
    """A mass of leaves: ``count`` cards on an ellipsoid, back ones first and darkest."""
    middle, half = np.asarray(centre, float), np.broadcast_to(np.asarray(radius, float), (3,))
    random = place.dice(f"{name} {middle.round(2).tolist()}")
    even = (np.arange(count) + 0.5) / count
    polar, turn = np.arccos(1 - 1.85 * even), np.pi * (1 + 5**0.5) * np.arange(count) + random.uniform(0, 6)
    out = np.stack([np.sin(polar) * np.cos(turn), np.sin(polar) * np.sin(turn), np.cos(polar)], 1)
    out = out[np.argsort(-out[:, 1])]
    size = float(half.mean()) * 0.62 * random.uniform(0.8, 1.2, count)
    shape = _cards(middle + half * out * random.uniform(0.72, 0.95, (count, 1)), out, size, random)
    light = crown_light(place.mood, out, random)
    if place.setting.weather == "snow" and not place.kind.indoors:
        foliage = replace(foliage, light="#f2f6fc")
    mesh = paint(printed(shape, region), decal())
    tones = {level: leaf_tint(place.mood, foliage, level) for level in (0.0, 0.5, 1.0)}
    mesh.colour[:] = np.repeat(np.array([tones[float(level)] for level in light], np.float32), 8, 0)
    place.pieces.append(mesh)


def crown_light(mood: Mood, out: Floats, random: np.random.Generator) -> Floats:
    """How lit each card is, 0-1, in three steps with a little chance."""
    key = np.asarray(mood.light_direction, float)
    level = out @ (key / np.linalg.norm(key)) * 0.62 + 0.38 * out[:, 2] + random.normal(0, 0.16, len(out))
    return np.where(level > 0.38, 1.0, np.where(level > -0.12, 0.5, 0.0))


def leaf_tint(mood: Mood, foliage: Foliage, level: float) -> RGB:
    """A tone of foliage such that, lit by the mood, it stands in light or in shadow."""
    tone = rgb(foliage.light if level > 0.75 else foliage.middle if level > 0.25 else foliage.dark)
    shadow = tuple(min(1.0, s / max(l, 1e-3)) for s, l in zip(mood.shade, mood.light, strict=True))
    weight = 0.0 if level > 0.75 else 0.45 if level > 0.25 else 0.85
    return mix(tone, times(tone, (shadow[0], shadow[1], shadow[2])), weight)


def _cards(at: Floats, out: Floats, size: Floats, random: np.random.Generator) -> Shape:
    """Cards at points of a crown, turned half outward and half to the default camera, two-sided."""
    count = len(at)
    face = out * 0.65 + np.column_stack([random.normal(0, 0.2, count), np.full(count, -0.75), np.full(count, 0.15)])
    face /= np.linalg.norm(face, axis=1, keepdims=True)
    right = np.cross((0.0, 0.0, 1.0), face)
    right /= np.maximum(np.linalg.norm(right, axis=1, keepdims=True), 1e-6)
    up = np.cross(face, right)
    spin = random.uniform(0, 2 * np.pi, (count, 1))
    across = (right * np.cos(spin) + up * np.sin(spin)) * size[:, None]
    high = (up * np.cos(spin) - right * np.sin(spin)) * size[:, None]
    corners = np.stack([at - across - high, at + across - high, at + across + high, at - across + high], 1)
    points = np.concatenate([corners, corners[:, [1, 0, 3, 2]]], 1).reshape(-1, 3)
    uv = np.tile(np.array([(0, 1), (1, 1), (1, 0), (0, 0)] * 2, float), (count, 1))
    fans = np.array([(0, 1, 2), (0, 2, 3), (4, 5, 6), (4, 6, 7)])
    triangles = (np.arange(count)[:, None, None] * 8 + fans).reshape(-1, 3)
    return Shape(points, np.repeat(face, 8, 0), uv, triangles)


def shrub(place: Place, centre: tuple[float, float, float], radius: float, foliage: Foliage = SUMMER) -> None:
    """A round bush."""
    crown(place, leaf_picture(place.atlas), centre, (radius, radius * 0.8, radius * 0.8), foliage, 16, "shrub")


def trunk(place: Place, path: ArrayLike, radius: tuple[float, float], bark: str = "#7a5a48", sides: int = 9) -> None:
    """A trunk or a bough along a path, flaring at the root."""
    rings = 6 if sides > 7 else 5
    line = curve(path, rings)
    thick = np.linspace(radius[0], radius[1], rings)
    thick[0] *= 1.45
    thick[1] *= 1.12
    place.lay(tube(line, thick, sides), finish(bark, 0.9, foot=0.22))


def tree(
    place: Place, at: tuple[float, float], height: float, foliage: Foliage, bark: str = "#7a5a48", spread: float = 1.0
) -> None:
    """A broad tree: a bent trunk, three boughs, a crown of five masses."""
    x, y = at
    random = place.dice(f"tree {x:.2f} {y:.2f}")
    lean = float(random.uniform(-0.35, 0.35)) * spread
    thick = 0.065 * height
    fork = np.array([x + lean * 0.5, y, height * 0.45])
    trunk(place, np.array([(x, y, -0.05), (x + lean * 0.15, y, height * 0.22), fork]), (thick, thick * 0.66), bark)
    tips = fork + np.array([(-0.55, -0.15, 0.30), (0.50, 0.1, 0.32), (0.05, 0.2, 0.42)]) * height * 0.55 * (
        spread,
        spread,
        1,
    )
    for tip in tips:
        trunk(
            place,
            [fork - (0, 0, 0.1), (fork + tip) / 2 + (0, 0, 0.05 * height), tip],
            (thick * 0.42, thick * 0.18),
            bark,
            6,
        )
    leaves = leaf_picture(place.atlas)
    wide = height * 0.24 * spread
    masses = [
        (tips[2] + (0, wide * 0.5, 0), 1.05),
        (tips[0], 0.92),
        (tips[1], 0.95),
        (fork + np.array([0.1, -wide * 0.3, height * 0.30]), 0.9),
        (fork + np.array([lean, 0, height * 0.46]), 0.85),
    ]
    for middle, share in masses:
        crown(place, leaves, middle, (wide * share * 1.15, wide * share, wide * share * 0.82), foliage, 26, "tree")


@dataclass(frozen=True)
class Meadow:
    """Grass of one kind: blade height in metres, colours at the root and of the tips (two, mixed)."""

    height: float = 0.26
    root: str = "#2f7f48"
    tips: tuple[str, str] = ("#74bd3d", "#b6d84e")
    sway: float = 0.5


def grass(random: np.random.Generator, spots: Floats, kind: Meadow, blades: int = 5, bent: bool = True) -> Mesh:
    """Tufts of blades at points (N, 3); bent blades have three triangles, far ones one."""
    count = len(spots) * blades
    foot = np.repeat(spots, blades, 0) + np.column_stack([random.normal(0, 0.07, (count, 2)), np.full(count, -0.02)])
    tall = kind.height * random.uniform(0.55, 1.35, count)[:, None]
    lean = np.column_stack([random.normal(0.18, 0.26, count), random.normal(0, 0.2, count), np.zeros(count)]) * tall
    turn = random.uniform(-0.6, 0.6, count)
    half = np.column_stack([np.cos(turn), np.sin(turn), np.zeros(count)]) * (0.015 + 0.035 * tall)
    tip = foot + lean + tall * (0, 0, 1.0)
    knee = foot + lean * 0.32 + tall * (0, 0, 0.58)
    rows = (
        [foot - half, foot + half, knee - half * 0.75, knee + half * 0.75, tip]
        if bent
        else [foot - half, foot + half, tip]
    )
    along = [0, 0, 0.58, 0.58, 1.0] if bent else [0.0, 0.0, 1.0]
    fan = [[0, 1, 3], [0, 3, 2], [2, 3, 4]] if bent else [[0, 1, 2]]
    points = np.stack(rows, 1).reshape(-1, 3)
    each = len(rows)
    corners = (np.arange(count)[:, None, None] * each + np.array(fan)).reshape(-1, 3)
    shape = Shape(
        points,
        np.tile((0.0, 0.0, 1.0), (len(points), 1)),
        np.column_stack([np.zeros(len(points)), np.tile(along, count)]),
        corners,
    )
    mesh = paint(shape, Finish(rgb(kind.tips[0]), rgb(kind.root), Surface.GRASS, outline=0.0))
    hue = np.repeat(random.uniform(0, 1, count), each)[:, None]
    mesh.colour[:] = (np.array(rgb(kind.tips[0])) * (1 - hue) + np.array(rgb(kind.tips[1])) * hue).astype(np.float32)
    mesh.sway[:] = (np.tile(along, count) * kind.sway).astype(np.float32)
    return mesh


def flowers(place: Place, spots: Floats, tones: tuple[str, ...], size: float = 0.05) -> None:
    """Five-petalled flowers on stems at points (N, 3), tilted towards the camera; they sway as grass does."""
    random = place.dice("flowers")
    count = len(spots)
    tall = random.uniform(0.10, 0.22, count)[:, None] * (0, 0, 1.0)
    heads = [_flower(spot, size * float(random.uniform(0.75, 1.25)), random) for spot in spots + tall]
    mesh = paint(merged(heads), Finish((1, 1, 1), (1, 1, 1), Surface.GRASS, outline=0.0, sway=0.5))
    each = len(heads[0].position)
    colour = np.repeat(np.array([rgb(tones[i % len(tones)]) for i in range(count)], np.float32), each, 0)
    hearts = np.arange(len(colour)) % each == 0
    mesh.colour[:] = np.where(hearts[:, None], np.array(rgb("#ffe27a"), np.float32), colour)
    mesh.shade[:] = colour * np.array((0.72, 0.66, 0.82), np.float32)
    place.pieces.append(mesh)
    place.pieces.append(grass(random, spots, Meadow(0.16, "#3f8a48", ("#5fa84a", "#6fb850")), 1, False))


def _flower(at: Floats, size: float, random: np.random.Generator) -> Shape:
    """A star of five petals, ten corners round a heart."""
    turn = np.linspace(0, 2 * np.pi, 10, endpoint=False) + random.uniform(0, 1)
    reach = np.where(np.arange(10) % 2 == 0, size, size * 0.5)
    face = np.array([random.normal(0, 0.25), -0.6, 0.8])
    face = face / np.linalg.norm(face)
    right = np.cross(face, (0, 0, 1.0))
    right = right / np.linalg.norm(right)
    up = np.cross(right, face)
    rim = at + reach[:, None] * (np.cos(turn)[:, None] * right + np.sin(turn)[:, None] * up)
    corners = np.vstack([at + face * size * 0.2, rim])
    fan = np.array([[0, 1 + i, 1 + (i + 1) % 10] for i in range(10)])
    return Shape(corners, np.tile((0.0, 0.0, 1.0), (11, 1)), np.tile((0.0, 0.75), (11, 1)), fan)


def fir(place: Place, at: tuple[float, ...], height: float, tone: str = "#3f7a5a", snow: bool = False) -> None:
    """A fir of five drooping tiers; snow lies on each if asked. At a point (x, y or x, y, z)."""
    x, y, z = (*at, 0.0)[:3]
    random = place.dice(f"fir {x:.1f} {y:.1f}")
    place.lay(
        tube([(x, y, z - 0.1), (x, y, z + height * 0.3)], [0.035 * height, 0.025 * height], 6), finish("#6b4f40", 0.5)
    )
    tiers: list[Shape] = []
    caps: list[Shape] = []
    for i in range(5):
        low, wide = z + height * (0.12 + 0.165 * i), height * 0.23 * (1 - 0.165 * i)
        turn = np.linspace(0, 2 * np.pi, 15)[:-1] + float(random.uniform(0, 1))
        reach = wide * np.where(np.arange(14) % 2 == 0, 1.0, 0.74)
        rim = np.stack([x + reach * np.cos(turn), y + reach * np.sin(turn), np.full(14, low)], 1)
        rim[:, 2] -= np.where(np.arange(14) % 2 == 0, 0.05 * height, 0.0)
        top = np.tile((x, y, low + height * 0.30), (14, 1))
        tiers.append(sheet(np.stack([rim, rim * 0.45 + top * 0.55, top]), wrap=True))
        if snow:
            hat = rim * 0.62 + top * 0.38 + (0, 0, 0.03 * height)
            caps.append(sheet(np.stack([hat, top + np.array((0, 0, 0.04 * height))]), wrap=True))
    place.lay(merged(tiers), finish(tone, 0.6, foot=0.3, top=0.1))
    if caps:
        place.lay(merged(caps), finish("#f4f8fd", 0.3))
