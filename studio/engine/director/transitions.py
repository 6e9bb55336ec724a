"""How the film passes into the next shot: a line of its own, or words that open a sentence ("Match cut to ...")."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.tokens import Token, words_of

_ALONE: Final = frozenset({"intercut", "dissolve", "crossfade"})
"""Single words that are a transition though more of the sentence comes after them."""
_LEADING: Final = ("to", "with", "on", "in", "from")


def transition(words: str) -> str | None:
    """The transition that a whole line says, None where the studio knows none of the kind."""
    low = words.lower().strip(" :.")
    table = vocabulary.named("transitions")
    whole = (name for name, entry in table.items() if low in entry.words)
    begun = (name for name, entry in table.items() if any(low.startswith(word) for word in entry.words))
    return next(whole, None) or next(begun, None)


def opening(tokens: Sequence[Token]) -> tuple[str, int]:
    """The transition that opens a sentence, and how many tokens say it: ("", 0) where none does."""
    lows = tuple(token.low for token in tokens[:6])
    found = ((name, words) for name, words in _phrases().get(lows[0], ()) if lows[: len(words)] == words)
    name, words = max(found, key=lambda one: len(one[1]), default=("", ()))
    longest = len(words)
    leads = longest and (lows[longest - 1] in _LEADING or longest == len(tokens) or bool(tokens[longest].before))
    return (name, longest) if leads else ("", 0)


@cache
def _phrases() -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """By their first word: the transitions that may open a sentence with more after them, cut into words."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, entry in vocabulary.named("transitions").items():
        for said, words in ((said, words_of(said)) for said in entry.words):
            if len(words) > 1 or said in _ALONE:
                found.setdefault(next(iter(words)), []).append((name, words))
    return found
