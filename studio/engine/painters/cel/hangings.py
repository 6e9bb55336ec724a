"""Cloth and rope as the cast's drawing knows it: a thin closed skin about the points of a frame, both sides painted."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.models import Model
from studio.engine.painters.cel.pose import Pose
from studio.engine.painters.cel.shapes import Floats, rgb, shade_of
from studio.engine.painters.cel.vertices import pack
from studio.engine.performance import ClothTrack, Performance

_THICK_M: Final = 0.004
_ROUND: Final = 7
_INK: Final = 0.75
_SET: Final = 1
_PALE: Final = (0.97, 0.96, 0.93)


class Hanging:
    """One cloth or rope of a shot on the graphics card. ``dress`` puts it where it is in a frame."""

    def __init__(self, canvas: Canvas, track: ClothTrack, number: int) -> None:
        self.number = number
        self._track = track
        packed = pack(woven(track, 0))
        then = canvas.context.buffer(reserve=12 * len(packed.vertices), dynamic=True)
        self.model = Model(canvas.context, packed, then)
        reach = np.linalg.norm(track.points - track.points.mean((1, 2), keepdims=True), axis=-1)
        self.footprint_m = float(reach.max(initial=0.05))

    def pose(self, frame: int) -> Pose:
        """It has one joint: the middle of its points."""
        transform = np.eye(4)
        transform[:3, 3] = self._track.points[frame].mean((0, 1))
        return Pose(transform[None], np.zeros((1, 3)), 1.0, 0.0)

    def dress(self, frame: int) -> None:
        """Its points, about their middle, as in a frame."""
        self.model.rewrite(pack(woven(self._track, frame)).vertices)

    def dress_then(self, frame: int) -> None:
        """The places of its vertices in another frame, beside those it has."""
        assert self.model.then
        self.model.then.write(np.ascontiguousarray(woven(self._track, frame).position, np.float32).tobytes())

    def release(self) -> None:
        """Give it back."""
        self.model.release()


class Hangings:
    """Every cloth and rope of a shot; what belongs to the set has the set's number."""

    def __init__(self, canvas: Canvas, performance: Performance) -> None:
        numbers: dict[str, int] = {str(entity): number for entity, number in performance.id_numbers.items()}
        self.every = tuple(Hanging(canvas, one, numbers.get(str(one.of), _SET)) for one in performance.cloths)

    def release(self) -> None:
        """Give them back."""
        for hanging in self.every:
            hanging.release()


def woven(track: ClothTrack, frame: int) -> Mesh:
    """The mesh of a cloth or a rope in one frame, in metres about the middle of its points."""
    points = track.points[frame].astype(np.float64)
    points = points - points.mean((0, 1))
    return _rope(track, points) if track.points.shape[2] == 1 else _sheet(track, points)


def _sheet(track: ClothTrack, points: Floats) -> Mesh:
    """Front and back of a cloth, closed round its hem."""
    fine = _refined(_refined(_refined(_refined(points, 0), 1), 0), 1)
    rows, columns = fine.shape[:2]
    normal = _unit(np.cross(np.gradient(fine, axis=1), np.gradient(fine, axis=0)))
    front, back = fine + normal * _THICK_M / 2, fine - normal * _THICK_M / 2
    pale = _pattern(track, rows, columns).reshape(-1, 1)
    lit = np.where(pale, np.array(_PALE), np.array(rgb(track.colour)))
    shade = np.where(pale, np.array(shade_of(_PALE)), np.array(shade_of(rgb(track.colour))))
    quads = _quads(rows, columns)
    count = rows * columns
    triangles = np.concatenate([quads, quads[:, ::-1] + count, _hem(rows, columns, count)])
    return _mesh(
        np.concatenate([front.reshape(-1, 3), back.reshape(-1, 3)]),
        np.concatenate([normal.reshape(-1, 3), -normal.reshape(-1, 3)]),
        (np.tile(lit, (2, 1)), np.tile(shade, (2, 1))),
        triangles,
    )


