"""What hangs on the walls of rooms: frames, clocks, calendars, switches; and what is seen beyond the windows."""

from collections.abc import Sequence
from typing import Final

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ink, rect, stroke
from studio.engine.painters.cel.sets.interior import Shell
from studio.engine.painters.cel.sets.joinery import Part, cabinet, door, picture, pot_plant, shelf, stand
from studio.engine.painters.cel.sets.land import air_colour
from studio.engine.painters.cel.sets.lettering import write_across
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, Foliage, crown, leaf_picture
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.shapes import box, finish, lathe, merged, moved, rgb, turned

_BY_HOUR: Final = {
    "night": Foliage("#2c4a66", "#1f3654", "#162744"),
    "evening": Foliage("#b98a52", "#6f7a4a", "#4a4a58"),
}
"""Leaves out of doors as they are seen from a lit room."""


def outlook(place: Place, tower_azimuth: float, trees: Sequence[tuple[float, float, float, float]] = ()) -> None:
    """What windows look out on: clouds, a town's edge, and crowns of trees at (x, y, z, radius)."""
    clouds(place, tower_azimuth, 0.9)
    ridge(place, "hills", 470, (6, 30), air_colour(place, "#6f96b8", 0.5), -60)
    ridge(place, "roofs", 420, (2, 17), air_colour(place, "#6b86a8", 0.36), -60)
    leaves = leaf_picture(place.atlas)
    for x, y, z, radius in trees:
        foliage = _BY_HOUR.get(place.hour, SUMMER if z < 0.5 else DEEP)
        crown(place, leaves, (x, y, z), (radius * 1.2, radius, radius), foliage, 22, f"yard {x} {y}")


def framed(region: Region, width: float, height: float, wood: str = "#8a6242", glow: float = 0.0) -> list[Part]:
    """A picture in a frame, its middle at the origin, its back to a wall at y = 0.03."""
    return [
        (box((0, 0.015, 0), (width + 0.08, 0.03, height + 0.08)), finish(wood, 0.6)),
        picture(region, width, height, (-width / 2, -0.003, -height / 2), glow),
    ]


def board(region: Region, width: float, height: float, frame: str = "#b98a58") -> list[Part]:
    """A writing board with a ledge, its middle at the origin."""
    ledge = [box((0, -0.05, -height / 2 - 0.05), (width, 0.10, 0.025))]
    return [*framed(region, width, height, frame), (merged(ledge), finish("#c9ccd4", 0.4))]


def clock(rim: str = "#6b4a38", radius: float = 0.17) -> list[Part]:
    """A round wall clock, its middle at the origin, facing the camera."""
    case = turned(lathe([(0.0, 0), (radius, 0), (radius, 0.04), (0.0, 0.04)], 18), 90, 0)
    face = turned(lathe([(radius * 0.87, 0.0), (0.0, 0.0005)], 18), 90, 0)
    hands = [
        box((radius * 0.13, -0.046, radius * 0.18), (0.014, 0.004, radius * 0.5)),
        box((-radius * 0.24, -0.046, -0.01), (radius * 0.65, 0.004, 0.012)),
    ]
    return [
        (case, finish(rim, 0.7)),
        (moved(face, (0, -0.042, 0)), finish("#fbf7ea", 0.0)),
        (merged(hands), finish("#2a2733", 0.0)),
    ]


def calendar(place: Place) -> Region:
    """A month of days under a picture."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink((0.99, 0.98, 0.95)))
        canvas.drawRect(rect(0, 0, 96, 54), fill(rgb("#8fc7e8")))
        canvas.drawOval(rect(-10, 30, 70, 40), fill(rgb("#6fb86a")))
        canvas.drawOval(rect(40, 34, 70, 40), fill(rgb("#4f9a5f")))
        canvas.drawRect(rect(0, 54, 96, 74), fill((0.99, 0.98, 0.95)))
        for i in range(28):
            tone = (0.85, 0.3, 0.3) if i % 7 == 0 else (0.35, 0.38, 0.5)
            canvas.drawRect(rect(7 + 12.5 * (i % 7), 64 + 15 * (i // 7), 7, 7), fill(tone, 0.85))

    return place.atlas.once("calendar", lambda: place.atlas.draw(96, 128, draw))


def sign(place: Place, text: str, ground: str, letters: str) -> Region:
    """A small plate with writing."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink(rgb(ground)))
        canvas.drawRect(rect(3, 3, 154, 42), stroke(rgb(letters), 2.5))
        write_across(canvas, text, (12, 10, 136, 28), rgb(letters), 0.14)

    return place.atlas.once(f"sign {text}", lambda: place.atlas.draw(160, 48, draw))


def gallery(
    place: Place, spots: Sequence[tuple[float, float]], y: float, size: tuple[float, float] = (0.42, 0.32)
) -> None:
    """Small paintings on the wall behind, at (x, z)."""
    for i, (x, z) in enumerate(spots):
        stand(place, framed(goods.landscape(place.atlas, i), *size), (x, y - 0.035, z))


def behind(place: Place, room: Shell, wood: str = "#a9784f") -> None:
    """The wall behind the default camera: a door, a sideboard, shelves and paintings, for shots that look back."""
    y, atlas = room.front, place.atlas
    stand(place, door(1.0, 2.1, wood), (-room.half * 0.42, y + 0.03), 180)
    trims = [box((0, y + 0.02, z), (2 * room.half, 0.04, 0.09)) for z in (0.045, room.height - 0.045)]
    place.lay(merged(trims), finish(room.trim, 0.4))
    stand(place, cabinet((1.6, 0.42, 0.82), wood, room.trim, 3, 2), (room.half * 0.24, y + 0.22), 180)
    pot_plant(place, (room.half * 0.24 + 0.55, y + 0.22, 0.82), 0.5, "#f0ebe2")
    for i, dx in enumerate((-0.36, 0.36)):
        stand(place, framed(goods.landscape(atlas, i), 0.56, 0.42, wood), (room.half * 0.24 + dx, y + 0.035, 1.62), 180)
    rows = [goods.books(atlas, i) for i in (0, 2, 4, 1)]
    stand(place, shelf((min(1.6, room.half * 0.42), 0.34, 1.8), wood, rows), (room.half * 0.74, y + 0.18), 180)
    pot_plant(place, (-room.half + 0.42, y + 0.45), 1.3, "#c8735a")
