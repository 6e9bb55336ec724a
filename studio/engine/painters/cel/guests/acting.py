"""A guest in one shot: dressed frame by frame as an actor's performance has it."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.guests.faces import eyes_of, weights_of
from studio.engine.painters.cel.guests.model import GuestModel
from studio.engine.painters.cel.guests.motion import Motion
from studio.engine.painters.cel.pose import Pose
from studio.engine.painters.cel.swing import blows_of, transforms_of
from studio.engine.performance import Actor, Performance


class Guest:
    """An actor played by a character from a file. ``dress`` puts the mesh where it is in a frame."""

    def __init__(self, actor: Actor, model: GuestModel, performance: Performance) -> None:
        self._actor, self._model = actor, model
        self._transforms = transforms_of(actor)
        blows = blows_of(len(self._transforms), performance.wind, performance.gusts)
        winds = np.column_stack([blows, np.zeros(len(blows))])
        self._motion = Motion(model.character, model.rig, self._transforms, winds, performance.fps)

    def pose(self, frame: int) -> Pose:
        """Where the joints are; the mesh itself comes posed."""
        actor, model = self._actor, self._model
        wet = float(actor.wet[frame]) if actor.wet is not None else 0.0
        ground = float(actor.root[frame, 2])
        return Pose(self._transforms[frame], model.rest, model.unit_m, ground, wet=wet, placed=True)

    def dress(self, frame: int) -> None:
        """The mesh as its bones and its face are in a frame."""
        self._model.model.rewrite(self._vertices(frame))

    def dress_then(self, frame: int) -> None:
        """The same for where it is in another frame, which the flow pass looks at."""
        then = self._model.model.then
        assert then is not None
        then.write(np.ascontiguousarray(self._vertices(frame)["in_position"]).tobytes())

    def _vertices(self, frame: int) -> NDArray[np.void]:
        told, face = self._model.character.told, self._actor.face
        matrices = self._motion.matrices(frame, eyes_of(face, frame, told.gaze))
        weights = weights_of(face, frame, told.expressions, told.gaze)
        return self._model.skin.vertices(matrices, weights)
