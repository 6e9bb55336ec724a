"""A stone that skips over water: as long as it is fast and flat enough the water throws it up again, lower each time.

Source: Bocquet, The physics of stone skipping, American Journal of Physics 71 (2003): the slowest speed that skips,
what each touch takes of the speed along the water, and how long it lasts.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from studio.engine.stage.entrances import Entrant, Opening
from studio.engine.stage.route import Point
from studio.engine.vocabulary import Pool, PropKind
from studio.timeline.film import Action, Beat
from studio.timeline.world import Vector

THROWN_MPS = 8.8
_SKIPS = re.compile(r"\b(?:skip|skim|bounc)(?:s|ped|med|ed|ping|ming|ing)?\b", re.IGNORECASE)
_WATER_KG_PER_M3, _LIFT, _TILT_RAD, _RUBS = 1000.0, 1.0, math.radians(14.0), 0.25
"""Of water; of lift at a tilted flat stone; how far it is tilted; drag by lift at that tilt."""
_THROWN_UP = 0.55
"""Of the speed downwards, what it leaves upwards with: chosen, so that the leaps grow less as filmed ones do."""
_STEEPEST = math.tan(math.radians(45.0))
_LEAST_UP_MPS = 0.3
_OUT_M, _BEFORE_M, _ASIDE_RAD = 3.4, 0.6, math.radians(35.0)
_G = 9.81
_FLAT_MOST = 0.9


def told_to_skip(action: Action) -> bool:
    """Whether the words have a stone skip: "skips a stone across the lake"."""
    return _SKIPS.search(action.words) is not None


def touches_at(pool: Pool, start: Point) -> Vector:
    """Where a stone first touches the water that is thrown to skip over it: out from the edge, straight ahead."""
    left, right, near, far = pool.bounds_m
    x, y = min(max(start[0], left), right), min(max(start[1], near), far)
    away = max(math.dist((x, y), start), 1e-6)
    if away < 1e-3:
        return start[0], min(start[1] + _OUT_M, far), pool.surface_m
    way = (x - start[0]) / away, (y - start[1]) / away
    aside = -_ASIDE_RAD if pool.pier is not None and sum(pool.pier.bounds_m[:2]) / 2 > x else _ASIDE_RAD
    cos, sin = math.cos(aside), math.sin(aside)
    way = way[0] * cos + way[1] * sin, way[1] * cos - way[0] * sin
    return x + way[0] * _OUT_M, y + way[1] * _OUT_M, pool.surface_m


def by_the_water(beats: Sequence[Beat], opening: Opening) -> Opening:
    """The opening with every newcomer who is to skip a stone at the edge of the water, where it is to be seen."""
    who = {beat.who for beat in beats if isinstance(beat, Action) and beat.thing and told_to_skip(beat)}
    pools = opening.set.water
    if not pools or not who:
        return opening
    left, right, near, far = opening.set.bounds_m
    people: list[Entrant] = []
    for person in opening.people:
        x, y = person.position
        pool = min(pools, key=lambda one: math.dist((x, y), _edge(one, (x, y))))
        edge = _edge(pool, (x, y))
        at = min(max(edge[0], left), right), min(max(edge[1] - _BEFORE_M, near), far)
        moves = person.id in who and person.new_here and math.dist(edge, (x, y)) > _BEFORE_M
        people.append(replace(person, position=at) if moves else person)
    return replace(opening, people=tuple(people))


def _edge(pool: Pool, point: Point) -> Point:
    left, right, near, far = pool.bounds_m
    return min(max(point[0], left), right), min(max(point[1], near), far)


def slowest(kind: PropKind) -> float:
    """Metres a second along the water below which a stone goes under: sqrt(4 M g / (C rho a^2)), about."""
    across = (kind.size_m[0] + kind.size_m[1]) / 2
    return math.sqrt(4 * kind.mass_kg * _G / (_LIFT * _WATER_KG_PER_M3 * across**2))


def thrown_up(kind: PropKind, along_mps: float, down_mps: float) -> tuple[float, float] | None:
    """Its speeds along the water and upwards after a touch; None where it goes under."""
    if along_mps < slowest(kind) or down_mps > _STEEPEST * along_mps or down_mps * _THROWN_UP < _LEAST_UP_MPS:
        return None
    across = (kind.size_m[0] + kind.size_m[1]) / 2
    lasts = math.pi * math.sqrt(2 * kind.mass_kg * math.sin(_TILT_RAD) / (_LIFT * _WATER_KG_PER_M3 * across))
    lost = 2 * _RUBS * _G * along_mps * lasts
    left = along_mps**2 - min(lost, along_mps**2)
    return math.sqrt(left), down_mps * _THROWN_UP


def can_skip(kind: PropKind) -> bool:
    """Whether a thing is a stone flat enough for it."""
    flat = min(kind.size_m) < _FLAT_MOST * max(kind.size_m[:2])
    return kind.material in ("stone", "ceramic", "glass") and flat and kind.mass_kg < 3.0
