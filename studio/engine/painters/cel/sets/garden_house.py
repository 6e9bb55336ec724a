"""The old house of the garden: its roofs, its veranda, and the room of mats behind the paper doors."""

import numpy as np

from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, rect
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.houses import gable
from studio.engine.painters.cel.sets.joinery import picture, stand
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    polygon,
    quad,
    rgb,
    sheet,
    soft_box,
)

WOOD = "#7a5640"


def old_house(place: Place) -> None:
    """The house, open to the garden."""
    _house(place)
    _veranda(place)
    _room(place)


def _paper(place: Place, rows: int) -> Region:
    """A sliding paper door: a lattice over paper, a wooden foot."""
    glow = (rgb("#ffe6b0"), rgb("#ffd890")) if place.dark else (rgb("#fbf8ee"), rgb("#efe9da"))

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 96, 192), fill(rgb(WOOD)))
        canvas.drawRect(rect(6, 6, 84, 180), fill(glow[0]))
        canvas.drawRect(rect(6, 96, 84, 90), fill(glow[1], 0.6))
        for i in range(1, 4):
            canvas.drawRect(rect(6 + 21 * i - 1.5, 6, 3, 150), fill(rgb("#8a6248")))
        for i in range(1, rows):
            canvas.drawRect(rect(6, 6 + 150 * i / rows - 1.5, 84, 3), fill(rgb("#8a6248")))
        canvas.drawRect(rect(6, 156, 84, 30), fill(rgb("#9a7050")))

    return place.atlas.once(f"paper {rows}", lambda: place.atlas.draw(96, 192, draw))


def _house(place: Place) -> None:
    """Posts, white walls, the great roof with its deep eaves, a smaller roof over the veranda."""
    posts = [box((x, y, 1.5), (0.16, 0.16, 2.6)) for x in (-3.4, -1.0, 1.4, 3.8) for y in (3.9,)]
    posts += [box((x, 2.98, 1.35), (0.13, 0.13, 2.1)) for x in (-3.3, 0.2, 3.7)]
    place.lay(merged(posts), finish(WOOD, 0.8, foot=0.12))
    beams = [box((0.2, 3.9, z), (7.4, 0.14, 0.16)) for z in (2.24, 2.72)] + [box((0.2, 2.98, 2.42), (7.4, 0.12, 0.14))]
    place.lay(merged(beams), finish(WOOD, 0.7))
    place.lay(quad((-3.5, 3.93, 2.3), (7.4, 0, 0), (0, 0, 0.5)), finish("#f2ebdc", 0.0))
    for x in (-6.6, 6.9):
        place.lay(box((x, 5.6, 1.4), (6.2 if x < 0 else 6.0, 3.4, 2.8)), finish("#f0e8d8", 0.7, foot=0.1))
        boards = [box((x - 2.9 + 0.3 * i, 3.88, 0.6), (0.26, 0.04, 1.1)) for i in range(20)]
        place.lay(merged(boards), finish("#8a6248", 0.5))
        region = _paper(place, 6)
        for k in range(2):
            stand(
                place, [picture(region, 0.9, 1.0, (-0.45, 0, 0), 0.4 if place.dark else 0.0)], (x - 0.5 + k, 3.87, 1.45)
            )
    roof = [(moved(shape, (0.2, 6.2, 2.9)), coat) for shape, coat in gable(20.4, 5.6, 1.9, rgb("#6a7592"), 0.9)]
    stand(place, roof, (0, 0))
    eave = np.array([[(-4.2, 2.35, 2.38), (4.6, 2.35, 2.38)], [(-4.2, 3.95, 2.86), (4.6, 3.95, 2.86)]])
    place.lay(sheet(eave, (0, -0.3, 1)), finish("#667086", 0.8))
    place.lay(sheet(eave - (0, 0, 0.07), (0, 0.3, -1)), finish("#6b4a38", 0.0))
    rolls = [bar((x, 2.35, 2.41), (x, 3.95, 2.89), 0.045, 4) for x in np.arange(-4.1, 4.6, 0.3)]
    place.lay(merged(rolls), finish("#76819a", 0.2))
    place.lay(bar((-4.2, 2.33, 2.37), (4.6, 2.33, 2.37), 0.06, 6), finish("#8f98a4", 0.5))
    _chime(place, (-1.6, 2.55, 2.2))


