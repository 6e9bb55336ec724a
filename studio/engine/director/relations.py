"""Where things and people are of each other, as a sentence says it: "a cat under the table", "between two boxes".

Read once the sentence is understood: what stands before a word like "under", what stands after it, and whether the
verb between them leaves its subject where it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from studio.engine import vocabulary
from studio.engine.director.lexicon import forms
from studio.engine.director.standing import OWNERS, Mark
from studio.engine.director.tokens import Token, words_of
from studio.timeline.film import EntityId, Whereabouts

_MOVES: Final = frozenset({"walk", "jump", "roll", "bounce", "slide", "fall", "tumble", "topple", "break", "rise"})
"""Families of motions that take their subject elsewhere."""
_SENDS: Final = frozenset(
    {"put_down", "throw", "give", "kick", "push", "pull", "drop", "carry", "hold", "stack", "break"}
)
"""Families of motions that take their object elsewhere, or have it in hand."""
_COMES_OFF: Final = frozenset({"fall", "roll", "bounce", "slide", "tumble", "topple"})
"""Families of motions that something may do down from where it is."""
_STAYS: Final = frozenset({"stand", "sit", "kneel", "crouch", "hide", "lie", "use"})
"""Families of motions that are done at a place: what "at" is said of there is where somebody is."""
_ALONE: Final = frozenset({"far away"})
_NEEDS_THING: Final = frozenset({"in", "near"})
_LEAD: Final = frozenset({"determiner", "adjective", "pronoun"})
_TRAITS: Final = frozenset({"colours", "sizes", "materials", "numbers", "hair", "emotions"})
_CLAUSES: Final = frozenset(
    {"then", "while", "but", "when", "until", "before", "after", "because", "so", "who", "where"}
)
_HOLDS: Final[Mapping[tuple[str, ...], str]] = {
    ("full", "of"): "in", ("filled", "with"): "in", ("set", "with"): "on", ("laden", "with"): "on",
    ("covered", "with"): "on", ("covered", "in"): "on", ("piled", "with"): "on", ("stacked", "with"): "on",
    ("packed", "with"): "in", ("containing",): "in",
}  # fmt: skip
_AIR: Final = frozenset({"weathers", "sounds"})
"""What is in the air or heard: "mist over the water" puts nobody there."""
_AT_REST: Final = frozenset({"hang", "hung", "lean", "rest", "lie", "lay", "stand", "stood", "sit", "sat", "perch"})
_CAMERA: Final = frozenset({"framings", "moves", "angles", "lenses"})
_ALOFT: Final = frozenset({"float", "stand", "swing", "sit"})
_NOWHERE: Final = frozenset({"anywhere"})


class _Found(NamedTuple):
    """A relation in a sentence: its words are tokens ``first`` up to ``last``."""

    relation: str
    first: int
    last: int


class _Place(NamedTuple):
    """What a relation is to: an id or the words of a part of the set, the second of "between", the next mark."""

    of: str
    other: str
    end: int


def whereabouts(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]]
) -> list[Whereabouts]:
    """Every relation of a sentence. ``meant``: by mark, whom or what it brought in."""
    found: list[Whereabouts] = []
    anchors: set[int] = set()
    for relation in _relations(tokens):
        before = [at for at, mark in enumerate(marks) if mark.last <= relation.first]
        after = next((at for at, mark in enumerate(marks) if mark.first >= relation.last), len(marks))
        place = _Place("", "", after) if relation.relation in _ALONE else _place(tokens, marks, meant, after, relation)
        if place is None or (_is_at(tokens, relation) and not _stays_at(marks, before)):
            continue
        if any(mark.kind in _CAMERA and mark.first <= relation.first < mark.last for mark in marks):
            continue
        if _is_filmed(tokens, marks, before) or (_is_over(tokens, relation) and not _is_up(tokens, marks, before)):
            continue
        anchors |= set(range(after, place.end))
        who = (
            _next_to_come(tokens, marks, meant, relation, place.end)
            or (_rider(marks, meant, before) if relation.relation == "on" else ())
            or _who(tokens, marks, meant, before, place.end, anchors)
        )
        found += [
            Whereabouts(one, relation.relation, place.of, place.other)
            for one in who
            if one not in (place.of, place.other)
        ]
    return list(dict.fromkeys([*found, *_contents(tokens, marks, meant), *_left(tokens, marks, meant)]))


def _rider(marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], before: Sequence[int]) -> Sequence[EntityId]:
    """As in "rides past him on a bicycle": whoever rides is on it, and not who is passed."""
    verb = next((one for one in reversed(before) if marks[one].kind == "motions"), -1)
    rides = verb >= 0 and marks[verb].id == "ride"
    return next((meant[one] for one in range(verb - 1, -1, -1) if one in meant), ()) if rides else ()


def _left(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]]
) -> Iterator[Whereabouts]:
    """As in "falls off the table", "rolls from the shelf": where something is before it is there no more."""
    for at, mark in enumerate(marks):
        first = _leaving(tokens, mark) if _family(mark) in _COMES_OFF else 0
        after = next((one for one, other in enumerate(marks) if other.first >= first), len(marks))
        place = _place(tokens, marks, meant, after, _Found("on", mark.first, first)) if first else None
        who = next((meant[one] for one in range(at - 1, -1, -1) if one in meant), ())
        if place is not None and place.of not in who:
            yield from (Whereabouts(one, "on", place.of) for one in who)


def _leaving(tokens: Sequence[Token], verb: Mark) -> int:
    """The token after "off", "off of" or "from" right after a verb, 0 where none is."""
    ends = verb.last + (tokens[verb.last - 1].low != "off")
    if ends > len(tokens) or tokens[ends - 1].low not in ("off", "from"):
        return 0
    return ends + (ends < len(tokens) and tokens[ends].low == "of")


def _contents(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]]
) -> Iterator[Whereabouts]:
    """As in "a bucket full of fish", "a table set with ten plates": what comes after is in or on what comes before."""
    for at, mark in enumerate(marks[:-1]):
        relation = _HOLDS.get(tuple(token.low for token in tokens[mark.first : marks[at + 1].last]))
        inside = _noun(tokens, marks, at + 2) if relation is not None else None
        holder = meant.get(at - 1, ())
        if relation is not None and inside is not None and holder and not tokens[mark.first].before:
            yield from (Whereabouts(one, relation, holder[0]) for one in meant.get(inside, ()) if one != holder[0])


def _is_filmed(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "slow push-in on a boy with a bear": the camera is on him, and nothing else is."""
    last = marks[before[-1]] if before else None
    return last is not None and last.kind in _CAMERA and not tokens[last.last].before


