"""From where somebody looks, waves or shouts: "from behind a lantern", "from the balcony"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from studio.engine.director.anchors import Found, anchor, relations_in
from studio.engine.director.standing import Mark
from studio.engine.director.tokens import Token
from studio.engine.director.vehicles import is_vehicle
from studio.timeline.film import EntityId, Whereabouts

_SEEN_FROM: Final = frozenset({"look", "wave", "listen", "shout", "cheer", "clap"})
_OPENINGS: Final = frozenset({"window", "windows", "door", "doorway", "gate"})
"""From where somebody looks and waves who stands at it."""


def peeking(
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    doers: Mapping[int, Sequence[EntityId]],
    before: Sequence[int],
    relation: Found,
) -> Sequence[EntityId]:
    """As in "a fox watches her from behind a lantern": whoever does it is there, and not whom it sees."""
    verb = next((marks[one] for one in reversed(before) if marks[one].first in doers), None)
    from_there = relation.first > 0 and tokens[relation.first - 1].low == "from" and not tokens[relation.first].before
    return doers[verb.first] if from_there and verb is not None and verb.id in _SEEN_FROM else ()


def seen_from(
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    meant: Mapping[int, Sequence[EntityId]],
    doers: Mapping[int, Sequence[EntityId]],
) -> Iterator[Whereabouts]:
    """As in "watches from a parked car", "waves from the balcony": where whoever does it is."""
    for at, mark in enumerate(marks):
        if tokens[mark.first].low != "from" or mark.kind != "plain" or tokens[mark.first].before:
            continue
        verb = next((one for one in reversed(marks[:at]) if one.first in doers), None)
        place = anchor(tokens, marks, meant, at + 1, Found("in", mark.first, mark.last))
        if verb is None or verb.id not in _SEEN_FROM or place is None or place.of in meant.get(at - 1, ()):
            continue
        if any(one.first == mark.first + 1 for one in relations_in(tokens)):
            continue
        noun = tokens[marks[place.end - 1].last - 1].low
        relation = "in" if is_vehicle(noun) else "near" if noun in _OPENINGS else "on"
        yield from (Whereabouts(one, relation, place.of) for one in doers[verb.first])
