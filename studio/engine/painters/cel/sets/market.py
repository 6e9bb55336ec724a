"""A shopping street of an old town: awnings, fruit and flowers, flags over the way, wires and a gate."""

import itertools
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods, street_pictures
from studio.engine.painters.cel.sets.atlas import Region
from studio.engine.painters.cel.sets.furniture import lamp_post, solid_of, utility_pole, wire
from studio.engine.painters.cel.sets.grounds import behind_camera, hills, paving
from studio.engine.painters.cel.sets.houses import House, front, gable
from studio.engine.painters.cel.sets.joinery import Part, picture, pot_plant, stand
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.stalls import awning, bunting, lantern_string, noren
from studio.engine.painters.cel.shapes import (
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
    quad,
    rgb,
    soft_box,
)

FACE: Final = 3.9
_WALLS: Final = ("#f0e4cc", "#e2d2b8", "#d8dcd8", "#ecd6c4", "#d2dce4")
_ROOFS: Final = ("#5d6f8f", "#8a5a4c", "#4f7a6a", "#6a6478")
_CLOTHS: Final = (("#d8453f", "#fff6e6"), ("#3f8a62", "#fff6e6"), ("#e89a3a", "#fff6e6"), ("#3f6fb8", "#fff6e6"))
_NAMES: Final = ("BAKERY", "FRUIT", "BOOKS", "FLOWERS", "TEA", "TOYS", "RAMEN", "FISH", "CAFE 24", "HATS")


@dataclass(frozen=True)
class _Shop:
    """One shop: its side (-1 left, 1 right), where along the street, how wide, its number."""

    side: int
    y: float
    width: float
    number: int


def dress(place: Place) -> None:
    """Build the street."""
    clouds(place, 14.0, 0.95)
    behind_camera(place, distance=18.0)
    hills(place)
    _ground(place)
    shops = _shops()
    fronts = _fronts(place)
    for shop in shops:
        _shop(place, shop, fronts)
    _stands(place)
    _overhead(place)
    _kerb(place)
    _gate(place)


def _ground(place: Place) -> None:
    paving(place, (-4.2, 4.2, -15, 42), "#c9bba8", (0.9, 0.9))
    for side in (-1, 1):
        strip = [quad((side * 2.9 - 0.12, y, 0.006), (0.24, 0, 0), (0, 0.84, 0)) for y in np.arange(-14.5, 30, 0.9)]
        place.lay(merged(strip), finish("#a8988a", 0.0))
    place.lay(quad((-60, 42, -0.02), (120, 0, 0), (0, 40, 0)), finish("#93b86a", 0.0))
    place.lay(quad((-60, -60, -0.03), (120, 0, 0), (0, 45, 0)), finish("#86b060", 0.0))


def _shops() -> list[_Shop]:
    shops: list[_Shop] = []
    for side in (-1, 1):
        y, number = -13.0, 0 if side < 0 else 5
        for width in (4.6, 5.2, 4.4, 5.0, 4.8, 5.4, 4.6):
            shops.append(_Shop(side, y + width / 2, width - 0.1, number))
            y, number = y + width, number + 1
    return shops


def _fronts(place: Place) -> tuple[Region, ...]:
    random = place.dice("shops")
    return tuple(
        place.atlas.once(f"shop {i}", lambda i=i: street_pictures.shop(place.atlas, random, i, place.dark))
        for i in range(4)
    )


