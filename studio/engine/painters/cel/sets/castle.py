"""The throne hall of a castle: columns, banners, stained glass, torches, a red carpet to a gilded throne."""

import itertools
from typing import Final

import numpy as np

from studio.engine.painters.cel.sets.atlas import Canvas, Region, decal, fill, ramp, rect, shape_path, stroke
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Shell, shell, wall
from studio.engine.painters.cel.sets.joinery import Part, door, picture, stand
from studio.engine.painters.cel.sets.place import Place
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
    turned,
)

ROOM: Final = Shell(5.2, -10.0, 8.2, 7.0, "#b9b4bc", "#9a97a6", "#8f8a98", "#7f7a8c", tiled=True)
_GLASS: Final = ("#e2574c", "#f2c24a", "#4f8fd8", "#5fb878", "#a86fd0", "#f2f0e0")
_BANNERS: Final = (("#8f2f3f", "#e2b84a"), ("#2f4f8f", "#f2e2a8"), ("#2f6f5a", "#f0d890"))
GOLD: Final = "#d8a94a"


def dress(place: Place) -> None:
    """Build the hall; its banners' colours come from the place's name."""
    cloth, crest = _BANNERS[int(place.dice("banners").integers(len(_BANNERS)))]
    shell(place, ROOM, 1.3)
    for side in ("left", "right", "back"):
        wall(place, ROOM, side)
    _masonry(place)
    _columns(place)
    _windows(place)
    _carpet(place, cloth)
    _throne(place, cloth)
    _banners(place, cloth, crest)
    _chandeliers(place)
    stand(place, door(2.4, 3.6, "#6b4a36", "#8f8a98"), (0.0, ROOM.front + 0.05), 180)


def _masonry(place: Place) -> None:
    """Courses of stone: a few blocks stand out, string courses run round, ribs cross the ceiling."""
    random = place.dice("stones")
    blocks: list[Shape] = []
    for side in (-1, 1):
        for _ in range(46):
            y, z = float(random.uniform(-9.5, 8)), 0.3 + 0.5 * int(random.integers(0, 12))
            blocks.append(box((side * 5.2, y, z), (0.05, float(random.uniform(0.5, 1.0)), 0.44)))
    for _ in range(26):
        x, z = float(random.uniform(-5, 5)), 0.3 + 0.5 * int(random.integers(0, 12))
        blocks.append(box((x, 8.2, z), (float(random.uniform(0.5, 1.0)), 0.05, 0.44)))
    place.lay(merged(blocks), finish("#aaa5b0", 0.4))
    for z, high in ((0.28, 0.56), (4.6, 0.16)):
        rails = [box((s * 5.15, -0.9, z), (0.14, 18.2, high)) for s in (-1, 1)]
        place.lay(merged([*rails, box((0, 8.15, z), (10.4, 0.14, high))]), finish("#8f8a98", 0.7, foot=0.15))
    ribs = [_arch(y) for y in (-7.4, -3.8, -0.2, 3.4, 7.0)]
    place.lay(merged(ribs), finish("#9a95a4", 0.7))


def _arch(y: float) -> Shape:
    turn = np.linspace(0, np.pi, 13)
    points = np.column_stack([3.4 * np.cos(turn), np.full(13, y), 5.5 + 1.3 * np.sin(turn) ** 0.8])
    return merged([bar(a, b, 0.17, 6) for a, b in itertools.pairwise(points)])


def _columns(place: Place) -> None:
    stone, pale = finish("#b5b0ba", 0.9, foot=0.15), finish("#c9c4cc", 0.8)
    for y in (3.4, -0.2, -3.8, -7.4, 7.0):
        for x in (-3.4, 3.4):
            shaft = lathe([(0.40, 0.3), (0.33, 0.5), (0.30, 2.6), (0.32, 5.0), (0.42, 5.3)], 14)
            place.lay(moved(shaft, (x, y, 0)), stone)
            place.lay(merged([box((x, y, 0.16), (0.98, 0.98, 0.32)), box((x, y, 5.42), (0.96, 0.96, 0.26))]), pale)
            ring = lathe([(0.36, 0), (0.40, 0.05), (0.36, 0.1)], 14)
            place.lay(merged([moved(ring, (x, y, z)) for z in (0.5, 4.9)]), finish(GOLD, 0.5))
            _torch(place, (x * 0.875, y - 0.18, 2.3), 1 if x < 0 else -1)


