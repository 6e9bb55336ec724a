"""Furniture as parts about the origin, facing the default camera (-y), to be stood anywhere and turned."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Region, decal, printed
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    Finish,
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
    soft_box,
    turned,
)

Part: TypeAlias = tuple[Shape, Finish]
Size: TypeAlias = tuple[float, float, float]
_CEILING_LAMP: RGB = (1.0, 0.84, 0.56)


def stand(place: Place, parts: Iterable[Part], at: tuple[float, ...], turn: float = 0.0) -> None:
    """Set parts down at a point (x, y or x, y, z), turned by degrees about the upright axis."""
    x, y, z = (*at, 0.0)[:3]
    for shape, coat in parts:
        place.lay(moved(turned(shape, turn) if turn else shape, (x, y, z)), coat)


def stand_at_seats(place: Place, name: str, parts: Sequence[Part]) -> None:
    """One piece at every seat of a name, facing as the person who sits there does."""
    for seat in place.kind.seats:
        if seat.name == name:
            stand(place, parts, seat.at, seat.facing + 90)


def picture(region: Region, width: float, height: float, at: Size, glow: float = 0.0) -> Part:
    """A flat picture that faces the camera, its lower left corner at a point."""
    return printed(quad(at, (width, 0, 0), (0, 0, height)), region), decal(glow=glow)


def legs(size: Size, thick: float, inset: float = 0.05) -> Shape:
    """Four square legs under a top of (width, depth, height of its underside)."""
    wide, deep, high = size
    spots = [(sx * (wide / 2 - inset), sy * (deep / 2 - inset)) for sx in (-1, 1) for sy in (-1, 1)]
    return merged([box((x, y, high / 2), (thick, thick, high)) for x, y in spots])


def chair(wood: str = "#a9764c", seat: str = "#d9a89a", height: float = 0.44) -> list[Part]:
    """A wooden chair with a padded seat and a back of two rails."""
    back = [box((0, 0.19, height + 0.22), (0.34, 0.02, 0.07)), box((0, 0.20, height + 0.38), (0.38, 0.025, 0.10))]
    posts = [bar((s * 0.17, 0.18, 0), (s * 0.17, 0.20, height + 0.42), 0.018, 5) for s in (-1, 1)]
    front = [bar((s * 0.17, -0.17, 0), (s * 0.17, -0.17, height - 0.03), 0.018, 5) for s in (-1, 1)]
    rung = [box((0, -0.17, height * 0.45), (0.34, 0.02, 0.025))]
    return [
        (merged([*back, *posts, *front, *rung]), finish(wood, 0.7, foot=0.12)),
        (soft_box((0, 0, height - 0.02), (0.42, 0.40, 0.05), 0.02), finish(seat, 0.8)),
    ]


def stool(height: float, wood: str = "#a9764c", seat: str = "#7a4a3a") -> list[Part]:
    """A round stool with a foot ring."""
    feet = [
        bar((0.20 * np.cos(t), 0.20 * np.sin(t), 0), (0.11 * np.cos(t), 0.11 * np.sin(t), height - 0.05), 0.016, 5)
        for t in np.radians((45, 135, 225, 315))
    ]
    top = lathe([(0.0, 0), (0.18, 0.0), (0.19, 0.03), (0.16, 0.06), (0.0, 0.065)], 14)
    return [
        (merged(feet), finish(wood, 0.6, foot=0.15)),
        (moved(top, (0, 0, height - 0.06)), finish(seat, 0.8)),
    ]


def table(size: Size, top: str, leg: str, thick: float = 0.05) -> list[Part]:
    """A four-legged table of (width, depth, height)."""
    wide, deep, high = size
    apron = [box((0, s * (deep / 2 - 0.08), high - 0.1), (wide - 0.2, 0.025, 0.09)) for s in (-1, 1)]
    return [
        (soft_box((0, 0, high - thick / 2), (wide, deep, thick), 0.015, 16), finish(top, 0.8, top=0.08)),
        (merged([legs((wide, deep, high - thick), 0.06, 0.09), *apron]), finish(leg, 0.7, foot=0.15)),
    ]


def round_table(radius: float, height: float, top: str, leg: str) -> list[Part]:
    """A café table on one foot."""
    plate = lathe([(0.0, 0), (radius - 0.02, 0), (radius, 0.02), (radius - 0.01, 0.035), (0, 0.035)], 20)
    foot = lathe([(0.0, 0), (0.24, 0.0), (0.22, 0.02), (0.035, 0.05), (0.03, height - 0.03)], 10)
    return [
        (moved(plate, (0, 0, height - 0.035)), finish(top, 0.8, top=0.05)),
        (foot, finish(leg, 0.7, foot=0.1)),
    ]


def table_at(place: Place, name: str, top: str, leg: str) -> tuple[float, float, float]:
    """The table that is a solid of the set; returns the middle of its top."""
    (x, y, z), (wide, deep, thick) = solid_of(place, name)
    stand(place, table((wide, deep, z + thick / 2), top, leg, max(thick, 0.04)), (x, y))
    return x, y, z + thick / 2


def cabinet(size: Size, body: str, front: str, columns: int, rows: int = 1, handle: str = "#6b5a50") -> list[Part]:
    """A closed case with a grid of doors or drawers in front, standing on the floor."""
    wide, deep, high = size
    step, rise = (wide - 0.04) / columns, (high - 0.10) / rows
    fronts: list[Shape] = []
    knobs: list[Shape] = []
    for i in range(columns):
        for k in range(rows):
            x, z = -wide / 2 + 0.02 + step * (i + 0.5), 0.08 + rise * (k + 0.5)
            fronts.append(box((x, -deep / 2 - 0.008, z), (step - 0.025, 0.02, rise - 0.025)))
            off = (0.0, rise * 0.28) if rows > 1 else (step * (0.36 if i % 2 == 0 else -0.36), high * 0.16)
            knobs.append(box((x + off[0], -deep / 2 - 0.025, z + off[1]), (0.10 if rows > 1 else 0.02, 0.02, 0.025)))
    return [
        (box((0, 0, high / 2), size), finish(body, 0.8, foot=0.12, top=0.05)),
        (merged(fronts), finish(front, 0.6)),
        (merged(knobs), finish(handle, 0.3)),
    ]


def shelf(size: Size, wood: str, rows: Sequence[Region], back: str = "#5d4436", glow: float = 0.0) -> list[Part]:
    """An open case on the floor whose boards are full of painted goods, one picture a row from the bottom up."""
    wide, deep, high = size
    levels = np.linspace(0.06, high - 0.02, len(rows) + 1)
    boards = [box((0, 0, float(level)), (wide, deep, 0.035)) for level in levels]
    sides = [box((s * (wide / 2 - 0.015), 0, high / 2), (0.03, deep, high)) for s in (-1, 1)]
    parts: list[Part] = [
        (box((0, deep / 2 - 0.012, high / 2), (wide - 0.02, 0.02, high - 0.02)), finish(back, 0.0)),
        (merged([*boards, *sides]), finish(wood, 0.7, foot=0.1)),
        (box((0, 0.02, 0.03), (wide, deep - 0.06, 0.06)), finish(back, 0.0)),
    ]
    for level, region in zip(levels, rows, strict=False):
        rise = float(levels[1] - levels[0]) * 0.86
        parts.append(
            picture(region, wide - 0.08, rise, (-wide / 2 + 0.04, -deep / 2 + 0.07, float(level) + 0.017), glow)
        )
    return parts


def shelf_at(
    place: Place, name: str, wood: str, rows: Sequence[Region], turn: float = 0.0, back: str = "#5d4436"
) -> None:
    """The shelf that is a solid of the set, turned by whole quarters."""
    (x, y, z), (wide, deep, high) = solid_of(place, name)
    across, along = (deep, wide) if round(turn / 90) % 2 else (wide, deep)
    stand(place, shelf((across, along, z + high / 2), wood, rows, back), (x, y), turn)


def sofa(size: Size, tone: str, cushions: Sequence[str] = ("#e8b04a", "#f4ede0")) -> list[Part]:
    """A sofa of (width, depth, seat height) with arms and a back behind; feet on the floor."""
    wide, deep, seat = size
    coat, light = finish(tone, 0.9, foot=0.14), finish(mix(rgb(tone), (1, 1, 1), 0.16), 0.7)
    parts: list[Part] = [
        (soft_box((0, 0, seat * 0.5), (wide, deep, seat * 0.72), 0.06), coat),
        (soft_box((0, deep / 2 - 0.08, seat + 0.14), (wide, 0.20, 0.62), 0.08), coat),
        (legs((wide, deep, 0.08), 0.05), finish("#4b3a34", 0.4)),
    ]
    parts += [(soft_box((s * (wide / 2 - 0.02), 0, seat + 0.02), (0.18, deep, 0.46), 0.07), coat) for s in (-1, 1)]
    count = max(1, round((wide - 0.2) / 0.75))
    step = (wide - 0.22) / count
    for i in range(count):
        x = -wide / 2 + 0.11 + step * (i + 0.5)
        parts.append((soft_box((x, -0.06, seat - 0.05), (step - 0.02, deep - 0.24, 0.13), 0.05), light))
        parts.append((soft_box((x, deep / 2 - 0.22, seat + 0.18), (step - 0.03, 0.14, 0.38), 0.06), light))
    for i, colour in enumerate(cushions):
        x = (wide / 2 - 0.34) * (1 if i % 2 else -1)
        pillow = turned(turned(soft_box((0, 0, 0), (0.36, 0.13, 0.34), 0.06), -14, 0), 12 if i % 2 else -12)
        parts.append((moved(pillow, (x, deep / 2 - 0.34, seat + 0.18)), finish(colour, 0.8)))
    return parts


def door(width: float = 0.9, height: float = 2.05, tone: str = "#b98a5c", frame: str = "#e9dfd0") -> list[Part]:
    """A panelled door in its frame, standing just in front of a wall behind it."""
    panels = [
        box((0, -0.052, z), (width * 0.66, 0.014, h))
        for z, h in ((height * 0.26, height * 0.34), (height * 0.70, 0.66))
    ]
    return [
        (box((0, 0, height / 2 + 0.03), (width + 0.16, 0.05, height + 0.08)), finish(frame, 0.6)),
        (box((0, -0.025, height / 2), (width, 0.045, height)), finish(tone, 0.8, foot=0.08)),
        (merged(panels), finish(mix(rgb(tone), (0.2, 0.1, 0.1), 0.12), 0.4)),
        (moved(lathe([(0, 0), (0.03, 0.02), (0, 0.05)], 8), (width * 0.38, -0.06, 0.96)), finish("#e2c06a", 0.4)),
    ]


def sliding_door(width: float, height: float, wood: str, glass: Finish) -> list[Part]:
    """Two leaves with a pane in each, before a wall."""
    parts: list[Part] = [(box((0, 0, height / 2), (width + 0.12, 0.05, height + 0.08)), finish(wood, 0.7, foot=0.08))]
    leaf = width / 2
    for i, x in enumerate((-leaf / 2, leaf / 2)):
        face = -0.035 - 0.012 * i
        parts.append(
            (
                box((x, face, height / 2), (leaf + 0.02, 0.03, height - 0.04)),
                finish(mix(rgb(wood), (1, 1, 1), 0.15), 0.7),
            )
        )
        parts.append((box((x, face - 0.017, height * 0.70), (leaf * 0.66, 0.006, height * 0.38)), glass))
        pull = box((x - (leaf * 0.38 if i else -leaf * 0.38), face - 0.02, height * 0.48), (0.035, 0.01, 0.16))
        parts.append((pull, finish("#5d4436", 0.0)))
    return parts


def pendant(place: Place, at: tuple[float, float], ceiling: float, low: float, colour: str = "#f4efe6") -> None:
    """A lamp on a cord, its shade's rim at height ``low``; lit from dusk on."""
    x, y = at
    place.lay(bar((x, y, low + 0.18), (x, y, ceiling), 0.008, 4), finish("#3a3440", 0.0))
    place.lay(moved(lathe([(0.20, 0), (0.15, 0.09), (0.05, 0.19), (0.0, 0.2)], 14), (x, y, low)), finish(colour, 0.8))
    lit = 0.9 if place.dark else 0.15
    place.lay(moved(lathe([(0.0, 0.0), (0.07, 0.03), (0.0, 0.1)], 8), (x, y, low)), glowing("#ffeec4", lit))
    under = lathe([(0.0, 0.05), (0.19, 0.005)], 14)
    place.lay(moved(under, (x, y, low)), glowing("#ffe6b4" if place.dark else "#d8cbb4", 0.4 if place.dark else 0.0))
    if place.dark:
        place.shine((x, y, low), 0.9, _CEILING_LAMP, 0.45)


