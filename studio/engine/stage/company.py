"""Everybody together: bodies and hands of the whole cast, and the tracks that come of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import Actor, CameraPath, Contact, PropTrack, SpeechEvent
from studio.engine.stage import (
    aloft,
    armfuls,
    attention,
    ballistics,
    boards,
    climbing,
    custody,
    dressing,
    faces,
    falling,
    folding,
    grips,
    kinds,
    movement,
    posing,
    riding,
    swinging,
    switching,
    wreckage,
)
from studio.engine.stage.body import Body, embody
from studio.engine.stage.breaking import breakages
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.engine.stage.hand_in_hand import hand_in_hand, out_of_reach
from studio.engine.stage.keying import gaze_spans
from studio.engine.stage.laying import laid
from studio.engine.stage.lens_contact import into_the_lens
from studio.engine.stage.opening import lid_frames
from studio.engine.stage.reaching import Busy, Holding
from studio.engine.stage.rotation import Doubles, Flags, to_quaternions
from studio.engine.stage.schedule import Cue, FeelingCue, FlashCue, Timing
from studio.engine.stage.simulation import Outcome, Stuff, Track
from studio.engine.stage.stances import Stance, stance_of
from studio.engine.stage.torso import Manner
from studio.timeline.film import Camera, Prop, Shot

Dice: TypeAlias = Callable[[str], np.random.Generator]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Everybody's body and attention, and who holds what when."""

    opening: Opening
    bodies: dict[str, Body]
    attention: dict[str, attention.Attention]
    moods: dict[str, dict[str, Doubles]]
    hands: tuple[custody.Hand, ...]
    thuds: tuple[Contact, ...] = ()


def embody_all(sheet: CallSheet, opening: Opening, timing: Timing, times: Doubles, dice: Dice) -> Ensemble:
    """Carry, turn and pose everybody for the whole shot."""
    ways: dict[str, movement.Movement] = {
        p.id: movement.move(p, _own(p, timing.cues), times, dice(f"{p.id}/way")) for p in opening.people
    }
    company = attention.Company(
        opening, ways, timing.cues, timing.lines, sheet.fps, faces_camera(sheet.shot.camera), sheet.shot
    )
    looks: dict[str, attention.Attention] = {
        p.id: attention.attend(p, company, dice(f"{p.id}/eyes")) for p in opening.people
    }
    done = tuple(cue for cue in timing.cues if movement.contact_of(cue) < float(sheet.shot.duration))
    hands = custody.custody(opening, done)
    moods: dict[str, dict[str, Doubles]] = {p.id: _mood(p, timing, times) for p in opening.people}
    bodies: dict[str, Body] = {
        p.id: embody(
            _rest(p),
            ways[p.id],
            looks[p.id],
            _manner(p, timing, moods[p.id], dice),
            replace(
                _busy(p, opening, timing, hands, dice),
                stance=_stance(p, timing, sheet.shot),
                board=boards.before(opening, ways[p.id]),
            ),
        )
        for p in opening.people
    }
    falls = {
        p.id: falling.played_falls(
            _flown(bodies[p.id], p, timing), _own(p, timing.cues), _rest(p), opening, dice(f"{p.id}/fall")
        )
        for p in opening.people
    }
    held = {p.id: aloft.carried(falls[p.id].body, _carried(p, opening, timing)) for p in opening.people}
    bodies = {who: carried.body for who, carried in held.items()}
    rests: dict[str, Doubles] = {person.id: _rest(person) for person in opening.people}
    bodies = hand_in_hand(bodies, rests, sheet.shot.beats, timing.cues, sheet.fps)
    riders = {person.id: person for person in opening.people}
    for ride in riding.rides_in(opening, timing.cues, times):
        if ride.behind is not None:
            bodies[ride.who] = riding.taken_along(bodies[ride.who], bodies[ride.behind], ride)
        bodies[ride.who] = riding.ridden(bodies[ride.who], _rest(riders[ride.who]), ride)
    bodies = {p.id: swinging.swung(bodies[p.id], opening, _own(p, timing.cues), timing.cues) for p in opening.people}
    thuds = tuple(contact for fall in falls.values() for contact in fall.thuds)
    thuds += tuple(contact for carried in held.values() for contact in carried.contacts)
    return Ensemble(opening, bodies, looks, moods, hands, thuds)


def never_hand_in_hand(ensemble: Ensemble, shot: Shot) -> tuple[str, ...]:
    """What to say of those who are told to go hand in hand and are too far apart all along."""
    people = {str(person.id): person for person in ensemble.opening.people}
    rests = {who: _rest(person) for who, person in people.items()}
    names = [
        (people[one].member.name, people[other].member.name)
        for one, other in out_of_reach(ensemble.bodies, rests, shot.beats)
    ]
    return tuple(f"{one} and {other} are too far apart to take hands." for one, other in names)


