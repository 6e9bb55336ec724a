"""Comparisons: "the size of a house", "as small as a mouse", "like a statue". What is compared with is not there."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import lexicon
from studio.engine.director.tokens import Token

_ARTICLES: Final = frozenset({"a", "an", "the"})
_LOOKING: Final = frozenset({
    "look", "looks", "looked", "looking", "dressed", "would", "feel", "feels", "felt", "like", "likes", "they", "i",
    "we", "you",
})  # fmt: skip
"""Words after which "like" makes no comparison with something that is not there."""
_ANYONE: Final = frozenset({"one", "you", "people", "a", "an", "some", "others", "children", "mothers", "only"})
_TRAITS: Final = frozenset({"colours", "emotions", "sizes", "paces"})
_VERBS: Final = frozenset({"motions", "emotions"})


def compared(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Where a comparison that begins at this token ends, and the key of sizes.toml that it says, empty for none."""
    if (way := _way_of_others(tokens, at)) is not None:
        return way, ""
    first = _noun_after(tokens, at)
    if first is None:
        return None
    last = first + 1 + _is_compound(tokens, first)
    clause = tokens[at].low == "as" and (at < 2 or tokens[at - 2].low != "as") and _acts(tokens, last)
    return None if clause else (last, _size(tokens, at, last))


def _way_of_others(tokens: Sequence[Token], at: int) -> int | None:
    """Where "the way one sets down an egg", "as one carries a baby" ends: what is done so is done by nobody here."""
    words = [token.low for token in tokens[at : at + 3]]
    told = (words[:2] == ["the", "way"] and words[2:] and words[2] in _ANYONE) or (
        words[:1] == ["as"] and words[1:2] == ["one"] and not any(token.low == "ones" for token in tokens[at : at + 3])
    )
    if not told or not at or len(words) < 3:
        return None
    ends = (one for one in range(at + 2, len(tokens)) if tokens[one].before[:1] in (",", ";", ":", "—", "–"))
    return next(ends, len(tokens))


def _noun_after(tokens: Sequence[Token], at: int) -> int | None:
    """The noun that something is compared with here, None where nothing is."""
    low, before = tokens[at].low, tokens[at - 1] if at else None
    if [token.low for token in tokens[at : at + 3]] == ["the", "size", "of"]:
        return _past_article(tokens, at + 3)
    if before is None or tokens[at].before:
        return None
    as_much = low == "as" and (_tells(before) and at > 1 and tokens[at - 2].low == "as")
    plainly = low == "as" and _tells(before) and at + 1 < len(tokens) and tokens[at + 1].low not in ("the", "if")
    than = low == "than" and before.low.endswith("er")
    alike = low == "like" and before.low not in _LOOKING and _article_next(tokens, at)
    return _past_article(tokens, at + 1) if as_much or plainly or than or alike else None


def _tells(token: Token) -> bool:
    """Whether a word says what something is like."""
    senses = lexicon().senses(token.low)
    return any(sense.table in _TRAITS or sense.id == "adjective" for sense in senses)


def _article_next(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].low in ("a", "an")


def _past_article(tokens: Sequence[Token], at: int) -> int | None:
    at += at < len(tokens) and tokens[at].low in _ARTICLES
    plain = at < len(tokens) and not tokens[at].before and tokens[at].quote is None and not tokens[at].capital
    owned = plain and any(sense.table == "plain" for sense in lexicon().senses(tokens[at].low))
    return at if plain and not owned and tokens[at].low not in ("her", "his", "their", "my", "he", "she") else None


def _is_compound(tokens: Sequence[Token], first: int) -> bool:
    """As in "a fire engine", "a wounded animal": the noun is the second word."""
    second = first + 1
    if second >= len(tokens) or tokens[second].before or _acts(tokens, second):
        return False
    return not any(sense.table == "plain" for sense in lexicon().senses(tokens[second].low))


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb stands here: then the words before it were a clause of their own ("as the sun sets")."""
    if at >= len(tokens) or tokens[at].before or not tokens[at].low.endswith("s"):
        return False
    return lexicon().has(tokens[at].low, _VERBS) and not lexicon().has(tokens[at].low, frozenset({"props", "builds"}))


def _size(tokens: Sequence[Token], at: int, last: int) -> str:
    words = {token.low for token in tokens[max(0, at - 2) : last]}
    if not words & {"size", "big", "large", "tall", "small", "tiny", "bigger", "larger", "taller", "smaller"}:
        return ""
    noun = tokens[last - 1].low
    sizes = vocabulary.named("sizes")
    return next((name for name, entry in sizes.items() if noun in entry.text.get("like", "").split()), "")
