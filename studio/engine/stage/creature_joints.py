"""A creature being posed: its joints, hung one on another, in every frame."""

import numpy as np

from studio.engine.creatures import Creature, joint_names, parent_of, rest_place
from studio.engine.performance import Floats
from studio.engine.stage.creature_poses import Channels
from studio.engine.stage.creature_ways import Way
from studio.engine.stage.rotation import Doubles


class Rig:
    """A creature being posed. Places in metres, creature frame, at the size it has."""

    def __init__(self, kind: str, creature: Creature, way: Way, channels: Channels, scale: float) -> None:
        self.kind, self.creature, self.way, self.channels, self.scale = kind, creature, way, channels, scale
        self.names = joint_names(kind)
        self.frames = len(way.heading)
        self.turns: dict[str, Doubles] = {}
        self.places: dict[str, Doubles] = {}

    def rest(self, name: str) -> Doubles:
        """(3,) where a joint or a foot is at rest."""
        return rest_place(self.kind, name) * self.scale

    def angle(self, channel: str) -> Doubles:
        """(F,) a channel in radians."""
        return np.radians(self.channels[channel])

    def hang(self, name: str, turn: Doubles) -> None:
        """Put a joint on what carries it, turned so in the creature frame."""
        parent = parent_of(self.kind, name)
        carrier = str(parent)
        way = np.einsum("fij,j->fi", self.turns[carrier], self.rest(name) - self.rest(carrier))
        self.places[name], self.turns[name] = self.places[carrier] + way, turn

    def joints(self) -> Floats:
        """(F, J, 4, 4) joint to creature frame, in the order of ``joint_names``."""
        out = np.zeros((self.frames, len(self.names), 4, 4), np.float32)
        out[..., 3, 3] = 1
        for number, name in enumerate(self.names):
            out[:, number, :3, :3], out[:, number, :3, 3] = self.turns[name], self.places[name]
        return out