def seeing(ensemble: Ensemble, shot: Shot, camera: CameraPath) -> Ensemble:
    """The same with the eyes of those who look into the camera on it, now that it stands."""
    eyes = dict(ensemble.attention)
    for person in ensemble.opening.people:
        spans, body = gaze_spans(shot, person.id), ensemble.bodies[person.id]
        eyes[person.id] = into_the_lens(eyes[person.id], spans, body, camera)
    return replace(ensemble, attention=eyes)


def _rest(person: Entrant) -> Doubles:
    return skeleton.rest_joints(person.member.look)


def _flown(body: Body, person: Entrant, timing: Timing) -> Body:
    return ballistics.flown(body, _own(person, timing.cues), _rest(person))


def _carried(person: Entrant, opening: Opening, timing: Timing) -> aloft.Carried:
    own = tuple(_own(person, timing.cues))
    return aloft.Carried(person, own, _rest(person), opening.set, climbing.hold_for(opening, person))


def faces_camera(camera: Camera) -> bool:
    """Whether people have the camera before them: neither behind somebody nor turned to the side."""
    return camera.framing not in ("over the shoulder", "point of view") and "turn_deg" not in kinds.option(
        "angles", camera.angle
    )


def _own(person: Entrant, cues: tuple[Cue, ...]) -> list[Cue]:
    return sorted((cue for cue in cues if cue.doing.who == person.id), key=lambda cue: cue.start)


def _lines(person: Entrant, timing: Timing) -> tuple[SpeechEvent, ...]:
    return tuple(line for line in timing.lines if line.speech.who == person.id)


def _mood(person: Entrant, timing: Timing, times: Doubles) -> dict[str, Doubles]:
    return faces.mood(person.emotion, _feelings(person, timing), times)


def _feelings(person: Entrant, timing: Timing) -> list[FeelingCue]:
    return [feeling for feeling in timing.feelings if feeling.who == person.id]


def _flashes(person: Entrant, timing: Timing) -> list[FlashCue]:
    return [flash for flash in timing.flashes if flash.who == person.id]


def _manner(person: Entrant, timing: Timing, mood: dict[str, Doubles], dice: Dice) -> Manner:
    gloom = np.clip(0.7 * mood["brow_tilt"] + mood["tears"] - 0.3 * mood["smile"], 0, 1) * (mood["smile"] < 0.1)
    cheer = np.clip(mood["smile"] - 0.2, 0, 1)
    return Manner(tuple(_own(person, timing.cues)), _lines(person, timing), dice(f"{person.id}/trunk"), gloom, cheer)


def _busy(person: Entrant, opening: Opening, timing: Timing, hands: tuple[custody.Hand, ...], dice: Dice) -> Busy:
    known: dict[str, Placed] = {t.prop.id: t for t in opening.things}
    unit = skeleton.head_unit(person.member.look)
    own_hands = [h for h in hands if h.who == person.id]
    held = [one for h in own_hands for one in folding.held_as(h, folding.shapes(known[h.thing], timing.cues))]
    holds = [(h, kind, armfuls.hold_in(h.part, kind, unit)) for h, kind in held]
    holdings = tuple(
        Holding(h.thing, hold, h.start, h.end, grips.hangs_below(kind, hold))
        for h, kind, hold in holds
        if hold is not None
    )
    handed = tuple(c for c in timing.cues if (c.doing.family == "give" or c.doing.caught) and c.doing.aim == person.id)
    own = tuple(_own(person, timing.cues))
    return Busy(own, handed, _lines(person, timing), holdings, dice(f"{person.id}/arms"))


def _stance(person: Entrant, timing: Timing, shot: Shot) -> tuple[Stance, bool]:
    felt = [person.emotion, *(feeling.emotion for feeling in _feelings(person, timing))][-1]
    return stance_of(person.id, person.member.look, felt, shot.setting.place)


