"""The body: trunk measures that clothes are cut to, and the limbs that show."""

import math
from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import Array, capped, curve, loft, sheet, tube
from studio.engine.painters.cel.figures.skinning import arm, leg
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.skeleton import INDEX

_GIRL_SHOULDER = 0.4608  # half width between the girl's shoulder joints, which the table below is drawn for

# Height, centre, half depth, half width of the girl's trunk.
_TRUNK = np.array(
    [
        (4.84, -0.042, 0.126, 0.134),
        (4.78, -0.050, 0.140, 0.180),
        (4.72, -0.048, 0.156, 0.270),
        (4.67, -0.042, 0.172, 0.362),
        (4.61, -0.034, 0.192, 0.436),
        (4.53, -0.020, 0.222, 0.470),
        (4.45, -0.006, 0.246, 0.466),
        (4.36, 0.005, 0.260, 0.455),
        (4.18, 0.030, 0.290, 0.425),
        (4.02, 0.022, 0.275, 0.398),
        (3.82, 0.000, 0.235, 0.352),
        (3.58, -0.012, 0.205, 0.308),
        (3.45, -0.018, 0.210, 0.320),
        (3.25, -0.022, 0.242, 0.370),
        (3.05, -0.024, 0.265, 0.408),
        (2.88, -0.024, 0.268, 0.418),
        (2.70, -0.022, 0.255, 0.400),
    ]
)


def trunk_rings(person: Person, top: float, bottom: float, count: int, ease: float = 0.0) -> Array:
    """Rings (centre, height, half depth, half width) of the trunk between two heights, made wider by ``ease``."""
    z = np.linspace(top, bottom, count)
    up = _TRUNK[::-1]
    centre, depth, width = (curve(z, up[:, 0], up[:, k]) for k in (1, 2, 3))
    build = person.build
    shoulder = person.rest[INDEX["upper_arm_l"], 1] / _GIRL_SHOULDER
    knots = [2.9, 3.5, 4.05, 4.45, 4.60, 4.80]
    width = width * np.interp(z, knots, [build.hip, build.waist, build.chest, shoulder, shoulder, build.neck])
    depth = depth * np.interp(z, knots, [build.hip, build.waist, build.chest * build.bust, build.bust, 1, build.neck])
    bent = 0.5 * build.stoop * np.exp(-(((z - 4.42) / 0.32) ** 2))
    carried = build.stoop * 0.4 * np.clip((z - 4.60) / 0.24, 0, 1)
    return np.stack([centre - bent + carried, z, depth + bent + ease, width + ease], axis=1)


def arm_axis(person: Person, side: str) -> tuple[Array, Array, float]:
    """Shoulder, direction to the hand, and +1 for the left or -1 for the right."""
    shoulder, elbow = (person.rest[INDEX[f"{name}_{side}"]] for name in ("upper_arm", "forearm"))
    along = elbow - shoulder
    return shoulder, along / np.linalg.norm(along), 1.0 if side == "l" else -1.0


def bare_arm(person: Person, side: str, start: float, glove: Tone | None = None) -> list[Mesh]:
    """Skin from ``start`` (0 shoulder, 0.88 elbow, 1.68 wrist) to the fingertips; arm and palm in one piece.

    glove: what covers all of it.
    """
    shoulder, along, _ = arm_axis(person, side)
    skin = Paint(glove, Surface.PLAIN, 0.75) if glove else Paint(person.colours.skin, Surface.SKIN, 0.75)
    stout = person.build.arm
    steps = [-0.05, 0.3, 0.62, 0.86, 0.96, 1.12, 1.40, 1.60, 1.69, 1.76, 1.84, 1.92, 1.955]
    front = [0.118, 0.115, 0.098, 0.088, 0.087, 0.094, 0.075, 0.054, 0.053, 0.070, 0.082, 0.078, 0.055]
    across = [0.115, 0.110, 0.094, 0.085, 0.084, 0.088, 0.070, 0.047, 0.042, 0.038, 0.038, 0.034, 0.020]
    first = [start] if start > steps[0] else []
    t = np.array(first + [step for step in steps if step > start])
    radii = np.stack([np.interp(t, steps, front), np.interp(t, steps, across)], axis=1) * stout
    radii[t > 1.68] /= stout**0.5
    path = shoulder + along * t[:, None] + np.array([0.012, 0, 0]) * np.clip((t - 1.68) / 0.2, 0, 1)[:, None]
    bind = arm(person.rest, side)
    grid = capped(tube(path, radii, person.detail.count(9)))
    return [painted(sheet(grid), skin, bind), *_fingers(person, side, replace(skin, ink=0.5))]


# Where along the knuckles, how long, half as wide, and how curled: index, a middle pair, the little finger.
_FINGERS = ((0.062, 0.175, 0.026, 0.20), (0.006, 0.195, 0.037, 0.27), (-0.052, 0.150, 0.025, 0.34))


def finger_paths(person: Person, side: str) -> list[Array]:
    """The middle lines of the index, a middle pair, the little finger and the thumb, slightly curled: (5, 3) each."""
    shoulder, along, sign = arm_axis(person, side)
    wrist, front = shoulder + along * 1.68, np.array([1.0, 0.0, 0.0])
    inward = sign * np.cross(along, front)
    size = person.build.arm**0.5
    paths = [
        _curled(wrist + along * 0.225 + front * place * size, along, inward, length * size, curl)
        for place, length, _, curl in _FINGERS
    ]
    base = wrist + along * 0.05 + front * 0.045
    lean = along * 0.80 + front * 0.55 + inward * 0.22
    return [*paths, _curled(base, lean / np.linalg.norm(lean), inward * 0.7 - front * 0.7, 0.19 * size, 0.16)]


