"""What a thing hangs on: in "a lantern on a string" the string is the cord it hangs by, and no thing of its own."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.standing import Mark
from studio.engine.director.tokens import Token

_HOLDING_UP: Final = frozenset({"on", "from", "by"})
_ANY: Final = frozenset({"a", "an", "its", "their", "one", "some"})
_LINES: Final = frozenset({"line", "lines", "clothesline", "clotheslines", "washing-line"})
"""What laundry always hangs on."""
_OF_A_LINE: Final = frozenset({"the", "a", "washing", "clothes", "laundry"})
_CORDS: Final = frozenset({
    "string", "strings", "cord", "cords", "thread", "threads", "wire", "wires", "chain", "chains", "twine", "rope",
    "ropes", "ribbon", "ribbons",
})  # fmt: skip
_BESIDE: Final = frozenset({"lands", "land", "landed", "falls", "fell", "drops", "slides", "rolls"})
"""Verbs after which a rope is where a thing comes to."""
_HAULED: Final = frozenset({"rope", "ropes", "chain", "chains"})
"""What somebody has in hand who hauls a thing on it."""
_SOMEBODY: Final = frozenset({"name", "builds", "pronoun"})


def cord_until(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> int | None:
    """Where the words of a cord end that a thing right before hangs by, None where none begin here.

    As in "a lantern on a string", "a bucket hangs from a long rope"; not "the string", which is one told of before.
    """
    if tokens[at].low not in _HOLDING_UP or tokens[at].before or not _hangs(tokens, marks, at):
        return None
    first = at + 1
    if any(mark.id == "laundry" for mark in marks) and (last := _line_until(tokens, first)) is not None:
        return last
    told = first < len(tokens) and tokens[first].low in _ANY
    first += told
    for last in (first, first + 1):
        if any(token.before for token in tokens[first : last + 1]):
            return None
        if last < len(tokens) and tokens[last].low in _CORDS:
            if tokens[last].low in _HAULED and any(mark.kind in _SOMEBODY for mark in marks):
                return None
            return last + 1 if told or tokens[last].low.endswith("s") else None
    return None


def _line_until(tokens: Sequence[Token], at: int) -> int | None:
    """As in "laundry on the washing line"."""
    while at < len(tokens) and tokens[at].low in _OF_A_LINE:
        at += 1
    return at + 1 if at < len(tokens) and tokens[at].low in _LINES else None


def _hangs(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """Whether the words right before are a thing, or tell what a thing does where nobody is told of."""
    things = [mark for mark in marks if mark.kind == "props"]
    alive = any(vocabulary.prop_kinds()[mark.id].alive for mark in things)
    if not things or alive or marks[-1].last != at or tokens[at - 1].low in _BESIDE:
        return False
    return things[-1] is marks[-1] or not any(mark.kind in _SOMEBODY for mark in marks)
