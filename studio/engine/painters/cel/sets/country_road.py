"""A road between rice fields: water that holds the sky, young rice in rows, a shelter, poles, far roofs."""

import itertools

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of, utility_pole, wire
from studio.engine.painters.cel.sets.grounds import behind_camera, hills, lawn, peaks, tufts
from studio.engine.painters.cel.sets.houses import House, cottage
from studio.engine.painters.cel.sets.joinery import Part, picture, stand
from studio.engine.painters.cel.sets.land import scattered
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, Meadow, crown, flowers, grass, leaf_picture, tree
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.wallware import sign
from studio.engine.painters.cel.sets.waters import still_water
from studio.engine.painters.cel.shapes import Floats, bar, box, finish, merged, paint, quad, sheet, soft_box

_XS = np.array(
    [-60, -40, -26, -17, -15.9, -10, -4.9, -4.3, -3.6, -2.2, -1, 0, 1, 2.2, 3.6, 4.3, 4.9, 10, 15.9, 17, 26, 40, 60.0]
)
_YS = np.array([-16, -9, -8, -4, 0, 4, 8, 12, 16, 22, 29, 31, 34, 42, 60.0])


def dress(place: Place) -> None:
    """Build the road."""
    clouds(place, 12.0, 1.12)
    behind_camera(place)
    peaks(place, "blue range", 480, (14, 62), "#6f95c4", 0.5, 2)
    hills(place, ("#8fb0cc", "#5f9a7a", "#4f8f5a"))
    lawn(place, ("#5fa54a", "#8cc657"), _road, "#cdbb96", _height, (_XS, _YS))
    for name in ("left paddy", "right paddy"):
        still_water(place, name, ("#8fc4d8", "#6fa4c8"), 4.0)
    _rice(place)
    _wheel_tracks(place)
    _shelter(place)
    _milestone(place)
    _poles(place)
    _farms(place)
    _verge(place)


def _height(x: Floats, y: Floats) -> Floats:
    paddy = np.clip((np.abs(x) - 4.5) / 0.3, 0, 1) * np.clip((16.2 - np.abs(x)) / 0.3, 0, 1)
    paddy = paddy * np.clip((30.2 - y) / 0.6, 0, 1) * np.clip((y + 8.4) / 0.3, 0, 1)
    return -0.40 * paddy + 1.2 * np.clip((np.hypot(x, y) - 36) / 22, 0, 1)


def _road(x: Floats, y: Floats) -> Floats:
    return np.clip((2.35 - np.abs(x + 0.04 * np.sin(y))) / 0.5, 0, 1) * 0.95


def _rice(place: Place) -> None:
    """Tufts in rows in the water, thinning to a green haze far off."""
    random = place.dice("rice")
    for side in (-1, 1):
        rows = [np.column_stack([np.full(34, side * x), np.linspace(-7, 21, 34)]) for x in np.arange(5.2, 9.8, 0.55)]
        spots = np.vstack(rows) + random.normal(0, 0.05, (34 * len(rows), 2))
        feet = np.column_stack([spots, np.full(len(spots), -0.24)])
        place.pieces.append(grass(random, feet, Meadow(0.42, "#4f9a48", ("#86c94f", "#b4dc66"), 0.6), 3, False))
        for i, x in enumerate(np.arange(10.2, 15.8, 0.9)):
            band = np.array(
                [
                    [(side * x, -7.5, -0.15), (side * x, 29.5, -0.15)],
                    [(side * (x + 0.35), -7.5, 0.02), (side * (x + 0.35), 29.5, 0.02)],
                ]
            )
            place.lay(sheet(band, (-side, 0, 1)), finish(("#86c457", "#78b84f")[i % 2], 0.0))


def _wheel_tracks(place: Place) -> None:
    """Two worn tracks with grass between them, the edges of the road, stones."""
    for x in (-0.95, 0.95):
        place.soil.append(_flat_strip(x - 0.34, x + 0.34, "#dccba6", 0.006))
    random = place.dice("middle grass")
    spots = scattered(random, 60, (-0.3, 0.3, 3.0, 26))
    place.pieces.append(grass(random, spots, Meadow(0.14), 3, False))


def _flat_strip(left: float, right: float, tone: str, z: float) -> Mesh:
    """A worn strip along the road, in pieces so that those out of sight are left out."""
    ys = np.array([-16, -8, -3, 0, 3, 7, 12, 20, 34, 58.0])
    rows = np.stack([np.column_stack([np.full(10, x), ys, np.full(10, z)]) for x in (left, right)])
    return paint(sheet(rows, (0, 0, 1)), finish(tone, 0.0))


