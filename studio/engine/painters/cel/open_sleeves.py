"""Wide sleeves: how open and how deep one hangs from an arm that is held so."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.figures.sewing import Bell
from studio.engine.performance import Matrix

_FLAT: Final = 0.42
"""How thick a sleeve is that hangs open from a level arm, times its thickness on an arm that hangs."""
_SLIDES: Final = 0.36
"""How far a sleeve slides down an arm that is held straight up, head units."""
_GATHERS: Final = 0.7
"""How far it then lies about the arm, 0 to 1."""


def hanging_open(part: Bell, unit_m: float, at: Matrix, way: Matrix, turn: Matrix) -> Matrix:
    """The sleeve of an arm, (F, 4, 4): the more level the arm, the flatter and deeper it hangs below it.

    All of it goes smoothly with where the weight is across the arm, so that an arm that comes down closes its sleeve
    without a jump. at, way: (F, 3) where it hangs, metres, and from there to the weight, 1 as far as that can be.
    """
    along = turn @ part.along
    lengthwise = np.sum(way * along, axis=1, keepdims=True)
    raised = np.clip(-lengthwise, 0.0, 1.0)
    across = (way - lengthwise * along) * (1 - _GATHERS * raised * raised)
    level = np.sum(across * across, axis=1)[:, None, None]
    down = _outer(across, across)
    shape = np.eye(3) + (part.deep - 1) * down + (_FLAT - 1) * (level * (np.eye(3) - _outer(along, along)) - down)
    shape += _outer(along, across * lengthwise)
    made = np.tile(np.eye(4), (len(at), 1, 1))
    made[:, :3, :3] = shape @ turn
    made[:, :3, 3] = at + (across * part.hang - along * raised * _SLIDES) * unit_m
    return made


def _outer(one: Matrix, other: Matrix) -> Matrix:
    return one[:, :, None] * other[:, None, :]
