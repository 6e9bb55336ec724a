"""The artist's rulings, carried out: a fact is set in a World, or a shot's hour and weather are.

Values are the words that ``timeline.facts`` tells facts in: "on the desk", "hana", "soaked", "yes".
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.putting import put_person, put_thing
from studio.engine.stage.kinds import folds
from studio.timeline.course import course
from studio.timeline.facts import NO, OUT_OF_SIGHT, PLACE, STORY, WETNESS, YES, by_key, facts_of, worn_by
from studio.timeline.film import CastId, Film, PropId, Rule, Ruling, Setting, ShotId
from studio.timeline.naming import called, sentence
from studio.timeline.world import Person, Thing, World

_Told: TypeAlias = tuple[World, tuple[str, ...]]
INSTEAD: Final = {
    "exists": NO, "held by": "", "holding": "", "wet": "dry", "mood": "calm", "weather": "clear", "hour": "day",
    "posture": "standing", "where": "on the ground", "broken": NO, "lit": NO, "open": NO,
}  # fmt: skip
"""What is so where the artist forbids a fact."""


def settings_of(film: Film) -> Mapping[ShotId, Setting]:
    """Each shot's setting with the artist's hours and weathers. A ruling goes on until the script says otherwise."""
    ruled: dict[ShotId, Setting] = {}
    if not any(ruling.subject == STORY for ruling in film.rulings):
        return {shot.id: shot.setting for shot in film.shots}
    going: dict[str, tuple[str, str]] = {}
    present: dict[str, tuple[str, str]] = {}
    past = False
    for step in course(film):
        if past != (step.scene.flashback is not None):
            past = not past
            going, present = ({}, going) if past else (present, {})
        setting = step.shot.setting
        for attribute in ("hour", "weather"):
            own = _ruled(film, step.shot.id, attribute, getattr(setting, attribute))
            written = getattr(step.shot.setting, attribute)
            if own is not None:
                going[attribute] = written, own
            elif attribute in going and going[attribute][0] != written:
                del going[attribute]
            if attribute in going:
                setting = replace(setting, **{attribute: going[attribute][1]})
        ruled[step.shot.id] = setting
    return ruled


def _ruled(film: Film, shot: ShotId, attribute: str, written: str) -> str | None:
    own = [one for one in film.rulings if (one.shot, one.subject, one.attribute) == (shot, STORY, attribute)]
    if not own:
        return None
    last = own[-1]
    if last.rule is not Rule.FORBID:
        return last.value if last.value in vocabulary.named(f"{attribute}s") else written
    return INSTEAD[attribute] if written == last.value else written


def forbidden(film: Film, shot: ShotId) -> frozenset[str]:
    """Who and what may not be in a shot at all."""
    return frozenset(
        one.subject
        for one in film.rulings
        if one.shot == shot
        and one.attribute == "exists"
        and ((one.rule is Rule.FORBID and one.value in ("", YES)) or (one.rule is not Rule.FORBID and one.value == NO))
    )


def kept_as_it_is(film: Film, shot: ShotId) -> Mapping[str, str]:
    """By the thing, the family of what may not be done to it in a shot: what must stay shut is not to "open"."""
    kept: dict[str, str] = {}
    for one in film.rulings:
        if one.shot == shot and one.attribute == "open" and one.rule is not Rule.CORRECT:
            stays_open = (one.value == YES) is (one.rule is Rule.PIN)
            kept[one.subject] = "shut" if stays_open else "open"
    return kept


def ruled_before(world: World, film: Film, shot: ShotId, setting: Setting) -> _Told:
    """The world before a shot as the artist has it, and what could not be."""
    own = [one for one in film.rulings if one.shot == shot and one.subject != STORY]
    told: list[str] = []
    for ruling in own:
        world = _carried_out(world, ruling, film, setting, told)
    return world, tuple(told)


def ruled_after(world: World, film: Film, shot: ShotId, setting: Setting) -> _Told:
    """The world after a shot with what is pinned and forbidden still so, and where the story had it otherwise."""
    told: list[str] = []
    for ruling in film.rulings:
        if ruling.shot != shot or ruling.subject == STORY or ruling.rule is Rule.CORRECT:
            continue
        before = by_key(facts_of(world, film)).get((ruling.subject, ruling.attribute))
        world = _carried_out(world, ruling, film, setting, [])
        after = by_key(facts_of(world, film)).get((ruling.subject, ruling.attribute))
        if before is not None and (after is None or after.value != before.value):
            ruled = "you pinned it otherwise" if ruling.rule is Rule.PIN else "you forbade it"
            told.append(f"As the shot is played, {_inside(before.words)} at its end, but {ruled}: your word holds.")
    return world, tuple(told)


def _inside(words: str) -> str:
    """A sentence's words, to put into another one."""
    words = words.rstrip(".")
    return words[:1].lower() + words[1:] if words.startswith(("The ", "It ", "Nobody ", "Nothing ")) else words