def _rope(track: ClothTrack, points: Floats) -> Mesh:
    """A tube round the points of a rope."""
    way = _refined(points, 0)[:, 0]
    along = _unit(np.gradient(way, axis=0))
    helper = np.where(np.abs(along[:, 2:]) < 0.9, np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0]))
    side = _unit(np.cross(along, helper))
    other = np.cross(along, side)
    turn = np.arange(_ROUND) / _ROUND * 2 * np.pi
    normal = np.cos(turn)[None, :, None] * side[:, None] + np.sin(turn)[None, :, None] * other[:, None]
    skin = way[:, None] + normal * track.radius_m
    lit = np.tile(np.array(rgb(track.colour)), (len(way) * _ROUND, 1))
    strand = 1.0 - 0.16 * ((np.arange(len(way))[:, None] + np.arange(_ROUND)[None] // 2) % 3 == 0)
    lit = lit * strand.reshape(-1, 1)
    shade = np.tile(np.array(shade_of(rgb(track.colour))), (len(lit), 1)) * strand.reshape(-1, 1)
    ring = np.arange(_ROUND)
    after = (ring + 1) % _ROUND
    base = (np.arange(len(way) - 1) * _ROUND)[:, None]
    a, b, c, d = base + ring, base + after, base + _ROUND + ring, base + _ROUND + after
    triangles = np.concatenate([np.stack([a, b, d], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)])
    return _mesh(skin.reshape(-1, 3), normal.reshape(-1, 3), (lit, shade), triangles)


def _pattern(track: ClothTrack, rows: int, columns: int) -> NDArray[np.bool_]:
    """(R, C) which points are white rather than of the cloth's colour. Rows run away from where it is fixed."""
    down, beside = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    match track.style:
        case "sun disc":
            return np.hypot((down - 0.5) * 1.5, beside - 0.5) > 0.30
        case "stripes":
            return (beside * 6).astype(int) % 2 == 1
        case "hem":
            return down > 0.86
        case "crest":
            out = np.hypot((down - 0.5) * 1.6, beside - 0.5)
            return (out < 0.27) & (out > 0.13)
        case _:
            return np.zeros((rows, columns), bool)


def _refined(points: Floats, axis: int) -> Floats:
    """Twice as fine along an axis, smoothly. Source: four-point subdivision, Dyn, Levin and Gregory 1987."""
    way = np.moveaxis(points, axis, 0)
    padded = np.concatenate([2 * way[:1] - way[1:2], way, 2 * way[-1:] - way[-2:-1]])
    middle = (9 * (padded[1:-2] + padded[2:-1]) - padded[:-3] - padded[3:]) / 16
    fine = np.empty((2 * len(way) - 1, *way.shape[1:]))
    fine[::2], fine[1::2] = way, middle
    return np.moveaxis(fine, 0, axis)


def _quads(rows: int, columns: int) -> NDArray[np.int64]:
    number = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (part.ravel() for part in (number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:]))
    return np.concatenate([np.stack([a, c, d], 1), np.stack([a, d, b], 1)])[:, ::-1]


def _hem(rows: int, columns: int, count: int) -> NDArray[np.int64]:
    """The narrow strip between both sides, all the way round."""
    number = np.arange(rows * columns).reshape(rows, columns)
    rim = np.concatenate([number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]])
    after = np.roll(rim, -1)
    return np.concatenate([np.stack([rim, rim + count, after + count], 1), np.stack([rim, after + count, after], 1)])


def _mesh(position: Floats, normal: Floats, tones: tuple[Floats, Floats], triangles: NDArray[np.int64]) -> Mesh:
    count = len(position)
    return Mesh(
        position=position.astype(np.float32),
        normal=normal.astype(np.float32),
        colour=tones[0].astype(np.float32),
        shade=tones[1].astype(np.float32),
        uv=np.zeros((count, 2), np.float32),
        surface=np.full(count, int(Surface.PLAIN), np.uint8),
        glow=np.zeros(count, np.float32),
        outline=np.full(count, _INK, np.float32),
        bones=np.zeros((count, 2), np.uint8),
        weight=np.zeros(count, np.float32),
        sway=np.zeros(count, np.float32),
        triangles=triangles.astype(np.uint32),
    )


def _unit(vectors: Floats) -> Floats:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
