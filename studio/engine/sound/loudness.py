"""Loudness and true peak of long programmes, measured block by block.

A film's sound is never filtered in one piece: a block is 1 s, so memory stays small and the window live.
Source: ITU-R BS.1770-4 (K-weighting, gating, 4x oversampled true peak); the weighting filters are pyloudnorm's.
"""

import math
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Samples
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken

BLOCK: Final = RATE
_SUB: Final = RATE // 10  # gating blocks of 400 ms overlap by three quarters: four subs each
_SUBS: Final = 4
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0
_OFFSET: Final = -0.691
OVERSAMPLING: Final = 4
_REACH: Final = 24  # samples of each neighbour that the interpolation filter sees


@cache
def _weighting() -> tuple[tuple[NDArray[np.float64], NDArray[np.float64]], ...]:
    """(b, a) of the shelf and the high-pass that make the K-weighting."""
    from pyloudnorm.iirfilter import IIRfilter

    shelf = IIRfilter(4.0, 1 / math.sqrt(2), 1500.0, RATE, "high_shelf")
    high_pass = IIRfilter(0.0, 0.5, 38.0, RATE, "high_pass")
    return tuple((np.asarray(stage.b), np.asarray(stage.a)) for stage in (shelf, high_pass))


def blocks(count: int, stop: StopToken) -> Iterator[tuple[int, int]]:
    """(first, last) of each second of a programme; Stopped when the token was set."""
    for first in range(0, count, BLOCK):
        stop.check()
        yield first, min(first + BLOCK, count)


def integrated_loudness(samples: Samples, stop: StopToken) -> float:
    """Gated loudness of a programme in LUFS; -inf when it is silent or shorter than 400 ms.

    Args:
        samples: (2, n) float32, full scale +-1, 48 kHz.
        stop: checked every second of the programme.
    """
    return _gated(_sub_energies(samples, stop))


def _sub_energies(samples: Samples, stop: StopToken) -> NDArray[np.float64]:
    """K-weighted energy of both channels in each whole 100 ms, (n // SUB,)."""
    from scipy.signal import lfilter

    states: list[Any] = [np.zeros((2, len(b) - 1)) for b, _ in _weighting()]
    energies: list[NDArray[np.float64]] = []
    for first, last in blocks(samples.shape[1] // _SUB * _SUB, stop):
        block: NDArray[np.float64] = samples[:, first:last].astype(np.float64)
        for number, (b, a) in enumerate(_weighting()):
            block, states[number] = lfilter(b, a, block, axis=1, zi=states[number])
        energies.append((block**2).reshape(2, -1, _SUB).mean(axis=2).sum(axis=0))
    return np.concatenate(energies) if energies else np.zeros(0)


def _gated(subs: NDArray[np.float64]) -> float:
    """Mean loudness of the gating blocks that pass the absolute and then the relative gate."""
    if len(subs) < _SUBS:
        return -math.inf
    windows = np.lib.stride_tricks.sliding_window_view(subs, _SUBS).mean(axis=1)
    heard = windows[_lufs(windows) > _ABSOLUTE_GATE]
    if not heard.size:
        return -math.inf
    kept = heard[_lufs(heard) > float(_lufs(heard.mean())) + _RELATIVE_GATE]
    return float(_lufs(kept.mean()))


def _lufs(energy: Any) -> Any:
    return _OFFSET + 10 * np.log10(np.maximum(energy, 1e-12))


def true_peak_dbtp(samples: Samples, stop: StopToken) -> float:
    """Highest true peak of a programme (2, n) in dB; -inf when it is silent."""
    loudest = max((float(np.abs(samples[:, a:b]).max()) for a, b in blocks(samples.shape[1], stop)), default=0.0)
    highest = max((float(peaks.max()) for _, peaks in true_peaks(samples, loudest / 2, stop)), default=0.0)
    return 20 * math.log10(highest) if highest > 0 else -math.inf


def true_peaks(samples: Samples, least: float, stop: StopToken) -> Iterator[tuple[int, Samples]]:
    """True peak of both channels at each sample, block by block: (start, (size,) float32).

    Blocks whose samples all stay below ``least`` are left out.
    """
    for first, last in blocks(samples.shape[1], stop):
        before = max(first - _REACH, 0)
        piece = samples[:, before : last + _REACH]
        if float(np.abs(piece).max()) > least:
            yield first, _interpolated_peaks(piece, first - before, last - first)


def _interpolated_peaks(piece: Samples, first: int, count: int) -> Samples:
    from scipy.signal import resample_poly

    fine = np.abs(resample_poly(piece, OVERSAMPLING, 1, axis=1).astype(np.float32, copy=False))
    peaks = fine.max(axis=0).reshape(-1, OVERSAMPLING).max(axis=1)
    return np.maximum(peaks, np.abs(piece).max(axis=0))[first : first + count]
