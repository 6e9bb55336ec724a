"""A shot gone through without a camera: all that is done, embodied and simulated.

set the scene -> plan what is done -> schedule it -> embody the people -> simulate the things

The camera, the faces and the picture's dials come after it, so that a shot that is only looked at in another way is
not gone through again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs

from studio.engine.performance import Speech
from studio.engine.pyrotechnics import FIREWORKS
from studio.engine.stage import company
from studio.engine.stage.breaking import breakages, with_breaking
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.creature_tracks import Alive, embodied, lifeless, solid
from studio.engine.stage.custody import found_at, pushes
from studio.engine.stage.doings import plan
from studio.engine.stage.dressing import dressed_before
from studio.engine.stage.driving import driven, on_the_road
from studio.engine.stage.dubbing import dubs_fit
from studio.engine.stage.entrances import Opening, named_in, set_the_scene
from studio.engine.stage.folding import folded_as_told
from studio.engine.stage.hoops import with_hoops
from studio.engine.stage.keying import keyed
from studio.engine.stage.kites import flown, with_kites_up
from studio.engine.stage.ledger import Landed, Ledger
from studio.engine.stage.loosening import loosened
from studio.engine.stage.on_cue import on_cue
from studio.engine.stage.overhead import overhead
from studio.engine.stage.poised import poised
from studio.engine.stage.pushing import with_pushing
from studio.engine.stage.ramps import on_ramps
from studio.engine.stage.riding import rides_by_thing, rides_in, track_of
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Timing, schedule
from studio.engine.stage.simulation import Outcome, Track, simulate
from studio.engine.stage.skimming import by_the_water
from studio.engine.stage.sticking import with_sticking
from studio.engine.stage.uprights import stood_up
from studio.engine.stage.walking import BEHIND, face_to_face, opened_up, turned_away
from studio.engine.stage.weathering import surroundings_of
from studio.engine.stage.whereabouts import arranged
from studio.engine.stage.wind import wind_of
from studio.engine.stage.wreckage import settled
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Camera, PropId, Shot, frames_in
from studio.timeline.together import begun_together
from studio.timeline.world import Vector, World

SET_UP_FOR = frozenset({"insert", "over the shoulder"})
"""Framings that people are placed for: a change to them or of them is rehearsed anew."""


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """Everything done and simulated, before faces and camera. times: (F,) seconds of its frames."""

    times: Doubles
    ledger: Ledger
    timing: Timing
    ensemble: company.Ensemble
    outcome: Outcome
    alive: dict[str, Alive]

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be done as written, in plain words."""
        return (*self.ledger.opening.notes, *self.ledger.notes, *self.timing.notes, *self.outcome.notes)


def as_rehearsed(sheet: CallSheet) -> CallSheet:
    """The sheet with no more of the camera, the look and the dials than a rehearsal depends on."""
    framing, subject, other = sheet.shot.camera.framing, sheet.shot.camera.subject, sheet.shot.camera.other
    if framing not in SET_UP_FOR:
        framing = Camera().framing if company.faces_camera(sheet.shot.camera) else "point of view"
        subject = other = None
    seen = tuple(effect for effect in sheet.shot.effects if effect == FIREWORKS)
    angle = sheet.shot.camera.angle if sheet.shot.camera.angle == BEHIND else Camera().angle
    camera = Camera(framing, angle=angle, subject=subject, other=other)
    shot = structs.replace(
        sheet.shot, camera=camera, look="", effects=seen, cues=(), physics=0.0, still=None, footage=None
    )
    if sheet.shot.camera.subject not in named_in(shot):
        shot = structs.replace(shot, camera=structs.replace(camera, subject=sheet.shot.camera.subject))
    return replace(sheet, shot=shot)


def rehearse(sheet: CallSheet, before: World, speech: tuple[Speech, ...], stop: StopToken) -> Rehearsal:
    """Go through a shot in the world the one before it left.

    Args:
        sheet: as :func:`as_rehearsed` has it.
        speech: one per Line beat, in order, with phoneme timings.

    Raises:
        Stopped: the token was set.
    """
    opening = loosened(sheet, arranged(sheet, before, set_the_scene(sheet, before)))
    opening = by_the_water(sheet.shot.beats, opening)
    opening = overhead(sheet, before, poised(sheet, before, opening))
    opening = dressed_before(folded_as_told(sheet, opening), sheet.shot.beats)
    opening = on_the_road(sheet, opening)
    opening = opened_up(stood_up(sheet, on_ramps(sheet, before, opening)), sheet)
    opening = face_to_face(turned_away(opening, sheet), sheet)
    opening = with_kites_up(sheet, before, opening)
    run = _gone_through(sheet, opening, speech, {}, stop)
    if found := found_at(run.ensemble.hands, pushes(opening, run.timing.cues), run.timing.cues):
        landed = {who: _place_at(run.outcome.tracks[who[1]], time, sheet.fps) for who, time in found.items()}
        run = _gone_through(sheet, opening, speech, landed, stop)
    return run


