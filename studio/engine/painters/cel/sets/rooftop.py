"""A school roof above the town: a fence, a stair house with its tank, a skyline, the sky."""

import numpy as np

from studio.engine.painters.cel.sets.atlas import Canvas, Region, decal, fill, rect, stroke
from studio.engine.painters.cel.sets.furniture import bench, planter, solid_of
from studio.engine.painters.cel.sets.land import air_colour
from studio.engine.painters.cel.sets.leaves import beyond, hang, part_of
from studio.engine.painters.cel.sets.neon_street import surface_in_metres
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import shrub
from studio.engine.painters.cel.sets.sky import FAR_M, clouds, ridge
from studio.engine.painters.cel.sets.street_pictures import facade
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
    polygon,
    quad,
    rgb,
    soft_box,
    times,
)


def dress(place: Place) -> None:
    """Build the roof."""
    clouds(place, 26.0, 1.08)
    ridge(place, "mountains", 480, (10, 44), air_colour(place, "#6a8fc0", 0.55), -80)
    _skyline(place)
    _near_roofs(place)
    _deck(place)
    _fences(place)
    _stair_house(place)
    _vent(place)
    bench(place, wood="#8fa3b8", metal="#5d6378")
    for x in (-4.9, -3.9):
        planter(place, (x, 5.2), (0.9, 0.42, 0.34), "#b8785a")
        shrub(place, (x, 5.2, 0.52), 0.36)
    _pipes(place)


def _skyline_picture(place: Place, number: int) -> Region:
    """A strip of town in two tones, its windows lit at night."""
    random = place.dice(f"skyline {number}")
    near, far = air_colour(place, "#4f6596", 0.12), air_colour(place, "#7089bb", 0.38)
    if place.hour == "night":
        near, far = times(near, 0.5), times(far, 0.62)
    lit = {"night": 0.42, "evening": 0.24}.get(place.hour, 0.0)

    def draw(canvas: Canvas) -> None:
        for tone, low, high, base in ((far, 60, 150, 190), (near, 25, 90, 200)):
            x = 0.0
            while x < 768:
                w, h = float(random.uniform(22, 58)), float(random.uniform(low, high))
                canvas.drawRect(rect(x, base - h, w, h + 40), fill(times(tone, float(random.uniform(0.92, 1.06)))))
                if random.uniform() < 0.25:
                    canvas.drawRect(rect(x + w / 2, base - h - 16, 2, 16), fill(tone))
                _panes(canvas, random, (x, base - h, w, h), tone, lit)
                x += w + float(random.uniform(-4, 6))

    return place.atlas.draw(768, 200, draw, near)


