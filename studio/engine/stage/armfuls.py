"""Several things in the hands of one person: one in each hand, or piled on what both hands carry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.grips import Grip, Hold, carried_before, grip_of, hold_of
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import PropKind

_ALONE = (Grip.BOTH, Grip.LED, Grip.ACROSS)
_LONG = (Grip.SIDE, Grip.UPRIGHT, Grip.CANE, Grip.OVERHEAD, Grip.FLOATING)
"""Grips of what hangs from a hand or stands up in it, and is never piled while a hand is free for it."""


@dataclass(frozen=True)
class Part:
    """What one thing is in an armful. where: "only", "right", "left", "both" or "pile".

    on: the thing at the bottom of its pile; aside, rise: metres that its middle is to the left of that one's and above.
    """

    where: str = "only"
    on: str = ""
    aside: float = 0.0
    rise: float = 0.0


ONLY = Part()


def parts_of(armful: Sequence[tuple[str, PropKind]]) -> dict[str, Part]:
    """What each thing is in an armful; the things in the order they were taken.

    What was taken last is at the bottom if its top is level: the others are set on it, and all is lifted together.
    """
    if len(armful) < 2:
        return {thing: ONLY for thing, _ in armful}
    long = [each for each in armful if grip_of(each[1]) in _LONG]
    rest = [each for each in armful if each not in long]
    single = all(grip_of(kind) not in _ALONE for _, kind in armful)
    if len(armful) == 2 and single and not all(_flat(kind) for _, kind in armful):
        return {armful[0][0]: Part("right"), armful[1][0]: Part("left")}
    if len(long) == 1 and rest and single:
        return {long[0][0]: Part("right"), **_piled(rest, "left")}
    return _piled(armful, "both")


def _piled(armful: Sequence[tuple[str, PropKind]], where: str) -> dict[str, Part]:
    """One on the other, the widest of flat things at the bottom; round ones side by side, and one more row on top."""
    level = [each for each in armful if _flat_topped(each[1]) and grip_of(each[1]) not in _LONG]
    base, bottom = (level or [each for each in armful if grip_of(each[1]) not in _LONG] or armful)[-1]
    rest = [each for each in armful if each[0] != base]
    parts = {base: Part(where)}
    if level:
        top = bottom.size_m[2] / 2
        rest = [*(each for each in rest if each not in level), *(each for each in rest if each in level)]
        for thing, kind in reversed(rest):
            half = kinds.resting(kind)[0]
            parts[thing] = Part("pile", base, 0.0, top + half)
            top += 2 * half
        return parts
    wide = max(max(kind.size_m[:2]) for _, kind in armful)
    for number, (thing, _) in enumerate(reversed(rest)):
        aside = (1.0, -1.0, 0.5, -0.5)[number % 4] * wide
        parts[thing] = Part("pile", base, aside, 0.0 if number % 4 < 2 else 0.87 * wide)
    return parts


def _flat_topped(kind: PropKind) -> bool:
    return kind.shape == "box" or (kind.shape == "cylinder" and kind.size_m[2] < 1.2 * kind.size_m[0])


def _flat(kind: PropKind) -> bool:
    """A book, a tray: what is piled rather than had one in each hand."""
    return kind.shape == "box" and kind.size_m[2] < 0.5 * max(kind.size_m[:2])


def hold_in(part: Part, kind: PropKind, head_unit: float) -> Hold | None:
    """How the hands hold this part of an armful; None for what lies on another one."""
    usual = hold_of(kind, head_unit)
    match part.where:
        case "only":
            return usual
        case "right":
            return replace(usual, left=None)
        case "left" if grip_of(kind) in _LONG or not _flat(kind):
            return _mirrored(usual)
        case "left":
            return replace(_mirrored(usual), pitch=0.0, offset=(0.0, 0.0, kind.size_m[2] / 2 + 0.02))
        case "both":
            return carried_before(kind, head_unit)
        case _:
            return None


def _mirrored(hold: Hold) -> Hold:
    """The same with the other hand."""
    assert hold.right is not None
    (x, y, z), (along, across, up) = hold.right, hold.offset
    return replace(hold, right=None, left=(x, -y, z), offset=(along, -across, up), roll=-hold.roll)


def piled_on(base: Doubles, heading: Doubles, part: Part, kind: PropKind) -> tuple[Doubles, Doubles]:
    """Centre (F, 3) and turn (F, 3, 3) of what lies on another thing whose centre (F, 3) is known."""
    across = np.stack([-np.sin(heading), np.cos(heading), np.zeros(len(heading))], -1)
    turn = np.zeros((len(heading), 3, 3))
    turn[:, 0, 0] = turn[:, 1, 1] = np.cos(heading)
    turn[:, 1, 0], turn[:, 0, 1] = np.sin(heading), -np.sin(heading)
    turn[:, 2, 2] = 1.0
    lying = kinds.matrix_of(np.array(kinds.resting(kind)[1]))
    return base + across * part.aside + np.array([0.0, 0.0, part.rise]), turn @ lying
