"""A field of sunflowers: a path between them, a windmill on the rise, hills, and a tower of summer cloud."""

import numpy as np

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import XS, YS, behind_camera, hills, lawn, tufts
from studio.engine.painters.cel.sets.houses import House, cottage, fence
from studio.engine.painters.cel.sets.joinery import stand
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, Meadow, crown, leaf_picture, tree
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    paint,
    rgb,
    sheet,
    soft_box,
    times,
    turned,
)

_TONES = ("#ffd02f", "#ffbe24", "#ffdc52")


def dress(place: Place) -> None:
    """Build the field."""
    clouds(place, 18.0, 1.15)
    hills(place)
    behind_camera(place)
    lawn(place, ("#5fa048", "#86bf55"), _path, "#dcc79a", _height, (XS, YS))
    _near_flowers(place)
    _far_flowers(place)
    _windmill(place, (7.5, 27.0))
    _hay(place)
    _farm(place)
    tufts(
        place, "edge grass", 190, (-2.9, 2.9, -6.5, 16), Meadow(0.22), _height, lambda x, y: np.abs(x - _bend(y)) > 1.2
    )


def _bend(y: Floats) -> Floats:
    return 0.35 * np.sin(y * 0.32)


def _height(x: Floats, y: Floats) -> Floats:
    return 1.9 * np.clip((y - 14) / 22, 0, 1) ** 1.4 + 0.3 * np.clip((np.abs(x) - 6) / 10, 0, 1)


def _path(x: Floats, y: Floats) -> Floats:
    return np.clip((1.5 - np.abs(x - _bend(y))) / 0.5, 0, 1)


def _sunflower(
    at: Floats, tall: float, lean: float, size: float, random: np.random.Generator
) -> tuple[Shape, Shape, Shape]:
    """Petals, heart, and stem with leaves, the face turned towards the default camera."""
    head = at + np.array([lean, -0.08, tall])
    face = np.array([float(random.normal(0, 0.30)), -0.9, 0.32])
    face = face / np.linalg.norm(face)
    right = np.cross(face, (0, 0, 1.0))
    right, up = right / np.linalg.norm(right), np.cross(right / np.linalg.norm(right), face)
    turn = np.linspace(0, 2 * np.pi, 17)[:-1] + float(random.uniform(0, 1))
    reach = np.where(np.arange(16) % 2 == 0, size, size * 0.68)[:, None]
    rim = head + reach * (np.cos(turn)[:, None] * right + np.sin(turn)[:, None] * up)
    fan = np.array([[0, 1 + i, 1 + (i + 1) % 16] for i in range(16)])
    flat = np.tile(face, (17, 1))
    petals = Shape(np.vstack([head, rim]), flat, np.zeros((17, 2)), np.vstack([fan, fan[:, ::-1]]))
    ring = head + face * 0.02 + size * 0.42 * (np.cos(turn[::2])[:, None] * right + np.sin(turn[::2])[:, None] * up)
    short = np.array([[0, 1 + i, 1 + (i + 1) % 8] for i in range(8)])
    heart = Shape(
        np.vstack([head + face * 0.05, ring]),
        np.tile(face, (9, 1)),
        np.zeros((9, 2)),
        short[:, ::-1],
    )
    stem = [bar(at, head - np.array([0, 0, 0.02]), 0.016, 3)]
    for share, side in ((0.42, -1), (0.62, 1)):
        foot = at + (head - at) * share
        tip = foot + np.array([side * 0.26, -0.10, 0.02])
        half = np.array([0.0, 0.02, 0.10])
        middle = (foot + tip) / 2 + np.array([0.0, 0.0, 0.06])
        rows = np.array([[foot, foot], [middle - half, middle + half], [tip, tip + half * 0.01]])
        stem.append(sheet(rows, (0, -1, 0.2)))
    return petals, heart, merged(stem)


