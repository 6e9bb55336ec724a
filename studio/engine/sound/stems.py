"""Stems: the layers of a shot's sound."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
TAIL_SECONDS = 0.5


@dataclass(frozen=True, eq=False)
class Stems:
    """Each (2, n) float32 at 48 kHz, full scale +-1, sample 0 at the shot's first frame.

    n = the shot's length plus TAIL_SECONDS: sounds ring on over the cut, and ambience overlaps the next
    shot's by the tail (faded in and out with equal power by the stem itself). painted: what a painter made to be heard
    with its pictures, where the artist asked for that; None where nobody did.
    """

    dialogue: NDArray[np.float32]
    effects: NDArray[np.float32]
    ambience: NDArray[np.float32]
    painted: NDArray[np.float32] | None = None

    def named(self) -> dict[str, NDArray[np.float32]]:
        """The stems by name, in mixing order."""
        usual = {"dialogue": self.dialogue, "effects": self.effects, "ambience": self.ambience}
        return usual if self.painted is None else {**usual, "painted": self.painted}


def with_painted(stems: Stems, sound: NDArray[np.float32] | None) -> Stems:
    """The stems with what a painter made to be heard, (2, m) at 48 kHz: cut, or silent on, to their length."""
    if sound is None:
        return stems
    painted = np.zeros_like(stems.dialogue)
    length = min(sound.shape[1], painted.shape[1])
    painted[:, :length] = sound[:, :length]
    return replace(stems, painted=painted)
