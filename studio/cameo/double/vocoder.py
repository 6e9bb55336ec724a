"""A voice taken apart into pitch, spectral envelope and breath, and put together again.

Source: M. Morise, F. Yokomori, K. Ozawa, WORLD: a vocoder-based high-quality speech synthesis system, IEICE 2016.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.cameo.capture.hearing import Samples

Reals: TypeAlias = NDArray[np.float64]

BANDS: Final = 26
_LOW_HZ, _HIGH_HZ = 80.0, 7_000.0
_PERIOD_MS: Final = 5.0
_PITCHES_HZ: Final = (48.0, 620.0)
_QUIET_DB: Final = 24.0
_HEARD_DB: Final = 30.0


@dataclass(frozen=True, eq=False)
class Parts:
    """A voice at ``rate``: pitch (F,) Hz, 0 where there is none; envelope and breath (F, bins), every 5 ms."""

    rate: int
    pitch: Reals
    envelope: Reals
    breath: Reals


def apart(samples: Samples, rate: int) -> Parts:
    """Take a voice apart."""
    import pyworld

    wave = np.ascontiguousarray(samples, np.float64)
    low, high = _PITCHES_HZ
    rough, times = pyworld.dio(wave, rate, f0_floor=low, f0_ceil=high, frame_period=_PERIOD_MS)
    pitch = pyworld.stonemask(wave, rough, times, rate)
    return Parts(rate, pitch, pyworld.cheaptrick(wave, pitch, times, rate), pyworld.d4c(wave, pitch, times, rate))


def together(parts: Parts, count: int) -> Samples:
    """Put a voice together again, (count,) samples."""
    import pyworld

    wave = pyworld.synthesize(
        np.ascontiguousarray(parts.pitch),
        np.ascontiguousarray(parts.envelope),
        np.ascontiguousarray(parts.breath),
        parts.rate,
        _PERIOD_MS,
    )
    return np.pad(wave[:count], (0, max(0, count - len(wave)))).astype(np.float32)


def voiced(parts: Parts) -> NDArray[np.bool_]:
    """In which moments the voice sounds: with a pitch, and not far below the loudest."""
    loud = 10 * np.log10(parts.envelope.mean(axis=1) + 1e-20)
    return (parts.pitch > 0) & (loud > loud.max(initial=-200.0) - _QUIET_DB)


def bands_of(parts: Parts) -> Reals:
    """The long-term spectrum of what sounds, (BANDS,) dB in even steps of mel, about 0 on the whole."""
    sounding = parts.envelope[voiced(parts)]
    if not len(sounding):
        return np.zeros(BANDS)
    levels = 10 * np.log10(np.maximum(sounding @ _filters(parts.rate, parts.envelope.shape[1]).T, 1e-20))
    # What is far below a moment's loudest band is as loud as the room's noise, and tells nothing of the voice.
    levels = np.maximum(levels, levels.max(axis=1, keepdims=True) - _HEARD_DB)
    bands = (levels - levels.mean(axis=1, keepdims=True)).mean(axis=0)
    return bands - bands.mean()


def band_hertz() -> Reals:
    """The middle of each band, Hz."""
    return _edges()[1:-1]


def _edges() -> Reals:
    low, high = (1127 * np.log(1 + hertz / 700) for hertz in (_LOW_HZ, _HIGH_HZ))
    return 700 * (np.exp(np.linspace(float(low), float(high), BANDS + 2) / 1127) - 1)


@cache
def _filters(rate: int, bins: int) -> Reals:
    hertz = np.linspace(0, rate / 2, bins)
    edges = _edges()
    left, middle, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    shapes = np.maximum(0, np.minimum((hertz - left) / (middle - left), (right - hertz) / (right - middle)))
    return shapes / np.maximum(shapes.sum(axis=1, keepdims=True), 1e-9)
