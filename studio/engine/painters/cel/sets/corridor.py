"""A school corridor: windows all down one side, classrooms on the other, light across the floor."""

from typing import Final

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import decal
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, lamp_panel, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import Part, cabinet, pot_plant, sliding_door, stand
from studio.engine.painters.cel.sets.leaves import beyond, hang, part_of, stand_sliding_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, board, clock, framed, outlook, sign
from studio.engine.painters.cel.shapes import (
    Finish,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    rgb,
    soft_box,
    times,
)

ROOM: Final = Shell(1.9, -8.6, 22.0, 2.9, "#f2ecdc", "#b98a5e", "#a87f58")
WINDOWS: Final = tuple(Opening(0.6 + 3.05 * i, 3.15 + 3.05 * i, 0.86, 2.42, 3) for i in range(10))
_ROOMS: Final = (("1-A", 1.0), ("1-B", 8.2), ("1-C", 15.4), ("ART", -6.2))


def dress(place: Place) -> None:
    """Build the corridor."""
    trees = tuple((-6.2 - 0.3 * (i % 3), -6.0 + 4.6 * i, 0.2 - 0.5 * (i % 2), 1.5 + 0.2 * (i % 2)) for i in range(7))
    outlook(place, -58.0, trees)
    shell(place, ROOM, 0.32)
    wall(place, ROOM, "left", WINDOWS, None)
    wall(place, ROOM, "right", (), "#d8cdb4")
    wall(place, ROOM, "back", (Opening(1.0, 2.8, 0.9, 2.3, 2),))
    behind(place, ROOM)
    sunlight(place, ROOM, "left", WINDOWS, 1.0)
    _sill(place)
    for name, y in _ROOMS:
        _classroom_front(place, name, y)
    _lockers(place)
    _bench(place)
    _wall_things(place)
    lit = (place.dark and place.hour != "night") or place.setting.weather in ("rain", "storm", "cloudy")
    for y in (-6.5, -2.5, 1.5, 5.5, 9.5, 13.5, 17.5):
        lamp_panel(place, (0.0, y, ROOM.height), (0.3, 1.4), lit)
    beams = [box((0, y, ROOM.height - 0.08), (3.8, 0.22, 0.16)) for y in (-4.5, -0.5, 3.5, 7.5, 11.5, 15.5, 19.5)]
    place.lay(merged(beams), finish("#e9e3d4", 0.6))
    line = [box((s * 1.45, 6.7, 0.006), (0.05, 30.6, 0.004)) for s in (-1, 1)]
    place.lay(merged(line), finish("#8f9a86", 0.0))


def _glass(place: Place) -> Finish:
    tone = mix(rgb("#dcecf2"), place.mood.sky_horizon, 0.35)
    return glowing(times(tone, 0.42 if place.hour == "night" else 0.92), 0.0)


def _sill(place: Place) -> None:
    """The hand rail under the windows, radiators and plants on the sill."""
    place.lay(bar((-1.80, -8.4, 0.98), (-1.80, 21.8, 0.98), 0.022, 6), finish("#8f7a5f", 0.6))
    for y in (-2.6, 3.2, 9.3):
        fins = [box((-1.82, y + 0.09 * i, 0.42), (0.10, 0.05, 0.52)) for i in range(9)]
        place.lay(merged(fins), finish("#e4e0d6", 0.5, foot=0.1))
    for y, pot in ((0.4, "#d98a5f"), (1.0, "#8fb0c8"), (6.9, "#e8c86a")):
        pot_plant(place, (-1.84, y, 0.87), 0.34, pot)


def _classroom_front(place: Place, name: str, y: float) -> None:
    """Sliding doors, a row of windows up high and low, and the name of the class on a plate that stands out."""
    x = ROOM.half
    if abs(part_of(place, "door").at[1] - y) < 0.01:
        stand_sliding_door(place, "#b98a5c", _glass(place))
    else:
        stand(place, sliding_door(1.7, 2.05, "#b98a5c", _glass(place)), (x - 0.03, y), -90)
    for start in (y + 1.15, y + 3.1):
        frame: list[Part] = [(box((0, 0, 0), (1.85, 0.05, 0.98)), finish("#b98a5c", 0.6))]
        frame += [(box((dx, -0.03, 0), (0.84, 0.02, 0.86)), _glass(place)) for dx in (-0.45, 0.45)]
        stand(place, frame, (x - 0.02, start + 0.9, 1.62), -90)
    upper: list[Part] = [(box((0, 0, 0), (5.8, 0.05, 0.44)), finish("#b98a5c", 0.6))]
    upper += [(box((-2.4 + 0.96 * i, -0.03, 0), (0.88, 0.02, 0.34)), _glass(place)) for i in range(6)]
    stand(place, upper, (x - 0.02, y + 2.1, 2.46), -90)
    plate = framed(sign(place, name, "#fbf7ea", "#3f4a5f"), 0.5, 0.16, "#6b5a4a")
    stand(place, plate, (x - 0.32, y - 0.96, 2.30), 0)
    place.lay(bar((x, y - 0.94, 2.41), (x - 0.6, y - 0.94, 2.41), 0.012, 5), finish("#6b5a4a", 0.4))


