"""A window's colours brought to the cel picture's, whose palette is known: what a model drifts by is taken back.

Source: Reinhard et al. 2001, colour transfer between images: means and spreads in a space whose axes hardly depend on
each other; here CIE Lab, over the whole window at once, so that no frame is corrected otherwise than its neighbour.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.conditioning import Floats, Pictures

_LEAST, _MOST = 0.6, 1.6
"""How far a spread is changed: a picture that came out flat is not torn up into noise."""
_SAMPLED: Final = 8


def matched(painted: Pictures, cel: Pictures, share: float = 1.0) -> Pictures:
    """Painted frames with the mean and spread of the cel frames' colours. share: 0 as they are to 1 wholly.

    Both (F, H, W, 3) uint8, of the same frames.
    """
    mean, spread = _measured(painted)
    wanted_mean, wanted_spread = _measured(cel)
    gain = np.clip(wanted_spread / np.maximum(spread, 1e-3), _LEAST, _MOST)
    gain = 1 + (gain - 1) * share
    target = mean + (wanted_mean - mean) * share
    return np.stack([_from_lab((_lab(frame) - mean) * gain + target) for frame in painted])


def corrected(painted: Pictures, known: Pictures, where: NDArray[np.bool_]) -> Pictures:
    """Painted frames with their colours changed as much as makes the frames that are known come out as they are; those
    frames themselves are put back. where: (F, H, W), what is known. Nothing is changed where nothing is.
    """
    if not where.any():
        return painted
    mine, theirs = (np.concatenate([_lab(one)[mask] for one, mask in zip(frames, where, strict=True)])
                    for frames in (painted, known))  # fmt: skip
    gain = np.clip(theirs.std(0) / np.maximum(mine.std(0), 1e-3), _LEAST, _MOST)
    changed = np.stack([_from_lab((_lab(frame) - mine.mean(0)) * gain + theirs.mean(0)) for frame in painted])
    return np.where(where[..., None], known, changed)


def palette_distance(painted: Pictures, cel: Pictures) -> float:
    """How far the mean colours of two windows lie apart, CIE76 units (2.3 is just noticeable)."""
    return float(np.linalg.norm(_measured(painted)[0] - _measured(cel)[0]))


def _measured(frames: Pictures) -> tuple[Floats, Floats]:
    every = max(1, len(frames) // _SAMPLED)
    pixels = np.concatenate([_lab(frame).reshape(-1, 3) for frame in frames[::every]])
    return pixels.mean(0), pixels.std(0)


def _lab(frame: Pictures) -> Floats:
    return cv2.cvtColor(frame.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).astype(np.float32)


def _from_lab(lab: NDArray[Any]) -> Pictures:
    colour = cv2.cvtColor(np.ascontiguousarray(lab, np.float32), cv2.COLOR_LAB2RGB)
    return np.rint(np.clip(colour, 0, 1) * 255).astype(np.uint8)
