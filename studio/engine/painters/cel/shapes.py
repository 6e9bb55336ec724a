"""The shapes that sets and props are built from, and the paint that turns them into meshes.

A ``Shape`` is bare geometry in metres (z up); a ``Finish`` is how it is coloured; ``paint`` joins the two.
Every shape is closed or faces one way, counter-clockwise outside, with normals fit for a toon ramp.
"""

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.scenery import RGB

Floats = NDArray[np.float64]
_VIOLET_HUE = 0.70
_MOST_TURN = 0.04
"""Of the hue circle: shadows of yellow are ochre, not red."""


@dataclass(frozen=True, eq=False)
class Shape:
    """Bare geometry: position, normal (N, 3), uv (N, 2), triangles (M, 3)."""

    position: Floats
    normal: Floats
    uv: Floats
    triangles: NDArray[np.int64]


@dataclass(frozen=True)
class Finish:
    """How a shape is painted. foot: how much darker its lowest points are; top: how much lighter its highest."""

    colour: RGB
    shade: RGB
    surface: Surface = Surface.PLAIN
    glow: float = 0.0
    outline: float = 0.8
    sway: float = 0.0
    foot: float = 0.0
    top: float = 0.0


def rgb(hex_colour: str) -> RGB:
    """``#rrggbb`` as sRGB 0-1."""
    digits = hex_colour.lstrip("#")
    return int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def mix(one: RGB, other: RGB, amount: float) -> RGB:
    """From one colour (0) to the other (1)."""
    a, b, c = ((1 - amount) * x + amount * y for x, y in zip(one, other, strict=True))
    return a, b, c


def times(colour: RGB, by: RGB | float) -> RGB:
    """Two colours multiplied, or one dimmed."""
    factor = (by, by, by) if isinstance(by, float | int) else by
    return colour[0] * factor[0], colour[1] * factor[1], colour[2] * factor[2]


def shade_of(colour: RGB, depth: float = 0.66) -> RGB:
    """The colour in shadow: darker and turned towards violet, never plain grey."""
    hue, saturation, value = colorsys.rgb_to_hsv(*colour)
    turn = ((_VIOLET_HUE - hue + 0.5) % 1) - 0.5
    turned = turn * 0.22 * min(1.0, 0.3 + saturation)
    moved = (hue + max(-_MOST_TURN, min(_MOST_TURN, turned))) % 1
    return colorsys.hsv_to_rgb(moved, min(1.0, saturation * 1.12 + 0.07), value * depth)


def finish(
    colour: str | RGB, outline: float = 0.8, *, depth: float = 0.66, foot: float = 0.0, top: float = 0.0
) -> Finish:
    """A plain toon finish in a colour and its own shadow colour."""
    lit = rgb(colour) if isinstance(colour, str) else colour
    return Finish(lit, shade_of(lit, depth), outline=outline, foot=foot, top=top)


def glowing(colour: str | RGB, glow: float = 0.8) -> Finish:
    """A finish that shines by itself."""
    lit = rgb(colour) if isinstance(colour, str) else colour
    return Finish(lit, lit, Surface.GLOW, glow=glow, outline=0.0)


def paint(shape: Shape, coat: Finish) -> Mesh:
    """A shape in its colours, ready to be drawn."""
    count = len(shape.position)
    height = shape.position[:, 2]
    rise = (height - height.min()) / max(float(np.ptp(height)), 1e-9)
    tone = (1 - coat.foot * (1 - rise) ** 2 + coat.top * rise**3)[:, None]
    return Mesh(
        position=shape.position.astype(np.float32),
        normal=shape.normal.astype(np.float32),
        colour=np.clip(np.array(coat.colour) * tone, 0, 1).astype(np.float32),
        shade=np.clip(np.array(coat.shade) * tone, 0, 1).astype(np.float32),
        uv=shape.uv.astype(np.float32),
        surface=np.full(count, int(coat.surface), np.uint8),
        glow=np.full(count, coat.glow, np.float32),
        outline=np.full(count, coat.outline, np.float32),
        bones=np.zeros((count, 2), np.uint8),
        weight=np.zeros(count, np.float32),
        sway=np.full(count, coat.sway, np.float32),
        triangles=_with_area(shape).astype(np.uint32),
    )


