"""The world as a shot leaves it: the next shot begins there."""

from typing import cast

import numpy as np
from msgspec import structs

from studio.engine.stage.body import Body
from studio.engine.stage.breaking import breakages
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.company import Ensemble
from studio.engine.stage.custody import NEVER, Hand
from studio.engine.stage.dressing import changes, worn_after
from studio.engine.stage.driving import has_driven_off
from studio.engine.stage.entrances import Entrant, Placed
from studio.engine.stage.folding import begins_open
from studio.engine.stage.kinds import folds
from studio.engine.stage.mounts import RIDING
from studio.engine.stage.movement import Movement
from studio.engine.stage.riding import rides_in
from studio.engine.stage.rotation import Doubles, wrapped
from studio.engine.stage.schedule import Timing
from studio.engine.stage.simulation import Going, Outcome
from studio.engine.stage.switching import made, place_after
from studio.engine.stage.wreckage import pieces_of
from studio.timeline.film import CastId, PropId
from studio.timeline.world import Person, Quaternion, Thing, Vector, World

DIGITS = 6


def world_after(sheet: CallSheet, before: World, ensemble: Ensemble, outcome: Outcome, timing: Timing) -> World:
    """All facts after the shot. Numbers are rounded to a millionth, so that equal worlds hash alike."""
    place = sheet.shot.setting.place
    held = [hand for hand in ensemble.hands if hand.end >= NEVER]
    holders = {hand.thing: hand.who for hand in held}
    carrying = {hand.who: hand.thing for hand in sorted(held, key=_first_of_armful)}
    people = [_person(p, ensemble.bodies[p.id], place, carrying, timing) for p in ensemble.opening.people]
    riders = _riders(ensemble, timing)
    people = [structs.replace(one, posture=RIDING) if one.id in riders else one for one in people]
    things = [_switched(_thing(t, outcome, place, holders), t, timing) for t in ensemble.opening.things]
    things += [wreck.thing for wreck in ensemble.opening.wrecks]
    seen = {person.id for person in people} | {thing.id for thing in things}
    things = [thing for thing in things if not has_driven_off(thing.id, timing.cues)]
    elsewhere = tuple(person for person in before.people if person.id not in seen)
    away = tuple(thing for thing in before.things if thing.id not in seen)
    usual = frozenset(part.name for part in ensemble.opening.set.parts if part.usually_open)
    here = place_after(before.place(place), timing.cues, ensemble.opening.things, usual)
    others = tuple(one for one in before.places if one.name != place)
    places = before.places if here == before.place(place) else (*others, here)
    return World(sheet.shot.setting, (*people, *elsewhere), (*things, *away), places)


def _first_of_armful(hand: Hand) -> tuple[bool, float, float]:
    """The one thing that is told of who holds several comes last: that in the right hand, or on top of the pile."""
    return hand.part.where in ("only", "right"), hand.part.rise, hand.part.aside


def _riders(ensemble: Ensemble, timing: Timing) -> frozenset[str]:
    """Who is on something as the shot ends."""
    times = [body.movement.times for body in ensemble.bodies.values()]
    rides = rides_in(ensemble.opening, timing.cues, times[0]) if times else ()
    return frozenset(ride.who for ride in rides if ride.weight[-1] > 0.5)


def _person(person: Entrant, body: Body, place: str, carrying: dict[str, str], timing: Timing) -> Person:
    way = body.movement
    emotion = next((f.emotion for f in reversed(timing.feelings) if f.who == person.id), person.emotion)
    held = carrying.get(person.id)
    return Person(
        id=CastId(person.id),
        place=place,
        position=_vector(np.array([*way.root[-1], body.aloft.height])),
        heading=round(wrapped(float(way.heading[-1])), DIGITS),
        posture=body.aloft.posture or _posture(way),
        holding=PropId(held) if held is not None else None,
        emotion=emotion,
        wearing=_wearing(person, timing),
        gone=_has_left(person, timing),
    )


def _has_left(person: Entrant, timing: Timing) -> bool:
    """Whether they go out of the picture, and do nothing after that."""
    own = [cue for cue in timing.cues if cue.doing.who == person.id]
    goes = [cue for cue in own if cue.doing.motion == "leave" and cue.doing.family == "walk"]
    return any(not any(other.start >= cue.end for other in own) for cue in goes)


def _wearing(person: Entrant, timing: Timing) -> tuple[str, ...]:
    wearing = person.wearing
    for _, change in changes(timing.cues, person.id):
        wearing = worn_after(wearing, change)
    return wearing


def _switched(thing: Thing, placed: Placed, timing: Timing) -> Thing:
    """The thing with all that was opened, lit or put on in the shot."""
    for one in made(timing.cues, (placed,)):
        if one.thing == thing.id:
            thing = structs.replace(thing, lit=one.on) if one.feature == "light" else _opened(thing, placed, one.on)
    worn = [cue for cue in timing.cues if cue.doing.wears and cue.doing.thing == thing.id]
    on = not worn[-1].doing.wears.startswith("-") if worn else placed.worn
    wearer = worn[-1].doing.who if worn else placed.holder
    return structs.replace(thing, held_by=CastId(str(wearer))) if on and wearer else thing


def _opened(thing: Thing, placed: Placed, on: bool) -> Thing:
    return structs.replace(thing, unfolded=on) if folds(placed.prop) else structs.replace(thing, opened=on)


def _posture(way: Movement) -> str:
    if way.lying[-1] > 0.5:
        return "lying"
    if way.kneeling[-1] > 0.5:
        return "kneeling"
    return "sitting" if max(float(way.seated[-1]), float(way.floor[-1])) > 0.5 else "standing"


def _thing(thing: Placed, outcome: Outcome, place: str, holders: dict[str, str]) -> Thing:
    holder, track = holders.get(thing.prop.id), outcome.tracks[thing.prop.id]
    still = Going(track.position[-1], track.orientation[-1], np.zeros(3), np.zeros(3))
    broken = next((each for each in breakages(outcome.elements) if each.placed.prop.id == thing.prop.id), None)
    now = still if holder or broken else outcome.moving.get(thing.prop.id, still)
    turn = tuple(round(float(v), DIGITS) for v in now.orientation)
    known = thing.was or Thing(thing.prop.id, place, (0.0, 0.0, 0.0))
    return structs.replace(
        known,
        place=place,
        position=_vector(now.position),
        orientation=cast(Quaternion, turn),
        held_by=CastId(holder) if holder is not None else None,
        unfolded=begins_open(thing),
        velocity=_vector(now.velocity),
        spin=_vector(now.spin),
        hung_from=thing.hung_from,
        broken=broken is not None,
        pieces=() if broken is None else pieces_of(broken),
    )


def _vector(values: Doubles) -> Vector:
    return cast(Vector, tuple(round(float(v), DIGITS) for v in values))
