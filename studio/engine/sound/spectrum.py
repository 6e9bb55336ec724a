"""Spectra drawn as curves: filters and noises are given by points (Hz, dB), straight on a log axis."""

import math
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Samples
from studio.engine.sound.stems import RATE

Reals: TypeAlias = NDArray[np.floating[Any]]
Curve: TypeAlias = tuple[tuple[float, float], ...]

FILTER_TAPS: Final = 2048
_BLOCK: Final = 8192
_BATCH: Final = 16
_LOWEST_HZ: Final = 10.0


def curve_gain(curve: Curve, frequencies: Reals) -> NDArray[np.float64]:
    """Linear gain of a curve at some frequencies (Hz). Flat beyond its first and last points."""
    hertz = np.log2([point[0] for point in curve])
    decibels = [point[1] for point in curve]
    return 10.0 ** (np.interp(np.log2(np.maximum(frequencies, _LOWEST_HZ)), hertz, decibels) / 20)


@lru_cache(maxsize=128)
def _noise_gain(curve: Curve) -> Samples:
    """Gain of each bin of a noise block, (BLOCK / 2 + 1,), scaled so that the noise has an RMS of 1."""
    gain = curve_gain(curve, np.fft.rfftfreq(_BLOCK, 1 / RATE))
    gain[0] = 0.0
    # irfft of unit-variance real and imaginary parts has the variance 4 sum(g^2) / BLOCK^2
    return (gain * (_BLOCK / (2.0 * math.sqrt(float(np.sum(gain**2)))))).astype(np.float32)


@lru_cache(maxsize=1)
def _noise_window() -> Samples:
    """Square root of a periodic Hann window: halves that overlap keep the power of a noise constant."""
    return np.sin(np.pi * np.arange(_BLOCK) / _BLOCK).astype(np.float32)


def shaped_noise(rng: np.random.Generator, count: int, curve: Curve) -> Samples:
    """Steady noise with the spectrum of a curve: (count,) float32, RMS 1."""
    hop = _BLOCK // 2
    gain, window = _noise_gain(curve), _noise_window()
    blocks = count // hop + 2
    sound = np.zeros((blocks + 1) * hop, np.float32)
    for first in range(0, blocks, _BATCH):
        size = min(_BATCH, blocks - first)
        parts = rng.standard_normal((2, size, hop + 1), np.float32)
        spectrum = (parts[0] + 1j * parts[1]) * gain
        waves = np.fft.irfft(spectrum, axis=1).astype(np.float32, copy=False) * window
        for number in range(size):
            start = (first + number) * hop
            sound[start : start + _BLOCK] += waves[number]
    return sound[hop : hop + count]


@lru_cache(maxsize=64)
def _response(curve: Curve, block: int) -> NDArray[np.complex64]:
    """Frequency response of a linear-phase filter with the curve's gain, padded to ``block``."""
    gain = curve_gain(curve, np.fft.rfftfreq(FILTER_TAPS, 1 / RATE))
    impulse = np.fft.fftshift(np.fft.irfft(gain, FILTER_TAPS)) * np.hanning(FILTER_TAPS + 1)[:-1]
    return np.fft.rfft(impulse, block).astype(np.complex64)


def filtered(samples: Samples, curve: Curve) -> Samples:
    """A sound heard through a curve, in place in time (linear phase, its delay taken out).

    Args:
        samples: (..., n) float32.
    """
    flat = samples.reshape(-1, samples.shape[-1])
    result = np.stack([convolved(channel, _response(curve, 4 * FILTER_TAPS)) for channel in flat])
    delay = FILTER_TAPS // 2
    return result[:, delay : delay + samples.shape[-1]].reshape(samples.shape)


def convolved(samples: Samples, response: NDArray[np.complex64]) -> Samples:
    """Overlap-add convolution, block by block: (n,) -> (n + block,).

    Args:
        response: spectrum of an impulse response of at most half a block, (block / 2 + 1,).
    """
    block = 2 * (response.shape[0] - 1)
    hop = block // 2
    result = np.zeros(len(samples) + block, np.float32)
    for start in range(0, len(samples), hop):
        piece = samples[start : start + hop]
        if piece.any():
            wave = np.fft.irfft(np.fft.rfft(piece, block) * response, block)
            wave[: int(np.argmax(piece != 0))] = 0.0  # nothing before its cause, not even rounding
            room = len(result) - start
            result[start : start + block] += wave[:room]
    return result


def smoothed(values: Reals, width: int) -> Samples:
    """Values averaged under a Hann window of ``width`` samples, in place in time."""
    window = np.hanning(width + 2)[1:-1].astype(np.float32)
    padded = np.pad(values, (width // 2, width - width // 2 - 1), mode="edge").astype(np.float32)
    return np.lib.stride_tricks.sliding_window_view(padded, width) @ (window / window.sum())


def decibels(level_db: float) -> float:
    """Linear gain of a level in dB."""
    return 10.0 ** (level_db / 20)


def energy_envelope(samples: Samples, hop: int) -> Samples:
    """RMS of each hop of a mono sound, (ceil(n / hop),)."""
    padded = np.pad(samples, (0, -len(samples) % hop))
    power = np.mean(np.square(padded.reshape(-1, hop), dtype=np.float32), axis=1, dtype=np.float32)
    return np.sqrt(power)


def stretched(values: Reals, hop: int, count: int) -> Samples:
    """Control values, one a hop, drawn out to ``count`` samples by straight lines."""
    return np.interp(np.arange(count) / hop, np.arange(len(values)) + 0.5, values).astype(np.float32)
