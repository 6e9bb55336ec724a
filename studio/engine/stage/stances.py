"""Stances: where the hands are of somebody who stands and does nothing with them.

The stances are data, ``resources/acting/stances.toml``. Somebody keeps one for as long as a place and a feeling last,
so that cuts do not change it.
"""

import zlib
from functools import cache
from typing import Final

import numpy as np
from msgspec import Struct

from studio.engine.stage.posing import Place
from studio.engine.vocabulary import read_table

IDLE: Final = frozenset({"look", "turn", "stand", "nod"})
"""Families of doings that leave the hands as they are."""


class Stance(Struct, frozen=True):
    """One stance; see the head of its table."""

    hand: Place | None = None
    other: Place | None = None
    both: Place | None = None
    elbow: Place = (-0.5, 1.0, -0.3)
    builds: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    often: int = 1


@cache
def stances() -> dict[str, Stance]:
    """``acting/stances.toml``."""
    return read_table("acting/stances.toml", Stance)


def stance_of(who: str, build: str, feeling: str, place: str) -> tuple[Stance, bool]:
    """Somebody's stance at a place in a mood, and whether its ``hand`` is the left one."""
    fitting = [
        stance
        for stance in stances().values()
        if (not stance.builds or build in stance.builds) and (not stance.feelings or feeling in stance.feelings)
        for _ in range(stance.often)
    ]
    dice = np.random.default_rng(zlib.crc32(f"{who}|{place}|{feeling}".encode()))
    return fitting[int(dice.integers(len(fitting)))], bool(dice.random() < 0.5)
