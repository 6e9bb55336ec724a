"""The 70 keypoints of a drawn face: the 68 of iBUG 300-W and the pupils, as OpenPose orders them."""

import numpy as np

from studio.engine.painters.cel.faces.drawing import FaceDrawing
from studio.engine.painters.cel.faces.eyes import EyeShape
from studio.engine.painters.cel.faces.features import features_of
from studio.engine.painters.cel.faces.ink import Line
from studio.engine.painters.cel.faces.mouths import lips
from studio.timeline.film import Look

_JAW_HEIGHT = (0.42, 0.36, 0.30, 0.24, 0.175, 0.115, 0.065, 0.035)
_CHIN, _BRIDGE = 0.018, (0.36, 0.315, 0.27, 0.235)
_NOSTRILS = ((0.044, 0.214), (0.022, 0.208), (0.0, 0.205))
_LIP = 0.010


def face_points(look: Look, drawing: FaceDrawing, half_width: Line) -> Line:
    """Where the keypoints are drawn, (70, 2): towards the figure's left and up from the chin, head units.

    Args:
        half_width: (8,) of the jaw at ``JAW_HEIGHT``.
    Source: Sagonas et al., 300 Faces in-the-Wild, 2013; CMU OpenPose, "Face output format". From the figure's right.
    """
    features = features_of(look)
    right, left = EyeShape(features, drawing, -1), EyeShape(features, drawing, 1)
    jaw = np.stack([half_width, _JAW_HEIGHT], axis=1)
    nostrils = np.array(_NOSTRILS)
    upper, lower = lips(features, drawing)
    return np.concatenate(
        [
            jaw * (-1, 1),
            [(0.0, _CHIN)],
            jaw[::-1],
            _along(right.brow, 5)[::-1],
            _along(left.brow, 5),
            [(0.0, height) for height in _BRIDGE],
            nostrils * (-1, 1),
            nostrils[1::-1],
            _lids(right)[[3, 2, 1, 0, 5, 4]],
            _lids(left),
            _mouth(upper, lower),
            [right.iris[:2], left.iris[:2]],
        ]
    )


JAW_HEIGHT = np.array(_JAW_HEIGHT)


def _along(line: Line, count: int) -> Line:
    """Points evenly spread along a line, its ends among them."""
    return line[np.rint(np.linspace(0, len(line) - 1, count)).astype(int)]


def _lids(eye: EyeShape) -> Line:
    """Inner corner, two on the upper lid, outer corner, two on the lower lid back to the inner."""
    upper = eye.shut_line if eye.shut else eye.upper
    lower = eye.shut_line[::-1] if eye.shut else eye.lower
    return eye.at(np.concatenate([_along(upper, 4), _along(lower, 4)[1:3]]))


def _mouth(upper: Line, lower: Line) -> Line:
    """Twelve on the outer edge of the lips, from the right corner over the upper lip; eight on the inner."""
    rim = np.array([0.0, _LIP])
    above, below = _along(upper, 7), _along(lower, 7)
    above[1:-1] += rim
    below[1:-1] -= rim
    inner = np.concatenate([_along(upper, 5), _along(lower, 5)[3:0:-1]])
    return np.concatenate([above, below[5:0:-1], inner])
