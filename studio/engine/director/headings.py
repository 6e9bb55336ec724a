"""Scene headings: "INT. HANA'S ROOM - NIGHT - RAIN"."""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.fountain import HEADING
from studio.engine.director.lexicon import Match, lexicon
from studio.engine.director.statement import Place, When
from studio.engine.director.tokens import Token, sentences
from studio.timeline.film import Unplaced

_PARTS: Final = re.compile(r"\s+[-–—]+\s+|\s*[(),;/]\s*|\s+[-–—]+$")
_RELATIONS: Final = frozenset({
    "outside", "near", "by", "behind", "of", "at", "in", "on", "with", "under", "above", "beside", "opposite",
    "front", "next", "over",
})  # fmt: skip
_TIMES: Final = frozenset({"hours", "weathers", "times"})
_SAME_TIME: Final = frozenset({"continuous", "same", "moments later", "same time", "later", "resuming", "continuing"})
_ONLY_INSIDE: Final = "The studio has only the inside of this place, and plays the scene there."
_ELSEWHERE: Final = "The studio has only the inside of this place; another place stands in for the outside."
_OPEN_AIR_STANDINS: Final = {"classroom": "rooftop"}


class Heading(Struct, frozen=True):
    """A heading, read. ``goes_on``: the story's time runs on from the scene before."""

    place: Place
    when: When
    goes_on: bool
    unplaced: tuple[Unplaced, ...] = ()


def read_heading(heading: str) -> Heading:
    """What a heading says about place, hour and weather. An unknown place is played on the plain stage."""
    body, outdoors = _without_prefix(heading)
    parts = [part.strip(" .") for part in _PARTS.split(body) if part.strip(" .")] or [heading.strip() or "stage"]
    when, goes_on, places = When(), False, list[str]()
    for number, part in enumerate(parts):
        found, rest = _time_in(part, when)
        if part.lower() in _SAME_TIME:
            goes_on = True
            when = replace(when, jump=found.jump or when.jump)
        elif found != when and (number > 0 or len(parts) == 1) and not rest:
            when = found
        else:
            when = found if number == 0 else when
            places.append(part)
    name = " - ".join(places).lower() or "stage"
    return _placed(name, places or [name], when, goes_on, outdoors)


def _placed(name: str, places: list[str], when: When, goes_on: bool, outdoors: bool) -> Heading:
    kind = next((found for found in map(_set_in, reversed(places)) if found), None)
    if kind is None:
        why = "The studio has no such place; a plain stage stands in for it."
        return Heading(Place("stage", name), when, goes_on, (Unplaced(", ".join(places), why),))
    if outdoors and vocabulary.set_kinds()[kind].indoors:
        found = Place(_OPEN_AIR_STANDINS.get(kind, kind), name)
        return Heading(found, when, goes_on, (Unplaced(places[0], _ONLY_INSIDE if found.set == kind else _ELSEWHERE),))
    return Heading(Place(kind, name), when, goes_on)


def _without_prefix(heading: str) -> tuple[str, bool]:
    text = heading.strip()
    outdoors = False
    while found := HEADING.match(text):
        outdoors = outdoors or found[0].upper().startswith("EXT")
        text = text[found.end() :].lstrip("/. ")
    return text, outdoors


def _time_in(part: str, when: When) -> tuple[When, bool]:
    """What a part says about time and air, and whether it has words beside that."""
    hour, weather, jump, rest = when.hour, when.weather, when.jump, False
    for tokens in sentences(part.lower(), 0):
        taken: set[int] = set()
        for match in _found(tokens, _TIMES):
            taken |= set(match.taken)
            hour = match.sense.id if match.sense.table == "hours" else hour
            weather = match.sense.id if match.sense.table == "weathers" else weather
            if match.sense.table == "times":
                jump = match.sense.id
                hour = vocabulary.named("times")[jump].text.get("hour", hour)
        rest = rest or any(index not in taken and not _is_plain(token) for index, token in enumerate(tokens))
    return When(hour, weather, jump=jump), rest


def _is_plain(token: Token) -> bool:
    return any(sense.id in ("determiner", "preposition", "adverb", "conjunction", "adjective", "abstract")
               for sense in lexicon().senses(token.low, frozenset({"plain"})))  # fmt: skip


def _set_in(part: str) -> str | None:
    """The set a part names: its head noun, which comes last, before any "of the ..."."""
    for tokens in sentences(part.lower(), 0):
        until = next((index for index, token in enumerate(tokens) if token.low in _RELATIONS and index), len(tokens))
        for stretch in (tokens[:until], tokens[until:]):
            found = _found(stretch, frozenset({"sets"}))
            if found:
                return found[-1].sense.id
    return None


def _found(tokens: list[Token], tables: frozenset[str]) -> list[Match]:
    found: list[Match] = []
    at = 0
    while at < len(tokens):
        match = next((one for one in lexicon().matches(tokens, at) if one.sense.table in tables), None)
        if match is not None:
            found.append(match)
        at = match.taken[-1] + 1 if match else at + 1
    return found
