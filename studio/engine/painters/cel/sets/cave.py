"""A cave: folded rock, hanging stone, glowing crystals, a still pool, daylight far away at its mouth."""

from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Canvas, ramp, rect
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.land import rock, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.waters import still_water
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
    bar,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    paint,
    quad,
    rgb,
    shade_of,
    sheet,
    turned,
)

STONE: Final = "#9a95ae"
_CRYSTALS: Final = (("#6fe8f0", (0.4, 0.9, 1.0)), ("#b98cff", (0.7, 0.5, 1.0)), ("#8ff0a8", (0.5, 1.0, 0.65)))


def dress(place: Place) -> None:
    """Build the cave; the colour of its crystals comes from the place's name."""
    tone, light = _CRYSTALS[int(place.dice("crystals").integers(len(_CRYSTALS)))]
    clouds(place, 0.0, 0.9)
    _floor(place)
    _walls(place)
    still_water(place, "pool", ("#3f8fa8", "#153f66"), 0.25)
    _teeth(place)
    (centre, size) = solid_of(place, "flat rock")
    rock(place, centre, size, "#85829a")
    (centre, size) = solid_of(place, "boulder")
    rock(place, centre, size, "#77748c", "#5f7a6a")
    for at, size in (
        ((-3.2, 0.6, 0.35), (1.0, 0.9, 0.8)),
        ((3.3, 0.2, 0.3), (0.9, 0.9, 0.7)),
        ((-2.9, -2.4, 0.3), (0.8, 0.9, 0.7)),
        ((3.1, -3.0, 0.4), (1.2, 1.0, 0.9)),
        ((0.2, 8.8, 0.2), (1.4, 0.9, 0.6)),
    ):
        rock(place, at, size, STONE)
    _crystals(place, tone, light)
    _lantern(place, (-1.75, 3.3))
    _daylight(place)


def _floor(place: Place) -> None:
    xs, ys = np.linspace(-6, 6, 34), np.linspace(-12, 16, 50)

    def height(x: Floats, y: Floats) -> Floats:
        pool = np.exp(-(((x - 2.3) / 1.42) ** 4) - ((y - 6.4) / 1.5) ** 4)
        rim = 0.10 * np.sin(x * 2.1 + y * 1.3) * np.clip((np.abs(x) - 2.2) / 1.5, 0, 1)
        return rim + 0.5 * np.clip((np.abs(x) - 3.0) / 2.0, 0, 1) ** 2 - 1.2 * pool

    def tones(x: Floats, y: Floats) -> Floats:
        band = (0.5 + 0.5 * np.sin(x * 1.7 + np.sin(y * 1.1) * 2 + y * 0.6))[:, None]
        path = np.exp(-(((x - 0.2 * np.sin(y * 0.5)) / 1.5) ** 2))[:, None] * 0.5
        stone = np.array(rgb("#6b6884")) * (1 - band) + np.array(rgb("#827e98")) * band
        return stone * (1 - path) + np.array(rgb("#a39aa4")) * path

    terrain(place, xs, ys, height, tones)


def _walls(place: Place) -> None:
    """A tunnel of folded rock in broad facets, its far end open to the sky."""
    random = place.dice("walls")
    ys = np.concatenate([np.linspace(-12, 8, 40), [9.2, 10.4, 11.6, 12.6]])
    turn = np.linspace(-0.12, np.pi + 0.12, 33)
    grid = np.zeros((len(ys), len(turn), 3))
    bumps = random.normal(0, 0.10, (len(ys), len(turn)))
    for i, y in enumerate(ys):
        narrow = np.clip((y - 7.5) / 5.0, 0, 1)
        wide, high = 4.6 - 2.6 * narrow, 4.9 - 2.0 * narrow
        fold = 0.28 * np.sin(turn * 9 + y * 0.9) + 0.22 * np.sin(turn * 5 - y * 0.7) + bumps[i]
        grid[i, :, 0] = np.cos(turn) * (wide + fold)
        grid[i, :, 1] = y + 0.15 * bumps[i]
        grid[i, :, 2] = np.sin(turn) * (high + fold) - 0.1
    shape = _faceted(sheet(grid, (0, 0, -1)), grid)
    mesh = paint(shape, finish(STONE, 0.0))
    z, y = mesh.position[:, 2:3], mesh.position[:, 1:2]
    level = 0.74 + 0.30 * np.clip(1 - np.abs(z - 1.4) / 4.0, 0, 1) + 0.30 * np.clip((y - 6) / 6, 0, 1)
    mesh.colour[:] = np.clip(mesh.colour * level, 0, 1)
    mesh.shade[:] = np.clip(mesh.shade * level, 0, 1)
    place.pieces.append(mesh)
    end = quad((5.5, -12.0, -0.5), (-11, 0, 0), (0, 0, 6.5))
    place.lay(end, finish("#3f3d54", 0.0))


def _faceted(shape: Shape, grid: Floats) -> Shape:
    """Flat facets that look inward: every triangle its own corners and its own normal."""
    points = shape.position[shape.triangles]
    face = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    face /= np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-9)
    middle = points.mean(1)
    inward = np.stack([-middle[:, 0], np.zeros(len(middle)), float(grid[..., 2].max()) * 0.4 - middle[:, 2]], 1)
    flip = (face * inward).sum(1) < 0
    points[flip] = points[flip][:, ::-1]
    face[flip] *= -1
    count = len(points)
    return Shape(
        points.reshape(-1, 3), np.repeat(face, 3, 0), np.zeros((count * 3, 2)), np.arange(count * 3).reshape(-1, 3)
    )


