"""A mountain top: bare rock and alpine flowers, a signpost, peak behind peak over a sea of cloud."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import XS, lawn, peaks, tufts
from studio.engine.painters.cel.sets.joinery import Part, picture, stand
from studio.engine.painters.cel.sets.land import air_colour, blot, patch, rock, scattered
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import Meadow, fir, flowers
from studio.engine.painters.cel.sets.sky import clouds, jagged
from studio.engine.painters.cel.sets.wallware import sign
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    ball,
    bar,
    box,
    finish,
    merged,
    mix,
    polygon,
    rgb,
    sheet,
    soft_box,
)

_YS = np.array([-16, -11, -7.5, -5, -3, -1.5, 0, 1.5, 3, 4.2, 4.8, 5.4, 6.2, 7.4, 9.5, 13.0])


def dress(place: Place) -> None:
    """Build the summit."""
    clouds(place, 22.0, 1.0)
    peaks(place, "far chain", 490, (30, 108), "#7f9fcf", 0.55, 2)
    peaks(place, "middle chain", 430, (-6, 76), "#5f86b8", 0.34, 2)
    _great_peak(place)
    _cloud_sea(place)
    for number, (distance, low, high) in enumerate(((300, -22, 6), (225, -34, -7), (170, -46, -19))):
        _woods(place, number, distance, (low, high))
    lawn(place, ("#8c8f98", "#a9a79f"), _turf, "#7fa455", _height, (XS, _YS))
    _rocks(place)
    _signpost(place)
    _plants(place)


def _woods(place: Place, number: int, distance: float, height: tuple[float, float]) -> None:
    """A wooded spur below: its crest bristles with firs, nearer ones darker."""
    random = place.dice(f"spur {number}")
    knots, fuzz = random.uniform(0, 1, 37), random.uniform(0, 1, 361)

    def profile(turn: Floats) -> Floats:
        broad = np.interp(turn, np.linspace(0, 2 * np.pi, 38), np.append(knots, knots[0]))
        return height[0] + (height[1] - height[0]) * broad + 3.4 * fuzz[: len(turn)]

    jagged(place, distance, profile, air_colour(place, ("#5f8f8a", "#4a7f70", "#3a6a58")[number], 0.40 - 0.13 * number))


def _height(x: Floats, y: Floats) -> Floats:
    edge = 4.9 + 0.5 * np.sin(x * 0.7) + 0.25 * np.sin(x * 1.9 + 1)
    drop = -5.0 * np.clip((y - edge) / 1.6, 0, 1) ** 0.8 - 9.0 * np.clip((y - edge - 1.6) / 6, 0, 1)
    side = 0.8 * np.clip((np.abs(x) - 5.4) / 4, 0, 1) ** 1.4 * (y < 4.5) - 7.0 * np.clip((np.abs(x) - 15) / 14, 0, 1)
    return drop + side


def _turf(x: Floats, y: Floats) -> Floats:
    patches = 0.5 + 0.5 * np.sin(x * 0.9 + np.sin(y * 0.8) * 1.6) * np.cos(y * 0.7 + x * 0.3)
    trail = np.exp(-(((x + 0.2 - 0.5 * np.sin(y * 0.5)) / 0.9) ** 2))
    return np.clip((patches - 0.42) * 4, 0, 1) * (1 - trail) * (y < 4.4)


def _great_peak(place: Place) -> None:
    """The one mountain of the picture: a lit face, a shadowed face, snow above."""
    lit, dark = air_colour(place, "#86a0c4", 0.28), air_colour(place, "#4a6796", 0.24)
    snow, blue = mix(rgb("#ffffff"), place.mood.sky_horizon, 0.10), mix(rgb("#a9bfe6"), place.mood.sky_horizon, 0.15)
    left = place.mood.light_direction[0] < 0
    x, y, top = (-92.0, 300.0, 118.0)
    ridge_line = [
        (x + 4, y, top),
        (x + 16, y, top * 0.72),
        (x + 2, y, top * 0.46),
        (x + 20, y, top * 0.2),
        (x + 8, y, -60),
    ]
    west = [(x - 118, y, -60.0), (x - 62, y, top * 0.28), (x - 40, y, top * 0.5), (x - 14, y, top * 0.84)]
    east = [(x + 132, y, -60.0), (x + 80, y, top * 0.24), (x + 50, y, top * 0.46), (x + 24, y, top * 0.76)]
    for side, tone in ((west, lit if left else dark), (east, dark if left else lit)):
        place.far(_face([*ridge_line[::-1]], side), None, tone)
    caps = (
        (
            [
                (x + 4, y - 1, top),
                (x - 14, y - 1, top * 0.84),
                (x - 34, y - 1, top * 0.57),
                (x - 22, y - 1, top * 0.60),
                (x - 16, y - 1, top * 0.48),
                (x - 6, y - 1, top * 0.62),
                (x + 4, y - 1, top * 0.50),
                (x + 14, y - 1, top * 0.70),
            ],
            snow if left else blue,
        ),
        (
            [
                (x + 4, y - 1, top),
                (x + 14, y - 1, top * 0.70),
                (x + 20, y - 1, top * 0.60),
                (x + 27, y - 1, top * 0.66),
                (x + 34, y - 1, top * 0.54),
                (x + 36, y - 1, top * 0.62),
                (x + 24, y - 1, top * 0.76),
            ],
            blue if left else snow,
        ),
    )
    for outline, tone in caps:
        place.far(polygon(np.array(outline)), None, tone)
        place.far(polygon(np.array(outline[::-1])), None, tone)


def _face(spine: list[tuple[float, float, float]], flank: list[tuple[float, float, float]]) -> Shape:
    middle = (0.5 * (spine[0][0] + flank[0][0]), spine[0][1], -60.0)
    return polygon(np.array([middle, *flank, *spine[::-1]]))


def _cloud_sea(place: Place) -> None:
    """Low banks of cloud in the valleys, layer before layer."""
    random = place.dice("sea of cloud")
    tone = mix(rgb("#ffffff"), place.mood.sky_horizon, 0.35)
    for number, (distance, level) in enumerate(((420, -2.0), (330, -12.0), (270, -20.0))):
        turn = np.linspace(0, 2 * np.pi, 181)
        bumps = (
            np.abs(np.sin(turn * (19 + 6 * number) + number)) * 6
            + np.abs(np.sin(turn * 47)) * 3
            + float(random.uniform(0, 2))
        )
        crest = level + bumps
        x, y = np.sin(turn) * distance, np.cos(turn) * distance
        rows = np.stack([np.stack([x, y, np.full_like(x, -120.0)], 1), np.stack([x, y, crest], 1)])
        inward = np.broadcast_to(np.stack([-x, -y, 0 * x], 1) / distance, rows.shape)
        place.far(sheet(rows, inward), None, mix(tone, place.mood.sky_top, 0.10 * (2 - number)))


def _rocks(place: Place) -> None:
    (centre, size) = solid_of(place, "boulder")
    rock(place, centre, size, "#8f939f", "#86a45a")
    (centre, size) = solid_of(place, "crag")
    rock(place, centre, size, "#7f8494", "#7f9a58")
    random = place.dice("rocks")
    for _ in range(34):
        x, y = float(random.uniform(-9, 9)), float(random.uniform(-6, 4.6))
        if abs(x) < 3.4 and y < 2.6:
            continue
        s = float(random.uniform(0.2, 0.7))
        rock(
            place,
            (x, y, float(_height(np.array(x), np.array(y))) + s * 0.2),
            (s * 1.3, s, s * 0.8),
            ("#8f939f", "#a2a3a8", "#7d8292")[int(random.integers(3))],
        )
    for i in range(9):
        x = -8 + 2.0 * i
        s = float(random.uniform(0.8, 1.5))
        rock(place, (x, 5.3 + 0.5 * np.sin(x * 0.7), -0.75), (s * 1.5, s, s * 1.3), "#858a9a")
    for x, s in ((-7.2, 2.2), (7.4, 2.6), (-9.5, 3.2), (9.8, 3.4)):
        rock(place, (x, 3.0 + 0.2 * x / abs(x), s * 0.35), (s * 1.2, s, s), "#7a8092", "#7f9a58")
    (x, y, _), (wide, _, high) = solid_of(place, "cairn")
    for i in range(5):
        w = wide * (1 - 0.17 * i)
        rock(
            place,
            (x + 0.02 * (i % 2), y, high * (0.1 + 0.2 * i)),
            (w, w * 0.9, high * 0.26),
            ("#a2a3a8", "#8f939f")[i % 2],
        )
    pebbles = [
        patch(blot(random, (float(random.uniform(-5, 5)), float(random.uniform(-5, 3.6))), (0.10, 0.07), 6), 0.012)
        for _ in range(46)
    ]
    place.lay(merged(pebbles), finish("#75788a", 0.0))


def _signpost(place: Place) -> None:
    (x, y, _), (_, _, high) = solid_of(place, "signpost")
    place.lay(soft_box((x, y, high / 2), (0.12, 0.12, high), 0.03), finish("#8a6a4c", 0.8, foot=0.15))
    for z, text, dx, turn in ((1.42, "2899 M", 0.30, 4.0), (1.14, "HUT 1 H", -0.26, -5.0)):
        arrow: list[Part] = [
            (box((0, 0.02, 0.1), (0.92, 0.04, 0.22)), finish("#b08456", 0.7)),
            picture(sign(place, text, "#b98e60", "#3f2f26"), 0.8, 0.18, (-0.4, -0.004, 0.01)),
        ]
        stand(place, arrow, (x + dx, y - 0.09, z), turn)
    ropes = [(-4.6, 4.2), (-3.2, 4.35), (-1.8, 4.2), (1.9, 4.25), (3.3, 4.3)]
    place.lay(merged([bar((a, b, -0.1), (a, b, 0.8), 0.035, 6) for a, b in ropes]), finish("#8a6a4c", 0.6))
    lines = [bar((*ropes[i], z), (*ropes[i + 1], z - 0.03), 0.014, 4) for i in (0, 1, 3) for z in (0.72, 0.42)]
    place.lay(merged(lines), finish("#c9b48a", 0.2))


def _plants(place: Place) -> None:
    def turf(x: Floats, y: Floats) -> NDArray[np.bool]:
        return _turf(x, y) > 0.4

    tufts(
        place, "alpine", 260, (-7, 7, -6, 4.4), Meadow(0.16, "#5f8a4c", ("#93b45a", "#c9c46a"), 0.5), _height, turf, 4
    )
    random = place.dice("alpine flowers")
    spots = scattered(random, 150, (-6.5, 6.5, -5, 4.3), turf)
    spots[:, 2] = _height(spots[:, 0], spots[:, 1])
    flowers(place, spots[:64], ("#ffffff", "#b79bff", "#ffd84d", "#ff9fc0"), 0.05)
    for x, y, tall in ((-6.6, 2.2, 2.4), (-8.0, 0.2, 3.2), (7.0, 0.6, 2.8), (8.6, -1.6, 3.6), (-7.4, 4.2, 1.8)):
        fir(place, (x, y, float(_height(np.array(x), np.array(y)))), tall, "#4a7f62", place.setting.weather == "snow")
    place.lay(ball((-4.55, 4.2, 0.84), 0.05, 7, 5), finish("#c9b48a", 0.3))