def _shop(place: Place, shop: _Shop, fronts: tuple[Region, ...]) -> None:
    """A two-storeyed house: the shop below its awning, windows and a gabled roof above, a hanging sign."""
    number, turn = shop.number, -90.0 * shop.side
    wall = _WALLS[number % 5]
    house = House(shop.width, 5.0, 5.4, 1.5, wall, _ROOFS[number % 4])
    upper = front(place, house, number % 3).part(0, 0, 1, 0.46)
    glow = {"night": 0.5, "evening": 0.4}.get(place.hour, 0.06)
    w = shop.width
    parts: list[Part] = [
        (box((0, 2.5, 2.7), (w, 5.0, 5.4)), finish(wall, 0.7, foot=0.12)),
        picture(fronts[number % 4], w - 0.3, 2.7, (-w / 2 + 0.15, -0.02, 0.05), glow),
        picture(upper, w, 2.3, (-w / 2, -0.02, 3.1), 0.4 if place.dark else 0.0),
        (box((0, -0.05, 2.95), (w, 0.16, 0.30)), finish(rgb(_CLOTHS[number % 4][0]), 0.6)),
        (box((0, 0.0, 0.16), (w, 0.10, 0.32)), finish("#7a6a60", 0.6)),
        picture(
            goods.banner(place.atlas, _NAMES[number % 10], _CLOTHS[number % 4][0], "#fff6e6"),
            2.2,
            0.5,
            (-1.1, -0.14, 3.14),
            glow * 0.8,
        ),
        (box((0, -0.08, 3.39), (2.3, 0.10, 0.58)), finish("#5d4436", 0.6)),
    ]
    parts += [
        (moved(shape, (0, -0.55, 0)), coat) for shape, coat in awning(w - 0.3, 1.15, _CLOTHS[number % 4], 2.35, 2.85)
    ]
    parts += [
        (moved(shape, (0, 2.5, 5.4)), coat) for shape, coat in gable(w, 5.0, 1.5, rgb(_ROOFS[number % 4]), 0.35, 3)
    ]
    rail = [box((-w / 2 + 0.5 + 0.16 * i, -0.34, 3.72), (0.03, 0.03, 0.6)) for i in range(int((w - 1.0) / 0.16))]
    if number % 2:
        parts.append(
            (
                merged(
                    [*rail, box((0, -0.34, 4.04), (w - 0.8, 0.06, 0.05)), box((0, -0.18, 3.44), (w - 0.8, 0.4, 0.06))]
                ),
                finish("#6b5a50", 0.5),
            )
        )
    stand(place, parts, (shop.side * FACE, shop.y), turn)
    _hanging_sign(place, shop)
    if place.dark and shop.y < 26:
        place.shine((shop.side * (FACE - 0.5), shop.y, 1.6), 1.6, (1.0, 0.78, 0.46), 0.20)


def _hanging_sign(place: Place, shop: _Shop) -> None:
    """A board that stands out from the wall and faces along the street."""
    x, y = shop.side * (FACE - 0.42), shop.y + shop.width * 0.32
    ground, letters = (("#fff1d8", "#c23a3f"), ("#2f4f6f", "#fff1d8"), ("#d8a23c", "#4a2f2a"), ("#f4f4ee", "#2f6f5a"))[
        shop.number % 4
    ]
    region = goods.banner(
        place.atlas, ("TEA", "PAN", "HON", "HANA", "UDON")[shop.number % 5], ground, letters, (128, 84)
    )
    place.lay(box((x, y, 3.85), (0.66, 0.07, 0.48)), finish("#5d4436", 0.6))
    glow = 0.5 if place.dark else 0.0
    stand(place, [picture(region, 0.6, 0.42, (-0.3, -0.04, 0), glow)], (x, y, 3.64))
    stand(place, [picture(region, 0.6, 0.42, (-0.3, -0.04, 0), glow)], (x, y, 3.64), 180)
    place.lay(bar((x - shop.side * 0.34, y, 4.14), (x + shop.side * 0.42, y, 4.14), 0.02, 5), finish("#3f3a40", 0.3))


