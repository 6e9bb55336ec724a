"""Which mouth each sound makes: phonemes in, contiguous Phonemes with Visemes out."""

import tomllib
from functools import cache
from itertools import pairwise
from typing import Final

from studio.engine.performance import Phoneme, Viseme
from studio.engine.sound.espeak import Mark
from studio.resources import resource

_STRESS_AND_LENGTH: Final = str.maketrans("", "", "ˈˌːˑ'ʲʰʷˠˤ̩̯̃͡")
_FOLLOWS: Final = "+"
_SHORTEST_PAUSE: Final = 0.05


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


def phonemes(marks: tuple[Mark, ...], rate: int, end: float) -> tuple[Phoneme, ...]:
    """Marks as Phonemes that follow each other without a gap from 0 to ``end`` (seconds)."""
    sounded = [mark for mark in marks if not mark.symbol.startswith("(")]
    times = [min(max(mark.sample / rate, 0.0), end) for mark in sounded]
    spans = list(zip(sounded, pairwise([*times, end]), strict=True))
    result: list[Phoneme] = [Phoneme("", 0.0, times[0] if times else end, Viseme.REST)]
    for number, (mark, (start, stop)) in enumerate(spans):
        mouths = mouths_of(mark.symbol)
        if mouths == _FOLLOWS:
            mouths = _next_vowel(sounded[number + 1 :])
        if not mouths and result[-1].symbol and stop - start < _SHORTEST_PAUSE and number + 1 < len(spans):
            mouths = result[-1].viseme.name  # the release of a stop, not a pause
        result.extend(_split(mark.symbol, start, stop, mouths))
    return tuple(phoneme for phoneme in result if phoneme.end > phoneme.start)


def _next_vowel(rest: list[Mark]) -> str:
    """The mouth already formed while a breath or a back consonant sounds."""
    if not rest or not rest[0].symbol:
        return "E"
    mouths = mouths_of(rest[0].symbol)
    return mouths[0] if mouths not in ("", _FOLLOWS) else "E"


def _split(symbol: str, start: float, end: float, mouths: str) -> list[Phoneme]:
    """A phoneme as one piece for each of its mouths."""
    if not mouths:
        return [Phoneme(symbol, start, end, Viseme.REST)]
    edges = [start + (end - start) * number / len(mouths) for number in range(len(mouths))] + [end]
    return [Phoneme(symbol, a, b, Viseme[mouth]) for mouth, (a, b) in zip(mouths, pairwise(edges), strict=True)]
