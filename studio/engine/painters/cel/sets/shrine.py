"""A shrine among trees: a vermilion gate, stone lanterns, steps, a hall with a sweeping roof."""

from itertools import pairwise

import numpy as np

from studio.engine.painters.cel.sets.atlas import Canvas, decal, fill, ink, rect
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.land import air_colour, blot, patch, rock, scattered, terrain
from studio.engine.painters.cel.sets.lettering import write_down
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import (
    DEEP,
    PINE,
    SAKURA,
    SUMMER,
    Meadow,
    crown,
    grass,
    leaf_picture,
    shrub,
    tree,
    trunk,
)
from studio.engine.painters.cel.sets.shrine_hall import DARK, hall
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.shapes import (
    Floats,
    bar,
    box,
    curve,
    finish,
    glowing,
    lathe,
    loft,
    merged,
    moved,
    quad,
    rgb,
    sheet,
    soft_box,
    times,
    tube,
)

VERMILION, STONE = "#e2452f", "#9fa2ae"


def dress(place: Place) -> None:
    """Build the shrine's court."""
    clouds(place, 30.0, 0.9)
    ridge(place, "mountains", 460, (14, 62), air_colour(place, "#5f86b0", 0.5))
    ridge(place, "wooded hills", 300, (10, 30), air_colour(place, "#4f8a78", 0.3))
    _ground(place)
    _torii(place)
    for name in ("left lantern", "right lantern"):
        _stone_lantern(place, solid_of(place, name)[0][:2])
    for x, y in ((-2.9, 6.0), (2.9, 6.0)):
        _stone_lantern(place, (x, y), 0.8)
    _steps(place)
    hall(place)
    _fence(place)
    _trees(place)
    _banners(place)


def _height(x: Floats, y: Floats) -> Floats:
    return 0.16 * np.clip(np.abs(x) - 5.0, 0, 8) ** 1.2 + np.clip(y - 8.0, 0, 1.2) * 0.9 * (np.abs(x) > 2.0)


def _ground(place: Place) -> None:
    xs = np.array([-26, -17, -11, -8, -6.4, -5, -3.8, -2.6, -1.6, 1.6, 2.6, 3.8, 5, 6.4, 8, 11, 17, 26.0])
    ys = np.array([-14, -9, -6, -3.5, -1.5, 0.5, 2.5, 4.5, 6.5, 8, 9.2, 11, 14, 19, 28.0])

    def tones(x: Floats, y: Floats) -> Floats:
        moss = np.clip((np.abs(x) - 3.6 + 0.4 * np.sin(y * 0.9)) / 1.2, 0, 1)[:, None]
        grain = (0.97 + 0.05 * np.sin(x * 2.3 + np.sin(y * 1.7)))[:, None]
        return np.array(rgb("#cfc6b4")) * grain * (1 - moss) + np.array(rgb("#6f9f58")) * moss

    terrain(place, xs, ys, _height, tones)
    random = place.dice("paving")
    y = -12.0
    while y < 6.8:
        deep = float(random.uniform(0.55, 0.85))
        xs_cut = np.array([-1.35, float(random.uniform(-0.7, -0.2)), float(random.uniform(0.3, 0.8)), 1.35])
        for left, right in pairwise(xs_cut):
            tone = times(rgb("#b4b3b8"), float(random.uniform(0.92, 1.05)))
            place.lay(
                quad((left + 0.018, y + 0.018, 0.014), (right - left - 0.036, 0, 0), (0, deep - 0.036, 0)),
                finish(tone, 0.0),
            )
        y += deep
    place.lay(quad((-1.4, -12, 0.006), (2.8, 0, 0), (0, 18.85, 0)), finish("#7f8088", 0.0))
    for _ in range(18):
        x, at = float(random.uniform(1.6, 4.2)) * (1 if random.uniform() < 0.5 else -1), float(random.uniform(-6, 6.5))
        place.lay(
            patch(blot(random, (x, at), (float(random.uniform(0.2, 0.6)), 0.1), 8), 0.008), finish("#bfb5a2", 0.0)
        )
    spots = np.vstack([scattered(random, 30, (-8.5, -4.3, -6, 8)), scattered(random, 30, (4.3, 8.5, -6, 8))])
    spots[:, 2] = _height(spots[:, 0], spots[:, 1])
    place.pieces.append(grass(random, spots, Meadow(0.20, "#3d7a4c", ("#79b04c", "#a3c95a"), 0.4), 5))