def _stands(place: Place) -> None:
    """Fruit in slanting trays on the right, flowers in tubs on the left, a bench, crates, a board."""
    (x, y, _), (deep, wide, high) = solid_of(place, "fruit stand")
    place.lay(box((x, y, high / 2 - 0.04), (deep, wide, high - 0.08)), finish("#a8784f", 0.8, foot=0.12))
    place.lay(box((x, y, high - 0.03), (deep + 0.04, wide + 0.04, 0.06)), finish("#c9935f", 0.7))
    tones = ("#e2453f", "#f2a23c", "#f2d84a", "#7fb84a", "#a84a8f")
    for i, tone in enumerate(tones):
        at = y - wide / 2 + wide * (i + 0.5) / 5
        place.lay(box((x + 0.05, at, high + 0.03), (0.6, wide / 5 - 0.04, 0.08)), finish("#b98a5c", 0.5))
        fruit = [
            ball((x - 0.15 + 0.13 * k, at + d, high + 0.09 + 0.03 * k), 0.07, 6, 4)
            for k in range(4)
            for d in (-0.11, 0.0, 0.11)
        ]
        place.lay(merged(fruit), finish(tone, 0.5))
    tags = [box((x - 0.36, y - wide / 2 + wide * (i + 0.5) / 5, high + 0.10), (0.01, 0.16, 0.10)) for i in range(5)]
    place.lay(merged(tags), finish("#fff8e6", 0.4))
    _flower_stand(place)
    (x, y, z), (deep, wide, thick) = solid_of(place, "street bench")
    place.lay(box((x, y, z + thick / 2 - 0.025), (deep, wide, 0.05)), finish("#c08a55", 0.8))
    place.lay(merged([box((x, y + s * 0.5, 0.19), (deep - 0.06, 0.08, 0.38)) for s in (-1, 1)]), finish("#6b5a50", 0.6))
    (x, y, _), (wide, deep, high) = solid_of(place, "crate")
    place.lay(box((x, y, high / 2), (wide, deep, high)), finish("#c99a5f", 0.8, foot=0.15))
    place.lay(
        merged([box((x, y - deep / 2 - 0.005, 0.08 + 0.12 * i), (wide + 0.01, 0.02, 0.07)) for i in range(3)]),
        finish("#d8ad74", 0.4),
    )
    sign: list[Part] = [
        (box((0, 0.03, 0.5), (0.62, 0.05, 1.0)), finish("#5d4436", 0.7)),
        picture(goods.menu(place.atlas, ("LUNCH", "CURRY", "SOBA", "TEMPURA")), 0.54, 0.8, (-0.27, -0.002, 0.14)),
    ]
    stand(place, sign, (-2.75, 1.75), 24)


def _flower_stand(place: Place) -> None:
    (x, y, _), (_deep, wide, high) = solid_of(place, "flower stand")
    for step, (dx, tall) in enumerate(((0.2, high * 0.5), (-0.15, high))):
        place.lay(box((x + dx, y, tall / 2), (0.34, wide, tall)), finish("#8f7a66", 0.7))
        for i in range(5):
            at = y - wide / 2 + wide * (i + 0.5) / 5
            tub = lathe([(0.10, 0), (0.14, 0.24), (0.12, 0.24)], 9)
            place.lay(
                moved(tub, (x + dx, at, tall - (0.0 if step == 0 else 0.24))),
                finish(("#8fa4b8", "#b8c4cc")[i % 2], 0.5),
            )
            tone = ("#ff8fb4", "#ffd84d", "#ffffff", "#e2503f", "#b79bff")[(i + step) % 5]
            top = tall + (0.34 if step == 0 else 0.12)
            blooms = [
                ball((x + dx + 0.09 * np.cos(t), at + 0.09 * np.sin(t), top + 0.04 * (k % 2)), 0.06, 5, 3)
                for k, t in enumerate(np.linspace(0, 5.0, 5))
            ]
            place.lay(merged(blooms), finish(tone, 0.4))
            place.lay(ball((x + dx, at, top - 0.08), (0.12, 0.12, 0.10), 7, 4), finish("#5a9a52", 0.0))


def _overhead(place: Place) -> None:
    """Flags across the street, lanterns from shop to shop, poles and wires."""
    tones = ("#e2503f", "#f2c24a", "#4f8fd8", "#6fb85a", "#fff6e6")
    for i, y in enumerate((2.8, 11.0, 19.0)):
        bunting(place, (-3.6, y, 5.0), (3.6, y + 0.6, 4.9), tones if i % 2 == 0 else tones[::-1])
    for y in (6.4, 15.0):
        lantern_string(place, (-3.6, y, 4.6), (3.6, y, 4.5), 6, ("#f2503c", "#fff0d0"))
    poles = [(3.35, y) for y in (-8.0, 9.4, 24.0)]
    for pole in poles:
        utility_pole(place, pole, 7.2)
    for one, other in itertools.pairwise(poles):
        for offset in (-0.65, 0.25, 0.65):
            wire(place, (one[0] + offset, one[1], 7.0), (other[0] + offset, other[1], 7.0), 0.5)
    wire(place, (3.35, 9.4, 6.6), (-4.0, 6.0, 5.2), 0.4)


