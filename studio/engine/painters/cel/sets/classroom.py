"""A classroom: desks that face the camera, tall windows on the left, lockers and a board behind."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets.atlas import Canvas, Region, decal, fill, ink, rect, stroke
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, curtain, lamp_panel, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import Part, stand
from studio.engine.painters.cel.sets.land import air_colour
from studio.engine.painters.cel.sets.leaves import beyond, hang, part_of
from studio.engine.painters.cel.sets.lettering import write_across, write_down
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, crown, leaf_picture
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
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
    times,
    turned,
)

ROOM: Final = Shell(4.6, -9.1, 5.0, 3.1, "#f1e9da", "#c98f58", "#a87748")
_FIRST, _STEP = 0.7, 2.75
WINDOWS: Final = tuple(Opening(_FIRST + _STEP * i, _FIRST + _STEP * i + 2.35, 0.88, 2.72, 3) for i in range(5))


def dress(place: Place) -> None:
    """Build the classroom."""
    clouds(place, -62.0, 0.95)
    ridge(place, "town hills", 470, (2, 22), air_colour(place, "#6f96b8", 0.5), -60)
    _treetops(place)
    shell(place, ROOM)
    wall(place, ROOM, "left", WINDOWS)
    wall(place, ROOM, "right", (), "#d9cbb0")
    wall(place, ROOM, "back", (), None)
    sunlight(place, ROOM, "left", WINDOWS, 0.9)
    for opening in WINDOWS:
        y = ROOM.front + opening.start
        curtain(place, (-4.50, y - 0.16), (-4.50, y + 0.36), (0.80, 2.86), "#f6efdf", 3)
        curtain(place, (-4.50, y + 2.02), (-4.50, y + 2.50), (0.80, 2.86), "#f6efdf", 3)
    _back_wall(place)
    _corridor_side(place)
    _desks(place)
    for x in (-2.2, 2.2):
        for y in (-5.5, -2.0, 1.5):
            lamp_panel(
                place,
                (x, y, ROOM.height),
                (0.34, 1.5),
                place.hour in ("evening",) or place.setting.weather in ("rain", "storm", "cloudy"),
            )


def _treetops(place: Place) -> None:
    """The crowns of the schoolyard's trees beyond the sills."""
    leaves = leaf_picture(place.atlas)
    for y, z, r in (
        (-5.2, 0.2, 1.6),
        (-2.2, -0.2, 1.5),
        (1.2, 0.3, 1.7),
        (4.6, 0.0, 1.8),
        (9.0, 0.6, 2.2),
        (14.0, 0.4, 2.6),
    ):
        crown(
            place, leaves, (-8.6 - 0.25 * abs(y), y, z), (r * 1.2, r, r), SUMMER if r < 1.7 else DEEP, 24, f"yard {y}"
        )


