"""Going into water from an edge: thrown through the air, slowed by the water, up again; as numbers, before it is acted.

The middle of the body's mass flies at g, then meets Archimedes' lift of what of it is under water and a quadratic
drag, and last the strokes that bring it up to where it treads water.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from msgspec import Struct

from studio.engine.stage.hydrostatics import GRAVITY, WATER_DENSITY
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import Pool, read_table

STEP_S = 1 / 480
MIDDLE_HEADS = 3.25
"""How high the middle of mass of one who stands is."""
_DENSITY = 0.98
"""Of a body with air in its lungs, beside water. Source: Donoghue and Minnigerode (1977), mean of 98 men at rest."""
_LONGEST_S = 4.5
_KICK_MPS2, _FASTEST_UP_MPS = 6.0, 1.5
_BLIND_S = 0.40
_CLEAR_M = 0.12
_KG_PER_M3 = 13.2
"""Mass of a body by its height cubed: 54 kg at 1.60 m."""


class Bearing(Struct, frozen=True):
    """How the body is at one moment of an entry; see ``entries.toml``."""

    pitch: float
    arm: tuple[float, float, float]
    leg: tuple[float, float, float]
    split: float = 0.0


class Entry(Struct, frozen=True):
    """One way into the water; see ``entries.toml``."""

    forward_mps: float
    run_mps: float
    up_mps: float
    prepare: float
    drag: float
    across: float
    broad: float
    half: float
    poses: dict[str, Bearing]


@cache
def entries() -> dict[str, Entry]:
    """``acting/entries.toml``."""
    return read_table("acting/entries.toml", Entry)


@dataclass(frozen=True)
class Leap:
    """What a plunge is made of. edge_m: height of what it is made from; tread_m: where the middle of mass ends."""

    style: str
    height_m: float
    edge_m: float
    tread_m: float
    pool: Pool
    running: bool


@dataclass(frozen=True, eq=False)
class Plunge:
    """A plunge from its first second on the edge. way (n, 2): metres ahead and height of the middle of mass, each
    STEP_S from ``off`` on. off, entry, deep, end: seconds; speed: of the entry, m/s; impulse: N s of the splash.
    """

    leap: Leap
    way: Doubles
    off: float
    entry: float
    deep: float
    end: float
    speed: float
    impulse: float

    def at(self, seconds: Doubles) -> Doubles:
        """(n, 2) metres ahead and height of the middle of mass, at seconds since the plunge began."""
        clock = self.off + STEP_S * np.arange(len(self.way))
        return np.stack([np.interp(seconds, clock, self.way[:, k]) for k in (0, 1)], -1)


@cache
def plunge(leap: Leap) -> Plunge:
    """Play a plunge out."""
    kind = entries()[leap.style]
    prepare = 0.3 * kind.prepare if leap.running else kind.prepare
    ahead, height = 0.0, leap.edge_m + leap.height_m * (MIDDLE_HEADS / 6.06)
    forward, up = kind.run_mps if leap.running else kind.forward_mps, kind.up_mps
    half, bottom = kind.half * leap.height_m, leap.pool.surface_m - leap.pool.depth_m
    way = [(ahead, height)]
    entry, deep, speed, lowest = 0.0, 0.0, 0.0, height
    for tick in range(1, round(_LONGEST_S / STEP_S)):
        under = min(max((leap.pool.surface_m - height + half) / (2 * half), 0.0), 1.0)
        since = tick * STEP_S - entry if entry else 0.0
        push = -GRAVITY + GRAVITY / _DENSITY * under - kind.drag * under * abs(up) * up
        push += 90.0 * max(0.0, bottom + _CLEAR_M + half * 0.9 - height) * (1.0 if up < 0 else 0.2)
        if since > _BLIND_S:
            push += _strokes(leap.tread_m - height, up, push)
        up += push * STEP_S
        forward -= kind.across * under * abs(forward) * forward * STEP_S
        ahead, height = ahead + forward * STEP_S, height + up * STEP_S
        way.append((ahead, height))
        if under > 0 and not entry:
            entry, speed = tick * STEP_S, float(np.hypot(forward, up))
        if height < lowest:
            lowest, deep = height, tick * STEP_S
        if since > 0.8 and abs(leap.tread_m - height) < 0.02 and abs(up) < 0.12:
            break
    off = prepare
    mass = _KG_PER_M3 * leap.height_m**3
    added = WATER_DENSITY * 2 / 3 * np.pi * kind.broad**3
    impulse = speed * mass * added / (mass + added)
    return Plunge(leap, np.array(way), off, off + entry, off + deep, off + len(way) * STEP_S, speed, float(impulse))


def _strokes(above: float, up: float, push: float) -> float:
    """m/s2 of arms and legs that bring a body to where it treads water, and hold it there."""
    wanted = min(_FASTEST_UP_MPS, max(-0.6, 3.0 * above))
    return min(_KICK_MPS2, max(-_KICK_MPS2, 6.0 * (wanted - up) - push))
