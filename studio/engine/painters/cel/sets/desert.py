"""A desert: dunes with sharp crests, red mesas, a cactus, a fallen column, palms round a little water."""

import numpy as np

from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import XS, YS, tufts
from studio.engine.painters.cel.sets.land import air_colour, blot, patch, rock, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import Meadow
from studio.engine.painters.cel.sets.sky import clouds, jagged, ridge
from studio.engine.painters.cel.sets.waters import glints, still_water
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    ball,
    box,
    curve,
    finish,
    lathe,
    merged,
    moved,
    rgb,
    sheet,
    tube,
    turned,
)


def dress(place: Place) -> None:
    """Build the desert."""
    clouds(place, 26.0, 0.6)
    _mesas(place)
    ridge(place, "far dunes", 300, (4, 20), air_colour(place, "#e0b070", 0.34))
    ridge(place, "near dunes", 180, (1, 11), air_colour(place, "#e6b36a", 0.18))
    _sand(place)
    _dunes(place)
    still_water(place, "oasis", ("#6fd0d0", "#2f94b0"), 1.0)
    glints(place, "oasis", 18)
    _oasis(place)
    (centre, size) = solid_of(place, "flat stone")
    rock(place, centre, size, "#c08a66")
    (centre, size) = solid_of(place, "red rock")
    rock(place, centre, size, "#b8704f")
    rock(place, (5.4, 2.8, 0.25), (1.0, 0.8, 0.7), "#c07a58")
    rock(place, (-5.6, 3.4, 0.2), (0.9, 0.7, 0.5), "#c08a66")
    _cactus(place)
    _column(place)
    _details(place)


def _mesas(place: Place) -> None:
    """Table mountains with stepped sides, two ranges deep."""
    for name, distance, height, tone, air in (
        ("far mesas", 480, (14, 62), "#c88a7a", 0.5),
        ("mesas", 400, (2, 44), "#b8694f", 0.3),
    ):
        random = place.dice(name)
        levels = np.repeat(random.choice([0.05, 0.1, 0.45, 0.7, 1.0], 40), 1)

        def profile(turn: Floats, levels: Floats = levels, low: float = height[0], high: float = height[1]) -> Floats:
            place_in = turn / (2 * np.pi) * len(levels)
            index = np.minimum(place_in.astype(int), len(levels) - 1)
            share = np.clip((place_in - index - 0.72) / 0.28, 0, 1)
            step = levels[index] * (1 - share) + levels[(index + 1) % len(levels)] * share
            return low + (high - low) * step + 1.2 * np.sin(turn * 63)

        jagged(place, distance, profile, air_colour(place, tone, air))


def _height(x: Floats, y: Floats) -> Floats:
    pool = np.exp(-(((x - 1.9) / 2.65) ** 6) - ((y - 8.1) / 1.63) ** 6)
    roll = 0.7 * np.clip((np.hypot(x, y) - 8) / 9, 0, 1) * (1 + np.sin(x * 0.3 + y * 0.22))
    return roll * (1 - np.clip(pool * 2, 0, 1)) - 0.55 * pool


def _sand(place: Place) -> None:
    def tones(x: Floats, y: Floats) -> Floats:
        ripple = (0.955 + 0.05 * np.sin(x * 1.1 + y * 2.3 + np.sin(x * 0.4) * 2))[:, None]
        damp = np.clip(-_height(x, y) * 4, 0, 1)[:, None]
        return np.array(rgb("#f0c888")) * ripple * (1 - damp) + np.array(rgb("#b98e58")) * damp

    terrain(place, XS, YS, _height, tones)


def _dunes(place: Place) -> None:
    """Great dunes behind, each with a lit back and a shadowed face along a crest that winds."""
    for x, y, wide, high, bend in (
        (-16, 24, 22, 4.6, 3.0),
        (17, 30, 26, 5.6, -3.4),
        (-2, 44, 34, 6.4, 4.0),
        (-34, 40, 26, 6.0, -3.0),
        (38, 46, 30, 7.0, 3.0),
    ):
        t = np.linspace(-1, 1, 25)
        crest = np.stack([x + t * wide, y + bend * np.sin(t * 2.6), high * (1 - np.abs(t) ** 1.8) ** 1.2 - 0.1], 1)
        foot = np.stack([x + t * wide * 1.1, y - 6.5 - 2 * np.cos(t * 2), np.full(25, -0.1)], 1)
        back = np.stack([x + t * wide * 1.1, y + 9 + 0 * t, np.full(25, -0.1)], 1)
        lit_left = place.mood.light_direction[0] < 0
        split = (
            crest * 0.5 + foot * 0.5 + np.stack([(1.6 if lit_left else -1.6) * np.cos(t * 3), 0 * t, -0.1 + 0 * t], 1)
        )
        sun, shadow = air_colour(place, "#f2c886", 0.14), air_colour(place, "#c08a5f", 0.14)
        place.lay(sheet(np.stack([split, crest]), (0, -1, 0.6)), finish(shadow if bend > 0 else sun, 0.0, depth=0.74))
        place.lay(sheet(np.stack([foot, split]), (0, -1, 0.6)), finish(sun if bend > 0 else shadow, 0.0, depth=0.74))
        place.lay(sheet(np.stack([crest, back]), (0, 1, 0.6)), finish(sun, 0.0, depth=0.74))


