"""The camera of a shot: what there is to see, the set-up that sees it, and its move."""

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.skeleton import rotation_matrices
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
    way, tall = body.movement, person.member.look.height_m
    height = np.full(len(way.times), tall) + way.lift
    face = body.torso.at("head", np.array([0.25, 0.0, 0.42]) * way.head_unit)
    top = face[:, 2] + camera.EYES_DOWN * tall
    foot = np.column_stack([way.root, np.maximum(0.0, way.lift)])
    return camera.Subject(person.id, foot, way.heading, height, 0.27, person=True, top=top, face=face)


def _thing(thing: Placed, track: Track) -> camera.Subject:
    """A thing by the box it covers as it lies, whichever way it is turned."""
    turn = np.abs(rotation_matrices(track.orientation.astype(np.float32)))
    reach = np.einsum("fij,j->fi", turn, np.array(thing.kind.size_m) / 2)
    reach = np.minimum(reach, max(thing.kind.size_m) / 2) if thing.kind.shape == "sphere" else reach
    radius = float(reach[:, :2].max())
    low = np.column_stack([track.position[:, :2], np.maximum(track.position[:, 2] - reach[:, 2], 0.0)])
    count = len(track.position)
    return camera.Subject(
        thing.prop.id,
        low,
        np.zeros(count),
        2 * reach[:, 2],
        radius,
        person=False,
        top=track.position[:, 2] + reach[:, 2],
        face=track.position,
    )
