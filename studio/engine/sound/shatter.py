"""Breaking: a crack, and a shower of small pieces of the material, brighter and longer for glass than for wood."""

from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.stems import RATE
from studio.engine.sound.struck import VARIANTS, strike
from studio.engine.vocabulary import Material

_PIECES: Final = 16
_SHOWER_S: Final = 0.42
_CRACK: Final = 0.9


def shatter(material: Material, variant: int) -> Samples:
    """A thing of this material going to pieces: (n,) float32, peak 1, its crack on the first sample."""
    rng = np.random.default_rng([41, variant, len(material.ring)])
    blows = [(0.0, strike(material, 0.9, 1.0, variant) * np.float32(_CRACK))]
    times = np.sort(rng.uniform(0.004, 1.0, _PIECES) ** 1.7) * _SHOWER_S
    for number, time in enumerate(times):
        size = float(np.round(rng.uniform(0.2, 0.55) * 8) / 8)
        blow = strike(material, size, 1.0, (variant + number) % VARIANTS)
        blows.append((float(time), blow * np.float32(rng.uniform(0.2, 0.6) * (1.15 - time / _SHOWER_S))))
    count = max(round(time * RATE) + len(blow) for time, blow in blows)
    sound = np.zeros(count, np.float32)
    for time, blow in blows:
        start = round(time * RATE)
        sound[start : start + len(blow)] += blow
    return sound / np.float32(max(float(np.abs(sound).max()), 1e-6))
