"""Houses, fences and sheds as parts, facing the default camera (-y), to be stood anywhere and turned."""

from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ramp, rect, stroke, wash
from studio.engine.painters.cel.sets.joinery import Part, picture
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import Shape, box, finish, merged, mix, moved, rgb, sheet, times, turned


@dataclass(frozen=True)
class House:
    """Width, depth and height of its walls, the rise of its roof, and its colours."""

    width: float
    depth: float
    height: float
    rise: float = 1.6
    wall: str = "#efe4d0"
    roof: str = "#5d6f8f"
    wood: str = "#7a5a44"
    storeys: int = 2


def front(place: Place, house: House, number: int = 0) -> Region:
    """The face of a house: windows with curtains in rows, a door below, boards and a plinth."""
    share = {"night": 0.75, "evening": 0.5}.get(place.hour, 0.0)
    random = place.dice(f"front {number}")
    door, rows = int(random.integers(3)), house.storeys
    cells = [(row, column) for row in range(rows) for column in range(3) if (row, column) != (rows - 1, door)]
    lit = {cell for cell in cells if float(random.uniform()) < share}

    def draw(canvas: Canvas) -> None:
        wall, wood = rgb(house.wall), rgb(house.wood)
        canvas.drawRect(rect(0, 0, 256, 192), ramp([(wall, 1), (times(wall, 0.9), 1)], (0, 0), (0, 192)))
        for i in range(6):
            canvas.drawRect(rect(0, 192 - 12 * (i + 1), 256, 1.5), fill(times(wall, 0.84), 0.6 if i < 5 else 0))
        canvas.drawRect(rect(0, 182, 256, 10), fill(times(wall, 0.66)))
        for x in (0, 250):
            canvas.drawRect(rect(x, 0, 6, 192), fill(wood))
        if rows > 1:
            canvas.drawRect(rect(0, 90, 256, 6), fill(wood))
        at_door = (28 + 76 * door, 112 if rows > 1 else 60)
        _door(canvas, at_door, wood)
        for cell in cells:
            _window(canvas, _opening(cell, rows), wood, False)
        canvas.drawRect(rect(0, 0, 256, 192), wash(place.unlit))
        for cell in sorted(lit):
            _window(canvas, _opening(cell, rows), times(wood, place.unlit), True)
        if place.dark:
            _door_panes(canvas, at_door, "#ffd890")

    return place.atlas.once(f"front {number} {house.wall}", lambda: place.atlas.draw(256, 192, draw))


def _opening(cell: tuple[int, int], rows: int) -> tuple[float, float, float, float]:
    """Where a window is on the face of a house, in its row and column."""
    row, column = cell
    top, high = (40, 84) if rows == 1 else (18, 54) if row < rows - 1 else (112, 50)
    return 22 + 76 * column, top, 58, high


def _window(canvas: Canvas, box_: tuple[float, float, float, float], wood: RGB, lit: bool) -> None:
    x, y, wide, high = box_
    glass = (rgb("#ffdf9a"), rgb("#ffb866")) if lit else (rgb("#bcd8e8"), rgb("#6f92ae"))
    canvas.drawRect(rect(x - 4, y - 4, wide + 8, high + 8), fill(wood))
    canvas.drawRect(rect(x, y, wide, high), ramp([(glass[0], 1), (glass[1], 1)], (x, y), (x + wide * 0.5, y + high)))
    curtain = mix(glass[0], (1, 1, 1), 0.45)
    canvas.drawRect(rect(x, y, wide * 0.2, high), fill(curtain, 0.85))
    canvas.drawRect(rect(x + wide * 0.8, y, wide * 0.2, high), fill(curtain, 0.85))
    canvas.drawRect(rect(x + wide / 2 - 1.5, y, 3, high), fill(wood))
    canvas.drawRect(rect(x, y + high * 0.42, wide, 2.5), fill(wood))
    canvas.drawLine(x + 6, y + high - 6, x + wide * 0.45, y + 6, stroke((1, 1, 1), 3, 0.35))


def _door(canvas: Canvas, at: tuple[float, float], wood: RGB) -> None:
    x, y = at
    canvas.drawRect(rect(x - 4, y - 6, 54, 80 if y > 100 else 132), fill(times(wood, 0.8)))
    canvas.drawRect(rect(x, y, 46, 74 if y > 100 else 126), fill(mix(wood, (0.9, 0.7, 0.5), 0.25)))
    _door_panes(canvas, at, "#9fb8c8")
    canvas.drawCircle(x + 40, y + 44, 2.5, fill((0.95, 0.85, 0.5)))


def _door_panes(canvas: Canvas, at: tuple[float, float], tone: str) -> None:
    for k in range(2):
        canvas.drawRect(rect(at[0] + 5 + 19 * k, at[1] + 8, 16, 28), fill(rgb(tone)))