def _carried_out(world: World, ruling: Ruling, film: Film, setting: Setting, told: list[str]) -> World:
    fact = by_key(facts_of(world, film)).get((ruling.subject, ruling.attribute))
    now = fact.value if fact is not None else ""
    if ruling.rule is Rule.FORBID:
        value = INSTEAD.get(ruling.attribute) if now == (ruling.value or now) else now
        if now == OUT_OF_SIGHT and value is not None and value != now:
            value = "in the middle"
        if ruling.attribute == "wearing":
            value = ", ".join(one for one in now.split(", ") if one != ruling.value)
    else:
        value = ruling.value
    if value is None or (value == now and fact is not None):
        return world
    if ruling.subject.startswith(PLACE):
        return _place(world, ruling, value)
    changed = _entity(world, ruling, value, film, setting)
    if changed is None:
        name = called(ruling.subject, film)
        told.append(sentence(f"{name} could not be set: there is no {ruling.attribute} {value!r} for {name} here"))
        return world
    return changed


def _entity(world: World, ruling: Ruling, value: str, film: Film, setting: Setting) -> World | None:
    person, thing = world.person(ruling.subject), world.thing(ruling.subject)
    if ruling.attribute == "exists" and value == NO:
        return without(world, ruling.subject)
    if person is None and thing is None and ruling.attribute in ("where", "held by"):
        thing = _first_seen(film, ruling.subject, setting)
        world = world if thing is None else replace(world, things=(*world.things, thing))
    if person is not None and ruling.attribute in _PERSON:
        return _PERSON[ruling.attribute](world, person, value, film, setting)
    if thing is not None and ruling.attribute in _THING:
        return _THING[ruling.attribute](world, thing, value, film, setting)
    return None


def _first_seen(film: Film, subject: str, setting: Setting) -> Thing | None:
    """A thing that the story has not shown yet: the artist says where it is first."""
    known = next((prop for prop in film.props if prop.id == subject), None)
    return Thing(known.id, setting.place, (0.0, 0.0, 0.1)) if known is not None else None


def without(world: World, subject: str) -> World:
    """The world without somebody or something; what they held lies where they were."""
    people = tuple(
        replace(one, holding=None) if one.holding == subject else one for one in world.people if one.id != subject
    )
    things = tuple(_let_go(one) if one.held_by == subject else one for one in world.things if one.id != subject)
    return replace(world, people=people, things=things)


def with_person(world: World, person: Person) -> World:
    """The world with this person as they are now."""
    return replace(world, people=tuple(person if one.id == person.id else one for one in world.people))


def with_thing(world: World, thing: Thing) -> World:
    """The world with this thing as it is now."""
    return replace(world, things=tuple(thing if one.id == thing.id else one for one in world.things))


def _let_go(thing: Thing) -> Thing:
    return replace(thing, held_by=None, position=(thing.position[0], thing.position[1], 0.1))


# --- one attribute each -------------------------------------------------------------------------------
def _person_place(world: World, person: Person, value: str, _film: Film, _setting: Setting) -> World:
    things = tuple(replace(one, place=value) if one.held_by == person.id else one for one in world.things)
    return with_person(replace(world, things=things), replace(person, place=value, gone=False))


def _person_where(world: World, person: Person, value: str, film: Film, setting: Setting) -> World | None:
    if value == OUT_OF_SIGHT:
        return with_person(world, replace(person, gone=True))
    put = put_person(world, replace(person, gone=False), value, film, setting)
    return with_person(world, put) if put is not None else None


def _posture(world: World, person: Person, value: str, _film: Film, _setting: Setting) -> World | None:
    known = value in ("standing", "sitting", "lying")
    return with_person(world, replace(person, posture=value)) if known else None


def _mood(world: World, person: Person, value: str, _film: Film, _setting: Setting) -> World | None:
    """A feeling of the vocabulary, or any word for one: "furious" is angry."""
    feelings, word = vocabulary.named("emotions"), value.strip().lower()
    named = word if word in feelings else next((key for key, one in feelings.items() if word in one.words), None)
    return with_person(world, replace(person, emotion=named)) if named is not None else None


def _wearing(world: World, person: Person, value: str, film: Film, _setting: Setting) -> World:
    """Wear just what is listed: clothes and accessories taken off and put on as far as needed."""
    bare = worn_by(replace(person, wearing=()), film)
    wanted = [one.strip() for one in value.split(",") if one.strip()]
    off = tuple(f"-{one}" for one in bare if one not in wanted)
    clothes = vocabulary.named("outfits")
    on = (f"={one}" if one.split()[-1] in clothes else one for one in wanted if one not in bare)
    return with_person(world, replace(person, wearing=(*off, *on)))


