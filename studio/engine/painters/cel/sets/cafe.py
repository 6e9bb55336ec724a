"""A café: brick behind the counter, a menu in chalk, round tables by a wide window, warm lamps."""

from typing import Final

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import decal
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    bottle,
    chair,
    cup,
    pendant,
    picture,
    plate,
    pot_plant,
    round_table,
    shelf,
    stand,
    stand_at_seats,
    stool,
    vessel,
)
from studio.engine.painters.cel.sets.leaves import stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, board, clock, framed, gallery, outlook
from studio.engine.painters.cel.shapes import bar, box, finish, glowing, lathe, merged, moved, rgb, soft_box

ROOM: Final = Shell(4.0, -8.2, 3.9, 3.0, "#efe2cc", "#8f6644", "#6b4a36", "#efe6d8")
WINDOWS: Final = (Opening(1.6, 4.2, 0.62, 2.5, 3), Opening(4.6, 7.2, 0.62, 2.5, 3), Opening(7.6, 10.2, 0.62, 2.5, 3))
_FRONTS: Final = ("#3f6a62", "#7a4a3a", "#3f5578")


def dress(place: Place) -> None:
    """Build the café."""
    front = _FRONTS[int(place.dice("front").integers(len(_FRONTS)))]
    outlook(place, 62.0, ((7.5, 3.5, 0.2, 1.4), (8.0, -0.5, -0.2, 1.4), (8.5, -5.0, 0.3, 1.5)))
    shell(place, ROOM, 0.18)
    wall(place, ROOM, "left", (), "#7a5a42")
    wall(place, ROOM, "right", WINDOWS)
    wall(place, ROOM, "back")
    behind(place, ROOM)
    sunlight(place, ROOM, "right", WINDOWS, 0.9)
    brick = goods.tiles(place.atlas, "#b5694f", "#8a5548", 24, 24, brick=True)
    place.hang((-4.0, 3.885, 0.0), (8.0, 0, 0), (0, 0, 2.93), brick, decal())
    _counter(place, front)
    _behind(place)
    _tables(place)
    _left_wall(place)
    for x in (-2.5, -1.3, -0.1):
        pendant(place, (x, 2.7), ROOM.height, 1.98, front)
    for x, y in ((2.28, 1.25), (-2.85, -0.6), (2.4, -2.4)):
        pendant(place, (x, y), ROOM.height, 1.92, "#d8a24a")
    beams = [box((0, y, 2.92), (8.0, 0.16, 0.16)) for y in (-6.4, -4.2, -2.0, 0.2, 2.4)]
    place.lay(merged(beams), finish("#7a5540", 0.7))


def _counter(place: Place, front: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "counter")
    place.lay(box((x, y + 0.02, high / 2 - 0.03), (wide, deep - 0.06, high - 0.06)), finish(front, 0.8, foot=0.15))
    slats = [box((x - wide / 2 + 0.12 + 0.24 * i, y - deep / 2 + 0.04, 0.5), (0.20, 0.03, 0.80)) for i in range(15)]
    place.lay(merged(slats), finish(tuple(min(1.0, c * 1.12) for c in rgb(front)), 0.5))  # type: ignore[arg-type]
    place.lay(soft_box((x, y, high - 0.03), (wide + 0.04, deep, 0.06), 0.02, 16), finish("#c08a58", 0.8, top=0.08))
    place.lay(
        bar((x - wide / 2, y - deep / 2 - 0.06, 0.2), (x + wide / 2, y - deep / 2 - 0.06, 0.2), 0.02, 6),
        finish("#c9a05a", 0.5),
    )
    _pastry_case(place, (x + 1.15, y + 0.05, high))
    stand(
        place,
        [
            (soft_box((0, 0, 0.13), (0.34, 0.34, 0.26), 0.04), finish("#4b4a52", 0.8)),
            (box((0, -0.16, 0.20), (0.26, 0.02, 0.10)), glowing("#9fe0c8", 0.2)),
            (box((0, -0.2, 0.03), (0.36, 0.1, 0.06)), finish("#35343c", 0.5)),
        ],
        (x + 0.35, y + 0.1, high),
    )
    for dx in (-0.5, -0.36, -0.22):
        stand(place, cup(), (x + dx, y + 0.14, high))
    stand(place, vessel([(0, 0), (0.07, 0), (0.08, 0.16), (0.05, 0.2), (0, 0.2)], "#e8dcc0"), (x - 0.85, y + 0.1, high))
    for dx in (-1.45, -0.75, -0.05):
        stand(place, stool(0.68, "#5d4436", "#a8643f"), (x + dx, y - 0.62))


def _pastry_case(place: Place, at: tuple[float, float, float]) -> None:
    """A lit glass case with cakes on two shelves."""
    x, y, z = at
    place.lay(box((x, y + 0.16, z + 0.2), (0.9, 0.04, 0.4)), glowing("#fff0cc", 0.25 if place.dark else 0.05))
    frame = [box((x, y, z + h), (0.92, 0.38, 0.025)) for h in (0.012, 0.21, 0.41)]
    frame += [box((x + s * 0.45, y + t * 0.18, z + 0.2), (0.02, 0.02, 0.4)) for s in (-1, 1) for t in (-1, 1)]
    place.lay(merged(frame), finish("#d8c9a8", 0.6))
    for i, tone in enumerate(("#f4d8c0", "#8a4f38", "#f7b8c0", "#e8b04a", "#fdf4e2", "#c8685a", "#d8a05a")):
        dx, level = -0.34 + 0.225 * (i % 4), 0.03 if i < 4 else 0.225
        cake = lathe([(0, 0), (0.07, 0), (0.07, 0.07), (0.06, 0.085), (0, 0.09)], 10)
        place.lay(moved(cake, (x + dx, y - 0.04, z + level)), finish(tone, 0.5))


