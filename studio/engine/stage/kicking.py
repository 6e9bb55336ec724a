"""Kicks that arrive: along the ground where that will do, through the air where something is to be hit or cleared."""

import math
import re
from dataclasses import dataclass

import numpy as np

from studio.engine.stage.contacts import friction, rolling_m
from studio.engine.stage.entrances import Placed
from studio.engine.stage.goals import falls_into
from studio.engine.stage.ledger import Ledger
from studio.engine.stage.rotation import Doubles, crossed
from studio.engine.stage.throwing import GRAVITY, flown, launch
from studio.engine.stage.walls import PANE
from studio.engine.vocabulary import Part, PropKind, Solid, materials
from studio.timeline.film import Action
from studio.timeline.world import Vector

LEG_J, FASTEST_MPS = 170.0, 27.0
"""What a leg gives a thing, and no thing is kicked faster. Source: Lees and Nolan 1998, a trained amateur's instep."""
ARRIVES_MPS = 1.1
"""How fast what rolls to somebody comes to their feet."""
_LEVEL_MPS = 9.0
_CLEARS_M = 0.35
_BEYOND_M = 2.0
_LONGEST_S = 2.4
_WALL_HIT_M = 0.7
_NEAREST_M, _CHEST_M = 0.8, 1.15
_INERTIA = 5 / 3
"""1 + I / m r2 of a hollow ball."""
_WAY = re.compile(
    r"\b(over|through|into|in|against|at|to|towards?|onto)\s+(?:the |a |an |his |her |their )?([a-z]+(?: [a-z]+)?)"
)


@dataclass(frozen=True)
class Kick:
    """Where a kicked thing is to come, and how long it flies; 0 along the ground. note: what cannot be, "" nothing."""

    goal: Vector
    flight: float = 0.0
    note: str = ""


def kick(ledger: Ledger, action: Action, placed: Placed) -> Kick | None:
    """The kick that the words ask for; None where they name nothing to kick it to."""
    start, kind = ledger.things[placed.prop.id], placed.kind
    if (fall := falls_into(ledger, action, placed, start)) is not None:
        return _within_reach(Kick(fall.goal, fall.seconds, fall.note), start, placed)
    to = ledger.where(action.towards)
    if to is not None and action.towards != placed.prop.id:
        return _within_reach(_to_somebody(ledger, action, start, to, kind), start, placed)
    told = _WAY.search(action.words.lower())
    if told is None:
        return None
    how, name = told.groups()
    aimed = _at_the_set(ledger, how, name, start, placed) or _missing(name, how, start, placed)
    return None if aimed is None else _within_reach(aimed, start, placed)


def thrown_at(ledger: Ledger, action: Action, placed: Placed) -> Vector | None:
    """The part of the set that the words throw a thing at: a tree, a wall, a window; None where they name none."""
    told, start = _WAY.search(action.words.lower()), (*ledger.people[action.who].position, 1.0)
    if told is None or told.group(1) == "to":
        return None
    how, name = told.groups()
    aimed = _at_the_set(ledger, how, name, start, placed)
    if missing := aimed or _missing(name, how, start, placed):
        ledger.notes += [missing.note] if missing.note else []
    if aimed is None or math.dist(aimed.goal[:2], start[:2]) < _NEAREST_M:
        return None
    high = how in ("at", "against") and aimed.goal[2] > placed.kind.size_m[2]
    return (*aimed.goal[:2], max(aimed.goal[2], _CHEST_M)) if high else aimed.goal


def strongest(kind: PropKind) -> float:
    """The fastest a person kicks such a thing, m/s."""
    return min(FASTEST_MPS, math.sqrt(2 * LEG_J / (kind.mass_kg + 0.06)))


def kicked(goal: Vector, flight: float, kind: PropKind, ground: str, place: Doubles) -> tuple[Doubles, Doubles]:
    """The velocity and spin (rad/s, world axes) that a foot gives a thing for it to arrive. flight: see ``Kick``."""
    if flight > 0:
        velocity = launch(place, np.array(goal), flight, kind)
        most = strongest(kind) / max(float(np.linalg.norm(velocity)), 1e-6)
        return velocity * min(1.0, most), np.zeros(3)
    way = np.array([*goal[:2], place[2]]) - place
    distance = float(np.linalg.norm(way))
    velocity = way / max(distance, 1e-6) * min(rolling_speed(distance, kind, ground), strongest(kind))
    rolls = kind.shape in ("sphere", "cylinder", "capsule")
    return velocity, crossed(np.array([0.0, 0.0, 1.0]), velocity) / (kind.size_m[2] / 2) if rolls else np.zeros(3)


def rolling_speed(distance: float, kind: PropKind, ground: str) -> float:
    """How fast a thing must set off to come to a point at a walking pace, slowed by rolling (or sliding) resistance."""
    known = materials()
    meets = known[kind.material], known.get(ground, known["concrete"])
    if kind.shape == "sphere":
        slows = GRAVITY * rolling_m(*meets) / (kind.size_m[2] / 2) / _INERTIA
    else:
        slows = GRAVITY * friction(*meets)
    return math.sqrt(ARRIVES_MPS**2 + 2 * slows * distance)


