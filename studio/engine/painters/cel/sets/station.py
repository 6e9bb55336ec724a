"""A station on a country line: a platform under a canopy, a waiting train, wires, houses and hills beyond."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods, street_pictures
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ramp, rect, stroke
from studio.engine.painters.cel.sets.furniture import DARK_STEEL, solid_of, wire
from studio.engine.painters.cel.sets.grounds import XS, hills, lawn, paving, tufts
from studio.engine.painters.cel.sets.houses import House, cottage, fence
from studio.engine.painters.cel.sets.joinery import Part, picture, stand
from studio.engine.painters.cel.sets.lettering import can_write, write_across
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, Meadow, crown, leaf_picture, tree
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.wallware import clock, framed
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    bar,
    box,
    finish,
    glowing,
    merged,
    mix,
    quad,
    rgb,
    soft_box,
    times,
)

EDGE: Final = 3.2
_YS: Final = np.array([EDGE, 9.6, 10.4, 12, 15, 20, 28, 40, 60.0])
_LINES: Final = (("#3f8a62", "#f2c24a"), ("#e2653f", "#fff1d8"), ("#3f6fb8", "#dfe9f4"))


def dress(place: Place) -> None:
    """Build the station; its line's colours come from the place's name."""
    colours = _LINES[int(place.dice("line").integers(len(_LINES)))]
    clouds(place, 20.0, 1.0)
    hills(place)
    lawn(place, ("#63a850", "#93c65e"), height=_low, area=(XS, _YS))
    _platform(place)
    _tracks(place)
    _train(place, colours)
    _canopy(place)
    _signs(place, colours[0])
    _furniture(place)
    _beyond(place)


def _low(x: Floats, y: Floats) -> Floats:
    """The land beyond the line, a step below the platform."""
    return np.full_like(x + y, -0.3)


def _platform(place: Place) -> None:
    paving(place, (-22, 22, -14.0, EDGE), "#c4c2c6", (1.5, 1.5))
    place.lay(box((0, EDGE - 0.2, -0.02), (44, 0.4, 0.05)), finish("#dcd9d6", 0.6))
    place.lay(quad((-22, EDGE, -1.2), (44, 0, 0), (0, 0, 1.2)), finish("#8f8d98", 0.5))
    place.lay(quad((-22, 2.36, 0.012), (44, 0, 0), (0, 0.34, 0)), finish("#f0c23f", 0.0))
    dots = [box((x, y, 0.016), (0.05, 0.05, 0.01)) for x in np.arange(-8, 8, 0.24) for y in (2.46, 2.60)]
    place.lay(merged(dots), finish("#d8a82f", 0.0))
    marks = [quad((x, 1.75, 0.010), (0.10, 0, 0), (0, 0.5, 0)) for x in (-0.9, 0.9, 5.4, 7.2)]
    place.lay(merged(marks), finish("#f4f2ee", 0.0))


def _tracks(place: Place) -> None:
    """Gravel, sleepers and shining rails for two lines, poles that carry the wires."""
    place.lay(quad((-60, EDGE, -1.1), (120, 0, 0), (0, 6.6, 0)), finish("#8a8288", 0.0))
    random = place.dice("stones")
    stones = [
        box((float(random.uniform(-14, 14)), float(random.uniform(3.4, 9.6)), -1.08), (0.22, 0.16, 0.06))
        for _ in range(160)
    ]
    place.lay(merged(stones[:80]), finish("#9d959a", 0.0))
    place.lay(merged(stones[80:]), finish("#77707a", 0.0))
    for middle in (4.9, 7.9):
        sleepers = [box((x, middle, -1.04), (0.24, 2.2, 0.08)) for x in np.arange(-20, 20, 0.75)]
        place.lay(merged(sleepers), finish("#6b5a54", 0.0))
        rails = [box((0, middle + s * 0.55, -0.94), (120, 0.08, 0.14)) for s in (-1, 1)]
        place.lay(merged(rails), finish("#a9adb8", 0.6, top=0.2))
    for x in (-16.0, -3.2, 9.6, 22.0):
        steel: list[Shape] = [bar((x, 9.7, -1.1), (x, 9.7, 6.2), 0.12, 8), box((x, 7.2, 5.6), (0.10, 5.2, 0.10))]
        steel += [
            bar((x, 9.6, 4.6), (x, 7.6, 5.55), 0.04, 5),
            bar((x, 7.9, 5.6), (x, 7.9, 4.9), 0.03, 5),
            bar((x, 4.9, 5.6), (x, 4.9, 4.9), 0.03, 5),
        ]
        place.lay(merged(steel), finish("#7f8494", 0.6))
    for y, z in ((4.9, 4.85), (7.9, 4.85), (4.9, 5.5), (7.9, 5.5)):
        for left, right in ((-40, -16), (-16, -3.2), (-3.2, 9.6), (9.6, 22), (22, 46)):
            wire(place, (left, y, z), (right, y, z), 0.14 if z > 5 else 0.0, 0.012, "#3a3a4c")


def _train_side(place: Place, colours: tuple[str, str]) -> Region:
    """The side of a carriage: doors, windows with the light of its lamps, a stripe."""
    body, stripe = rgb("#e8e4da"), rgb(colours[0])

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(
            rect(0, 0, 768, 132),
            ramp([(mix(body, (1, 1, 1), 0.4), 1), (body, 1), (times(body, 0.84), 1)], (0, 0), (0, 132)),
        )
        canvas.drawRect(rect(0, 0, 768, 10), fill((0.62, 0.63, 0.68)))
        canvas.drawRect(rect(0, 86, 768, 26), fill(stripe))
        canvas.drawRect(rect(0, 112, 768, 5), fill(rgb(colours[1])))
        glass = (
            [(rgb("#ffe6ac"), 1.0), (rgb("#ffcf86"), 1.0)]
            if place.dark
            else [(rgb("#a9c8dc"), 1.0), (rgb("#54748f"), 1.0)]
        )
        for x in (56, 300, 544):
            canvas.drawRect(rect(x, 20, 76, 100), fill(times(body, 0.9)))
            for k in range(2):
                canvas.drawRect(rect(x + 6 + 34 * k, 26, 30, 46), ramp(glass, (0, 26), (0, 76)))
            canvas.drawRect(rect(x + 37, 20, 2, 100), fill((0.3, 0.3, 0.36)))
            canvas.drawRect(rect(x, 20, 76, 100), stroke((0.42, 0.42, 0.48), 2))
        for x in (0, 150, 224, 394, 468, 638, 708):
            canvas.drawRoundRect(rect(x + 3, 28, 62, 44), 5, 5, fill((0.34, 0.36, 0.42)))
            canvas.drawRoundRect(rect(x + 6, 31, 56, 38), 4, 4, ramp(glass, (0, 30), (0, 72)))
            canvas.drawLine(x + 14, 64, x + 36, 34, stroke((1, 1, 1), 3, 0.3))

    return place.atlas.once("train side", lambda: place.atlas.draw(768, 132, draw))


def _train(place: Place, colours: tuple[str, str]) -> None:
    """Two carriages on the far line, standing half out of the picture on the left."""
    region = _train_side(place, colours)
    for left in (-34.0, -17.4):
        place.lay(box((left + 8.0, 7.9, 0.82), (16.2, 2.6, 2.7)), finish("#d8d4ca", 0.7))
        stand(place, [picture(region, 16.2, 2.7, (left - 0.1, 6.585, -0.53), 0.45 if place.dark else 0.0)], (0, 0))
        place.lay(box((left + 8.0, 7.9, 2.28), (15.8, 2.3, 0.26)), finish("#9a9ca6", 0.6))
        place.lay(
            merged([box((left + 8.0 + d, 7.9, 2.5), (2.4, 1.6, 0.3)) for d in (-4.5, 3.5)]), finish("#868894", 0.5)
        )
        place.lay(box((left + 8.0, 7.9, -0.68), (15.0, 2.2, 0.4)), finish("#4b4a55", 0.4))
        wheels = [box((left + 8.0 + d, 6.9, -0.82), (1.9, 0.3, 0.34)) for d in (-5.2, 5.2)]
        place.lay(merged(wheels), finish("#33333f", 0.3))
    nose = -1.3
    place.lay(soft_box((nose + 0.05, 7.9, 0.82), (0.3, 2.56, 2.66), 0.1), finish("#e8e4da", 0.8))
    face: list[Part] = [
        (
            box((0, -0.17, 1.0), (2.0, 0.03, 0.8)),
            glowing("#ffe6ac" if place.dark else "#6f8fa8", 0.4 if place.dark else 0.0),
        ),
        (box((0, -0.165, -0.05), (2.5, 0.03, 0.42)), finish(colours[0], 0.4)),
    ]
    face += [
        (box((s * 0.9, -0.19, 0.42), (0.22, 0.03, 0.16)), glowing("#fff6d8", 0.9 if place.dark else 0.3))
        for s in (-1, 1)
    ]
    stand(place, face, (nose + 0.05, 7.9, 0.2), 90)
    if place.dark:
        place.shine((nose + 0.4, 7.9, 0.6), 1.6, (1.0, 0.95, 0.75), 0.4)


def _canopy(place: Place) -> None:
    """A roof of steel and boards over the platform, with long lamps under it."""
    for y, tone in ((-14.0, "#b9b2a8"), (-6.0, "#b9b2a8"), (-2.0, "#b9b2a8")):
        deep = {-14.0: 8.0, -6.0: 4.0, -2.0: 4.6}[y]
        place.lay(quad((-22, y + deep, 3.55), (44, 0, 0), (0, -deep, 0)), finish(tone, 0.0, depth=0.72))
    place.lay(box((0, 2.66, 3.66), (44, 0.14, 0.34)), finish("#7f8a9a", 0.8))
    beams = [box((x, -5.6, 3.44), (0.16, 16.4, 0.2)) for x in np.arange(-17.1, 18, 4.25)]
    place.lay(
        merged([*beams, box((0, 1.7, 3.36), (44, 0.18, 0.26)), box((0, -4.2, 3.36), (44, 0.18, 0.26))]),
        finish("#8f98a4", 0.7),
    )
    for x in (-21.1, -16.85, -12.6, -8.35, 8.65, 12.9, 17.15):
        place.lay(box((x, 1.7, 1.7), (0.2, 0.2, 3.4)), finish("#8f98a4", 0.7, foot=0.15))
    for name in ("left pillar", "right pillar"):
        (x, y, z), size = solid_of(place, name)
        place.lay(box((x, y, z), (size[0] - 0.06, size[1] - 0.06, size[2])), finish("#8f98a4", 0.8, foot=0.15))
        place.lay(box((x, y, 0.5), (size[0], size[1], 1.0)), finish("#e8c84a", 0.5, foot=0.2))
        place.lay(merged([bar((x, y, 2.7), (x + s * 0.8, y, 3.3), 0.05, 5) for s in (-1, 1)]), finish("#8f98a4", 0.6))
    for x in np.arange(-15.0, 16, 4.25):
        place.lay(box((x, -0.6, 3.38), (1.5, 0.18, 0.10)), finish("#dcdcdc", 0.4))
        place.lay(box((x, -0.6, 3.32), (1.4, 0.12, 0.03)), glowing("#fff8e6", 0.85 if place.dark else 0.1))
        if place.dark and abs(x) < 9:
            place.shine((x, -0.6, 3.25), 1.3, (1.0, 0.95, 0.80), 0.30)


def _signs(place: Place, tone: str) -> None:
    """The station's name on its board, a timetable, a hanging clock."""
    name = place.setting.place.upper() if can_write(place.setting.place) else "HOSHINO"
    (x, y, _), (wide, _, high) = solid_of(place, "station sign")

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 320, 150), fill((0.97, 0.97, 0.95)))
        canvas.drawRect(rect(0, 96, 320, 24), fill(rgb(tone)))
        canvas.drawRect(rect(146, 96, 28, 24), fill(rgb("#e2503f")))
        write_across(canvas, name[:14], (24, 24, 272, 50), (0.14, 0.16, 0.24), 0.13)
        write_across(canvas, "NORTH", (12, 128, 70, 14), (0.3, 0.32, 0.4), 0.12)
        write_across(canvas, "SEA", (262, 128, 44, 14), (0.3, 0.32, 0.4), 0.12)
        canvas.drawRect(rect(3, 3, 314, 144), stroke((0.55, 0.57, 0.62), 4))

    board: list[Part] = framed(
        place.atlas.draw(320, 150, draw), wide - 0.1, (wide - 0.1) * 0.47, "#8f98a4", 0.35 if place.dark else 0.0
    )
    stand(place, board, (x, y - 0.03, high - 0.44))
    place.lay(
        merged(
            [bar((x + s * (wide / 2 - 0.04), y, 0), (x + s * (wide / 2 - 0.04), y, high), 0.04, 7) for s in (-1, 1)]
        ),
        finish("#8f98a4", 0.6),
    )
    place.lay(bar((1.6, 1.7, 2.75), (1.6, 1.7, 3.4), 0.025, 5), finish("#5d6370", 0.4))
    stand(place, clock("#3f4450", 0.26), (1.6, 1.72, 2.62))
    times_board = framed(
        goods.menu(place.atlas, ("TRAINS", "NORTH", "COAST", "HILLS", "TOWN"), "#20262e"), 1.5, 0.66, "#3f4450", 0.4
    )
    stand(place, times_board, (-0.9, 1.62, 2.86))
    place.lay(
        merged([bar((-0.9 + s * 0.6, 1.66, 3.2), (-0.9 + s * 0.6, 1.66, 3.4), 0.02, 5) for s in (-1, 1)]),
        finish("#5d6370", 0.4),
    )


