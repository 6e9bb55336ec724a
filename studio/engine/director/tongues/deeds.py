"""Verbs of Chinese, Japanese and Korean that nobody has listed: what they are done with is at hand all the same."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.units import DOING, Unit

_THINGS: Final = frozenset({"props", "unknown"})
_BEFORE_THINGS: Final = frozenset({"det", "numbers", "colours", "sizes", "owner", "de"})
_GOES_ON: Final = frozenset({"and", "while", "when", "but", "then"})


def with_deeds(units: Sequence[Unit], tongue: str) -> list[Unit]:
    """The units of one sentence, where whoever does something unheard of with a thing has that thing.

    Where nothing is done with a thing, only the clause ends there.
    """
    told: list[Unit] = []
    for at, unit in enumerate(units):
        if unit.kind != "deed":
            told.append(unit)
            continue
        has = _takes_next(units, at) if tongue == "zh" else _takes_last(units, at)
        if has:
            told.append(Unit("verbs", "have", unit.start, unit.start, unit.form, unit.written))
        elif unit.form in _GOES_ON:
            told.append(Unit("stop", "、", unit.end, unit.end))
    return told


def _takes_last(units: Sequence[Unit], at: int) -> bool:
    """As in "rakuda wo nagameyaru": a thing with the mark of the object stands right before."""
    before = [one for one in units[:at] if one.kind not in ("strange", "paces", "neg")]
    return len(before) > 1 and before[-1].said == "object" and before[-2].kind in _THINGS


def _takes_next(units: Sequence[Unit], at: int) -> bool:
    """As in "抽着烟斗": a thing stands right behind, and nothing was done in this clause before."""
    for one in reversed(units[:at]):
        if one.kind == "stop":
            break
        if one.kind in DOING or one.said == "ba":
            return False
    thing = next((one for one in units[at + 1 :] if one.kind not in _BEFORE_THINGS), None)
    return thing is not None and thing.kind in _THINGS
