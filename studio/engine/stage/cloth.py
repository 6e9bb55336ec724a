"""Cloth and rope, played out as points that keep their distances while gravity, wind and people move them.

Position-based dynamics on grids, all pieces of a shot at once: structure and shear are kept, bending is free.
Points are kept with their coordinates first and the pieces side by side, as numpy likes long last axes.
Source: Muller et al., Position Based Dynamics (2007); drag of a sheet by its normal, Provot 1995.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage.rotation import Doubles
from studio.engine.stage.wind import Wind

ROWS, COLUMNS = 10, 9
STEPS_PER_S: Final = 72
SETTLE_S: Final = 1.2
SETTLING_PER_S: Final = 48
_ROUNDS = 2
_BLOWN_EVERY = 2
"""Steps that one look at the wind and the lie of the cloth is held for."""
_GRAVITY = 9.81
_AIR = 1.2
_SHEET_DRAG = 1.0
_DAMPING = 0.5  # per second, the air at rest and the cloth's own
_FLUTTER = 0.55
_WAVE_M = 0.75
_SKIN_M = 0.025


@dataclass(frozen=True, eq=False)
class Pieces:
    """K pieces of the same grid, pinned alike. start (K, R, C, 3) metres; pinned (R, C) bool; across (K, R, C - 1) and
    along (K, R - 1, C): rest lengths; weight (K,) kg/m2; thin (K,): 1 for cloth, how little wind a rope catches.
    """

    start: Doubles
    pinned: NDArray[np.bool_]
    across: Doubles
    along: Doubles
    weight: Doubles
    thin: Doubles


@dataclass(frozen=True, eq=False)
class Around:
    """What moves cloth: pins (F, K, R, C, 3), the wind, people's capsules (F, N, 2, 3) with radii (N,)."""

    pins: Doubles
    wind: Wind
    capsules: Doubles
    radii: Doubles
    fps: int


def play(pieces: Pieces, around: Around) -> Doubles:
    """(F, K, R, C, 3) metres: where every point is in every frame, settled as the shot begins."""
    pins: Doubles = np.ascontiguousarray(around.pins.transpose(0, 4, 2, 3, 1))
    frames, steps = len(pins), max(1, round(STEPS_PER_S / around.fps))
    state = _State(pieces, around, 1.0 / SETTLING_PER_S)
    for step in range(round(SETTLE_S * SETTLING_PER_S)):
        state.step(pins[0], step / SETTLING_PER_S - SETTLE_S, 0)
    dt = 1.0 / (around.fps * steps)
    state.dt = dt
    shown = np.zeros(pins.shape)
    carried = bool((pins != pins[:1]).any())
    for frame in range(frames):
        shown[frame] = state.place
        after = pins[min(frame + 1, frames - 1)]
        for step in range(1, steps + 1):
            share = step / steps
            held = pins[frame] * (1 - share) + after * share if carried else pins[0]
            state.step(held, frame / around.fps + step * dt, frame)
    return shown.transpose(0, 4, 2, 3, 1)


class _State:
    """Where the points are and how fast they move, (3, R, C, K): the coordinates come first, as numpy is slow over
    a last axis of three.
    """

    def __init__(self, pieces: Pieces, around: Around, dt: float) -> None:
        self.place: Doubles = np.ascontiguousarray(pieces.start.transpose(3, 1, 2, 0))
        self._speed = np.zeros_like(self.place)
        self._around = around
        self._pinned = np.ascontiguousarray(np.broadcast_to(pieces.pinned[..., None], self.place.shape))
        self._free = np.where(self._pinned, 0.0, 1.0)
        self._weight, self._thin = pieces.weight, pieces.thin
        self._links = _links(pieces, self._free[0])
        self.dt = dt
        self._steps = 0

    def step(self, pins: Doubles, time: float, frame: int) -> None:
        """One step: fly, keep the pins, the lengths and people's room, and see how fast that was."""
        before = self.place
        speed = self._speed * math.exp(-_DAMPING * self.dt)
        speed[2] -= _GRAVITY * self.dt
        if self._steps % _BLOWN_EVERY == 0:
            self._blow(speed, time, _BLOWN_EVERY * self.dt)
        self._steps += 1
        place = np.where(self._pinned, pins, before + speed * self.dt)
        for _ in range(_ROUNDS):
            for link in self._links:
                link.hold(place)
        self._part(place, frame)
        self._speed = (place - before) * (self._free / self.dt)
        self.place = place

    def _blow(self, speed: Doubles, time: float, seconds: float) -> None:
        """The wind adds to the speed for so long: it presses along the sheet's normal, in waves that run with it."""
        x, y = self._around.wind.at(time)
        strength = math.hypot(x, y)
        if strength < 1e-3:
            return
        way = np.array([x, y, 0.0]) / strength
        side = np.array([-way[1], way[0], 0.25])
        along = way / _WAVE_M
        run = along[0] * self.place[0] + along[1] * self.place[1] + 0.9 * self.place[2]
        wave = np.sin(2 * np.pi * (run - 0.75 * strength * time / _WAVE_M)) + 0.5 * np.sin(5.1 * run - 7.3 * time)
        flutter = strength * (0.2 * way + _FLUTTER * side)
        through = wave * _each(flutter) + _each(way * strength) - speed
        normal = _normals(self.place)
        pressing = np.einsum("i...,i...->...", through, normal)
        push = np.abs(pressing) * (0.5 * _AIR * _SHEET_DRAG * seconds / self._weight)
        share = (1 - np.exp(-push)) * self._thin
        speed += normal * (share * pressing) + through * (0.02 * share)

    def _part(self, place: Doubles, frame: int) -> None:
        """Points inside people come out."""
        capsules, radii = self._around.capsules[frame], self._around.radii
        if not len(capsules):
            return
        room = radii[:, None] + 0.1
        low, high = capsules.min(1) - room, capsules.max(1) + room
        lowest, highest = place.min((1, 2)).T, place.max((1, 2)).T
        meets = ((highest[:, None] > low) & (lowest[:, None] < high)).all(-1)
        for piece, limb in np.argwhere(meets).tolist():
            _push_out(place[..., piece], capsules[limb], float(radii[limb]) + _SKIN_M, self._free[0, :, :, piece])