def vessel(profile: Sequence[tuple[float, float]], colour: str, outline: float = 0.6) -> list[Part]:
    """Something turned on a wheel: cups, pots, jars."""
    return [(lathe(profile, 12), finish(colour, outline, foot=0.08))]


def cup(colour: str = "#f2efe8") -> list[Part]:
    """A cup."""
    return vessel([(0, 0), (0.032, 0), (0.04, 0.08), (0.034, 0.08), (0, 0.015)], colour)


def plate(colour: str = "#fbf8f2") -> list[Part]:
    """A plate."""
    return vessel([(0, 0), (0.07, 0.0), (0.12, 0.018), (0.115, 0.022), (0, 0.008)], colour, 0.5)


def bottle(colour: str = "#4f8a6f", tall: float = 0.24) -> list[Part]:
    """A bottle."""
    line = [(0, 0), (0.036, 0), (0.036, 0.6 * tall), (0.014, 0.76 * tall), (0.014, tall), (0, tall)]
    return vessel(line, colour, 0.5)


def pot_plant(place: Place, at: tuple[float, ...], tall: float = 0.8, pot: str = "#d98a5f") -> None:
    """A plant of broad blades in a pot; at a point (x, y or x, y, z)."""
    x, y, z = (*at, 0.0)[:3]
    wide = 0.16 * tall
    stand(
        place,
        vessel([(0, 0), (wide, 0), (wide * 1.4, 0.3 * tall), (wide * 1.2, 0.3 * tall), (0, 0.26 * tall)], pot),
        at,
    )
    random = place.dice(f"pot plant {x:.2f} {y:.2f}")
    blades: list[Shape] = []
    for turn in np.linspace(0, 2 * np.pi, 9, endpoint=False):
        turn += float(random.uniform(-0.3, 0.3))
        reach, rise = float(random.uniform(0.25, 0.5)) * tall, float(random.uniform(0.55, 0.95)) * tall
        out, side = np.array([np.cos(turn), np.sin(turn), 0]), np.array([-np.sin(turn), np.cos(turn), 0])
        root, knee = np.array([x, y, z + 0.26 * tall]), np.array([x, y, z + rise]) + out * reach * 0.55
        tip = np.array([x, y, z + rise * 0.82]) + out * reach
        half = side * 0.085 * tall
        for face in (1, -1):
            blades.append(_leaf(root, knee, tip, half * face))
    place.lay(merged(blades), finish("#57a05a", 0.0, foot=0.35, top=0.12))


def _leaf(root: np.ndarray, knee: np.ndarray, tip: np.ndarray, half: np.ndarray) -> Shape:
    points = np.array([root, knee - half, knee + half, tip])
    face = np.cross(points[1] - points[0], points[2] - points[0])
    face = face / max(float(np.linalg.norm(face)), 1e-9)
    return Shape(points, np.tile(face, (4, 1)), np.zeros((4, 2)), np.array([[0, 1, 2], [1, 3, 2]]))
