"""Recordings in the time that was played for their lines: where one fits, only the mouth is moved to it."""

from collections.abc import Sequence
from typing import Final

from studio.engine.performance import SpeechEvent

_END_S: Final = 0.08
_LEAST: Final = 0.5
"""A recording much shorter than the line was acted would leave its speaker gesturing in silence."""


def dubs_fit(lines: Sequence[SpeechEvent], duration: float) -> bool:
    """Whether each dub is over before the next line begins and the shot ends, and fills its own line's time."""
    return all(_fits(line, lines, duration) for line in lines if line.speech.dub is not None)


def _fits(line: SpeechEvent, lines: Sequence[SpeechEvent], duration: float) -> bool:
    room = min([duration - _END_S, *(other.start for other in lines if other.start > line.start)])
    room = max(room, min(line.end, duration))  # who already spoke at once with somebody goes on doing so
    return line.heard_until <= room and line.speech.heard.duration >= _LEAST * line.speech.duration
