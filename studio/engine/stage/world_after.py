"""The world as a shot leaves it: the next shot begins there."""

from typing import cast

import numpy as np
from msgspec import structs

from studio.engine.stage.body import Body
from studio.engine.stage.breaking import breakages
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.company import Ensemble
from studio.engine.stage.custody import NEVER
from studio.engine.stage.entrances import Entrant, Placed
from studio.engine.stage.movement import Movement
from studio.engine.stage.rotation import Doubles, wrapped
from studio.engine.stage.schedule import Timing
from studio.engine.stage.simulation import Outcome
from studio.engine.stage.wreckage import pieces_of
from studio.timeline.film import CastId, PropId
from studio.timeline.world import Person, Quaternion, Thing, Vector, World

DIGITS = 6


def world_after(sheet: CallSheet, before: World, ensemble: Ensemble, outcome: Outcome, timing: Timing) -> World:
    """All facts after the shot. Numbers are rounded to a millionth, so that equal worlds hash alike."""
    place = sheet.shot.setting.place
    holders = {hand.thing: hand.who for hand in ensemble.hands if hand.end >= NEVER}
    carrying = {who: thing for thing, who in holders.items()}
    people = [_person(p, ensemble.bodies[p.id], place, carrying, timing) for p in ensemble.opening.people]
    things = [_thing(t, outcome, place, holders) for t in ensemble.opening.things]
    things += [wreck.thing for wreck in ensemble.opening.wrecks]
    seen = {person.id for person in people} | {thing.id for thing in things}
    elsewhere = tuple(person for person in before.people if person.id not in seen)
    away = tuple(thing for thing in before.things if thing.id not in seen)
    return World(sheet.shot.setting, (*people, *elsewhere), (*things, *away))


def _person(person: Entrant, body: Body, place: str, carrying: dict[str, str], timing: Timing) -> Person:
    way = body.movement
    emotion = next((f.emotion for f in reversed(timing.feelings) if f.who == person.id), person.emotion)
    held = carrying.get(person.id)
    return Person(
        id=CastId(person.id),
        place=place,
        position=_vector(np.array([*way.root[-1], 0.0])),
        heading=round(wrapped(float(way.heading[-1])), DIGITS),
        posture=_posture(way),
        holding=PropId(held) if held is not None else None,
        emotion=emotion,
    )


def _posture(way: Movement) -> str:
    if way.lying[-1] > 0.5:
        return "lying"
    if way.kneeling[-1] > 0.5:
        return "kneeling"
    return "sitting" if max(float(way.seated[-1]), float(way.floor[-1])) > 0.5 else "standing"


def _thing(thing: Placed, outcome: Outcome, place: str, holders: dict[str, str]) -> Thing:
    holder, track = holders.get(thing.prop.id), outcome.tracks[thing.prop.id]
    velocity, spin = (np.zeros(3), np.zeros(3)) if holder else outcome.moving.get(thing.prop.id, (np.zeros(3),) * 2)
    turn = tuple(round(float(v), DIGITS) for v in track.orientation[-1])
    known = thing.was or Thing(thing.prop.id, place, (0.0, 0.0, 0.0))
    broken = next((each for each in breakages(outcome.elements) if each.placed.prop.id == thing.prop.id), None)
    return structs.replace(
        known,
        place=place,
        position=_vector(track.position[-1]),
        orientation=cast(Quaternion, turn),
        held_by=CastId(holder) if holder is not None else None,
        unfolded=thing.kind.folded is not None,
        velocity=_vector(velocity),
        spin=_vector(spin),
        hung_from=thing.hung_from,
        broken=broken is not None,
        pieces=() if broken is None else pieces_of(broken),
    )


def _vector(values: Doubles) -> Vector:
    return cast(Vector, tuple(round(float(v), DIGITS) for v in values))