def _torii(place: Place) -> None:
    """Two posts leaning in, a tie beam, a name board, and the double lintel that sweeps up at its ends."""
    (x, y, _), (_, _, high) = solid_of(place, "right post")
    red = finish(VERMILION, 1.0, foot=0.08)
    for side in (-1, 1):
        post = [(side * x, y, 0.0), (side * (x - 0.05), y, high / 2), (side * (x - 0.12), y, high)]
        place.lay(tube(np.array(post), np.array([0.20, 0.19, 0.17]), 14), red)
        place.lay(
            moved(lathe([(0.30, 0), (0.30, 0.16), (0.25, 0.26), (0.22, 0.28)], 14), (side * x, y, 0)),
            finish("#4a4854", 0.8),
        )
        place.lay(moved(lathe([(0.25, 0), (0.25, 0.12)], 14), (side * (x - 0.12), y, high - 0.14)), finish(DARK, 0.6))
    place.lay(box((0, y, high - 0.78), (2 * x + 1.0, 0.16, 0.28)), red)
    place.lay(
        merged([box((side * (x + 0.16), y, high - 0.78), (0.10, 0.22, 0.34)) for side in (-1, 1)]),
        finish("#a82f28", 0.6),
    )
    _lintel(place, y, (high + 0.02, 0.30, 2.80, 0.34), VERMILION)
    _lintel(place, y, (high + 0.30, 0.20, 3.05, 0.46), DARK)
    board = place.atlas.draw(96, 160, _name_board)
    place.lay(box((0, y - 0.02, high - 0.38), (0.54, 0.12, 0.80)), finish(DARK, 0.8))
    place.hang((-0.22, y - 0.085, high - 0.73), (0.44, 0, 0), (0, 0, 0.70), board, decal())
    _rope(place, y - 0.14, high - 1.02, x - 0.1)


def _lintel(place: Place, y: float, beam: tuple[float, float, float, float], tone: str) -> None:
    """A beam (height of its foot, thickness, half length, depth) whose ends rise."""
    low, thick, half, deep = beam
    t = np.linspace(-1, 1, 13)
    sweep = 0.30 * np.abs(t) ** 2.6
    long = t * half * (1 + 0.02 * np.abs(t))
    front = [np.stack([long, np.full(13, y - deep / 2), low + sweep + dz], 1) for dz in (0, thick)]
    back = [np.stack([long, np.full(13, y + deep / 2), low + sweep + dz], 1) for dz in (0, thick)]
    coat = finish(tone, 0.9)
    for rows, face in (
        ((front[0], front[1]), (0, -1, 0)),
        ((back[0], back[1]), (0, 1, 0)),
        ((front[1], back[1]), (0, 0, 1)),
        ((front[0], back[0]), (0, 0, -1)),
    ):
        place.lay(sheet(np.stack(rows), face), coat)
    for end, face in ((0, -1), (-1, 1)):
        rows = np.array([[front[0][end], back[0][end]], [front[1][end], back[1][end]]])
        place.lay(sheet(rows, (face, 0, 0)), coat)


def _name_board(canvas: Canvas) -> None:
    canvas.clear(ink(rgb("#20304a")))
    canvas.drawRect(rect(5, 5, 86, 150), fill(rgb("#d9a93f")))
    canvas.drawRect(rect(10, 10, 76, 140), fill(rgb("#20304a")))
    write_down(canvas, "星月山", (20, 16, 56, 128), rgb("#f4d27a"), 0.11)


def _rope(place: Place, y: float, z: float, half: float) -> None:
    """A straw rope with paper streamers."""
    t = np.linspace(-1, 1, 15)
    way = np.column_stack([t * half, np.full(15, y), z - 0.22 * (1 - t**2)])
    place.lay(tube(way, 0.05 + 0.045 * (1 - t**2), 8), finish("#e2c98a", 0.8))
    for spot in (-0.62, -0.22, 0.22, 0.62):
        x, hang = spot * half, z - 0.22 * (1 - spot**2) - 0.07
        zigzag = np.array(
            [(0, 0), (0.09, 0), (0.09, -0.14), (0.16, -0.14), (0.16, -0.30), (0.07, -0.30), (0.07, -0.16), (0, -0.16)]
        )
        corners = np.column_stack([x - 0.08 + zigzag[:, 0], np.full(8, y - 0.06), hang + zigzag[:, 1]])
        pieces = [
            quad(corners[1] - (0.09, 0, 0.14), (0.09, 0, 0), (0, 0, 0.14)),
            quad(corners[1] + (-0.02, -0.01, -0.30), (0.09, 0, 0), (0, 0, 0.16)),
        ]
        place.lay(merged(pieces), finish("#ffffff", 0.3, depth=0.82))