def _with_area(shape: Shape) -> NDArray[np.int64]:
    """The triangles that show: those at a pole, drawn together into a line, are left out."""
    a, b, c = (shape.position[shape.triangles[:, i]] for i in range(3))
    twice = np.cross(b - a, c - a)
    return shape.triangles[np.einsum("ij,ij->i", twice, twice) > 1e-16]


def moved(shape: Shape, by: ArrayLike) -> Shape:
    """Carried by a vector (metres)."""
    return replace(shape, position=shape.position + np.asarray(by, float))


def turned(shape: Shape, degrees: float, axis: int = 2) -> Shape:
    """Turned about an axis through the origin, counter-clockwise seen against it."""
    spin = rotation(degrees, axis)
    return replace(shape, position=shape.position @ spin.T, normal=shape.normal @ spin.T)


def rotation(degrees: float, axis: int = 2) -> Floats:
    """The 3 x 3 turn about a world axis."""
    one, other = (axis + 1) % 3, (axis + 2) % 3
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    spin = np.eye(3)
    spin[one, one] = spin[other, other] = cosine
    spin[one, other], spin[other, one] = -sine, sine
    return spin


def merged(shapes: Sequence[Shape]) -> Shape:
    """Several shapes as one."""
    offsets = np.cumsum([0] + [len(shape.position) for shape in shapes[:-1]])
    return Shape(
        np.concatenate([shape.position for shape in shapes]),
        np.concatenate([shape.normal for shape in shapes]),
        np.concatenate([shape.uv for shape in shapes]),
        np.concatenate([shape.triangles + offset for shape, offset in zip(shapes, offsets, strict=True)]),
    )


def box(centre: ArrayLike, size: ArrayLike) -> Shape:
    """A box with sharp edges; uv runs over each face."""
    middle, half = np.asarray(centre, float), np.asarray(size, float) / 2
    return replace(_cube(), position=_cube().position * half + middle)


@cache
def _cube() -> Shape:
    """The box from -1 to 1."""
    return merged([quad(origin, across, up) for origin, across, up in _BOX_FACES])


_BOX_FACES = (
    ((-1, -1, -1), (2, 0, 0), (0, 0, 2)),
    ((1, 1, -1), (-2, 0, 0), (0, 0, 2)),
    ((1, -1, -1), (0, 2, 0), (0, 0, 2)),
    ((-1, 1, -1), (0, -2, 0), (0, 0, 2)),
    ((-1, -1, 1), (2, 0, 0), (0, 2, 0)),
    ((-1, 1, -1), (2, 0, 0), (0, -2, 0)),
)


def soft_box(centre: ArrayLike, size: ArrayLike, round_m: float = 0.03, sides: int = 12) -> Shape:
    """A box with rounded upright edges and softened top: cushions, cases, machines."""
    across, along, height = np.asarray(size, float) / 2
    edge = min(round_m, float(min(across, along, height)) * 0.9)
    rings = [
        (0, 0, -height, across - edge, along - edge),
        (0, 0, -height + edge, across, along),
        (0, 0, height - edge, across, along),
        (0, 0, height, across - edge, along - edge),
    ]
    return moved(loft(rings, sides, power=9.0, capped=True), centre)


def quad(origin: ArrayLike, across: ArrayLike, up: ArrayLike) -> Shape:
    """A flat four-sided piece facing ``across`` x ``up``; uv (0, 1) at the origin, v falling upwards."""
    start, right, high = np.asarray(origin, float), np.asarray(across, float), np.asarray(up, float)
    face = np.cross(right, high)
    face = face / max(float(np.linalg.norm(face)), 1e-12)
    return Shape(
        np.array([start, start + right, start + right + high, start + high]),
        np.tile(face, (4, 1)),
        np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]),
        np.array([[0, 1, 2], [0, 2, 3]]),
    )


