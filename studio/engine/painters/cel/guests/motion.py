"""A guest through a shot: every bone of it in every frame, from the performance of the studio's skeleton."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.character import Character
from studio.engine.media.gltf.tree import Doubles
from studio.engine.painters.cel.guests.faces import Eyes
from studio.engine.painters.cel.guests.rig import Level, Rig
from studio.engine.painters.cel.guests.springs import Springs, Step
from studio.engine.skeleton import INDEX

_STEPS_A_SECOND: Final = 60
_SETTLING: Final = 40
_PELVIS: Final = INDEX["pelvis"]


class Motion:
    """Frames are worked out in order, as far as they are asked for, and kept.

    transforms: (F, J, 4, 4) of the joints in the world; winds: (F, 3) metres a second.
    """

    def __init__(self, character: Character, rig: Rig, transforms: Doubles, winds: Doubles, fps: int) -> None:
        self._rig = rig
        self._transforms, self._winds = transforms, winds
        self._slots, self._binds = character.geometry.nodes, character.geometry.binds
        self._springs = Springs(character, rig)
        self._steps = max(1, round(_STEPS_A_SECOND / fps))
        self._seconds = 1 / (fps * self._steps)
        self._world = rig.tree.rest  # of the last step: colliders that hang deeper are met where they were
        self._frames: list[NDArray[np.float32]] = []

    def matrices(self, frame: int, eyes: Eyes) -> NDArray[np.float32]:
        """What moves the vertices in a frame, (S, 3, 4) for the slots of the geometry; eyes: how far they turn."""
        while len(self._frames) <= frame:
            self._frames.append(self._next(len(self._frames)))
        found = self._frames[frame]
        return found if eyes.still or not self._rig.eyes else self._with_eyes(found, frame, eyes)

    def _next(self, frame: int) -> NDArray[np.float32]:
        if frame == 0:
            for _ in range(_SETTLING):
                self._posed(self._transforms[0], self._winds[0])
                self._springs.settled()
            return self._skinned(self._posed(self._transforms[0], self._winds[0]))
        before, now = self._transforms[frame - 1], self._transforms[frame]
        world = np.zeros(0)
        for step in range(1, self._steps + 1):
            share = step / self._steps
            world = self._posed(now if share == 1 else before * (1 - share) + now * share, self._winds[frame])
        return self._skinned(world)

    def _posed(self, joints: Doubles, wind: Doubles) -> Doubles:
        """Every node in the world, (B, 4, 4), one step of the springs on. joints: (J, 4, 4)."""
        rig, step = self._rig, Step(self._seconds, wind)
        world = self._world.copy()
        model = joints[_PELVIS] @ rig.unplaced
        for depth, level in enumerate(rig.levels):
            world[level.nodes] = _hung_on(world, level, rig.local, model)
            _lead(world, level, joints)
            if rig.hips in level.nodes:
                world[rig.hips, :3, 3] = joints[_PELVIS, :3, 3]
            self._springs.swing(depth, world, level, step)
        self._world = world
        return world

    def _skinned(self, world: Doubles) -> NDArray[np.float32]:
        return (world[self._slots] @ self._binds)[:, :3].astype(np.float32)

    def _with_eyes(self, matrices: NDArray[np.float32], frame: int, eyes: Eyes) -> NDArray[np.float32]:
        """The same with the eye bones turned; they hang from the head."""
        rig = self._rig
        head = self._transforms[frame, INDEX["head"]]
        turned = matrices.copy()
        for node, turn in zip(rig.eyes, eyes.turns, strict=False):
            slots = np.flatnonzero(self._slots == node)
            here, rest = head.copy(), rig.tree.rest
            here[:3, 3] += head[:3, :3] @ (rest[node, :3, 3] - rest[rig.head, :3, 3])
            here[:3, :3] = head[:3, :3] @ turn @ rest[node, :3, :3]
            turned[slots] = (here @ self._binds[slots])[:, :3]
        return turned


def _hung_on(world: Doubles, level: Level, local: Doubles, model: Doubles) -> Doubles:
    """Nodes of a level where their parents carry them; roots where the model stands."""
    carried = local[level.nodes]
    roots = level.parents < 0
    above = np.where(roots[:, None, None], model, world[level.parents])
    return above @ carried


def _lead(world: Doubles, level: Level, joints: Doubles) -> None:
    """The humanoid bones of a level turned as their joints are."""
    nodes = level.nodes[level.led]
    world[nodes, :3, :3] = joints[level.joints, :3, :3] @ level.rest
