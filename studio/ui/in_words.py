"""A World in plain words, as the inspector tells it."""

from studio.timeline.film import CastId, Film, PropId
from studio.timeline.world import Person, Thing, World


def told(world: World, film: Film) -> tuple[str, ...]:
    """One sentence for the place and one for each person and thing in it, then what waits elsewhere."""
    if world.setting is None:
        return ("The story has not begun.",)
    setting = world.setting
    weather = "" if setting.weather == "clear" else f", {setting.weather}"
    here = [f"{setting.place.capitalize() or setting.set}, {setting.hour}{weather}."]
    here += [_person(person, film) for person in world.people if person.place == setting.place]
    here += [_thing(thing, film) for thing in world.things if thing.place == setting.place and thing.held_by is None]
    elsewhere = [_waiting(thing, film) for thing in world.things if thing.place != setting.place and not thing.held_by]
    return (*here, *elsewhere)


def _person(person: Person, film: Film) -> str:
    holding = f", holding {_prop(person.holding, film)}" if person.holding is not None else ""
    feeling = "" if person.emotion in ("calm", "") else f", {person.emotion}"
    return f"{_member(person.id, film)} is {person.posture} {_where(person.position[0])}{holding}{feeling}."


def _thing(thing: Thing, film: Film) -> str:
    height = " off the ground" if thing.position[2] > 0.35 else ""
    return f"{_prop(thing.id, film).capitalize()} lies {_where(thing.position[0])}{height}."


def _waiting(thing: Thing, film: Film) -> str:
    return f"{_prop(thing.id, film).capitalize()} is still at {thing.place}."


def _where(x: float) -> str:
    if abs(x) < 0.5:
        return "in the middle"
    return f"{abs(x):.1f} m to the {'right' if x > 0 else 'left'}"


def _member(cast_id: CastId, film: Film) -> str:
    return next((member.name for member in film.cast if member.id == cast_id), str(cast_id))


def _prop(prop_id: PropId, film: Film) -> str:
    name = next((prop.name or prop.kind for prop in film.props if prop.id == prop_id), str(prop_id))
    return name if name.startswith(("the ", "a ", "an ")) else f"the {name}"
