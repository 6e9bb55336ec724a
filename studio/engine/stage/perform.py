"""A shot, played out: directions and a world go in, a performance and the world after it come out.

set the scene -> plan what is done -> schedule it -> embody the people -> simulate the things
              -> act the faces -> place the camera -> Performance and World after
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from studio.engine.performance import Performance, Speech
from studio.engine.stage import company
from studio.engine.stage.breaking import breakages, crashes, with_breaking
from studio.engine.stage.callsheet import CallSheet, Played
from studio.engine.stage.cinematography import shoot
from studio.engine.stage.creature_tracks import Alive, embodied, left_as, lifeless, solid, with_limbs
from studio.engine.stage.custody import found_at, pushes
from studio.engine.stage.doings import plan
from studio.engine.stage.dubbing import dubs_fit
from studio.engine.stage.entrances import Opening, set_the_scene
from studio.engine.stage.exaggeration import exaggerated
from studio.engine.stage.flexible import with_cloths
from studio.engine.stage.footsteps import footsteps
from studio.engine.stage.ledger import Landed, Ledger
from studio.engine.stage.opening import clicks, part_tracks
from studio.engine.stage.poised import poised
from studio.engine.stage.pushing import with_pushing
from studio.engine.stage.ramps import on_ramps
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Timing, schedule
from studio.engine.stage.simulation import Outcome, Track, simulate
from studio.engine.stage.soaking import soaked
from studio.engine.stage.uprights import stood_up
from studio.engine.stage.weathering import splashes, surroundings_of
from studio.engine.stage.whereabouts import arranged
from studio.engine.stage.wind import wind_of
from studio.engine.stage.world_after import world_after
from studio.engine.stage.wreckage import settled
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Shot, begun_together, frames_in
from studio.timeline.world import Vector, World


def perform(sheet: CallSheet, before: World, speech: tuple[Speech, ...], stop: StopToken) -> Played:
    """Play a shot out in the world the one before it left.

    Args:
        speech: one per Line beat, in order, with phoneme timings.

    Raises:
        Stopped: the token was set.
    """
    frames = frames_in(sheet.shot.duration, sheet.fps)
    opening = poised(sheet, before, arranged(sheet, before, set_the_scene(sheet, before)))
    opening = stood_up(sheet, on_ramps(sheet, before, opening))
    times = np.arange(frames) / sheet.fps
    run = _rehearse(sheet, opening, speech, times, {}, stop)
    if found := found_at(run.ensemble.hands, pushes(opening, run.timing.cues), run.timing.cues):
        landed = {who: _place_at(run.outcome.tracks[who[1]], time, sheet.fps) for who, time in found.items()}
        run = _rehearse(sheet, opening, speech, times, landed, stop)
    return _filmed(sheet, before, run, times, stop)


@dataclass(frozen=True, eq=False)
class _Run:
    """Everything done and simulated, before faces and camera."""

    ledger: Ledger
    timing: Timing
    ensemble: company.Ensemble
    outcome: Outcome
    alive: dict[str, Alive]


def _rehearse(
    sheet: CallSheet, opening: Opening, speech: tuple[Speech, ...], times: Doubles, landed: Landed, stop: StopToken
) -> _Run:
    """Plan, schedule, embody and simulate. ``landed``: where things let go before were found to lie.

    A dub that fits into the time of its line leaves all that is done as it is; others are acted anew.
    """
    shot = sheet.shot
    ledger = plan(opening, shot.beats, _spare_seconds(shot, speech), landed)
    timing = schedule(shot.beats, ledger.doings, speech, float(shot.duration))
    if not dubs_fit(timing.lines, float(shot.duration)):
        return _rehearse(sheet, opening, tuple(said.heard for said in speech), times, landed, stop)
    stop.check()
    ensemble = company.embody_all(sheet, ledger.opening, timing, times, _dice(sheet))
    stop.check()
    alive = _alive(sheet, ledger, ensemble, timing, times)
    stuff, bare = solid(company.stuff_of(ensemble, timing), alive), lifeless(ledger.opening, alive)
    around = with_breaking(surroundings_of(sheet, bare), bare, timing.cues, len(times), sheet.fps)
    around = with_pushing(around, ensemble, timing.cues, sheet.fps)
    outcome = simulate(bare, stuff, len(times), sheet.fps, stop, around)
    outcome.tracks.update({who: one.track for who, one in alive.items() if one.carried})
    settled(outcome.tracks, breakages(outcome.elements), times)
    return _Run(ledger, timing, ensemble, outcome, alive)


def _alive(
    sheet: CallSheet, ledger: Ledger, ensemble: company.Ensemble, timing: Timing, times: Doubles
) -> dict[str, Alive]:
    """The creatures, those that hands and blows move left to physics."""
    pushed = {push.thing for push in pushes(ledger.opening, timing.cues)}
    handled = frozenset({hand.thing for hand in ensemble.hands} | pushed)
    faces = {who: body.torso.at("head", np.zeros(3)) for who, body in ensemble.bodies.items()}
    return embodied(ledger, timing.cues, faces, handled, times, sheet.fps, _dice(sheet))


def _place_at(track: Track, time: float, fps: int) -> Vector:
    x, y, z = track.position[min(len(track.position) - 1, round(time * fps))]
    return float(x), float(y), float(z)


def _filmed(sheet: CallSheet, before: World, run: _Run, times: Doubles, stop: StopToken) -> Played:
    """Act the faces, place the camera, and put everything together."""
    shot, ensemble, timing, wind = sheet.shot, run.ensemble, run.timing, wind_of(sheet)
    actors = company.actors(ensemble, timing, times, _dice(sheet))
    stop.check()
    camera = shoot(sheet, ensemble, run.outcome.tracks, timing.cues, _dice(sheet)("camera"))
    contacts = tuple(
        sorted(
            (
                *run.outcome.contacts,
                *splashes(run.outcome.elements),
                *crashes(run.outcome.elements),
                *footsteps(ensemble),
                *clicks(ensemble.opening, timing.cues, run.outcome.tracks, sheet.fps),
            ),
            key=lambda contact: (contact.time, contact.bodies),
        )
    )
    performance = Performance(
        shot=shot.id,
        fps=sheet.fps,
        frames=len(times),
        setting=shot.setting,
        seed=sheet.seed,
        actors=actors,
        props=with_limbs(company.prop_tracks(ensemble, run.outcome, timing.cues, times), run.alive),
        camera=camera,
        contacts=tuple(contact for contact in contacts if contact.time < float(shot.duration)),
        speech=timing.lines,
        wind=wind.mean,
        gusts=wind.strengths(times).astype(np.float32),
        cues=shot.cues,
        look=shot.look,
        parts=part_tracks(
            ensemble.opening.set, before.place(shot.setting.place), timing.cues, ensemble.opening.things, times
        ),
    )
    after = left_as(world_after(sheet, before, ensemble, run.outcome, timing), run.alive)
    performance = with_cloths(performance, ensemble, wind)
    performance, after = soaked(sheet, before, performance, after)
    return Played(exaggerated(performance, shot.physics), after, _notes(run))


def _spare_seconds(shot: Shot, speech: tuple[Speech, ...]) -> float:
    """What a walk without a goal may last: the shot, less what is said and done beside it."""
    groups = [
        [beat for at in group if isinstance(beat := shot.beats[at], Action)] for group in begun_together(shot.beats)
    ]
    walking = [any(beat.motion in ("walk", "run") for beat in group) for group in groups if group]
    others, walks = walking.count(False), max(1, walking.count(True))
    spoken = sum(said.duration for said in speech)
    return max(1.6, (float(shot.duration) - 0.5 * spoken - 1.2 * others - 0.3) / walks)


def _dice(sheet: CallSheet) -> company.Dice:
    """A seeded generator for each name: the same shot, seed and name give the same numbers."""

    def generator(name: str) -> np.random.Generator:
        digest = hashlib.blake2b(f"{sheet.seed}/{sheet.shot.id}/{name}".encode(), digest_size=8).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    return generator


def _notes(run: _Run) -> tuple[str, ...]:
    return (*run.ledger.opening.notes, *run.ledger.notes, *run.timing.notes, *run.outcome.notes)
