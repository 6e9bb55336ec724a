"""Feet that stand do not slide: how far heel and ball of each foot go while they are on the ground, in every step."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from studio.bench.figures import Figure, at_most
from studio.bench.physics_seen import Doubles
from studio.engine import skeleton
from studio.engine.director import direct
from studio.engine.performance import Actor
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken

GAITS = ("walks", "runs", "sneaks", "marches", "limps", "turns around")
SKATE_MM = 10.0
_FPS = 48
_GROUND_M = 0.006
_SOLE_HEADS = ((-0.13, 0.0, -0.26), (0.30, 0.0, -0.26))
"""Heel and ball, from the ankle, in head units."""


def feet(gaits: Sequence[str] = GAITS) -> Sequence[Figure]:
    """The longest slide of any part of a sole in any step of each gait."""
    return [at_most(f"foot skate in a step, {gait}", _skate_mm(gait), "mm", SKATE_MM) for gait in gaits]


def _skate_mm(gait: str) -> float:
    film = replace(direct(f"Scene 1: A park by day. Hana {gait}."), fps=_FPS)
    actors = [actor for staged in stage_shots(film, Rehearsals(), StopToken()) for actor in staged.performance.actors]
    return max(_slid(way) for actor in actors for way in _soles(actor)) * 1000


def _soles(actor: Actor) -> list[Doubles]:
    """The ways of both heels and both balls, (F, 3) each."""
    rest, head = skeleton.rest_joints(actor.member.look), skeleton.head_unit(actor.member.look)
    turns = [
        skeleton.joint_transforms(rest, joints, root, float(heading), float(lift))
        for joints, root, heading, lift in zip(actor.joints, actor.root, actor.heading, actor.lift, strict=True)
    ]
    placed = np.stack(turns)
    feet = [placed[:, skeleton.INDEX[name]] for name in ("foot_l", "foot_r")]
    return [foot[:, :3, 3] + foot[:, :3, :3] @ (np.array(place) * head) for foot in feet for place in _SOLE_HEADS]


def _slid(way: Doubles) -> float:
    """How far from where it came down, from one frame after that to one before it lifts again."""
    down, worst, first = way[:, 2] < _GROUND_M, 0.0, None
    for frame in range(len(way)):
        if not down[frame]:
            first = None
        elif first is None:
            first = frame + 1
        elif frame > first and frame + 1 < len(way) and down[frame + 1]:
            worst = max(worst, float(np.linalg.norm(way[frame, :2] - way[first, :2])))
    return worst
