"""How soon an edited direction shows: from the edit to the first new preview frame, through the engine thread."""

import queue
import time
from collections.abc import Sequence
from statistics import median

from msgspec.structs import replace

from studio.bench.figures import Figure, at_most
from studio.bench.sample import sample_film
from studio.engine.jobs import Directed, FrameReady, JobEvent, Preview, Redirect
from studio.engine.painters.painter import Size
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.timeline.film import Film, ShotId

SIZE = Size(640, 360)
EDIT = "Close-up, low angle, dolly in"


def measure() -> Sequence[Figure]:
    """Seconds from the edit of a shot's camera to its picture, for every shot of the sample film."""
    events: queue.Queue[JobEvent] = queue.Queue()
    engine = Engine(events.put, Workshop())
    film = sample_film()
    try:
        for shot in film.shots:
            _still(engine, events, film, shot.id)
        seconds = [_edited(engine, events, film, shot.id) for shot in film.shots]
    finally:
        engine.close()
    return [
        at_most("edit to first new frame, median shot", median(seconds), "s", 0.5),
        at_most("edit to first new frame, slowest shot", max(seconds), "s", 0.5),
    ]


def _still(engine: Engine, events: "queue.Queue[JobEvent]", film: Film, shot: ShotId) -> None:
    job = engine.submit(Preview(film, film.starts()[shot], SIZE))
    while not (isinstance(event := events.get(), FrameReady) and event.job == job):
        pass


def _edited(engine: Engine, events: "queue.Queue[JobEvent]", film: Film, shot: ShotId) -> float:
    began = time.perf_counter()
    job = engine.submit(Redirect(film, shot, replace(film.shot(shot).directions, camera=EDIT)))
    while not (isinstance(event := events.get(), Directed) and event.job == job):
        pass
    _still(engine, events, event.film, shot)
    return time.perf_counter() - began