def _torch(place: Place, at: tuple[float, float, float], lean: int) -> None:
    x, y, z = at
    place.lay(
        merged([bar((x - lean * 0.1, y, z - 0.3), (x + lean * 0.12, y - 0.08, z), 0.03, 6)]), finish("#5d4436", 0.6)
    )
    cup = lathe([(0.03, 0), (0.09, 0.06), (0.08, 0.12), (0.0, 0.1)], 8)
    place.lay(moved(cup, (x + lean * 0.12, y - 0.08, z)), finish("#4b4652", 0.6))
    flame = lathe([(0.0, 0.0), (0.075, 0.07), (0.05, 0.19), (0.0, 0.34)], 7)
    place.lay(moved(flame, (x + lean * 0.12, y - 0.08, z + 0.1)), glowing("#ffb04a", 0.85))
    core = lathe([(0.0, 0.02), (0.04, 0.06), (0.0, 0.2)], 6)
    place.lay(moved(core, (x + lean * 0.12, y - 0.14, z + 0.1)), glowing("#fff0b0", 1.0))
    if place.dark:
        place.shine((x + lean * 0.12, y - 0.1, z + 0.2), 1.3, (1.0, 0.62, 0.26), 0.45)


def _stained(place: Place, number: int) -> Region:
    """A pointed window of coloured glass: a rose above, panes below, leaded."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(0)
        arch = [(8, 316), (8, 110), (20, 60), (64, 6), (108, 60), (120, 110), (120, 316)]
        canvas.drawPath(shape_path(arch), fill((0.16, 0.14, 0.22)))
        canvas.save()
        canvas.clipPath(shape_path(arch), doAntiAlias=True)
        random = place.dice(f"glass {number}")
        for row in range(11):
            for column in range(4):
                tone = rgb(_GLASS[int(random.integers(len(_GLASS)))])
                x, y = 12 + 27 * column, 112 + 19 * row
                pen = ramp([(mix(tone, (1, 1, 1), 0.35), 1), (tone, 1)], (x, y), (x + 27, y + 19))
                canvas.drawPath(shape_path([(x, y), (x + 25, y), (x + 25, y + 17), (x, y + 17)]), pen)
        for i, turn in enumerate(np.linspace(0, 2 * np.pi, 8, endpoint=False)):
            centre = (64 + 24 * np.cos(turn), 68 + 24 * np.sin(turn))
            canvas.drawCircle(*centre, 11, fill(mix(rgb(_GLASS[i % 5]), (1, 1, 1), 0.2)))
        canvas.drawCircle(64, 68, 13, fill(rgb("#fff0b0")))
        canvas.drawPath(shape_path([(64, 150), (84, 200), (64, 262), (44, 200)]), fill(rgb("#fff4d0")))
        canvas.drawPath(shape_path([(64, 166), (76, 200), (64, 244), (52, 200)]), fill(rgb(_GLASS[number % 5])))
        canvas.restore()
        canvas.drawPath(shape_path(arch), stroke((0.22, 0.20, 0.28), 8))

    return place.atlas.once(f"stained {number}", lambda: place.atlas.draw(128, 320, draw))


def _windows(place: Place) -> None:
    """Stained glass behind the throne and along both sides, and the coloured light it throws."""
    glow = {"night": 0.12, "evening": 0.5, "morning": 0.55}.get(place.hour, 0.5)
    for x, wide in ((-3.9, 1.3), (-2.0, 1.3), (0.0, 1.9), (2.0, 1.3), (3.9, 1.3)):
        tall = wide * 2.5
        stand(
            place,
            [picture(_stained(place, int(abs(x))), wide, tall, (-wide / 2, 0, 0), glow)],
            (x, 8.17, 1.75 if wide < 1.5 else 1.35 + 0.6),
        )
    for y in (-5.6, -2.0, 1.6, 5.2):
        for side in (-1, 1):
            stand(
                place,
                [picture(_stained(place, 1 + int(y) % 3), 1.3, 3.2, (-0.65, 0, 0), glow)],
                (side * 5.165, y, 1.9),
                -90 * side,
            )
            _coloured_light(place, side, y)


def _coloured_light(place: Place, side: int, y: float) -> None:
    if side > 0 or place.setting.weather in ("rain", "storm", "cloudy", "snow", "fog"):
        return
    strength = {"night": 0.10, "evening": 0.42, "morning": 0.38}.get(place.hour, 0.30)
    region = _stained(place, 1 + int(y) % 3)
    for shift in (0.0,):
        corner = np.array([-4.2, y - 0.7 + shift, 0.03])
        place.beam(quad(corner, (0, 1.4, 0), (3.6, 0.3, 0)), region, (0.9, 0.85, 0.8), strength)


def _carpet(place: Place, cloth: str) -> None:
    place.lay(quad((-1.25, -9.8, 0.006), (2.5, 0, 0), (0, 15.0, 0)), finish(GOLD, 0.0))
    place.lay(quad((-1.15, -9.8, 0.010), (2.3, 0, 0), (0, 15.0, 0)), finish(mix(rgb(cloth), rgb("#b8323f"), 0.55), 0.0))
    place.lay(
        merged([quad((s * 0.95 - 0.02, -9.8, 0.013), (0.04, 0, 0), (0, 15.0, 0)) for s in (-1, 1)]), finish(GOLD, 0.0)
    )
    diamonds = [
        moved(turned(box((0, 0, 0), (0.34, 0.34, 0.003)), 45), (0, y, 0.014)) for y in np.arange(-9.0, 5.0, 1.15)
    ]
    place.lay(merged(diamonds), finish(mix(rgb(GOLD), rgb(cloth), 0.35), 0.0))
    for i, (wide, deep) in enumerate(((6.0, 3.0), (5.4, 2.7))):
        place.lay(box((0, 8.2 - deep / 2, 0.02 + 0.02 * i), (wide, deep, 0.04)), finish("#c9c2c8", 0.8))


def _throne(place: Place, cloth: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "throne")
    gold, red = finish(GOLD, 0.8, foot=0.12, top=0.1), finish(mix(rgb(cloth), rgb("#b8323f"), 0.4), 0.7)
    place.lay(soft_box((x, y, high * 0.46), (wide, deep, high * 0.9), 0.05), gold)
    place.lay(soft_box((x, y - 0.04, high - 0.03), (wide - 0.2, deep - 0.14, 0.10), 0.04), red)
    place.lay(box((x, y + deep / 2 - 0.06, 1.25), (wide + 0.06, 0.14, 1.7)), gold)
    place.lay(soft_box((x, y + deep / 2 - 0.15, 1.22), (wide - 0.22, 0.08, 1.2), 0.04), red)
    place.lay(merged([soft_box((x + s * (wide / 2 - 0.05), y, 0.66), (0.13, deep, 0.10), 0.04) for s in (-1, 1)]), gold)
    place.lay(
        merged(
            [
                bar(
                    (x + s * (wide / 2 - 0.05), y - deep / 2 + 0.08, 0.4),
                    (x + s * (wide / 2 - 0.05), y - deep / 2 + 0.08, 0.66),
                    0.05,
                    8,
                )
                for s in (-1, 1)
            ]
        ),
        gold,
    )
    spikes = [
        moved(lathe([(0.0, 0), (0.06, 0.06), (0.05, 0.16), (0.0, 0.34)], 8), (x + dx, y + deep / 2 - 0.06, 2.06))
        for dx in (-0.42, -0.21, 0.21, 0.42)
    ]
    place.lay(merged([*spikes, ball((x, y + deep / 2 - 0.06, 2.22), 0.16, 12, 8)]), gold)
    place.lay(ball((x, y + deep / 2 - 0.19, 2.22), 0.07, 8, 6), glowing("#e2574c", 0.25))
    for name in ("left pedestal", "right pedestal"):
        (px, py, _), (pw, pd, ph) = solid_of(place, name)
        place.lay(box((px, py, ph / 2), (pw - 0.12, pd - 0.12, ph)), finish("#b5b0ba", 0.8, foot=0.12))
        place.lay(merged([box((px, py, z), (pw, pd, 0.12)) for z in (0.06, ph - 0.06)]), finish("#cfcad2", 0.8))
        urn = lathe([(0.06, 0), (0.10, 0.04), (0.04, 0.1), (0.15, 0.30), (0.10, 0.44), (0.12, 0.48), (0, 0.46)], 12)
        place.lay(moved(urn, (px, py + 0.12, ph)), finish(GOLD, 0.7))


def _banners(place: Place, cloth: str, crest: str) -> None:
    """Long cloths with a crest: a star, a crown, waves."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(0)
        outline = [(4, 0), (124, 0), (124, 290), (64, 318), (4, 290)]
        canvas.drawPath(
            shape_path(outline), ramp([(mix(rgb(cloth), (1, 1, 1), 0.10), 1), (rgb(cloth), 1)], (0, 0), (128, 0))
        )
        canvas.drawPath(shape_path(outline), stroke(rgb(crest), 7))
        canvas.drawPath(
            shape_path(
                [
                    (64, 70),
                    (76, 108),
                    (114, 118),
                    (80, 136),
                    (84, 176),
                    (64, 148),
                    (44, 176),
                    (48, 136),
                    (14, 118),
                    (52, 108),
                ]
            ),
            fill(rgb(crest)),
        )
        canvas.drawPath(
            shape_path([(36, 232), (36, 206), (50, 220), (64, 200), (78, 220), (92, 206), (92, 232)]), fill(rgb(crest))
        )
        canvas.drawRect(rect(34, 238, 60, 10), fill(rgb(crest)))
        for x in (30, 64, 98):
            canvas.drawLine(x, 0, x - 3, 300, stroke((0, 0, 0), 6, 0.10, blur=3))
        canvas.drawRect(rect(0, 0, 128, 10), fill(_deeper(crest)))

    region = place.atlas.once("banner", lambda: place.atlas.draw(128, 320, draw))
    for y in (3.4, -0.2, -3.8, -7.4):
        for side in (-1, 1):
            x = side * 2.98
            place.lay(bar((x, y - 0.5, 5.0), (x, y + 0.5, 5.0), 0.03, 6), finish(GOLD, 0.5))
            for turn in (-90.0 * side, 90.0 * side):
                stand(place, [picture(region, 0.9, 1.95, (-0.45, -0.005, 0))], (x, y, 3.02), turn)
    for x in (-2.95, 2.95):
        place.hang((x - 0.5, 8.05, 2.2), (1.0, 0, 0), (0, 0, 2.6), region, decal())