def _person_wet(world: World, person: Person, value: str, _film: Film, _setting: Setting) -> World | None:
    wet = _water(value)
    return with_person(world, replace(person, wet=wet)) if wet is not None else None


def _holding(world: World, person: Person, value: str, _film: Film, _setting: Setting) -> World | None:
    if not value:
        thing = world.thing(person.holding or "")
        return _handed(world, thing, "") if thing is not None else world
    thing = world.thing(value)
    return _handed(world, thing, person.id) if thing is not None else None


def _held_by(world: World, thing: Thing, value: str, _film: Film, _setting: Setting) -> World | None:
    return _handed(world, thing, value)


def _handed(world: World, thing: Thing, value: str) -> World | None:
    """Into a hand, or out of every hand; whoever held it no longer does, and what the new hand held is let go."""
    world = replace(
        world, people=tuple(replace(one, holding=None) if one.holding == thing.id else one for one in world.people)
    )
    if not value:
        return with_thing(world, _let_go(thing) if thing.held_by is not None else thing)
    person = world.person(value)
    if person is None:
        return None
    held = world.thing(person.holding or "")
    if held is not None:
        world = with_thing(world, _let_go(held))
    world = with_person(world, replace(person, holding=PropId(thing.id)))
    at = person.position[0], person.position[1], 1.0
    return with_thing(world, replace(thing, held_by=CastId(person.id), place=person.place, position=at, on=""))


def _thing_place(world: World, thing: Thing, value: str, _film: Film, _setting: Setting) -> World | None:
    freed = _handed(world, thing, "") or world
    now = freed.thing(thing.id) or thing
    return with_thing(freed, replace(now, place=value, on=""))


def _thing_where(world: World, thing: Thing, value: str, film: Film, setting: Setting) -> World | None:
    for member in film.cast:
        if value.lower() in (f"in {member.name}'s hand".lower(), f"in {member.id}'s hand"):
            return _handed(world, thing, member.id)
    freed = _handed(world, thing, "") or world
    put = put_thing(freed, freed.thing(thing.id) or thing, value, film, setting)
    return with_thing(freed, put) if put is not None else None


def _broken(world: World, thing: Thing, value: str, _film: Film, _setting: Setting) -> World:
    return with_thing(world, replace(thing, broken=value == YES))


def _open(world: World, thing: Thing, value: str, film: Film, _setting: Setting) -> World:
    unfolds = any(prop.id == thing.id and folds(prop) for prop in film.props) or thing.unfolded
    so = value == YES
    return with_thing(world, replace(thing, unfolded=so) if unfolds else replace(thing, opened=so))


def _lit(world: World, thing: Thing, value: str, _film: Film, _setting: Setting) -> World:
    return with_thing(world, replace(thing, lit=value == YES))


def _thing_wet(world: World, thing: Thing, value: str, _film: Film, _setting: Setting) -> World | None:
    wet = _water(value)
    return with_thing(world, replace(thing, wet=wet)) if wet is not None else None


_PERSON: Final[Mapping[str, Callable[[World, Person, str, Film, Setting], World | None]]] = {
    "place": _person_place, "where": _person_where, "posture": _posture, "mood": _mood, "wearing": _wearing,
    "wet": _person_wet, "holding": _holding,
}  # fmt: skip
_THING: Final[Mapping[str, Callable[[World, Thing, str, Film, Setting], World | None]]] = {
    "place": _thing_place, "where": _thing_where, "held by": _held_by, "broken": _broken, "open": _open, "lit": _lit,
    "wet": _thing_wet,
}  # fmt: skip


def _place(world: World, ruling: Ruling, value: str) -> World:
    name = ruling.subject.removeprefix(PLACE)
    place = world.place(name)
    match ruling.attribute:
        case "wet":
            place = replace(place, wet=_water(value) or 0.0)
        case "lit":
            place = replace(place, lit=value == YES)
        case "shut":
            place = replace(place, shut=tuple(_features(value)))
        case _:
            place = replace(place, opened=tuple(_features(value)))
    others = tuple(one for one in world.places if one.name != name)
    return replace(world, places=tuple(sorted((*others, place), key=lambda one: one.name)))


def _features(value: str) -> Iterator[str]:
    return (one.strip() for one in value.split(",") if one.strip() not in ("", NO))


def _water(word: str) -> float | None:
    levels = {name: min(1.0, least + 0.2) for least, name in WETNESS} | {"dry": 0.0, YES: 1.0, NO: 0.0}
    return levels.get(word)
