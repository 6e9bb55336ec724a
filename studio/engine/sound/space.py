"""How a place answers a sound: a short reverberation, different in each ear.

Source: Moorer's model, exponentially decaying noise that loses its highs first.
"""

import math
from functools import lru_cache
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from studio.engine.performance import Samples
from studio.engine.sound.spectrum import convolved, decibels, shaped_noise
from studio.engine.sound.stems import RATE

_SEED: Final = 40_009
_HIGHS_LAST: Final = 0.4  # of the decay


class Space(Struct, frozen=True):
    """Seconds until the answer is 60 dB down, its level beside the sound, and when it begins."""

    decay_s: float
    wet_db: float
    delay_s: float


def answer(stem: Samples, space: Space) -> None:
    """Add the place's answer to a dry stem (2, n), in place."""
    dry = stem.mean(axis=0)
    if not dry.any():
        return
    for channel, response in enumerate(_responses(space)):
        stem[channel] += convolved(dry, response)[: stem.shape[1]]


@lru_cache(maxsize=16)
def _responses(space: Space) -> tuple[NDArray[np.complex64], ...]:
    """Spectra of the left and right impulse responses, ready for overlap-add."""
    length = round((space.delay_s + space.decay_s) * RATE)
    block = 2 ** math.ceil(math.log2(2 * length))
    rng = np.random.default_rng([_SEED, round(space.decay_s * 1000)])
    return tuple(np.fft.rfft(_impulse(space, length, rng), block).astype(np.complex64) for _ in range(2))


def _impulse(space: Space, length: int, rng: np.random.Generator) -> Samples:
    time = np.arange(length - round(space.delay_s * RATE), dtype=np.float32) / np.float32(RATE)
    fall = -math.log(1000) / space.decay_s
    warm = shaped_noise(rng, len(time), ((80, -20), (200, 0), (1200, 0), (3000, -14), (9000, -40)))
    bright = shaped_noise(rng, len(time), ((600, -30), (1500, -4), (4000, 0), (9000, -10), (16000, -30)))
    wave = warm * np.exp(fall * time) + 0.4 * bright * np.exp(fall / _HIGHS_LAST * time)
    wave *= decibels(space.wet_db) / math.sqrt(float(np.sum(wave**2)))
    return np.concatenate([np.zeros(length - len(time), np.float32), wave]).astype(np.float32)