def polygon(points: ArrayLike) -> Shape:
    """A flat convex (or star-shaped about its first point) face, counter-clockwise."""
    corners = np.asarray(points, float)
    face = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    face = face / max(float(np.linalg.norm(face)), 1e-12)
    fan = [[0, i, i + 1] for i in range(1, len(corners) - 1)]
    return Shape(corners, np.tile(face, (len(corners), 1)), np.zeros((len(corners), 2)), np.array(fan))


def slab(outline: ArrayLike, thickness: float) -> Shape:
    """A flat outline (K, 2) in x and z, counter-clockwise seen from -y, given thickness along y."""
    flat = np.asarray(outline, float)
    middle = np.vstack([flat.mean(0), flat, flat[:1]])
    front = np.stack([middle[:, 0], np.full(len(middle), -thickness / 2), middle[:, 1]], 1)
    back = front * (1, -1, 1)
    walls = [quad(back[i], front[i] - back[i], back[i + 1] - back[i]) for i in range(1, len(front) - 1)]
    rear = back[[0, *range(len(back) - 1, 0, -1)]]
    return merged([polygon(front), polygon(rear), *(flipped(wall) for wall in walls)])


def flipped(shape: Shape) -> Shape:
    """The same shape seen from behind."""
    return replace(shape, normal=-shape.normal, triangles=shape.triangles[:, ::-1])


def sheet(points: ArrayLike, facing: ArrayLike | None = None, *, wrap: bool = False) -> Shape:
    """A smooth skin over rows of points (R, S, 3).

    wrap joins each row's end to its start. facing: the side that shows; None: outward from the middle of each row.
    """
    grid = np.asarray(points, float)
    rows, columns, _ = grid.shape
    along = np.gradient(grid, axis=0)
    around = np.roll(grid, -1, 1) - np.roll(grid, 1, 1) if wrap else np.gradient(grid, axis=1)
    normal = np.cross(around, along)
    length = np.linalg.norm(normal, axis=2, keepdims=True)
    whole = length > 1e-5 * float(length.max())
    away = grid - grid.mean(1, keepdims=True)
    outward = away if facing is None else np.broadcast_to(np.asarray(facing, float), grid.shape)
    side = np.sign((normal * outward * whole).sum()) or 1.0
    normal = np.where(whole, normal / np.maximum(length, 1e-12) * side, _end_normals(grid, away))
    triangles = _grid_triangles(rows, columns, wrap)
    u, v = np.meshgrid(np.linspace(0, 1, columns), np.linspace(1, 0, rows))
    return Shape(
        grid.reshape(-1, 3),
        normal.reshape(-1, 3),
        np.stack([u.ravel(), v.ravel()], 1),
        triangles if side > 0 else triangles[:, ::-1],
    )


def _end_normals(grid: Floats, away: Floats) -> Floats:
    """Along the axis for end rows drawn together into a point; elsewhere straight out from the row's middle."""
    middle = grid.mean(1, keepdims=True)
    ends = away + np.array([0, 0, 1e-9])
    ends[0], ends[-1] = middle[0] - middle[1], middle[-1] - middle[-2]
    length = np.linalg.norm(ends, axis=2, keepdims=True)
    return np.where(length > 1e-12, ends / np.maximum(length, 1e-12), np.array([0.0, 0.0, 1.0]))


def _grid_triangles(rows: int, columns: int, wrap: bool) -> NDArray[np.int64]:
    number = np.arange(rows * columns).reshape(rows, columns)
    ahead = np.roll(number, -1, 1) if wrap else number[:, 1:]
    here = number if wrap else number[:, :-1]
    a, b, c, d = here[:-1], ahead[:-1], ahead[1:], here[1:]
    return np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], -2).reshape(-1, 3)


