"""Whether a verb in its bare form can be one where it stands: "a screen light" is no deed, "they light it" is."""

from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import Match, forms, irregular
from studio.engine.director.standing import OWNERS, Mark, Standing

_TRAITS: Final = frozenset({"colours", "sizes", "materials", "unknown", "angles", "framings", "moves", "lenses"})
"""Kinds of marks that no bare verb follows: what a noun is like, and the camera."""
_SCREENS: Final = frozenset({"screen", "frame", "shot", "lens"})
_OF_TOO: Final = frozenset({"think", "dream", "speak", "sing", "tell", "talk", "read", "hear"})
"""Verbs that "of" may follow; any other bare word before it is a noun: "the back row of the hall"."""
_LIGHT: Final = frozenset({"give", "gave", "take", "took", "make", "made", "have", "had", "let"})
"""Verbs that a noun completes: "gives a little wave"."""
_ORDER: Final = frozenset({"back", "front", "top", "bottom", "middle", "last", "first", "next", "other", "far"})
"""Words after "the" that tell which one of several nouns is meant: "the back row"."""
CAUSES: Final = frozenset({"let", "make", "help", "hear", "see", "watch", "feel", "have", "made", "saw", "heard"})
_ENDINGS: Final = ("s", "ed", "ing")
_MODAL: Final = frozenset({
    "can", "could", "will", "would", "shall", "should", "may", "might", "must", "do", "does", "did", "to", "let",
    "lets", "not", "never", "i", "we", "you", "they", "who", "and", "or", "then", "don't", "doesn't", "didn't", "can't",
    "cannot", "won't", "couldn't",
})  # fmt: skip


def is_no_bare_verb(standing: Standing, match: Match) -> bool:
    """Whether a single word in its bare form stands where only a noun can: nobody before it could do it."""
    at = match.taken[0]
    low, before = standing.tokens[at].low, standing.tokens[at].before
    if match.length > 1 or (at and standing.tokens[at - 1].low in _MODAL):
        return False
    if at and not before and _is_bare(low) and _is_owned(standing, at):
        return True
    if at > 1 and not before and _is_bare(low) and standing.tokens[at - 1].low in _ORDER:
        return standing.tokens[at - 2].low in ("the", *OWNERS)
    if at and not before and standing.tokens[at - 1].low in _counting() and low.endswith("s"):
        return _is_counted(standing, at)
    if _is_bare(low) and at and before[:1] == "," and _is_placed_thing(standing, at):
        return True
    if _is_bare(low) and at and before[:1] == "," and standing.ends_phrase(match):
        return any(one.id in ("adjective", "adverb") for one in standing.words.senses(low))
    if not _is_bare(low) or before or not standing.marks:
        return False
    if any(standing.tokens[mark.first].low.rstrip("s") in _LIGHT for mark in standing.marks[-3:]):
        return False
    if _of_follows(standing, at) and low not in _OF_TOO:
        return True
    return _describes(standing, standing.marks[-1])


def _is_owned(standing: Standing, at: int) -> bool:
    """As in "checks her watch", "his walk": a noun, unless somebody sees or lets them do it."""
    low = standing.tokens[at - 1].low
    if low not in OWNERS:
        return False
    verbs = [one for one in standing.marks if one.kind == "motions"]
    if low != "her" or not verbs:
        return low != "her"
    sees = vocabulary.motions()[verbs[-1].id].family == "look"
    causes = any(standing.tokens[mark.first].low.rstrip("s") in CAUSES for mark in standing.marks[-3:])
    return not (sees or causes)


def _is_placed_thing(standing: Standing, at: int) -> bool:
    """As in "a girl runs, toast in her mouth": a thing, and where somebody has it."""
    following = standing.tokens[at + 1 : at + 3]
    placed = len(following) == 2 and following[0].low in ("in", "on", "under", "over") and not following[0].before
    owned = placed and following[1].low in OWNERS
    return owned and standing.words.has(standing.tokens[at].low, frozenset({"props"}))


def _is_bare(low: str) -> bool:
    """Whether a word has no ending, and is no past form either ("put", "hung")."""
    return not low.endswith(_ENDINGS) and low not in irregular()


def _describes(standing: Standing, mark: Mark) -> bool:
    """As in "warm light", "tungsten light", "screen light"; "dragons fly" have an ending of several."""
    low = standing.tokens[mark.last - 1].low
    if mark.kind == "unknown":
        return not low.endswith(("s", "ly")) and len(forms(low)) == 1 and _begins_phrase(standing, mark)
    if mark.id == "auxiliary":
        return low in _SCREENS
    return (mark.kind in _TRAITS and low != "then") or (mark.id == "adjective" and _begins_phrase(standing, mark))


def _begins_phrase(standing: Standing, mark: Mark) -> bool:
    """As in ", soft light", "Warm tungsten light": no subject comes before what the word is like."""
    for one in reversed(standing.marks[: standing.marks.index(mark) + 1]):
        trait = one.kind in _TRAITS or one.id in ("adjective", "adverb") or one.kind in ("hours", "weathers")
        if not trait:
            return False
        if standing.tokens[one.first].before:
            return True
    return True


def _of_follows(standing: Standing, at: int) -> bool:
    following = standing.tokens[at + 1] if at + 1 < len(standing.tokens) else None
    return following is not None and following.low == "of" and not following.before


def _is_counted(standing: Standing, at: int) -> bool:
    """As in "nine tails", "two waves": what is counted, where a noun is known by this word."""
    senses = standing.words.senses(standing.tokens[at].low)
    return any(one.id in ("body", "abstract") or one.table in ("props", "weathers", "dressing") for one in senses)


@cache
def _counting() -> frozenset[str]:
    """Single words of numbers."""
    table = vocabulary.named("numbers").values()
    return frozenset(word for entry in table for word in entry.words if " " not in word and word not in ("one", "both"))
