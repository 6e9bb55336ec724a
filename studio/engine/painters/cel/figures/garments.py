"""Pieces of clothing that outfits are put together from: bodices, skirts, sleeves, trousers, collars."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.figures.body import arm_axis, leg_grid, trunk_rings
from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import (
    Array,
    Sheet,
    capped,
    curve,
    ellipsoid,
    loft,
    pleated,
    reversed_sheet,
    sheet,
    shell,
    smooth,
    tube,
)
from studio.engine.painters.cel.figures.skinning import Binding, arm, garment, leg, skirt, trunk
from studio.engine.painters.cel.mesh import Mesh, Surface


def bodice(person: Person, tone: Tone, bottom: float, *, top: float = 4.80, ease: float = 0.012, loose: float = 0.0) -> Mesh:
    """The trunk of a garment from the neck down to ``bottom``. ``loose`` straightens the waist."""
    rows = person.detail.count(max(6, round((top - bottom) * 7.5)))
    rings = trunk_rings(person, top, bottom, rows, ease)
    below = np.clip((4.1 - rings[:, 1]) / 0.5, 0, 1)
    chest = trunk_rings(person, 4.05, 4.04, 2, ease)[0]
    rings[:, 2:] = np.maximum(rings[:, 2:], chest[2:] * 0.97 * loose * below[:, None])
    grid = loft(rings, person.detail.count(24))
    return painted(sheet(grid), Paint(tone), garment(person.rest), 0.12 * np.clip((3.4 - sheet(grid).points[:, 2]) / 0.8, 0, 1))


@dataclass(frozen=True)
class Flare:
    """How a skirt falls: heights of waist and hem, hem half depth and half width, pleats and their depth."""

    waist: float
    hem: float
    depth: float
    width: float
    pleats: int = 0
    pleat_depth: float = 0.05
    sway: float = 0.5
    ease: float = 0.014
    curve: float = 0.75


def flared(person: Person, tone: Tone, cut: Flare, ink: float = 1.0) -> list[Mesh]:
    """A skirt with its lining."""
    rings = skirt_rings(person, cut)
    columns = cut.pleats * 2 if cut.pleats else person.detail.count(28)
    grid = loft(rings, columns, pleats=_pleats(cut, rings, columns))
    part = pleated(grid) if cut.pleats else sheet(grid)
    sway = _hang(cut, part.points)
    lining = rings * np.array([1, 1, 0.97, 0.97])
    inner = reversed_sheet(sheet(loft(lining, columns, pleats=_pleats(cut, lining, columns))))
    binding = garment(person.rest) if cut.waist > 3.05 else skirt
    return [
        painted(part, Paint(tone, Surface.CLOTH, ink), binding, sway),
        painted(inner, Paint(tone.in_shadow, Surface.PLAIN, 0.0), binding, _hang(cut, inner.points)),
    ]


def _hang(cut: Flare, points: Array) -> Array:
    return cut.sway * np.clip((cut.waist - 0.2 - points[:, 2]) / (cut.waist - cut.hem), 0, 1) ** 1.3


def skirt_rings(person: Person, cut: Flare) -> Array:
    """Rings of a skirt from its waist, over the hips, to its hem."""
    rows = person.detail.count(max(5, round((cut.waist - cut.hem) * 5.5)))
    z = np.linspace(cut.waist, cut.hem, rows)
    body = trunk_rings(person, cut.waist, max(2.7, cut.hem), rows, cut.ease)
    hips = np.stack([np.interp(-z, -body[:, 1], body[:, k]) for k in range(4)], axis=1)
    share = np.clip((cut.waist - z) / (cut.waist - cut.hem), 0, 1) ** cut.curve
    start = body[0]
    swung = start[2:] + (np.array([cut.depth, cut.width]) - start[2:]) * share[:, None]
    hips[:, 1] = z
    hips[:, 2:] = np.maximum(hips[:, 2:] * (z > 2.7)[:, None], swung)
    return hips


def _pleats(cut: Flare, rings: Array, columns: int) -> Array | None:
    if not cut.pleats:
        return None
    depth = cut.pleat_depth * np.clip((cut.waist - 0.1 - rings[:, 1]) / (cut.waist - cut.hem), 0, 1)
    return 1 + depth[:, None] * np.where(np.arange(columns) % 2 == 0, 1.0, -1.0)[None]


def sleeve(person: Person, side: str, tone: Tone, profile: ArrayLike, *, open_end: bool = True) -> list[Mesh]:
    """A sleeve: rows of (distance from the shoulder, radius), rounded over the shoulder, lined at its end."""
    shoulder, along, sign = arm_axis(person, side)
    given = np.asarray(profile, dtype=np.float64)
    stout = person.build.arm
    start = np.array([(-0.125, 0.012), (-0.112, 0.055), (-0.075, 0.095)])
    t = np.concatenate([start[:, 0], _filled(given[:, 0], person)])
    radius = np.concatenate([start[:, 1], curve(t[3:], given[:, 0], given[:, 1])]) * stout
    inset = np.array([0.0, -0.014 * sign, 0.0]) * np.clip(1 - t / 0.4, 0, 1)[:, None]
    path = shoulder + along * t[:, None] + inset
    columns = person.detail.count(11)
    bind = arm(person.rest, side)
    meshes = [painted(sheet(tube(path, radius, columns)), Paint(tone), bind)]
    if open_end:
        back = np.stack([path[-1], path[-1] - along * 0.05, path[-1] - along * 0.1])
        lining = tube(back, radius[-1] * np.array([1.0, 0.93, 0.55]), columns)
        meshes.append(painted(reversed_sheet(sheet(lining)), Paint(tone.in_shadow, Surface.PLAIN, 0.0), bind))
    return meshes


def _filled(knots: Array, person: Person) -> Array:
    """The knots with points between them, about every 0.16, and closer at the elbow."""
    whole = np.linspace(knots[0], knots[-1], person.detail.count(max(4, round((knots[-1] - knots[0]) / 0.15))))
    return np.unique(np.round(np.concatenate([whole, knots]), 4)) if len(knots) < 4 else whole


def cuff(person: Person, side: str, tone: Tone, at: float, radius: float, length: float = 0.13) -> Mesh:
    """A band round a sleeve."""
    shoulder, along, _ = arm_axis(person, side)
    t = np.array([0.0, 0.015, length - 0.015, length]) + at
    grid = tube(shoulder + along * t[:, None], np.array([0.92, 1.06, 1.08, 0.94]) * radius * person.build.arm, person.detail.count(11))
    return painted(sheet(grid), Paint(tone, Surface.CLOTH, 0.8), arm(person.rest, side))


def trousers(person: Person, tone: Tone, *, hem: float = 0.24, ease: tuple[float, float, float] = (0.02, 0.045, 0.07)) -> list[Mesh]:
    """Two legs and a seat. ease: at the thigh, the knee and the hem."""
    rows = person.detail.count(13)
    z = np.linspace(2.94, hem, rows)
    room = np.interp(-z, [-2.94, -2.70, -1.55, -hem], [-0.05, *ease])
    meshes = [
        painted(sheet(leg_grid(person, side, 2.94, hem, rows, room)), Paint(tone), leg(side), 0.0) for side in "lr"
    ]
    seat = trunk_rings(person, 3.42, 2.78, person.detail.count(6), ease[0])
    crotch = np.array([[seat[-1, 0], 2.70, seat[-1, 2] * 0.7, seat[-1, 3] * 0.75], [seat[-1, 0], 2.66, 0.05, 0.05]])
    grid = loft(np.concatenate([seat, crotch]), person.detail.count(20))
    return [*meshes, painted(sheet(grid), Paint(tone), garment(person.rest))]


@dataclass(frozen=True)
class Collar:
    """A collar laid on the body. rows, from the neck outwards: height in front, at the side and behind, distance
    off the body, half angle left open in front and angle by which the front height has risen to the side's
    (degrees).
    """

    rows: tuple[tuple[float, float, float, float, float, float], ...]
    thickness: float = 0.016
    columns: int = 26


def collar(person: Person, tone: Tone, cut: Collar, inner: Tone | None = None) -> list[Mesh]:
    """A collar as a shell, with a lining of another tone if asked."""
    grid = _collar_grid(person, cut)
    outside = np.array([0.0, 0.0, 4.4])
    meshes = [painted(shell(grid, cut.thickness, outside), Paint(tone), trunk(person.rest))]
    if inner is not None:
        face = sheet(grid, wrap=False, outside=outside)
        lining = replace(face, points=face.points - 1.5 * cut.thickness * face.normals)
        meshes.append(painted(reversed_sheet(lining), Paint(inner, Surface.PLAIN, 0.0), trunk(person.rest)))
    return meshes


def _collar_grid(person: Person, cut: Collar) -> Array:
    """Each point at its own height on the trunk."""
    rows = smooth(cut.rows, max(len(cut.rows), person.detail.count(len(cut.rows) + 1)))
    turn = np.linspace(0, 1, person.detail.count(cut.columns))
    turn = 0.5 + 0.5 * np.sign(turn - 0.5) * (np.abs(turn - 0.5) * 2) ** 0.75
    opening, reach = np.radians(rows[:, 4:5]), np.radians(rows[:, 5:6])
    angle = opening + (math.tau - 2 * opening) * turn
    away = np.minimum(angle, math.tau - angle)
    rise = np.clip(away / reach, 0, 1)
    back = np.clip((away - math.pi / 2) / (math.pi / 2), 0, 1)
    back = back * back * (3 - 2 * back)
    height = rows[:, :1] + (rows[:, 1:2] - rows[:, :1]) * rise + (rows[:, 2:3] - rows[:, 1:2]) * back
    return on_trunk(person, angle, height, np.broadcast_to(rows[:, 3:4], angle.shape))


def on_trunk(person: Person, angle: Array, height: Array, ease: Array) -> Array:
    """Points on the trunk at angles and heights (any shape), ``ease`` off it, (..., 3)."""
    rings = trunk_rings(person, 4.86, 3.2, 60)
    centre, depth, width = (np.interp(-height, -rings[:, 1], rings[:, k]) for k in (0, 2, 3))
    front, left = np.cos(angle), np.sin(angle)
    x = centre + (depth + ease) * np.sign(front) * np.abs(front) ** (2 / 2.15)
    y = (width + ease) * np.sign(left) * np.abs(left) ** (2 / 2.15)
    return np.stack([x, y, height], axis=-1)


def opening(person: Person, tone: Tone, bottom: float, half_degrees: float, ease: float, surface: Surface) -> Mesh:
    """What shows in a neckline: a wedge of skin or shirt from the neck down to a point."""
    t = np.linspace(0, 1, 8)[:, None]
    height = 4.86 + (bottom - 4.86) * t
    angle = np.radians(half_degrees) * (1 - 0.9 * t) * np.linspace(-1, 1, 9)[None]
    grid = on_trunk(person, angle, np.broadcast_to(height, angle.shape), np.full(angle.shape, ease))
    part = sheet(grid, wrap=False, outside=(-1.0, 0.0, 4.3))
    return painted(part, Paint(tone, surface, 0.0), trunk(person.rest))


def belt(person: Person, tone: Tone, at: float, height: float, ease: float = 0.045) -> Mesh:
    """A band round the waist."""
    rings = trunk_rings(person, at + height / 2, at - height / 2, 4, ease)
    rings[0, 2:] -= 0.02
    rings[-1, 2:] -= 0.02
    return painted(sheet(loft(rings, person.detail.count(24))), Paint(tone, Surface.CLOTH, 0.9), garment(person.rest))


def front_of(rings: Array, z: ArrayLike, y: ArrayLike) -> Array:
    """The x of a garment's front at heights and lateral places."""
    height, lateral = np.asarray(z, dtype=np.float64), np.asarray(y, dtype=np.float64)
    centre, depth, width = (np.interp(-height, -rings[:, 1], rings[:, k]) for k in (0, 2, 3))
    return centre + depth * (1 - np.clip(np.abs(lateral) / width, 0, 0.98) ** 2.15) ** (1 / 2.15)


