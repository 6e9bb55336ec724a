"""A shot, played out: directions and a world go in, a performance and the world after it come out.

set the scene -> plan what is done -> schedule it -> embody the people -> simulate the things
              -> act the faces -> place the camera -> Performance and World after
"""

import hashlib

import numpy as np

from studio.engine.performance import Performance, Speech
from studio.engine.stage import company
from studio.engine.stage.callsheet import CallSheet, Played
from studio.engine.stage.cinematography import shoot
from studio.engine.stage.doings import Ledger, plan
from studio.engine.stage.entrances import set_the_scene
from studio.engine.stage.footsteps import footsteps
from studio.engine.stage.schedule import Timing, schedule
from studio.engine.stage.simulation import simulate
from studio.engine.stage.world_after import world_after
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Shot, frames_in
from studio.timeline.world import World

_WIND_MPS = {"clear": 0.6, "rain": 1.6, "storm": 6.0, "wind": 5.0, "windy": 5.0, "snow": 1.0, "fog": 0.3, "petals": 1.8}


def perform(sheet: CallSheet, before: World, speech: tuple[Speech, ...], stop: StopToken) -> Played:
    """Play a shot out in the world the one before it left.

    Args:
        speech: one per Line beat, in order, with phoneme timings.
    Raises:
        Stopped: the token was set.
    """
    shot, frames = sheet.shot, frames_in(sheet.shot.duration, sheet.fps)
    opening = set_the_scene(sheet, before)
    ledger = plan(opening, _actions(shot), _spare_seconds(shot, speech))
    timing = schedule(shot.beats, ledger.doings, speech, float(shot.duration))
    stop.check()
    times = np.arange(frames) / sheet.fps
    ensemble = company.embody_all(sheet, ledger.opening, timing, times, _dice(sheet))
    stop.check()
    tracks, strikes = simulate(ledger.opening, company.stuff_of(ensemble, timing), frames, sheet.fps, stop)
    actors = company.actors(ensemble, timing, times, _dice(sheet))
    stop.check()
    camera = shoot(sheet, ensemble, tracks, frames, _dice(sheet)("camera"))
    contacts = tuple(sorted((*strikes, *footsteps(ensemble)), key=lambda contact: (contact.time, contact.bodies)))
    performance = Performance(
        shot=shot.id,
        fps=sheet.fps,
        frames=frames,
        setting=shot.setting,
        seed=sheet.seed,
        actors=actors,
        props=company.prop_tracks(ensemble, tracks),
        camera=camera,
        contacts=tuple(contact for contact in contacts if contact.time < float(shot.duration)),
        speech=timing.lines,
        wind=_wind(shot, _dice(sheet)("wind")),
        cues=shot.cues,
    )
    return Played(performance, world_after(sheet, before, ensemble, tracks, timing), _notes(ledger, timing))


def _actions(shot: Shot) -> tuple[tuple[int, Action], ...]:
    return tuple((number, beat) for number, beat in enumerate(shot.beats) if isinstance(beat, Action))


def _spare_seconds(shot: Shot, speech: tuple[Speech, ...]) -> float:
    """What a walk without a goal may last: the shot, less what is said and done beside it."""
    others = sum(1 for beat in shot.beats if isinstance(beat, Action) and beat.motion not in ("walk", "run"))
    walks = max(1, sum(1 for beat in shot.beats if isinstance(beat, Action)) - others)
    spoken = sum(said.duration for said in speech)
    return max(1.6, (float(shot.duration) - 0.5 * spoken - 1.2 * others - 0.3) / walks)


def _dice(sheet: CallSheet) -> company.Dice:
    """A seeded generator for each name: the same shot, seed and name give the same numbers."""

    def generator(name: str) -> np.random.Generator:
        digest = hashlib.blake2b(f"{sheet.seed}/{sheet.shot.id}/{name}".encode(), digest_size=8).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    return generator


def _wind(shot: Shot, rng: np.random.Generator) -> tuple[float, float]:
    speed = _WIND_MPS.get(shot.setting.weather, 0.6) * float(rng.uniform(0.8, 1.2))
    return round(speed, 6), round(0.25 * speed * float(rng.uniform(-1, 1)), 6)


def _notes(ledger: Ledger, timing: Timing) -> tuple[str, ...]:
    return (*ledger.opening.notes, *ledger.notes, *timing.notes)
