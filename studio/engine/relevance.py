"""Which part of the World a shot depends on. What is elsewhere neither changes a shot nor is changed by it."""

from msgspec.structs import replace

from studio.engine.stage.callsheet import CallSheet
from studio.timeline.world import World


def relevant(world: World, sheet: CallSheet, *, stays: bool) -> World:
    """The world as far as a shot can know it: who and what is called, its own place, and whether it goes on there.

    stays: no time has gone by since the story was at the place, so that people are where they were.
    The hour and the weather before do not count: what they did to people, things and places is in those.
    """
    cast = {member.id for member in sheet.cast}
    props = {prop.id for prop in sheet.props}
    place = sheet.shot.setting.place
    return World(
        setting=sheet.shot.setting if stays else None,
        people=tuple(person for person in world.people if person.id in cast),
        things=tuple(thing for thing in world.things if thing.id in props),
        places=tuple(one for one in world.places if one.name == place),
    )


def merged(before: World, known: World, after: World) -> World:
    """The whole world after a shot: what it left, and all the rest as it was before. known: what the shot knew of that;
    what it knew and has not left is out of the story: a car that drove off.
    """
    people = {person.id: person for person in (*before.people, *after.people)}
    off = {thing.id for thing in known.things} - {thing.id for thing in after.things}
    things = {thing.id: thing for thing in (*before.things, *after.things) if thing.id not in off}
    places = {place.name: place for place in (*before.places, *after.places)}
    return replace(
        after,
        people=tuple(people[one] for one in sorted(people)),
        things=tuple(things[one] for one in sorted(things)),
        places=tuple(places[one] for one in sorted(places)),
    )