def _behind(place: Place) -> None:
    """The back counter: machine, shelves of bottles and cups, the menu."""
    place.lay(box((-1.3, 3.68, 0.46), (4.6, 0.4, 0.92)), finish("#6b4a36", 0.8))
    machine = [
        (soft_box((0, 0, 0.24), (0.86, 0.38, 0.40), 0.05), finish("#c9ced6", 0.9)),
        (box((0, -0.14, 0.06), (0.80, 0.16, 0.10)), finish("#4b4a52", 0.5)),
        (merged([bar((dx, -0.2, 0.2), (dx, -0.34, 0.17), 0.022, 6) for dx in (-0.22, 0.22)]), finish("#33323a", 0.5)),
        (box((0, -0.192, 0.36), (0.6, 0.01, 0.06)), glowing("#ffb45f", 0.3)),
    ]
    stand(place, machine, (-2.75, 3.66, 0.94))
    for i in range(6):
        stand(place, cup(("#f2efe8", "#7fb0c8")[i % 2]), (-3.0 + 0.1 * i, 3.62, 1.38))
    rows = (goods.bottles(place.atlas, 4, "#6b4436"), goods.bottles(place.atlas, 5, "#6b4436"))
    stand(place, shelf((1.5, 0.24, 0.78), "#a8784f", rows, "#6b4436"), (-0.25, 3.75, 1.28))
    stand(
        place,
        board(goods.menu(place.atlas, ("MENU", "COFFEE", "LATTE", "TEA", "CAKE")), 1.5, 0.94),
        (-0.25, 3.86, 2.50),
    )
    stand(
        place, board(goods.menu(place.atlas, ("TODAY", "SOUP", "TOAST", "PIE", "COCOA")), 0.9, 0.62), (-2.1, 3.86, 2.1)
    )
    stand(place, bottle("#3f7a5a", 0.3), (-1.6, 3.66, 0.92))
    stand(place, bottle("#a8434a", 0.26), (-1.45, 3.64, 0.92))
    gallery(place, ((1.35, 1.7), (2.0, 1.95), (2.65, 1.65), (3.3, 1.9)), 3.88)
    stand(place, clock("#3f3430", 0.2), (1.98, 3.86, 2.5))
    pot_plant(place, (3.6, 3.5), 1.5, "#e9dfd0")
    pot_plant(place, (0.85, 3.55), 1.1, "#7a8f86")


def _tables(place: Place) -> None:
    wood = "#5d4436"
    for name in ("cafe table", "second table"):
        (x, y, z), (wide, _, thick) = solid_of(place, name)
        top = z + thick / 2
        stand(place, round_table(wide / 2, top, "#c9935f", "#3f3a40"), (x, y))
        stand(
            place,
            vessel([(0, 0), (0.03, 0), (0.04, 0.05), (0.02, 0.12), (0, 0.12)], "#8fb4c8"),
            (x - 0.02, y + 0.2, top),
        )
        place.lay(
            moved(lathe([(0, 0), (0.05, 0.02), (0.04, 0.06), (0, 0.07)], 7), (x - 0.02, y + 0.2, top + 0.11)),
            finish("#f08f9f", 0.4),
        )
    stand(place, plate(), (2.5, 1.36, 0.72))
    stand(place, cup("#e8b04a"), (2.52, 1.1, 0.72))
    stand_at_seats(place, "cafe chair", chair(wood, "#b8553f"))
    stand(place, round_table(0.38, 0.72, "#c9935f", "#3f3a40"), (2.4, -2.4))
    for y, turn in ((-3.1, 180.0), (-1.7, 0.0)):
        stand(place, chair(wood, "#b8553f"), (2.4, y), turn)
    place.lay(box((3.82, -1.2, 0.60), (0.36, 8.6, 0.05)), finish("#a8784f", 0.7))
    for y in (-0.4, 2.2, -3.6):
        pot_plant(place, (3.82, y, 0.62), 0.4, "#d98a5f")


def _left_wall(place: Place) -> None:
    stand_door(place, "door", "#4b6a62", "#6b4a36")
    stand(place, framed(goods.menu(place.atlas, ("OPEN", "AM 9", "PM 9")), 0.5, 0.34), (-3.96, -1.55, 1.6), 90)
    rows = (goods.books(place.atlas, 1), goods.books(place.atlas, 3), goods.bottles(place.atlas, 6, "#7a5f4c"))
    stand(place, shelf((1.2, 0.3, 1.25), "#a8784f", rows), (-3.83, 1.5), 90)
    pot_plant(place, (-3.8, 1.5, 1.25), 0.6, "#e9dfd0")
    stand(place, [picture(goods.landscape(place.atlas, 0), 0.8, 0.6, (-0.4, 0, 0))], (-3.985, 0.1, 1.5), 90)
    stand(place, [picture(goods.landscape(place.atlas, 2), 0.6, 0.45, (-0.3, 0, 0))], (-3.985, -0.8, 1.6), 90)
    place.lay(soft_box((-3.6, 2.55, 0.22), (0.6, 0.5, 0.44), 0.05), finish("#c9a06a", 0.8))
