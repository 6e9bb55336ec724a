"""The few small textures every picture uses: brush noise, and the angel ring on the crown."""

import cv2
import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Floats

BRUSH_PX = 512
RING_PX = 256
STRIP_ROWS = 256
"""Large pictures go up in strips, so that no one call takes long."""


def upload(context: moderngl.Context, pixels: NDArray[np.uint8], repeat: bool = False) -> moderngl.Texture:
    """A (H, W) or (H, W, 4) uint8 picture as a smooth texture."""
    height, width = pixels.shape[:2]
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    texture = context.texture((width, height), channels, alignment=1)
    for top in range(0, height, STRIP_ROWS):
        strip = np.ascontiguousarray(pixels[top : top + STRIP_ROWS])
        texture.write(strip.tobytes(), viewport=(0, top, width, len(strip)), alignment=1)
    texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
    texture.repeat_x = texture.repeat_y = repeat
    return texture


def brush() -> NDArray[np.uint8]:
    """(512, 512, 4) uint8, tiles: r low drift, g folds (128 is a stroke's edge), b fine noise, a grain of film."""
    dice = np.random.default_rng(20)
    drift = 0.65 * _noise(dice, 16) + 0.35 * _noise(dice, 32)
    first, mask = _noise(dice, 16), _noise(dice, 32)
    width = 0.036 * np.clip((mask - 0.42) / 0.3, 0, 1) - 0.006
    stroke = (width - np.abs(first - 0.5)) * 14 + 0.5
    fine = 0.5 * _noise(dice, 32) + 0.3 * _noise(dice, 64) + 0.2 * _noise(dice, 128)
    fine = np.clip((fine - 0.5) * 1.5 + 0.5, 0, 1)
    channels = np.dstack([drift, stroke, fine, _grain(dice)])
    return np.rint(np.clip(channels, 0, 1) * 255).astype(np.uint8)


def _grain(dice: np.random.Generator) -> Floats:
    """Noise from point to point, a little clumped, 0-1 round a half, (512, 512)."""
    points = np.pad(dice.normal(0, 1, (BRUSH_PX, BRUSH_PX)).astype(np.float32), 4, mode="wrap")
    clumped = cv2.GaussianBlur(points, (0, 0), 0.75)[4:-4, 4:-4]
    return np.asarray(np.clip(0.5 + 0.16 * clumped / clumped.std(), 0, 1), np.float32)


def _noise(dice: np.random.Generator, cells: int) -> Floats:
    """Smooth noise 0-1 that tiles, (512, 512): random values on a lattice, joined by cubic curves."""
    lattice = np.pad(dice.uniform(0, 1, (cells, cells)).astype(np.float32), 4, mode="wrap")
    scale = BRUSH_PX // cells
    large = cv2.resize(lattice, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(large[4 * scale : -4 * scale, 4 * scale : -4 * scale], np.float32)


def ring() -> NDArray[np.uint8]:
    """(256, 256) uint8: the angel ring seen from above the crown, broken and jagged; 128 is its edge.

    The middle is the crown, the rim of the inscribed circle the level of the ears.
    """
    dice = np.random.default_rng(7)
    y, x = np.mgrid[0:RING_PX, 0:RING_PX].astype(np.float32) / (RING_PX / 2) - 1
    azimuth, radius = np.arctan2(y, x), np.hypot(x, y)
    coarse, fine = _zigzag(azimuth, 32, 0.15), _zigzag(azimuth, 82, 0.4)
    tufts = dice.uniform(0, 1, 27)
    tuft = tufts[np.floor((azimuth / np.pi + 1) / 2 * 26.999).astype(int)]
    inner = 0.715 - 0.035 * (1 - coarse) * (1 - tuft) - 0.015 * fine
    outer = 0.765 + 0.050 * coarse * tuft + 0.020 * fine
    gap = np.abs(((azimuth / np.pi + 1) / 2 * 27) % 1 - 0.5) * 2 < 0.12 * (0.4 + tuft)
    edge = np.minimum(radius - inner, outer - radius) * (RING_PX / 2) / 3
    edge = np.where(gap | (tuft < 0.14), -1.0, edge)
    soft = cv2.GaussianBlur(np.clip(edge * 0.5 + 0.5, 0, 1).astype(np.float32), (0, 0), 0.8)
    return np.rint(soft * 255).astype(np.uint8)


def _zigzag(azimuth: Floats, teeth: int, phase: float) -> Floats:
    return np.abs((azimuth / (2 * np.pi) * teeth + phase) % 1 - 0.5) * 2
