"""Where things and people are of each other, as a sentence says it: "a cat under the table", "between two boxes".

Read once the sentence is understood: what stands before a word like "under", what stands after it, and whether the
verb between them leaves its subject where it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.anchors import LEAD, TRAITS, Anchor, Found, anchor, noun_at, relations_in
from studio.engine.director.contents import contents, inside, opened, phrase_start
from studio.engine.director.lexicon import forms
from studio.engine.director.standing import OWNERS, Mark
from studio.engine.director.tokens import Token
from studio.engine.director.vantage import peeking, seen_from
from studio.timeline.film import EntityId, Whereabouts

_MOVES: Final = frozenset({"walk", "jump", "roll", "bounce", "slide", "fall", "tumble", "topple", "break", "rise"})
"""Families of motions that take their subject elsewhere."""
_SENDS: Final = frozenset(
    {"put_down", "throw", "give", "kick", "push", "pull", "drop", "carry", "hold", "stack", "break"}
)
"""Families of motions that take their object elsewhere, or have it in hand."""
_COMES_OFF: Final = frozenset({"fall", "roll", "bounce", "slide", "tumble", "topple"})
"""Families of motions that something may do down from where it is."""
_USES: Final = frozenset({"use"})
"""Families of motions that are done with a thing where one is."""
_STAYS: Final = frozenset({"stand", "sit", "kneel", "crouch", "hide", "lie", "use"})
"""Families of motions that are done at a place: what "at" is said of there is where somebody is."""
_ALONE: Final = frozenset({"far away"})
_CLAUSES: Final = frozenset(
    {"then", "while", "but", "when", "until", "before", "after", "because", "so", "who", "where"}
)
_RELATIVE: Final = frozenset({"who", "which", "that"})
"""As in "the cat, who is lying on the fridge": right after its noun, with no other before the verb."""
_PAIRED: Final = frozenset({("side", "by"), ("shoulder", "to"), ("back", "to"), ("elbow", "to"), ("hip", "to")})
_AIR: Final = frozenset({"weathers", "sounds"})
"""What is in the air or heard: "mist over the water" puts nobody there."""
_AT_REST: Final = frozenset({"hang", "hung", "lean", "rest", "lie", "lay", "stand", "stood", "sit", "sat", "perch"})
_WORKS_ON: Final = frozenset({"write", "type", "knock"})
_CAMERA: Final = frozenset({"framings", "moves", "angles", "lenses"})
_WORN: Final = frozenset({"put_on", "take_off"})
_SEATS: Final = frozenset(
    {"bench", "sofa", "couch", "steps", "step", "stairs", "swing", "throne", "bed", "chair", "log"}
)
"""On which somebody is who holds something there."""
_ABOUT: Final = frozenset({"walk", "run", "march", "skip", "sneak", "crawl", "limp"})
_COOKED: Final = frozenset({"cook", "pour"})
"""What is done to something that is in a pan or a bowl, and whoever does it is not."""
_ALOFT: Final = frozenset({"float", "stand", "swing", "sit"})


def whereabouts(
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    meant: Mapping[int, Sequence[EntityId]],
    doers: Mapping[int, Sequence[EntityId]],
    box: EntityId | None = None,
) -> list[Whereabouts]:
    """Every relation of a sentence. ``meant``: by mark, whom or what it brought in; ``doers``: who does each verb.

    box: what things are in that are said to be "inside", and in nothing else.
    """
    found: list[Whereabouts] = []
    anchors: set[int] = set()
    for relation in relations_in(tokens):
        before = [at for at, mark in enumerate(marks) if _stands_before(mark, relation)]
        after = next((at for at, mark in enumerate(marks) if mark.first >= relation.last), len(marks))
        if {"each", "one"} & {
            token.low for token in tokens[relation.last - 2 : relation.last + 1]
        } and "other" in " ".join(token.low for token in tokens[relation.last - 1 : relation.last + 2]):
            found += _each_other(marks, before, doers, relation)
            continue
        place = _place_of(tokens, marks, meant, after, relation)
        if relation.relation == "on" and _is_worked_on(tokens, marks, before):
            if place is None or not _is_leant_on(tokens, marks, before, place):
                continue
            relation = relation._replace(relation="against")
        if place is not None and tokens[relation.first].low == "before" and _acts_after(marks, place.end):
            continue
        if place is None or (_is_at(tokens, relation) and not _stays_at(marks, before)):
            continue
        within = next((mark for mark in marks if mark.first <= relation.first < mark.last), None)
        if within is not None and (within.kind in _CAMERA or (within.kind == "motions" and _is_over(tokens, relation))):
            continue
        if within is not None and (within.id == "adverb" or within.kind == "paces") and within.last > relation.last:
            continue
        if within is not None and (within.id in _WORN or (within.kind == "motions" and _family(within) in _USES)):
            continue
        if _is_looked_into(tokens, marks, before, relation) or _is_crossed(tokens, marks, before, relation):
            continue
        apart = relation.last < len(tokens) and tokens[relation.last].before[:1] in (",", ":", ";")
        named = within is not None and within.kind == "sets"
        apart = apart or (
            within is not None and not named and after < len(marks) and bool(tokens[marks[after].first].before)
        )
        if apart and relation.relation not in _ALONE:
            continue
        if relation.relation in _ALONE and _is_elsewhere(tokens, marks, meant, after, relation):
            continue
        if _is_filmed(tokens, marks, before) or (_is_over(tokens, relation) and not _is_up(tokens, marks, before)):
            continue
        anchors |= set(range(after, place.end))
        who = (
            peeking(tokens, marks, doers, before, relation)
            or _next_to_come(tokens, marks, meant, relation, place.end)
            or (_rider(marks, meant, before) if relation.relation == "on" else ())
            or _who(tokens, marks, meant, before, place.end, anchors, relation.relation, doers)
        )
        found += [
            Whereabouts(one, relation.relation, place.of, place.other)
            for one in who
            if one not in (place.of, place.other)
        ]
    found += _side_by_side(tokens, marks, doers)
    within = inside(tokens, marks, meant)
    return list(
        dict.fromkeys(
            [
                *found,
                *within,
                *opened(tokens, marks, meant, box),
                *contents(tokens, marks, meant),
                *_left(tokens, marks, meant),
                *seen_from(tokens, marks, meant, doers),
            ]
        )
    )


def _place_of(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], after: int, relation: Found
) -> Anchor | None:
    """What a relation is to; of "under the bridge", which names a set, it is to the bridge."""
    if relation.relation in _ALONE:
        return Anchor("", "", after)
    whole = marks[after - 1] if after else None
    if whole is not None and whole.kind == "sets" and whole.first == relation.first and whole.last > relation.last:
        words = [token.low for token in tokens[relation.last : whole.last]]
        return Anchor(" ".join(words[words[0] in ("the", "a", "an") :]), "", after)
    return anchor(tokens, marks, meant, after, relation)


def _each_other(
    marks: Sequence[Mark], before: Sequence[int], doers: Mapping[int, Sequence[EntityId]], relation: Found
) -> list[Whereabouts]:
    """As in "they stand opposite each other": the first of the two is there, of the second."""
    verb = next((marks[one] for one in reversed(before) if marks[one].first in doers), None)
    faces = verb is not None and verb.first == relation.first
    pair = doers.get(verb.first, ()) if verb is not None and (faces or _family(verb) in _STAYS) else ()
    return [Whereabouts(pair[0], relation.relation, pair[1])] if len(pair) == 2 else []


def _side_by_side(
    tokens: Sequence[Token], marks: Sequence[Mark], doers: Mapping[int, Sequence[EntityId]]
) -> Iterator[Whereabouts]:
    """As in "they sit side by side", "stand back to back": the first of the two is beside the second."""
    lows = [token.low for token in tokens]
    for at in range(len(lows) - 2):
        paired = lows[at] == lows[at + 2] and (lows[at], lows[at + 1]) in _PAIRED
        verb = next((one for one in reversed(marks) if one.first < at and one.first in doers), None) if paired else None
        pair = doers[verb.first] if verb is not None and _family(verb) in _STAYS else ()
        if len(pair) == 2:
            yield Whereabouts(pair[0], "beside", pair[1])


def _stands_before(mark: Mark, relation: Found) -> bool:
    """Whether a mark is before a relation; a verb that has its word in it ("climbs onto") is, too."""
    return mark.last <= relation.first or (mark.kind in ("motions", "emotions") and mark.first <= relation.first)


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
        place = anchor(tokens, marks, meant, after, Found("on", mark.first, first)) if first else None
        who = next((meant[one] for one in range(at - 1, -1, -1) if one in meant), ())
        if place is not None and place.of not in who:
            yield from (Whereabouts(one, "on", place.of) for one in who)


def _leaving(tokens: Sequence[Token], verb: Mark) -> int:
    """The token after "off", "off of" or "from" right after a verb, 0 where none is."""
    ends = verb.last + (tokens[verb.last - 1].low != "off")
    if ends > len(tokens) or tokens[ends - 1].low not in ("off", "from"):
        return 0
    return ends + (ends < len(tokens) and tokens[ends].low == "of")


def _is_filmed(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "slow push-in on a boy with a bear": the camera is on him, and nothing else is."""
    last = marks[before[-1]] if before else None
    return last is not None and last.kind in _CAMERA and not tokens[last.last].before