def _chime(place: Place, at: tuple[float, float, float]) -> None:
    """A glass wind chime under the eave with its slip of paper."""
    x, y, z = at
    place.lay(moved(lathe([(0.055, -0.05), (0.06, 0.0), (0.0, 0.06)], 9), at), finish("#bfe6f0", 0.5))
    place.lay(
        merged([bar((x, y, z + 0.05), (x, y, z + 0.2), 0.005, 3), bar((x, y, z - 0.05), (x, y, z - 0.18), 0.005, 3)]),
        finish("#7a6a60", 0.0),
    )
    place.lay(box((x, y, z - 0.28), (0.06, 0.006, 0.2)), finish("#f2a0b4", 0.0))


def _veranda(place: Place) -> None:
    """Its boards are the set's; a stepping stone, cushions, a tray with tea and melon, a fan."""
    (x, y, z), (wide, deep, high) = solid_of(place, "engawa")
    top = z + high / 2
    boards = [
        box((x, y - deep / 2 + deep * (i + 0.5) / 6, top - 0.025), (wide, deep / 6 - 0.012, 0.05)) for i in range(6)
    ]
    place.lay(merged(boards), finish("#b98a5c", 0.7, top=0.06))
    place.lay(
        merged(
            [
                box((x + d, y - deep / 2 + 0.1, (top - 0.05) / 2), (0.10, 0.10, top - 0.05))
                for d in np.linspace(-wide / 2 + 0.1, wide / 2 - 0.1, 6)
            ]
        ),
        finish(WOOD, 0.6),
    )
    place.lay(quad((x - wide / 2, y + 0.3, 0.0), (wide, 0, 0), (0, 0, top - 0.05)), finish("#4b3a34", 0.0))
    place.lay(box((x, y - deep / 2 + 0.02, top - 0.09), (wide, 0.05, 0.10)), finish(WOOD, 0.5))
    (sx, sy, sz), size = solid_of(place, "stepping stone")
    place.lay(soft_box((sx, sy, sz), size, 0.08), finish("#a2a3aa", 0.8, foot=0.15))
    sandals = [soft_box((sx - 0.12 + 0.16 * i, sy - 0.02, size[2] + 0.02), (0.10, 0.25, 0.04), 0.02) for i in range(2)]
    place.lay(merged(sandals), finish("#c8503f", 0.5))
    for cx, tone in ((-1.9, "#3f5f8f"), (2.6, "#8f3f4f")):
        place.lay(soft_box((cx, 3.3, top + 0.04), (0.56, 0.54, 0.08), 0.05), finish(tone, 0.7))
    place.lay(soft_box((1.1, 3.45, top + 0.015), (0.5, 0.34, 0.03), 0.03), finish("#7a3f34", 0.6))
    place.lay(
        moved(lathe([(0, 0), (0.06, 0.02), (0.075, 0.08), (0.03, 0.13), (0, 0.14)], 10), (1.0, 3.46, top + 0.03)),
        finish("#4f7a6a", 0.6),
    )
    slices = [
        polygon(
            np.array(
                [
                    (1.16 + 0.09 * i, 3.4, top + 0.03),
                    (1.24 + 0.09 * i, 3.4, top + 0.03),
                    (1.2 + 0.09 * i, 3.42, top + 0.15),
                ]
            )
        )
        for i in range(2)
    ]
    place.lay(merged(slices), finish("#f0564a", 0.3))


