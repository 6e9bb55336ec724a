"""The bridge of a spaceship: a wide window on stars and a ringed planet, lit consoles, ribbed walls."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import Canvas, Region, decal, fill, ramp, rect, stroke
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Shell, shell, wall
from studio.engine.painters.cel.sets.joinery import Part, picture, stand, stand_at_seats
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    Shape,
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
    sheet,
    slab,
    soft_box,
    times,
    turned,
)

ROOM: Final = Shell(4.0, -8.4, 4.3, 3.2, "#b4bccb", "#7d8798", "#6b7488", "#c2c9d4", tiled=True)
HULL: Final = "#c9d0dc"
DARK: Final = "#4a5266"
_PLANETS: Final = (
    ("#4f8fd0", "#e8f2fa", "#5fa86a"),
    ("#d0825a", "#f2d0a0", "#a8553f"),
    ("#8f7ad0", "#e0c8f4", "#5a4aa0"),
)
_GLOW: Final = ("#6fe8ff", "#8fc0ff", "#ffb870")


def dress(place: Place) -> None:
    """Build the bridge; its planet and the colour of its lights come from the place's name and the hour."""
    light = _GLOW[{"evening": 2, "night": 1}.get(place.hour, 0)]
    shell(place, ROOM, 1.0)
    for side in ("left", "right"):
        wall(place, ROOM, side)
    _window(place)
    _ribs(place, light)
    _main_console(place, light)
    _side_consoles(place, light)
    stand_at_seats(place, "pilot's chair", _chair("#3f4a66", light))
    stand_at_seats(place, "crew chair", _chair("#5d6880", light))
    _floor_lights(place, light)
    _back_of_bridge(place, light)


def _space(place: Place) -> Region:
    """Stars, a band of nebula, a planet with its ring and a moon."""
    sea, cloud, land = (rgb(tone) for tone in _PLANETS[int(place.dice("planet").integers(len(_PLANETS)))])
    dusk = {"morning": 0.35, "evening": 0.55, "night": 0.0}.get(place.hour, 0.15)

    def draw(canvas: Canvas) -> None:
        deep = mix((0.03, 0.04, 0.14), (0.30, 0.12, 0.30), dusk)
        canvas.drawRect(rect(0, 0, 1024, 384), ramp([((0.02, 0.02, 0.08), 1), (deep, 1)], (0, 0), (300, 384)))
        random = place.dice("stars")
        for x, y, r, tone in (
            (260, 250, 150, (0.35, 0.25, 0.75)),
            (420, 180, 120, (0.75, 0.30, 0.65)),
            (140, 330, 130, (0.2, 0.5, 0.8)),
            (560, 110, 110, (0.25, 0.45, 0.85)),
        ):
            canvas.drawOval(rect(x - r, y - r * 0.4, 2 * r, 0.8 * r), fill(tone, 0.30, blur=34))
        for _ in range(260):
            size = float(random.uniform(0.4, 1.7)) ** 1.6
            canvas.drawCircle(
                float(random.uniform(0, 1024)),
                float(random.uniform(0, 384)),
                size,
                fill(mix((1, 1, 1), (0.7, 0.85, 1.0), float(random.uniform())), float(random.uniform(0.4, 1))),
            )
        canvas.drawCircle(742, 214, 158, fill(sea, 0.35, blur=18))
        canvas.save()
        canvas.translate(742, 214)
        canvas.rotate(-18)
        canvas.drawCircle(
            0, 0, 140, ramp([(mix(sea, (1, 1, 1), 0.35), 1), (sea, 1), (times(sea, 0.25), 1)], (-110, -70), (120, 90))
        )
        for y, wide, tone, alpha in (
            (-70, 150, cloud, 0.5),
            (-34, 236, land, 0.55),
            (6, 260, cloud, 0.45),
            (44, 210, land, 0.5),
            (80, 150, cloud, 0.4),
        ):
            canvas.drawOval(rect(-wide / 2, y - 9, wide, 20), fill(tone, alpha, blur=3))
        canvas.drawCircle(46, 34, 130, fill((0.01, 0.01, 0.06), 0.35, blur=26))
        for i, tone in enumerate((cloud, mix(cloud, sea, 0.4), cloud)):
            canvas.drawArc(
                rect(-236 + 16 * i, -48 + 4 * i, 472 - 32 * i, 96 - 8 * i), -8, 196, False, stroke(tone, 9 - 2 * i, 0.7)
            )
        canvas.restore()
        canvas.drawCircle(480, 92, 26, ramp([((0.92, 0.92, 0.96), 1), ((0.35, 0.36, 0.5), 1)], (462, 76), (500, 110)))

    return place.atlas.draw(1024, 384, draw)


