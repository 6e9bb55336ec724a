"""Which mouth each sound makes: phonemes in, contiguous Phonemes with Visemes out."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np

from studio.engine.performance import Phoneme, Samples, Viseme
from studio.engine.sound.espeak import Mark
from studio.engine.sound.stems import RATE
from studio.resources import resource

_STRESS_AND_LENGTH: Final = str.maketrans("", "", "ˈˌːˑ'ʲʰʷˠˤ̩̯̃͡")
_FOLLOWS: Final = "+"
_QUIET: Final = 0.12
_SEEN_S: Final = 1 / 24


@cache
def _mouths() -> dict[str, str]:
    """``sounds/visemes.toml`` as one table of IPA to mouths."""
    table = tomllib.loads(resource("sounds/visemes.toml").read_text("utf-8"))
    return {**table["consonants"], **table["vowels"]}


@cache
def mouths_of(symbol: str) -> str:
    """The mouths a phoneme passes through, e.g. "AI"; "" for a pause, "+" for "as the next vowel"."""
    bare = symbol.translate(_STRESS_AND_LENGTH)
    for length in range(len(bare), 0, -1):
        found = _mouths().get(bare[:length])
        if found:
            return found
    return "E" if bare else ""


def phonemes(marks: tuple[Mark, ...], rate: int, voice: Samples) -> tuple[Phoneme, ...]:
    """Marks (at ``rate``) as Phonemes that follow each other without a gap from 0 to the end of the voice.

    espeak-ng also marks "" where one sound glides into the next: it is a pause, and the mouth is closed,
    only where the voice (mono, 48 kHz) is quiet.
    """
    end = len(voice) / RATE
    sounded = [mark for mark in marks if not mark.symbol.startswith("(")]
    times = [min(max(mark.sample / rate, 0.0), end) for mark in sounded]
    return formed([mark.symbol for mark in sounded], [*times, end], _quiet(voice, list(pairwise([*times, end]))))


def formed(symbols: Sequence[str], times: Sequence[float], quiet: Sequence[bool]) -> tuple[Phoneme, ...]:
    """Sounds with their mouths, from 0 to the last of ``times``, which has the beginning of each and the end of all.

    quiet: where "" is a pause, with the mouth closed; elsewhere it keeps the shape that it has.
    """
    result = [Phoneme("", 0.0, times[0], Viseme.REST)]
    for number, (symbol, (start, stop)) in enumerate(zip(symbols, pairwise(times), strict=True)):
        mouths = mouths_of(symbol)
        if mouths == _FOLLOWS:
            mouths = _next_vowel(symbols[number + 1 :])
        if not mouths and not quiet[number]:
            before = result[-1].viseme
            mouths = _next_vowel(symbols[number + 1 :]) if before is Viseme.REST else before.name
        result.extend(_split(symbol, start, stop, mouths))
    return tuple(_lips_seen([phoneme for phoneme in result if phoneme.end > phoneme.start]))


def _lips_seen(sounds: list[Phoneme]) -> list[Phoneme]:
    """Sounds of pressed lips held long enough for a frame to fall on them, at the cost of the mouth that follows."""
    for at, sound in enumerate(sounds[:-1]):
        after = sounds[at + 1]
        more = min(_SEEN_S - (sound.end - sound.start), 0.6 * (after.end - after.start))
        if sound.viseme is Viseme.M and after.viseme is not Viseme.M and more > 0:
            turn = sound.end + more
            sounds[at : at + 2] = replace(sound, end=turn), replace(after, start=turn)
    return sounds


def _quiet(voice: Samples, spans: list[tuple[float, float]]) -> list[bool]:
    """Whether the voice is near silence in each span of seconds, beside its loudest."""
    parts = [voice[round(start * RATE) : round(stop * RATE)] for start, stop in spans]
    levels = [float(np.sqrt(np.mean(part**2))) if len(part) else 0.0 for part in parts]
    return [level < _QUIET * max(levels) for level in levels]


def _next_vowel(rest: Sequence[str]) -> str:
    """The mouth already formed while a breath or a back consonant sounds."""
    if not rest or not rest[0]:
        return "E"
    mouths = mouths_of(rest[0])
    return mouths[0] if mouths not in ("", _FOLLOWS) else "E"


def _split(symbol: str, start: float, end: float, mouths: str) -> list[Phoneme]:
    """A phoneme as one piece for each of its mouths."""
    if not mouths:
        return [Phoneme(symbol, start, end, Viseme.REST)]
    edges = [start + (end - start) * number / len(mouths) for number in range(len(mouths))] + [end]
    return [Phoneme(symbol, a, b, Viseme[mouth]) for mouth, (a, b) in zip(mouths, pairwise(edges), strict=True)]
