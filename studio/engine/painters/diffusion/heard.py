"""What a painter made to be heard: the sounds of a shot's windows as one."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import soxr
from numpy.typing import NDArray

RATE: Final = 48_000


class Sound(NamedTuple):
    """Heard with a window's pictures: samples (2, n) float32, full scale +-1, at ``rate`` a second."""

    samples: NDArray[np.float32]
    rate: int


def heard_as_one(sounds: Sequence[Sound], spans: Sequence[tuple[float, float]]) -> NDArray[np.float32]:
    """The sounds of windows in a row, (2, n) at 48 kHz, crossfaded with equal power where two of them overlap.

    spans: from when to when each is to be heard, seconds of the shot; what a window sounds beyond that is left out.
    """
    whole = np.zeros((2, round(max(end for _, end in spans) * RATE)), np.float32)
    reached = 0
    for sound, (begin, end) in zip(sounds, spans, strict=True):
        samples = np.asarray(soxr.resample(sound.samples.T, sound.rate, RATE).T, np.float32)
        first = round(begin * RATE)
        samples = samples[:, : min(round(end * RATE), whole.shape[1]) - first]
        shared = min(max(0, reached - first), samples.shape[1])
        turn = np.linspace(0, np.pi / 2, shared, dtype=np.float32)
        whole[:, first : first + shared] *= np.cos(turn)
        samples[:, :shared] *= np.sin(turn)
        whole[:, first : first + samples.shape[1]] += samples
        reached = max(reached, first + samples.shape[1])
    return whole
