"""The camera of a shot: what there is to see, the set-up that sees it, and its move."""

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.skeleton import rotation_matrices
from studio.engine.stage import camera, moves
from studio.engine.stage.body import Body
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.company import Ensemble
from studio.engine.stage.entrances import Entrant, Placed
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Track
from studio.engine.stage.viewing import EYES_DOWN, Scene, Subject
from studio.engine.vocabulary import Part, Pool
from studio.timeline.film import Action, CastId, PropId, frames_in

AFLOAT_SHARE, AFLOAT_SMALLER, SHOWS_M, STRETCHED_M = 0.8, 0.2, 0.5, 0.75
RAISED_M = 1.2  # who is higher up is framed as somebody of their own height, not as one who reaches up there
"""Of one in the water: how far up the body it comes, how much less is seen, what is above it, how far it reaches."""
ELBOW_SHARE = 0.34  # how far up the trunk, from the pelvis to the neck, the elbow of a hanging arm is


def shoot(
    sheet: CallSheet, ensemble: Ensemble, tracks: dict[str, Track], cues: tuple[Cue, ...], rng: np.random.Generator
) -> CameraPath:
    """Place the camera and move it."""
    frames = frames_in(sheet.shot.duration, sheet.fps)
    people = [_person(p, ensemble.bodies[p.id], _framed(p, cues, frames, sheet.fps)) for p in ensemble.opening.people]
    framed = {person.id: person.framed for person in people}
    things = [
        _thing(t, tracks[t.prop.id], framed.get(CastId(t.holder or ""), slice(None)), ensemble.opening.set.water)
        for t in ensemble.opening.things
    ]
    scene = Scene(
        ensemble.opening,
        sheet.shot.setting.set,
        (*people, *things, *_parts(ensemble, cues, frames)),
        _told(sheet, ensemble) | {cue.doing.feature for cue in cues if cue.doing.feature},
        _corners(ensemble),
        _side(sheet),
        frames,
        sheet.fps,
    )
    setup = camera.place(sheet.shot.camera, scene)
    return moves.film(sheet.shot.camera, setup, scene, rng)


def _parts(ensemble: Ensemble, cues: tuple[Cue, ...], frames: int) -> list[Subject]:
    """What of the set opens or shuts in the shot."""
    used = {cue.doing.feature for cue in cues}
    return [_part(part, frames) for part in ensemble.opening.set.parts if part.name in used]


def _part(part: Part, frames: int) -> Subject:
    wide, high = part.size
    foot = np.tile(np.array(part.at), (frames, 1))
    tall, still = np.full(frames, high), np.zeros(frames)
    middle, top = foot + np.array([0.0, 0.0, high / 2]), foot[:, 2] + high
    joints = np.zeros((frames, 0))
    return Subject(PropId(part.name), foot, still, tall, wide / 2, False, top, middle, still, slice(None), joints)


def _told(sheet: CallSheet, ensemble: Ensemble) -> frozenset[str]:
    """Whom and what the shot's words tell of: people who are named, things that are used, held or mentioned.

    Things merely left there from before need not be in the picture.
    """
    opening, words = ensemble.opening, sheet.shot.words.lower()
    people: set[str] = {p.id for p in opening.people if p.id in opening.named}
    used = {
        each for beat in sheet.shot.beats if isinstance(beat, Action) for each in (beat.who, beat.thing, beat.towards)
    }
    held = {hand.thing for hand in ensemble.hands}
    things: set[str] = {
        t.prop.id
        for t in opening.things
        if t.prop.id in opening.named
        and (not words or t.prop.id in used | held or any(word in words for word in (t.prop.name.lower(), t.prop.kind)))
    }
    return frozenset(people | things)


def _corners(ensemble: Ensemble) -> tuple[Doubles, Doubles]:
    solids = ensemble.opening.set.solids
    centre = np.array([solid.centre for solid in solids]).reshape(-1, 3)
    half = np.array([solid.size for solid in solids]).reshape(-1, 3) / 2
    return centre - half, centre + half