def _teeth(place: Place) -> None:
    """Stone that hangs from the roof and stands up from the floor at the sides."""
    random = place.dice("teeth")
    hanging: list[Shape] = []
    standing: list[Shape] = []
    for _ in range(30):
        x, y = float(random.uniform(-3.4, 3.4)), float(random.uniform(-6, 8))
        roof = 4.75 * np.sqrt(max(0.0, 1 - (x / 4.9) ** 2))
        tall, wide = float(random.uniform(0.5, 1.5)), float(random.uniform(0.10, 0.26))
        cone = lathe([(0.0, -tall), (wide * 0.35, -tall * 0.55), (wide, 0.35)], 6)
        hanging.append(moved(cone, (x, y, roof - 0.1)))
    for i in range(16):
        side = -1 if i % 2 else 1
        x, y = side * float(random.uniform(3.2, 3.9)), float(random.uniform(-5, 8))
        tall, wide = float(random.uniform(0.4, 1.3)), float(random.uniform(0.16, 0.30))
        standing.append(moved(lathe([(wide, 0.0), (wide * 0.45, tall * 0.5), (0.0, tall)], 6), (x, y, 0.0)))
    place.lay(merged(hanging), finish("#6a6780", 0.6, foot=0.25))
    place.lay(merged(standing), finish("#8a8699", 0.7, foot=0.25, top=0.1))


def _crystals(place: Place, tone: str, light: RGB) -> None:
    """Clusters of six-sided crystals, which light what is round them."""
    random = place.dice("clusters")
    for x, y, count, size in (
        (-3.0, 4.9, 9, 1.0),
        (3.5, 3.9, 6, 0.7),
        (-3.5, -0.6, 5, 0.6),
        (3.5, -1.6, 6, 0.8),
        (-2.2, 8.2, 6, 0.9),
    ):
        shapes: list[Shape] = []
        for _ in range(count):
            tall, wide = size * float(random.uniform(0.35, 1.0)), size * float(random.uniform(0.05, 0.10))
            spike = lathe([(wide * 0.8, 0), (wide, tall * 0.75), (0.0, tall)], 6)
            leaning = turned(turned(spike, float(random.uniform(-32, 32)), 0), float(random.uniform(0, 360)))
            shapes.append(
                moved(
                    leaning, (x + float(random.normal(0, 0.22)) * size, y + float(random.normal(0, 0.2)) * size, 0.05)
                )
            )
        for i, shape in enumerate(shapes):
            place.lay(shape, _glassy(mix(rgb(tone), (1, 1, 1), 0.45 * (i % 3 == 0)), 0.30 + 0.12 * (i % 2)))
        place.shine((x, y - 0.2, 0.4 * size), 1.3 * size, light, 0.34)


def _glassy(colour: RGB, glow: float) -> Finish:
    return Finish(colour, shade_of(colour, 0.8), Surface.GLOW, glow=glow, outline=0.5, foot=0.35)


def _lantern(place: Place, at: tuple[float, float]) -> None:
    """A miner's lantern left burning on the flat rock."""
    (_, _, z), (_, _, high) = solid_of(place, "flat rock")
    x, y, top = *at, z + high / 2 - 0.02
    place.lay(
        moved(lathe([(0, 0), (0.08, 0), (0.08, 0.03), (0.06, 0.05)], 10), (x - 0.5, y - 0.1, top)),
        finish("#4b4652", 0.6),
    )
    place.lay(moved(lathe([(0.055, 0.05), (0.06, 0.18)], 10), (x - 0.5, y - 0.1, top)), glowing("#ffcf7a", 0.9))
    place.lay(
        moved(lathe([(0.08, 0.18), (0.03, 0.25), (0.0, 0.26)], 10), (x - 0.5, y - 0.1, top)), finish("#4b4652", 0.6)
    )
    place.shine((x - 0.5, y - 0.12, top + 0.12), 1.4, (1.0, 0.75, 0.38), 0.5)


def _daylight(place: Place) -> None:
    """Light that falls in through the mouth, and a shaft from a hole in the roof."""
    tone = {"night": (0.35, 0.45, 0.85), "evening": (1.0, 0.6, 0.35), "morning": (1.0, 0.88, 0.66)}.get(
        place.hour, (0.85, 0.95, 1.0)
    )
    place.shine((0.0, 12.0, 1.8), 3.6, tone, 0.5 if place.hour != "night" else 0.25)
    wedge = place.atlas.once("shaft", lambda: place.atlas.draw(64, 64, _shaft))
    for x, lean in ((-1.2, 0.5), (-0.4, 0.7), (0.5, 0.9)):
        rows = np.array([[(x, 5.0, 4.7), (x + 0.5, 5.0, 4.7)], [(x + lean, 4.2, 0.0), (x + lean + 1.0, 4.2, 0.0)]])
        place.beam(sheet(rows, (0, -1, 0.2)), wedge, tone, 0.16 if place.hour != "night" else 0.08)
    place.lay(bar((-4.4, 2.0, 3.6), (-4.0, 2.6, 0.2), 0.05, 5), replace(finish("#5d6a54", 0.5), foot=0.2))


def _shaft(canvas: Canvas) -> None:
    """Full at the top, nothing at the foot, soft at both sides."""
    for i in range(8):
        inset = 24 * (1 - (i + 1) / 8)
        pen = ramp([((1, 1, 1), 0.16), ((1, 1, 1), 0.0)], (0, 0), (0, 64))
        canvas.drawRect(rect(inset, 0, 64 - 2 * inset, 64), pen)
