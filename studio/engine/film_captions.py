"""What is said in a film, and when: its shots are played out for it, and none is painted."""

from fractions import Fraction

from studio.engine.production import spoken
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.captioning import Spoken
from studio.timeline.film import Film, Seconds


def film_captions(film: Film, rehearsals: Rehearsals, stop: StopToken) -> tuple[Spoken, ...]:
    """Every line in film time, on whole frames, in order.

    Raises:
        Stopped: the token was set.
    """
    names: dict[str, str] = {member.id: member.name for member in film.cast}
    starts = film.starts()
    return tuple(
        Spoken(
            _on_frame(starts[staged.shot.id] + Fraction(line.start), film.fps),
            _on_frame(starts[staged.shot.id] + Fraction(line.end), film.fps),
            line.text,
            names.get(line.who, ""),
        )
        for staged in stage_shots(film, rehearsals, stop)
        for line in spoken(staged)
    )


def _on_frame(time: Seconds, fps: int) -> Seconds:
    return Fraction(round(time * fps), fps)
