"""The camera of a shot: what there is to see, the set-up that sees it, and its move."""

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.stage import camera, moves
from studio.engine.stage.body import Body
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.company import Ensemble
from studio.engine.stage.entrances import Entrant, Placed
from studio.engine.stage.simulation import Track


def shoot(
    sheet: CallSheet, ensemble: Ensemble, tracks: dict[str, Track], frames: int, rng: np.random.Generator
) -> CameraPath:
    """Place the camera and move it."""
    people = [_person(p, ensemble.bodies[p.id]) for p in ensemble.opening.people]
    things = [_thing(t, tracks[t.prop.id]) for t in ensemble.opening.things]
    scene = camera.Scene(ensemble.opening, (*people, *things), _side(sheet), frames, sheet.fps)
    setup = camera.place(sheet.shot.camera, scene)
    return moves.film(sheet.shot.camera, setup, scene, rng)


def _side(sheet: CallSheet) -> int:
    """The side of the line the camera keeps to, the same for all shots at a place."""
    return sum(sheet.shot.setting.place.encode()) % 2


def _person(person: Entrant, body: Body) -> camera.Subject:
    way = body.movement
    height = np.full(len(way.times), person.member.look.height_m) + way.lift
    foot = np.column_stack([way.root, np.maximum(0.0, way.lift)])
    hair = 0.035 * person.member.look.height_m
    return camera.Subject(person.id, foot, way.heading, height, 0.27, person=True, top=height + hair)


def _thing(thing: Placed, track: Track) -> camera.Subject:
    x, y, z = thing.kind.size_m
    radius = max(x, y) / 2
    count = len(track.position)
    foot = track.position - np.array([0, 0, z / 2])
    foot = np.column_stack([track.position[:, :2], np.maximum(foot[:, 2], 0.0)])
    top = track.position[:, 2] + z / 2
    return camera.Subject(thing.prop.id, foot, np.zeros(count), np.full(count, z), radius, person=False, top=top)
