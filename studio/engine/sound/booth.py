"""The recording booth: makes a raw voice pleasant, and every voice about as loud as the others."""

from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.spectrum import Curve, decibels, energy_envelope, filtered, smoothed, stretched
from studio.engine.sound.stems import RATE

# No rumble; some chest; the harsh bands of formant synthesis eased; nothing above what a voice has.
_TONE: Final[Curve] = (
    (40, -50),
    (80, -14),
    (120, -1),
    (220, 1.5),
    (500, 0),
    (1500, 0),
    (2800, -3),
    (3600, -4),
    (5000, -2.5),
    (7000, -4),
    (9500, -8),
    (12000, -40),
)
_HOP: Final = 240  # 5 ms
_SPEECH_DB: Final = -20.0
_PEAK_DB: Final = -6.0
_THRESHOLD_DB: Final = -24.0
_RATIO: Final = 2.5
_ROOM_DB: Final = -27.0
ROOM_SECONDS: Final = 0.08


def treated(voice: Samples, level_db: float) -> Samples:
    """A mono voice at 48 kHz, with the booth's tone, its dynamics evened and a little room around it.

    Speech lies at about -20 dBFS RMS plus ``level_db``, and peaks at -6 dBFS (above only if ``level_db`` > 0).
    """
    toned = _levelled(filtered(voice, _TONE))
    roomy = toned + _room(toned)
    loud = _levelled(_compressed(roomy)) * np.float32(decibels(_SPEECH_DB + level_db))
    return _peaks_held(loud, decibels(_PEAK_DB + max(0.0, level_db)))


def matched(voice: Samples) -> Samples:
    """A recorded voice (mono, 48 kHz) as loud as the studio's own; its tone and its room are left as they are."""
    return _peaks_held(_levelled(voice) * np.float32(decibels(_SPEECH_DB)), decibels(_PEAK_DB))


def _levelled(voice: Samples) -> Samples:
    """A voice whose sounding parts have an RMS of 1."""
    envelope = energy_envelope(voice, _HOP)
    loud = envelope[envelope > 0.1 * envelope.max(initial=0.0)]
    if not loud.size:
        return voice
    return voice / np.float32(np.sqrt(np.mean(loud**2)))


def _compressed(voice: Samples) -> Samples:
    """Dynamics narrowed above a threshold below the speech level, by a gain that moves as slowly as a word."""
    level = 20 * np.log10(smoothed(energy_envelope(voice, _HOP), 9) + 1e-6)
    over = np.maximum(level - (_THRESHOLD_DB - _SPEECH_DB), 0.0)
    gain = 10 ** (-over * (1 - 1 / _RATIO) / 20)
    return voice * stretched(smoothed(gain.astype(np.float32), 7), _HOP, len(voice))


def _room(voice: Samples) -> Samples:
    """The walls of the booth: a few early echoes, dying within ROOM_SECONDS."""
    result = np.zeros_like(voice)
    for milliseconds, weight in ((7, 0.9), (11, -0.7), (17, 0.6), (23, 0.5), (31, -0.35), (43, 0.25), (61, 0.15)):
        delay = milliseconds * RATE // 1000
        result[delay:] += np.float32(weight * decibels(_ROOM_DB + 12)) * voice[: max(len(voice) - delay, 0)]
    return result


def _peaks_held(voice: Samples, ceiling: float) -> Samples:
    """Peaks turned down to a ceiling by a gain that moves over 10 ms, never clipped."""
    padded = np.pad(np.abs(voice), (0, -len(voice) % _HOP))
    peaks = padded.reshape(-1, _HOP).max(axis=1)
    neighbours = np.pad(peaks, 2, mode="edge")
    around = np.max([neighbours[shift : shift + len(peaks)] for shift in range(5)], axis=0)
    gain = np.minimum(1.0, ceiling / np.maximum(around, 1e-9)).astype(np.float32)
    return voice * stretched(smoothed(gain, 3), _HOP, len(voice))
