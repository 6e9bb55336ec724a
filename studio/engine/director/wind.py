"""What the wind does with things: "the wind blows her hat away", "a gust knocks over the vase"."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import OF_THINGS
from studio.engine.director.anchors import LEAD, TRAITS
from studio.engine.director.lexicon import forms, lexicon
from studio.engine.director.standing import OWNERS, Mark
from studio.engine.director.tokens import Token

_WINDS: Final = frozenset(
    {"wind", "winds", "gust", "breeze", "storm", "gale", "typhoon", "tornado", "blizzard", "hurricane"}
)
_BLOWS: Final = frozenset({
    "blow", "carry", "lift", "sweep", "whisk", "snatch", "whip", "take", "tear", "rip", "drive", "send", "fling",
    "toss", "hurl", "catch", "grab", "scatter", "pluck", "steal", "knock", "tip", "topple", "push", "rattle", "shake",
    "roll", "break", "shatter", "smash", "overturn", "flip", "put", "slam", "throw", "pull", "rock",
})  # fmt: skip
_OUT: Final = frozenset(
    {"candle", "candles", "torch", "torches", "lantern", "lanterns", "fire", "flame", "lamp", "match"}
)


def blows(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """Whether the verb here is what the wind does, and nobody else."""
    before = marks[at - 1] if at else None
    if before is None or tokens[marks[at].first].before or tokens[before.last - 1].low not in _WINDS:
        return False
    return bool(_BLOWS & set(forms(tokens[marks[at].first].low)))


def blown(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> str:
    """What a thing does that the wind right before it blows at, "" where none does.

    Args:
        at: the mark of the thing.
    """
    first = at
    while first and not tokens[marks[first].first].before and _leads(marks[first - 1]):
        first -= 1
    verb = first - 1
    if verb < 0 or any(tokens[one.first].before for one in marks[first : at + 1]):
        return ""
    last = tokens[marks[verb].last - 1].low
    particle = last in ("over", "down", "out", "off", "away", "up", "open", "shut")
    does = marks[verb].last - 1 - particle
    low = tokens[does].low
    wind = any(token.low in _WINDS for token in tokens[max(0, does - 2) : does])
    if not wind or not _BLOWS & set(forms(low)):
        return ""
    after = {token.low for token in tokens[marks[at].last : marks[at].last + 1] if not token.before}
    said = after | {last}
    if "out" in said and tokens[marks[at].last - 1].low in _OUT:
        return "put_out"
    if "over" in said or "down" in said:
        return "topple"
    ends = next((way for way in ("open", "shut") if way in said), "")
    known = lexicon().phrase((next(iter(forms(low)[1:]), low),), "motions")
    of_things = known is not None and vocabulary.motions()[known.id].family in OF_THINGS
    return ends or (known.id if known is not None and of_things else "float")


def _leads(mark: Mark) -> bool:
    return mark.id in (*LEAD, *OWNERS) or mark.kind in TRAITS
