"""Targets: they stand some way off, their face to whoever shoots, who aims at the middle of it."""

import math
from collections.abc import Sequence
from dataclasses import replace

from studio.engine.stage import kinds
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.route import inside
from studio.timeline.film import Action, Beat
from studio.timeline.world import Quaternion, Vector, World

TARGET = "target"
_AWAY_M, _LEAST_M, _MARGIN_M = 3.6, 2.2, 0.7
_BULLSEYE = 0.58
"""Of a target's height."""
_POINTED_MPS = 17.0
"""How fast an arrow goes that arrives flat, and no faster than the stage sends anything."""
_SENT = ("throw", "kick")


def with_targets(beats: Sequence[Beat], before: World, opening: Opening) -> Opening:
    """The opening with every new target that something is sent at some way off, and turned to who sends it."""
    for beat in beats:
        if not isinstance(beat, Action) or kinds.motion_of(beat.motion).family not in _SENT:
            continue
        target = next((one for one in opening.things if one.prop.id == beat.towards), None)
        person = next((one for one in opening.people if one.id == beat.who), None)
        if target is None or person is None or target.prop.kind != TARGET or before.thing(target.prop.id) is not None:
            continue
        left, right, _, _ = opening.set.bounds_m
        x, y = person.position
        for way in (1.0, -1.0) if right - x >= x - left else (-1.0, 1.0):
            away = min(_AWAY_M, abs((right if way > 0 else left) - x) - _MARGIN_M)
            at = x + way * away, y
            if away > _LEAST_M and not any(inside(at, box) for box in opening.obstacles):
                turn: Quaternion = (math.sqrt(0.5), 0.0, 0.0, -way * math.sqrt(0.5))
                there = replace(target, position=(*at, target.position[2]), orientation=turn)
                things = tuple(there if one is target else one for one in opening.things)
                opening = replace(opening, things=things)
                break
    return opening


def bullseye(target: Placed | None, goal: Vector) -> Vector:
    """Where one aims at a thing: the middle of the rings of a target, else the goal as it is."""
    if target is None or target.prop.kind != TARGET:
        return goal
    return goal[0], goal[1], target.position[2] + (_BULLSEYE - 0.5) * target.kind.size_m[2]


def pointed_seconds(placed: Placed, start: Vector, goal: Vector) -> float | None:
    """How long what is pointed flies, as flat and fast as it can; None for what is thrown in an arc."""
    return math.dist(start, goal) / _POINTED_MPS if placed.kind.pointed else None