def _room(place: Place) -> None:
    """Tatami within, paper doors half drawn, a scroll, a low table, a lamp that is lit from dusk on."""
    floor = 0.42
    light = 1.0 if place.dark else 0.78
    place.lay(quad((-3.4, 3.9, floor), (7.2, 0, 0), (0, 3.4, 0)), finish(mix((0, 0, 0), rgb("#c9c48a"), light), 0.0))
    seams = [quad((x, 3.9, floor + 0.004), (0.06, 0, 0), (0, 3.4, 0)) for x in (-1.7, 0.1, 1.9)] + [
        quad((-3.4, 5.6, floor + 0.004), (7.2, 0, 0), (0, 0.06, 0))
    ]
    place.lay(merged(seams), finish("#4f6a4a", 0.0))
    wall = glowing(
        mix((0.16, 0.12, 0.14), rgb("#f2d8a0" if place.dark else "#d8c8a8"), light), 0.10 if place.dark else 0.0
    )
    place.lay(quad((-3.4, 7.3, floor), (7.2, 0, 0), (0, 0, 2.4)), wall)
    place.lay(quad((-3.4, 3.95, floor), (0, 3.35, 0), (0, 0, 2.4)), wall)
    place.lay(quad((3.8, 7.3, floor), (0, -3.35, 0), (0, 0, 2.4)), wall)
    place.lay(quad((-3.4, 7.3, 2.75), (7.2, 0, 0), (0, -3.4, 0)), finish("#6b5040", 0.0))
    region = _paper(place, 7)
    glow = 0.42 if place.dark else 0.0
    for x in (-3.36, -2.16, 2.6):
        stand(
            place,
            [
                picture(region, 1.2, 1.86, (0, 0, 0), glow),
                (box((0.6, 0.03, 0.93), (1.2, 0.03, 1.86)), finish(WOOD, 0.4)),
            ],
            (x, 3.86 + 0.03 * (x > -3), floor),
        )
    for x in (-3.2, 2.4):
        stand(place, [picture(_paper(place, 4), 1.2, 1.9, (0, 0, 0), glow * 0.6)], (x, 7.26, floor))
    place.lay(soft_box((0.9, 5.6, floor + 0.30), (1.5, 0.9, 0.06), 0.02), finish("#7a4a38", 0.7))
    place.lay(
        merged(
            [
                box((0.9 + sx * 0.62, 5.6 + sy * 0.34, floor + 0.14), (0.08, 0.08, 0.28))
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
        ),
        finish("#5d3a2c", 0.5),
    )

    def scroll(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 64, 176), fill(rgb("#6f7f6a")))
        canvas.drawRect(rect(7, 20, 50, 136), fill(rgb("#f6f0de")))
        canvas.drawOval(rect(14, 96, 40, 34), fill(rgb("#5d6a78"), 0.8))
        canvas.drawOval(rect(22, 70, 34, 40), fill(rgb("#8a98a4"), 0.7))
        canvas.drawCircle(40, 44, 9, fill(rgb("#d8503f")))

    place.hang((-0.5, 7.27, floor + 0.55), (0.62, 0, 0), (0, 0, 1.7), place.atlas.draw(64, 176, scroll))
    place.lay(
        moved(lathe([(0.08, 0), (0.13, 0.1), (0.05, 0.26), (0.07, 0.3)], 10), (-0.9, 7.0, floor)),
        finish("#5f8fa0", 0.5),
    )
    lamp = moved(lathe([(0.16, 0.0), (0.2, 0.12), (0.16, 0.32), (0.05, 0.36)], 12), (0.9, 5.6, 1.95))
    place.lay(lamp, glowing("#ffe0a0", 0.8) if place.dark else finish("#efe4cc", 0.6))
    place.lay(bar((0.9, 5.6, 2.3), (0.9, 5.6, 2.75), 0.012, 4), finish("#3a3030", 0.0))
    if place.dark:
        place.shine((0.9, 5.5, 2.0), 2.4, (1.0, 0.80, 0.46), 0.42)
