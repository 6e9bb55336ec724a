"""Boards: the tables that people sit at, over which their hands have what they hold."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.entrances import Opening
from studio.engine.stage.movement import Movement
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.route import Box

HEIGHTS_M: Final = (0.5, 0.95)
"""What has its top between these is a board to sit at: lower one sees over it, higher it is a wall."""
_AHEAD_M: Final = (0.3, 0.45, 0.6)


def before(opening: Opening, movement: Movement) -> Doubles | None:
    """(F,) how high the board before somebody who sits is, metres, 0 where there is none; None throughout."""
    if not (movement.seated > 0.5).any():
        return None
    total = np.zeros(len(movement.times))
    ahead = np.stack([np.cos(movement.heading), np.sin(movement.heading)], -1)
    for (left, right, near, far), top in _tops(opening):
        for metres in _AHEAD_M:
            x, y = (movement.root + metres * ahead).T
            over = (movement.seated > 0.5) & (x > left) & (x < right) & (y > near) & (y < far)
            total = np.where(over, np.maximum(total, top), total)
    return total if total.any() else None


def _tops(opening: Opening) -> Iterator[tuple[Box, float]]:
    """The floor that everything covers which is as high as a board, and how high it is."""
    low, high = HEIGHTS_M
    for solid in opening.set.solids:
        (x, y, z), (wide, deep, tall) = solid.centre, solid.size
        if low < z + tall / 2 < high:
            yield (x - wide / 2, x + wide / 2, y - deep / 2, y + deep / 2), z + tall / 2
    for thing in opening.things:
        top = thing.position[2] + kinds.half_height(thing.kind, thing.orientation)
        if thing.kind.fixed and thing.kind.seat_m is None and low < top < high:
            yield kinds.footprint(thing.position, thing.kind), top
