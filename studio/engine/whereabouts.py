"""Where people and things are in words: what a thing rests on, and what somebody stands by."""

import math
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from studio.engine.stage import kinds
from studio.engine.stage.route import Box, Point, grown, inside
from studio.engine.vocabulary import PropKind, SetKind
from studio.timeline.facts import IN_THE_AIR
from studio.timeline.film import Film, Prop, Setting
from studio.timeline.world import Person, Quaternion, Thing, World

TOUCH_M = 0.12
OVER_M = 0.08
NEAR_M = 0.95
SEAT_M = 0.75
FALLS_M = 0.3
"""What is further than this above everything under it is in the air."""


class Support(Struct, frozen=True):
    """Something things can lie on: a feature of the set by name, or a prop by id. top: its height in metres."""

    name: str
    box: Box
    top: float


def located(world: World, film: Film) -> World:
    """The world with ``Thing.on`` and ``Person.near`` filled in for all who are where the story is."""
    setting = world.setting
    if setting is None:
        return world
    bearing = tuple(supports(world, setting, film))
    props = {prop.id: prop for prop in film.props}
    things = tuple(
        _placed(thing, props.get(thing.id), bearing) if thing.place == setting.place else thing
        for thing in world.things
    )
    marks, seats = tuple(landmarks(world, setting, film)), tuple(seat_marks(world, setting, film))

    def near(person: Person) -> Person:
        if person.place != setting.place:
            return person
        sits = person.posture == "sitting"
        return _near(person, seats if sits else marks, SEAT_M if sits else NEAR_M)

    people = tuple(map(near, world.people))
    return replace(world, things=things, people=people)


def supports(world: World, setting: Setting, film: Film) -> Iterator[Support]:
    """Everything at a place that a thing can rest on."""
    for solid in kinds.set_of(setting).solids:
        if "wall" not in solid.name and solid.size[2] > 0:
            yield Support(solid.name, _box(solid.centre, solid.size), solid.centre[2] + solid.size[2] / 2)
    for spot in kinds.set_of(setting).spots:
        if spot.at[2] > FALLS_M:
            x, y, height = spot.at
            yield Support(spot.name, (x - 0.3, x + 0.3, y - 0.3, y + 0.3), height)
    for thing, kind in _standing(world, setting, film):
        covers, half = kinds.footprint(thing.position, kind), half_height(thing, kind)
        yield Support(str(thing.id), covers, thing.position[2] + half)
        if kind.seat_m is not None:
            yield Support(str(thing.id), covers, thing.position[2] - half + kind.seat_m)


def surface_under(thing: Thing, kind: PropKind, bearing: Iterable[Support]) -> float:
    """The height of the highest surface under a thing."""
    bottom = thing.position[2] - half_height(thing, kind)
    under = (one.top for one in bearing if one.name != thing.id and _over(thing, one) and one.top <= bottom + TOUCH_M)
    return max(under, default=0.0)


def half_height(thing: Thing, kind: PropKind) -> float:
    """From a thing's centre to its lowest point as it is turned, in metres."""
    x, y, z = (extent / 2 for extent in kind.size_m)
    if kind.shape == "sphere":
        return z
    across = _third_row(thing.orientation)
    return abs(across[0]) * x + abs(across[1]) * y + abs(across[2]) * z


def kind_now(prop: Prop, thing: Thing) -> PropKind:
    """The kind a thing is as it is: an umbrella lies folded."""
    return kinds.as_it_is(prop, thing.unfolded)[1]


def landmarks(world: World, setting: Setting, film: Film) -> Iterator[tuple[str, Box]]:
    """What somebody can be said to stand by: features of the set, seats and furniture."""
    kind: SetKind = kinds.set_of(setting)
    for spot in kind.spots:
        yield spot.name, (spot.at[0], spot.at[0], spot.at[1], spot.at[1])
    for solid in kind.solids:
        if "wall" not in solid.name and max(solid.size[:2]) < 2.5:
            yield solid.name, _box(solid.centre, solid.size)
    for thing, prop_kind in _standing(world, setting, film):
        if prop_kind.fixed:
            yield str(thing.id), kinds.footprint(thing.position, prop_kind)
    yield from seat_marks(world, setting, film)


def seat_marks(world: World, setting: Setting, film: Film) -> Iterator[tuple[str, Box]]:
    """What somebody can be said to sit on."""
    for seat in kinds.set_of(setting).seats:
        yield seat.name, (seat.at[0], seat.at[0], seat.at[1], seat.at[1])
    for thing, prop_kind in _standing(world, setting, film):
        if prop_kind.seat_m is not None:
            yield str(thing.id), kinds.footprint(thing.position, prop_kind)


def _standing(world: World, setting: Setting, film: Film) -> Iterator[tuple[Thing, PropKind]]:
    props = {prop.id: prop for prop in film.props}
    for thing in world.things:
        prop = props.get(thing.id)
        if prop is not None and thing.place == setting.place and thing.held_by is None:
            yield thing, kind_now(prop, thing)


def _placed(thing: Thing, prop: Prop | None, bearing: tuple[Support, ...]) -> Thing:
    if prop is None or thing.held_by is not None or thing.hung_from is not None:
        return replace(thing, on="")
    bottom = thing.position[2] - half_height(thing, kind_now(prop, thing))
    under = [one for one in bearing if one.name != thing.id and _over(thing, one)]
    touching = [one for one in under if abs(one.top - bottom) < TOUCH_M and one.top > TOUCH_M]
    if touching:
        best = min(touching, key=lambda one: abs(one.top - bottom))
        return replace(thing, on=best.name)
    return replace(thing, on=IN_THE_AIR if bottom > FALLS_M else "")


def _near(person: Person, marks: tuple[tuple[str, Box], ...], reach: float) -> Person:
    at = person.position[0], person.position[1]
    ranked = sorted((round(_distance(at, box), 1), order, name) for order, (name, box) in enumerate(marks))
    return replace(person, near=ranked[0][2] if ranked and ranked[0][0] < reach else "")


def _over(thing: Thing, support: Support) -> bool:
    return inside(thing.position[:2], grown(support.box, OVER_M))


def _box(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Box:
    x, y, wide, deep = centre[0], centre[1], size[0] / 2, size[1] / 2
    return x - wide, x + wide, y - deep, y + deep


def _distance(at: Point, box: Box) -> float:
    """From a point to the nearest point of a box; 0 inside."""
    return math.dist(at, (min(max(at[0], box[0]), box[1]), min(max(at[1], box[2]), box[3])))


def _third_row(turn: Quaternion) -> tuple[float, float, float]:
    """How much of each of a turned body's axes points up."""
    w, x, y, z = turn
    return 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)
