"""Verbs whose particle comes after what they are done with: "picks the ball up", "knocks a cup off the table"."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import Match, irregular, lexicon
from studio.engine.director.stems import bases
from studio.engine.director.tokens import Token

_PARTICLES: Final = ("up", "down", "out", "over", "back", "behind", "away")
_BEFORE_OBJECTS: Final = frozenset(
    {"it", "him", "her", "them", "the", "a", "an", "his", "their", "my", "its", "both", "all"}
)
_PARTED: Final = frozenset({"pick", "put", "set", "lay", "laid", "take", "took", "hold", "held", "hand", "lift", "left",
                            "leave", "throw", "threw", "pull", "give", "gave", "turn", "switch"})  # fmt: skip


def with_particle(tokens: Sequence[Token], at: int) -> Match | None:
    """As in "picks the ball up": the particle may come up to five words later."""
    low = tokens[at].low
    verb = next((base for base in (*bases(low), *irregular().get(low, ())) if base in _parted()), None)
    if verb is None or not (verb in _PARTED or _object_follows(tokens, at)):
        return None
    for later in range(at + 2, min(at + 7, len(tokens))):
        token = tokens[later]
        if token.before or token.low in ("and", "then", "to", "with"):
            return None
        if token.low in ("on", "off") and _ends_at(tokens, later):
            sense = lexicon().phrase((verb, token.low), "motions")
            return Match(sense, (at, later)) if sense else None
        if verb == "kick" and token.low == "over" and not _ends_at(tokens, later):
            return None  # "kicks the ball over the fence": it goes over, and is not kicked over
        knocked = verb == "knock" and token.low == "off"
        if token.low in _PARTICLES or knocked:
            sense = lexicon().phrase((verb, token.low), "motions")
            return Match(sense, (at,) if knocked else (at, later)) if sense and _takes_thing(sense.id) else None
    return None


def _object_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether what the verb is done with comes right after it."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (following.low in _BEFORE_OBJECTS or following.capital or following.owns)


def _ends_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause ends with this word: "puts it on and smiles", not "puts it on the table"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or bool(following.before) or following.low in ("and", "then", "but")


def _takes_thing(motion: str) -> bool:
    """Whether a motion is, or may be, done with a thing: not "slips the wallet out" for slipping out."""
    return any(need.startswith("thing") for need in vocabulary.motions()[motion].needs)


@cache
def _parted() -> frozenset[str]:
    """Verbs that may have their object between them and a particle: "knocks the cup over"."""
    found = {
        words[0]
        for entry in vocabulary.motions().values()
        if "thing" in (need.rstrip("?") for need in entry.needs)
        for words in (tuple(word.split()) for word in entry.words)
        if len(words) == 2 and words[1] in (*_PARTICLES, "on", "off")
    }
    return _PARTED | found
