"""A jump flies: from take-off to landing the middle of the body moves as anything thrown does."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studio.engine import skeleton
from studio.engine.stage.body import Body
from studio.engine.stage.movement import GRAVITY, flight_times
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue

_SHARES = {
    "pelvis": (0.142, "spine"), "spine": (0.139, "chest"), "chest": (0.216, "neck"), "head": (0.081, "head"),
    "upper_arm_l": (0.028, "forearm_l"), "upper_arm_r": (0.028, "forearm_r"),
    "forearm_l": (0.022, "hand_l"), "forearm_r": (0.022, "hand_r"),
    "thigh_l": (0.100, "shin_l"), "thigh_r": (0.100, "shin_r"),
    "shin_l": (0.0465, "foot_l"), "shin_r": (0.0465, "foot_r"),
    "foot_l": (0.0145, "foot_l"), "foot_r": (0.0145, "foot_r"),
}  # fmt: skip
"""Each segment's share of the body, and the joint at its far end; its middle is halfway. Source: Winter,
Biomechanics of Human Movement, table 4.1, trunk split in three, head with neck."""


def centre_of_mass(places: Doubles) -> Doubles:
    """(F, 3) the middle of a body's mass. places: (F, J, 3) of the joints in the world."""
    total = np.zeros((len(places), 3))
    for near, (share, far) in _SHARES.items():
        first, second = places[:, skeleton.INDEX[near]], places[:, skeleton.INDEX[far]]
        total += share * (first + second) / 2
    return total / sum(share for share, _ in _SHARES.values())


def flown(body: Body, cues: list[Cue], rest: Doubles) -> Body:
    """The body with every flight of its cues made exactly ballistic: lifted as a whole, its pose as it was."""
    for cue in cues:
        if cue.doing.family == "jump":
            body = _flown(body, cue, rest)
    return body


def _flown(body: Body, cue: Cue, rest: Doubles) -> Body:
    movement = body.movement
    off, on = flight_times(cue)
    times = movement.times
    inside = np.flatnonzero((times >= off) & (times <= on))
    if len(inside) < 3:
        return body
    centre = centre_of_mass(_places(body, rest, inside))
    t = times[inside] - times[inside[0]]
    whole = t[-1]
    line = centre[0] + (centre[-1] - centre[0]) * (t / whole)[:, None]
    line[:, 2] += 0.5 * GRAVITY * t * (whole - t)
    root, lift = movement.root.copy(), movement.lift.copy()
    root[inside] += (line - centre)[:, :2]
    lift[inside] += (line - centre)[:, 2]
    shift = np.zeros((len(times), 3))
    shift[inside] = line - centre
    place = {name: at + shift for name, at in body.torso.place.items()}
    arms = replace(body.arms, wrists=body.arms.wrists + shift[:, None], palms=body.arms.palms + shift[:, None])
    return replace(
        body,
        movement=replace(movement, root=root, lift=lift),
        torso=replace(body.torso, place=place),
        arms=arms,
        capsules=body.capsules + shift[:, None, None],
    )


def _places(body: Body, rest: Doubles, frames: NDArray[np.intp]) -> Doubles:
    """(n, J, 3) where every joint is in some frames."""
    movement = body.movement
    return np.stack(
        [
            skeleton.joint_transforms(
                rest,
                body.joints[frame],
                np.array([*movement.root[frame], 0.0], np.float32),
                float(movement.heading[frame]),
                float(movement.lift[frame]),
            )[:, :3, 3]
            for frame in frames
        ]
    )