def _each(vector: Doubles) -> Doubles:
    """A vector (3,) for every point."""
    return vector[:, None, None, None]


def _push_out(place: Doubles, ends: Doubles, radius: float, free: Doubles) -> None:
    """Move the points (3, R, C) of one piece out of a capsule between two ends (2, 3)."""
    axis, from_first = ends[1] - ends[0], place - ends[0][:, None, None]
    along = np.clip(np.tensordot(axis, from_first, 1) / max(float(axis @ axis), 1e-9), 0, 1)
    out = from_first - along * axis[:, None, None]
    away = np.sqrt(np.einsum("i...,i...->...", out, out))
    inside = (away < radius) & (free > 0)
    if inside.any():
        place += np.where(inside, out * (radius / np.maximum(away, 1e-6) - 1), 0.0)


@dataclass(frozen=True, eq=False)
class _Link:
    """Pairs of points that share none: each pair is pulled to its length (R', C', K), each end by its share.

    halves: no end is pinned, so that both move alike.
    """

    first: tuple[slice, slice, slice]
    second: tuple[slice, slice, slice]
    rest: Doubles
    shares: tuple[Doubles, Doubles]
    halves: bool

    def hold(self, place: Doubles) -> None:
        """Move both ends by their shares."""
        a, b = place[self.first], place[self.second]
        gap = b - a
        length = np.sqrt(np.einsum("i...,i...->...", gap, gap))
        pull = 1 - self.rest / np.maximum(length, 1e-9)
        if self.halves:
            gap *= 0.5 * pull
            a += gap
            b -= gap
        else:
            a += gap * (pull * self.shares[0])
            b -= gap * (pull * self.shares[1])


def _links(pieces: Pieces, free: Doubles) -> tuple[_Link, ...]:
    """Every other pair along, across and both diagonals, so that a batch never touches a point twice.

    free: (R, C, K), 0 for what is pinned.
    """
    across, along = (part.transpose(1, 2, 0) for part in (pieces.across, pieces.along))
    diagonal = np.hypot((across[:-1] + across[1:]) / 2, (along[:, :-1] + along[:, 1:]) / 2)
    found: list[_Link] = []
    rows, columns = free.shape[:2]
    every, west, east = slice(None), slice(0, columns - 1), slice(1, columns)
    for odd in (0, 1):
        top, below = slice(odd, rows - 1, 2), slice(odd + 1, rows, 2)
        left, right = slice(odd, columns - 1, 2), slice(odd + 1, columns, 2)
        found.append(_link(free, (top, every), (below, every), along[odd::2]))
        if columns > 1:
            found.append(_link(free, (every, left), (every, right), across[:, odd::2]))
            found.append(_link(free, (top, west), (below, east), diagonal[odd::2]))
            found.append(_link(free, (top, east), (below, west), diagonal[odd::2]))
    return tuple(found)


def _link(free: Doubles, first: tuple[slice, slice], second: tuple[slice, slice], rest: Doubles) -> _Link:
    one, other = free[first], free[second]
    both = np.maximum(one + other, 1e-9)
    coordinates = slice(None)
    ends = (coordinates, *first), (coordinates, *second)
    return _Link(*ends, np.ascontiguousarray(rest), (one / both, other / both), bool((both == 2.0).all()))


def _normals(place: Doubles) -> Doubles:
    """Unit normals of the sheets (3, R, C, K); across the wind's own way for a rope."""
    along = _slopes_down(place)
    if place.shape[2] == 1:
        side = np.stack([-along[2], np.zeros_like(along[0]), along[0]])
    else:
        side = _crossed(along, _slopes_across(place))
    length = np.sqrt(np.einsum("i...,i...->...", side, side))
    side /= np.maximum(length, 1e-9)
    return side


def _crossed(a: Doubles, b: Doubles) -> Doubles:
    """The cross product of vectors (3, ...)."""
    out = np.empty_like(a)
    np.subtract(a[1] * b[2], a[2] * b[1], out=out[0])
    np.subtract(a[2] * b[0], a[0] * b[2], out=out[1])
    np.subtract(a[0] * b[1], a[1] * b[0], out=out[2])
    return out


def _slopes_down(place: Doubles) -> Doubles:
    """Which way the points (3, R, C, K) go on from row to row, at any length."""
    ways = np.empty_like(place)
    ways[:, 1:-1] = place[:, 2:] - place[:, :-2]
    ways[:, 0], ways[:, -1] = place[:, 1] - place[:, 0], place[:, -1] - place[:, -2]
    return ways


def _slopes_across(place: Doubles) -> Doubles:
    """Which way they go on from column to column."""
    ways = np.empty_like(place)
    ways[:, :, 1:-1] = place[:, :, 2:] - place[:, :, :-2]
    ways[:, :, 0], ways[:, :, -1] = place[:, :, 1] - place[:, :, 0], place[:, :, -1] - place[:, :, -2]
    return ways
