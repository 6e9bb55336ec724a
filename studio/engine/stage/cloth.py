"""Cloth and rope, played out as points that keep their distances while gravity, wind and people move them.

Position-based dynamics on grids, all pieces of a shot at once: structure and shear are kept, bending is free.
Source: Muller et al., Position Based Dynamics (2007); drag of a sheet by its normal, Provot 1995.
"""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.stage.rotation import Doubles, crossed
from studio.engine.stage.wind import Wind

ROWS, COLUMNS = 10, 9
STEPS = 4
"""Steps a frame."""
SETTLE_S = 1.2
_ROUNDS = 2
_GRAVITY = 9.81
_AIR = 1.2
_SHEET_DRAG = 1.0
_DAMPING = 0.5  # per second, the air at rest and the cloth's own
_FLUTTER = 0.55
_WAVE_M = 0.75
_SKIN_M = 0.025


@dataclass(frozen=True, eq=False)
class Pieces:
    """K pieces of the same grid. start (K, R, C, 3) metres; pinned (K, R, C) bool; across (K, R, C - 1) and along
    (K, R - 1, C): rest lengths; weight (K,) kg/m2; thin (K,): 1 for cloth, how little wind a rope catches.
    """

    start: Doubles
    pinned: np.ndarray
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
    frames, dt = len(around.pins), 1.0 / (around.fps * STEPS)
    state = _State(pieces, around, dt)
    for step in range(round(SETTLE_S / dt)):
        state.step(around.pins[0], step * dt - SETTLE_S, 0)
    shown = np.zeros(around.pins.shape)
    for frame in range(frames):
        shown[frame] = state.place
        after = around.pins[min(frame + 1, frames - 1)]
        for step in range(1, STEPS + 1):
            share = step / STEPS
            state.step(around.pins[frame] * (1 - share) + after * share, frame / around.fps + step * dt, frame)
    return shown


class _State:
    """Where the points are and how fast they move."""

    def __init__(self, pieces: Pieces, around: Around, dt: float) -> None:
        self.place = pieces.start.copy()
        self._speed = np.zeros_like(self.place)
        self._pieces, self._around, self._dt = pieces, around, dt
        free = np.where(pieces.pinned, 0.0, 1.0)[..., None]
        self._free = free
        diagonal = np.sqrt(
            ((pieces.across[:, :-1] + pieces.across[:, 1:]) / 2) ** 2
            + ((pieces.along[:, :, :-1] + pieces.along[:, :, 1:]) / 2) ** 2
        )
        self._links = _links(free, pieces.across, pieces.along, diagonal)

    def step(self, pins: Doubles, time: float, frame: int) -> None:
        """One step: move, keep the pins, the lengths and people's room, and see how fast that was."""
        before = self.place
        speed = self._speed * math.exp(-_DAMPING * self._dt)
        speed[..., 2] -= _GRAVITY * self._dt
        speed += self._blown(speed, time)
        place = before + speed * self._dt * self._free
        place = np.where(self._pieces.pinned[..., None], pins, place)
        for _ in range(_ROUNDS):
            for link in self._links:
                link.hold(place)
        self._part(place, frame)
        self._speed = (place - before) / self._dt * self._free
        self.place = place

    def _blown(self, speed: Doubles, time: float) -> Doubles:
        """What the wind adds to the speed: it presses along the sheet's normal, in waves that run with it."""
        x, y = self._around.wind.at(time)
        strength = math.hypot(x, y)
        if strength < 1e-3:
            return np.zeros_like(speed)
        way = np.array([x, y, 0.0]) / strength
        side = np.array([-way[1], way[0], 0.25])
        run = self.place @ way / _WAVE_M + self.place[..., 2] * 0.9
        wave = np.sin(2 * np.pi * (run - 0.75 * strength * time / _WAVE_M)) + 0.5 * np.sin(5.1 * run - 7.3 * time)
        air = way * strength * (1 + 0.2 * wave[..., None]) + side * (_FLUTTER * strength * wave[..., None])
        normal = _normals(self.place)
        through = ((air - speed) * normal).sum(-1, keepdims=True)
        push = 0.5 * _AIR * _SHEET_DRAG * np.abs(through) / self._pieces.weight[:, None, None, None]
        share = (1 - np.exp(-push * self._dt)) * self._pieces.thin[:, None, None, None]
        return share * through * normal + 0.02 * share * (air - speed)

    def _part(self, place: Doubles, frame: int) -> None:
        """Points inside people come out."""
        for (start, end), radius in zip(self._around.capsules[frame], self._around.radii, strict=True):
            low, high = np.minimum(start, end) - radius - 0.1, np.maximum(start, end) + radius + 0.1
            if (place.max((0, 1, 2)) < low).any() or (place.min((0, 1, 2)) > high).any():
                continue
            axis = end - start
            along = np.clip(((place - start) @ axis) / max(float(axis @ axis), 1e-9), 0, 1)
            out = place - (start + along[..., None] * axis)
            away = np.linalg.norm(out, axis=-1, keepdims=True)
            inside = (away < radius + _SKIN_M) & (self._free > 0)
            place += np.where(inside, out * ((radius + _SKIN_M) / np.maximum(away, 1e-6) - 1), 0.0)


@dataclass(frozen=True, eq=False)
class _Link:
    """Pairs of points that share none: each pair is pulled to its length."""

    first: tuple[slice, ...]
    second: tuple[slice, ...]
    rest: Doubles
    shares: tuple[Doubles, Doubles]

    def hold(self, place: Doubles) -> None:
        """Move both ends by their shares."""
        a, b = place[self.first], place[self.second]
        gap = b - a
        length = np.sqrt(np.einsum("...i,...i->...", gap, gap))[..., None]
        pull = gap * ((length - self.rest) / np.maximum(length, 1e-9))
        a += pull * self.shares[0]
        b -= pull * self.shares[1]


def _links(free: Doubles, across: Doubles, along: Doubles, diagonal: Doubles) -> tuple[_Link, ...]:
    """Every other pair along, across and both diagonals, so that a batch never touches a point twice."""
    found: list[_Link] = []
    every = slice(None)
    rows, columns = free.shape[1], free.shape[2]
    for odd in (0, 1):
        top, below = slice(odd, rows - 1, 2), slice(odd + 1, rows, 2)
        left, right = slice(odd, columns - 1, 2), slice(odd + 1, columns, 2)
        found.append(_link(free, (every, top), (every, below), along[:, odd::2]))
        if columns > 1:
            found.append(_link(free, (every, every, left), (every, every, right), across[:, :, odd::2]))
            west, east = slice(0, columns - 1), slice(1, columns)
            found.append(_link(free, (every, top, west), (every, below, east), diagonal[:, odd::2]))
            found.append(_link(free, (every, top, east), (every, below, west), diagonal[:, odd::2]))
    return tuple(found)


def _link(free: Doubles, first: tuple[slice, ...], second: tuple[slice, ...], rest: Doubles) -> _Link:
    one, other = free[first], free[second]
    both = np.maximum(one + other, 1e-9)
    return _Link(first, second, rest[..., None], (one / both, other / both))


def _normals(place: Doubles) -> Doubles:
    """Unit normals of the sheets; across the wind's own way for a rope."""
    along = np.gradient(place, axis=1)
    if place.shape[2] == 1:
        side = crossed(along, np.array([0.0, 1.0, 0.0]))
    else:
        side = crossed(along, np.gradient(place, axis=2))
    return side / np.maximum(np.linalg.norm(side, axis=-1, keepdims=True), 1e-9)
