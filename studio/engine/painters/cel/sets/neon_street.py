"""A shopping street between tall houses: signs, lit windows, wires, wet asphalt."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets import street_pictures
from studio.engine.painters.cel.sets.atlas import Region, decal
from studio.engine.painters.cel.sets.furniture import (
    bench,
    bollard,
    lamp_post,
    planter,
    rail,
    solid_of,
    street_lamp,
    string_of_lamps,
    utility_pole,
    wire,
)
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import shrub
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    bar,
    box,
    finish,
    glowing,
    merged,
    mix,
    quad,
    rgb,
    shade_of,
    sheet,
    soft_box,
    times,
)

Vector = tuple[float, float, float]
FACADE: Final = 4.8
KERB: Final = 3.3
_WALLS = ("#5c6488", "#6e5f86", "#4f6a80", "#7a6478", "#565c80", "#6b6f92")


@dataclass(frozen=True)
class _Pictures:
    facades: tuple[Region, ...]
    tall_signs: tuple[Region, ...]
    wide_signs: tuple[Region, ...]
    shops: tuple[Region, ...]
    machine: Region
    posters: tuple[Region, ...]


@dataclass(frozen=True)
class _House:
    """One house: which side (-1 left, 1 right), where along the street, how high, how far set back."""

    side: int
    near: float
    width: float
    height: float
    setback: float


def dress(place: Place) -> None:
    """Build the street."""
    pictures = _pictures(place)
    _ground(place)
    houses = _houses(place)
    for i, house in enumerate(houses):
        _house(place, pictures, house, i)
    _far_towers(place, pictures)
    _kerbside(place, pictures)
    _overhead(place)
    _far_glow(place)
    clouds(place, 20.0, 0.9)


def _pictures(place: Place) -> _Pictures:
    atlas, random = place.atlas, place.dice("street pictures")
    lit = {"night": 0.46, "evening": 0.34, "morning": 0.06}.get(place.hour, 0.0)
    return _Pictures(
        tuple(street_pictures.facade(atlas, random, lit, style) for style in range(3)),
        tuple(street_pictures.tall_sign(atlas, i, place.dark) for i in range(8)),
        tuple(street_pictures.wide_sign(atlas, i, place.dark) for i in range(8)),
        tuple(street_pictures.shop(atlas, random, i, place.dark) for i in range(4)),
        street_pictures.vending_front(atlas, random),
        tuple(street_pictures.poster(atlas, random, i) for i in range(3)),
    )


def _sign_glow(place: Place) -> float:
    return {"night": 0.85, "evening": 0.62, "morning": 0.12}.get(place.hour, 0.05)


def _ground(place: Place) -> None:
    """Asphalt, lighter pavements, kerb lines, a zebra crossing, lane marks and a drain cover."""
    _strip(place, -KERB, KERB, "#464a60", 0.0)
    for side in (-1, 1):
        low, high = sorted((side * KERB, side * 6.4))
        _strip(place, low, high, "#6d6f86", 0.004)
        edge = sorted((side * (KERB - 0.07), side * (KERB + 0.09)))
        _strip(place, edge[0], edge[1], "#a0a3b6", 0.008)
    for i in range(9):
        _mark(place, (-3.0 + 0.72 * i, 3.6), (0.40, 2.2))
    for y in (-9.0, -5.0, 9.0, 13.5, 18, 23, 29, 36):
        _mark(place, (-0.06, y), (0.12, 2.2))
    for y in np.arange(-3.4, 7, 1.15):
        for side in (-1, 1):
            x = side * (KERB + 0.38) - (0.13 if side > 0 else 0.0)
            _mark(place, (x, float(y)), (0.13, 0.6), "#c9a944")
    _mark(place, (1.3, -1.4), (0.5, 0.5), "#33364a")


def _strip(place: Place, left: float, right: float, colour: str, z: float) -> None:
    """A length of ground along the street, in pieces so that those out of sight are left out."""
    ys = np.array([-16, -8, -3, 0, 3, 7, 12, 20, 34, 60, 120.0])
    xs = np.array([left, right])
    grid = np.stack(np.meshgrid(xs, ys), -1)
    points = np.concatenate([grid, np.full((*grid.shape[:2], 1), z)], -1)
    ground = sheet(points, (0, 0, 1))
    place.lay(*surface_in_metres(ground, rgb(colour)))


def surface_in_metres(shape: Shape, lit: RGB) -> tuple[Shape, Finish]:
    """Ground that mirrors when it is wet: its uv is its place in metres."""
    flat = replace(shape, uv=shape.position[:, :2])
    return flat, Finish(lit, shade_of(lit), Surface.WET, outline=0.0)


def _mark(place: Place, corner: tuple[float, float], size: tuple[float, float], colour: str = "#c8cad8") -> None:
    patch = quad((*corner, 0.012), (size[0], 0, 0), (0, size[1], 0))
    place.lay(*surface_in_metres(patch, rgb(colour)))


def _houses(place: Place) -> list[_House]:
    random = place.dice("houses")
    rows: list[_House] = []
    for side in (-1, 1):
        y = -13.0
        while y < 62:
            width = float(random.uniform(4.6, 7.6))
            height = float(random.uniform(9.5, 17.0)) + max(0.0, y) * 0.12
            rows.append(_House(side, y, width, height, float(random.uniform(0, 0.7))))
            y += width
    return rows


def _house(place: Place, pictures: _Pictures, house: _House, number: int) -> None:
    random = place.dice(f"house {number}")
    wall = rgb(_WALLS[int(random.integers(len(_WALLS)))])
    side, x = house.side, house.side * (FACADE + house.setback)
    y, wide = house.near + 0.04, house.width - 0.08
    region = pictures.facades[int(random.integers(3))]
    rows = min(1.0, (house.height - 3.3) / 14.0)
    across = min(1.0, wide / 8.0)
    start = float(random.uniform(0, 1 - across))
    part = region.part(start, 1 - rows, start + across, 1)
    night = 0.5 if place.hour == "night" else 0.32 if place.hour == "evening" else 0.0
    tint = times(wall, 1.75 if place.dark else 1.9)
    coat = decal(glow=night, tint=(min(tint[0], 1), min(tint[1], 1), min(tint[2], 1)))
    place.hang(*_wall(side, x, y, wide, 3.3, house.height), part, coat)
    depth = 7.0
    left = x if side > 0 else x - depth
    side_part = region.part(0, 1 - rows, 0.8, 1)
    place.hang((left, y, 3.3), (depth, 0, 0), (0, 0, house.height - 3.3), side_part, coat)
    _eaves(place, house, wall)
    _shopfront(place, pictures, house, random)
    _signs(place, pictures, house, random)
    if house.near < 34:
        _wall_clutter(place, house, random)


def _wall(side: int, x: float, y: float, wide: float, low: float, high: float) -> tuple[Vector, Vector, Vector]:
    """Origin, across and up of a wall that looks into the street."""
    if side < 0:
        return (x, y, low), (0, wide, 0), (0, 0, high - low)
    return (x, y + wide, low), (0, -wide, 0), (0, 0, high - low)


def _eaves(place: Place, house: _House, wall: RGB) -> None:
    """The roof edge, the band over the shop, and the pillars between houses."""
    x = house.side * (FACADE + house.setback + 0.02)
    middle = house.near + house.width / 2
    coat = finish(times(wall, 0.9), 0.7)
    place.lay(box((x, middle, house.height + 0.12), (0.5, house.width, 0.3)), coat)
    place.lay(
        box((house.side * (FACADE + 0.12), middle, 3.28), (0.5, house.width - 0.02, 0.22)),
        finish(times(wall, 0.7), 0.7),
    )
    place.lay(
        box((house.side * (FACADE + 0.02), house.near + 0.09, 1.6), (0.16, 0.26, 3.2)),
        finish(times(wall, 0.8), 0.7, foot=0.25),
    )


def _shopfront(place: Place, pictures: _Pictures, house: _House, random: np.random.Generator) -> None:
    side, x = house.side, house.side * (FACADE + 0.16)
    number = int(random.integers(4))
    glow = {"night": 0.60, "evening": 0.5}.get(place.hour, 0.12)
    y, wide = house.near + 0.24, house.width - 0.30
    place.hang(*_wall(side, x, y, wide, 0.0, 3.2), pictures.shops[number], decal(glow=glow))
    place.lay(box((x - side * 0.06, y + wide / 2, 0.16), (0.14, wide, 0.32)), finish("#3a3d52", 0.6))
    accent = street_pictures.NEON[int(random.integers(8))]
    if place.dark:
        tube_at = (side * (FACADE - 0.30), house.near + house.width / 2, 3.20)
        place.lay(box(tube_at, (0.05, house.width - 0.3, 0.05)), glowing(mix(accent, (1, 1, 1), 0.25), 0.9))
    _awning(place, house, accent if place.dark else rgb(("#c8504a", "#3f7a6a", "#d8a23c", "#4a6aa8")[number]))
    sign = pictures.wide_signs[int(random.integers(8))]
    width = min(wide * 0.72, 3.0)
    spot = _wall(side, side * (FACADE - 0.20), y + (wide - width) / 2, width, 3.36, 3.36 + width * 0.26)
    place.hang(*spot, sign, decal(glow=_sign_glow(place)))
    frame_at = (side * (FACADE - 0.14), y + wide / 2, 3.36 + width * 0.13)
    place.lay(box(frame_at, (0.10, width + 0.08, width * 0.26 + 0.08)), finish("#23243a", 0.6))
    if place.dark and house.near < 40:
        place.shine((side * (FACADE - 0.5), y + wide / 2, 1.7), 1.7, accent, 0.10)


def _awning(place: Place, house: _House, colour: RGB) -> None:
    """A striped cloth over the shop, in six slanting pieces."""
    side, count = house.side, 6
    wide = (house.width - 0.5) / count
    for i in range(count):
        tone = colour if i % 2 else (0.93, 0.92, 0.95)
        tone = times(tone, 0.62) if place.hour == "night" else tone
        y = house.near + 0.25 + wide * i
        inner, outer = side * (FACADE + 0.05), side * (FACADE - 0.85)
        ends = [(outer, y, 2.62), (outer, y + wide, 2.62), (inner, y + wide, 3.02), (inner, y, 3.02)]
        corners = ends if side > 0 else ends[::-1]
        roof = sheet(np.array([[corners[0], corners[1]], [corners[3], corners[2]]]), (0, 0, 1))
        place.lay(roof, finish(tone, 0.0))
        hem = sheet(np.array([[ends[0], ends[1]], [(outer, y, 2.44), (outer, y + wide, 2.44)]]), (-side, 0, 0))
        place.lay(hem, finish(times(tone, 0.9), 0.0))


def _signs(place: Place, pictures: _Pictures, house: _House, random: np.random.Generator) -> None:
    """Upright signs that stand out from the wall and face both ways along the street."""
    count = int(random.integers(2, 5)) if house.near < 40 else 1
    for _ in range(count):
        number = int(random.integers(8))
        width = float(random.uniform(0.70, 1.15))
        height = width * 3.5
        low = float(random.uniform(3.9, max(4.2, min(house.height - height - 0.6, 7.6))))
        y = house.near + float(random.uniform(0.3, house.width - 0.4))
        inner = house.side * (FACADE - 0.12)
        left = inner - width if house.side > 0 else inner
        centre = np.array([left + width / 2, y, low + height / 2])
        place.lay(box(centre, (width + 0.1, 0.20, height + 0.1)), finish("#20223a", 0.6))
        coat = decal(glow=_sign_glow(place))
        place.hang((left, y - 0.11, low), (width, 0, 0), (0, 0, height), pictures.tall_signs[number], coat)
        place.hang((left + width, y + 0.11, low), (-width, 0, 0), (0, 0, height), pictures.tall_signs[number], coat)
        hold = [box((inner + house.side * 0.3, y, z), (0.6, 0.05, 0.05)) for z in (low + 0.3, low + height - 0.3)]
        place.lay(merged(hold), finish("#2a2c40", 0.0))
        if place.dark:
            place.shine(centre, height * 0.62, street_pictures.NEON[number], 0.16)


def _wall_clutter(place: Place, house: _House, random: np.random.Generator) -> None:
    """Air conditioners on brackets, a drain pipe, cables."""
    side, face = house.side, house.side * (FACADE + house.setback)
    for _ in range(int(random.integers(2, 5))):
        at = (
            face - side * 0.2,
            house.near + float(random.uniform(0.6, house.width - 0.6)),
            float(random.uniform(4.2, min(10, house.height - 1))),
        )
        place.lay(box(at, (0.4, 0.78, 0.56)), finish("#9aa0b6", 0.7, foot=0.2))
        place.lay(box((at[0] - side * 0.205, at[1] - 0.1, at[2]), (0.02, 0.42, 0.42)), finish("#5d627a", 0.0))
    y = house.near + house.width - 0.22
    place.lay(
        bar((face - side * 0.08, y, 3.4), (face - side * 0.08, y, house.height), 0.055, 5), finish("#565a72", 0.5)
    )


def _far_towers(place: Place, pictures: _Pictures) -> None:
    random = place.dice("towers")
    night = 0.34 if place.dark else 0.0
    for i in range(16):
        x, y = float(random.uniform(-34, 34)), float(random.uniform(70, 98))
        wide, high = float(random.uniform(6, 12)), float(random.uniform(15, 34)) * (1.2 - abs(x) / 60)
        region = pictures.facades[i % 3].part(0, 0, 1, 1)
        place.hang((x - wide / 2, y, 0), (wide, 0, 0), (0, 0, high), region, decal(glow=night, tint=(0.75, 0.72, 0.95)))


def _kerbside(place: Place, pictures: _Pictures) -> None:
    for name, colour in (("vending machine", "#d8dce8"), ("second vending machine", "#c23a4c")):
        _vending(place, pictures, name, colour)
    bench(place, wood="#a8744c")
    planter(place, (3.1, 4.25), (1.9, 0.5, 0.5))
    shrub(place, (2.7, 4.25, 0.72), 0.42)
    shrub(place, (3.4, 4.28, 0.76), 0.46)
    street_lamp(place, "left lamp post", 1.0, "#ffe0a0")
    street_lamp(place, "right lamp post", -1.0, "#ffe0a0")
    for y, lean in ((15.0, 1.0), (26.0, 1.0)):
        lamp_post(place, (-3.5, y), 4.8, lean)
        lamp_post(place, (3.5, y + 3), 4.8, -lean)
    for side in (-1, 1):
        rail(place, side * 3.42, 8.2, 30.0)
        rail(place, side * 3.42, -13.0, -5.2)
        for y in (-4.6, 7.4):
            bollard(place, (side * 3.45, y))
    _board(place, pictures, (3.95, -0.9))
    _crates(place, (-4.2, 0.6))
    _traffic_light(place, (3.62, 2.55))


def _vending(place: Place, pictures: _Pictures, name: str, colour: str) -> None:
    (x, y, z), (deep, wide, high) = solid_of(place, name)
    place.lay(soft_box((x, y, z), (deep, wide, high), 0.05), finish(colour, 0.9, foot=0.15))
    front = x + deep / 2 + 0.005
    glow = 0.5 if place.dark else 0.25
    place.hang(
        (front, y - wide / 2 + 0.05, 0.12), (0, wide - 0.1, 0), (0, 0, high - 0.2), pictures.machine, decal(glow=glow)
    )
    if place.dark:
        place.shine((front + 0.2, y, z + 0.2), 1.3, (0.66, 0.92, 1.0), 0.28)


def _board(place: Place, pictures: _Pictures, at: tuple[float, float]) -> None:
    """A shop's standing board."""
    x, y = at
    place.lay(box((x, y, 0.55), (0.62, 0.10, 1.0)), finish("#4a3a40", 0.8))
    coat = decal(glow=0.5 if place.dark else 0.1)
    place.hang((x - 0.27, y - 0.055, 0.12), (0.54, 0, 0), (0, 0, 0.86), pictures.posters[0], coat)


