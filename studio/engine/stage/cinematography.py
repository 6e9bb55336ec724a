"""The camera of a shot: what there is to see, the set-up that sees it, and its move."""

from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.skeleton import rotation_matrices
from studio.engine.stage import camera, kinds, moves
from studio.engine.stage.body import Body
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.company import Ensemble
from studio.engine.stage.creature_heads import Head, heads_of
from studio.engine.stage.details import detail_of
from studio.engine.stage.entrances import Entrant, Placed
from studio.engine.stage.rehearsal import Rehearsal
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue, Timing
from studio.engine.stage.simulation import Track
from studio.engine.stage.viewing import EYES_DOWN, Scene, Subject, bodies_of
from studio.engine.vocabulary import Part, Pool
from studio.timeline.film import Action, CastId, PropId, frames_in

AFLOAT_SHARE, AFLOAT_SMALLER, SHOWS_M, STRETCHED_M = 0.8, 0.2, 0.5, 0.75
RAISED_M = 1.2  # who is higher up is framed as somebody of their own height, not as one who reaches up there
"""Of one in the water: how far up the body it comes, how much less is seen, what is above it, how far it reaches."""
MEETINGS: Final = frozenset({"two shot", "group shot", "over the shoulder", "medium shot"})
COMES_UP_M, MEET_S, MEET_SHARE = 1.6, 0.5, 0.75
WIDE_ENOUGH = 1.1  # frames at least as high as this, in bodies, hold what people merely hold
TELLING, FELT_S, FACED = 3.0, 1.2, frozenset({"act", "gesture"})
"""How much more the frames count in which a face tells something; how long a feeling is news; deeds of the face."""
ELBOW_SHARE = 0.34  # how far up the trunk, from the pelvis to the neck, the elbow of a hanging arm is


