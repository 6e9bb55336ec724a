"""Handles: which part of a set the words name, where one stands to open it, and the way its handle takes the hand."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.parts import handle_at, lid_handle
from studio.engine.stage.entrances import Placed
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import Part, SetKind
from studio.timeline.world import Vector

SWING_S = 0.8
"""How long a door, a sash or a lid takes."""
BEFORE_M = 0.42
_STEPS = 9


@dataclass(frozen=True)
class Grasp:
    """The way of a handle, world metres, from where it is taken hold of to where it is let go of at the latest."""

    way: tuple[Vector, ...]

    def at(self, share: Doubles) -> Doubles:
        """(F, 3) where the handle is at a share (F,) of the way."""
        steps = np.linspace(0.0, 1.0, len(self.way))
        return np.column_stack([np.interp(share, steps, axis) for axis in zip(*self.way, strict=True)])


def part_called(kind: SetKind, words: str) -> Part | None:
    """The part of a set that the words name."""
    text = f" {words.lower()} ".replace(".", " ").replace(",", " ")
    named = [(len(name), part) for part in kind.parts for name in (part.name, *part.words) if f" {name} " in text]
    return max(named, key=lambda each: each[0])[1] if named else None


def grasp_of_part(part: Part, opens: bool) -> Grasp:
    """How a hand goes with the handle of a part of a set."""
    return Grasp(_ordered(tuple(handle_at(part, float(share)) for share in np.linspace(0, 1, _STEPS)), opens))


def grasp_of_lid(placed: Placed, position: Vector, opens: bool) -> Grasp | None:
    """How a hand goes with the lid of a thing that stands at a place; None where it has none."""
    lid = placed.kind.opens
    if lid is None:
        return None
    way = [lid_handle(lid, position, placed.orientation, float(s)) for s in np.linspace(0, 1, _STEPS)]
    return Grasp(_ordered(tuple(way), opens))


def _ordered(way: tuple[Vector, ...], opens: bool) -> tuple[Vector, ...]:
    return way if opens else way[::-1]


def before_the_door(placed: Placed, position: Vector) -> tuple[float, float] | None:
    """Where one stands to open a thing with a door: beside its free edge, in front; None where it has a lid."""
    lid = placed.kind.opens
    if lid is None or not lid.turn_deg or abs(lid.axis[2]) < 0.5 or not placed.kind.fixed:
        return None
    across, deep = lid.handle[0] + math.copysign(0.3, lid.handle[0]), placed.kind.size_m[1] / 2 + BEFORE_M
    turn = 2 * math.atan2(placed.orientation[3], placed.orientation[0])
    cos, sin = math.cos(turn), math.sin(turn)
    return position[0] + cos * across + sin * deep, position[1] + sin * across - cos * deep