def _is_worked_on(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "writes on the blackboard", "knocks on the door": what is done to it, and nobody is there."""
    verb = next((marks[one] for one in reversed(before) if marks[one].kind == "motions"), None)
    return verb is not None and (verb.id in _WORKS_ON or "lean" in forms(tokens[verb.first].low))


def _is_leant_on(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int], place: Anchor) -> bool:
    """As in "leans on the railing": against a part of the set, and not "leans on a stick" that is in hand."""
    painted = marks[place.end - 1].kind == "dressing"
    return painted and bool(before) and "lean" in forms(tokens[marks[before[-1]].first].low)


def _is_looked_into(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int], relation: Found) -> bool:
    """As in "looks under the bed", "stares into the fire", "pours it into a bowl": nobody is there."""
    verb = marks[before[-1]] if before else None
    into = tokens[relation.first].low == "into"
    last = next((marks[one] for one in reversed(before) if marks[one].kind == "motions"), None)
    looks = verb is not None and (_family(verb) == "look" or verb.id == "search") and verb.last >= relation.first
    return looks or (into and last is not None and (last.id == "pour" or _family(last) == "look"))


def _is_elsewhere(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], after: int, relation: Found
) -> bool:
    """As in "he waits, far away a lighthouse": of a place that is named after, and of nobody here."""
    article = relation.last < len(tokens) and tokens[relation.last].low in ("a", "an", "the")
    noun = noun_at(tokens, marks, after) if article and not tokens[relation.last].before else None
    return noun is not None and noun not in meant


def _is_crossed(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int], relation: Found) -> bool:
    """As in "chases a balloon across the meadow": where they go, and nothing is on the other side."""
    last = next((marks[one] for one in reversed(before) if marks[one].kind == "motions"), None)
    across = relation.last - relation.first == 1 and tokens[relation.first].low == "across"
    return across and last is not None and _family(last) in _MOVES | _SENDS | {"float", "swim"}


def _is_over(tokens: Sequence[Token], relation: Found) -> bool:
    return tokens[relation.first].low == "over"


def _is_up(tokens: Sequence[Token], marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "a lamp over the table", "birds fly over the roof", not "they argue over a map"."""
    verb = next((marks[one] for one in reversed(before) if marks[one].kind in ("motions", "unknown")), None)
    return verb is None or _family(verb) in _ALOFT or _rests(tokens, marks, verb)


def _acts_after(marks: Sequence[Mark], at: int) -> bool:
    """As in "before his mother comes in": a clause follows, and no place."""
    return at < len(marks) and (marks[at].kind in ("motions", "emotions") or marks[at].id == "auxiliary")


def _is_at(tokens: Sequence[Token], relation: Found) -> bool:
    return relation.last - relation.first == 1 and tokens[relation.first].low in ("at", "around")


def _stays_at(marks: Sequence[Mark], before: Sequence[int]) -> bool:
    """As in "waits at the counter", not "looks at the counter" nor "smiles at him"."""
    verb = next((marks[one] for one in reversed(before) if marks[one].kind in ("motions", "emotions", "unknown")), None)
    bare = verb is None and bool(before) and marks[before[-1]].kind in ("name", "builds", "props")
    return bare or (verb is not None and _family(verb) in _STAYS)


def _next_to_come(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], relation: Found, at: int
) -> Sequence[EntityId]:
    """As in "A cup on a table, behind it a book": after a comma, the noun that follows right away."""
    noun = noun_at(tokens, marks, at)
    joined = relation.first > 0 and tokens[relation.first - 1].low in ("and", "but", "while")
    apart = ("," in tokens[relation.first].before or joined) and noun is not None and noun > at
    plain = all(not tokens[mark.first].before for mark in marks[at : (noun or at) + 1])
    return meant.get(noun, ()) if apart and plain and noun is not None else ()


