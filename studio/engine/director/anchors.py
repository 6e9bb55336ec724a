"""The words of relations in a sentence ("under", "next to") and what they are to."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from studio.engine import vocabulary
from studio.engine.director.standing import Mark
from studio.engine.director.tokens import Token, words_of
from studio.timeline.film import EntityId

_AROUND: Final = frozenset({
    "under", "beside", "behind", "in front of", "opposite", "above", "against", "edge", "far away", "other side",
})  # fmt: skip
"""Relations that somebody at a place may have to the place itself: "under the bridge", not "on the beach"."""
LEAD: Final = frozenset({"determiner", "adjective", "pronoun"})
TRAITS: Final = frozenset({"colours", "sizes", "materials", "numbers", "hair", "emotions"})
_AMOUNTS: Final = frozenset({
    "stack", "pile", "heap", "row", "line", "bunch", "group", "couple", "handful", "circle", "ring", "set", "mountain",
    "tower", "kind", "rows", "stacks", "piles", "roof", "hood", "bonnet", "top", "edge", "arm", "end", "side", "back",
    "rim", "head", "foot", "seat", "front", "corner",
})  # fmt: skip
_NOWHERE: Final = frozenset({"anywhere"})


class Found(NamedTuple):
    """A relation in a sentence: its words are tokens ``first`` up to ``last``."""

    relation: str
    first: int
    last: int


class Anchor(NamedTuple):
    """What a relation is to: an id or the words of a part of the set, the second of "between", the next mark."""

    of: str
    other: str
    end: int


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """By their first word: the words of relations, the longest first."""
    table = vocabulary.named("relations")
    phrases = [(words_of(word), relation) for relation, entry in table.items() for word in entry.words]
    phrases.sort(key=lambda one: -len(one[0]))
    return {first: [one for one in phrases if one[0][0] == first] for first in {words[0] for words, _ in phrases}}


def relations_in(tokens: Sequence[Token]) -> Iterator[Found]:
    """Every phrase of the vocabulary for where something is, from left to right."""
    at = 0
    while at < len(tokens):
        found = next((one for one in _phrases().get(tokens[at].low, ()) if _stands(tokens, at, one[0])), None)
        if found is None:
            at += 1
            continue
        yield Found(found[1], at, at + len(found[0]))
        at += len(found[0])


def _stands(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    lows = tuple(token.low for token in tokens[at : at + len(words)])
    return lows == words and not any(token.before for token in tokens[at + 1 : at + len(words)])


def anchor(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int, relation: Found
) -> Anchor | None:
    """What comes after the relation, if it is a thing, somebody, or a part of the set; of "between", two of these."""
    noun = noun_at(tokens, marks, at)
    if noun is None:
        return None
    compound = noun not in meant and marks[noun].kind == "unknown" and noun + 1 in meant
    noun += compound and not tokens[marks[noun + 1].first].before
    ids = meant.get(noun, ())
    if relation.relation == "between" and len(ids) > 1:
        return Anchor(ids[0], ids[1], noun + 1)
    if relation.relation == "between":
        alone, joint = relation._replace(relation="beside"), _joint(tokens, marks, noun)
        first = anchor(tokens, marks, meant, at, alone)
        second = anchor(tokens, marks, meant, joint + 1, alone) if joint >= 0 else None
        return Anchor(first.of, second.of, second.end) if first is not None and second is not None else None
    if ids:
        return Anchor(ids[0], "", noun + 1)
    mark = marks[noun]
    painted = mark.kind == "dressing" and mark.id.partition("/")[0] not in _NOWHERE
    around = mark.kind == "sets" and relation.relation in _AROUND and not tokens[mark.last - 1].owns
    if not (painted or around):
        return None
    first = marks[noun - 1].first if noun > at and _only_tells_part(tokens, marks, noun - 1) else mark.first
    return Anchor(" ".join(token.low for token in tokens[first : mark.last]), "", noun + 1)


def noun_at(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> int | None:
    """The noun that begins here, past what it is like."""
    for index in range(at, min(at + 8, len(marks))):
        mark = marks[index]
        if index > at and (tokens[mark.first].before not in ("", ",", "-") or _begins_anew(tokens, marks, index)):
            return None
        if index > at and tokens[mark.first].before and tokens[mark.first - 1].low in ("other", "each", "both"):
            return None
        if _is_amount(tokens, marks, index):
            continue
        light = mark.kind in TRAITS or (mark.kind == "plain" and mark.id in LEAD and not _is_it(tokens, mark))
        light = light or _only_describes(tokens, marks, index) or _only_tells_where(tokens, marks, index)
        light = light or tokens[mark.first].low == "only" or _only_tells_part(tokens, marks, index)
        owner = mark.kind == "pronoun" and mark.id in ("his", "her", "their", "my")
        owned = mark.kind in ("name", "builds") and tokens[mark.last - 1].owns
        if not (light or owner or owned):
            return index
    return None


def _begins_anew(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "on the other side a woman waits": the article of another noun."""
    described = marks[at - 1].id in ("adjective", "abstract", "body", "adverb")
    return described and tokens[marks[at].first].low in ("a", "an", "the")


def _is_amount(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "on a stack of books", "behind a row of crates": how many there are of the noun that follows."""
    of = at + 1 < len(marks) and tokens[marks[at + 1].first].low == "of" and not tokens[marks[at + 1].first].before
    amount = marks[at].id == "abstract" and tokens[marks[at].first].low in _AMOUNTS
    return (amount and of) or (at > 0 and tokens[marks[at].first].low == "of" and _is_amount(tokens, marks, at - 1))


def _only_describes(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "on an upturned crate": a word nobody knows, with a known noun right after it."""
    following = marks[at + 1] if at + 1 < len(marks) else None
    known = following is not None and following.kind in ("props", "dressing", "builds")
    return marks[at].kind == "unknown" and known and not tokens[marks[at + 1].first].before


def _only_tells_where(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "on the cafe counter": a place, with a part of it or a thing right after it."""
    following = marks[at + 1] if at + 1 < len(marks) else None
    part = following is not None and following.kind in ("props", "dressing")
    owns = tokens[marks[at].last - 1].owns
    return marks[at].kind == "sets" and part and not owns and not tokens[marks[at + 1].first].before


def _only_tells_part(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "beneath the oak tree": the first of two nouns for parts of a set."""
    following = marks[at + 1] if at + 1 < len(marks) else None
    parts = following is not None and marks[at].kind == following.kind == "dressing"
    return parts and not tokens[marks[at].last - 1].owns and not tokens[marks[at + 1].first].before


def _is_it(tokens: Sequence[Token], mark: Mark) -> bool:
    return tokens[mark.first].low == "it"


def _joint(tokens: Sequence[Token], marks: Sequence[Mark], noun: int) -> int:
    """As in "between the girl and the boy": the "and" after the first noun, -1 where there is none."""
    near = range(noun + 1, min(noun + 4, len(marks)))
    return next((at for at in near if tokens[marks[at].first].low == "and"), -1)