def _board_picture(place: Place) -> Region:
    """The green board: a chalk drawing, a heading, a time-table, wiped clouds of dust."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink(rgb("#2f6152")))
        for x, y, r in ((120, 90, 90), (420, 150, 120), (640, 80, 80)):
            canvas.drawOval(rect(x - r, y - r * 0.4, 2 * r, r * 0.8), fill((0.75, 0.9, 0.85), 0.07, blur=16))
        chalk = (0.93, 0.95, 0.90)
        write_across(canvas, "月 本 日 花 山", (40, 26, 250, 40), chalk, 0.09)
        write_down(canvas, "星空祭", (676, 20, 44, 150), (1.0, 0.86, 0.45), 0.10)
        canvas.drawCircle(400, 96, 40, stroke((1.0, 0.72, 0.74), 5))
        for turn in np.linspace(0, 2 * np.pi, 10, endpoint=False):
            canvas.drawLine(
                400 + 50 * np.cos(turn),
                96 + 50 * np.sin(turn),
                400 + 62 * np.cos(turn),
                96 + 62 * np.sin(turn),
                stroke((1.0, 0.72, 0.74), 4),
            )
        for i in range(4):
            canvas.drawLine(46, 96 + 26 * i, 46 + (230, 170, 205, 120)[i], 96 + 26 * i, stroke(chalk, 4, 0.75))
        canvas.drawRect(rect(506, 40, 130, 108), stroke((0.62, 0.85, 1.0), 4))
        for i in range(3):
            canvas.drawLine(506, 67 + 27 * i, 636, 67 + 27 * i, stroke((0.62, 0.85, 1.0), 3))
        write_across(canvas, "ABC", (516, 44, 110, 20), chalk, 0.12)

    return place.atlas.draw(752, 196, draw)


def _back_wall(place: Place) -> None:
    y = 4.985
    place.hang((-3.6, y - 0.045, 1.12), (5.2, 0, 0), (0, 0, 1.30), _board_picture(place), decal())
    frame = [box((-1.0, y - 0.02, z), (5.36, 0.06, 0.08)) for z in (1.09, 2.45)]
    frame += [box((x, y - 0.02, 1.77), (0.08, 0.06, 1.4)) for x in (-3.64, 1.64)]
    place.lay(merged(frame), finish("#b98a58", 0.8))
    place.lay(box((-1.0, y - 0.08, 1.06), (5.2, 0.12, 0.03)), finish("#c9ccd4", 0.4))
    sticks = [box((x, y - 0.09, 1.085), (0.07, 0.02, 0.02)) for x in (-2.4, -1.2, 0.2)]
    place.lay(merged(sticks), finish("#fff7e8", 0.3))
    place.lay(box((0.9, y - 0.09, 1.10), (0.15, 0.06, 0.05)), finish("#4a6fae", 0.4))
    _lockers(place)
    _clock(place, (2.35, y - 0.03, 2.55))
    place.lay(box((-4.1, y - 0.06, 2.72), (0.34, 0.12, 0.26)), finish("#8a6a4c", 0.7))
    notices = _notice_picture(place)
    place.hang((1.95, y - 0.01, 1.12), (1.25, 0, 0), (0, 0, 1.0), notices, decal())
    place.lay(soft_box((3.75, 4.78, 0.42), (0.5, 0.36, 0.84), 0.03), finish("#8f95a8", 0.8))
    place.lay(merged([box((3.75, 4.59, z), (0.34, 0.01, 0.03)) for z in (0.62, 0.5, 0.38)]), finish("#5d6378", 0.0))


def _lockers(place: Place) -> None:
    """Open cubbies with bags in them; their top is the set's solid."""
    (x, y, z), (wide, deep, high) = solid_of(place, "lockers")
    wood, dark = finish("#c49a66", 0.8, foot=0.1), finish("#6f4f3a", 0.0)
    front, top = y - deep / 2, z + high / 2
    place.lay(box((x, y, top - 0.02), (wide, deep, 0.04)), wood)
    place.lay(quad((x - wide / 2, y, 0), (wide, 0, 0), (0, 0, high)), dark)
    for level in (0.03, 0.45):
        place.lay(box((x, y, level), (wide, deep, 0.04)), wood)
    count = 12
    place.lay(
        merged([box((x - wide / 2 + wide * i / count, y, z), (0.035, deep, high)) for i in range(count + 1)]), wood
    )
    random = place.dice("lockers")
    tones = ("#3d5a8f", "#b8454f", "#e8e2d4", "#4f8a6f", "#d9a441", "#7a5b9a", "#5d4436")
    for i in range(2 * count):
        if random.uniform() < 0.75:
            tone = tones[int(random.integers(len(tones)))]
            h = float(random.uniform(0.16, 0.30))
            at = (x - wide / 2 + wide * (i % count + 0.5) / count, front + 0.14, (0.05 if i < count else 0.47) + h / 2)
            place.lay(box(at, (float(random.uniform(0.18, 0.36)), 0.2, h)), finish(tone, 0.5))


