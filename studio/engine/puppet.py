"""Somebody's moves, played by one of the cast as they are seen: a short stretch of a sitting that ends now."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Actor, Face, Performance
from studio.engine.stage.captured import acted, table
from studio.timeline.capturing import Moves

LATELY: Final = 8
"""How many moments are played for one picture: hair and cloth lag behind the head that long."""
Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class Seen:
    """What somebody does, and when the picture that shows it was taken: seconds of ``time.perf_counter``."""

    moves: Moves
    at: float


class Puppetry:
    """The last moments of somebody in front of a camera, as the acting of a member who sits for the turntable."""

    def __init__(self) -> None:
        self._lately: deque[Moves] = deque([Moves()] * LATELY, maxlen=LATELY)

    def follow(self, moves: Moves) -> None:
        """They do this now."""
        self._lately.append(moves)

    def played(self, sitting: Performance, frame: int) -> Performance:
        """The sitting up to a frame with what they did laid over it: ``LATELY`` frames, the last one now."""
        frames = np.clip(np.arange(frame - LATELY + 1, frame + 1), 0, sitting.frames - 1)
        values, whole = table(tuple(self._lately)), np.ones(LATELY)
        actors = tuple(acted(_at(actor, frames), values, whole) for actor in sitting.actors)
        gusts = None if sitting.gusts is None else sitting.gusts[frames]
        return replace(sitting, frames=LATELY, actors=actors, gusts=gusts, speech=(), contacts=())


def _at(actor: Actor, frames: NDArray[np.int_]) -> Actor:
    """An actor in some frames only, every one drawn anew, with an open face that shows no marks."""
    return replace(
        actor,
        root=actor.root[frames],
        heading=actor.heading[frames],
        lift=actor.lift[frames],
        joints=actor.joints[frames],
        face=_face_at(actor.face, frames),
        shown=None,
        wet=None,
        drawn=None,
    )


def _face_at(face: Face, frames: NDArray[np.int_]) -> Face:
    def some(values: NDArray[Value]) -> NDArray[Value]:
        return values[frames]

    return Face(
        some(face.viseme),
        some(face.opening),
        some(face.lids),
        some(face.gaze),
        some(face.brow_raise),
        some(face.brow_tilt),
        some(face.smile),
        some(face.blush),
        some(face.tears),
    )
