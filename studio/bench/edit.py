"""How soon an edited direction shows: from the edit to the first new preview frame, through the engine thread."""

import queue
import time
from collections.abc import Sequence
from statistics import median

from msgspec.structs import replace

from studio.bench.figures import Figure, at_most
from studio.bench.sample import sample_film
from studio.engine.director import direct
from studio.engine.jobs import Directed, Finished, FrameReady, JobEvent, Preview, Redirect, Survey
from studio.engine.painters.painter import Size
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.timeline.film import Film, ShotId

SIZE = Size(640, 360)
THUMBNAIL = Size(160, 90)
EDIT = "Close-up, low angle, dolly in"
KOREAN = "저녁 해변. 지민이 해변을 걷는다. 그녀는 빨간 우산을 들고 있다."
KOREAN_EDIT = "지민의 클로즈업, 로우 앵글, 달리 인"


def measure() -> Sequence[Figure]:
    """Seconds from the edit of a shot's camera to its picture, for every shot of the sample film."""
    events: queue.Queue[JobEvent] = queue.Queue()
    engine = Engine(events.put, Workshop())
    film = sample_film()
    try:
        for shot in film.shots:
            _still(engine, events, film, shot.id)
        seconds = [_edited(engine, events, film, shot.id, EDIT) for shot in film.shots]
        korean = _first_in_korean(engine, events)
    finally:
        engine.close()
    return [
        at_most("edit to first new frame, median shot", median(seconds), "s", 0.5),
        at_most("edit to first new frame, slowest shot", max(seconds), "s", 0.5),
        at_most("first edit in Korean to first new frame, the film opened before", korean, "s", 0.5),
    ]


def _still(engine: Engine, events: "queue.Queue[JobEvent]", film: Film, shot: ShotId) -> None:
    job = engine.submit(Preview(film, film.starts()[shot], SIZE))
    while not (isinstance(event := events.get(), FrameReady) and event.job == job):
        pass


def _first_in_korean(engine: Engine, events: "queue.Queue[JobEvent]") -> float:
    """In a film as it is opened: its script was read long ago, and here it is surveyed before it is edited.

    The same film is read from English, so that no word of Korean was analysed yet.
    """
    film = replace(direct("지민 walks on the beach in the evening. She holds a red umbrella."), script=KOREAN)
    shot = film.shots[0].id
    job = engine.submit(Survey(film, THUMBNAIL))
    while not (isinstance(event := events.get(), Finished) and event.job == job):
        pass
    _still(engine, events, film, shot)
    return _edited(engine, events, film, shot, KOREAN_EDIT)


def _edited(engine: Engine, events: "queue.Queue[JobEvent]", film: Film, shot: ShotId, words: str) -> float:
    began = time.perf_counter()
    job = engine.submit(Redirect(film, shot, replace(film.shot(shot).directions, camera=words)))
    while not (isinstance(event := events.get(), Directed) and event.job == job):
        pass
    _still(engine, events, event.film, shot)
    return time.perf_counter() - began