def _clock(place: Place, at: tuple[float, float, float]) -> None:
    rim = turned(lathe([(0.0, 0), (0.19, 0), (0.19, 0.04), (0.0, 0.04)], 20), 90, 0)
    face = turned(lathe([(0.165, 0.0), (0.0, 0.0005)], 20), 90, 0)
    place.lay(moved(rim, at), finish("#6b4a38", 0.7))
    place.lay(moved(face, (at[0], at[1] - 0.042, at[2])), finish("#fbf7ea", 0.0))
    hands = [
        box((at[0] + 0.025, at[1] - 0.045, at[2] + 0.035), (0.015, 0.004, 0.09)),
        box((at[0] - 0.045, at[1] - 0.045, at[2] - 0.01), (0.12, 0.004, 0.012)),
    ]
    place.lay(merged(hands), finish("#2a2733", 0.0))


def _notice_picture(place: Place) -> Region:
    """Cork with sheets pinned to it, calligraphy among them."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink(rgb("#d8b483")))
        canvas.drawRect(rect(3, 3, 218, 174), stroke(rgb("#8a6242"), 6))
        for i, (x, y, w, h, tone) in enumerate(
            (
                (16, 18, 48, 70, "#fffdf4"),
                (74, 14, 48, 74, "#fffdf4"),
                (132, 18, 74, 52, "#bfe0f2"),
                (18, 100, 70, 58, "#ffe0e6"),
                (100, 98, 46, 64, "#fffdf4"),
                (156, 84, 50, 74, "#fff1b8"),
            )
        ):
            canvas.drawRect(rect(x + 2, y + 3, w, h), fill((0.35, 0.2, 0.15), 0.35))
            canvas.drawRect(rect(x, y, w, h), fill(rgb(tone)))
            canvas.drawCircle(x + w / 2, y + 5, 3, fill(rgb(("#e2504a", "#3f78c8")[i % 2])))
            if i in (0, 1, 4):
                write_down(canvas, ("花", "星", "山")[i % 3], (x + 8, y + 12, w - 16, h - 22), (0.12, 0.1, 0.16), 0.12)
            else:
                for k in range(4):
                    canvas.drawRect(
                        rect(x + 8, y + 14 + 9 * k, (w - 16) * (0.9 - 0.15 * (k % 2)), 3), fill((0.3, 0.35, 0.5), 0.7)
                    )

    return place.atlas.draw(224, 180, draw)


def _corridor_side(place: Place) -> None:
    """Sliding doors and high windows to the corridor on the right wall."""
    x = ROOM.half
    for y in (-1.9, -7.6):
        place.lay(box((x - 0.03, y + 0.75, 1.02), (0.06, 1.7, 2.04)), finish("#b98a5c", 0.8, foot=0.1))
        part = part_of(place, "door")
        opens = abs(part.at[1] - y - 0.75) < 0.1
        if opens:
            beyond(place, part, 0.035, (0.02, 0.75))
        for side in (-1, 1):
            before = -0.035 if side < 0 else -0.045
            leaf: list[Part] = [
                (box((side * 0.39, before, 1.0), (0.74, 0.03, 1.94)), finish("#cfa26f", 0.7)),
                (box((side * 0.39, before - 0.018, 1.45), (0.46, 0.01, 0.72)), _glass(place)),
                (box((side * 0.11, before - 0.021, 0.98), (0.05, 0.01, 0.18)), finish("#6b4a38", 0.0)),
            ]
            if opens and side in part.sides:
                hang(place, part, side, leaf)
            else:
                stand(place, leaf, (x - 0.03, y + 0.75), -90)
    for y in (1.2, -5.0):
        place.lay(box((x - 0.02, y + 0.9, 2.3), (0.04, 2.7, 0.70)), finish("#b98a5c", 0.6))
        for dy in (-0.30, 0.56, 1.42, 2.12):
            place.lay(box((x - 0.045, y + dy, 2.3), (0.02, 0.62, 0.56)), _glass(place))
    place.lay(box((x - 0.02, 1.9, 1.4), (0.02, 1.1, 0.62)), finish("#dfe7ea", 0.5))
    place.lay(
        merged([box((x - 0.035, 1.9 + dy, 1.4), (0.01, 0.28, 0.44)) for dy in (-0.33, 0.0, 0.33)]),
        finish("#f4d9a8", 0.0),
    )


def _glass(place: Place) -> Finish:
    """Ribbed glass with the corridor's light behind it."""
    tone = mix(rgb("#dcecf2"), place.mood.sky_horizon, 0.4)
    return glowing(times(tone, 0.45 if place.hour == "night" else 0.95), 0.0)