def _gone_through(
    sheet: CallSheet, opening: Opening, speech: tuple[Speech, ...], landed: Landed, stop: StopToken
) -> Rehearsal:
    """Plan, schedule, embody and simulate. ``landed``: where things let go before were found to lie.

    A dub that fits into the time of its line leaves all that is done as it is; others are acted anew.
    """
    shot, times = sheet.shot, np.arange(frames_in(sheet.shot.duration, sheet.fps)) / sheet.fps
    cut_to = frozenset(person.id for person in opening.people) if shot.camera.framing == "insert" else frozenset[str]()
    ledger = plan(opening, shot.beats, _spare_seconds(shot, speech), landed, cut_to)
    timing = on_cue(schedule(shot.beats, ledger.doings, speech, float(shot.duration)), shot)
    timing = keyed(timing, shot, ledger.opening)
    if not dubs_fit(timing.lines, float(shot.duration)):
        return _gone_through(sheet, opening, tuple(said.heard for said in speech), landed, stop)
    stop.check()
    ensemble = company.embody_all(sheet, ledger.opening, timing, times, dice_of(sheet))
    ledger.notes.extend(company.never_hand_in_hand(ensemble, shot))
    stop.check()
    rides = rides_by_thing(rides_in(ledger.opening, timing.cues, times))
    mounts = {thing: track_of(ensemble.bodies[ride.who], ride) for thing, ride in rides.items()}
    alive = _alive(sheet, ledger, ensemble, timing, times, mounts)
    stuff, bare = solid(company.stuff_of(ensemble, timing), alive), lifeless(ledger.opening, alive)
    palms = {who: body.arms.palms for who, body in ensemble.bodies.items()}
    stuff = flown(stuff, ledger.opening, wind_of(sheet), palms, sheet.fps)
    bare = replace(bare, things=tuple(one for one in bare.things if one.prop.id not in mounts))
    around = with_breaking(surroundings_of(sheet, bare), bare, timing.cues, len(times), sheet.fps)
    around = with_pushing(around, ensemble, timing.cues, sheet.fps)
    around = with_sticking(with_hoops(around, bare, stuff.goals))
    outcome = simulate(bare, stuff, len(times), sheet.fps, stop, around)
    outcome.tracks.update({str(thing): track for thing, track in mounts.items()})
    outcome.tracks.update(driven(ledger.opening, timing.cues, times))
    outcome.tracks.update({who: one.track for who, one in alive.items() if one.carried})
    settled(outcome.tracks, breakages(outcome.elements), times)
    return Rehearsal(times, ledger, timing, ensemble, outcome, alive)


def _alive(
    sheet: CallSheet,
    ledger: Ledger,
    ensemble: company.Ensemble,
    timing: Timing,
    times: Doubles,
    mounts: Mapping[PropId, Track],
) -> dict[str, Alive]:
    """The creatures, those that hands and blows move left to physics."""
    pushed = {push.thing for push in pushes(ledger.opening, timing.cues)}
    handled = frozenset({hand.thing for hand in ensemble.hands} | pushed)
    faces = {who: body.torso.at("head", np.zeros(3)) for who, body in ensemble.bodies.items()}
    return embodied(ledger, timing, faces, handled, times, sheet.fps, dice_of(sheet), mounts)


def _place_at(track: Track, time: float, fps: int) -> Vector:
    x, y, z = track.position[min(len(track.position) - 1, round(time * fps))]
    return float(x), float(y), float(z)


def _spare_seconds(shot: Shot, speech: tuple[Speech, ...]) -> float:
    """What a walk without a goal may last: the shot, less what is said and done beside it."""
    groups = [
        [beat for at in group if isinstance(beat := shot.beats[at], Action)] for group in begun_together(shot.beats)
    ]
    walking = [any(beat.motion in ("walk", "run") for beat in group) for group in groups if group]
    others, walks = walking.count(False), max(1, walking.count(True))
    spoken = sum(said.duration for said in speech)
    return max(1.6, (float(shot.duration) - 0.5 * spoken - 1.2 * others - 0.3) / walks)


def dice_of(sheet: CallSheet) -> company.Dice:
    """A seeded generator for each name: the same shot, seed and name give the same numbers."""

    def generator(name: str) -> np.random.Generator:
        digest = hashlib.blake2b(f"{sheet.seed}/{sheet.shot.id}/{name}".encode(), digest_size=8).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    return generator