def gable(width: float, depth: float, rise: float, tone: RGB, eaves: float = 0.45, rows: int = 6) -> list[Part]:
    """A roof of two slopes whose ridge runs along x, its eaves at z = 0: tiles in courses, a ridge beam."""
    half, run = width / 2 + eaves, depth / 2 + eaves
    drop = -rise * eaves / (depth / 2)
    parts: list[Part] = []
    courses: list[Shape] = []
    for side in (-1, 1):
        slope = np.array([[(-half, side * run, drop), (half, side * run, drop)], [(-half, 0, rise), (half, 0, rise)]])
        parts.append((sheet(slope, (0, side * rise, run)), finish(tone, 0.8)))
        parts.append((sheet(slope - (0, 0, 0.09), (0, -side * rise, -run)), finish(times(tone, 0.5), 0.0)))
        for t in np.linspace(0.0, 0.84, rows):
            y, z = side * run * (1 - t), drop + (rise - drop) * t
            courses.append(box((0, y, z + 0.01), (2 * half, 0.07, 0.06)))
    parts.append((merged(courses), finish(times(tone, 0.82), 0.0)))
    parts.append((box((0, 0, rise + 0.03), (2 * half + 0.06, 0.24, 0.18)), finish(times(tone, 0.72), 0.7)))
    return parts


def _gable_wall(width: float, depth: float, rise: float) -> Shape:
    ends: list[Shape] = []
    for side in (-1, 1):
        corners = np.array([[(0, -depth / 2, 0), (0, depth / 2, 0)], [(0, -0.01, rise), (0, 0.01, rise)]])
        ends.append(sheet(corners + np.array((side * width / 2, 0, 0)), (side, 0, 0)))
    return merged(ends)


def cottage(place: Place, house: House, number: int = 0, snow: bool = False) -> list[Part]:
    """A house with a gabled roof: painted faces, plain ends, snow on its roof if asked."""
    glow = 0.9 if place.dark else 0.0
    w, d, h = house.width, house.depth, house.height
    region = front(place, house, number)
    parts: list[Part] = [
        (box((0, 0, h / 2), (w, d, h)), finish(house.wall, 0.8, foot=0.15)),
        (_gable_wall(w, d, house.rise), finish(times(rgb(house.wall), 0.96), 0.6)),
        picture(region, w, h, (-w / 2, -d / 2 - 0.015, 0), glow),
    ]
    parts[1] = (moved(parts[1][0], (0, 0, h)), parts[1][1])
    side = picture(region.part(0, 0, 0.68, 1), d, h, (-d / 2, -w / 2 - 0.015, 0), glow)
    parts += [(turned(side[0], turn), side[1]) for turn in (-90.0, 90.0)]
    tone = rgb("#f2f6fc") if snow else rgb(house.roof)
    parts += [(moved(shape, (0, 0, h)), coat) for shape, coat in gable(w, d, house.rise, tone)]
    if snow:
        parts.append((box((0, -d / 2 - 0.42, h - 0.32), (w + 0.9, 0.16, 0.2)), finish("#f6f9fd", 0.6)))
    chimney = box((w * 0.28, d * 0.18, h + house.rise * 0.8), (0.5, 0.5, 1.2))
    parts.append((chimney, finish("#a8685a", 0.7)))
    return parts


def fence(length: float, height: float = 0.9, tone: str = "#c9a878", step_m: float = 0.22) -> list[Part]:
    """Pickets along x, from 0 to ``length``."""
    pickets = [box((x, 0, height / 2), (0.09, 0.03, height)) for x in np.arange(step_m / 2, length, step_m)]
    rails = [box((length / 2, 0.03, height * k), (length, 0.04, 0.06)) for k in (0.3, 0.75)]
    return [(merged([*pickets, *rails]), finish(tone, 0.6, foot=0.15))]


def block_wall(length: float, height: float = 1.3, tone: str = "#b9b6ba") -> list[Part]:
    """A garden wall of concrete blocks along x, capped."""
    seams = [box((length / 2, -0.076, z), (length, 0.004, 0.015)) for z in np.arange(0.2, height - 0.05, 0.2)]
    seams += [box((x, -0.076, height / 2), (0.015, 0.004, height - 0.04)) for x in np.arange(0.4, length, 0.4)]
    return [
        (box((length / 2, 0, height / 2), (length, 0.15, height)), finish(tone, 0.8, foot=0.18)),
        (merged(seams), finish(times(rgb(tone), 0.82), 0.0)),
        (box((length / 2, 0, height + 0.03), (length + 0.04, 0.22, 0.07)), finish(times(rgb(tone), 1.06), 0.6)),
    ]
