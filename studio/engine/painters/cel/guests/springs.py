"""Hair, skirts and ribbons of a guest: the spring bones of its file, swung step by step through a shot.

Source: the reference algorithm of ``VRMC_springBone`` 1.0 (Verlet steps of a bone's end, kept at its length).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.character import Character
from studio.engine.media.gltf.told import Collider, SpringJoint
from studio.engine.media.gltf.tree import Doubles
from studio.engine.painters.cel.guests.rig import Level, Rig, between

_MOST_COLLIDERS: Final = 64
_WIND: Final = 0.16  # how hard a metre a second of wind pulls, in the unit of the file's gravity


@dataclass(frozen=True, eq=False)
class Hung:
    """K swinging nodes of one depth. places: (K,) where each is in its level; state: (K,) its number among all;
    tails: (K, 3) in the node's frame; gravity: (K, 3); against: (K, C) which colliders it stays out of.
    """

    places: NDArray[np.int64]
    state: NDArray[np.int64]
    tails: Doubles
    stiffness: Doubles
    drag: Doubles
    radius: Doubles
    gravity: Doubles
    against: NDArray[np.bool_]


@dataclass(frozen=True)
class Step:
    """A step of time: seconds, the wind that blows (3,) in metres a second."""

    seconds: float
    wind: Doubles


class Springs:
    """The swinging bones of a guest, and where their ends are. Steps come in order."""

    def __init__(self, character: Character, rig: Rig) -> None:
        self._colliders = character.told.colliders[:_MOST_COLLIDERS]
        joints = {joint.node: joint for joint in character.told.springs}
        self._count = 0
        self._hung = tuple(self._of(level, joints) for level in rig.levels)
        self._ends, self._before = np.zeros((self._count, 3)), np.zeros((self._count, 3))
        self._set = False

    def swing(self, depth: int, world: Doubles, level: Level, step: Step) -> None:
        """Turn the swinging nodes of a depth; world: (B, 4, 4) as far as that depth, in place."""
        hung = self._hung[depth]
        if not len(hung.places):
            return
        nodes = level.nodes[hung.places]
        base, turn = world[nodes, :3, 3], world[nodes, :3, :3]
        rest = np.einsum("kij,kj->ki", turn, hung.tails)
        length = np.linalg.norm(rest, axis=1, keepdims=True)
        if not self._set:
            self._ends[hung.state] = self._before[hung.state] = base + rest
        way = rest / np.maximum(length, 1e-9)
        ends, before = self._ends[hung.state], self._before[hung.state]
        pull = way * hung.stiffness[:, None] + hung.gravity + step.wind * _WIND
        moved = ends + (ends - before) * (1 - hung.drag[:, None]) + pull * step.seconds
        moved = _kept(moved, base, length)
        for number, collider in enumerate(self._colliders):
            moved = self._clear(number, collider, moved, hung, world)
        moved = _kept(moved, base, length)
        self._before[hung.state], self._ends[hung.state] = ends, moved
        world[nodes, :3, :3] = between(rest, moved - base) @ turn

    def settled(self) -> None:
        """From here on ends go on from where they are."""
        self._set = True

    def _clear(self, number: int, collider: Collider, ends: Doubles, hung: Hung, world: Doubles) -> Doubles:
        """The ends moved out of one collider, those that mind it."""
        if not hung.against[:, number].any():
            return ends
        place = world[collider.node]
        first, last = (place[:3, :3] @ part + place[:3, 3] for part in (collider.offset, collider.tail))
        along = last - first
        span = float(along @ along)
        share = np.clip(((ends - first) @ along) / span, 0, 1)[:, None] if span > 1e-12 else np.zeros((len(ends), 1))
        off = ends - (first + share * along)
        far = np.linalg.norm(off, axis=1, keepdims=True)
        least = hung.radius[:, None] + collider.radius_m
        inside = (far < least) & hung.against[:, number, None]
        return np.where(inside, ends + off / np.maximum(far, 1e-9) * (least - far), ends)

    def _of(self, level: Level, joints: dict[int, SpringJoint]) -> Hung:
        led = frozenset(level.led.tolist())
        places = [at for at, node in enumerate(level.nodes.tolist()) if node in joints and at not in led]
        ones = [joints[int(level.nodes[place])] for place in places]
        against = np.zeros((len(ones), len(self._colliders)), bool)
        for row, one in enumerate(ones):
            against[row, [number for number in one.against if number < len(self._colliders)]] = True
        first, self._count = self._count, self._count + len(ones)
        return Hung(
            np.array(places, np.int64),
            np.arange(first, self._count),
            np.array([one.tail for one in ones]).reshape(-1, 3),
            np.array([one.stiffness for one in ones]),
            np.clip([one.drag for one in ones], 0.0, 1.0),
            np.array([one.radius_m for one in ones]),
            np.array([one.gravity for one in ones]).reshape(-1, 3),
            against,
        )


def _kept(ends: Doubles, base: Doubles, length: Doubles) -> Doubles:
    """The ends at their bones' length from where these begin."""
    off = ends - base
    return base + off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-9) * length
