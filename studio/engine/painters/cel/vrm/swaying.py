"""Spring bones of an exported character: ``VRMC_springBone`` 1.0."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.vrm.bones import placed
from studio.engine.painters.cel.vrm.hanging import Hung
from studio.engine.skeleton import INDEX, JOINTS

# How a group swings: stiffness, gravity and drag as the specification has them, and its radius in metres.
_MANNERS: Final = {
    "hair": {"stiffness": 1.0, "gravityPower": 0.05, "dragForce": 0.4, "hitRadius": 0.015},
    "skirt": {"stiffness": 1.4, "gravityPower": 0.10, "dragForce": 0.5, "hitRadius": 0.01},
    "scarf": {"stiffness": 1.0, "gravityPower": 0.10, "dragForce": 0.4, "hitRadius": 0.01},
}
_LIMBS: Final = (("thigh_l", "shin_l", 0.19), ("thigh_r", "shin_r", 0.19))
_HEAD: Final = ((-0.03, 0.0, 0.48), 0.36)  # middle from its joint, and radius, head units
_CHEST: Final = ((0.0, 0.0, 0.30), 0.22)
_AGAINST: Final = {"hair": [0], "skirt": [1], "scarf": [0]}


def spring_bones(hung: tuple[Hung, ...], rest: NDArray[np.float64], unit_m: float) -> dict[str, Any]:
    """The extension's JSON. rest: (J, 3) metres."""
    upper = [_ball("head", *_HEAD, unit_m), _ball("chest", *_CHEST, unit_m)]
    limbs = [_capsule(start, end, radius * unit_m, rest) for start, end, radius in _LIMBS]
    return {
        "specVersion": "1.0",
        "colliders": upper + limbs,
        "colliderGroups": [
            {"name": "upper body", "colliders": list(range(len(upper)))},
            {"name": "legs", "colliders": list(range(len(upper), len(upper) + len(limbs)))},
        ],
        "springs": [_spring(number, one, len(hung)) for number, one in enumerate(hung)],
    }


def _spring(number: int, one: Hung, count: int) -> dict[str, Any]:
    node = len(JOINTS) + number
    manner = {**_MANNERS[one.group], "gravityDir": [0.0, -1.0, 0.0]}
    joints = [{"node": node, **manner}, {"node": node + count}]
    return {"name": one.name, "joints": joints, "colliderGroups": _AGAINST[one.group]}


def _ball(joint: str, offset: tuple[float, float, float], radius: float, unit_m: float) -> dict[str, Any]:
    at = placed(np.array(offset) * unit_m).tolist()
    return {"node": INDEX[joint], "shape": {"sphere": {"offset": at, "radius": radius * unit_m}}}


def _capsule(start: str, end: str, radius_m: float, rest: NDArray[np.float64]) -> dict[str, Any]:
    tail = placed(rest[INDEX[end]] - rest[INDEX[start]]).tolist()
    shape = {"capsule": {"offset": [0.0, 0.0, 0.0], "radius": radius_m, "tail": tail}}
    return {"node": INDEX[start], "shape": shape}
