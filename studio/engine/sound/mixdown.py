"""The film's mix: stems summed at their moments, dialogue on top, at a loudness every player expects."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.loudness import blocks, integrated_loudness, true_peak_dbtp, true_peaks
from studio.engine.sound.spectrum import decibels, energy_envelope, smoothed, stretched
from studio.engine.sound.stems import RATE, Stems
from studio.engine.stop import StopToken

_CONTROL: Final = 480  # 10 ms
_ATTACK_S: Final = 0.12
_RELEASE_S: Final = 0.5
_SPEAKING: Final = 0.01
_LOOK_AHEAD: Final = 240  # 5 ms
_PASSES: Final = 8
_CLOSE_LU: Final = 0.1
_BOLD: Final = 1.6
"""How much of what is missing is added at once, as the limiter takes some of it back."""
_SAFETY_DB: Final = 0.1


@dataclass(frozen=True)
class MixLevels:
    """What to mix to. Gains in dB; ``most_gain_db`` keeps a near-silent programme from becoming its noise."""

    loudness_lufs: float = -14.0
    ceiling_dbtp: float = -1.0
    dialogue_db: float = 0.0
    effects_db: float = 0.0
    ambience_db: float = 0.0
    duck_db: float = -5.0
    most_gain_db: float = 30.0


@dataclass(frozen=True, eq=False)
class Mix:
    """A film's sound: (2, n) float32 at 48 kHz, with its measured loudness and true peak."""

    samples: Samples
    integrated_lufs: float
    true_peak_dbtp: float


def mix(
    shots: Sequence[tuple[float, Stems]],
    duration: float,
    levels: MixLevels | None = None,
    stop: StopToken | None = None,
) -> Mix:
    """Mix a film of exactly round(duration * 48000) samples.

    Args:
        shots: (start in film seconds, stems); tails that ring over a cut are summed with what follows.
        duration: the film's length in seconds; what sounds after it is cut.
        levels: -14 LUFS integrated and -1 dBTP at most, unless said otherwise.
        stop: ends the work as Stopped, within 0.1 s.
    """
    levels, stop = levels or MixLevels(), stop or StopToken()
    count = max(round(duration * RATE), 0)
    dialogue, rest = np.zeros((2, count), np.float32), np.zeros((2, count), np.float32)
    for start, stems in shots:
        stop.check()
        at = round(start * RATE)
        _add(dialogue, stems.dialogue, at, levels.dialogue_db)
        _add(rest, stems.effects, at, levels.effects_db)
        _add(rest, stems.ambience, at, levels.ambience_db)
        if stems.painted is not None:
            _add(rest, stems.painted, at, levels.effects_db)
    _duck(rest, dialogue, levels.duck_db, stop)
    rest += dialogue
    return mastered(rest, levels, stop)


def _add(bus: Samples, stem: Samples, at: int, gain_db: float) -> None:
    first, last = max(at, 0), min(at + stem.shape[1], bus.shape[1])
    if last > first:
        bus[:, first:last] += np.float32(decibels(gain_db)) * stem[:, first - at : last - at]


def _duck(bus: Samples, dialogue: Samples, duck_db: float, stop: StopToken) -> None:
    """Turn the bus down, smoothly, while somebody speaks; already a little before the first word."""
    count = bus.shape[1]
    if not count:
        return
    envelopes = [energy_envelope(dialogue[:, a:b].mean(axis=0), _CONTROL) for a, b in blocks(count, stop)]
    ahead = round(_ATTACK_S * RATE / _CONTROL)
    held = round(_RELEASE_S * RATE / _CONTROL)
    speaking = (np.concatenate(envelopes) > _SPEAKING).astype(np.float32)
    padded = np.pad(speaking, (held, ahead))
    around = np.lib.stride_tricks.sliding_window_view(padded, held + ahead + 1).max(axis=1)
    gain = 10 ** (smoothed(around * np.float32(duck_db), 2 * ahead + 1) / 20)
    for first, last in blocks(count, stop):  # whole seconds are whole control steps
        a, b = first // _CONTROL, -(-last // _CONTROL)
        pad = np.pad(gain, 1, mode="edge")[a : b + 2]
        bus[:, first:last] *= stretched(pad, _CONTROL, last - first + _CONTROL)[_CONTROL:]


# --- mastering ------------------------------------------------------------------------------------
def mastered(programme: Samples, levels: MixLevels, stop: StopToken) -> Mix:
    """A programme (2, n) brought to its loudness and held under its ceiling, both at once."""
    loudness = integrated_loudness(programme, stop)
    if math.isinf(loudness):
        return _measured(_limited(programme, 1.0, levels.ceiling_dbtp, stop), stop)
    gain_db = min(levels.loudness_lufs - loudness, levels.most_gain_db)
    target, result, closest = loudness + gain_db, programme, math.inf
    short: tuple[float, float] | None = None
    over: tuple[float, float] | None = None
    for _ in range(_PASSES):
        tried = _limited(programme, decibels(gain_db), levels.ceiling_dbtp, stop)
        missing = target - integrated_loudness(tried, stop)
        if abs(missing) < closest:
            result, closest = tried, abs(missing)
        if closest < _CLOSE_LU:
            break
        short, over = ((gain_db, missing), over) if missing > 0 else (short, (gain_db, missing))
        gain_db = _between(short, over) if short and over else gain_db + _BOLD * missing
    return _measured(result, stop)


def _between(short: tuple[float, float], over: tuple[float, float]) -> float:
    """The gain between one that misses the target and one that goes over it, by how far each is off."""
    share = short[1] / (short[1] - over[1])
    return short[0] + (over[0] - short[0]) * min(max(share, 0.1), 0.9)


def _measured(samples: Samples, stop: StopToken) -> Mix:
    return Mix(samples, integrated_loudness(samples, stop), true_peak_dbtp(samples, stop))


def _limited(programme: Samples, gain: float, ceiling_dbtp: float, stop: StopToken) -> Samples:
    """A programme with a gain, its true peaks turned down to a ceiling by a look-ahead limiter."""
    loud = np.empty_like(programme)
    for first, last in blocks(programme.shape[1], stop):
        np.multiply(programme[:, first:last], np.float32(gain), out=loud[:, first:last])
    ceiling = decibels(ceiling_dbtp - _SAFETY_DB)
    wanted = np.ones(programme.shape[1], np.float32)
    touched = False
    for start, peaks in true_peaks(loud, ceiling / 2, stop):
        wanted[start : start + len(peaks)] = ceiling / np.maximum(peaks, ceiling)
        touched = True
    if touched:
        _turn_down(loud, wanted, stop)
    return loud


def _turn_down(loud: Samples, wanted: Samples, stop: StopToken) -> None:
    """Multiply by the lowest gain wanted within the look-ahead, eased in and out under a Hann window."""
    from scipy.ndimage import minimum_filter1d

    reach = 2 * _LOOK_AHEAD
    for first, last in blocks(len(wanted), stop):
        a, b = max(first - reach, 0), min(last + reach, len(wanted))
        if float(wanted[a:b].min()) >= 1.0:
            continue
        lowest = minimum_filter1d(wanted[a:b], 2 * _LOOK_AHEAD + 1, mode="nearest")
        loud[:, first:last] *= smoothed(lowest, 2 * _LOOK_AHEAD - 1)[first - a : last - a]
