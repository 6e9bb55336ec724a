"""Which language a stretch of a script is in. Nothing of a language's dictionary is read for it."""

import re
import tomllib
from functools import cache
from typing import Final

from studio.engine.director.lexicon import given_names, lexicon
from studio.engine.director.tongues.inflection import endings
from studio.engine.director.tongues.wordbook import wordbook
from studio.resources import resource

_KANA: Final = re.compile(r"[\u3040-\u30ff\uff66-\uff9d]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」|『[^』]*』")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS: Final = {"es": "ñ¿¡", "fr": "œèêçù", "de": "äöüß"}
_DENSE_FROM: Final = "\u1100"
_FEW: Final = 0.3
_KNOWN: Final = 0.75


def letters_of(text: str) -> str:
    """ja, ko or zh when the letters say so, "latin" when they are Latin, empty when there are none."""
    plain = _QUOTED.sub(" ", text)
    if max(plain, default="") < _DENSE_FROM:
        return "latin" if any(map(str.isalpha, plain)) else ""
    total = sum(letter.isalpha() for letter in plain)
    kana, hangul, han = (len(pattern.findall(plain)) for pattern in (_KANA, _HANGUL, _HAN))
    if not total:
        return ""
    if hangul > total * _FEW:
        return "ko"
    if kana and kana + han > total * _FEW:
        return "ja"
    if han > total * _FEW:
        return "zh"
    return "latin"


def scores(text: str) -> dict[str, int]:
    """How much speaks for each language of Latin letters: its commonest words, and letters of its own."""
    plain = _QUOTED.sub(" ", text).lower().replace("’", "'")
    words = [part for word in _WORD.findall(plain) for part in {word, word.partition("'")[2] or word}]
    found = {tongue: sum(word in common for word in words) for tongue, common in _common().items()}
    for tongue, letters in _LETTERS.items():
        found[tongue] += sum(letter in letters for letter in plain)
    return found


def spoken_in(text: str, guess: str, tongue: str) -> str:
    """The language a line is spoken in, where its letters leave it open: its scene's. espeak-ng language codes.

    Args:
        text: the line.
        guess: what its letters and commonest words say by themselves.
        tongue: the language of the script where it stands.
    """
    if guess == "cmn" and tongue == "ja":
        return "ja"
    if guess == "en" and tongue in _LETTERS and not scores(text)["en"]:
        return tongue
    return guess


def covered(text: str, tongue: str) -> float:
    """How much of a text the studio knows in a language, 0 to 1, by the endings of words alone. Names do not count."""
    plain = _QUOTED.sub(" ", text).replace("’", "'")
    words = [word for word in _WORD.findall(plain) if word.lower() not in given_names()]
    if not words:
        return 0.0
    if tongue == "en":
        return sum(lexicon().has(word.lower()) for word in words) / len(words)
    book = wordbook(tongue)
    parts = [word.rpartition("'")[2] for word in words]
    return sum(any(book.entries(base) for base in endings(part, tongue)) for part in parts) / len(words)


def latin_of(text: str, found: dict[str, int], fallback: str, sure: bool) -> str:
    """The language that most speaks for. Where none is ahead: the scene's, when that is sure, else the best known."""
    ordered = sorted(found, key=lambda tongue: -found[tongue])
    if found[ordered[0]] > found[ordered[1]]:
        return ordered[0]
    if (sure and found.get(fallback, 0) == found[ordered[0]]) or covered(text, "en") >= _KNOWN:
        return fallback
    known = {tongue: covered(text, tongue) for tongue in ("en", *_LETTERS)}
    best = max(known, key=lambda tongue: (known[tongue], tongue == fallback))
    return best if known[best] > known["en"] else fallback


@cache
def _common() -> dict[str, frozenset[str]]:
    table = tomllib.loads(resource("words/tongues/common.toml").read_text("utf-8"))
    return {tongue: frozenset(words) for tongue, words in table.items()}
