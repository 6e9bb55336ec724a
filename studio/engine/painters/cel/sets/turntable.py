"""The studio where the cast is looked at: a plain floor that runs into a plain backdrop, and a table that turns.

It looks the same from all round, so that turning the camera turns the table. No script comes here.
"""

import numpy as np

from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import Floats, Shape, finish, merged, sheet

_FLOOR_M = 60.0
_TABLE_M = 0.62
_LEVELS_M = (0.002, 0.004, 0.006)
"""The floor, the table and what is painted on it lie over each other, nearer than anybody sees."""
_MARKS = 24


def dress(place: Place) -> None:
    """Lay the floor and the table."""
    floor, table, paint = _LEVELS_M
    place.lay(_ring(0.0, _FLOOR_M, floor), finish("#b3b7c0", 0.0))
    place.lay(_ring(0.0, _TABLE_M, table), finish("#c9ccd4", 0.0))
    place.lay(_ring(_TABLE_M - 0.012, _TABLE_M, paint), finish("#8d929e", 0.0))
    place.lay(merged([_mark(number, paint) for number in range(_MARKS)]), finish("#8d929e", 0.0))


def _ring(inner: float, outer: float, height: float) -> Shape:
    turn = np.linspace(0, 2 * np.pi, 97)
    return sheet(np.stack([_circle(radius, turn, height) for radius in (max(inner, 1e-3), outer)]), (0, 0, 1))


def _mark(number: int, height: float) -> Shape:
    """A short line on the floor round the table, longer each quarter of it; the front has the widest."""
    middle = 2 * np.pi * number / _MARKS - np.pi / 2
    quarter = number % (_MARKS // 4) == 0
    turn = middle + np.array([-1.0, 1.0]) * (0.03 if number == 0 else 0.008)
    ends = (_TABLE_M + 0.03, _TABLE_M + (0.11 if quarter else 0.07))
    return sheet(np.stack([_circle(radius, turn, height) for radius in ends]), (0, 0, 1))


def _circle(radius: float, turn: Floats, height: float) -> Floats:
    return np.stack([radius * np.cos(turn), radius * np.sin(turn), np.full(len(turn), height)], 1)