def _deeper(colour: str) -> tuple[float, float, float]:
    """A hem's colour, a little deeper than the crest's."""
    red, green, blue = rgb(colour)
    return red * 0.8, green * 0.75, blue * 0.7


def _chandeliers(place: Place) -> None:
    for y in (1.6, -5.6):
        rim = lathe([(0.78, 0), (0.84, 0.05), (0.78, 0.1), (0.72, 0.05), (0.78, 0.0)], 18)
        parts: list[Part] = [(moved(rim, (0, 0, 4.4)), finish(GOLD, 0.7))]
        spokes = [
            bar((0.78 * np.cos(t), 0.78 * np.sin(t), 4.45), (0, 0, 5.3), 0.014, 4)
            for t in np.linspace(0, 2 * np.pi, 6, endpoint=False)
        ]
        parts.append((merged([*spokes, bar((0, 0, 5.3), (0, 0, 7.0), 0.025, 5)]), finish("#6b5a4a", 0.5)))
        spots = [(0.8 * np.cos(t), 0.8 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 10, endpoint=False)]
        parts.append(
            (merged([bar((cx, cy, 4.48), (cx, cy, 4.66), 0.03, 6) for cx, cy in spots]), finish("#f4ecd8", 0.4))
        )
        flames = [moved(lathe([(0, 0), (0.028, 0.04), (0, 0.12)], 6), (cx, cy, 4.67)) for cx, cy in spots]
        parts.append((merged(flames), glowing("#ffd070", 0.9)))
        stand(place, parts, (0.0, y))
        if place.dark:
            place.shine((0.0, y, 4.6), 2.2, (1.0, 0.78, 0.42), 0.38)
