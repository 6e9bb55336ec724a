"""What somebody does in front of a camera, moment by moment, against their own face at rest.

Shaking is taken out by a filter that follows quickly what moves quickly: G. Casiez, N. Roussel, D. Vogel, 1€ Filter,
CHI 2012. Blinks and the mouth are not filtered: they are over before a filter would let them through.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from studio.cameo.faces.expression import Expression, Pose
from studio.timeline.capturing import Moves

AT_REST: Final = 12
"""Pictures that the face at rest is told from."""
_LOST_S: Final = 0.6
"""A face that is out of sight for longer goes back to rest."""
_SHUT, _OPEN = 0.35, 0.85
"""Of the usual opening of the eyes: shut below, open above."""


def at_rest(found: Sequence[Expression]) -> Expression:
    """The median of some expressions, number by number."""

    def middle(values: list[float]) -> float:
        return float(np.median(values))

    def both(pairs: list[tuple[float, float]]) -> tuple[float, float]:
        return middle([one[0] for one in pairs]), middle([one[1] for one in pairs])

    return Expression(
        pose=Pose(*(middle([getattr(one.pose, name) for one in found]) for name in ("yaw", "pitch", "roll"))),
        eyes=both([one.eyes for one in found]),
        brows=both([one.brows for one in found]),
        inner=middle([one.inner for one in found]),
        mouth=middle([one.mouth for one in found]),
        wide=middle([one.wide for one in found]),
        corners=middle([one.corners for one in found]),
        gaze=both([one.gaze for one in found]),
    )


def moves_of(seen: Expression, rest: Expression) -> Moves:
    """What an expression is against the face at rest."""
    eyes = sum(seen.eyes) / max(sum(rest.eyes), 1e-6)
    raised = (sum(seen.brows) - sum(rest.brows)) / 2
    smile = 1.0 * (seen.corners - rest.corners) + 0.5 * (seen.wide - rest.wide)
    mouth = seen.mouth - min(rest.mouth, 0.2)
    return Moves(
        yaw=seen.pose.yaw - rest.pose.yaw,
        pitch=seen.pose.pitch - rest.pose.pitch,
        roll=seen.pose.roll - rest.pose.roll,
        gaze_x=_limited(4.5 * (seen.gaze[0] - rest.gaze[0])),
        gaze_y=_limited(5.0 * (seen.gaze[1] - rest.gaze[1])),
        lids=min(max((eyes - _SHUT) / (_OPEN - _SHUT), 0.0), 1.0),
        brow_raise=_limited(30.0 * raised),
        brow_tilt=_limited(40.0 * ((seen.inner - rest.inner) - raised)),
        smile=_limited(18.0 * smile),
        mouth=min(max(2.2 * (mouth - 0.03), 0.0), 1.0),
        wide=_limited(9.0 * (seen.wide - rest.wide)),
    )


def _limited(value: float) -> float:
    return min(max(value, -1.0), 1.0)


@dataclass
class Steadied:
    """One number, steadied: 1€ filter with a cutoff that grows with how quickly it changes. slow: Hz at rest."""

    slow: float
    eager: float
    _value: float | None = None
    _speed: float = 0.0

    def at(self, value: float, seconds: float) -> float:
        """The number after one more reading, so many seconds after the one before."""
        if self._value is None or seconds <= 0:
            self._value = value
            return value
        self._speed += _share(1.0, seconds) * ((value - self._value) / seconds - self._speed)
        self._value += _share(self.slow + self.eager * abs(self._speed), seconds) * (value - self._value)
        return self._value


def _share(hertz: float, seconds: float) -> float:
    return 1 / (1 + 1 / (2 * math.pi * hertz * seconds))


@dataclass
class Follower:
    """Follows one face. It learns how the face is at rest from the first pictures, and again when it is asked to."""

    rest: Expression | None = None
    _learning: list[Expression] = field(default_factory=list[Expression])
    _steady: dict[str, Steadied] = field(default_factory=dict[str, Steadied])
    _last: float | None = None
    _moves: Moves = field(default_factory=Moves)

    def see(self, expression: Expression | None, at: float) -> Moves:
        """What is done now; None: nobody is seen. at: seconds."""
        since = 0.0 if self._last is None else at - self._last
        if expression is None:
            self._moves = self._moves if since < _LOST_S else _towards_rest(self._moves)
            return self._moves
        self._last = at
        if self.rest is None:
            self._learn(expression)
            return self._moves
        self._moves = self._steadied(moves_of(expression, self.rest), since)
        return self._moves

    def centre(self) -> None:
        """Take how they sit from now on for rest."""
        self.rest = None
        self._learning.clear()
        self._steady.clear()

    def _learn(self, expression: Expression) -> None:
        self._learning.append(expression)
        if len(self._learning) >= AT_REST:
            self.rest = at_rest(self._learning)

    def _steadied(self, moves: Moves, seconds: float) -> Moves:
        values = {name: getattr(moves, name) for name in Moves.__struct_fields__}
        for name, (slow, eager) in _FILTERS.items():
            steady = self._steady.setdefault(name, Steadied(slow, eager))
            values[name] = steady.at(values[name], seconds)
        return Moves(**values)


_FILTERS: Final = {
    **dict.fromkeys(("yaw", "pitch", "roll"), (2.2, 0.06)),
    **dict.fromkeys(("gaze_x", "gaze_y"), (2.0, 0.9)),
    **dict.fromkeys(("brow_raise", "brow_tilt", "smile", "wide"), (2.5, 1.0)),
}


def _towards_rest(moves: Moves) -> Moves:
    values = {name: 0.85 * getattr(moves, name) for name in Moves.__struct_fields__}
    values["lids"] = 1.0 - 0.85 * (1.0 - moves.lids)
    return Moves(**values)
