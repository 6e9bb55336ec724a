"""The creatures: the skeletons of animals and of the robot, shared by the stage (which poses them) and the painters.

Creature frame: origin on the ground under the middle, the front towards -y, x to its own left, z up; metres. Every
joint's rest frame is parallel to it. In a thing's own axes the same, from the middle of the box it fills.
"""

from functools import cache
from typing import Final

import numpy as np
from msgspec import Struct, field

from studio.engine.performance import Matrix
from studio.engine.vocabulary import made, prop_kinds, read_table
from studio.timeline.film import Prop
from studio.timeline.world import Vector

PARENTS: Final = {
    "hips": (),
    "chest": ("hips",),
    "neck": ("chest",),
    "neck2": ("neck",),
    "head": ("neck2", "chest", "hips"),
    "eyes": ("head",),
    "jaw": ("head",),
    "tail": ("hips",),
    "tail2": ("tail",),
    "tip": ("tail2", "tail"),
    "ear": ("head",),
    "fin": ("hips",),
    "wing": ("chest", "hips"),
    "wing2": ("wing",),
    "wing3": ("wing2",),
    "wing4": ("wing2",),
    "wing5": ("wing2",),
    "wing6": ("wing",),
    "arm": ("chest",),
    "arm2": ("arm",),
    "fore": ("chest",),
    "fore2": ("fore",),
    "fore3": ("fore2",),
    "hind": ("hips",),
    "hind2": ("hind",),
    "hind3": ("hind2",),
}
"""The joints a creature may have, each with what carries it (the first of these that there is)."""
LEGS: Final = ("fore_l", "fore_r", "hind_l", "hind_r")
MIRROR: Final = np.array([-1.0, 1.0, 1.0])


class Pace(Struct, frozen=True):
    """One way of going; see ``acting/creatures.toml``."""

    speed: float
    stride: float
    lift: float = 0.0
    duty: float = 0.6
    phases: tuple[float, float, float, float] = (0.25, 0.75, 0.0, 0.5)
    bob: float = 0.0
    pitch: float = 0.0
    sway: float = 0.0
    hop: float = 0.0


class Bone(Struct, frozen=True):
    """A bone of a wing that folds, of the left. way: from its joint to its end, spread, metres; folded: where it points
    when the wing is folded; faces: which way the upper side of its skin looks then.
    """

    way: Vector
    folded: Vector
    faces: Vector = (1.0, 0.0, 0.0)


class Creature(Struct, frozen=True):
    """A kind that acts. joints: rest places of the middle and the left; feet: where legs stand.

    idle: the posture it has when nothing is said; jump_m: how high it can jump, 0 not at all; fly_mps, swim_mps: how
    fast it does, 0 not; beats_hz: of wings or tail. folds: the bones of wings that fold by joints; high_m: how high its
    feet are in the air when it flies; heave_m: how far each beat lifts it; trails: how far behind its hips its feet are
    in flight, of their height; droops: how far a folded wing in one piece hangs down, degrees.
    """

    plan: str
    idle: str
    joints: dict[str, Vector]
    feet: dict[str, Vector] = field(default_factory=dict[str, Vector])
    gaits: dict[str, Pace] = field(default_factory=dict[str, Pace])
    jump_m: float = 0.0
    fly_mps: float = 0.0
    swim_mps: float = 0.0
    beats_hz: float = 0.0
    folds: dict[str, Bone] = field(default_factory=dict[str, Bone])
    high_m: float = 1.9
    heave_m: float = 0.0
    trails: float = 0.0
    droops: float = 0.0


@cache
def creatures() -> dict[str, Creature]:
    """``acting/creatures.toml``."""
    return read_table("acting/creatures.toml", Creature)


def creature_of(prop: Prop) -> Creature | None:
    """How a thing is made that acts; None for what does not."""
    return creatures().get(prop.kind)


@cache
def joint_names(kind: str) -> tuple[str, ...]:
    """The joints of a kind, parents first; those off the middle as left ("ear_l") and right."""
    joints = creatures()[kind].joints
    return tuple(
        name
        for joint in PARENTS
        if joint in joints
        for name in ((joint,) if joints[joint][0] == 0 else (f"{joint}_l", f"{joint}_r"))
    )


def parent_of(kind: str, name: str) -> str | None:
    """What carries a joint."""
    joint, _, side = name.partition("_")
    own = joint_names(kind)
    carriers = [*(f"{each}_{side}" for each in PARENTS[joint]), *PARENTS[joint]]
    return next((each for each in carriers if each in own), None)


def rest_place(kind: str, name: str) -> Matrix:
    """(3,) where a joint, or the foot of a leg ("foot of fore_l"), is at rest, in the creature frame, unscaled."""
    creature, leg = creatures()[kind], name.removeprefix("foot of ")
    joint, _, side = leg.partition("_")
    place = np.array(creature.feet[joint] if leg != name else creature.joints[joint])
    return place * MIRROR if side == "r" else place


def scale_of(prop: Prop) -> float:
    """How much larger than its kind this one is."""
    return made(prop).size_m[2] / prop_kinds()[prop.kind].size_m[2]


@cache
def rest_joints(prop: Prop) -> Matrix:
    """(J, 3) rest places of the joints in the thing's own axes, as large as it is."""
    places = np.array([rest_place(prop.kind, name) for name in joint_names(prop.kind)]) * scale_of(prop)
    return places - np.array([0.0, 0.0, made(prop).size_m[2] / 2])
