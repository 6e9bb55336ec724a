"""Hearing somebody's voice without playing a shot: what can be asked of the engine thread, and what it says back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec import structs

from studio.cameo.likeness import Holdings, Portrayal, check_likeness
from studio.engine.performance import Samples
from studio.errors import StudioError
from studio.timeline.film import Camera, CastMember, Directions, Film, Line, Seconds, Setting, Shot, ShotId

if TYPE_CHECKING:
    from studio.engine.jobs import JobId

INTRODUCTION: Final = "Hello, I am {}. What happens next?"


@dataclass(frozen=True)
class Audition:
    """Speak a line as somebody's voice now is; ends with Voiced."""

    member: CastMember
    line: Line


@dataclass(frozen=True, eq=False)
class Voiced:
    """Somebody's voice, (2, n) float32 at 48 kHz."""

    job: "JobId"
    samples: Samples


def audition_of(film: Film, member: CastMember) -> Audition:
    """Somebody's first line of the film, as they say it there; an introduction where they have none."""
    said = (beat for scene in film.scenes for shot in scene.shots for beat in shot.beats if isinstance(beat, Line))
    own = next((line for line in said if line.who == member.id), None)
    return Audition(member, own or Line(member.id, INTRODUCTION.format(member.name or "nobody yet")))


def voiced(request: Audition, job: "JobId", holdings: Holdings) -> Voiced:
    """What is heard: of somebody's cameo the voice that is styled after them, where it may say this; else a stand-in's.

    Raises:
        MissingResource: the voices are not installed.
    """
    from studio.engine.sound.voice import speak

    spoken = speak(request.line, _speaker(request, holdings)).samples
    return Voiced(job, np.repeat(spoken[None], 2, axis=0))


def _speaker(request: Audition, holdings: Holdings) -> CastMember:
    member, line = request.member, request.line
    if not member.cameo:
        return member
    said = Shot(ShotId("audition"), line.text, Directions(), Setting("", ""), Camera(), (line,), Seconds(1))
    try:
        return check_likeness(Portrayal(member, said), holdings).member
    except StudioError:
        return structs.replace(member, cameo="")