def _near_flowers(place: Place) -> None:
    """Those one can walk up to, in ranks along the path, taller farther off it."""
    random = place.dice("sunflowers")
    petals: list[list[Shape]] = [[], [], []]
    hearts: list[Shape] = []
    stems: list[Shape] = []
    for y in np.arange(-5.2, 9.5, 0.84):
        for side in (-1, 1):
            for rank in range(3):
                x = side * (3.15 + 0.62 * rank) + float(random.normal(0, 0.12)) + float(_bend(np.array(y)))
                if _blocked(x, float(y)):
                    continue
                at = np.array([x, y + float(random.normal(0, 0.15)), 0.0])
                tall = 1.15 + 0.26 * rank + float(random.uniform(-0.15, 0.2))
                flower, heart, stem = _sunflower(
                    at, tall, float(random.normal(0, 0.06)), float(random.uniform(0.17, 0.23)), random
                )
                petals[int(random.integers(3))].append(flower)
                hearts.append(heart)
                stems.append(stem)
    for tone, shapes in zip(_TONES, petals, strict=True):
        place.lay(merged(shapes), Finish(rgb(tone), _petal_shade(place, tone), outline=0.0))
    place.lay(merged(hearts), finish("#6b4226", 0.0))
    place.lay(merged(stems), finish("#4f9a48", 0.0, foot=0.3))


def _petal_shade(place: Place, tone: str) -> RGB:
    """Yellow in shadow: gold, and by night no darker than in the light, or blue light would leave it brown."""
    return mix(rgb(tone), (0.7, 0.95, 0.5), 0.15) if place.hour == "night" else times(rgb(tone), 0.86)


def _blocked(x: float, y: float) -> bool:
    return (x > 0 and 2.6 < y < 4.3 and x < 3.6) or (x < 0 and 1.6 < y < 3.0 and x > -3.4)


def _far_flowers(place: Place) -> None:
    """The rest of the field: rows of heads and leaves that close up into gold."""
    random = place.dice("gold")
    count = 820
    x, y = random.uniform(-22, 22, count), 9.5 + 21 * random.uniform(0, 1, count) ** 1.3
    keep = np.abs(x - _bend(y)) > 2.2
    x, y = x[keep], y[keep]
    z = _height(x, y) + random.uniform(1.0, 1.5, len(x))
    size = random.uniform(0.17, 0.26, len(x))
    corners = np.array([(-1, 0, 0), (0, 0, -1), (1, 0, 0), (0, 0, 1)])
    points = np.stack([x, y, z], 1)[:, None] + corners * size[:, None, None]
    quads = (np.arange(len(x))[:, None, None] * 4 + np.array([(0, 1, 2), (0, 2, 3)])).reshape(-1, 3)
    heads = Shape(
        points.reshape(-1, 3), np.tile((0.0, -0.6, 0.8), (4 * len(x), 1)), np.tile((0.0, 0.9), (4 * len(x), 1)), quads
    )
    mesh = paint(heads, Finish(rgb("#ffcf38"), _petal_shade(place, "#d8a02f"), Surface.GRASS, outline=0.0, sway=0.3))
    place.pieces.append(mesh)
    for i in range(26):
        near = 9.4 + 0.84 * i
        for left, right in ((-24.0, -2.3 + float(_bend(np.array(near)))), (2.3 + float(_bend(np.array(near))), 24.0)):
            xs = np.linspace(left, right, 13)
            low, top = _height(xs, np.full(13, near)), 0.98 + 0.16 * np.sin(xs * 3.1 + i)
            rows = np.stack(
                [np.stack([xs, np.full(13, near), low - 0.1], 1), np.stack([xs, np.full(13, near + 0.1), low + top], 1)]
            )
            place.lay(sheet(rows, (0, -1, 0.3)), finish(("#4f8f42", "#5f9f48")[i % 2], 0.0, foot=0.4))


