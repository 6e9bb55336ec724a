"""Water taking something in: the slap, the crown falling back as spray, and the bubbles drawn under.

Bubbles ring at Minnaert's frequency, 3.26 m/s divided by the radius, rising a little as they near the surface.
Source: Minnaert 1933; van den Doel, "Physically Based Models for Liquid Sounds", ACM TAP 2005.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.spectrum import shaped_noise
from studio.engine.sound.stems import RATE

_SEED: Final = 20_023
_MINNAERT: Final = 3.26
_SLAP: Final = ((60.0, -14.0), (240.0, 0.0), (1100.0, -3.0), (4200.0, -12.0), (14000.0, -34.0))
_SPRAY: Final = ((500.0, -24.0), (1800.0, -3.0), (5200.0, 0.0), (11000.0, -8.0), (17000.0, -30.0))


@lru_cache(maxsize=64)
def splash(size_m: float, variant: int) -> Samples:
    """Something as wide as ``size_m`` goes in: (n,) float32, peak 1, loud from its first sample."""
    rng = np.random.default_rng([_SEED, variant, round(size_m * 1000)])
    wide = min(max(size_m, 0.03), 1.2)
    count = round((0.55 + 1.1 * wide**0.5) * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    slap = shaped_noise(rng, count, _SLAP) * np.exp(-time / (0.02 + 0.10 * wide))
    falls_back = 0.16 + 0.35 * wide**0.5
    spray = shaped_noise(rng, count, _SPRAY) * np.exp(-(((time - falls_back) / (0.5 * falls_back)) ** 2))
    sound = slap / 3 + spray * np.float32(0.05 + 0.10 * wide**0.5) + _bubbles(rng, wide, count)
    sound[-480:] *= np.linspace(1, 0, 480, dtype=np.float32)
    sound = (sound / np.abs(sound).max()).astype(np.float32)
    if abs(float(sound[0])) < 0.02:
        sound[0] = np.float32(0.02)
    sound.flags.writeable = False
    return sound


def _bubbles(rng: np.random.Generator, wide: float, count: int) -> Samples:
    """A gulp as the cavity closes, then smaller bubbles coming up."""
    sound = np.zeros(count, np.float32)
    many = round(6 + 26 * wide)
    starts = np.sort(rng.beta(1.6, 3.0, many)) * 0.7 * count
    radii = wide * 0.06 * rng.uniform(0.12, 0.9, many) ** 1.5 + 0.0012
    radii[0] = wide * 0.06 + 0.004
    for start, radius in zip(starts.astype(int), radii, strict=True):
        decay = 0.006 + 0.9 * float(radius)
        length = min(count - start, round(6 * decay * RATE))
        time = np.arange(length, dtype=np.float32) / RATE
        hertz = _MINNAERT / float(radius) * (1 + 0.9 * time / max(6 * decay, 1e-3))
        ring = np.exp(-time / decay) * np.sin(2 * np.pi * np.cumsum(hertz) / RATE)
        sound[start : start + length] += np.float32(0.28 * min(1.0, float(radius) * 60)) * ring
    return sound