def _furniture(place: Place) -> None:
    """Moulded seats in a row, a drinks machine, a bin, a rail at the platform's back wall."""
    (x, y, z), (wide, deep, thick) = solid_of(place, "platform bench")
    top = z + thick / 2
    for i in range(3):
        at = x - wide / 2 + wide * (i + 0.5) / 3
        place.lay(
            soft_box((at, y, top - 0.03), (wide / 3 - 0.06, deep, 0.06), 0.03),
            finish(("#e8843f", "#e8b23f", "#4f8fc0")[i], 0.8),
        )
        place.lay(
            soft_box((at, y + deep / 2 + 0.02, top + 0.22), (wide / 3 - 0.08, 0.06, 0.42), 0.03),
            finish(("#e8843f", "#e8b23f", "#4f8fc0")[i], 0.8),
        )
    place.lay(
        merged(
            [
                box((x, y, top - 0.10), (wide, 0.08, 0.06)),
                *[box((x + s * 0.6, y, 0.17), (0.08, 0.34, 0.34)) for s in (-1, 1)],
            ]
        ),
        finish(DARK_STEEL, 0.6),
    )
    (x, y, z), (deep, wide, high) = solid_of(place, "drinks machine")
    place.lay(soft_box((x, y, z), (deep, wide, high), 0.05), finish("#c23a4c", 0.9, foot=0.15))
    machine = place.atlas.once("machine", lambda: street_pictures.vending_front(place.atlas, place.dice("machine")))
    stand(
        place,
        [
            picture(
                machine, wide - 0.1, high - 0.2, (-wide / 2 + 0.05, -deep / 2 - 0.006, 0.12), 0.5 if place.dark else 0.2
            )
        ],
        (x, y),
        90,
    )
    if place.dark:
        place.shine((x + 0.7, y, 1.1), 1.2, (0.66, 0.92, 1.0), 0.28)
    place.lay(soft_box((-4.85, 0.6, 0.42), (0.5, 0.5, 0.84), 0.05), finish("#7f8a9a", 0.8, foot=0.1))
    wall: list[Part] = [(box((0, 0, 0.6), (44, 0.16, 1.2)), finish("#d8d2c6", 0.6, foot=0.15))]
    wall += [(box((-21 + 3.0 * i, -0.02, 1.9), (0.14, 0.12, 3.2)), finish("#8f98a4", 0.6)) for i in range(15)]
    wall += [(box((0, 0.03, 2.2), (44, 0.04, 1.9)), glowing(mix(rgb("#cfe0e8"), place.mood.sky_horizon, 0.4), 0.0))]
    stand(place, wall, (0.0, -13.2), 180)
    stand(place, framed(goods.notices(place.atlas, 6), 1.6, 0.8), (-1.6, -13.05, 1.5), 180)


