"""What can be told of a picture that nothing was simulated for: its lines, and how it moves to the next one.

Only a clip, a take or a painted frame needs this; whatever is played out has the exact passes.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.conditioning import Floats, Pictures

_USUAL_HEIGHT: Final = 480
_FINE: Final = 0.8
"""Of the blur, in pixels at the usual height, that a line is as wide as."""
_WIDER: Final = 1.6
_STEEP: Final = (0.9, 3.0)
"""Levels of CIE Lab by which a line is darker, or otherwise coloured, than what is around it: of a soft picture, and of
a sharp one. Between them it is the strength that so much of the picture (``_DRAWN``) has.
"""
_DRAWN: Final = 0.05
_GOES_ON: Final = 0.7
"""Of that: where a line that is found goes on."""
_LEAST_LINE: Final = 12
"""Pixels at the usual height: anything smaller is a speck."""
_AGREES_PX: Final = 1.0
_AGREES_SHARE: Final = 0.05
"""How far going there and back may miss: by a pixel, and by so much of the way."""


def estimated_line(picture: Pictures) -> NDArray[np.uint8]:
    """Where a picture has lines: (H, W) uint8, 255 on one, from (H, W, 3) uint8 sRGB.

    Source: Winnemoeller et al. 2012, extended differences of Gaussians, which draw as a pen does: on the dark side of
    an edge, and over a dark stroke; here for the colours as well, as flat drawings have edges without a shade.
    """
    scale = max(0.5, picture.shape[0] / _USUAL_HEIGHT)
    lab = cv2.cvtColor(cv2.bilateralFilter(picture, 5, 30, 3 * scale).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    fine, wide = (cv2.GaussianBlur(lab, (0, 0), _FINE * scale * share) for share in (1.0, _WIDER))
    apart = wide - fine
    strength = np.maximum(apart[..., 0], np.abs(apart[..., 1:]).max(-1))
    steep = float(np.clip(np.quantile(strength, 1 - _DRAWN), *_STEEP))
    return _lines_in(strength, steep, _LEAST_LINE * scale)


def _lines_in(strength: Floats, steep: float, least_px: float) -> NDArray[np.uint8]:
    """Runs of pixels of which one at least is steep; no specks. Source: Canny 1986, hysteresis."""
    drawn = (strength > steep * _GOES_ON).astype(np.uint8)
    count, found, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    labels = np.asarray(found, np.intp)
    peaks = np.zeros(count, np.float32)
    np.maximum.at(peaks, labels.ravel(), strength.ravel())
    lines = (peaks > steep) & (np.asarray(stats)[:, cv2.CC_STAT_AREA] >= least_px)
    lines[0] = False
    return np.where(lines[labels], 255, 0).astype(np.uint8)


def estimated_flow(here: Pictures, there: Pictures) -> Floats:
    """How far right and down what is seen here lies there: (H, W, 3) float32 pixels, and 1 where that is known.

    It is known where going there and back comes out where it began. As a pass has it; see ``PaintedFrame``.
    Source: Kroeger et al. 2016, dense inverse search.
    """
    grey = [cv2.cvtColor(one, cv2.COLOR_RGB2GRAY) for one in (here, there)]
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    go, back = (np.asarray(search.calc(a, b, None), np.float32) for a, b in (grey, grey[::-1]))  # type: ignore[call-overload]
    rows, columns = np.mgrid[0 : go.shape[0], 0 : go.shape[1]].astype(np.float32)
    returned = cv2.remap(
        back, columns + go[..., 0], rows + go[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    missed = np.linalg.norm(go + returned, axis=-1)
    known = missed <= _AGREES_PX + _AGREES_SHARE * np.linalg.norm(go, axis=-1)
    return np.dstack([go, known.astype(np.float32)]) * known[..., None]


def midway(first: Pictures, second: Pictures, share: float) -> Pictures:
    """The picture between two, ``share`` of the way from the first to the second, by their own motion.

    Each pixel is fetched from both along the way that goes through it; where the two do not agree, the nearer one is
    shown, as a drawing is held.
    """
    flow, back = estimated_flow(first, second), estimated_flow(second, first)
    rows, columns = np.mgrid[0 : flow.shape[0], 0 : flow.shape[1]].astype(np.float32)
    # The motion through a pixel between is taken to be that of the same pixel at the nearer end.
    motion = flow[..., :2] if share <= 0.5 else -back[..., :2]
    known = (flow if share <= 0.5 else back)[..., 2] > 0.5
    past = _fetched(first, columns - share * motion[..., 0], rows - share * motion[..., 1])
    future = _fetched(second, columns + (1 - share) * motion[..., 0], rows + (1 - share) * motion[..., 1])
    mixed = np.rint(past + (future - past) * share)
    held = first if share <= 0.5 else second
    return np.where(known[..., None], np.clip(mixed, 0, 255), held).astype(np.uint8)


def _fetched(picture: Pictures, x: Floats, y: Floats) -> Floats:
    fetched = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return fetched.astype(np.float32)