def stuff_of(ensemble: Ensemble, timing: Timing) -> Stuff:
    """What hands and feet do to things."""
    known: dict[str, Placed] = {t.prop.id: t for t in ensemble.opening.things}
    held: dict[custody.Hand, Track] = {}
    for hand in sorted(ensemble.hands, key=lambda one: one.part.where == "pile"):
        body = ensemble.bodies[hand.who]
        if hand.part.where == "pile":
            base = next(held[one] for one in held if one.thing == hand.part.on and _meet(one, hand))
            centre, turn = armfuls.piled_on(base.position, body.movement.heading, hand.part, known[hand.thing].kind)
            held[hand] = Track(centre, to_quaternions(turn))
            continue
        tipped = _tipped(hand, timing, body)
        shapes = folding.shapes(known[hand.thing], timing.cues)
        centre, turn = folding.in_hands(known[hand.thing], shapes, hand.part, body, tipped)
        own = tuple(cue for cue in timing.cues if cue.doing.who == hand.who)
        held[hand] = laid(Track(centre, to_quaternions(turn)), hand.thing, body, own)
    people = tuple(ensemble.bodies)
    limbs = [body.capsules for body in ensemble.bodies.values()]
    return Stuff(
        hands=ensemble.hands,
        held=held,
        pushes=custody.pushes(ensemble.opening, timing.cues),
        people=people,
        capsules=np.concatenate(limbs, 1) if limbs else np.zeros((1, 0, 2, 3)),
        headings={who: body.movement.heading for who, body in ensemble.bodies.items()},
        passing=frozenset(
            (str(cue.doing.thing), cue.doing.who)
            for cue in timing.cues
            if cue.doing.family in ("push", "pull", "topple")
        ),
    )


def _meet(one: custody.Hand, other: custody.Hand) -> bool:
    """Whether both are in the same hands at the same time."""
    return one.who == other.who and one.start < other.end and other.start < one.end


def _tipped(hand: custody.Hand, timing: Timing, body: Body) -> Doubles:
    """(F,) how far somebody tips what they hold, by what they use it for."""
    total = np.zeros(len(body.movement.times))
    for cue in timing.cues:
        acting = posing.acting_of(cue)
        if acting is not None and acting.tool and cue.doing.who == hand.who and hand.thing in (cue.doing.thing, None):
            total += posing.tipped(acting, cue, body.movement.times)
    return total


def actors(ensemble: Ensemble, timing: Timing, times: Doubles, dice: Dice) -> tuple[Actor, ...]:
    """Everybody as the painters want them, faces acted."""
    out: list[Actor] = []
    for person in ensemble.opening.people:
        body = ensemble.bodies[person.id]
        face = faces.make_face(
            times,
            _lines(person, timing),
            tuple(_own(person, timing.cues)),
            faces.flashed(ensemble.moods[person.id], _flashes(person, timing), times),
            ensemble.attention[person.id],
            faces.blinks(times, _feelings(person, timing), dice(f"{person.id}/face")),
        )
        way = body.movement
        root = np.column_stack([way.root, np.zeros(len(times))]).astype(np.float32)
        heading, lift = way.heading.astype(np.float32), way.lift.astype(np.float32)
        for member, shown in dressing.wardrobe(person.member, person.wearing, timing.cues, times):
            out.append(Actor(member, root, heading, lift, body.joints, face, shown))
    return tuple(out)


def prop_tracks(ensemble: Ensemble, outcome: Outcome, cues: tuple[Cue, ...], times: Doubles) -> tuple[PropTrack, ...]:
    """Every thing's track as the painters want it, and the shards of what is broken."""
    broken = breakages(outcome.elements)
    whole: list[PropTrack] = []
    for placed in ensemble.opening.things:
        seen = [wreckage.whole_until(broken, placed.prop.id, times), dressing.in_the_open(placed, cues, times)]
        lit = switching.lit_frames(placed, cues, times)
        lid = swinging.angles(placed, cues, times) if placed.kind.swings else lid_frames(placed, cues, times)
        tracks = [
            one
            for prop, track, frames in folding.seen_as(placed, outcome.tracks[placed.prop.id], cues, times)
            for one in _lit_and_dark(prop, track, [*seen, frames], lit)
        ]
        whole += tracks if lid is None else [replace(one, opening=lid.astype(np.float32)) for one in tracks]
    shards = wreckage.shard_tracks(broken, times)
    return (*whole, *shards, *wreckage.wreck_tracks(ensemble.opening, len(times)))


def _lit_and_dark(prop: Prop, track: Track, seen: list[Flags | None], lit: Flags) -> list[PropTrack]:
    """A thing's track; one for the frames it is lit and one for those it is dark, where its light changes."""
    masks = [mask for mask in seen if mask is not None]
    position, orientation = track.position.astype(np.float32), track.orientation.astype(np.float32)
    tracks: list[PropTrack] = []
    for on in (True, False):
        frames = lit if on else ~lit
        if frames.any():
            told = [*masks] if frames.all() else [*masks, frames]
            shown = np.logical_and.reduce(told) if told else None
            tracks.append(PropTrack(prop, position, orientation, shown, lit=on))
    return tracks
