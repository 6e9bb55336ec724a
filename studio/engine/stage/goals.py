"""What things are thrown into from above: the hoops of a set, and vessels that are open at the top."""

import math
import re
from dataclasses import dataclass

from studio.engine.stage.entrances import Placed
from studio.engine.stage.ledger import Ledger
from studio.engine.stage.throwing import GRAVITY
from studio.engine.stage.vessels import WALL_M
from studio.timeline.film import Action
from studio.timeline.world import Vector

_INTO = re.compile(r"\b(?:in|into|inside|through)\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:in|into|inside|through|at|to|towards?|for) (?:the |a |an |his |her |their )?((?:[a-z]+ )?[a-z]+)"
)
_FLATTEST, _STEEPEST = 50.0, 76.0  # degrees that what falls in comes down at
_CLEAR = 1.06  # of a thing's width, that its way keeps from the rim
_LEAST_S = 0.45
_BESIDE_M = 0.05  # from the middle of a lid that is shut


@dataclass(frozen=True)
class Mouth:
    """An opening that looks up. at: its middle; wide_m: how wide it is; shut: a lid is on it."""

    name: str
    at: Vector
    wide_m: float
    shut: bool = False


@dataclass(frozen=True)
class Fall:
    """How a thing falls into a mouth. seconds: of its flight; note: what cannot be, "" nothing."""

    goal: Vector
    seconds: float
    note: str = ""


def falls_into(ledger: Ledger, action: Action, placed: Placed, start: Vector) -> Fall | None:
    """The flight of what the words send into something; None where they name nothing that is open at the top."""
    mouth = _mouth(ledger, action, placed)
    if mouth is None:
        return None
    wide, (x, y, z) = sorted(placed.kind.size_m)[1], mouth.at
    goal = x, y, z + max(placed.kind.size_m) / 2 - wide / 2
    if mouth.shut:
        note = f"The {mouth.name} is shut: {placed.prop.name} does not go in."
        return Fall((x + _BESIDE_M, y, goal[2]), steep_seconds(start, goal, _FLATTEST), note)
    if wide * _CLEAR >= mouth.wide_m:
        note = f"{placed.prop.name} is too wide for the {mouth.name}: it does not go in."
        return Fall(goal, steep_seconds(start, goal, _FLATTEST), note)
    entry = math.degrees(math.asin(min(1.0, _CLEAR * wide / mouth.wide_m)))
    return Fall(goal, steep_seconds(start, goal, min(max(entry, _FLATTEST), _STEEPEST)))


def _opens(ledger: Ledger, vessel: Placed) -> bool:
    """Whether a vessel is open by now: it has no lid, or that is up."""
    opened = any(doing.family == "open" and doing.thing == vessel.prop.id for doing in ledger.doings)
    return vessel.open_above or opened


def steep_seconds(start: Vector, goal: Vector, entry_deg: float) -> float:
    """How long a thing flies that comes down into its goal at an angle. Source: the parabola of a throw."""
    away, up = math.dist(start[:2], goal[:2]), goal[2] - start[2]
    return math.sqrt(max(2 * (up + away * math.tan(math.radians(entry_deg))) / GRAVITY, _LEAST_S**2))


def _mouth(ledger: Ledger, action: Action, placed: Placed) -> Mouth | None:
    target = ledger.placed(action.towards or "")
    if target is not None and target.prop.id != placed.prop.id:
        if not target.kind.hollow_m or not _INTO.search(action.words):
            return None
        x, y, z = ledger.things[target.prop.id]
        wide = min(target.kind.size_m[:2]) - 2 * WALL_M
        return Mouth(target.prop.name, (x, y, z + target.kind.size_m[2] / 2), wide, not _opens(ledger, target))
    told = {name for found in _AIMED.finditer(action.words.lower()) for name in (found[1], *found[1].split())}
    ring = next((ring for ring in ledger.opening.set.rings if told & {ring.name, *ring.words}), None)
    return None if ring is None else Mouth(ring.name, ring.at, ring.inner_m)
