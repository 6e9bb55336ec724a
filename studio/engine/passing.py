"""Time that goes by between scenes: what is wet dries, moods calm, and what was in the air has come down.

Simple on purpose. Somebody soaked is dry after two hours, a thing after four, the ground out of doors after three,
unless it is raining there still. Moods are calm again after six hours. Lamps, doors and postures stay as
they were left.
"""

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.whereabouts import half_height, kind_now, located, supports, surface_under
from studio.timeline.course import Step
from studio.timeline.facts import IN_THE_AIR
from studio.timeline.film import Film, Prop, Setting, Shot
from studio.timeline.world import Person, Place, Thing, World

PERSON_DRIES_H, THING_DRIES_H, GROUND_DRIES_H = 2.0, 4.0, 3.0
CALM_AFTER_H = 6.0
_NOON = 13.0


def hours_between(before: Setting | None, step: Step) -> float:
    """Hours of the story that go by before a scene's first shot: what its words say, or what the clock does."""
    if before is None or not step.passes or not (step.scene.later or step.scene.jump):
        return 0.0
    entry = vocabulary.named("times").get(step.scene.jump)
    least = entry.values.get("hours", 0.0) if entry is not None else 0.0
    by_clock = (_clock(step.shot.setting.hour) - _clock(before.hour)) % 24
    return max(least, by_clock)


def passed(world: World, step: Step, film: Film) -> World:
    """The world as a step's shot begins, once time has gone by and what was in the air at the place left has landed."""
    if not step.passes or world.setting is None:
        return world
    hours = hours_between(world.setting, step)
    if hours > 0:
        return landed(_aged(world, hours, step.shot), film)
    return landed(world, film) if world.setting.place != step.shot.setting.place else world


def _aged(world: World, hours: float, shot: Shot) -> World:
    raining = _rain(shot.setting) > 0
    indoors = _indoors(shot.setting)
    calm = tuple(_person(person, hours) for person in world.people)
    places = tuple(
        place if raining and place.name == shot.setting.place and not indoors else _ground(place, hours)
        for place in world.places
    )
    dried = tuple(replace(thing, wet=_dried(thing.wet, hours, THING_DRIES_H)) for thing in world.things)
    return replace(world, people=calm, things=dried, places=places)


def _person(person: Person, hours: float) -> Person:
    mood = "calm" if hours >= CALM_AFTER_H else person.emotion
    return replace(person, wet=_dried(person.wet, hours, PERSON_DRIES_H), emotion=mood)


def _ground(place: Place, hours: float) -> Place:
    return replace(place, wet=_dried(place.wet, hours, GROUND_DRIES_H))


def _dried(wet: float, hours: float, dry_after: float) -> float:
    return round(max(0.0, wet - hours / dry_after), 6)


def landed(world: World, film: Film) -> World:
    """The world with nothing left in the air where the story is: it lies on what was under it."""
    setting = world.setting
    if setting is None or not any(thing.on == IN_THE_AIR or any(thing.velocity) for thing in world.things):
        return world
    bearing = tuple(supports(world, setting, film))
    props: dict[str, Prop] = {prop.id: prop for prop in film.props}

    def down(thing: Thing) -> Thing:
        prop = props.get(thing.id)
        rests = thing.held_by is not None or thing.hung_from is not None or thing.place != setting.place
        if prop is None or rests:
            return thing
        kind = kind_now(prop, thing)
        height = surface_under(thing, kind, bearing) + half_height(thing, kind)
        still = replace(thing, velocity=(0.0, 0.0, 0.0), spin=(0.0, 0.0, 0.0))
        if thing.position[2] - height < 0.02:
            return still
        return replace(still, position=(thing.position[0], thing.position[1], round(height, 6)))

    return located(replace(world, things=tuple(map(down, world.things))), film)


def _clock(hour: str) -> float:
    entry = vocabulary.named("hours").get(hour)
    return entry.values.get("hour", _NOON) if entry is not None else _NOON


def _rain(setting: Setting) -> float:
    entry = vocabulary.named("weathers").get(setting.weather)
    return entry.values.get("rain", 0.0) if entry is not None else 0.0


def _indoors(setting: Setting) -> bool:
    kind = vocabulary.set_kinds().get(setting.set)
    return kind is not None and kind.indoors
