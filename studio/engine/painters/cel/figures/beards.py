"""Beards and moustaches: locks that follow the jaw and hang from it. Head space, as hair."""

import math
from functools import cache

import numpy as np
from msgspec import Struct

from studio.engine.painters.cel.figures.draping import hanging, off_the_shoulders
from studio.engine.painters.cel.figures.hair_styles import Lock
from studio.engine.painters.cel.figures.head import skull
from studio.engine.painters.cel.figures.locks import Strand, lens_lock
from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import Array, Sheet, smooth
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.vocabulary import read_table

_CLEAR = 0.014
_JAW = 0.035
"""Where the face ends and a lock hangs free, above the chin."""
_NOSE = 0.186
_RESTING_SHARE = 0.9


class Moustache(Struct, frozen=True):
    """Two locks from under the nose. width: half width; reach: to either side; droop: how far their ends sink."""

    width: float
    reach: float
    droop: float


class Beard(Struct, frozen=True):
    """A fan of locks round the jaw, as far as ``widest`` degrees to either side; none where ``count`` is 0.

    roots, hang: by angle, where a lock begins, and how far it hangs below the jaw. width: half width of a lock.
    forward: how far what hangs leans out; gather: share by which it draws together to its end; sway: as of hair.
    """

    widest: float = 0.0
    count: int = 0
    roots: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    hang: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    width: float = 0.08
    forward: float = 0.0
    gather: float = 0.0
    sway: float = 0.0
    moustache: Moustache | None = None


@cache
def beards() -> dict[str, Beard]:
    """``figures/beards.toml``."""
    return read_table("figures/beards.toml", Beard)


def beard(person: Person, name: str) -> list[Mesh]:
    """One kind of beard, in the colour of the hair."""
    kind, face = beards()[name], _Face(person)
    locks = [_lock(face, kind, number) for number in _outer_first(kind.count)]
    whiskers = [_whisker(face, kind.moustache, side) for side in (-1.0, 1.0)] if kind.moustache else []
    dice = np.random.default_rng(3)
    return [_hair(person, strand, float(dice.uniform(0.93, 1.07))) for strand in (*locks, *whiskers)]


def _outer_first(count: int) -> list[int]:
    """The locks of a fan, those at its middle last, which lie over the others."""
    return sorted(range(count), key=lambda number: -abs(number - (count - 1) / 2))


class _Face:
    """The skin of somebody's face, by angle and height."""

    def __init__(self, person: Person) -> None:
        grid = skull(person)
        columns = grid.shape[1] // 2 + 1
        self._heights: Array = grid[:, 0, 2]
        self._rows: Array = grid[:, :columns]
        self._angles: Array = np.degrees(np.arctan2(self._rows[..., 1], self._rows[..., 0] + 0.05))

    def at(self, degrees: float, height: float) -> Array:
        """A point of the skin, (3,)."""
        rows: list[Array] = [self._across(number, abs(degrees)) for number in range(len(self._rows))]
        points: Array = np.stack(rows)
        found = np.array([float(np.interp(height, self._heights, points[:, k])) for k in range(3)])
        return found * np.array([1.0, math.copysign(1.0, degrees), 1.0])

    def _across(self, number: int, degrees: float) -> Array:
        order: Array = np.maximum.accumulate(self._angles[number])
        row: Array = self._rows[number]
        return np.array([float(np.interp(degrees, order, row[:, k])) for k in range(3)])


def _off(degrees: float, height: float) -> Array:
    """The way off the face: level on the cheeks, down under the jaw."""
    angle, low = math.radians(degrees), max(0.0, 1 - height / 0.14)
    way = np.array([math.cos(angle), math.sin(angle), -0.75 * low])
    return np.asarray(way / np.linalg.norm(way), dtype=np.float64)


def _lock(face: _Face, kind: Beard, number: int) -> Strand:
    share = 2 * number / max(kind.count - 1, 1) - 1
    degrees = kind.widest * share
    away = abs(degrees)
    root, hang = _between(away, kind.roots), _between(away, kind.hang)
    hang *= 1.0 - 0.11 * (number % 3)
    heights = [root, root * 0.72 + _JAW * 0.28, root * 0.36 + _JAW * 0.64, _JAW]
    offs = [_off(degrees, height) for height in heights]
    clear = [0.4, 1.0, 1.25, 1.4]
    skin = [face.at(degrees, height) + off * _CLEAR * c for height, off, c in zip(heights, offs, clear, strict=True)]
    line, off = _hung(np.array(skin), np.array(offs), kind, hang)
    lock = Lock(root=0, shape="lock", thick=0.55, sway=kind.sway)
    width = kind.width * (1.0 - 0.20 * away / max(kind.widest, 1.0))
    return lens_lock(line, off, width, lock)


def _between(at: float, points: tuple[tuple[float, float], ...]) -> float:
    return float(np.interp(at, [one[0] for one in points], [one[1] for one in points]))


def _hung(skin: Array, off: Array, kind: Beard, hang: float) -> tuple[Array, Array]:
    """A line down the face carried on below the jaw."""
    edge = skin[-1]
    drop = np.array([0.33, 0.66, 1.0])[:, None] * max(hang, 0.02)
    level = off[-1] * np.array([1.0, 1.0, 0.0])
    free = edge + drop * (np.array([0.0, 0.0, -1.0]) + kind.forward * level)
    free[:, 1] *= 1 - kind.gather * np.array([0.33, 0.66, 1.0])
    free[:, 0] -= 0.04 * drop[:, 0]
    line = smooth(np.concatenate([skin, free]), 9)
    ways = smooth(np.concatenate([off, np.repeat(level[None] + 1e-6, 3, axis=0)]), 9)
    return line, ways / np.linalg.norm(ways, axis=1, keepdims=True)


def _whisker(face: _Face, kind: Moustache, side: float) -> Strand:
    """From the groove under the nose to the corner of the mouth and past it."""
    across = np.array([0.012, 0.35 * kind.reach, 0.72 * kind.reach, kind.reach])
    heights = _NOSE - np.array([0.0, 0.010, 0.35 * kind.droop + 0.012, kind.droop + 0.012])
    line: list[Array] = []
    off: list[Array] = []
    for y, height in zip(across, heights, strict=True):
        degrees = math.degrees(math.atan2(y, 0.42)) * side
        way = _off(degrees, 1.0)
        at = face.at(degrees, float(height))
        line.append(np.array([at[0], y * side, height]) + way * 0.016)
        off.append(way)
    lock = Lock(root=0, shape="swept", thick=0.75, sway=0.0)
    return lens_lock(smooth(line, 7), smooth(off, 7), kind.width, lock)


def _hair(person: Person, strand: Strand, light: float) -> Mesh:
    tone: Tone = person.colours.hair.scaled(light)
    points = off_the_shoulders(person.out_of_head(strand.part.points), person.rest, front=True)
    part = Sheet(points, strand.part.normals, strand.part.uv, strand.part.triangles)
    return painted(part, Paint(tone, Surface.HAIR, 0.9), hanging(_RESTING_SHARE), strand.sway)