def _is_over(tokens: Sequence[Token], relation: _Found) -> bool:
    return tokens[relation.first].low == "over"


def _is_up(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "a lamp over the table", "birds fly over the roof", not "they argue over a map"."""
    verb = next((marks[one] for one in reversed(before) if marks[one].kind in ("motions", "unknown")), None)
    return verb is None or _family(verb) in _ALOFT or _rests(tokens, marks, verb)


def _is_at(tokens: Sequence[Token], relation: _Found) -> bool:
    return tokens[relation.first].low in ("at", "around")


def _stays_at(marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "waits at the counter", not "looks at the counter" nor "smiles at him"."""
    verb = next((marks[one] for one in reversed(before) if marks[one].kind in ("motions", "emotions")), None)
    return verb is not None and _family(verb) in _STAYS


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """By their first word: the words of relations, the longest first."""
    table = vocabulary.named("relations")
    phrases = [(words_of(word), relation) for relation, entry in table.items() for word in entry.words]
    phrases.sort(key=lambda one: -len(one[0]))
    return {first: [one for one in phrases if one[0][0] == first] for first in {words[0] for words, _ in phrases}}


def _relations(tokens: Sequence[Token]) -> Iterator[_Found]:
    at = 0
    while at < len(tokens):
        found = next((one for one in _phrases().get(tokens[at].low, ()) if _stands(tokens, at, one[0])), None)
        if found is None:
            at += 1
            continue
        yield _Found(found[1], at, at + len(found[0]))
        at += len(found[0])


def _stands(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    lows = tuple(token.low for token in tokens[at : at + len(words)])
    return lows == words and not any(token.before for token in tokens[at + 1 : at + len(words)])


def _place(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int, relation: _Found
) -> _Place | None:
    """What comes after the relation, if it is a thing, somebody, or a part of the set."""
    noun = _noun(tokens, marks, at)
    if noun is None:
        return None
    ids = list(meant.get(noun, ()))
    if relation.relation == "between":
        ids += meant.get(_second(tokens, marks, noun), ())
        return _Place(ids[0], ids[1], _second_end(tokens, marks, noun)) if len(ids) > 1 else None
    if ids:
        return _Place(ids[0], "", noun + 1)
    mark = marks[noun]
    painted = mark.kind == "dressing" and mark.id.partition("/")[0] not in _NOWHERE
    if not painted or relation.relation in _NEEDS_THING - {"near"}:
        return None
    return _Place(" ".join(token.low for token in tokens[mark.first : mark.last]), "", noun + 1)


def _noun(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> int | None:
    """The noun that begins here, past what it is like."""
    for index in range(at, min(at + 6, len(marks))):
        mark = marks[index]
        if index > at and tokens[mark.first].before not in ("", ",", "-"):
            return None
        light = mark.kind in _TRAITS or (mark.kind == "plain" and mark.id in _LEAD and not _is_it(tokens, mark))
        light = light or _only_describes(tokens, marks, index)
        owner = mark.kind == "pronoun" and mark.id in ("his", "her", "their", "my")
        owned = mark.kind in ("name", "builds") and tokens[mark.last - 1].owns
        if not (light or owner or owned):
            return index
    return None


def _only_describes(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "on an upturned crate": a word nobody knows, with a known noun right after it."""
    following = marks[at + 1] if at + 1 < len(marks) else None
    known = following is not None and following.kind in ("props", "dressing", "builds")
    return marks[at].kind == "unknown" and known and not tokens[marks[at + 1].first].before


def _is_it(tokens: Sequence[Token], mark: Mark) -> bool:
    return tokens[mark.first].low == "it"


def _second(tokens: Sequence[Token], marks: Sequence[Mark], noun: int) -> int:
    """As in "between the girl and the boy": the second noun, -1 where there is none."""
    joint = noun + 1
    while joint < len(marks) and tokens[marks[joint].first].low != "and" and joint < noun + 3:
        joint += 1
    if joint >= len(marks) or tokens[marks[joint].first].low != "and":
        return -1
    second = _noun(tokens, marks, joint + 1)
    return -1 if second is None else second


def _second_end(tokens: Sequence[Token], marks: Sequence[Mark], noun: int) -> int:
    return max(noun, _second(tokens, marks, noun)) + 1


def _next_to_come(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], relation: _Found, at: int
) -> Sequence[EntityId]:
    """As in "A cup on a table, behind it a book": after a comma, the noun that follows right away."""
    noun = _noun(tokens, marks, at)
    apart = "," in tokens[relation.first].before and noun is not None and noun > at
    plain = all(not tokens[mark.first].before for mark in marks[at : (noun or at) + 1])
    return meant.get(noun, ()) if apart and plain and noun is not None else ()


def _who(
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    meant: Mapping[int, Sequence[EntityId]],
    before: Sequence[int],
    after: int,
    anchors: set[int],
) -> Sequence[EntityId]:
    """Who or what is there: the noun before, unless the verb takes it elsewhere; else the first one after."""
    verb: Mark | None = None
    fronted, subject = True, -1
    if (
        before
        and marks[before[-1]].kind in _AIR
        and before[-1] not in meant
        and not tokens[marks[before[-1]].last].before
    ):
        return []
    for at in reversed(before):
        mark = marks[at]
        if mark.kind == "plain" and tokens[mark.first].low in _CLAUSES and not fronted:
            break
        if tokens[mark.last].before[:1] in (";", ":", "."):
            break
        if mark.kind in ("motions", "quote"):
            opens = at == 0 and tokens[mark.first].low.endswith("ing")
            verb, fronted, subject = verb or mark, fronted and opens, -1
        elif at in meant and verb is not None and subject < 0 and _comes_with(tokens, marks, meant, at):
            continue
        elif at in meant and at not in anchors and verb is None:
            return _left_there(tokens, marks, meant, at, verb)
        elif at in meant and at not in anchors and subject < 0:
            subject, fronted = at, False
            if verb is not None and _opens_clause(tokens, marks, at):
                break
        elif mark.kind in ("unknown", "props", "builds", "name"):
            fronted = False
    if subject >= 0:
        return _left_there(tokens, marks, meant, subject, verb)
    if not fronted:
        return []
    if verb is not None and _family(verb) in _MOVES:
        return []
    first = next((at for at in range(after, len(marks)) if at in meant), None)
    return _listed(tokens, marks, meant, first) if first is not None else ()


def _listed(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> list[EntityId]:
    """As in "Behind him hang a saw and a hammer": the noun and those that "and" or a comma joins to it."""
    listed, joint = list(meant[at]), at + 1
    while joint < len(marks):
        word = tokens[marks[joint].first]
        first = joint + 1 if word.low == "and" else joint
        noun = _noun(tokens, marks, first) if word.low == "and" or word.before == "," else None
        if noun is None or noun not in meant or marks[noun].kind == "pronoun":
            break
        listed, joint = [*listed, *meant[noun]], noun + 1
    ends = joint >= len(marks) or tokens[marks[joint].first].before or marks[joint].id == "preposition"
    return listed if ends else list(meant[at])


def _comes_with(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> bool:
    """As in "a girl with a sword stands before a door": the girl does, and it is she who is there."""
    first = at
    while (
        first
        and not tokens[marks[first].first].before
        and (marks[first - 1].id in _LEAD or marks[first - 1].kind in _TRAITS)
    ):
        first -= 1
    told = first > 1 and tokens[marks[first - 1].first].low == "with" and not tokens[marks[first].first].before
    return told and first - 2 in meant


def _opens_clause(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "..., and Bo, the youngest, hides": a subject right after a joint begins a clause of its own."""
    first = at
    while (
        first
        and (marks[first - 1].id in _LEAD or marks[first - 1].id in OWNERS)
        and marks[first - 1].kind in ("plain", "pronoun")
        and not tokens[marks[first].first].before
    ):
        first -= 1
    joined = first > 0 and tokens[marks[first - 1].first].low in ("and", "but", "while", "as")
    return joined or tokens[marks[first].first].before[:1] in (",", ";")


def _left_there(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int, verb: Mark | None
) -> Sequence[EntityId]:
    """The noun itself, its fellows too, where the verb does not move it."""
    if verb is not None:
        gone = _family(verb) in _MOVES | _SENDS and not _rests(tokens, marks, verb) and verb.id != "wake_up"
        return [] if gone else _together(tokens, marks, meant, at)
    if (
        at
        and tokens[marks[at].first - 1].low in ("by", "a", "the")
        and "by" in (tokens[one].low for one in range(max(0, marks[at].first - 2), marks[at].first))
    ):
        return meant[at]
    governing = next((marks[one] for one in range(at - 1, -1, -1) if marks[one].kind == "motions"), None)
    if governing is not None and _family(governing) in _SENDS:
        return []
    return _together(tokens, marks, meant, at)


def _rests(tokens: Sequence[Token], marks: Sequence[Mark], verb: Mark) -> bool:
    """As in "a portrait hangs above the piano", "a bicycle leaning against a wall": a verb with nothing done to."""
    following = next((mark for mark in marks if mark.first >= verb.last), None)
    alone = following is None or following.id == "preposition" or bool(tokens[following.first].before)
    return alone and bool(_AT_REST & set(forms(tokens[verb.first].low)))


def _together(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> list[EntityId]:
    """As in "Ana and Luis sit on the bench": both."""
    joined, last = list(meant[at]), at - 1
    while last > 0 and (marks[last].id in (*_LEAD, *OWNERS) or marks[last].kind in _TRAITS):
        last -= 1
    alike = last > 0 and (marks[last - 1].kind == "props") == (marks[at].kind == "props")
    if alike and tokens[marks[last].first].low == "and" and last - 1 in meant:
        joined = [*meant[last - 1], *joined]
    return joined


def _family(verb: Mark) -> str:
    if verb.kind != "motions":
        return ""
    return vocabulary.motions()[verb.id].family