def _to_somebody(ledger: Ledger, action: Action, start: Vector, to: Vector, kind: PropKind) -> Kick:
    """To somebody's feet, or to a thing: along the ground, whatever lies still comes there as well."""
    away = max(math.dist(start[:2], to[:2]), 1e-6)
    short = min(0.3, away / 2) if action.towards in ledger.people else 0.0
    x, y = (b + (a - b) / away * short for a, b in zip(start[:2], to[:2], strict=True))
    return Kick((x, y, kind.size_m[2] / 2))


def _at_the_set(ledger: Ledger, how: str, name: str, start: Vector, placed: Placed) -> Kick | None:
    part = next((p for p in ledger.opening.set.parts if _called(name, (p.name, *p.words))), None)
    if how == "through" and part is not None:
        return _through(ledger, part, start)
    solids = [s for s in ledger.opening.set.solids if _called(name, (s.name, s.name.split()[-1]))]
    solid = min(solids, key=lambda s: math.dist(_nearest(s, start), start[:2]), default=None)
    if solid is not None:
        return _over(solid, start, placed.kind) if how == "over" else _against(solid, start)
    spot = next((s for s in ledger.opening.set.spots if _called(name, (s.name, *s.words))), None)
    if spot is not None:
        return Kick((*spot.at[:2], spot.at[2] + placed.kind.size_m[2] / 2), 0.0 if spot.at[2] < 0.3 else 1.0)
    return None


def _missing(name: str, how: str, start: Vector, placed: Placed) -> Kick | None:
    """Off into the distance, for what this set has none of."""
    if name.split()[0] in ("goal", "net", "fence", "wall", "window", "hoop", "gate"):
        flies = how in ("over", "through")
        goal = start[0], start[1] + (7.0 if flies else 4.0), placed.kind.size_m[2] / 2
        return Kick(goal, 1.3 if flies else 0.0, f"There is no {name.split()[0]} here: {placed.prop.name} goes on.")
    return None


def _called(name: str, names: tuple[str, ...]) -> bool:
    return any(each in (name, name.split()[0]) for each in names)


def _nearest(solid: Solid, point: Vector) -> tuple[float, float]:
    """The nearest point of a solid's plan."""
    low = [c - s / 2 for c, s in zip(solid.centre, solid.size, strict=True)]
    high = [c + s / 2 for c, s in zip(solid.centre, solid.size, strict=True)]
    return min(max(point[0], low[0]), high[0]), min(max(point[1], low[1]), high[1])


def _against(solid: Solid, start: Vector) -> Kick:
    x, y = _nearest(solid, start)
    top = solid.centre[2] + solid.size[2] / 2
    return Kick((x, y, min(_WALL_HIT_M, 0.7 * top)), max(0.25, math.dist((x, y), start[:2]) / _LEVEL_MPS))


def _through(ledger: Ledger, part: Part, start: Vector) -> Kick:
    """Through the middle of an opening, while a shut one stops it."""
    goal = part.at[0], part.at[1], part.at[2] + 0.5 * part.size[1]
    shut = any(solid.name == f"{PANE} {part.name}" for solid in ledger.opening.set.solids)
    note = f"The {part.name} is shut: what is sent at it comes back." if shut else ""
    return Kick(goal, max(0.3, math.dist(goal[:2], start[:2]) / _LEVEL_MPS), note)


def _over(solid: Solid, start: Vector, kind: PropKind) -> Kick:
    """Beyond what is to be cleared, as low and fast as clears it."""
    x, y = _nearest(solid, start)
    away = max(math.dist((x, y), start[:2]), 0.5)
    wide = min(solid.size[:2])
    share = (away + wide + _BEYOND_M) / away
    goal = start[0] + (x - start[0]) * share, start[1] + (y - start[1]) * share, kind.size_m[2] / 2
    clear = solid.centre[2] + solid.size[2] / 2 + _CLEARS_M
    flight = math.dist(goal[:2], start[:2]) / _LEVEL_MPS
    while flight < _LONGEST_S and _height_at(start, goal, flight, flight / share, kind) < clear:
        flight *= 1.08
    return Kick(goal, flight)


def _height_at(start: Vector, goal: Vector, flight: float, when: float, kind: PropKind) -> float:
    first = np.array(start)
    return float(flown(first, launch(first, np.array(goal), flight, kind), when, kind)[2])


def _within_reach(aimed: Kick, start: Vector, placed: Placed) -> Kick:
    """The kick, with a note where no leg is that strong."""
    if aimed.note or aimed.flight <= 0:
        return aimed
    speed = float(np.linalg.norm(launch(np.array(start), np.array(aimed.goal), aimed.flight, placed.kind)))
    if speed <= strongest(placed.kind):
        return aimed
    short = f"Nobody kicks {placed.prop.name} that far ({placed.kind.mass_kg:g} kg): it falls short."
    return Kick(aimed.goal, aimed.flight, short)