def _kerb(place: Place) -> None:
    """Potted plants, a bicycle's stand, a post box, curtains over doors, lamps."""
    for x, y, tall in ((-3.4, 4.6, 0.9), (3.4, 2.4, 0.8), (-3.45, -3.2, 0.8), (3.45, -3.0, 1.0), (-3.4, 8.2, 0.9)):
        pot_plant(place, (x, y), tall, ("#c8735a", "#8fa4b8")[int(y) % 2])
    box_parts: list[Part] = [
        (soft_box((0, 0, 0.75), (0.46, 0.42, 0.9), 0.06), finish("#d8352f", 0.9)),
        (box((0, 0, 0.15), (0.26, 0.26, 0.3)), finish("#b82f2a", 0.6)),
        (box((0, -0.215, 1.0), (0.3, 0.02, 0.05)), finish("#3a1f20", 0.0)),
        (box((0, -0.215, 0.7), (0.26, 0.02, 0.2)), finish("#fff6e6", 0.3)),
    ]
    stand(place, box_parts, (3.3, 4.6), -70)
    noren(place, (-3.76, 1.5, 2.1), 1.5, "#2f4f8f", 90)
    noren(place, (3.76, -1.9, 2.1), 1.4, "#a83a3f", -90)
    for x, y, lean in ((-3.3, 6.8, 0.7), (3.3, 14.0, -0.7), (-3.3, -6.0, 0.7)):
        lamp_post(place, (x, y), 3.6, lean, "#ffe0a0")


def _gate(place: Place) -> None:
    """The arch over the far end with the street's name, and houses closing the view."""
    steel = finish("#4f8a7a", 0.8)
    place.lay(merged([box((s * 3.3, 21.5, 2.9), (0.36, 0.36, 5.8)) for s in (-1, 1)]), steel)
    turn = np.linspace(0, np.pi, 13)
    arch = np.column_stack([3.3 * np.cos(turn), np.full(13, 21.5), 5.6 + 1.0 * np.sin(turn)])
    place.lay(merged([bar(arch[i], arch[i + 1], 0.14, 6) for i in range(12)]), steel)
    region = goods.banner(place.atlas, "STAR STREET", "#3f7a6a", "#fff1c8")
    place.lay(box((0, 21.45, 5.4), (4.9, 0.16, 1.2)), finish("#3f6a5f", 0.7))
    stand(place, [picture(region, 4.7, 1.05, (-2.35, -0.1, 0), 0.5 if place.dark else 0.0)], (0, 21.45, 4.88))
    stars: list[Shape] = [moved(lathe([(0, 0), (0.22, 0.22), (0, 0.44)], 5), (s * 2.9, 21.5, 5.7)) for s in (-1, 1)]
    place.lay(merged(stars), glowing("#ffd86a", 0.7 if place.dark else 0.1))
    for i, (x, tone) in enumerate(((-5.6, "#e2d2b8"), (0.2, "#d8dcd8"), (6.0, "#ecd6c4"))):
        house = House(5.6, 5.0, 5.6 + i % 2, 1.8, tone, _ROOFS[i])
        look: list[Part] = [
            (box((0, 2.5, 2.8), (5.6, 5.0, 5.6)), finish(tone, 0.6)),
            picture(front(place, house, i), 5.6, 5.6, (-2.8, -0.02, 0), 0.4 if place.dark else 0.0),
        ]
        look += [
            (moved(shape, (0, 2.5, 5.6)), coat)
            for shape, coat in gable(5.6, 5.0, 1.8, mix(rgb(_ROOFS[i]), place.mood.fog, 0.2))
        ]
        stand(place, look, (x, 36.0 + i))
