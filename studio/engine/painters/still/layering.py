"""How near everything in a picture is, as far as a picture tells: a sky, what stands before it, and a ground.

Nearness is 1 / distance in distances of the subject: 1 is as far away as the subject, 0 endlessly far. On a level
ground it grows evenly down the picture from the horizon (similar triangles), which is what a sliding camera sees.
"""

from typing import Final

import numpy as np

from studio.engine.painters.still.arrays import Bytes, Floats, Mask, blurred, fitted, grey, lab, scaled, spread

SUBJECT: Final = 1.0
FIELD_PX: Final = 160
_SKY, _FAR, _STANDS = 0.03, 0.16, 0.34
RELIEF: Final = 0.10
_BEHIND: Final = 0.72  # the nearest ground behind a subject whose feet are not seen


def background_nearness(background: Bytes, matte: Floats) -> Floats:
    """(h, w) float32, smooth: nearness of the picture without its subject.

    Args:
        background: (H, W, 3), filled. matte: of the subject, any size; all 0 where there is none.
    """
    size = fitted(background.shape[1], background.shape[0], FIELD_PX)
    small = scaled(background, size)
    row = np.arange(size[1], dtype=np.float32)[:, None] + np.zeros(size, np.float32).T
    horizon = _horizon(small)
    foot, near = _ground(spread(matte, size) > 0.5)
    below = np.clip((row - horizon) / max(1.0, foot - horizon), 0, 1.25)
    ground = _FAR + (near - _FAR) * below
    texture = _texture(small)
    above = np.clip((horizon - row) / max(1.0, horizon), 0, 1)
    sky = _FAR + (_SKY - _FAR) * above
    standing = sky + (_STANDS - sky) * texture * (1 - 0.8 * above)  # clouds are busy too, and far
    field = np.where(row > horizon, ground, standing).astype(np.float32)
    return blurred(field, 0.03 * max(size))


def relief(matte: Floats) -> Floats:
    """(h, w) float32: nearness of the subject, a little more in its middle than at its edge."""
    height, width = matte.shape
    small = spread(matte, fitted(width, height, FIELD_PX))
    round_about = blurred(small, 0.07 * max(small.shape))
    return np.asarray(SUBJECT + RELIEF * np.clip(round_about, 0, 1) ** 2, np.float32)


def _horizon(small: Bytes) -> float:
    """The row where what is above differs most from what is below, between a quarter and three quarters down."""
    rows = lab(small).mean(1)
    count = len(rows)
    first, last = round(0.25 * count), max(round(0.75 * count), round(0.25 * count) + 1)
    sums = np.cumsum(rows, 0)
    best, most = 0.5 * count, 0.0
    for row in range(max(1, first), min(last, count - 1)):
        upper, lower = sums[row - 1] / row, (sums[-1] - sums[row - 1]) / (count - row)
        apart = float(((upper - lower) ** 2).sum()) * row * (count - row)
        if apart > most:
            best, most = float(row), apart
    return best


def _ground(subject: Mask) -> tuple[float, float]:
    """A row of the ground, and the nearness there: under the subject's feet, else the picture's lower edge."""
    last = subject.shape[0] - 1
    if not subject.any():
        return float(last), SUBJECT
    foot = int(np.nonzero(subject.any(1))[0][-1])
    return (float(last), _BEHIND) if foot >= last - 1 else (float(max(foot, 1)), SUBJECT)


def _texture(small: Bytes) -> Floats:
    """(h, w) 0 plain to 1 busy, in wide patches."""
    luma = grey(small).astype(np.float32)
    busy = blurred(np.abs(luma - blurred(luma, 1.5)), 0.035 * max(luma.shape))
    return np.asarray(np.clip(busy / 7.0, 0, 1), np.float32)
