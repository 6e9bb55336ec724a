"""Stems: the layers of a shot's sound."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
TAIL_SECONDS = 0.5


@dataclass(frozen=True, eq=False)
class Stems:
    """Each (2, n) float32 at 48 kHz, full scale +-1, sample 0 at the shot's first frame.

    n = the shot's length plus TAIL_SECONDS: sounds ring on over the cut, and ambience overlaps the next
    shot's by the tail (faded in and out with equal power by the stem itself).
    """

    dialogue: NDArray[np.float32]
    effects: NDArray[np.float32]
    ambience: NDArray[np.float32]

    def named(self) -> dict[str, NDArray[np.float32]]:
        """The stems by name, in mixing order."""
        return {"dialogue": self.dialogue, "effects": self.effects, "ambience": self.ambience}
