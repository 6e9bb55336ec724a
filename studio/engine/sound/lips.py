"""A recorded voice as a line: cut out of its silence, as loud as the other voices, and with its mouths."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Phoneme, Samples, Viseme
from studio.engine.sound.booth import matched
from studio.engine.sound.denoising import denoised
from studio.engine.sound.espeak import pronounced
from studio.engine.sound.hearing import EAR_RATE, Sound, heard
from studio.engine.sound.mouth import formed
from studio.engine.sound.spectrum import energy_envelope, smoothed
from studio.engine.sound.stems import RATE
from studio.engine.sound.voice import tongues

_HOP: Final = 80  # 5 ms for the ear
_HEARD: Final = 0.02  # of the loudest moment
_OVER_NOISE: Final = 3.5
_AT_MOST: Final = 0.12
_SMOOTHED: Final = 9
_BEFORE_S: Final = 0.05
_AFTER_S: Final = 0.12
_EASE_S: Final = 0.01
_PAUSE_S: Final = 0.12
"""Stops are shorter: P, T and K shut the voice off for a tenth of a second at most."""
_SILENT: Final = 1e-4


def sounding(voice: Samples) -> tuple[float, float] | None:
    """From when to when a voice (mono, 48 kHz) is heard, in seconds; None where it is silent throughout."""
    loud = np.flatnonzero(_loud(for_the_ear(voice)))
    if not loud.size:
        return None
    first = max(float(loud[0]) * _HOP / EAR_RATE - _BEFORE_S, 0.0)
    return first, min((float(loud[-1]) + 1) * _HOP / EAR_RATE + _AFTER_S, len(voice) / RATE)


def _loud(ear: Samples) -> NDArray[np.bool_]:
    """Whether something is heard beside the noise, in each hop of a voice at 16 kHz."""
    envelope = smoothed(energy_envelope(denoised(ear), _HOP), _SMOOTHED)
    loudest = float(envelope.max(initial=0.0))
    noise = float(np.quantile(envelope, 0.05))
    limit = max(_HEARD * loudest, min(_OVER_NOISE * noise, _AT_MOST * loudest))
    return envelope > max(limit, _SILENT)


def cut_out(voice: Samples, first_s: float, last_s: float) -> Samples:
    """The part of a voice (mono, 48 kHz) between two moments, eased in and out, as loud as the other dialogue."""
    part = matched(voice[round(first_s * RATE) : round(last_s * RATE)])
    ease = min(round(_EASE_S * RATE), len(part) // 2)
    if ease:
        slope = np.linspace(0, 1, ease, dtype=np.float32)
        part[:ease] *= slope
        part[-ease:] *= slope[::-1]
    return part


def mouths(voice: Samples, words: str, language: str) -> tuple[Phoneme, ...]:
    """What the mouth does while a voice (mono, 48 kHz) is heard, without a gap from 0 to its end.

    Args:
        words, language: what it most likely says; the sounds are made out without them where it says something else.
    """
    spelled = [word for tongue, text in tongues(words, language) for word in pronounced(text, tongue)]
    ear = for_the_ear(voice)
    sounds = _with_pauses(heard(ear, spelled), _loud(ear))
    end = len(voice) / RATE
    within = [Sound(one.symbol, min(one.start, end), min(one.end, end)) for one in sounds if one.start < end]
    if not within:
        return (Phoneme("", 0.0, end, Viseme.REST),)
    return formed([one.symbol for one in within], [*(one.start for one in within), end], [True] * len(within))


def _with_pauses(sounds: Sequence[Sound], loud: NDArray[np.bool_]) -> list[Sound]:
    """Sounds with the pauses that the ear gave to the sound before: nothing is said where nothing is heard."""
    turns = np.flatnonzero(np.diff(np.pad(~loud, 1).astype(np.int8))) * (_HOP / EAR_RATE)
    pauses = [(a, b) for a, b in turns.reshape(-1, 2).tolist() if b - a >= _PAUSE_S]
    said: list[Sound] = []
    for one in sounds:
        said += _outside(one, pauses)
    return sorted([*said, *(Sound("", a, b) for a, b in pauses)], key=lambda one: one.start)


def _outside(sound: Sound, pauses: Sequence[tuple[float, float]]) -> list[Sound]:
    """What of a sound lies beside the pauses: its longer part, where one is in its midst."""
    for a, b in pauses:
        if a < sound.end and b > sound.start:
            before, after = Sound(sound.symbol, sound.start, a), Sound(sound.symbol, b, sound.end)
            sound = max(before, after, key=lambda one: one.end - one.start)
    return [sound] if sound.end > sound.start else []


def for_the_ear(voice: Samples) -> Samples:
    """A voice at 48 kHz as the ear takes it: 16 kHz."""
    import soxr

    return soxr.resample(voice, RATE, EAR_RATE, quality="HQ").astype(np.float32)
