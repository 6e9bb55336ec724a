"""Which language a line is in, from its letters and its commonest words. espeak-ng language codes."""

import re
from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.timeline.film import Line

_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("cmn", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_MOSTLY: Final = 0.4


def language_of(text: str) -> str:
    """The likeliest language of a line; "en" when nothing speaks for another."""
    letters = sum(letter.isalpha() for letter in text)
    for code, pattern in _SCRIPTS:
        count = len(pattern.findall(text))
        if (code == "ja" and count) or count > letters * _MOSTLY:
            return code
    return _latin(text.lower())


def language_resaid(line: Line, words: str) -> str:
    """The language of the words that a line is to say instead: its own, unless they look to be of another."""
    found = language_of(words)
    return line.language if found == language_of(line.text) else found


@cache
def _common() -> dict[str, tuple[frozenset[str], str]]:
    """By language: its commonest words, and the letters that speak for it."""
    table = vocabulary.named("languages")
    return {code: (frozenset(entry.words), entry.text["letters"]) for code, entry in table.items()}


def _latin(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    scores = {
        code: sum(word in common for word in words) + 2 * sum(letter in letters for letter in text)
        for code, (common, letters) in _common().items()
    }
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] > scores["en"] else "en"