def _window(place: Place) -> None:
    """Three great panes, slanted frames between them, the wall round them."""
    y = ROOM.back
    place.hang((-4.3, y + 0.9, 0.5), (8.6, 0, 0), (0, 0, 2.9), _space(place), decal(glow=0.62))
    place.lay(quad((-4.0, y, 0.0), (8.0, 0, 0), (0, 0, 0.86)), finish("#8d96a8", 0.0))
    place.lay(quad((-4.0, y, 2.86), (8.0, 0, 0), (0, 0, 0.34)), finish("#8d96a8", 0.0))
    sill = [box((0, y - 0.06, 0.90), (8.0, 0.36, 0.12)), box((0, y - 0.06, 2.84), (8.0, 0.36, 0.14))]
    posts = [
        moved(turned(box((0, 0, 0), (0.16, 0.26, 2.05)), tilt, 1), (x, y - 0.02, 1.88))
        for x, tilt in ((-2.6, -8), (-0.9, -3), (0.9, 3), (2.6, 8))
    ]
    corners = [box((s * 3.86, y - 0.1, 1.88), (0.30, 0.4, 2.0)) for s in (-1, 1)]
    place.lay(merged([*sill, *posts, *corners]), finish(HULL, 0.9))
    place.lay(merged([box((0, y - 0.245, z), (7.6, 0.02, 0.025)) for z in (0.93, 2.80)]), glowing("#9fe8ff", 0.6))
    region = place.atlas.once("soft light", lambda: place.atlas.draw(64, 64, _soft))
    place.beam(quad((-3.2, 0.6, 0.02), (6.4, 0, 0), (0, 3.4, 0)), region, (0.35, 0.55, 1.0), 0.22)


def _soft(canvas: Canvas) -> None:
    for i in range(8):
        canvas.drawRect(
            rect(3.0 * i, 0, 64 - 6.0 * i, 64), ramp([((1, 1, 1), 0.14), ((1, 1, 1), 0.0)], (0, 0), (0, 64))
        )


def _ribs(place: Place, light: str) -> None:
    """Frames of the hull every two metres, panels and light strips between them, pipes above."""
    ribs: list[Shape] = []
    for y in np.arange(-7.4, 4.0, 2.2):
        for side in (-1, 1):
            outline = np.array([(0, 0), (0.42, 0), (0.22, 0.7), (0.16, 2.3), (0.75, 3.2), (0, 3.2)]) * (-side, 1)
            ribs.append(moved(slab(outline if side < 0 else outline[::-1], 0.26), (side * 4.0, float(y), 0)))
        ribs.append(box((0, float(y), 3.12), (8.0, 0.30, 0.18)))
    place.lay(merged(ribs), finish(HULL, 0.9, foot=0.12))
    for side in (-1, 1):
        for i, y in enumerate(np.arange(-6.3, 3.4, 2.2)):
            x = side * 3.965
            panels = [box((x, float(y), z), (0.06, 1.5, h)) for z, h in ((0.55, 0.62), (1.5, 0.9), (2.36, 0.5))]
            place.lay(merged(panels), finish("#a3adbf", 0.6))
            place.lay(box((x - side * 0.035, float(y), 1.02), (0.03, 1.3, 0.06)), glowing(light, 0.7))
            small = [box((x - side * 0.035, float(y) - 0.5 + 0.16 * k, 2.36), (0.02, 0.09, 0.12)) for k in range(5)]
            place.lay(merged(small), glowing(("#7ff0c0", "#ffcf6a", "#ff8a7a")[i % 3], 0.35))
            grille = [box((x - side * 0.035, float(y), 0.36 + 0.09 * k), (0.02, 1.1, 0.03)) for k in range(4)]
            place.lay(merged(grille), finish(DARK, 0.0))
        pipes = [
            bar((side * (3.2 - 0.22 * k), -8.2, 3.0), (side * (3.2 - 0.22 * k), 4.2, 3.0), 0.05, 6) for k in range(2)
        ]
        place.lay(merged(pipes), finish("#8f98aa", 0.6))
    place.lay(box((0, -2.0, 3.05), (0.5, 12.0, 0.06)), finish(HULL, 0.6))
    place.lay(box((0, -2.0, 3.015), (0.3, 11.8, 0.02)), glowing(mix(rgb(light), (1, 1, 1), 0.6), 0.6))


