"""Reaction shots: after something is said with feeling, whoever hears it is seen for a moment."""

from collections.abc import Iterator, Sequence
from typing import Final

from studio.engine.director.moments import Moment, entities_of
from studio.engine.director.statement import Shooting
from studio.timeline.film import CastId, EntityId, Feeling, Line

_REACTION_S: Final = 1.6
_TOLD: Final = frozenset({"sad", "weeping", "angry", "surprised", "afraid", "shy", "loving", "guilty", "jealous"})
_LEAST_LINES: Final = 2
_NEAR: Final = 3
"""So many shots there are between two reactions at least."""


def with_reactions(shots: Sequence[Sequence[Moment]]) -> list[Sequence[Moment]]:
    """The shots of a scene, with a silent one of the listener after a felt line that is not answered at once."""
    made: list[Sequence[Moment]] = []
    lines, since = 0, _NEAR
    for number, shot in enumerate(shots):
        made.append(shot)
        lines, since = lines + len(list(_lines(shot))), since + 1
        after = shots[number + 1] if number + 1 < len(shots) else ()
        listener = _listener(shot, after)
        if listener is not None and lines >= _LEAST_LINES and since >= _NEAR:
            made.append([_reaction(shot[-1], listener)])
            since = 0
    return made


def _listener(shot: Sequence[Moment], after: Sequence[Moment]) -> CastId | None:
    """Who is to be seen: the one other person there, if what was said was felt and the camera was left to us."""
    speakers = {line.who for line in _lines(shot)}
    felt = {beat.who for moment in shot for beat in moment.beats if isinstance(beat, Feeling) and beat.emotion in _TOLD}
    if len(speakers) != 1 or not speakers & felt or any(one.shooting.said or one.seconds for one in (*shot, *after)):
        return None
    here = [one for one in shot[-1].here if one not in speakers]
    if len(here) != 1 or here[0] in _acting(shot) | _acting(after[:1]):
        return None
    return here[0]


def _reaction(last: Moment, listener: CastId) -> Moment:
    """A moment without words of its own, at the end of the line."""
    shooting = Shooting(framing="medium close-up", subject=listener)
    return Moment(
        last.end, last.end, last.setting, present=[listener], here=last.here, shooting=shooting, seconds=_REACTION_S
    )


def _lines(shot: Sequence[Moment]) -> Iterator[Line]:
    return (beat for moment in shot for beat in moment.beats if isinstance(beat, Line))


def _acting(shot: Sequence[Moment]) -> set[EntityId]:
    return {entity for moment in shot for beat in moment.beats for entity in entities_of(beat)}
