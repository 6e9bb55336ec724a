"""What is eaten: bread, rice, fruit, sweets."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    curve,
    finish,
    lathe,
    loft,
    merged,
    mix,
    moved,
    paint,
    sheet,
    slab,
    soft_box,
    times,
    tube,
    turned,
)


def bread(colour: RGB) -> list[Mesh]:
    """A loaf with a rounded crust and three cuts."""
    x = np.linspace(-0.15, 0.15, 9)
    swell = np.sqrt(np.clip(1 - (x / 0.152) ** 4, 0, 1))
    rings = np.column_stack([0 * x, 0 * x, x, 0.055 * swell, 0.06 * swell])
    crust = turned(loft(rings, 14, power=2.6), 90, 1)
    cuts = [turned(ball((0, 0, 0), (0.012, 0.036, 0.006), 8, 5), 28) for _ in range(3)]
    cuts = [moved(cut, (-0.08 + 0.08 * i, 0, 0.053)) for i, cut in enumerate(cuts)]
    return [paint(crust, finish(colour, 1.0, foot=0.25)), paint(merged(cuts), finish("#f6e3b8", 0.3))]


def onigiri(colour: RGB) -> list[Mesh]:
    """A three-cornered rice ball in a strip of seaweed."""
    turn = np.linspace(0, 2 * np.pi, 30, endpoint=False) + np.pi / 2
    reach = 0.045 * (1 + 0.16 * np.cos(3 * (turn - np.pi / 2)))
    ring = np.column_stack([reach * np.cos(turn), 0 * turn, reach * np.sin(turn)])
    rows = [
        ring * scale + (0, y, 0.04)
        for scale, y in ((0, -0.02), (0.82, -0.02), (1, -0.012), (1, 0.012), (0.82, 0.02), (0, 0.02))
    ]
    return [
        paint(sheet(np.array(rows), wrap=True), finish(colour, 1.0, foot=0.08)),
        paint(soft_box((0, 0, 0.018), (0.036, 0.046, 0.044), 0.008), finish("#24312c", 0.6)),
    ]


def ice_cream(colour: RGB) -> list[Mesh]:
    """A waffle cone with a soft swirl."""
    cone = lathe([(0.0, 0.0), (0.010, 0.004), (0.028, 0.10), (0.030, 0.105)], 16)
    turn = np.linspace(0, 6.5 * np.pi, 60)
    reach = 0.024 * (1 - turn / turn[-1]) ** 0.8
    swirl = np.column_stack([reach * np.cos(turn), reach * np.sin(turn), 0.108 + 0.07 * turn / turn[-1]])
    thick = 0.016 * (1 - turn / turn[-1]) ** 0.7 + 0.002
    ribs = [
        tube(
            [(0.03 * np.cos(a), 0.03 * np.sin(a), 0.104), (0.009 * np.cos(a + 1.5), 0.009 * np.sin(a + 1.5), 0.01)],
            0.0018,
            4,
        )
        for a in np.arange(8) * np.pi / 4
    ]
    return [
        paint(cone, finish("#dca761", 1.0)),
        paint(merged(ribs), finish("#b9803f", 0.0)),
        paint(tube(swirl, thick, 9), finish(colour, 0.9)),
    ]


def tangerine(colour: RGB) -> list[Mesh]:
    """A tangerine with its green star."""
    star = [turned(ball((0.008, 0, 0.0385), (0.010, 0.004, 0.002), 6, 4), 72 * i) for i in range(5)]
    return [
        paint(ball((0, 0, 0), (0.04, 0.04, 0.037), 18, 11), finish(colour, 1.0, foot=0.15, top=0.06)),
        paint(merged(star), finish("#4f8f3f", 0.2)),
    ]


def banana(colour: RGB) -> list[Mesh]:
    """A bent banana with dark ends."""
    bend = np.linspace(-1.05, 1.05, 13)
    line = np.column_stack([0.12 * np.sin(bend), 0 * bend, 0.12 - 0.12 * np.cos(bend)])
    thick = 0.019 * np.sqrt(np.clip(1.06 - (bend / 1.08) ** 4, 0.05, 1))
    ends = merged([ball(line[0], 0.008, 7, 5), bar(line[-1], line[-1] + (0.01, 0, 0.022), 0.006, 6)])
    return [paint(tube(line, thick, 6), finish(colour, 1.0)), paint(ends, finish("#6b4f22", 0.6))]


def watermelon(colour: RGB) -> list[Mesh]:
    """A whole melon, striped from pole to pole."""
    stripes: list[Shape] = []
    for start in np.arange(8) * np.pi / 4:
        rise = np.linspace(-1.35, 1.35, 9)
        wide = (0.10 + 0.03 * np.sin(rise * 9 + start * 3))[:, None] * np.array([-1, 1])
        angle = start + wide
        level = np.cos(rise)[:, None]
        strip = np.stack(
            [
                0.1408 * level * np.cos(angle),
                0.1408 * level * np.sin(angle),
                np.repeat(0.1308 * np.sin(rise)[:, None], 2, 1),
            ],
            -1,
        )
        stripes.append(sheet(strip, (np.cos(start), np.sin(start), 0)))
    stem = tube(curve([(0, 0, 0.128), (0.008, 0, 0.145), (0.022, 0, 0.150)], 6), 0.005, 5)
    return [
        paint(ball((0, 0, 0), (0.14, 0.14, 0.13), 24, 14), finish(colour, 1.0, foot=0.15, top=0.08)),
        paint(merged(stripes), finish(times(colour, 0.5), 0.0)),
        paint(stem, finish("#7a6a3a", 0.5)),
    ]


def donut(colour: RGB) -> list[Mesh]:
    """A ring of dough under icing with sprinkles."""
    return [
        paint(_ring(0.032, 0.018, 0.0), finish("#d99a55", 1.0)),
        paint(_ring(0.032, 0.0165, 0.005), finish(colour, 0.5)),
        *[
            paint(_sprinkle(i), finish(tone, 0.0))
            for i, tone in enumerate(("#fff2c2", "#7fd0f0", "#f5c83a", "#ffffff") * 4)
        ],
    ]


def _ring(reach: float, thick: float, rise: float) -> Shape:
    turn = np.linspace(0, 2 * np.pi, 25)
    round_ = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    out = reach + thick * np.cos(round_)
    rows = np.stack(
        [
            np.cos(turn)[:, None] * out,
            np.sin(turn)[:, None] * out,
            np.repeat((rise + thick * np.sin(round_))[None], 25, 0),
        ],
        -1,
    )
    return sheet(rows, wrap=True)


def _sprinkle(number: int) -> Shape:
    piece = turned(ball((0, 0, 0), (0.005, 0.0014, 0.0014), 5, 4), 67 * number)
    angle, reach = number * 2.4, 0.026 + 0.012 * (number % 3) / 2
    return moved(piece, (reach * np.cos(angle), reach * np.sin(angle), 0.0212))


def lunchbox(colour: RGB) -> list[Mesh]:
    """An open lunch box: rice with a plum, egg, greens and a sausage."""
    wall = soft_box((0, 0, 0.025), (0.19, 0.12, 0.05), 0.02)
    return [
        paint(wall, finish(colour, 1.0, foot=0.1)),
        paint(soft_box((-0.045, 0, 0.046), (0.085, 0.105, 0.016), 0.008), finish(WHITE, 0.3)),
        paint(ball((-0.045, 0, 0.056), (0.011, 0.011, 0.008), 9, 6), finish("#d2353f", 0.3)),
        paint(merged([soft_box((0.025, -0.026, 0.048), (0.045, 0.045, 0.02), 0.009)]), finish("#f6cf52", 0.4)),
        paint(
            merged([ball((0.065 + 0.012 * (i % 2), -0.04 + 0.012 * i, 0.05), 0.014, 8, 6) for i in range(4)]),
            finish("#5fae4a", 0.3),
        ),
        paint(
            moved(turned(ball((0, 0, 0), (0.026, 0.010, 0.010), 9, 6), 25), (0.045, 0.03, 0.054)),
            finish("#c8563f", 0.4),
        ),
    ]


def egg(colour: RGB) -> list[Mesh]:
    """An egg standing on its thick end, with a few freckles."""
    z = np.linspace(0, 1, 13)
    wide = 0.022 * np.sqrt(np.clip(1 - (2 * z - 1) ** 2, 0, 1)) * (1.12 - 0.24 * z)
    freckles = [
        ball((0.0215 * np.cos(a), 0.0215 * np.sin(a), 0.016 + 0.005 * np.sin(5 * a)), 0.0012, 5, 4)
        for a in np.arange(9) * 0.7
    ]
    return [
        paint(lathe(np.column_stack([wide, 0.056 * z]), 16), finish(colour, 1.0, foot=0.1)),
        paint(merged(freckles), finish(mix(colour, (0.7, 0.5, 0.35), 0.5), 0.0)),
    ]


def pumpkin(colour: RGB) -> list[Mesh]:
    """Eight swollen ribs and a bent stem."""
    ribs = [turned(ball((0.075, 0, 0.10), (0.075, 0.062, 0.10), 11, 8), 45 * i) for i in range(8)]
    stem = tube(curve([(0, 0, 0.17), (0.006, 0, 0.205), (0.03, 0, 0.225)], 7), np.linspace(0.016, 0.011, 7), 7)
    return [
        paint(merged(ribs), finish(colour, 1.0, foot=0.2)),
        paint(stem, finish("#6f8a3f", 0.7)),
    ]


def mushroom(colour: RGB) -> list[Mesh]:
    """A spotted cap on a pale stem."""
    cap = lathe([(0.0, 0.055), (0.05, 0.05), (0.052, 0.058), (0.042, 0.082), (0.022, 0.096), (0.0, 0.10)], 18)
    spots = [
        moved(ball((0, 0, 0), (0.009, 0.009, 0.004), 8, 5), (0.032 * np.cos(a), 0.032 * np.sin(a), 0.089))
        for a in np.arange(5) * 1.257
    ]
    return [
        paint(lathe([(0.0, 0), (0.02, 0), (0.015, 0.03), (0.014, 0.056)], 12), finish("#f4ead6", 0.9)),
        paint(cap, finish(colour, 1.0)),
        paint(merged(spots), finish(WHITE, 0.2)),
    ]


def sandwich(colour: RGB) -> list[Mesh]:
    """Two triangles of bread with ham, cheese and lettuce between."""
    outline = [(-0.06, 0.0), (0.06, 0.0), (-0.06, 0.10)]
    layers: list[tuple[float, float, str | RGB]] = [
        (-0.021, 0.016, colour),
        (-0.008, 0.006, "#f08f9a"),
        (-0.001, 0.006, "#f8d04c"),
        (0.006, 0.006, "#7cc452"),
        (0.018, 0.016, colour),
    ]
    return [
        paint(moved(slab(outline, thick), (0, y, 0)), finish(tone, 0.7 if thick > 0.01 else 0.2))
        for y, thick, tone in layers
    ]


def dango(colour: RGB) -> list[Mesh]:
    """Three dumplings on a stick, pink, white and green."""
    stick = bar((0, 0, 0), (0, 0, 0.19), 0.0028, 5)
    tones: list[RGB] = [mix(colour, (0.55, 0.75, 0.4), 0.9), WHITE, colour]
    return [
        paint(stick, finish("#c9a06a", 0.4)),
        *[paint(ball((0, 0, 0.09 + 0.034 * i), 0.019, 12, 8), finish(tone, 0.9)) for i, tone in enumerate(tones)],
    ]


def pizza(colour: RGB) -> list[Mesh]:
    """A round pizza with sauce, cheese and toppings."""
    crust = lathe([(0.0, 0), (0.14, 0), (0.15, 0.012), (0.142, 0.022), (0.13, 0.014), (0.0, 0.014)], 26)
    ham = [
        moved(lathe([(0.018, 0), (0.0, 0.003)], 10), (0.085 * np.cos(a), 0.085 * np.sin(a), 0.0165))
        for a in np.arange(6) * 1.05
    ]
    leaf = [
        moved(ball((0, 0, 0), (0.014, 0.007, 0.003), 7, 4), (0.05 * np.cos(a), 0.05 * np.sin(a), 0.018))
        for a in np.arange(5) * 1.257 + 0.5
    ]
    return [
        paint(crust, finish("#dba45a", 1.0)),
        paint(moved(lathe([(0.129, 0), (0.0, 0.002)], 26), (0, 0, 0.0145)), finish(colour, 0.0)),
        paint(merged(ham), finish("#c8433c", 0.0)),
        paint(merged(leaf), finish("#4f9a46", 0.0)),
        paint(box((0, 0, 0.018), (0.002, 0.25, 0.001)), finish("#b9823f", 0.0)),
    ]