def _main_console(place: Place, light: str) -> None:
    """The long desk under the window: slanted screens, rows of keys, a wheel of stars over its middle."""
    (x, y, _), (wide, deep, high) = solid_of(place, "main console")
    place.lay(soft_box((x, y, high / 2 - 0.01), (wide, deep, high - 0.02), 0.06, 16), finish("#8f99ad", 0.9, foot=0.15))
    place.lay(box((x, y, high - 0.015), (wide - 0.06, deep - 0.04, 0.03)), finish(DARK, 0.6))
    for i in range(5):
        place.lay(box((x - 1.8 + 0.9 * i, y - deep / 2 - 0.006, 0.42), (0.7, 0.02, 0.46)), finish("#a9b3c4", 0.5))
    place.lay(box((x, y - deep / 2 - 0.01, 0.74), (wide - 0.3, 0.02, 0.04)), glowing(light, 0.8))
    for i in range(5):
        screen: list[Part] = [
            (box((0, 0.02, 0.17), (0.74, 0.05, 0.40)), finish(DARK, 0.6)),
            picture(goods.screen(place.atlas, i), 0.68, 0.34, (-0.34, -0.01, 0.0), 0.55),
        ]
        stand(place, screen, (x - 1.8 + 0.9 * i, y + 0.22, high + 0.02), 180)
        stand(place, screen, (x - 1.8 + 0.9 * i, y + 0.10, high + 0.02), 0)
        keys = [box((x - 2.05 + 0.9 * i + 0.1 * k, y - 0.20, high + 0.012), (0.06, 0.07, 0.02)) for k in range(6)]
        place.lay(merged(keys), glowing(("#8ff0ff", "#ffe08a", "#ff9a8a")[i % 3], 0.35))
    place.shine((x, y - 0.2, high + 0.2), 1.6, rgb(light), 0.16)


def _side_consoles(place: Place, light: str) -> None:
    for name in ("left console", "right console"):
        (x, y, _), (deep, wide, high) = solid_of(place, name)
        side = -1 if x < 0 else 1
        place.lay(soft_box((x, y, high / 2), (deep, wide, high), 0.05, 16), finish("#8f99ad", 0.9, foot=0.15))
        for i in range(3):
            screen: list[Part] = [
                (box((0, 0.03, 0.24), (0.64, 0.06, 0.5)), finish(DARK, 0.7)),
                picture(goods.screen(place.atlas, i + 1), 0.58, 0.42, (-0.29, -0.005, 0.03), 0.55),
                (box((0, -0.26, 0.015), (0.5, 0.16, 0.02)), glowing(light, 0.18)),
            ]
            stand(place, screen, (x + side * 0.10, y - 0.72 + 0.72 * i, high), -90 * side)
        place.lay(box((x - side * (deep / 2 + 0.004), y, 0.66), (0.02, wide - 0.2, 0.04)), glowing(light, 0.7))