def _oasis(place: Place) -> None:
    """Palms that lean over the water, reeds and stones at its edge."""
    for x, y, tall, lean in (
        (-1.9, 7.4, 4.2, 0.9),
        (5.6, 7.0, 4.8, -1.0),
        (-2.6, 9.0, 3.6, 0.5),
        (5.9, 9.6, 5.2, -0.5),
        (2.2, 11.0, 4.4, 0.3),
    ):
        _palm(place, (x, y), tall, lean)
    for x, y in ((-1.0, 6.4), (4.6, 6.2), (0.4, 10.2), (4.6, 10.0), (-1.5, 8.8)):
        tufts(
            place,
            f"reeds {x} {y}",
            12,
            (x - 0.6, x + 0.6, y - 0.3, y + 0.3),
            Meadow(0.6, "#5f8a48", ("#a8b852", "#d8cc6a"), 0.7),
            _height,
        )
    for turn in np.linspace(0, 6, 11):
        rock(place, (1.9 + 3.1 * np.cos(turn), 8.1 + 2.0 * np.sin(turn), -0.03), (0.5, 0.36, 0.3), "#c49a72")


def _palm(place: Place, at: tuple[float, float], tall: float, lean: float) -> None:
    x, y = at
    way = curve([(x, y, -0.1), (x + lean * 0.3, y, tall * 0.4), (x + lean, y, tall)], 9)
    place.lay(tube(way, np.linspace(0.19, 0.11, 9), 7), finish("#a07850", 0.8, foot=0.2))
    rings = [moved(lathe([(0.17, 0), (0.20, 0.03), (0.16, 0.06)], 7), p) for p in way[1:-1]]
    place.lay(merged(rings), finish("#8a643f", 0.0))
    fronds: list[Shape] = []
    for i, turn in enumerate(np.linspace(0, 2 * np.pi, 9, endpoint=False)):
        out, side = np.array([np.cos(turn), np.sin(turn) * 0.8, 0]), np.array([-np.sin(turn), np.cos(turn), 0])
        t = np.linspace(0, 1, 6)[:, None]
        spine = way[-1] + out * 1.7 * t + np.array([0, 0, 1]) * (0.75 * t - 1.55 * t**2 + 0.1 * (i % 2))
        half = side * 0.26 * np.sin(np.pi * np.clip(t * 0.92 + 0.08, 0, 1))
        drop = np.array([0, 0, -0.10])
        rows = np.stack([spine - half + drop, spine, spine + half + drop])
        fronds += [sheet(rows, (0, 0, 1)), sheet(rows, (0, 0, -1))]
    place.lay(merged(fronds), finish("#5fa04f", 0.0, top=0.1))
    place.lay(
        merged([ball(way[-1] + (0.12 * np.cos(t), 0.12 * np.sin(t), -0.14), 0.10, 7, 5) for t in (0.3, 2.4, 4.5)]),
        finish("#9a6a3f", 0.4),
    )


def _cactus(place: Place) -> None:
    (x, y, _), (wide, _, high) = solid_of(place, "cactus")
    coat = finish("#4f9a62", 0.9, foot=0.15)
    body = lathe(
        [(wide * 0.40, 0), (wide / 2, high * 0.4), (wide * 0.46, high - 0.2), (wide * 0.28, high - 0.04), (0, high)], 12
    )
    arms = [
        tube(
            curve(
                [
                    (x, y, high * k),
                    (x + s * 0.34, y, high * k),
                    (x + s * 0.42, y, high * (k + 0.14)),
                    (x + s * 0.42, y, high * (k + 0.32)),
                ],
                9,
            ),
            0.10,
            8,
        )
        for s, k in ((-1, 0.42), (1, 0.34))
    ]
    tips = [ball((x + s * 0.42, y, high * (k + 0.32)), 0.10, 8, 6) for s, k in ((-1, 0.42), (1, 0.34))]
    place.lay(merged([moved(body, (x, y, 0)), *arms, *tips]), coat)
    ribs = [
        tube(
            np.array(
                [
                    (x + wide * 0.47 * np.cos(t), y + wide * 0.47 * np.sin(t), 0.1),
                    (x + wide * 0.5 * np.cos(t), y + wide * 0.5 * np.sin(t), high * 0.5),
                    (x + wide * 0.44 * np.cos(t), y + wide * 0.44 * np.sin(t), high - 0.2),
                ]
            ),
            0.014,
            4,
        )
        for t in np.linspace(0, 2 * np.pi, 9, endpoint=False)
    ]
    place.lay(merged(ribs), finish("#3a7a52", 0.0))
    place.lay(
        merged(
            [ball((x + 0.02, y - 0.02, high + 0.02), 0.05, 7, 5), ball((x - 0.44, y - 0.03, high * 0.78), 0.04, 6, 5)]
        ),
        finish("#ff7fa8", 0.4),
    )
    for dx, dy, s in ((0.9, 0.7, 0.22), (-0.6, 1.0, 0.16), (5.6, -3.0, 0.3)):
        place.lay(ball((x + dx - 3.0 * (s > 0.25), y + dy, s * 0.7), (s, s, s * 0.9), 10, 7), finish("#5aa36a", 0.8))