def _crates(place: Place, at: tuple[float, float]) -> None:
    """Beer crates and a bucket by the wall."""
    x, y = at
    for i, (dx, z, tone) in enumerate(((0.0, 0.17, "#d9a441"), (0.05, 0.51, "#c8563c"), (0.0, 0.17, "#4f7fb8"))):
        centre = (x + dx, y + (0.52 if i == 2 else 0.0), z)
        place.lay(box(centre, (0.40, 0.46, 0.32)), finish(tone, 0.8, foot=0.2, top=0.1))
        place.lay(box((centre[0], centre[1], z + 0.10), (0.42, 0.30, 0.07)), finish("#2c2a3a", 0.0))


def _traffic_light(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    place.lay(bar((x, y, 0), (x, y, 3.0), 0.05, 6), finish("#5a5e74", 0.7))
    place.lay(soft_box((x - 0.05, y - 0.12, 2.55), (0.34, 0.22, 0.72), 0.05), finish("#2c2f44", 0.8))
    for z, tone, lit in ((2.72, "#ff5a4e", 0.15), (2.38, "#54f0b0", 0.9)):
        place.lay(
            box((x - 0.05, y - 0.235, z), (0.22, 0.02, 0.22)),
            glowing(times(rgb(tone), 1.0 if lit > 0.5 else 0.45), lit if place.dark else lit * 0.4),
        )
    if place.dark:
        place.shine((x - 0.05, y - 0.3, 2.38), 0.5, rgb("#54f0b0"), 0.3)


def _overhead(place: Place) -> None:
    poles = [(side * 4.25, y) for side in (-1, 1) for y in (-6.0, 11.5, 27.0, 44.0)]
    for x, y in poles:
        utility_pole(place, (x, y))
    for side in (-1, 1):
        for near, far in ((-6.0, 11.5), (11.5, 27.0), (27.0, 44.0)):
            for offset in (-0.65, -0.25, 0.25, 0.65):
                wire(place, (side * 4.25 + offset, near, 7.15), (side * 4.25 + offset, far, 7.15), 0.55)
    wire(place, (-4.25, 11.5, 6.9), (4.25, 11.5, 6.6), 0.5)
    wire(place, (-4.25, 11.5, 6.6), (4.25, 27.0, 6.7), 0.7)
    wire(place, (4.25, -6.0, 7.0), (-4.25, 11.5, 6.7), 0.8)
    tones = ("#ff9a4a", "#ff5a7a", "#ffd36a")
    string_of_lamps(place, (-4.7, 8.6, 4.6), (4.7, 9.2, 4.4), tones, 9)
    string_of_lamps(place, (-4.7, 16.0, 4.7), (4.7, 16.4, 4.6), tones, 8)


def _far_glow(place: Place) -> None:
    """The light at the end of the street."""
    if place.hour == "night":
        place.shine((0, 58, 5), 17, (1.0, 0.42, 0.62), 0.20)
        place.shine((0, 64, 3), 9, (0.45, 0.75, 1.0), 0.16)
    if place.hour == "evening":
        place.shine((0, 60, 6), 18, (1.0, 0.66, 0.36), 0.32)