def _side(sheet: CallSheet) -> int:
    """The side of the line the camera keeps to, the same for all shots at a place."""
    return sum(sheet.shot.setting.place.encode()) % 2


def _framed(person: Entrant, cues: tuple[Cue, ...], frames: int, fps: int) -> slice:
    """The frames somebody must be seen: not while they still come in, nor once they go."""
    for cue in cues:
        if cue.doing.who == person.id and cue.doing.family == "walk" and cue.doing.motion in ("enter", "leave"):
            share = cue.start + (0.55 if cue.doing.motion == "enter" else 0.5) * (cue.end - cue.start)
            frame = min(max(int(share * fps), 0), frames - 1)
            return slice(frame, None) if cue.doing.motion == "enter" else slice(0, frame + 1)
    return slice(None)


def _person(person: Entrant, body: Body, framed: slice) -> Subject:
    way, tall = body.movement, person.member.look.height_m
    wet = body.aloft.afloat if body.aloft.afloat is not None else np.zeros(len(way.times), bool)
    level = body.aloft.level if body.aloft.level is not None else np.zeros(len(way.times))
    height = np.full(len(way.times), tall) + np.where(
        wet, -AFLOAT_SMALLER * tall, np.minimum(way.lift, RAISED_M) - level
    )
    face = body.torso.at("head", np.array([0.25, 0.0, 0.42]) * way.head_unit)
    top = np.maximum(face[:, 2] + EYES_DOWN * tall, np.where(wet, level + AFLOAT_SHARE * tall, -9.0))
    foot = np.column_stack([way.root, np.where(wet, top - SHOWS_M, np.maximum(0.0, way.lift))])
    front = body.torso.turn["head"][:, :2, 0]
    facing = np.arctan2(front[:, 1], front[:, 0])
    joints = _joint_heights(body)
    radius = STRETCHED_M if wet.any() else 0.27
    return Subject(
        person.id, foot, way.heading, height, radius, True, top, face, facing, framed, joints, bool(wet.any())
    )


def _joint_heights(body: Body) -> Doubles:
    """(F, 6) metres: knees, ankles, neck, and the elbows where they are with the arms down."""
    shins, trunk = body.capsules[:, :2, :, 2], body.capsules[:, 4, :, 2]
    elbows = trunk[:, 0] + ELBOW_SHARE * (trunk[:, 1] - trunk[:, 0])
    return np.column_stack([shins[:, :, 0], shins[:, :, 1], trunk[:, 1], elbows])


def _thing(thing: Placed, track: Track, framed: slice, pools: tuple[Pool, ...]) -> Subject:
    """A thing by the box it covers as it lies, whichever way it is turned; what sank, by where it went under."""
    turn = np.abs(rotation_matrices(track.orientation.astype(np.float32)))
    reach = np.einsum("fij,j->fi", turn, np.array(thing.kind.size_m) / 2)
    reach = np.minimum(reach, max(thing.kind.size_m) / 2) if thing.kind.shape == "sphere" else reach
    radius = float(reach[:, :2].max())
    level = _levels(track.position, pools)
    seen = np.column_stack([track.position[:, :2], np.maximum(track.position[:, 2], level)])
    low = np.column_stack([seen[:, :2], np.maximum(seen[:, 2] - reach[:, 2], level)])
    count = len(seen)
    return Subject(
        thing.prop.id,
        low,
        np.zeros(count),
        2 * reach[:, 2],
        radius,
        person=False,
        top=seen[:, 2] + reach[:, 2],
        face=seen,
        facing=np.zeros(count),
        framed=framed,
        joints=np.zeros((count, 0)),
    )


def _levels(places: Doubles, pools: tuple[Pool, ...]) -> Doubles:
    """(F,) how high the ground or the water is at places (F, 3)."""
    level = np.zeros(len(places))
    for pool in pools:
        left, right, near, far = pool.bounds_m
        x, y = places[:, 0], places[:, 1]
        level[(x > left) & (x < right) & (y > near) & (y < far)] = pool.surface_m
    return level
