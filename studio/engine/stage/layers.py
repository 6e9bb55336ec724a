"""Layers of a pose over the acted body: how much of which joint, and of where the body is, is the layer's."""

from dataclasses import dataclass

import numpy as np

from studio.engine import skeleton
from studio.engine.stage.body import Body
from studio.engine.stage.curves import rise
from studio.engine.stage.overlay import mixed, moved
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue

TRUNK_PARTS, RIGHT_ARM, LEFT_ARM = slice(0, 5), [8, 9, 10], [5, 6, 7]
LEGS = slice(11, 17)
_BY_THEMSELVES = frozenset(
    {"swim", "plunge", "mount", "climb", "surface", "turn", "look", "nod", "stand", "walk", "rise"}
)
_SETTLES_S = 0.35


@dataclass(frozen=True, eq=False)
class Layer:
    """joints (F, J, 4), pelvis (F, 3); parts (F, J) and place (F,): 0-1 how much of each is the layer's."""

    joints: Doubles
    pelvis: Doubles
    parts: Doubles
    place: Doubles


def laid(body: Body, rest: Doubles, layer: Layer) -> Body:
    """The body with a layer over it."""
    ours = body.joints.astype(np.float64)
    joints = mixed(ours, layer.joints, layer.parts)
    at = body.torso.place["pelvis"]
    pelvis = at + (layer.pelvis - at) * layer.place[:, None]
    return moved(body, rest, joints, pelvis, body.movement.heading)


def whole(weight: Doubles) -> Doubles:
    """(F, J) the same weight (F,) for every joint."""
    return np.repeat(weight[:, None], len(skeleton.JOINTS), 1)


def hands_free(cues: tuple[Cue, ...], times: Doubles) -> Doubles:
    """(F,) 1 where nothing is acted with the hands."""
    free = np.ones(len(times))
    for cue in cues:
        if cue.doing.family not in _BY_THEMSELVES:
            begins = rise(times, cue.start - _SETTLES_S, cue.start)
            free = np.minimum(free, 1 - begins * (1 - rise(times, cue.end, cue.end + _SETTLES_S)))
    return free