def _column(place: Place) -> None:
    """What is left of a temple: a broken shaft, a drum in the sand, a lintel half buried."""
    (x, y, _), (wide, _, high) = solid_of(place, "broken column")
    stone = finish("#d8b48a", 0.9, foot=0.15)
    place.lay(
        merged(
            [
                box((x, y, 0.10), (wide + 0.2, wide + 0.2, 0.20)),
                moved(
                    lathe([(wide / 2, 0.2), (wide * 0.46, high - 0.06), (wide * 0.47, high), (0, high)], 12), (x, y, 0)
                ),
            ]
        ),
        stone,
    )
    flutes = [
        box((x + wide * 0.47 * np.cos(t), y + wide * 0.47 * np.sin(t), high / 2), (0.05, 0.05, high - 0.3))
        for t in np.linspace(0, 2 * np.pi, 10, endpoint=False)
    ]
    place.lay(merged(flutes), finish("#b88f66", 0.0))
    drum = turned(turned(lathe([(0, 0), (0.34, 0), (0.34, 0.8), (0, 0.8)], 12), 90, 0), 30)
    place.lay(moved(drum, (x + 0.5, y + 1.7, 0.26)), stone)
    place.lay(moved(turned(turned(box((0, 0, 0), (2.2, 0.6, 0.5)), 10, 1), -24), (x - 1.8, y + 2.8, 0.22)), stone)
    place.lay(moved(lathe([(0.36, 0), (0.33, 2.6), (0.42, 2.8), (0.0, 2.8)], 12), (x - 2.6, y + 1.4, 0.0)), stone)


def _details(place: Place) -> None:
    """Ripples, pebbles, dry tufts, a bleached skull."""
    random = place.dice("sand")
    ripples = [
        patch(
            blot(
                random,
                (float(random.uniform(-8, 8)), float(random.uniform(-7, 5))),
                (float(random.uniform(0.4, 1.2)), 0.05),
                9,
            ),
            0.006,
        )
        for _ in range(44)
    ]
    place.lay(merged(ripples[:22]), finish("#e0b474", 0.0))
    place.lay(merged(ripples[22:]), finish("#f8d69a", 0.0))
    pebbles = [
        ball((float(random.uniform(-6, 6)), float(random.uniform(-5, 5)), 0.01), (0.06, 0.05, 0.03), 6, 4)
        for _ in range(26)
    ]
    place.lay(merged(pebbles), finish("#b98a62", 0.3))
    for x, y in ((-3.4, 3.6), (4.8, 1.0), (-5.4, -1.6), (5.4, -2.4), (2.2, 4.2), (-2.0, 4.4)):
        tufts(
            place,
            f"dry {x}",
            5,
            (x - 0.25, x + 0.25, y - 0.2, y + 0.2),
            Meadow(0.34, "#a8854a", ("#d8b862", "#e8d48a"), 0.5),
            _height,
        )
    place.lay(
        merged([ball((1.9, 3.9, 0.09), (0.13, 0.17, 0.11), 9, 6), ball((1.9, 3.72, 0.05), (0.07, 0.10, 0.05), 8, 5)]),
        finish("#f8f0dc", 0.6),
    )
    horns = [
        tube(
            curve([(1.9 + s * 0.1, 3.95, 0.14), (1.9 + s * 0.28, 3.95, 0.18), (1.9 + s * 0.34, 3.88, 0.32)], 6),
            np.linspace(0.03, 0.008, 6),
            5,
        )
        for s in (-1, 1)
    ]
    place.lay(merged(horns), finish("#e0cfae", 0.4))
    place.lay(merged([ball((1.9 + s * 0.055, 3.76, 0.13), 0.028, 6, 4) for s in (-1, 1)]), finish("#4b3a38", 0.0))
