"""Waveforms: how loud each stem is along the film, ready to be painted at any zoom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.engine.sound.stems import RATE, Stems
from studio.timeline.film import ShotId
from studio.ui.film_map import FilmMap

STEMS = ("dialogue", "effects", "ambience")
BINS_PER_SECOND = 100
COARSE = 64
_BIN = RATE // BINS_PER_SECOND
_SLICE = _BIN * 200


@dataclass(frozen=True, eq=False)
class Peaks:
    """The peak of every 10 ms of a shot's stems: (bins,) uint8, the square root of full scale times 255."""

    stems: dict[str, NDArray[np.uint8]]


def peaks(samples: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Peaks of (2, n) samples, one for every 10 ms begun."""
    bins = -(-samples.shape[1] // _BIN)
    loud = np.zeros(bins * _BIN, np.float32)
    loud[: samples.shape[1]] = np.abs(samples).max(axis=0)
    return (np.sqrt(np.clip(loud.reshape(bins, _BIN).max(axis=1), 0, 1)) * 255).astype(np.uint8)


def peaks_in_slices(stems: Stems, into: dict[str, NDArray[np.uint8]]) -> Iterator[None]:
    """Fill ``into`` with the peaks of each stem, a slice of 2 s at a time."""
    for name, samples in stems.named().items():
        pieces: list[NDArray[np.uint8]] = []
        for first in range(0, samples.shape[1], _SLICE):
            pieces.append(peaks(samples[:, first : first + _SLICE]))
            yield
        into[name] = np.concatenate(pieces) if pieces else np.zeros(0, np.uint8)


class Waves:
    """The whole film's peaks, at full and at coarse resolution. Times are film time."""

    def __init__(self) -> None:
        self._fine: dict[str, NDArray[np.uint8]] = {}
        self._coarse: dict[str, NDArray[np.uint8]] = {}
        self.lay_out(0.0)

    def lay_out(self, seconds: float) -> None:
        """Start anew for a film of this length."""
        bins = (int(seconds * BINS_PER_SECOND) // COARSE + 2) * COARSE
        self._fine = {stem: np.zeros(bins, np.uint8) for stem in STEMS}
        self._coarse = {stem: np.zeros(bins // COARSE, np.uint8) for stem in STEMS}

    def place(self, found: Peaks, start: float, seconds: float) -> None:
        """Put a shot's peaks where the shot is."""
        first = round(start * BINS_PER_SECOND)
        for stem, values in found.stems.items():
            fine = self._fine[stem]
            end = min(first + round(seconds * BINS_PER_SECOND), first + len(values), len(fine))
            fine[first:end] = values[: end - first]
            coarse_first, coarse_end = first // COARSE, -(-end // COARSE)
            window = fine[coarse_first * COARSE : coarse_end * COARSE].reshape(-1, COARSE)
            self._coarse[stem][coarse_first:coarse_end] = window.max(axis=1)

    def columns(self, stem: str, left: float, seconds_per_pixel: float, width: int) -> NDArray[np.uint8]:
        """The peak under each of ``width`` pixels from film time ``left`` on: (width,) uint8."""
        step = seconds_per_pixel * BINS_PER_SECOND
        values = self._fine[stem]
        first = left * BINS_PER_SECOND
        if step > 2 * COARSE:
            values, step, first = self._coarse[stem], step / COARSE, first / COARSE
        edges = np.clip(first + np.arange(width + 1) * step, 0, len(values) - 1).astype(np.intp)
        return _peak_between(values, edges)


def _peak_between(values: NDArray[np.uint8], edges: NDArray[np.intp]) -> NDArray[np.uint8]:
    """The peak of values[edges[i]:edges[i + 1]], and of the one value where that is empty."""
    loudest = np.maximum.reduceat(values[: edges[-1] + 1], edges[:-1])
    return loudest.astype(np.uint8)


def placed_waves(map_: FilmMap, found: Mapping[ShotId, Peaks]) -> Waves:
    """Lay out the peaks that were found of a film's shots."""
    waves = Waves()
    waves.lay_out(float(map_.duration))
    for place, shot in enumerate(map_.shots):
        if shot.id in found:
            waves.place(found[shot.id], map_.starts_s[place], float(shot.duration))
    return waves