def _desks(place: Place) -> None:
    desks = [solid for solid in place.kind.solids if solid.name.endswith("desk")]
    random = place.dice("desks")
    for number, solid in enumerate(desks):
        _desk(place, solid.centre, solid.size)
        _chair(place, (solid.centre[0], solid.centre[1] + 0.56))
        if number in (2, 3, 6, 8, 9):
            _on_desk(place, solid.centre, random)


def _desk(place: Place, centre: tuple[float, float, float], size: tuple[float, float, float]) -> None:
    x, y, z = centre
    wide, deep, thick = size
    top = z + thick / 2
    place.lay(box((x, y, top - 0.015), (wide, deep, 0.03)), finish("#d8a566", 0.8, top=0.06))
    place.lay(box((x, y - deep / 2 - 0.002, top - 0.015), (wide, 0.004, 0.012)), finish("#a87642", 0.0))
    steel = finish("#7d8398", 0.6, foot=0.2)
    legs = [
        box((x + sx * (wide / 2 - 0.04), y + sy * (deep / 2 - 0.04), (top - 0.03) / 2), (0.03, 0.03, top - 0.03))
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    legs += [box((x + sx * (wide / 2 - 0.04), y, 0.03), (0.03, deep - 0.02, 0.03)) for sx in (-1, 1)]
    place.lay(merged(legs), steel)
    place.lay(box((x, y + 0.01, top - 0.095), (wide - 0.10, deep - 0.06, 0.12)), finish("#9aa0b2", 0.6, foot=0.25))


def _chair(place: Place, at: tuple[float, float]) -> None:
    """A school chair that faces the camera: seat at 0.43 m, back behind it."""
    x, y = at
    wood, steel = finish("#cf9a5c", 0.7, top=0.06), finish("#7d8398", 0.6, foot=0.2)
    place.lay(merged([box((x, y, 0.415), (0.38, 0.38, 0.03)), box((x, y + 0.19, 0.70), (0.36, 0.025, 0.18))]), wood)
    tubes = [box((x + sx * 0.165, y + sy * 0.165, 0.20), (0.025, 0.025, 0.40)) for sx in (-1, 1) for sy in (-1, 1)]
    tubes += [box((x + sx * 0.165, y + 0.185, 0.58), (0.025, 0.025, 0.40)) for sx in (-1, 1)]
    place.lay(merged(tubes), steel)


def _on_desk(place: Place, centre: tuple[float, float, float], random: np.random.Generator) -> None:
    """A few books and a pencil case; a bag on the hook."""
    x, y, z = centre
    tones = ("#d8574f", "#4a7fc0", "#e8c04a", "#5fa87a", "#f2ece0")
    for i in range(int(random.integers(1, 4))):
        tone = tones[int(random.integers(5))]
        place.lay(
            turned_box((x + 0.14, y + 0.02, z + 0.035 + 0.025 * i), (0.2, 0.26, 0.024), float(random.uniform(-12, 12))),
            finish(tone, 0.6),
        )
    place.lay(box((x - 0.16, y - 0.04, z + 0.04), (0.20, 0.06, 0.04)), finish(tones[int(random.integers(5))], 0.5))
    place.lay(soft_box((x + 0.37, y, 0.42), (0.10, 0.34, 0.28), 0.03), finish("#4a4f6e", 0.7))


def turned_box(centre: tuple[float, float, float], size: tuple[float, float, float], degrees: float) -> Shape:
    """A box turned about its own upright axis."""
    return moved(turned(box((0, 0, 0), size), degrees), centre)
