"""The sample film, as the benches use it."""

from studio.engine.director import direct
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.resources import resource
from studio.timeline.film import Film


def sample_film() -> Film:
    """The film that a first run opens."""
    return direct(resource("samples/first_film.fountain").read_text("utf-8"))


def staged_sample() -> list[Staged]:
    """The sample film played out."""
    return list(stage_shots(sample_film(), Rehearsals(), StopToken()))