def loft(rings: ArrayLike, sides: int = 12, *, power: float = 2.0, capped: bool = False) -> Shape:
    """A skin through level rings (x, y, z, half width, half depth); power above 2 squares them off."""
    rows = np.asarray(rings, float)
    if capped:
        rows = np.vstack([rows[:1] * (1, 1, 1, 0, 0), rows[:1], rows, rows[-1:], rows[-1:] * (1, 1, 1, 0, 0)])
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False) + np.pi / sides
    cosine, sine = np.cos(turn), np.sin(turn)
    across = np.sign(cosine) * np.abs(cosine) ** (2 / power)
    deep = np.sign(sine) * np.abs(sine) ** (2 / power)
    points = np.stack(
        [
            rows[:, 0:1] + rows[:, 3:4] * across,
            rows[:, 1:2] + rows[:, 4:5] * deep,
            np.repeat(rows[:, 2:3], sides, 1),
        ],
        -1,
    )
    skin = sheet(points, wrap=True)
    return _with_flat_ends(skin, len(rows), sides) if capped else skin


def _with_flat_ends(skin: Shape, rows: int, sides: int) -> Shape:
    """The two outer rings of each end look straight along the axis, so that lids are flat."""
    normal = skin.normal.copy()
    normal[: 2 * sides] = (0, 0, -1)
    normal[(rows - 2) * sides :] = (0, 0, 1)
    return replace(skin, normal=normal)


def lathe(profile: ArrayLike, sides: int = 12) -> Shape:
    """A profile of (radius, z) turned about the z axis, listed from the bottom up."""
    line = np.asarray(profile, float)
    rings = np.stack([line[:, 0] * 0, line[:, 0] * 0, line[:, 1], line[:, 0], line[:, 0]], 1)
    return loft(rings, sides)


def ball(centre: ArrayLike, radius: ArrayLike, sides: int = 10, rows: int = 7) -> Shape:
    """An ellipsoid."""
    half = np.broadcast_to(np.asarray(radius, float), (3,))
    polar = np.linspace(-np.pi / 2, np.pi / 2, rows)
    rings = np.stack(
        [polar * 0, polar * 0, half[2] * np.sin(polar), half[0] * np.cos(polar), half[1] * np.cos(polar)], 1
    )
    round_one = loft(rings, sides)
    normal = round_one.position / half**2
    normal = normal / np.linalg.norm(normal, axis=1, keepdims=True)
    return moved(replace(round_one, normal=normal), centre)


def tube(path: ArrayLike, radius: ArrayLike, sides: int = 6) -> Shape:
    """A round bar along a path (K, 3), its radius constant or one per point, closed at both ends."""
    line = np.asarray(path, float)
    way = np.gradient(line, axis=0)
    way = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    steady = np.array([0.0, 0.0, 1.0]) if abs(float(way[:, 2].mean())) < 0.8 else np.array([0.0, 1.0, 0.0])
    right = np.cross(way, steady)
    right = right / np.maximum(np.linalg.norm(right, axis=1, keepdims=True), 1e-9)
    over = np.cross(right, way)
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    thick = np.broadcast_to(np.asarray(radius, float), (len(line),))[:, None, None]
    ring = right[:, None] * np.cos(turn)[None, :, None] + over[:, None] * np.sin(turn)[None, :, None]
    skin = line[:, None] + thick * ring
    ends = np.repeat(line[[0, -1], None], sides, 1)
    return sheet(np.concatenate([ends[:1], skin, ends[1:]]), wrap=True)


def bar(start: ArrayLike, end: ArrayLike, radius: float, sides: int = 5) -> Shape:
    """A straight round bar."""
    return tube(np.array([start, end], float), radius, sides)


def curve(points: ArrayLike, count: int) -> Floats:
    """A smooth line through points (K, 3), sampled evenly by Catmull and Rom's spline."""
    knots = np.asarray(points, float)
    padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    place = np.linspace(0, len(knots) - 1, count)
    first = np.minimum(place.astype(int), len(knots) - 2)
    t = (place - first)[:, None]
    a, b, c, d = padded[first], padded[first + 1], padded[first + 2], padded[first + 3]
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
