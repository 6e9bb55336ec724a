"""How the film passes into the next shot: a line of its own, or words that open a sentence ("Match cut to ...")."""

from collections.abc import Sequence
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
    lows = [token.low for token in tokens[:6]]
    longest, found = 0, ""
    for name, entry in vocabulary.named("transitions").items():
        for words in entry.words:
            said = list(words_of(words))
            if lows[: len(said)] == said and len(said) > longest and (len(said) > 1 or words in _ALONE):
                longest, found = len(said), name
    leads = longest and (lows[longest - 1] in _LEADING or longest == len(tokens) or bool(tokens[longest].before))
    return (found, longest) if leads else ("", 0)
