"""A forest path: great trunks near, slender ones behind, leaves in layers, light falling through."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.sets.atlas import Canvas, Region, ramp, rect
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.land import air_colour, blot, patch, rock, scattered, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import (
    DEEP,
    SUMMER,
    Foliage,
    Meadow,
    crown,
    flowers,
    grass,
    leaf_picture,
    shrub,
    trunk,
)
from studio.engine.painters.cel.sets.sky import jagged
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
    ball,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    quad,
    rgb,
    sheet,
    tube,
    turned,
)

_FAR = Foliage("#9fce7a", "#6fae78", "#4f8f7c")


def dress(place: Place) -> None:
    """Build the clearing and the path through it."""
    for distance, top, haze in ((60, 26, 0.62), (38, 17, 0.42)):
        random = place.dice(f"far wood {distance}")
        shift = random.uniform(0, 6.28, 3)

        def profile(turn: Floats, top: float = top, shift: Floats = shift) -> Floats:
            return top * (
                0.72
                + 0.16 * np.sin(turn * 9 + shift[0])
                + 0.09 * np.abs(np.sin(turn * 31 + shift[1]))
                + 0.05 * np.abs(np.sin(turn * 67 + shift[2]))
            )

        jagged(place, distance, profile, air_colour(place, "#3f7f62", haze))
    _ground(place)
    _trunks(place)
    _canopy(place)
    _undergrowth(place)
    _log(place)
    centre, size = solid_of(place, "mossy rock")
    rock(place, centre, size, "#7d8292", "#6f9f4f")
    rock(place, (-3.8, 1.9, 0.18), (0.6, 0.5, 0.4), "#878c9a", "#7fae55")
    _mushrooms(place)
    _light(place)


def _path(y: Floats) -> Floats:
    return 0.15 + 0.5 * np.sin(y * 0.22) + 0.012 * np.maximum(y - 6, 0) ** 1.7


def _height(x: Floats, y: Floats) -> Floats:
    return 0.10 * np.clip(np.abs(x) - 3.8, 0, 9) ** 1.15 + 0.012 * np.maximum(y - 8, 0) ** 1.4


def _ground(place: Place) -> None:
    xs = np.array(
        [-24, -16, -11, -8, -6, -4.6, -3.4, -2.4, -1.6, -0.9, -0.3, 0.3, 0.9, 1.6, 2.4, 3.4, 4.6, 6, 8, 11, 16, 24.0]
    )
    ys = np.array([-14, -9, -6, -4, -2.5, -1, 0.5, 2, 3.5, 5, 6.5, 8.5, 11, 14, 18, 24, 34.0])

    def tones(x: Floats, y: Floats) -> Floats:
        way = np.exp(-(((x - _path(y)) / 1.05) ** 4))[:, None]
        dapple = (0.5 + 0.5 * np.sin(x * 1.1 + np.sin(y * 0.9) * 1.5))[:, None]
        green = np.array(rgb("#4d8a48")) * (1 - dapple) + np.array(rgb("#6da650")) * dapple
        return green * (1 - way) + np.array(rgb("#b39a6c")) * way * (0.94 + 0.08 * dapple)

    terrain(place, xs, ys, _height, tones)
    random = place.dice("sun flecks")
    for _ in range(34):
        x, y = float(random.uniform(-5, 5)), float(random.uniform(-5, 9))
        on_path = abs(x - float(_path(np.array(y)))) < 0.9
        tone = "#e2cd92" if on_path else "#a9d468"
        place.lay(
            patch(
                blot(random, (x, y), (float(random.uniform(0.12, 0.42)), float(random.uniform(0.08, 0.22))), 9),
                0.012 + float(_height(np.array(x), np.array(y))),
            ),
            finish(tone, 0.0),
        )


def _trunks(place: Place) -> None:
    for name, bow in (("left oak", 0.5), ("right oak", -0.45)):
        (x, y, _), (wide, _, _) = solid_of(place, name)
        trunk(
            place,
            [(x, y, -0.1), (x + 0.02, y, 1.6), (x + bow * 0.4, y, 3.4), (x + bow, y + 0.2, 6.2)],
            (wide * 0.43, wide * 0.24),
            "#6b4f45",
            12,
        )
        for tip in ((x + bow * 4.2, y - 0.6, 5.0), (x - bow * 2.5, y, 5.6)):
            trunk(place, [(x + bow * 0.3, y, 2.9), ((x + tip[0]) / 2, y - 0.2, 4.3), tip], (0.17, 0.06), "#6b4f45", 7)
        roots = [
            tube(
                np.array([(x, y, 0.35), (x + 0.5 * c, y + 0.4 * s, 0.10), (x + 0.95 * c, y + 0.75 * s, -0.06)]),
                np.array([0.17, 0.11, 0.04]),
                6,
            )
            for c, s in ((-0.9, -0.6), (0.2, -1.0), (0.95, -0.5))
        ]
        place.lay(merged(roots), finish("#6b4f45", 0.8, top=0.1))
    random = place.dice("trunks")
    for i in range(26):
        side = -1 if i % 2 else 1
        y = float(random.uniform(6.5, 26)) if i > 5 else float(random.uniform(-7, 3))
        x = side * float(random.uniform(3.6, 7.5) + (0.22 * y if y > 0 else 1.6)) + 0.3 * float(_path(np.array(y)))
        thick = float(random.uniform(0.14, 0.30))
        tilt = float(random.uniform(-0.5, 0.5))
        bark = ("#735748", "#5f4d4a", "#826a58")[i % 3]
        trunk(place, [(x, y, -0.2), (x + tilt * 0.3, y, 3), (x + tilt, y, 7.5)], (thick, thick * 0.62), bark, 7)


def _canopy(place: Place) -> None:
    leaves = leaf_picture(place.atlas)
    random = place.dice("canopy")
    for i in range(12):
        side = -1 if i % 2 else 1
        y = 9 + 1.3 * i
        centre = (side * float(random.uniform(3.2, 8.5)), y, float(random.uniform(3.8, 6.2)) + 0.08 * y)
        crown(place, leaves, centre, (2.6, 1.3, 1.5), _FAR if y > 15 else SUMMER, 22, f"far {i}")
    for x, y, z, r in (
        (-4.4, 4.6, 5.9, 2.0),
        (-2.6, 4.2, 5.6, 1.3),
        (4.4, 5.0, 5.9, 2.0),
        (2.5, 4.6, 5.5, 1.2),
        (-6.6, 3.4, 4.8, 1.6),
        (6.8, 3.8, 4.9, 1.7),
        (0.2, 8.2, 6.6, 1.9),
    ):
        crown(place, leaves, (x, y, z), (r * 1.15, r * 0.8, r * 0.7), SUMMER if r < 1.9 else DEEP, 34, f"near {x}")
    for x, z in ((-3.7, 3.9), (3.9, 3.8), (-1.4, 4.5), (1.6, 4.5)):
        crown(place, leaves, (x, -1.8, z), (1.25, 0.5, 0.55), DEEP, 18, f"frame {x}")


def _undergrowth(place: Place) -> None:
    random = place.dice("undergrowth")

    def off_path(x: Floats, y: Floats) -> NDArray[np.bool]:
        return np.abs(x - _path(y)) > 1.15

    near = scattered(random, 135, (-6, 6, -6, 7), off_path)
    far = scattered(random, 110, (-10, 10, 7, 16), off_path)
    for spots, kind, bent in (
        (near, Meadow(0.26, "#2b6a48", ("#6fb446", "#a5d257"), 0.3), True),
        (far, Meadow(0.34, "#3a7a56", ("#86c05a", "#b4d870"), 0.3), False),
    ):
        spots[:, 2] = _height(spots[:, 0], spots[:, 1])
        place.pieces.append(grass(random, spots, kind, 5, bent))
    for x, y in (
        (-3.3, -1.4),
        (3.5, -0.6),
        (-3.9, 3.2),
        (3.6, 3.6),
        (-4.6, -3.2),
        (4.7, -3.0),
        (-2.5, 7.4),
        (2.9, 7.8),
    ):
        _fern(place, (x, y), random)
    for x, y, r in ((-5.6, 1.0, 0.7), (5.6, 1.4, 0.8), (-5.2, 7.0, 0.9), (5.4, 7.4, 1.0)):
        shrub(place, (x, y, 0.5), r, DEEP)
    spots = scattered(random, 30, (-3.8, 3.8, -3, 6.5), off_path)
    spots[:, 2] = 0.03
    flowers(place, spots, ("#ffffff", "#c9b4ff", "#ffe27a"), 0.045)


def _fern(place: Place, at: tuple[float, float], random: np.random.Generator) -> None:
    """Arching fronds, each a bent leaf of two rows."""
    fronds: list[Shape] = []
    for turn in np.linspace(0, 2 * np.pi, 7, endpoint=False) + random.uniform(0, 1):
        way = np.array([np.cos(turn), np.sin(turn), 0])
        side = np.array([-np.sin(turn), np.cos(turn), 0])
        length = random.uniform(0.45, 0.7)
        rows = np.array([(0, 0.02, 0.02), (0.35, 0.34, 0.11), (0.72, 0.36, 0.09), (1.0, 0.18, 0.01)])
        line = [np.array([*at, 0.02]) + way * out * length + (0, 0, up) for out, up, _ in rows]
        grid = np.array(
            [[p - side * w, p + np.array([0, 0, 0.02]), p + side * w] for p, (_, _, w) in zip(line, rows, strict=True)]
        )
        fronds.append(sheet(grid, (0, 0, 1)))
    frond = merged(fronds)
    lift = np.clip(frond.position[:, 2:] / 0.4, 0, 1)
    swaying = replace(frond, uv=np.hstack([lift * 0, 0.25 + 0.7 * lift]))
    place.lay(swaying, Finish(rgb("#7cc45c"), rgb("#2b6a4c"), Surface.GRASS, outline=0.0, sway=0.15))


def _log(place: Place) -> None:
    (x, y, z), (wide, _, high) = solid_of(place, "log")
    way = np.array([(x - wide / 2, y, z), (x, y + 0.01, z), (x + wide / 2, y, z)])
    place.lay(tube(way, high / 2, 12), finish("#7a5b49", 0.9, foot=0.35, top=0.1))
    for side in (-1, 1):
        face = turned(lathe([(0.0, 0), (0.0, 0.001), (high * 0.44, 0.0)], 12), 90 * side, 1)
        ring = turned(lathe([(0.0, 0), (0.0, 0.001), (high * 0.24, 0.0)], 10), 90 * side, 1)
        place.lay(moved(face, (x + side * (wide / 2 + 0.006), y, z)), finish("#d9b98a", 0.0))
        place.lay(moved(ring, (x + side * (wide / 2 + 0.012), y, z)), finish("#c29b6a", 0.0))
    for dx in (-0.6, 0.1, 0.7):
        place.lay(ball((x + dx, y - 0.03, z + high / 2 - 0.03), (0.26, 0.13, 0.05), 8, 5), finish("#86b54f", 0.3))


def _mushrooms(place: Place) -> None:
    for x, y, s in (
        (1.25, 2.35, 1.0),
        (1.12, 2.5, 0.7),
        (-2.2, 3.2, 1.1),
        (-2.05, 3.0, 0.7),
        (-3.75, 0.2, 0.9),
        (3.7, 1.4, 0.8),
    ):
        stem = lathe([(0.03, 0), (0.022, 0.08), (0.022, 0.1)], 6)
        cap = lathe([(0.075, 0.09), (0.07, 0.12), (0.04, 0.155), (0.0, 0.165)], 8)
        for shape, tone in ((stem, "#f5ead6"), (cap, "#e0503f")):
            place.lay(moved(replace(shape, position=shape.position * s), (x, y, 0)), finish(tone, 0.5))


def _shaft_picture(place: Place) -> Region:
    """A soft bar of light: full in the middle, fading to both sides and to the foot."""

    def draw(canvas: Canvas) -> None:
        for i in range(16):
            inset = 64 * (1 - (i + 1) / 16)
            pen = ramp([((1, 1, 1), 0.075), ((1, 1, 1), 0.04), ((1, 1, 1), 0.0)], (0, 0), (0, 256))
            canvas.drawRect(rect(inset, 0, 128 - 2 * inset, 256), pen)

    return place.atlas.draw(128, 256, draw, (1, 1, 1))


def _light(place: Place) -> None:
    """Shafts through the leaves; by night fireflies instead."""
    if place.hour == "night" or place.setting.weather in ("rain", "storm", "cloudy", "snow"):
        random = place.dice("fireflies")
        if place.hour == "night":
            for spot in random.uniform((-4, -1, 0.4), (4, 9, 2.6), (26, 3)):
                place.lay(ball(spot, 0.012, 5, 4), glowing("#e6ff9a", 1.0))
                place.shine(spot, 0.16, (0.80, 1.0, 0.45), 0.5)
        return
    region = _shaft_picture(place)
    tone = {"morning": (1.0, 0.93, 0.66), "evening": (1.0, 0.62, 0.34)}.get(place.hour, (1.0, 1.0, 0.78))
    lean = -1.6 if place.mood.light_direction[0] > 0 else 1.6
    for x, y, wide, strength in (
        (-2.6, 5.5, 1.0, 0.30),
        (-0.6, 7.0, 1.5, 0.34),
        (1.8, 5.9, 0.9, 0.26),
        (3.0, 9.0, 1.6, 0.30),
        (-3.8, 9.5, 1.7, 0.30),
        (0.6, 3.8, 0.7, 0.20),
    ):
        place.beam(quad((x + lean - wide / 2, y, 0.0), (wide, 0, 0), (-lean, 0, 6.2)), region, tone, strength)
