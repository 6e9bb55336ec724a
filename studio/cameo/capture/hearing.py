"""What a microphone hears of somebody: how loud and clear it is, when they speak, and which of their own words.

A word is known by the person's own example of it, so that any language will do: cepstra of both, warped in time until
they fit. Source: H. Sakoe, S. Chiba, Dynamic programming algorithm optimization for spoken word recognition, IEEE
ASSP 1978; mel cepstra: S. Davis, P. Mermelstein, IEEE ASSP 1980.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
"""(n,) mono, full scale +-1."""
Cepstra: TypeAlias = NDArray[np.float32]

RATE: Final = 16_000
"""Of everything here, samples a second."""
HOP_S: Final = 0.01
_HOP: Final = 160
_WINDOW: Final = 400
_FFT: Final = 512
_BANDS: Final = 26
_CEPSTRA: Final = 13
_QUIET: Final = 0.12
"""Of all moments are taken to be without a voice."""
_OVER_DB: Final = 9.0
_GAP_S: Final = 0.16
_SHORTEST_S: Final = 0.07
_EDGE_S: Final = 0.03
_SKEW: Final = 6.0
"""Warping costs this much a step: sounds may be drawn out, but not for ever."""


@dataclass(frozen=True)
class Heard:
    """How a recording is, dBFS: level of its speech, noise below it; clear: how far apart they are, dB."""

    level: float
    noise: float

    @property
    def clear(self) -> float:
        """How far the voice stands above the noise, dB."""
        return self.level - self.noise


def loudness(samples: Samples) -> NDArray[np.float32]:
    """Level of each hundredth of a second, dBFS, (n / 160,)."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    return (10 * np.log10(np.maximum((whole**2).mean(axis=1), 1e-10))).astype(np.float32)


def level_of(samples: Samples) -> float:
    """How loud a block of sound is, however short, dBFS; silence, and no sound at all, are -100."""
    if not len(samples):
        return -100.0
    return max(-100.0, float(10 * np.log10(max(float(np.mean(samples.astype(np.float64) ** 2)), 1e-10))))


def heard(samples: Samples) -> Heard:
    """How loud and clear a recording of somebody speaking is; silence is level -100."""
    levels = _eased(loudness(samples))
    if len(levels) < 10:
        return Heard(-100.0, -100.0)
    noise = float(np.quantile(levels, _QUIET))
    speaking = levels > noise + _OVER_DB
    level = float(np.mean(np.sort(levels[speaking])[-max(1, int(speaking.sum() * 0.5)) :])) if speaking.any() else noise
    return Heard(level, noise)


def spoken(samples: Samples) -> tuple[tuple[float, float], ...]:
    """When somebody speaks, seconds: stretches that stand out of the noise, short gaps closed."""
    levels = _eased(loudness(samples))
    if len(levels) < 10:
        return ()
    found = heard(samples)
    over = max(_OVER_DB, 0.35 * found.clear)
    loud = levels > found.noise + over
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
    spans: list[tuple[float, float]] = []
    for start, end in zip(edges[::2] * HOP_S, edges[1::2] * HOP_S, strict=True):
        if spans and start - spans[-1][1] < _GAP_S:
            spans[-1] = (spans[-1][0], float(end))
        else:
            spans.append((float(start), float(end)))
    return tuple(span for span in spans if span[1] - span[0] >= _SHORTEST_S)


def word_in(samples: Samples, start: float, end: float) -> Samples | None:
    """The one word that is said from start to end, seconds; None where there is none.

    What is said begins inside the time: a voice that ran on from before is no answer to what was just shown.
    """
    room = samples[int(start * RATE) : int(end * RATE)]
    spans = [span for span in spoken(room) if span[0] > 0.02]
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return room[max(int((first - _EDGE_S) * RATE), 0) : int((last + _EDGE_S) * RATE)]


def cepstra(samples: Samples) -> Cepstra:
    """(frames, 26): mel cepstra of a word with their slopes, each without its mean over the word."""
    clean = np.append(samples[:1], samples[1:] - 0.97 * samples[:-1]).astype(np.float32)
    padded = np.pad(clean, (0, max(0, _WINDOW - len(clean))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP] * np.hamming(_WINDOW).astype(np.float32)
    power = np.abs(np.fft.rfft(frames, _FFT)) ** 2
    bands = power @ _mel_bands().T
    # What is far below the word's loudest is noise: a floor keeps it from counting as a sound of its own.
    floor = np.maximum(bands.max() * 10 ** (-4.2), bands.min(axis=0) * 2.0)
    plain = np.log(np.maximum(bands, floor)) @ _cosines().T
    plain -= plain.mean(axis=0)
    slopes = np.gradient(plain, axis=0) if len(plain) > 1 else np.zeros_like(plain)
    return np.hstack([plain * _lifter(), 2.0 * slopes * _lifter()]).astype(np.float32)


def distance(one: Cepstra, other: Cepstra) -> float:
    """How far two words are apart once they are warped onto each other, a frame of the path."""
    costs = np.sqrt(np.maximum(((one[:, None, :] - other[None, :, :]) ** 2).sum(axis=2), 0))
    total = np.full((len(one) + 1, len(other) + 1), np.inf)
    total[0, 0] = 0.0
    for i in range(1, len(one) + 1):
        row, before, cost = total[i], total[i - 1], costs[i - 1]
        reached = np.minimum(before[:-1] + 2 * cost, before[1:] + cost + _SKEW)
        # Along the row each place may also be reached from its left: a running minimum over summed costs.
        along = np.cumsum(cost + _SKEW)
        row[1:] = np.minimum.accumulate(reached - along) + along
    return float(total[-1, -1] / (len(one) + len(other)))


def nearest(word: Samples, examples: Mapping[int, Sequence[Cepstra]]) -> tuple[int, float]:
    """Which of a person's own words it is, and by how much it is nearer than the next, as a share of that one."""
    sought = cepstra(word)
    away = sorted((min(distance(sought, one) for one in several), number) for number, several in examples.items())
    margin = 1.0 - away[0][0] / max(away[1][0], 1e-6) if len(away) > 1 else 1.0
    return away[0][1], margin


def at_rate(samples: Samples, rate: int) -> Samples:
    """A recording at the rate of this room."""
    return samples if rate == RATE else resampled(samples, rate, RATE)


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """A recording at another rate, samples a second."""
    import soxr

    return soxr.resample(samples, rate, wanted, quality="HQ").astype(np.float32)


def _eased(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.convolve(np.pad(levels, 2, mode="edge"), np.full(5, 0.2), "valid").astype(np.float32)


@cache
def _mel_bands() -> NDArray[np.floating[Any]]:
    low, high = (2595 * math.log10(1 + hertz / 700) for hertz in (90.0, 7600.0))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    hertz = np.linspace(0.0, RATE / 2, _FFT // 2 + 1)
    left, middle, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.maximum(0, np.minimum((hertz - left) / (middle - left), (right - hertz) / (right - middle)))


@cache
def _cosines() -> NDArray[np.floating[Any]]:
    bands = np.arange(_BANDS) + 0.5
    return np.cos(np.pi / _BANDS * np.arange(1, _CEPSTRA + 1)[:, None] * bands[None, :])


@cache
def _lifter() -> NDArray[np.floating[Any]]:
    return 1 + 6 * np.sin(np.pi * np.arange(1, _CEPSTRA + 1) / 14)
