"""Ground out of doors: fields with paths, rocks, far woods, a lighthouse."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.place import Place, dice
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
    ball,
    finish,
    glowing,
    lathe,
    mix,
    moved,
    paint,
    rgb,
    shade_of,
    sheet,
    times,
)

Height = Callable[[Floats, Floats], Floats]


def terrain(
    place: Place, xs: ArrayLike, ys: ArrayLike, height: Height, tones: Callable[[Floats, Floats], Floats]
) -> None:
    """A field over a grid; ``tones`` gives its colour (N, 3) at points."""
    gx, gy = np.meshgrid(np.asarray(xs, float), np.asarray(ys, float))
    points = np.stack([gx, gy, height(gx, gy)], -1)
    mesh = paint(sheet(points, (0, 0, 1)), finish("#808080", 0.0))
    colour = tones(gx.ravel(), gy.ravel())
    mesh.colour[:] = np.clip(colour, 0, 1).astype(np.float32)
    mesh.shade[:] = np.array([shade_of((float(r), float(g), float(b))) for r, g, b in mesh.colour], np.float32)
    place.soil.append(mesh)


def flat(x: Floats, y: Floats) -> Floats:
    """Level ground."""
    return np.zeros_like(x + y)


def patch(outline: ArrayLike, z: float) -> Shape:
    """A flat blot on the ground from an outline (K, 2) about its middle."""
    rim = np.asarray(outline, float)
    points = np.column_stack([np.vstack([rim.mean(0), rim, rim[:1]]), np.full(len(rim) + 2, z)])
    fan = np.array([[0, i, i + 1] for i in range(1, len(points) - 1)])
    return Shape(points, np.tile((0.0, 0.0, 1.0), (len(points), 1)), points[:, :2], fan)


def blot(
    random: np.random.Generator, at: tuple[float, float], radius: tuple[float, float], corners: int = 14
) -> Floats:
    """An uneven round outline (K, 2)."""
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    reach = 1 + random.normal(0, 0.10, corners)
    return np.column_stack([at[0] + radius[0] * reach * np.cos(turn), at[1] + radius[1] * reach * np.sin(turn)])


def rock(place: Place, centre: ArrayLike, size: ArrayLike, colour: str = "#8d90a2", moss: str | None = None) -> None:
    """A boulder of broad facets, lighter on top, mossy if asked; it fills the box of its size."""
    middle, extent = np.asarray(centre, float), np.asarray(size, float)
    random = dice("rock", str(middle.round(2).tolist()))
    stone = ball((0, 0, 0), 0.5, 9, 7)
    bumps = (
        1
        + 0.16 * np.sin(stone.position @ random.normal(0, 6, 3) + random.uniform(0, 6))
        + random.normal(0, 0.04, len(stone.position))
    )
    position = np.sign(stone.position) * np.abs(stone.position * 2) ** 0.8 / 2 * bumps[:, None]
    position = position / np.ptp(position, axis=0)
    shape = replace(stone, position=position * extent + middle)
    mesh = paint(shape, finish(colour, 0.9, foot=0.25, top=0.15))
    if moss:
        green = (stone.normal[:, 2] + random.normal(0, 0.15, len(stone.normal)) > 0.45)[:, None]
        mesh.colour[:] = np.where(green, rgb(moss), mesh.colour)
        mesh.shade[:] = np.where(green, shade_of(rgb(moss)), mesh.shade)
    place.pieces.append(mesh)


def scattered(
    random: np.random.Generator,
    count: int,
    area: tuple[float, float, float, float],
    keep: Callable[[Floats, Floats], NDArray[np.bool]] | None = None,
) -> Floats:
    """Points (N, 3) at z 0 over x-min, x-max, y-min, y-max; ``keep`` answers for x and y."""
    x, y = random.uniform(area[0], area[1], count), random.uniform(area[2], area[3], count)
    chosen = np.ones(count, bool) if keep is None else np.asarray(keep(x, y), bool)
    return np.column_stack([x, y, np.zeros(count)])[chosen]


def lighthouse(place: Place, at: ArrayLike, scale: float = 1.0) -> None:
    """A white tower with a red head, lit from dusk on, far off."""
    tower = lathe([(1.9, 0), (1.35, 12), (1.9, 12.1), (1.9, 12.9), (1.1, 13.0)], 12)
    head = lathe([(1.1, 13.0), (1.1, 15.0), (1.6, 15.1), (0.0, 17.2)], 12)
    for shape, colour in ((tower, "#f6f5f2"), (head, "#d9434c")):
        scaled = replace(shape, position=shape.position * scale + np.asarray(at, float))
        place.lay(scaled, finish(colour, 0.5))
    band = lathe([(1.72, 4.2), (1.52, 7.4)], 12)
    place.lay(
        replace(band, position=band.position * scale * (1.01, 1.01, 1) + np.asarray(at, float)), finish("#d9434c", 0.0)
    )
    if place.dark:
        lamp = np.asarray(at, float) + np.array([0, -1.2, 14]) * scale
        place.lay(moved(ball((0, 0, 0), 0.8 * scale, 8, 5), lamp), glowing("#fff2c0", 0.9))
        place.shine(lamp, 9.0 * scale, (1.0, 0.9, 0.6), 0.5)


def island(
    place: Place,
    at: tuple[float, float],
    size: tuple[float, float],
    colour: RGB,
    level: float = 0.0,
    seed: str = "isle",
) -> None:
    """A wooded island or headland far off, its outline painted flat and half lost in the air."""
    random = dice(seed, str(at))
    t = np.linspace(-1, 1, 41)
    rise = np.clip(1 - np.abs(t) ** 1.8, 0, 1) * (
        1 + 0.22 * np.sin(t * 7 + random.uniform(0, 6)) + 0.09 * np.sin(t * 23)
    )
    x, y = at[0] + t * size[0], np.full_like(t, at[1])
    rows = np.stack(
        [
            np.stack([x, y, np.full_like(t, level - 1)], 1),
            np.stack([x * 1.0, y, level + rise * size[1] * 0.55], 1),
            np.stack([x, y, level + rise * size[1]], 1),
        ]
    )
    mesh = paint(sheet(rows, (0, -1, 0)), Finish(colour, colour, Surface.GLOW, outline=0.0))
    light = (0.6 + 0.4 * np.array(place.mood.light)).astype(np.float32)
    fade = np.repeat(np.array([0.30, 0.12, 0.0], np.float32), 41)[:, None]
    mesh.colour[:] = mesh.colour * light * (1 - fade) + np.array(place.mood.fog, np.float32) * fade
    place.pieces.append(mesh)


def air_colour(place: Place, colour: str, distance: float) -> RGB:
    """A far thing's colour: lit by the hour and drawn to the air, 0 near to 1 lost."""
    lit = times(rgb(colour), place.mood.light)
    return mix((min(lit[0], 1), min(lit[1], 1), min(lit[2], 1)), place.mood.sky_horizon, distance)