def strip(person: Person, rings: Array, tone: Tone, z: Array, left: Array, right: Array, *, lift: float = 0.014, ink: float = 0.9, binding: Binding | None = None, sway: float = 0.0) -> Mesh:
    """A band of cloth laid on a garment's front between two edges (arrays of y by height)."""
    across = np.linspace(0, 1, 4)[None]
    y = left[:, None] + (right - left)[:, None] * across
    height = np.broadcast_to(z[:, None], y.shape)
    x = front_of(rings, height, y) + lift
    grid = np.stack([x, y, height], axis=-1)
    part = shell(grid, lift * 1.5, np.array([-1.0, 0.0, float(z.mean())]))
    hang = sway * np.clip((3.2 - part.points[:, 2]) / 1.2, 0, 1)
    return painted(part, Paint(tone, Surface.CLOTH, ink), binding or garment(person.rest), hang)


def button(person: Person, rings: Array, tone: Tone, z: float, y: float, radius: float = 0.032, lift: float = 0.02) -> Mesh:
    """A round button on a garment's front."""
    at = (float(front_of(rings, z, y)) + lift, y, z)
    part = ellipsoid(at, (radius * 0.55, radius, radius), 7, 5)
    return painted(part, Paint(tone, Surface.PLAIN, 0.55), garment(person.rest))


