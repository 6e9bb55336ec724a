"""Jumps that lead somewhere: over a log, across a gap."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine.stage.entrances import Placed
from studio.engine.stage.ledger import Ledger, add, ahead_of, face, go, kept_inside, still
from studio.engine.stage.movement import JUMP_M
from studio.engine.stage.route import Point, Route, inside
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action

_OVER = re.compile(r"\b(?:over|across|past)\b", re.IGNORECASE)
_RUN_UP_M, _CLEARS_M, _STANDS_OFF_M = 1.6, 0.12, 0.42
_HIGHEST_M, _WIDEST_M = 0.45, 1.1
"""What is higher or deeper than this nobody jumps over from a stand."""


def leaps(ledger: Ledger, beat: int, action: Action, motion: Motion) -> bool:
    """Jump over what the words name, or across what is before them; False for a jump on the spot."""
    if not _OVER.search(action.words) or ledger.people[action.who].seat is not None:
        return False
    placed = ledger.placed(action.towards or "")
    ends = _ahead(ledger, action) if placed is None else _over(ledger, action, placed)
    if ends is None:
        return False
    (start, goal), high = ends, 0.0 if placed is None else placed.kind.size_m[2] + _CLEARS_M
    go(ledger, beat, structs.replace(action, motion="walk", towards=None), start)
    heading = math.atan2(goal[1] - start[1], goal[0] - start[0])
    face(ledger, beat, structs.replace(action, towards=None), heading, 0.1)
    here = ledger.people[action.who].position
    doing = still(ledger, beat, structs.replace(action, towards=None), "jump", motion.seconds)
    manner = max(action.manner, high / JUMP_M)
    add(ledger, replace(doing, route=Route((here, goal)), position=goal, manner=manner, linked=True))
    return True


def _over(ledger: Ledger, action: Action, placed: Placed) -> tuple[Point, Point] | None:
    """Where a jump over a thing begins and ends: across its narrow way, from the side that is nearer."""
    wide, deep, high = placed.kind.size_m
    x, y, _ = ledger.things[placed.prop.id]
    here = ledger.people[action.who].position
    along = (1.0, 0.0) if wide <= deep else (0.0, 1.0)
    side = 1.0 if (here[0] - x) * along[0] + (here[1] - y) * along[1] >= 0 else -1.0
    reach = min(wide, deep) / 2 + _STANDS_OFF_M
    start = x + side * along[0] * reach, y + side * along[1] * reach
    goal = x - side * along[0] * reach, y - side * along[1] * reach
    fits = high <= _HIGHEST_M and min(wide, deep) <= _WIDEST_M
    return (start, goal) if fits and _free(ledger, start) and _free(ledger, goal) else None


def _ahead(ledger: Ledger, action: Action) -> tuple[Point, Point] | None:
    """From where they stand, as far as one jumps without a run."""
    person = ledger.people[action.who]
    goal = ahead_of(person, _RUN_UP_M)
    return (person.position, goal) if _free(ledger, goal) else None


def _free(ledger: Ledger, at: Point) -> bool:
    things = [t for t in ledger.opening.things if not t.kind.fixed and t.holder is None]
    clear = all(math.dist(ledger.things[t.prop.id][:2], at) > min(t.kind.size_m[:2]) / 2 + 0.15 for t in things)
    return clear and kept_inside(ledger, at) == at and not any(inside(at, box) for box in _solid(ledger))


def _solid(ledger: Ledger) -> tuple[tuple[float, float, float, float], ...]:
    """What is too near to land beside, grown by less than who walks by needs."""
    return tuple((x0 + 0.1, x1 - 0.1, y0 + 0.1, y1 - 0.1) for x0, x1, y0, y1 in ledger.opening.obstacles)
