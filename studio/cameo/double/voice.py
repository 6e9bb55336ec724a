"""A voice that is styled after somebody's: their pitch, its range, their pace and the colour of their sound.

It is a style, not a copy: the words are still said by the studio's own voice. See ``engine/sound/styled.py``.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from studio.cameo.capture.hearing import Samples, at_rate, spoken
from studio.cameo.double.vocoder import apart, bands_of, voiced
from studio.errors import InvalidRequest
from studio.timeline.film import Voice, VoiceStyle

_STUDIO_RATE: Final = 24_000
_LEAST_S: Final = 1.0
_HIGH_HZ: Final = 158.0
"""Above this the studio's own voice is one of its high ones: the less it is changed, the better it sounds."""
_WORD_S: Final = 0.42
"""How long a number takes at the studio's usual pace."""
_USUAL_WPM: Final = 165
_PACES_WPM: Final = (120, 210)


def voice_of(recordings: Sequence[Samples], rate: int, language: str = "en") -> Voice:
    """The studio's voice styled after the one in some recordings.

    Raises:
        InvalidRequest: there is too little voice in them.
    """
    whole = np.concatenate([_at(one, rate) for one in recordings]) if recordings else np.zeros(0, np.float32)
    parts = apart(whole, _STUDIO_RATE)
    sounding = voiced(parts)
    if sounding.sum() * 0.005 < _LEAST_S:
        raise InvalidRequest("There is too little of your voice to go by.", "Read the numbers once more, a bit louder.")
    pitches = parts.pitch[sounding]
    middle = float(np.median(pitches))
    steps = 12 * np.log2(pitches / middle)
    spread = float(np.clip(1.4826 * np.median(np.abs(steps)), 0.6, 5.0))
    style = VoiceStyle(round(middle, 1), round(spread, 2), tuple(round(float(one), 2) for one in bands_of(parts)))
    variant, pitch = ("f2", 60) if middle > _HIGH_HZ else ("m3", 45)
    return Voice(variant, pitch, _pace(recordings, rate), language, style)


def _pace(recordings: Sequence[Samples], rate: int) -> int:
    """Words a minute, from how long each number takes."""
    lengths = [end - start for one in recordings for start, end in spoken(at_rate(one, rate))]
    if not lengths:
        return _USUAL_WPM
    share = _WORD_S / float(np.median(lengths))
    low, high = _PACES_WPM
    return round(min(max(_USUAL_WPM * share**0.6, low), high))


def _at(samples: Samples, rate: int) -> Samples:
    """At the rate that is taken apart, and only what is spoken."""
    import soxr

    heard = at_rate(samples, rate)
    spans = [samples[int(start * rate) : int(end * rate)] for start, end in spoken(heard)]
    said = np.concatenate(spans) if spans else np.zeros(0, np.float32)
    return soxr.resample(said, rate, _STUDIO_RATE, quality="HQ").astype(np.float32) if len(said) else said
