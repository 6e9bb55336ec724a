"""What is only heard: "se oye un reloj", "on entend un train", "man hört eine Glocke"."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.units import Unit
from studio.engine.director.tongues.wordbook import english

_BETWEEN: Final = frozenset({"det", "owner", "numbers", "sizes", "colours", "paces", "ways"})


def with_sounds(units: Sequence[Unit]) -> list[Unit]:
    """The units, where a thing that is heard is a sound and no thing of the film."""
    told: list[Unit] = []
    hears = False
    for unit in units:
        if unit.kind == "skip" and unit.said == "heard":
            hears = True
        elif hears and unit.kind not in _BETWEEN:
            hears = False
            said = english()["heard"].get(unit.said)
            if said is not None and unit.kind in ("props", "dressing"):
                while told and told[-1].kind == "det":
                    told.pop()
                unit = Unit("sounds", said, unit.start, unit.end, "", unit.written)
        told.append(unit)
    return told
