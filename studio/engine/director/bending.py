"""Words for how far a shot's physics is exaggerated: "cartoonish physics", "true to life"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.timeline.film import Unplaced

_NEGATED: Final = re.compile(r"\b(?:no|not|without|never|nothing|isn't|n't)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_FILLER: Final = frozenset(
    {"with", "in", "and", "a", "an", "the", "physics", "of", "style", "effect", "on", "use", "some"}
)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Every phrase with its value, the longest first."""
    found = [
        (word, entry.values.get("physics", 0.0))
        for entry in vocabulary.named("physics").values()
        for word in entry.words
    ]
    ordered = sorted(found, key=lambda one: -len(one[0]))
    return tuple((re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), value) for word, value in ordered)


def physics_of(words: str) -> float:
    """How far the words exaggerate, 0 to 1: the last that is said of it; "not exaggerated" is true to life."""
    said = sorted(_said(words))
    return said[-1][2] if said else 0.0


def still_unplaced(words: str, unplaced: Iterable[Unplaced]) -> tuple[Unplaced, ...]:
    """What stays unplaced once the words for physics have been understood."""
    spoken = " ".join(words[start:end].lower() for start, end, _ in _said(words))
    known = set(re.findall(r"[\w'-]+", spoken))
    return tuple(one for one in unplaced if not _understood(one, known))


def _understood(one: Unplaced, known: set[str]) -> bool:
    words = set(re.findall(r"[\w'-]+", one.words.lower()))
    return bool(words & known) and words <= known | _FILLER


def _said(words: str) -> Iterator[tuple[int, int, float]]:
    """Where each phrase stands, and its value; a word that is part of a longer phrase counts with that."""
    taken = [False] * len(words)
    for pattern, value in _phrases():
        for match in pattern.finditer(words):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                negated = _NEGATED.search(words[: match.start()])
                yield match.start(), match.end(), 0.0 if negated else value