def _beyond(place: Place) -> None:
    """A fence, houses and trees on the other side of the line."""
    stand(place, fence(60, 1.0, "#b9b2a4", 0.4), (-30.0, 10.4, -0.3))
    leaves = leaf_picture(place.atlas)
    kinds = (
        House(6.0, 4.6, 4.8, 1.9),
        House(5.4, 4.6, 3.0, 1.9, "#e6d8bc", "#8a5a48", "#6b4f3c", 1),
        House(6.4, 5.0, 5.0, 1.7, "#dfe2e6", "#4f6f8a"),
    )
    for i, (x, y) in enumerate(((3.4, 16.5), (11.0, 15.5), (19.0, 18.0), (-9.0, 19.0), (-19.0, 17.5))):
        stand(place, cottage(place, kinds[i % 3], i % 3), (x, y, -0.3))
    for i in range(9):
        crown(
            place,
            leaves,
            (-22 + 5.6 * i, 12.6 + (i % 2), 0.7),
            (1.5, 1.0, 1.1),
            DEEP if i % 2 else SUMMER,
            16,
            f"line {i}",
        )
    tree(place, (7.2, 13.0), 5.4, SUMMER)
    tree(place, (-2.6, 14.0), 4.8, DEEP)
    tufts(
        place,
        "line side",
        120,
        (-16, 16, 9.7, 11.4),
        Meadow(0.5, "#3f7a48", ("#93b452", "#c9c46a")),
        _low,
        None,
        3,
    )