def _stone_lantern(place: Place, at: tuple[float, float], scale: float = 1.0) -> None:
    """Base, shaft, platform, fire box with lit openings, roof, jewel."""
    x, y = at
    stone = finish(STONE, 0.9, foot=0.15, top=0.08)
    rings = [
        (0.30, 0),
        (0.30, 0.12),
        (0.22, 0.2),
        (0.12, 0.28),
        (0.11, 0.75),
        (0.15, 0.80),
        (0.27, 0.90),
        (0.27, 1.0),
        (0.17, 1.02),
    ]
    roof = [(0.17, 1.30), (0.36, 1.30), (0.34, 1.36), (0.16, 1.50), (0.07, 1.56), (0.09, 1.63), (0.0, 1.74)]
    for rows, sides in ((rings, 6), (roof, 6)):
        points = np.array(rows) * scale
        place.lay(moved(lathe(points, sides), (x, y, 0)), stone)
    lit = 0.9 if place.dark else 0.0
    place.lay(
        box((x, y, 1.16 * scale), (0.24 * scale, 0.24 * scale, 0.28 * scale)),
        glowing("#ffc46a" if place.dark else "#5a5560", lit),
    )
    frame = [
        box((x + sx * 0.14 * scale, y + sy * 0.14 * scale, 1.16 * scale), (0.07 * scale, 0.07 * scale, 0.30 * scale))
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    place.lay(merged(frame), stone)
    moss = [moved(lathe([(0.345 * scale, 1.362 * scale), (0.22 * scale, 1.455 * scale)], 6), (x, y, 0.002))]
    place.lay(merged(moss), finish("#8fae6a", 0.0))
    if place.dark:
        place.shine((x, y - 0.1, 1.16 * scale), 0.9 * scale, (1.0, 0.72, 0.34), 0.55)


def _steps(place: Place) -> None:
    for i, name in enumerate(("first step", "second step", "third step")):
        (x, y, z), size = solid_of(place, name)
        place.lay(box((x, y, z), size), finish(times(rgb("#a9abb5"), 1 + 0.03 * i), 0.8, foot=0.12))
        place.lay(
            box((x, y - size[1] / 2 + 0.04, z + size[2] / 2 - 0.01), (size[0] + 0.02, 0.10, 0.04)),
            finish("#c3c4cc", 0.5),
        )
    for side in (-1, 1):
        place.lay(box((side * 2.28, 7.75, 0.42), (0.36, 1.9, 0.84)), finish("#8f919c", 0.8, foot=0.15))
        place.lay(soft_box((side * 2.28, 6.75, 0.62), (0.5, 0.5, 0.5), 0.05), finish("#9a9ca8", 0.8, foot=0.15))
        _guardian(place, (side * 2.28, 6.75, 0.87), side)


def _guardian(place: Place, at: tuple[float, float, float], side: int) -> None:
    """A stone fox, seated, with a red bib."""
    x, y, z = at
    coat = finish("#c9cad2", 0.8, foot=0.1)
    body = loft(
        [
            (0, 0.06, 0, 0.12, 0.16),
            (0, 0.04, 0.16, 0.11, 0.13),
            (0, -0.02, 0.32, 0.075, 0.08),
            (0, -0.04, 0.42, 0.02, 0.02),
        ],
        10,
        capped=True,
    )
    head = loft(
        [
            (0, -0.06, 0.40, 0.03, 0.04),
            (0, -0.06, 0.46, 0.085, 0.09),
            (0, -0.04, 0.54, 0.07, 0.07),
            (0, -0.03, 0.57, 0.02, 0.02),
        ],
        10,
    )
    snout = tube(np.array([(0, -0.10, 0.46), (0, -0.22, 0.44)]), np.array([0.05, 0.018]), 7)
    ears = [
        tube(np.array([(s * 0.045, -0.03, 0.54), (s * 0.06, -0.03, 0.66)]), np.array([0.03, 0.004]), 6) for s in (-1, 1)
    ]
    tail = tube(
        curve([(0, 0.16, 0.04), (side * 0.12, 0.20, 0.22), (side * 0.05, 0.16, 0.46)], 7),
        np.array([0.03, 0.05, 0.06, 0.065, 0.055, 0.04, 0.005]),
        7,
    )
    place.lay(moved(merged([body, head, snout, *ears, tail]), (x, y, z)), coat)
    place.lay(moved(box((0, -0.115, 0.31), (0.15, 0.03, 0.12)), (x, y, z)), finish("#d8343a", 0.5))


def _fence(place: Place) -> None:
    """The low red fence left and right of the steps, and small lanterns along the way."""
    for side in (-1, 1):
        posts = [box((side * x, 8.15, 1.0 + _rise(x)), (0.12, 0.12, 1.3)) for x in np.arange(2.9, 9.0, 1.2)]
        place.lay(merged(posts), finish(VERMILION, 0.7))
        rails = [box((side * 5.4, 8.15, z + 0.05), (5.2, 0.06, 0.10)) for z in (1.0, 1.45)]
        place.lay(merged(rails), finish("#b8382c", 0.6))


def _rise(x: float) -> float:
    return 0.16 * max(x - 5.0, 0.0) ** 1.2


def _trees(place: Place) -> None:
    blossom = SAKURA if place.setting.weather in ("petals", "clear", "wind") and place.seed % 2 else SUMMER
    blossom = SAKURA if place.setting.weather == "petals" else blossom
    for x, y, h in ((-6.8, 6.2, 5.6), (7.2, 6.8, 6.0)):
        tree(place, (x, y), h, blossom if x < 0 else DEEP)
    leaves = leaf_picture(place.atlas)
    for i, (x, y, r) in enumerate(
        (
            (-9.5, 12, 3.0),
            (-6.2, 15.5, 3.2),
            (9.8, 12.5, 3.2),
            (6.4, 16, 3.2),
            (-13, 8, 3.0),
            (13, 9, 3.0),
            (0.5, 19.5, 3.4),
            (-3.4, 18, 2.8),
            (4, 18.6, 2.9),
        )
    ):
        trunk(place, [(x, y, 0), (x, y, 3.0), (x, y, 6.2)], (0.34, 0.2), "#5f4a44", 7)
        for dz, share in ((3.6, 1.0), (5.6, 0.82), (7.2, 0.58)):
            crown(
                place,
                leaves,
                (x, y, dz + 0.4 * (i % 3)),
                (r * share, r * share * 0.7, r * 0.42),
                PINE if i % 2 else DEEP,
                15,
                f"cedar {dz}",
            )
    for x, y, r in (
        (-5.2, 3.4, 0.8),
        (5.4, 3.8, 0.9),
        (-5.4, -1.4, 0.9),
        (5.7, -2.0, 0.9),
        (-4.7, 7.0, 0.7),
        (4.7, 7.2, 0.7),
    ):
        shrub(place, (x, y, 0.45), r, DEEP)
    rock(place, (-4.6, 1.2, 0.24), (0.8, 0.6, 0.5), "#8f929e", "#7f9f58")
    rock(place, (4.5, 0.4, 0.18), (0.6, 0.5, 0.4), "#9a9ca8", "#7f9f58")


def _banners(place: Place) -> None:
    """Upright flags along the way."""
    picture = place.atlas.draw(64, 256, _banner)
    for side in (-1, 1):
        for y in (0.4, 7.0):
            x = side * 3.75
            place.lay(bar((x, y, 0), (x, y, 2.9), 0.025, 5), finish("#6b5244", 0.6))
            place.lay(bar((x, y, 2.8), (x + 0.5, y, 2.8), 0.014, 4), finish("#6b5244", 0.4))
            place.hang((x + 0.03, y, 0.85), (0.46, 0, 0), (0, 0, 1.93), picture, decal())
            place.hang((x + 0.49, y + 0.002, 0.85), (-0.46, 0, 0), (0, 0, 1.93), picture, decal())


def _banner(canvas: Canvas) -> None:
    canvas.clear(ink(rgb("#f6f1e6")))
    canvas.drawRect(rect(0, 0, 64, 26), fill(rgb(VERMILION)))
    canvas.drawRect(rect(0, 230, 64, 26), fill(rgb(VERMILION)))
    write_down(canvas, "奉星祭", (10, 38, 44, 180), (0.14, 0.11, 0.16), 0.13)
