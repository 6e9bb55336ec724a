"""What is in or on something by the words for it: "a bucket full of fish", "a bottle with a letter inside"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from studio.engine.director.anchors import LEAD, TRAITS, noun_at
from studio.engine.director.standing import OWNERS, Mark
from studio.engine.director.tokens import Token
from studio.timeline.film import EntityId, Whereabouts

_HOLDS: Final[Mapping[tuple[str, ...], str]] = {
    ("full", "of"): "in", ("filled", "with"): "in", ("set", "with"): "on", ("laden", "with"): "on",
    ("covered", "with"): "on", ("covered", "in"): "on", ("piled", "with"): "on", ("stacked", "with"): "on",
    ("packed", "with"): "in", ("containing",): "in",
}  # fmt: skip


def inside(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]]
) -> Iterator[Whereabouts]:
    """As in "a bottle with a letter inside": what is said after "with" is in what was said before it."""
    for at in range(2, len(marks) - 1):
        first = phrase_start(tokens, marks, at - 1) - 1
        laid = tokens[marks[at].first].low in ("on", "in") and tokens[marks[at].last].low == "it" and at - 1 in meant
        if laid and first > 0 and tokens[marks[first].first].low == "with" and marks[first - 1].kind == "dressing":
            part = " ".join(token.low for token in tokens[marks[first - 1].first : marks[first - 1].last])
            yield from (Whereabouts(one, tokens[marks[at].first].low, part) for one in meant[at - 1])
    for at in range(3, len(marks)):
        first = phrase_start(tokens, marks, at - 1) - 1
        follows = tokens[marks[at].last].low in ("a", "an", "the") if marks[at].last < len(tokens) else False
        if tokens[marks[at].first].low != "inside" or follows or first < 1 or at - 1 not in meant:
            continue
        held = next((one for one in range(first - 1, -1, -1) if marks[one].kind == "props" and one in meant), first - 1)
        if tokens[marks[first].first].low == "with" and (holder := meant.get(held, ())):
            yield from (Whereabouts(one, "in", holder[0]) for one in meant[at - 1])


def opened(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], box: EntityId | None
) -> Iterator[Whereabouts]:
    """As in "opens a chest and finds a crown inside", "Inside is a kitten": in the ``box`` that was opened."""
    for at, mark in enumerate(marks):
        if tokens[mark.first].low != "inside" or box is None:
            continue
        ends = mark.last >= len(tokens) or bool(tokens[mark.last].before)
        if at and ends and not tokens[mark.first].before:
            yield from (Whereabouts(one, "in", box) for one in meant.get(at - 1, ()) if one != box)
        elif at == 0:
            noun = next((one for one in range(1, len(marks)) if one in meant), 0)
            yield from (Whereabouts(one, "in", box) for one in meant.get(noun, ()) if one != box)


def contents(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]]
) -> Iterator[Whereabouts]:
    """As in "a bucket full of fish", "a table set with ten plates": what comes after is in or on what comes before."""
    for at, mark in enumerate(marks[:-1]):
        said = tuple(token.low for token in tokens[mark.first : marks[at + 1].last])
        relation = _HOLDS.get(said) or ("in" if _is_of(tokens, marks, at) else None)
        within = noun_at(tokens, marks, at + (1 if said[0] == "of" else 2)) if relation is not None else None
        holder = meant.get(at - 1, ())
        apart = tokens[mark.first].before not in ("", ":", ",", "—", "–")
        if relation is not None and within is not None and holder and not apart:
            yield from (Whereabouts(one, relation, holder[0]) for one in meant.get(within, ()) if one != holder[0])


def _is_of(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "a glass of water", not "pulls a rabbit out of a hat"."""
    first = marks[at].first
    return tokens[first].low == "of" and marks[at - 1].kind == "props" and tokens[first - 1].low != "out"


def phrase_start(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> int:
    """The first mark of the noun's phrase: its article, its owner or its first trait."""
    while (
        at
        and not tokens[marks[at].first].before
        and (marks[at - 1].id in (*LEAD, *OWNERS) or marks[at - 1].kind in TRAITS)
    ):
        at -= 1
    return at
