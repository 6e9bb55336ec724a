"""A World read as facts: who and what exists, where, held by whom, wearing what, wet, broken, open, lit, in what mood.

A fact is known by its subject and its attribute. Subjects are ids of the cast and of props, ``place:`` with a place's
name, and ``story`` for the hour and the weather. Values are plain words too, so that the artist can rule on them.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from msgspec import Struct

from studio.timeline.film import CastMember, Film, ShotId
from studio.timeline.naming import called, listed, place_called, sentence, with_a
from studio.timeline.world import Person, Place, Thing, World

FactKey: TypeAlias = tuple[str, str]

STORY: Final = "story"
PLACE: Final = "place:"
YES, NO = "yes", "no"
IN_THE_AIR: Final = "air"
OUT_OF_SIGHT: Final = "out of sight"
"""Where somebody is who left their place."""
WETNESS: Final = ((0.6, "soaked"), (0.3, "wet"), (0.08, "damp"))
"""From how much water on somebody or something (0 to 1) which word is said."""
POSTURES: Final = {
    "sleep": "asleep", "lie": "lying", "sit": "sitting", "stand": "standing", "crouch": "crouching",
    "swimming": "swimming", "flying": "flying",
}  # fmt: skip
"""How an animal or a robot is, in words."""
SIDE_M: Final = 0.5


class Fact(Struct, frozen=True):
    """One thing that is so. ``owner`` is the last shot that changed it, None until that is known."""

    subject: str
    attribute: str
    value: str
    words: str
    owner: ShotId | None = None

    @property
    def key(self) -> FactKey:
        """Which fact it is, whatever its value."""
        return self.subject, self.attribute


def facts_of(world: World, film: Film) -> tuple[Fact, ...]:
    """Every fact of a world, the story first, then people, things and places by name."""
    found = [*_story(world, film)]
    for person in sorted(world.people, key=lambda one: one.id):
        found += _person(person, film)
    for thing in sorted(world.things, key=lambda one: one.id):
        found += _thing(thing, world, film)
    for place in sorted(world.places, key=lambda one: one.name):
        found += _place(place, film)
    return tuple(found)


def by_key(facts: tuple[Fact, ...]) -> Mapping[FactKey, Fact]:
    """The facts, to look up."""
    return {fact.key: fact for fact in facts}


def wetness(wet: float) -> str:
    """How wet in a word."""
    return next((word for least, word in WETNESS if wet >= least), "dry")


def where_person(person: Person, film: Film) -> str:
    """Where somebody is at their place: "by the door", "on the bench", "on the left", "out of sight"."""
    if person.gone:
        return OUT_OF_SIGHT
    if person.near:
        return f"{'on' if person.posture == 'sitting' else 'by'} {called(person.near, film)}"
    return _side(person.position[0])


def worn(thing: Thing, world: World) -> bool:
    """Whether somebody has a thing on them rather than in hand."""
    holder = world.person(thing.held_by) if thing.held_by is not None else None
    return holder is not None and holder.holding != thing.id and bool(holder.wearing)


def where_thing(thing: Thing, world: World, film: Film) -> str:
    """Where a thing is at its place: "in Hana's hand", "on the desk", "on the ground, on the left"."""
    if worn(thing, world):
        return f"on {called(thing.held_by or '', film)}"
    if thing.held_by is not None:
        return f"in {called(thing.held_by, film)}'s hand"
    if thing.hung_from is not None:
        return "hanging"
    if thing.on == IN_THE_AIR:
        return "in the air"
    return f"on {called(thing.on, film)}" if thing.on else f"on the ground, {_side(thing.position[0])}"


def _side(x: float) -> str:
    if abs(x) < SIDE_M:
        return "in the middle"
    return "on the right" if x > 0 else "on the left"


def _story(world: World, film: Film) -> Iterator[Fact]:
    if world.setting is None:
        return
    setting = world.setting
    place = place_called(setting.place or setting.set, film)
    yield Fact(STORY, "place", setting.place, sentence(f"the story is at {place}"))
    yield Fact(STORY, "hour", setting.hour, sentence(f"it is {setting.hour}"))
    yield Fact(STORY, "weather", setting.weather, sentence(f"the weather: {setting.weather}"))


def _person(person: Person, film: Film) -> Iterator[Fact]:
    who, name = str(person.id), called(person.id, film)
    where = where_person(person, film)
    worn = worn_by(person, film)
    yield Fact(who, "exists", YES, sentence(f"{name} is in the story"))
    there = f"{'left' if person.gone else 'is at'} {place_called(person.place, film)}"
    yield Fact(who, "place", person.place, sentence(f"{name} {there}"))
    yield Fact(who, "where", where, sentence(f"{name} is {where}"))
    yield Fact(who, "posture", person.posture, sentence(f"{name} is {person.posture}"))
    held = called(person.holding, film) if person.holding is not None else "nothing"
    yield Fact(who, "holding", str(person.holding or ""), sentence(f"{name} holds {held}"))
    wears = listed(tuple(with_a(one) for one in worn))
    yield Fact(who, "wearing", ", ".join(worn), sentence(f"{name} wears {wears}"))
    yield Fact(who, "mood", person.emotion, sentence(f"{name} is {person.emotion}"))
    yield Fact(who, "wet", wetness(person.wet), sentence(f"{name} is {wetness(person.wet)}"))


def worn_by(person: Person, film: Film) -> tuple[str, ...]:
    """What somebody wears: their outfit or the one changed into, and accessories as put on and taken off since."""
    member = next((one for one in film.cast if one.id == person.id), None)
    worn = _dressed(member) if member is not None else []
    outfit = worn[0] if member is not None and member.look.outfit else None
    for change in person.wearing:
        if change.startswith("-"):
            worn = [one for one in worn if one != change[1:]]
        elif change.startswith("="):
            worn = [change[1:], *(one for one in worn if one != outfit)]
            outfit = change[1:]
        elif change not in worn:
            worn.append(change)
    return tuple(worn)


def _dressed(member: CastMember) -> list[str]:
    return [*([member.look.outfit] if member.look.outfit else []), *member.look.accessories]


def _thing(thing: Thing, world: World, film: Film) -> Iterator[Fact]:
    what, name = str(thing.id), called(thing.id, film)
    where = where_thing(thing, world, film)
    yield Fact(what, "exists", YES, sentence(f"{name} is in the story"))
    yield Fact(what, "place", thing.place, sentence(f"{name} is at {place_called(thing.place, film)}"))
    yield Fact(what, "where", where, sentence(f"{name} is {where}"))
    holder = None if worn(thing, world) else thing.held_by
    held = f"{called(holder, film) if holder is not None else 'nobody'} holds {name}"
    yield Fact(what, "held by", str(holder or ""), sentence(held))
    shape = "open" if thing.opened or thing.unfolded else "shut"
    yield Fact(what, "open", YES if shape == "open" else NO, sentence(f"{name} is {shape}"))
    yield Fact(what, "broken", _yes(thing.broken), sentence(f"{name} is {'broken' if thing.broken else 'whole'}"))
    if thing.posture in POSTURES:
        yield Fact(what, "posture", POSTURES[thing.posture], sentence(f"{name} is {POSTURES[thing.posture]} {where}"))
    if thing.lit is not None:
        yield Fact(what, "lit", _yes(thing.lit), sentence(f"{name} is {'on' if thing.lit else 'off'}"))
    yield Fact(what, "wet", wetness(thing.wet), sentence(f"{name} is {wetness(thing.wet)}"))


def _shut(place: Place) -> str:
    return f"{listed(tuple(map(_the, sorted(place.shut))))} {'is' if len(place.shut) == 1 else 'are'}"


def _place(place: Place, film: Film) -> Iterator[Fact]:
    subject, name = f"{PLACE}{place.name}", place_called(place.name, film)
    yield Fact(subject, "wet", wetness(place.wet), sentence(f"the ground at {name} is {wetness(place.wet)}"))
    opened = tuple(sorted(place.opened))
    stands = f"{listed(tuple(map(_the, opened)))} {'stands' if len(opened) == 1 else 'stand'} open"
    said = stands if opened else "nothing stands open"
    yield Fact(subject, "open", ", ".join(opened), sentence(f"{said} at {name}"))
    if place.shut:
        yield Fact(subject, "shut", ", ".join(sorted(place.shut)), sentence(f"{_shut(place)} shut at {name}"))
    if place.lit is not None:
        lights = "on" if place.lit else "off"
        yield Fact(subject, "lit", _yes(place.lit), sentence(f"the lights are {lights} at {name}"))


def _the(name: str) -> str:
    return f"the {name}"


def _yes(so: bool) -> str:
    return YES if so else NO
