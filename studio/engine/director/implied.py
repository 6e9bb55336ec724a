"""Where a story plays that never says where: by what only stands in one kind of place, as a fridge does."""

import re
from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import lexicon

_WORD: Final = re.compile(r"[a-z]+(?:[-'][a-z]+)?")
_PEOPLE: Final = frozenset({"builds"})
_ANYWHERE: Final = "anywhere"


def implied_set(script: str) -> str | None:
    """The set that most of the words point at, None where none do or where some are of the open air.

    Args:
        script: the words as they are read, in which no place was named.
    """
    words = " ".join(_WORD.findall(script.lower()))
    if any(_says(words, sign) for sign in _signs(_ANYWHERE)):
        return None
    told = {name: sum(_says(words, sign) for sign in _signs(name)) for name in vocabulary.named("dressing")}
    best = max(told, key=lambda name: told[name], default=_ANYWHERE)
    return best if told.get(best) else None


def _says(words: str, sign: str) -> bool:
    """Whether the words have it; not as in "a patient man", where it tells what somebody is like."""
    after = re.findall(rf"(?<![\w'-]){re.escape(sign)}(?= (\w+)|$)", words)
    return any(not lexicon().has(word, _PEOPLE) for word in after)


@cache
def _signs(name: str) -> tuple[str, ...]:
    """What points at a set; of "anywhere", what is only out of doors."""
    implies = vocabulary.named("dressing")[name].text.get("implies", "")
    return tuple(sign for sign in implies.split(", ") if sign)