def _who(
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    meant: Mapping[int, Sequence[EntityId]],
    before: Sequence[int],
    after: int,
    anchors: set[int],
    relation: str,
    doers: Mapping[int, Sequence[EntityId]],
) -> Sequence[EntityId]:
    """Who or what is there: the noun before, unless the verb takes it elsewhere; else the first one after."""
    meant = {at: ids for at, ids in meant.items() if not _is_content(tokens, marks, meant, at)}
    verb: Mark | None = None
    fronted, subject = True, -1
    on_seat = relation == "on" and bool(
        _SEATS & {tokens[one].low for one in range(marks[after - 1].first, marks[after - 1].last)}
    )
    if (
        before
        and marks[before[-1]].kind in _AIR
        and before[-1] not in meant
        and not tokens[marks[before[-1]].last].before
    ):
        return []
    if before and _is_unknown_noun(tokens, marks, meant, before[-1]):
        return []
    for at in reversed(before):
        mark = marks[at]
        if verb is not None and subject < 0 and tokens[mark.first].low in _RELATIVE:
            named = next((one for one in (at - 1, at - 2) if one in meant), None)
            if named is not None and (named == at - 1 or marks[at - 1].kind == "name"):
                return _left_there(tokens, marks, meant, named, verb)
        if mark.kind == "plain" and tokens[mark.first].low in _CLAUSES and not fronted:
            break
        if tokens[mark.last].before[:1] in (";", ":", "."):
            break
        if subject >= 0 and mark.kind == "motions" and at and marks[at - 1].kind == "quote":
            break
        if mark.kind in ("motions", "quote"):
            low = tokens[mark.first].low
            opens = at == 0 and (low.endswith("ing") or (low.endswith("ed") and _family(mark) in _STAYS))
            verb, fronted, subject = verb or mark, fronted and opens, -1
        elif at in meant and verb is not None and subject < 0 and _comes_with(tokens, marks, meant, at):
            continue
        elif at in meant and at not in anchors and verb is None:
            if (governing := _handled(tokens, marks, at, relation, on_seat)) is None:
                return _left_there(tokens, marks, meant, at, verb)
            verb, fronted = governing, False
        elif at in meant and at not in anchors and subject < 0:
            subject, fronted = at, False
            if verb is not None and (_opens_clause(tokens, marks, at) or _is_reduced(tokens, marks, at)):
                break
        elif mark.kind in ("unknown", "props", "builds", "name"):
            fronted = False
    if subject >= 0:
        holding = on_seat and verb is not None and _family(verb) == "hold"
        left = _left_there(tokens, marks, meant, subject, None if holding else verb)
        all_of_them = doers.get(verb.first, ()) if verb is not None else ()
        return all_of_them if left and set(left) < set(all_of_them) else left
    if not fronted:
        return []
    if verb is not None and _family(verb) in _MOVES:
        return []
    first = next((at for at in range(after, len(marks)) if at in meant), None)
    return _listed(tokens, marks, meant, first) if first is not None else ()


