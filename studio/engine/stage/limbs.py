"""Two-bone limbs: where the elbow or knee goes so that the hand or foot gets there."""

import numpy as np

from studio.engine.stage.rotation import Doubles, frame_of, unit


def middle_joint(root: Doubles, tip: Doubles, lengths: tuple[float, float], pole: Doubles) -> tuple[Doubles, Doubles]:
    """The middle joint and the reached tip of a two-bone limb, (F, 3) each.

    Args:
        root, tip: (F, 3) where the limb starts and should end. lengths: upper and lower bone, metres.
        pole: (F, 3) the side the middle joint bends to; needs not be square to the limb.
    Source: law of cosines.
    """
    upper, lower = lengths
    line = tip - root
    distance = np.clip(np.linalg.norm(line, axis=-1, keepdims=True), abs(upper - lower) + 1e-4, upper + lower - 1e-5)
    towards = unit(line)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = np.sqrt(np.maximum(upper**2 - along**2, 0.0))
    out = unit(pole - towards * (pole * towards).sum(-1, keepdims=True))
    return root + towards * along + out * aside, root + towards * distance


def bone_turn(rest: Doubles, rest_hinge: Doubles, along: Doubles, hinge: Doubles) -> Doubles:
    """World rotations (F, 3, 3) that lay a bone from its rest direction along (F, 3), hinge to hinge."""
    return frame_of(along, hinge) @ np.swapaxes(frame_of(rest, rest_hinge), -1, -2)