def _shelter(place: Place) -> None:
    """A bus shelter of boards with a tin roof, a bench, a timetable, the stop's sign."""
    (x, y, _), (_, wide, high) = solid_of(place, "shelter wall")
    wood, dark = finish("#a8825c", 0.8, foot=0.12), finish("#7a5a44", 0.7)
    place.lay(box((x, y, high / 2), (0.08, wide, high)), wood)
    place.lay(
        merged([box((x + 0.045, y - wide / 2 + 0.2 * i, high / 2), (0.012, 0.02, high)) for i in range(1, 13)]), dark
    )
    for end in (-1, 1):
        side = y + end * wide / 2
        place.lay(box((x + 0.5, side, 0.5), (1.0, 0.07, 1.0)), wood)
        place.lay(box((x + 0.5, side, high - 0.16), (1.0, 0.07, 0.32)), wood)
        place.lay(box((x + 0.5, side, 1.02), (1.06, 0.12, 0.05)), dark)
        seams = [box((x + 0.2 * i, side + end * 0.04, 0.5), (0.018, 0.012, 1.0)) for i in range(1, 6)]
        place.lay(merged(seams), dark)
        place.lay(box((x + 1.25, y + end * (wide / 2 - 0.02), high / 2), (0.1, 0.1, high)), dark)
    roof = np.array(
        [
            [(x - 0.35, y - wide / 2 - 0.3, high + 0.02), (x - 0.35, y + wide / 2 + 0.3, high + 0.02)],
            [(x + 1.7, y - wide / 2 - 0.3, high + 0.36), (x + 1.7, y + wide / 2 + 0.3, high + 0.36)],
        ]
    )
    place.lay(sheet(roof, (-0.1, 0, 1)), finish("#c8604f", 0.8))
    place.lay(sheet(roof - (0, 0, 0.06), (0, 0, -1)), finish("#7a4a40", 0.0))
    (bx, by, bz), (deep, long, thick) = solid_of(place, "shelter bench")
    top = bz + thick / 2
    place.lay(
        merged(
            [
                box((bx - deep / 2 + deep * (i + 0.5) / 3, by, top - 0.02), (deep / 3 - 0.02, long, 0.04))
                for i in range(3)
            ]
        ),
        finish("#c08a55", 0.8),
    )
    place.lay(
        merged(
            [box((bx, by + s * (long / 2 - 0.15), top / 2 - 0.02), (deep - 0.08, 0.06, top - 0.04)) for s in (-1, 1)]
        ),
        dark,
    )
    board: list[Part] = [
        picture(goods.notices(place.atlas, 7), 0.9, 0.5, (-0.45, 0, 0)),
        picture(sign(place, "BUS", "#3f6fb8", "#ffffff"), 0.9, 0.26, (-0.45, 0, 0.62)),
    ]
    stand(place, board, (x + 0.06, y + 0.4, 1.05), 90)
    place.lay(bar((-2.0, 0.95, 0), (-2.0, 0.95, 2.1), 0.035, 7), finish("#c2c6d0", 0.6))
    place.lay(soft_box((-2.0, 0.95, 0.06), (0.42, 0.42, 0.12), 0.05), finish("#9a9aa6", 0.6))
    stop: list[Part] = [
        (box((0, 0.03, 0.2), (0.5, 0.04, 0.44)), finish("#e2503f", 0.6)),
        picture(sign(place, "STOP 3", "#f8f4e8", "#e2503f"), 0.44, 0.2, (-0.22, 0, 0.1)),
    ]
    stand(place, stop, (-2.0, 0.9, 1.72))


def _milestone(place: Place) -> None:
    (x, y, z), (wide, deep, high) = solid_of(place, "milestone")
    place.lay(soft_box((x, y, z), (wide, deep, high), 0.06), finish("#a8a8b2", 0.8, foot=0.2))
    place.lay(box((x, y - deep / 2 - 0.004, z + 0.05), (0.1, 0.01, 0.3)), finish("#6f7080", 0.0))


def _poles(place: Place) -> None:
    spots = [(3.3, y) for y in (-7.0, 6.0, 19.0, 32.0, 45.0)]
    for spot in spots:
        utility_pole(place, spot, 7.0)
    for one, other in itertools.pairwise(spots):
        for offset in (-0.65, 0.25, 0.65):
            wire(place, (one[0] + offset, one[1], 6.75), (other[0] + offset, other[1], 6.75), 0.5)


def _farms(place: Place) -> None:
    """Farmhouses under trees where the fields end."""
    leaves = leaf_picture(place.atlas)
    kinds = (
        House(7.5, 5.0, 3.2, 2.6, "#efe6d2", "#5a5f72", "#6b4f3c", 1),
        House(6.0, 4.6, 3.0, 2.2, "#e6d8bc", "#8a5a48", "#6b4f3c", 1),
        House(6.4, 4.8, 4.8, 2.0, "#f2ece0", "#4f6f8a"),
    )
    for i, (x, y) in enumerate(((-11.0, 33.5), (9.5, 35.0), (-24.0, 36.0), (20.5, 33.5), (28.0, 38.0))):
        stand(place, cottage(place, kinds[i % 3], i % 3), (x, y, 0.1), 10.0 * (i % 3 - 1))
        for dx in (-4.6, 4.4):
            crown(
                place, leaves, (x + dx, y + 1.5, 2.2), (2.0, 1.4, 1.9), DEEP if i % 2 else SUMMER, 18, f"farm {i} {dx}"
            )
    tree(place, (-6.6, 31.5), 6.0, DEEP)
    tree(place, (18.5, 14.0), 5.2, SUMMER)


def _verge(place: Place) -> None:
    """Long grass and poppies along the banks of the road."""
    for side in (-1, 1):
        low, high = sorted((side * 2.5, side * 4.3))
        tufts(
            place,
            f"verge {side}",
            120,
            (low, high, -6.5, 14),
            Meadow(0.30, tips=("#86c04a", "#cfe06a")),
            _height,
            lambda x, y: ~((x < -2.2) & (y > 0.9) & (y < 4.2)),
            4,
        )
    random = place.dice("poppies")
    sides = [
        scattered(random, 26, (low, high, -5.0, 9.0), lambda x, y: (x > 0) | (y < 0.8) | (y > 4.2))
        for low, high in ((-4.2, -2.6), (2.6, 4.2))
    ]
    spots = np.vstack(sides)
    flowers(place, spots, ("#ff6a4a", "#ffffff", "#ffd84d"), 0.055)
    place.lay(quad((-2.35, 10.5, 0.008), (4.7, 0, 0), (0, 0.05, 0)), finish("#b9a782", 0.0))