def shoot(sheet: CallSheet, run: Rehearsal, rng: np.random.Generator) -> CameraPath:
    """Place the camera and move it."""
    ensemble, timing, tracks, heads = run.ensemble, run.timing, run.outcome.tracks, heads_of(run.alive)
    frames, cues = frames_in(sheet.shot.duration, sheet.fps), timing.cues
    along = _along(sheet)
    meet = sheet.shot.camera.framing in MEETINGS and not along
    people = [
        _person(p, ensemble.bodies[p.id], _framed(p, cues, frames, sheet.fps, meet)) for p in ensemble.opening.people
    ]
    framed = {person.id: person.framed for person in people}
    things = [
        _thing(t, tracks[t.prop.id], framed.get(CastId(t.holder or ""), slice(None)), ensemble.opening.set.water)
        for t in ensemble.opening.things
    ]
    things = [_with_head(thing, heads.get(thing.id)) for thing in things]
    detail = detail_of(sheet.shot, ensemble, cues)
    scene = Scene(
        ensemble.opening,
        sheet.shot.setting.set,
        (*people, *things, *_parts(ensemble, cues, frames), *([] if detail is None else [detail])),
        _told(sheet, ensemble) | {cue.doing.feature for cue in cues if cue.doing.feature},
        _corners(ensemble),
        _side(sheet),
        frames,
        sheet.fps,
        _engaged(sheet),
        frozenset(str(beat.who) for beat in sheet.shot.beats if isinstance(beat, Action) and beat.who not in framed),
        {person.id: _telling(person.id, timing, frames, sheet.fps) for person in people},
        detail,
        along,
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

    Things merely left there from before need not be in the picture, nor those merely held in a near one.
    """
    opening, words = ensemble.opening, sheet.shot.words.lower()
    people: set[str] = {p.id for p in opening.people if p.id in opening.named}
    used = {
        each for beat in sheet.shot.beats if isinstance(beat, Action) for each in (beat.who, beat.thing, beat.towards)
    }
    wide = bodies_of(sheet.shot.camera) >= WIDE_ENOUGH
    held = {hand.thing for hand in ensemble.hands} if wide else set[str]()
    things: set[str] = {
        t.prop.id
        for t in opening.things
        if t.prop.id in opening.named
        and (not words or t.prop.id in used | held or any(word in words for word in (t.prop.name.lower(), t.prop.kind)))
    }
    return frozenset(people | things)


def _engaged(sheet: CallSheet) -> tuple[str, ...]:
    """The people of the beats, in the order of the words; then the others whom the words name."""
    ids = {member.id for member in sheet.cast}
    told = [who for beat in sheet.shot.beats for who in (beat.who, beat.towards if isinstance(beat, Action) else None)]
    words = sheet.shot.words.lower()
    named = sorted((at, member.id) for member in sheet.cast if (at := words.find(member.name.lower())) >= 0)
    return tuple(dict.fromkeys(str(who) for who in (*told, *(who for _, who in named)) if who in ids))


def _along(sheet: CallSheet) -> frozenset[str]:
    """Who goes where the camera's subject goes, told in the same words."""
    ways = [
        beat for beat in sheet.shot.beats if isinstance(beat, Action) and kinds.motion_of(beat.motion).family == "walk"
    ]
    own = {(beat.motion, beat.words) for beat in ways if beat.who == sheet.shot.camera.subject and beat.words}
    return frozenset(str(beat.who) for beat in ways if (beat.motion, beat.words) in own) - {
        str(sheet.shot.camera.subject)
    }


def _corners(ensemble: Ensemble) -> tuple[Doubles, Doubles]:
    solids = ensemble.opening.set.solids
    centre = np.array([solid.centre for solid in solids]).reshape(-1, 3)
    half = np.array([solid.size for solid in solids]).reshape(-1, 3) / 2
    return centre - half, centre + half


def _side(sheet: CallSheet) -> int:
    """The side of the line the camera keeps to, the same for all shots at a place."""
    return sum(sheet.shot.setting.place.encode()) % 2


def _framed(person: Entrant, cues: tuple[Cue, ...], frames: int, fps: int, meet: bool) -> slice:
    """The frames somebody must be seen: not while they still come in, nor once they go for good.

    meet: the frame is of people together, and so not of the way that one comes to the other.
    """
    own = [cue for cue in cues if cue.doing.who == person.id]
    joint = [
        cue.start for cue in cues if cue.doing.family == "together" and person.id in (cue.doing.who, cue.doing.aim)
    ]
    begins = max(0, int((min(joint, default=0.0) - MEET_S) * fps))
    if meet and 0 < begins < MEET_SHARE * frames:
        return slice(begins, None)
    for cue in own:
        if cue.doing.family != "walk":
            continue
        goes = cue.doing.motion == "leave" and not any(other.start >= cue.end for other in own)
        if cue.doing.motion == "enter" or goes or (meet and _comes_up(cue)):
            share = cue.start + (0.5 if goes else 0.55) * (cue.end - cue.start)
            frame = min(max(int(share * fps), 0), frames - 1)
            return slice(0, frame + 1) if goes else slice(frame, None)
    return slice(None)


def _comes_up(cue: Cue) -> bool:
    """Whether a walk is a way up to what it is aimed at."""
    return cue.doing.route is not None and cue.doing.aim is not None and cue.doing.route.length > COMES_UP_M


def _telling(who: str, timing: Timing, frames: int, fps: int) -> Doubles:
    """(F,) how much each frame counts for how somebody's face is seen: most while they speak, feel or act."""
    times, weight = np.arange(frames) / fps, np.ones(frames)
    spans = [(line.start, line.start + line.speech.duration) for line in timing.lines if line.speech.who == who]
    spans += [(feeling.time, feeling.time + FELT_S) for feeling in timing.feelings if feeling.who == who]
    spans += [(cue.start, cue.end) for cue in timing.cues if cue.doing.who == who and cue.doing.family in FACED]
    for start, end in spans:
        weight[(times >= start) & (times <= end)] = TELLING
    return weight


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


def _with_head(thing: Subject, head: Head | None) -> Subject:
    """A large animal is looked at in the face."""
    if head is None:
        return thing
    return replace(thing, face=head.middle, facing=head.facing, head_m=head.reach_m)


def _levels(places: Doubles, pools: tuple[Pool, ...]) -> Doubles:
    """(F,) how high the ground or the water is at places (F, 3)."""
    level = np.zeros(len(places))
    for pool in pools:
        left, right, near, far = pool.bounds_m
        x, y = places[:, 0], places[:, 1]
        level[(x > left) & (x < right) & (y > near) & (y < far)] = pool.surface_m
    return level
