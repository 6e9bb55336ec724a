"""Numbers known by the person's own examples, under noise, in seven languages; and rooms too noisy to hear in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from studio.bench.figures import Figure, at_least
from studio.bench.performers import DIGITS, Speaker, word
from studio.cameo.capture.checks import Check, passes
from studio.cameo.capture.hearing import RATE, Cepstra, Samples, cepstra, heard, nearest, word_in

_VOICES: Final = (("f2", 60), ("m3", 40), ("f4", 70), ("m7", 35))
_SLOT_S: Final = 1.2
_EACH: Final = 10
_ROOMS: Final = 200


def hearing() -> Iterator[Figure]:
    """How many numbers are told right at 25 and 12 dB, and which rooms are refused."""
    for clear, bar in ((25.0, 97.0), (12.0, 85.0)):
        right = [one for language in DIGITS for voice in _VOICES for one in _told(language, voice, clear)]
        yield at_least(f"numbers told right at {clear:g} dB ({len(right)})", 100 * float(np.mean(right)), "%", bar)
    quiet = [_clear(number, 24, 36) for number in range(_ROOMS)]
    noisy = [_clear(number, 4, 14) for number in range(_ROOMS)]
    yield at_least("sound_clear: quiet rooms accepted", 100 * float(np.mean(quiet)), "%", 95)
    yield at_least("sound_clear: noisy rooms refused", 100 - 100 * float(np.mean(noisy)), "%", 95)


def _told(language: str, voice: tuple[str, int], clear: float) -> Iterator[bool]:
    """Whether each of some numbers, said again otherwise, is taken for what it is."""
    rng = np.random.default_rng(len(language) * 1000 + voice[1])
    learnt = Speaker(language, voice[0], voice[1], 150)
    own: dict[int, tuple[Cepstra, ...]] = {}
    for digit in range(10):
        found = word_in(_slot(word(learnt, digit), clear, rng), 0, _SLOT_S)
        if found is not None:
            own[digit] = (cepstra(found),)
    for digit in rng.integers(0, 10, _EACH):
        pitch = int(np.clip(voice[1] + rng.integers(-12, 13), 0, 99))
        again = replace(learnt, pitch=pitch, rate_wpm=int(rng.integers(125, 200)))
        found = word_in(_slot(word(again, int(digit)), clear, rng), 0, _SLOT_S)
        yield found is not None and nearest(found, own)[0] == digit


def _clear(number: int, low: float, high: float) -> bool:
    rng = np.random.default_rng(number)
    speaker = Speaker("en", *_VOICES[number % len(_VOICES)])
    level = float(rng.uniform(low, high))
    room = np.concatenate([_slot(word(speaker, int(digit)), level, rng) for digit in rng.integers(0, 10, 5)])
    return passes(Check.SOUND_CLEAR, heard(room).clear)


def _slot(said: Samples, clear_db: float, rng: np.random.Generator) -> Samples:
    """A word somewhere in the time it is asked for in, with noise so far below it, a third less in each octave."""
    room = np.zeros(int(_SLOT_S * RATE), np.float32)
    at = int(rng.uniform(0.12, 0.28) * RATE)
    kept = said[: len(room) - at]
    room[at : at + len(kept)] = kept
    loud = said[np.abs(said) > 0.05 * np.abs(said).max()]
    level = float(np.sqrt(np.mean(loud**2))) * 10 ** (-clear_db / 20)
    return (room + _pink(len(room), rng) * level).astype(np.float32)


def _pink(count: int, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    spectrum = np.fft.rfft(rng.standard_normal(count))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 20)), count)
    return noise / np.sqrt(np.mean(noise**2))
