"""Two-bone limbs: where the elbow or knee goes so that the hand or foot gets there."""

import numpy as np

from studio.engine.stage.rotation import Doubles, crossed, frame_of, unit

SOFT = 0.01  # of a limb's length, before it is straight, in which it straightens ever more slowly
_SWING = 0.35


def middle_joint(
    root: Doubles, tip: Doubles, lengths: tuple[float, float], pole: Doubles, soft: float | Doubles = SOFT
) -> tuple[Doubles, Doubles]:
    """The middle joint and the reached tip of a two-bone limb, (F, 3) each.

    Args:
        root, tip: (F, 3) where the limb starts and should end. lengths: upper and lower bone, metres.
        pole: (F, 3) the side the middle joint bends to; needs not be square to the limb.
        soft: the share of the limb's length in which it straightens ever more slowly; (F, 1) if it changes.
    Source: law of cosines.
    """
    upper, lower = lengths
    line = tip - root
    wanted = np.linalg.norm(line, axis=-1, keepdims=True)
    distance = np.maximum(_short_of_straight(wanted, upper + lower, soft), abs(upper - lower) + 1e-4)
    towards = unit(line)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = np.sqrt(np.maximum(upper**2 - along**2, 0.0))
    out = _steadied(unit(pole - towards * (pole * towards).sum(-1, keepdims=True)), towards)
    return root + towards * along + out * aside, root + towards * distance


def _short_of_straight(distance: Doubles, length: float, share: float | Doubles) -> Doubles:
    """How far a limb of a length reaches: all but straight, and ever more slowly so, or its middle joint would snap."""
    soft = share * length
    over = np.maximum(distance - (length - soft), 0.0)
    return np.where(over > 0.0, length - soft * np.exp(-over / soft), distance)


def _steadied(out: Doubles, towards: Doubles) -> Doubles:
    """The side a limb bends to, (F, 3), never swinging round by more than ``_SWING`` from frame to frame.

    Where the pole comes near the limb's own line, the side that is square to the line could turn over at once.
    """
    if not ((out[1:] * out[:-1]).sum(-1) < np.cos(_SWING)).any():
        return out
    steady = out.copy()
    for frame in range(1, len(out)):
        line = towards[frame]
        before = unit(steady[frame - 1] - line * (steady[frame - 1] @ line))
        across = crossed(line, before)
        angle = np.arctan2(out[frame] @ across, out[frame] @ before)
        turn = np.clip(angle, -_SWING, _SWING)
        steady[frame] = before * np.cos(turn) + across * np.sin(turn)
    return steady


def bone_turn(rest: Doubles, rest_hinge: Doubles, along: Doubles, hinge: Doubles) -> Doubles:
    """World rotations (F, 3, 3) that lay a bone from its rest direction along (F, 3), hinge to hinge."""
    return frame_of(along, hinge) @ np.swapaxes(frame_of(rest, rest_hinge), -1, -2)