def _is_unknown_noun(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> bool:
    """As in "she plays, Earth in the window": what nobody knows is there, and not who plays."""
    mark = marks[at]
    apart = mark.kind == "unknown" and at not in meant and "," in tokens[mark.first].before
    return apart and not mark.id.endswith(("s", "ed", "ing", "ly"))


def _is_reduced(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "a boy sitting on a bench": a participle right after its noun is done by nobody before."""
    verb = marks[at + 1]
    return verb.kind == "motions" and tokens[verb.first].low.endswith("ing") and not tokens[verb.first].before


def _is_content(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> bool:
    """As in "a vase of roses stands on the piano": the vase does."""
    first = phrase_start(tokens, marks, at)
    return first > 1 and tokens[marks[first - 1].first].low == "of" and first - 2 in meant


def _handled(tokens: Sequence[Token], marks: Sequence[Mark], at: int, relation: str, on_seat: bool) -> Mark | None:
    """As in "reads a newspaper in an armchair": the verb, where whoever does it with the noun here is there too."""
    first = phrase_start(tokens, marks, at)
    verb = marks[first - 1] if first and not tokens[marks[first].first].before else None
    used = _USES if relation in ("on", "in") and not on_seat else _USES | {"hold", "light"}
    within = relation in ("in", "on") and verb is not None and verb.id in _COOKED
    return verb if verb is not None and _family(verb) in used and not within else None


def _listed(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> list[EntityId]:
    """As in "Behind him hang a saw and a hammer": the noun and those that "and" or a comma joins to it."""
    listed, joint = list(meant[at]), at + 1
    while joint < len(marks):
        word = tokens[marks[joint].first]
        first = joint + 1 if word.low == "and" else joint
        noun = noun_at(tokens, marks, first) if word.low == "and" or word.before == "," else None
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
        and (marks[first - 1].id in LEAD or marks[first - 1].kind in TRAITS)
    ):
        first -= 1
    told = first > 1 and tokens[marks[first - 1].first].low == "with" and not tokens[marks[first].first].before
    return told and first - 2 in meant


def _opens_clause(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "..., and Bo, the youngest, hides": a subject right after a joint begins a clause of its own."""
    first = at
    while (
        first
        and (marks[first - 1].id in LEAD or marks[first - 1].id in OWNERS)
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
        gone = gone and not _goes_about_on(tokens, marks, verb)
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


def _goes_about_on(tokens: Sequence[Token], marks: Sequence[Mark], verb: Mark) -> bool:
    """As in "a cat walks on a piano": it is there while it goes about, and does not step onto it."""
    following = next((mark for mark in marks if mark.first >= verb.last), None)
    on = following is not None and following.id == "preposition" and tokens[following.first].low == "on"
    on = on or tokens[verb.last - 1].low == "on"
    return on and verb.id in _ABOUT and not {"step", "tread", "stumble"} & set(forms(tokens[verb.first].low))


def _rests(tokens: Sequence[Token], marks: Sequence[Mark], verb: Mark) -> bool:
    """As in "a portrait hangs above the piano", "a bicycle leaning against a wall": a verb with nothing done to."""
    following = next((mark for mark in marks if mark.first >= verb.last), None)
    before = next((mark for mark in reversed(marks) if mark.last <= verb.first), None)
    low = tokens[verb.first].low
    left = before is not None and before.last == verb.first and before.kind in ("props", "unknown", "outfits")
    if left and low.endswith(("ed", "wn", "ung", "aid", "en")) and _family(verb) in _SENDS:
        return following is not None and following.id == "preposition"
    alone = following is None or following.id == "preposition" or bool(tokens[following.first].before)
    return alone and bool(_AT_REST & set(forms(tokens[verb.first].low)))


def _together(
    tokens: Sequence[Token], marks: Sequence[Mark], meant: Mapping[int, Sequence[EntityId]], at: int
) -> list[EntityId]:
    """As in "Ana and Luis sit on the bench": both."""
    joined, last = list(meant[at]), at - 1
    while last > 0 and (marks[last].id in (*LEAD, *OWNERS) or marks[last].kind in TRAITS):
        last -= 1
    alike = last > 0 and (marks[last - 1].kind == "props") == (marks[at].kind == "props")
    if alike and tokens[marks[last].first].low == "and" and last - 1 in meant:
        joined = [*meant[last - 1], *joined]
    return joined


def _family(verb: Mark) -> str:
    if verb.kind != "motions":
        return ""
    return vocabulary.motions()[verb.id].family