def _fingers(person: Person, side: str, paint: Paint) -> list[Mesh]:
    size, bind = person.build.arm**0.5, arm(person.rest, side)
    *fingers, thumb = finger_paths(person, side)
    meshes: list[Mesh] = []
    for path, (_, _, width, _) in zip(fingers, _FINGERS, strict=True):
        radii = np.outer([0.95, 1.0, 0.96, 0.80, 0.42], [width, 0.026]) * size
        meshes.append(painted(sheet(capped(tube(path, radii, person.detail.count(5)))), paint, bind))
    radii = np.array([0.036, 0.034, 0.031, 0.025, 0.012]) * size
    meshes.append(painted(sheet(capped(tube(thumb, radii, person.detail.count(5), (0, 1, 0)))), paint, bind))
    return meshes


def _curled(start: Array, along: Array, inward: Array, length: float, curl: float) -> Array:
    """Points that bend by ``curl`` radians at each joint, and a tip."""
    points = [start]
    for joint in range(3):
        angle = curl * (joint + 0.6)
        points.append(points[-1] + (along * math.cos(angle) + inward * math.sin(angle)) * length / 3)
    tip = points[-1] * 1.28 - points[-2] * 0.28
    return np.array([*points, tip])


# Height, centre, lateral centre, half depth, half width of a leg.
_LEG = np.array(
    [
        (3.02, 0.000, 0.192, 0.236, 0.212),
        (2.75, 0.000, 0.198, 0.236, 0.212),
        (2.40, 0.006, 0.202, 0.210, 0.188),
        (2.05, 0.012, 0.203, 0.178, 0.160),
        (1.75, 0.018, 0.202, 0.150, 0.136),
        (1.55, 0.020, 0.200, 0.138, 0.124),
        (1.38, 0.002, 0.200, 0.134, 0.122),
        (1.15, -0.026, 0.198, 0.142, 0.128),
        (0.88, -0.030, 0.195, 0.124, 0.111),
        (0.58, -0.028, 0.191, 0.092, 0.084),
        (0.36, -0.022, 0.190, 0.076, 0.068),
        (0.20, -0.020, 0.190, 0.080, 0.070),
    ]
)


def leg_grid(person: Person, side: str, top: float, bottom: float, rows: int, ease: float | Array = 0.0) -> Array:
    """The skin of a leg between two heights, made wider by ``ease`` (one number, or one per row)."""
    z = np.linspace(top, bottom, rows)
    up = _LEG[::-1]
    centre, lateral, depth, width = (curve(z, up[:, 0], up[:, k]) for k in (1, 2, 3, 4))
    stout = person.build.leg
    rings = np.stack([centre, z, depth * stout + ease, width * stout + ease], axis=1)
    grid = loft(rings, person.detail.count(10), power=2.0)
    grid[..., 1] += lateral[:, None] * (1.0 if side == "l" else -1.0)
    return grid


def bare_leg(
    person: Person, side: str, top: float, bottom: float, paint: Paint | None = None, hem: float = 9.0
) -> Mesh:
    """A leg that shows, or the stocking over it. Well above ``hem`` a skirt hides it: it is slim there, so that it
    stays under the skirt when it is lifted.
    """
    rows = person.detail.count(max(4, round((top - bottom) * 5.0)))
    hidden = np.clip((np.linspace(top, bottom, rows) - hem - 0.08) / 0.30, 0, 1)
    grid = leg_grid(person, side, top, bottom, rows, -0.12 * hidden)
    return painted(sheet(grid), paint or Paint(person.colours.skin, Surface.SKIN, 0.85), leg(side))


def shoe(person: Person, side: str, tone: Tone, sole: Tone | None = None) -> list[Mesh]:
    """A shoe from heel to toe, flat underneath, with a sole of another tone."""
    sign = 1.0 if side == "l" else -1.0
    x = np.array([-0.165, -0.150, -0.09, 0.02, 0.12, 0.22, 0.32, 0.385, 0.405])
    width = np.array([0.03, 0.078, 0.098, 0.098, 0.108, 0.118, 0.106, 0.062, 0.02]) * person.build.leg**0.5
    height = np.array([0.10, 0.19, 0.225, 0.225, 0.175, 0.135, 0.115, 0.085, 0.05])
    bind, out = leg(side), 0.19 + 0.02 * np.clip(x / 0.4, 0, 1)
    upper = _shoe_grid(x, width, height, 0.035, sign * out)
    ground = _shoe_grid(x * 1.03, width * 1.07, np.full(len(x), 0.05), 0.0, sign * out)
    return [
        painted(sheet(capped(upper)), Paint(tone, Surface.PLAIN, 0.9), bind),
        painted(sheet(capped(ground)), Paint(sole or tone.in_shadow, Surface.PLAIN, 0.6), bind),
    ]


def _shoe_grid(x: Array, width: Array, height: Array, floor: float, lateral: Array) -> Array:
    angle = np.linspace(0, math.tau, 8, endpoint=False)[None]
    side, rise = np.cos(angle), np.sin(angle)
    y = lateral[:, None] + width[:, None] * np.sign(side) * np.abs(side) ** 0.75
    z = floor + (height[:, None] - floor) * np.clip(rise, 0, None) ** 0.9 * np.ones_like(y)
    return np.stack([np.broadcast_to(x[:, None], y.shape), y, z], axis=-1)