def _lockers(place: Place) -> None:
    (x, y, _), (deep, wide, high) = solid_of(place, "shoe lockers")
    stand(place, cabinet((wide, deep, high), "#b08456", "#c99a66", 8, 4, "#7a5a3f"), (x, y), 90)
    _locker(place)
    place.lay(soft_box((x, y + 0.7, high + 0.12), (0.26, 0.34, 0.24), 0.04), finish("#4a6fae", 0.7))
    pot_plant(place, (x, y - 0.85, high), 0.5, "#f0ebe2")


def _locker(place: Place) -> None:
    """One of the small doors, where it is to open."""
    part = part_of(place, "locker")
    if part.name not in place.loose:
        return
    beyond(place, part, 0.026)
    wide, high = part.size
    leaf: list[Part] = [
        (box((0, -0.04, high / 2), (wide, 0.02, high)), finish("#c99a66", 0.6)),
        (box((-0.1, -0.055, high * 0.78), (0.08, 0.02, 0.025)), finish("#7a5a3f", 0.3)),
    ]
    hang(place, part, part.sides[0], leaf)


def _bench(place: Place) -> None:
    (x, y, z), (deep, wide, thick) = solid_of(place, "bench")
    top = z + thick / 2
    place.lay(soft_box((x, y, top - 0.025), (deep, wide, 0.05), 0.02, 16), finish("#c08a55", 0.8))
    feet = [box((x, y + s * (wide / 2 - 0.2), top / 2 - 0.02), (deep - 0.08, 0.06, top - 0.05)) for s in (-1, 1)]
    place.lay(merged(feet), finish("#6d7488", 0.6))


def _wall_things(place: Place) -> None:
    """Notice boards, an extinguisher in its red box, a clock, a tap with a mirror, umbrellas in a stand."""
    x = ROOM.half - 0.04
    for i, y in enumerate((-1.75, 6.55, 13.7)):
        stand(place, board(goods.notices(place.atlas, i), 1.5, 0.8), (x, y, 1.55), -90)
    place.lay(soft_box((x - 0.06, -0.35, 0.62), (0.16, 0.34, 0.62), 0.03), finish("#d8453f", 0.8))
    place.lay(box((x - 0.145, -0.35, 0.68), (0.01, 0.22, 0.34)), glowing("#e8d8d0", 0.0))
    stand(place, clock(), (x, -3.2, 2.35), -90)
    place.hang((x - 0.01, -3.0, 1.2), (0, -0.5, 0), (0, 0, 0.7), goods.landscape(place.atlas, 1), decal())
    stand_at = (1.62, -3.7, 0.0)
    place.lay(moved(lathe([(0, 0), (0.16, 0), (0.16, 0.5), (0.14, 0.5)], 12), stand_at), finish("#8f98a8", 0.7))
    for i, tone in enumerate(("#4a6fae", "#e8c84a", "#c8555a")):
        foot, top = (1.62 + 0.05 * (i - 1), -3.7, 0.1), (1.58 + 0.09 * (i - 1), -3.66, 0.92)
        place.lay(bar(foot, top, 0.028, 6), finish(tone, 0.5))
    place.lay(soft_box((-1.64, -3.4, 0.45), (0.44, 1.1, 0.9), 0.04), finish("#d9dde2", 0.8, foot=0.1))
    place.lay(box((-1.60, -3.4, 0.905), (0.36, 0.94, 0.02)), finish("#9aa3b0", 0.0))
    taps = [bar((-1.78, -3.7 + 0.3 * i, 1.0), (-1.62, -3.7 + 0.3 * i, 1.0), 0.018, 5) for i in range(3)]
    place.lay(merged(taps), finish("#c9ced8", 0.5))
