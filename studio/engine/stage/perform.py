"""A shot, played out: directions and a world go in, a performance and the world after it come out.

rehearse: set the scene -> plan what is done -> schedule it -> embody the people -> simulate the things
film:     place the camera -> act the faces -> Performance and World after
"""

import numpy as np

from studio.engine.performance import FilmedStill, Performance, Speech
from studio.engine.stage import company
from studio.engine.stage.breaking import crashes
from studio.engine.stage.calling import on_drawings, uttered
from studio.engine.stage.callsheet import CallSheet, Played
from studio.engine.stage.captured import captured
from studio.engine.stage.cinematography import shoot
from studio.engine.stage.creature_tracks import left_as, with_limbs
from studio.engine.stage.drawings import drawn
from studio.engine.stage.exaggeration import exaggerated
from studio.engine.stage.flexible import with_cloths
from studio.engine.stage.footsteps import footsteps
from studio.engine.stage.keying import unseen
from studio.engine.stage.opening import clicks, part_tracks
from studio.engine.stage.rehearsal import Rehearsal, as_rehearsed, dice_of, rehearse
from studio.engine.stage.shaking import shaken
from studio.engine.stage.soaking import soaked
from studio.engine.stage.weathering import splashes
from studio.engine.stage.wind import wind_of
from studio.engine.stage.world_after import world_after
from studio.engine.stop import StopToken
from studio.timeline.world import World


def perform(sheet: CallSheet, before: World, speech: tuple[Speech, ...], stop: StopToken) -> Played:
    """Play a shot out in the world the one before it left.

    Args:
        speech: one per Line beat, in order, with phoneme timings.

    Raises:
        Stopped: the token was set.
    """
    return film(sheet, before, rehearse(as_rehearsed(sheet), before, speech, stop), stop)


def film(sheet: CallSheet, before: World, run: Rehearsal, stop: StopToken) -> Played:
    """Act the faces, place the camera, and put everything together; the rehearsal stays as it is.

    Raises:
        Stopped: the token was set.
    """
    shot, times, wind = sheet.shot, run.times, wind_of(sheet)
    ensemble, timing = run.ensemble, run.timing
    camera = shoot(sheet, run, dice_of(sheet)("camera"))
    stop.check()
    actors = company.actors(company.seeing(ensemble, shot, camera), timing, times, dice_of(sheet))
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
        effects=shot.effects,
        cleared=sheet.cleared,
        filmed=FilmedStill(shot.still, shot.camera) if shot.still else None,
        footage=shot.footage,
        parts=part_tracks(
            ensemble.opening.set, before.place(shot.setting.place), timing.cues, ensemble.opening.things, times
        ),
    )
    after = left_as(world_after(sheet, before, ensemble, run.outcome, timing), run.alive)
    performance = uttered(with_cloths(performance, ensemble, wind), run.alive, timing.cues)
    performance, after = soaked(sheet, before, performance, after)
    performance = shaken(exaggerated(performance, shot.physics), shot)
    performance = captured(performance, shot)
    performance = on_drawings(drawn(performance, shot, ensemble.hands))
    return Played(performance, after, (*run.notes, *unseen(shot, ensemble.opening)))