def _windmill(place: Place, at: tuple[float, float]) -> None:
    """A windmill on the rise, its sails aslant."""
    x, y = at
    z = float(_height(np.array(x), np.array(y)))
    place.lay(moved(lathe([(2.0, 0), (1.3, 5.6), (1.4, 5.7)], 10), (x, y, z)), finish("#f2e8d6", 0.8, foot=0.12))
    place.lay(moved(lathe([(1.6, 0), (1.1, 1.0), (0.0, 1.7)], 10), (x, y, z + 5.6)), finish("#a8503f", 0.8))
    place.lay(box((x, y - 1.72, z + 0.9), (0.9, 0.2, 1.8)), finish("#7a5640", 0.6))
    glass = glowing("#ffdf9a", 0.6) if place.dark else finish("#6f94ae", 0.4)
    place.lay(
        merged([box((x, y - 1.55, z + 3.0), (0.6, 0.1, 0.8)), box((x - 0.8, y - 1.5, z + 3.2), (0.4, 0.1, 0.6))]), glass
    )
    sails: list[Shape] = []
    cloth: list[Shape] = []
    for i in range(4):
        sails.append(turned(box((0, 0, 1.9), (0.12, 0.08, 3.8)), 24 + 90 * i, 1))
        sails += [turned(box((0.32, 0, 0.9 + 0.48 * k), (0.66, 0.05, 0.05)), 24 + 90 * i, 1) for k in range(7)]
        cloth.append(turned(box((0.32, 0.03, 2.3), (0.58, 0.02, 2.9)), 24 + 90 * i, 1))
    hub = (x, y - 1.75, z + 5.9)
    place.lay(merged([moved(shape, hub) for shape in cloth]), finish("#fbf4e4", 0.3))
    place.lay(merged([moved(shape, hub) for shape in sails]), finish("#7a5640", 0.5))
    place.lay(ball(hub, 0.22, 8, 6), finish("#5d4436", 0.5))


def _hay(place: Place) -> None:
    """A bale by the path, its bands, a straw hat on the post of the gate."""
    (x, y, _), (wide, deep, high) = solid_of(place, "hay bale")
    place.lay(soft_box((x, y, high / 2), (wide, deep, high), 0.07, 16), finish("#e2bc62", 0.9, foot=0.15, top=0.08))
    place.lay(
        merged([box((x + d, y, high / 2), (0.03, deep + 0.02, high + 0.02)) for d in (-0.3, 0.3)]),
        finish("#a87a3a", 0.0),
    )
    random = place.dice("straw")
    straws = [
        bar(
            (x + float(random.uniform(-0.7, 0.7)), y - 0.45 - float(random.uniform(0, 0.3)), 0.015),
            (x + float(random.uniform(-0.7, 0.7)), y - 0.5, 0.015),
            0.008,
            3,
        )
        for _ in range(12)
    ]
    place.lay(merged(straws), finish("#f0d080", 0.0))
    (x, y, _), (wide, _, high) = solid_of(place, "gate post")
    place.lay(soft_box((x, y, high / 2), (wide, wide, high), 0.04), finish("#9a7454", 0.8, foot=0.12))
    stand(place, fence(1.6, 0.9, "#a8825c", 0.4), (x - 1.7, y + 0.06))
    hat = lathe([(0.20, -0.02), (0.22, 0.0), (0.11, 0.01), (0.10, 0.10), (0.0, 0.13)], 14)
    place.lay(moved(turned(hat, 10, 1), (x, y, high)), finish("#f0d48a", 0.7))
    place.lay(moved(turned(lathe([(0.112, 0.02), (0.108, 0.055)], 14), 10, 1), (x, y, high)), finish("#d8503f", 0.0))


def _farm(place: Place) -> None:
    """A barn and trees where the field ends."""
    leaves = leaf_picture(place.atlas)
    barn = House(6.5, 5.0, 3.6, 2.4, "#b8503f", "#5d6270", "#f4ece0", 1)
    stand(place, cottage(place, barn, 1), (-12.5, 33.0, 1.3), 12)
    tree(place, (-7.0, 33.0), 6.0, DEEP)
    for i in range(9):
        x = -26 + 6.4 * i
        crown(place, leaves, (x, 36 + (i % 2), 3.0), (3.0, 1.4, 1.8), SUMMER if i % 2 else DEEP, 14, f"wood {i}")