def bow(person: Person, tone: Tone, at: tuple[float, float, float], size: float, binding: Binding | None = None) -> list[Mesh]:
    """Two loops, two tails and a knot."""
    bind = binding or trunk(person.rest)
    x, y, z = at
    paint = Paint(tone, Surface.CLOTH, 0.8)
    parts: list[Sheet] = [ellipsoid((x + 0.025 * size, y, z), (0.055 * size, 0.05 * size, 0.065 * size), 7, 5)]
    for side in (-1.0, 1.0):
        loop = [(x, y + 0.02 * side * size, z), (x + 0.01, y + 0.14 * side * size, z + 0.055 * size), (x - 0.01, y + 0.27 * side * size, z + 0.02 * size)]
        parts.append(sheet(capped(tube(smooth(loop, 5), np.outer([0.35, 0.85, 1.1, 1.15, 0.7], [0.05 * size, 0.09 * size]), 8))))
        tail = [(x, y + 0.02 * side * size, z), (x + 0.015, y + 0.09 * side * size, z - 0.16 * size), (x + 0.02, y + 0.13 * side * size, z - 0.36 * size)]
        parts.append(sheet(capped(tube(smooth(tail, 4), np.outer([0.5, 0.8, 1.0, 1.05], [0.022 * size, 0.06 * size]), 6))))
    return [painted(part, paint, bind, 0.05) for part in parts]
