"""A spoken line styled after somebody's voice: its pitch, range and colour moved towards theirs, its timing kept.

What has to be moved is told from numbers: the style was taken from somebody who read them, so the studio's own voice
reads them too, and no difference between words is mistaken for one between voices.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.cameo.double.vocoder import Parts, Reals, apart, band_hertz, bands_of, together, voiced
from studio.engine.performance import Samples
from studio.engine.sound.espeak import Delivery, Utterance, utter
from studio.timeline.film import VoiceStyle

_WARPS: Final[Reals] = np.geomspace(0.82, 1.22, 21)
"""How much longer the tract may sound: about what lies between a tall man and a child."""
_MOST_DB: Final = 9.0
_STRETCH: Final = (0.6, 2.0)
_NUMBERS: Final = "0, 1, 2, 3, 4, 5, 6, 7, 8, 9."


@dataclass(frozen=True, eq=False)
class Change:
    """What takes a voice to a style: its own middle pitch, how much more it moves, its warp, and dB by band."""

    pitch_hz: float
    stretch: float
    warp: float
    gains_db: tuple[float, ...]


def styled(line: Utterance, delivery: Delivery, style: VoiceStyle) -> Samples:
    """A line in the style of a voice: as long to the sample, and as loud."""
    parts = apart(line.samples, line.rate)
    if voiced(parts).sum() < 4:
        return line.samples
    change = change_to(replace(delivery, rate_wpm=150), style)
    envelope = _warped(parts, change.warp) * _power(parts, change.gains_db)
    steps = np.log2(np.maximum(parts.pitch, 1e-6) / change.pitch_hz)
    pitch = np.where(parts.pitch > 0, style.pitch_hz * 2 ** (steps * change.stretch), 0.0)
    new = together(Parts(parts.rate, pitch, envelope, parts.breath), len(line.samples))
    before, after = float(np.sqrt(np.mean(line.samples**2))), float(np.sqrt(np.mean(new**2)))
    return (new * np.float32(before / max(after, 1e-9))).astype(np.float32)


@lru_cache(maxsize=32)
def change_to(delivery: Delivery, style: VoiceStyle) -> Change:
    """What takes one of the studio's voices to a style, as it reads the numbers."""
    read = utter(_NUMBERS, delivery)
    parts = apart(read.samples, read.rate)
    sounding = voiced(parts)
    middle = float(np.median(parts.pitch[sounding]))
    moves = 1.4826 * float(np.median(np.abs(12 * np.log2(parts.pitch[sounding] / middle))))
    low, high = _STRETCH
    warp = _warp(parts, style)
    missing = np.array(style.bands) - _bands(_warped(parts, warp), parts)
    eased = np.convolve(np.pad(missing, 1, mode="edge"), (0.25, 0.5, 0.25), "valid")
    gains = tuple(float(one) for one in np.clip(eased, -_MOST_DB, _MOST_DB))
    return Change(middle, float(np.clip(style.spread / max(moves, 0.3), low, high)), warp, gains)


def _warp(parts: Parts, style: VoiceStyle) -> float:
    """By how much the spectrum has to be stretched to lie on theirs best."""
    wanted = np.array(style.bands)
    away = [float(np.abs(_bands(_warped(parts, float(warp)), parts) - wanted).mean()) for warp in _WARPS]
    return float(_WARPS[int(np.argmin(away))])


def _warped(parts: Parts, warp: float) -> Reals:
    """The envelope with its peaks ``warp`` times as high."""
    bins = int(parts.envelope.shape[1])
    at: Reals = np.clip(np.arange(bins) / warp, 0, bins - 1)
    low: NDArray[np.int64] = at.astype(np.int64)
    high = np.minimum(low + 1, bins - 1)
    return parts.envelope[:, low] * (1 - (at - low)) + parts.envelope[:, high] * (at - low)


def _power(parts: Parts, gains_db: tuple[float, ...]) -> NDArray[np.float64]:
    """(bins,): gains by band as power of each bin."""
    hertz = np.linspace(0, parts.rate / 2, parts.envelope.shape[1])
    return 10 ** (np.interp(hertz, band_hertz(), gains_db) / 10)


def _bands(envelope: Reals, parts: Parts) -> Reals:
    return bands_of(Parts(parts.rate, parts.pitch, envelope, parts.breath))