def _panes(
    canvas: Canvas,
    random: np.random.Generator,
    block: tuple[float, float, float, float],
    tone: tuple[float, float, float],
    lit: float,
) -> None:
    x, y, w, h = block
    for row in range(int(h // 9)):
        for column in range(int((w - 6) // 8)):
            glow = random.uniform() < lit
            pane = (
                ((1.0, 0.84, 0.52), (1.0, 0.72, 0.42), (1.0, 0.93, 0.74), (0.72, 0.88, 1.0))[int(random.integers(4))]
                if glow
                else mix(tone, (0.9, 0.95, 1.0), 0.16)
            )
            canvas.drawRect(rect(x + 4 + column * 8, y + 5 + row * 9, 4.5, 5), fill(pane, 0.95))


def _skyline(place: Place) -> None:
    pictures = [_skyline_picture(place, i) for i in range(2)]
    for i in range(12):
        azimuth = np.radians(-180 + 30 * i)
        ahead, right = np.array([np.sin(azimuth), np.cos(azimuth), 0]), np.array([np.cos(azimuth), -np.sin(azimuth), 0])
        half = FAR_M * 0.9 * np.tan(np.radians(15.2))
        foot = ahead * FAR_M * 0.9 + np.array([0, 0, -20.0])
        region = pictures[i % 2] if i % 3 else pictures[i % 2].mirrored
        place.far(quad(foot - right * half, right * 2 * half, (0, 0, half * 0.66)), region)


def _near_roofs(place: Place) -> None:
    """Blocks of the town below and beyond the fence."""
    random = place.dice("roofs")
    lit = {"night": 0.42, "evening": 0.3}.get(place.hour, 0.0)
    pictures = [facade(place.atlas, random, lit, style, place.unlit) for style in range(2)]
    glow = 0.9 if place.dark else 0.0
    for i in range(26):
        turn = np.radians(-82 + 6.6 * i + float(random.uniform(-2, 2)))
        away = float(random.uniform(38, 120))
        x, y = away * np.sin(turn), away * np.cos(turn)
        wide, deep, top = (
            float(random.uniform(8, 16)),
            float(random.uniform(8, 14)),
            float(random.uniform(-7, 1.0)) + (2.5 if away > 90 else 0),
        )
        tone = times(rgb(("#c9c2c6", "#b8bccb", "#d8c8b8", "#a8b4c8")[i % 4]), 0.95)
        tint = (min(1, tone[0] * 1.25), min(1, tone[1] * 1.25), min(1, tone[2] * 1.25))
        part = pictures[i % 2].part(0, 0.0, min(1.0, wide / 9), 1.0)
        place.hang((x - wide / 2, y - deep / 2, top - 14), (wide, 0, 0), (0, 0, 14), part, decal(glow=glow, tint=tint))
        side = -1 if x > 0 else 1
        if side < 0:
            place.hang(
                (x - wide / 2, y + deep / 2, top - 14),
                (0, -deep, 0),
                (0, 0, 14),
                part,
                decal(glow=glow, tint=times(tint, 0.8)),
            )
        else:
            place.hang(
                (x + wide / 2, y - deep / 2, top - 14),
                (0, deep, 0),
                (0, 0, 14),
                part,
                decal(glow=glow, tint=times(tint, 0.8)),
            )
        place.lay(box((x, y, top), (wide + 0.3, deep + 0.3, 0.5)), finish(tone, 0.5))
        place.lay(box((x + wide * 0.2, y, top + 1.0), (2.2, 2.2, 1.6)), finish(times(tone, 0.9), 0.5))


def _deck(place: Place) -> None:
    """Concrete in slabs, with joints, patches and a gutter."""
    random = place.dice("deck")
    for i, x in enumerate(np.arange(-6.8, 6.8, 2.266)):
        for y in np.arange(-10.6, 6.0, 2.766):
            tone = times(rgb("#b9bcc4"), float(random.uniform(0.955, 1.03)))
            place.lay(*surface_in_metres(quad((x, y, 0), (2.27, 0, 0), (0, 2.77, 0)), tone))
        if i:
            place.lay(quad((x - 0.012, -10.6, 0.005), (0.024, 0, 0), (0, 16.6, 0)), finish("#8f93a0", 0.0))
    seams = [quad((-6.8, y - 0.012, 0.005), (13.6, 0, 0), (0, 0.024, 0)) for y in np.arange(-10.6, 6.0, 2.766)]
    place.lay(merged(seams), finish("#8f93a0", 0.0))
    curb = finish("#a6a9b4", 0.7, top=0.1)
    place.lay(
        merged(
            [
                box((0, 5.95, 0.14), (13.7, 0.34, 0.28)),
                box((-6.66, -2.3, 0.14), (0.34, 16.6, 0.28)),
                box((6.66, -2.3, 0.14), (0.34, 16.6, 0.28)),
            ]
        ),
        curb,
    )


def _mesh_picture(place: Place) -> Region:
    """Chain link: wires crossing, all else clear."""

    def draw(canvas: Canvas) -> None:
        pen = stroke((0.62, 0.68, 0.76), 2.4)
        for i in range(-8, 17):
            canvas.drawLine(i * 32, 0, i * 32 + 256, 256, pen)
            canvas.drawLine(i * 32 + 256, 0, i * 32, 256, pen)

    return place.atlas.draw(256, 256, draw, (0.62, 0.68, 0.76))


def _fences(place: Place) -> None:
    (_, y, _), (wide, _, high) = solid_of(place, "back fence")
    region = _mesh_picture(place)
    steel = finish("#8fa6b8", 0.6)
    # Wires that the moon does not whiten: they would hide the town's lights.
    coat = decal(tint=(0.34, 0.38, 0.52) if place.hour == "night" else (0.82, 0.90, 0.96))
    span = 1.65
    for x in np.arange(-wide / 2, wide / 2 - 0.1, span):
        place.hang((x, y, 0.26), (span, 0, 0), (0, 0, high - 0.26), region, coat)
    posts = [bar((x, y, 0), (x, y, high), 0.035, 5) for x in np.arange(-wide / 2, wide / 2 + 0.1, span)]
    place.lay(
        merged([*posts, *(bar((-wide / 2, y, z), (wide / 2, y, z), 0.022, 5) for z in (0.28, high * 0.55, high))]),
        steel,
    )
    for side, name in ((-1, "left fence"), (1, "right fence")):
        (x, middle, _), (_, deep, tall) = solid_of(place, name)
        low, top = middle - deep / 2, middle + deep / 2
        count = round(deep / span)
        for i in range(count):
            at = low + deep * i / count
            origin, across = (
                ((x, at, 0.26), (0, deep / count, 0))
                if side < 0
                else ((x, at + deep / count, 0.26), (0, -deep / count, 0))
            )
            place.hang(origin, across, (0, 0, tall - 0.26), region, coat)
        uprights = [
            bar((x, low + deep * i / count, 0), (x, low + deep * i / count, tall), 0.035, 5) for i in range(count + 1)
        ]
        place.lay(merged([*uprights, *(bar((x, low, z), (x, top, z), 0.022, 5) for z in (0.28, tall))]), steel)


def _stair_house(place: Place) -> None:
    (x, y, z), (wide, deep, high) = solid_of(place, "stair house")
    wall = finish("#d9d4cb", 0.8, foot=0.12)
    place.lay(box((x, y, z), (wide, deep, high)), wall)
    place.lay(box((x, y, high + 0.08), (wide + 0.3, deep + 0.3, 0.16)), finish("#a8a7b0", 0.8))
    front = y - deep / 2
    place.lay(box((x - 0.55, front - 0.02, 1.03), (1.02, 0.06, 2.08)), finish("#7d8296", 0.6))
    part = part_of(place, "door")
    beyond(place, part, 0.052)
    light = glowing(times((0.72, 0.86, 0.95), 1.0 if not place.dark else 0.9), 0.4 if place.dark else 0.0)
    pieces = [
        (box((0, -0.07, 0.99), (0.9, 0.03, 1.98)), finish("#5f8fa8", 0.8, foot=0.1)),
        (box((0, -0.09, 1.49), (0.34, 0.02, 0.5)), light),
        (ball((0.33, -0.10, 0.97), 0.035, 7, 5), finish("#d9dbe4", 0.4)),
    ]
    hang(place, part, part.sides[0], pieces)
    place.lay(box((x - 0.55, front - 0.30, 2.22), (1.3, 0.62, 0.06)), finish("#8f94a6", 0.7))
    place.lay(box((x - 0.55, front - 0.06, 2.38), (0.3, 0.10, 0.12)), glowing("#ffe6b0", 0.8 if place.dark else 0.0))
    if place.dark:
        place.shine((x - 0.55, front - 0.2, 2.3), 0.9, (1.0, 0.84, 0.5), 0.4)
    left = x - wide / 2
    stains = [
        box((left + 0.3 * i + 0.9, front - 0.003, 2.35 - 0.1 * (i % 3)), (0.05, 0.004, 0.5 + 0.1 * (i % 2)))
        for i in range(2, 6)
    ]
    place.lay(merged(stains), finish("#c4beb6", 0.0))
    tank = [(0, 0.5), (0.92, 0.5), (0.96, 0.6), (0.96, 1.9), (0.90, 2.0), (0.4, 2.2), (0, 2.25)]
    place.lay(moved(lathe(tank, 18), (x + 0.2, y + 0.1, high + 0.1)), finish("#e9eef2", 0.9, foot=0.12))
    bands = merged(
        [moved(lathe([(0.975, h), (0.975, h + 0.06)], 18), (x + 0.2, y + 0.1, high + 0.1)) for h in (0.9, 1.5)]
    )
    place.lay(bands, finish("#7fb0d0", 0.0))
    legs = [
        bar(
            (x + 0.2 + sx * 0.7, y + 0.1 + sy * 0.7, high),
            (x + 0.2 + sx * 0.7, y + 0.1 + sy * 0.7, high + 0.65),
            0.06,
            5,
        )
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    ladder = [bar((left - 0.06, y + s * 0.2, 0.3), (left - 0.06, y + s * 0.2, high + 0.9), 0.02, 5) for s in (-1, 1)]
    ladder += [
        bar((left - 0.06, y - 0.2, h), (left - 0.06, y + 0.2, h), 0.014, 4) for h in np.arange(0.5, high + 0.8, 0.32)
    ]
    place.lay(merged([*legs, *ladder]), finish("#8a90a2", 0.6))


def _vent(place: Place) -> None:
    (x, y, z), (wide, deep, high) = solid_of(place, "vent")
    place.lay(soft_box((x, y, z), (wide, deep, high), 0.04), finish("#c3c8d2", 0.9, foot=0.15))
    front = y - deep / 2 - 0.006
    place.lay(moved(_disc(0.31), (x, front, z + 0.02)), finish("#5d6478", 0.0))
    place.lay(moved(_disc(0.09), (x, front - 0.006, z + 0.02)), finish("#8f96a8", 0.0))
    blades = [
        box((x + 0.17 * np.cos(t), front - 0.004, z + 0.02 + 0.17 * np.sin(t)), (0.10, 0.004, 0.10))
        for t in np.linspace(0.4, 0.4 + 2 * np.pi, 5)[:-1]
    ]
    place.lay(merged(blades), finish("#7d8498", 0.0))


def _disc(radius: float) -> Shape:
    """A flat round face that looks to -y."""
    turn = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    return polygon(np.column_stack([radius * np.cos(turn), 0 * turn, radius * np.sin(turn)]))


def _pipes(place: Place) -> None:
    coat = finish("#9da3b2", 0.6, foot=0.1)
    place.lay(
        merged(
            [
                bar((-6.2, -8, 0.16), (-6.2, 5.4, 0.16), 0.06, 6),
                bar((-6.2, 5.4, 0.16), (3.4, 5.5, 0.16), 0.06, 6),
                bar((-6.2, 1.0, 0.16), (-6.2, 1.0, 0.9), 0.06, 6),
            ]
        ),
        coat,
    )
    place.lay(merged([box((-6.2, y, 0.07), (0.2, 0.1, 0.14)) for y in np.arange(-7, 5.4, 2.0)]), finish("#7d8394", 0.5))
    place.lay(
        moved(lathe([(0, 0), (0.13, 0), (0.18, 0.34), (0.16, 0.34), (0, 0.3)], 12), (3.2, 5.1, 0)),
        finish("#5f9fc8", 0.7),
    )