def _chair(tone: str, light: str) -> list[Part]:
    """A pilot's chair: a shell on a post, head rest, arms with keys."""
    return [
        (lathe([(0.0, 0), (0.26, 0.0), (0.22, 0.05), (0.07, 0.08), (0.06, 0.36)], 12), finish("#6b7488", 0.7)),
        (soft_box((0, 0, 0.42), (0.54, 0.52, 0.10), 0.05), finish(tone, 0.8)),
        (soft_box((0, 0.25, 0.86), (0.52, 0.12, 0.80), 0.06), finish(tone, 0.9, top=0.1)),
        (soft_box((0, 0.32, 0.86), (0.58, 0.06, 0.84), 0.04), finish(HULL, 0.8)),
        (merged([soft_box((s * 0.32, 0.0, 0.64), (0.10, 0.44, 0.06), 0.03) for s in (-1, 1)]), finish("#8f99ad", 0.7)),
        (merged([box((s * 0.32, -0.14, 0.675), (0.05, 0.10, 0.01)) for s in (-1, 1)]), glowing(light, 0.6)),
    ]


def _floor_lights(place: Place, light: str) -> None:
    """Plates of the floor, and strips that lead to the consoles."""
    place.lay(merged([box((s * 2.95, -2.2, 0.008), (0.06, 12.0, 0.006)) for s in (-1, 1)]), glowing(light, 0.6))
    plates = [
        quad((-2.7 + 1.36 * i, -7.8 + 1.3 * k, 0.006), (1.28, 0, 0), (0, 1.22, 0)) for i in range(4) for k in range(8)
    ]
    random = place.dice("plates")
    for chosen, tone in ((random.permutation(32)[:16], "#8a94a6"), (random.permutation(32)[:9], "#99a3b4")):
        place.lay(
            moved(merged([plates[int(i)] for i in chosen]), (0, 0, 0.001 if tone == "#99a3b4" else 0.0)),
            finish(tone, 0.0),
        )
    turn = np.linspace(0, 2 * np.pi, 33)
    for radius, wide, tone, glow in ((1.72, 0.05, light, 0.6), (0.9, 0.03, light, 0.35)):
        rows = [
            np.stack([r * np.cos(turn), -0.2 + r * np.sin(turn), np.full(33, 0.012)], 1)
            for r in (radius - wide, radius)
        ]
        place.lay(sheet(np.stack(rows), (0, 0, 1)), glowing(tone, glow))


def _back_of_bridge(place: Place, light: str) -> None:
    """The lift doors behind, hatches at the sides, a table of charts that glows."""
    y = ROOM.front
    for x in (-2.2, 2.2):
        stand(
            place,
            [
                (box((0, 0, 1.2), (1.7, 0.12, 2.4)), finish(HULL, 0.8)),
                (merged([box((s * 0.36, -0.08, 1.12), (0.70, 0.04, 2.1)) for s in (-1, 1)]), finish("#8f99ad", 0.7)),
                (box((0, -0.09, 2.32), (1.2, 0.03, 0.06)), glowing(light, 0.7)),
            ],
            (x, y + 0.08),
            180,
        )
    for side in (-1, 1):
        stand(
            place,
            [
                (box((0, 0, 1.1), (1.3, 0.14, 2.2)), finish(HULL, 0.8)),
                (soft_box((0, -0.06, 1.08), (1.05, 0.08, 2.0), 0.06), finish("#7f89a0", 0.8)),
                (soft_box((0, -0.11, 1.6), (0.4, 0.03, 0.3), 0.04), glowing("#9fd8f0", 0.2)),
                (box((0.62, -0.09, 1.1), (0.08, 0.04, 0.16)), glowing("#8ff0a0", 0.7)),
            ],
            (side * 3.92, -2.4),
            -90 * side,
        )
    table = lathe(
        [(0.0, 0), (0.55, 0.0), (0.5, 0.1), (0.28, 0.2), (0.3, 0.72), (0.85, 0.8), (0.85, 0.88), (0.0, 0.88)], 10
    )
    place.lay(moved(table, (2.5, -6.6, 0)), finish("#8f99ad", 0.8))
    place.lay(moved(lathe([(0.76, 0.0), (0.0, 0.001)], 10), (2.5, -6.6, 0.885)), glowing(light, 0.2))
    place.shine((2.5, -6.6, 1.2), 0.9, rgb(light), 0.3)
