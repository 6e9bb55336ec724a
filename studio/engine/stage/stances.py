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
from studio.timeline.film import Look

IDLE: Final = frozenset({"look", "turn", "stand", "nod"})
"""Families of doings that leave the hands as they are."""
WIDE_SLEEVED: Final = frozenset({"kimono", "robe"})


class Stance(Struct, frozen=True):
    """One stance; see the head of its table."""

    hand: Place | None = None
    other: Place | None = None
    both: Place | None = None
    elbow: Place = (-0.5, 1.0, -0.3)
    builds: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    outfits: tuple[str, ...] = ()
    slim: bool = False
    often: int = 1

    def suits(self, look: Look, feeling: str) -> bool:
        """Whether somebody who looks and feels so stands so."""
        return (
            (not self.builds or look.build in self.builds)
            and (not self.feelings or feeling in self.feelings)
            and (not self.outfits or look.outfit in self.outfits)
            and not (self.slim and look.outfit in WIDE_SLEEVED)
        )


@cache
def stances() -> dict[str, Stance]:
    """``acting/stances.toml``."""
    return read_table("acting/stances.toml", Stance)


def stance_of(who: str, look: Look, feeling: str, place: str) -> tuple[Stance, bool]:
    """Somebody's stance at a place in a mood, and whether its ``hand`` is the left one."""
    fitting = [stance for stance in stances().values() if stance.suits(look, feeling) for _ in range(stance.often)]
    dice = np.random.default_rng(zlib.crc32(f"{who}|{place}|{feeling}".encode()))
    return fitting[int(dice.integers(len(fitting)))], bool(dice.random() < 0.5)
