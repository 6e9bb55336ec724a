"""What of a set bears things: the top that words name, and a free place on it."""

import math
import re

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.entrances import Placed
from studio.engine.stage.ledger import Ledger
from studio.engine.stage.route import Point
from studio.engine.stage.walls import SILL
from studio.engine.vocabulary import SetKind, Solid
from studio.timeline.world import Vector

_UPRIGHT = re.compile(r"\b(wall|post|pillar|pole|lamp|fence|tree|oak|column|frame|signpost|house)\b")
HIGHEST = 1.16
"""A top higher than this, in heights of who reaches for it, bears nothing they could put there."""
_EDGE_M = 0.02
_APART_M = 0.02
_CURTAIN_SHARE = 0.18
"""Of a sill at either end, where curtains hang."""
_STEP_M = 0.06


def named_tops(kind: SetKind, words: str) -> list[Solid]:
    """The solids whose tops the words put something on."""
    text = words.lower()
    found: list[Solid] = []
    for solid in kind.solids:
        if _UPRIGHT.search(solid.name):
            continue
        if any(re.search(rf"\b(?:on|onto|upon|of) (?:\w+ ){{0,3}}{name}\b", text) for name in _names(kind, solid)):
            found.append(solid)
    return found


def _names(kind: SetKind, solid: Solid) -> set[str]:
    """What a solid is called: its name, the last word of it, one or many, and the words of the spots on it."""
    last = solid.name.split()[-1]
    own = {solid.name, solid.name.replace(" ", ""), last}
    own |= {word for spot in kind.spots if _over(solid, spot.at[:2]) for word in spot.words}
    return {re.escape(name.removesuffix("s")) + "s?" for name in own}


def _over(solid: Solid, point: tuple[float, float], margin: float = 0.0) -> bool:
    return all(abs(p - c) <= s / 2 - margin for p, c, s in zip(point, solid.centre, solid.size, strict=False))


def top_of(solid: Solid) -> float:
    """How high its top is, metres."""
    return solid.centre[2] + solid.size[2] / 2


def place_on(ledger: Ledger, who: str, words: str, placed: Placed) -> Vector | None:
    """Where a thing is put on what the words name: its centre as it rests; None where nothing there bears it."""
    reach = HIGHEST * ledger.member(who).member.look.height_m
    tops = [solid for solid in named_tops(ledger.opening.set, words) if top_of(solid) <= reach]
    here = ledger.people[who].position
    places = [place for solid in tops for place in _free_places(ledger, solid, placed, here)]
    best = min(places, key=lambda each: each[0], default=None)
    return None if best is None else (*best[1], best[2] + kinds.resting(placed.kind)[0])


def _free_places(ledger: Ledger, solid: Solid, placed: Placed, here: Point) -> list[tuple[float, Point, float]]:
    """Free places on a top, with how well each would do (low is good): where the set leaves room, or near at hand."""
    own = _half_width(placed)
    top = top_of(solid)
    told = [s.at[:2] for s in ledger.opening.set.spots if _over(solid, s.at[:2]) and abs(s.at[2] - top) < 0.06]
    points = [*told, *_grid(solid, own)]
    free = [p for p in points if _clear(ledger, placed, p, top)]
    return [(math.dist(p, here) - (4.0 if p in told else 0.0), p, top) for p in free]


def _half_width(placed: Placed) -> float:
    return max(placed.kind.size_m[:2]) / 2


def _grid(solid: Solid, own: float) -> list[Point]:
    """Points of a top where a thing lies whole on it; its middle line where the top is narrower than the thing."""
    axes: list[list[float]] = []
    for centre, size in zip(solid.centre[:2], solid.size[:2], strict=True):
        drawn_back = _CURTAIN_SHARE * size if solid.name == SILL and size > 2 * own else 0.0
        room = max(0.0, size / 2 - own - _EDGE_M - drawn_back)
        count = max(1, int(2 * room / _STEP_M))
        axes.append([float(v) for v in np.linspace(centre - room, centre + room, count)])
    return [(x, y) for x in axes[0] for y in axes[1]]


def _clear(ledger: Ledger, placed: Placed, point: Point, top: float) -> bool:
    """Whether neither another thing nor another solid of the set is there."""
    own = _half_width(placed)
    for other in ledger.opening.things:
        at = ledger.things[other.prop.id]
        lies = other.prop.id != placed.prop.id and abs(at[2] - top) < 0.5 and ledger.holder(other.prop.id) is None
        if lies and math.dist(at[:2], point) < own + max(other.kind.size_m[:2]) / 2 + _APART_M:
            return False
    low, high = top + 0.005, top + placed.kind.size_m[2]
    return not any(
        _over(solid, point, -0.5 * own) and solid.centre[2] - solid.size[2] / 2 < high and top_of(solid) > low
        for solid in ledger.opening.set.solids
    )
