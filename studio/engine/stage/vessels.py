"""Vessels that are open at the top, as what they are where something is sent into them: a bottom and walls."""

import math
from collections.abc import Iterable, Iterator

from studio.engine.vocabulary import PropKind
from studio.timeline.world import Vector

WALL_M = 0.01
_STAVES = 12
_BOTTOM_SHARE = 0.3
_NEAR_M, _ABOVE_M = 0.03, 0.6
_OFF_THE_GROUND_M = 0.01


def walls(kind: PropKind) -> list[tuple[str, float]]:
    """MuJoCo shapes of a vessel's bottom, on which it stands, and of the walls about it, and each one's mass share."""
    x, y, z = (extent / 2 for extent in kind.size_m)
    bottom = max(z - kind.hollow_m / 2, WALL_M / 2)
    if kind.shape == "box":
        floor, sides = f'type="box" size="{x:.5f} {y:.5f} {bottom:.5f}"', list(_planks(x, y, z))
    else:
        floor, sides = f'type="cylinder" size="{min(x, y):.5f} {bottom:.5f}"', list(_staves(x, y, z))
    return [
        (f'{floor} pos="0 0 {bottom - z:.5f}"', _BOTTOM_SHARE),
        *((side, (1 - _BOTTOM_SHARE) / len(sides)) for side in sides),
    ]


def _planks(x: float, y: float, z: float) -> Iterator[str]:
    half, up = z - _OFF_THE_GROUND_M / 2, _OFF_THE_GROUND_M / 2
    for way in (-1, 1):
        yield f'type="box" size="{WALL_M / 2} {y:.5f} {half:.5f}" pos="{way * (x - WALL_M / 2):.5f} 0 {up}"'
        yield f'type="box" size="{x:.5f} {WALL_M / 2} {half:.5f}" pos="0 {way * (y - WALL_M / 2):.5f} {up}"'


def _staves(x: float, y: float, z: float) -> Iterator[str]:
    half = max(x, y) * math.tan(math.pi / _STAVES)
    for turn in (math.tau * k / _STAVES for k in range(_STAVES)):
        at = f"{(x - WALL_M / 2) * math.cos(turn):.5f} {(y - WALL_M / 2) * math.sin(turn):.5f} {_OFF_THE_GROUND_M / 2}"
        size = f"{WALL_M / 2:.5f} {half:.5f} {z - _OFF_THE_GROUND_M / 2:.5f}"
        yield f'type="box" size="{size}" pos="{at}" euler="0 0 {math.degrees(turn):.3f}"'


def sent_into(vessels: Iterable[tuple[str, PropKind, Vector]], goals: Iterable[Vector]) -> frozenset[str]:
    """Those of the vessels (id, kind, where) into whose mouth something is sent."""
    goals = tuple(goals)
    return frozenset(
        thing
        for thing, kind, (x, y, z) in vessels
        if kind.hollow_m
        and any(
            math.dist(goal[:2], (x, y)) < _NEAR_M and -_NEAR_M < goal[2] - (z + kind.size_m[2] / 2) < _ABOVE_M
            for goal in goals
        )
    )
