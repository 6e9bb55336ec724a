"""What latents look like so far, in no time: the matrix that best takes a model's own latents to colours.

A VAE's latents are almost a linear picture. The matrix is fitted, by least squares, to what the model's own VAE makes
of a few frames of the shot's cel picture, so it suits any VAE, and nothing has to be known or fetched for it. It only
looks at latents, never touches them, and draws no random numbers. How a pipeline packs its latents is its dialect's
business (``Dialect.plain``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np

from studio.engine.painters.catalogue import FrameRule
from studio.engine.painters.diffusion.conditioning import Floats, Pictures

_SIDES: Final = (160, 640, 1280)
"""Pixels of the longer side that the matrix is fitted at: the first at which enough latents are met."""
_ENOUGH: Final = 3
"""How many times more latents than channels are enough to tell what each channel does."""


@dataclass(frozen=True, eq=False)
class Factors:
    """matrix: (C + 1, 3), of each channel and of nothing, to red, green and blue from 0 to 1."""

    matrix: Floats

    def shown(self, latents: Any) -> Pictures:
        """Latents, (1, C, f, h, w), as (f, h, w, 3) uint8."""
        values = latents.detach()[0].float().cpu().numpy()
        colour = np.einsum("cfhw,cd->fhwd", values, self.matrix[:-1]) + self.matrix[-1]
        return np.rint(np.clip(colour, 0, 1) * 255).astype(np.uint8)


def fitted(code: Callable[[Pictures], Any], cel: Pictures, rule: FrameRule, multiple: int) -> Factors:
    """The matrix of a model, for frames like these.

    code: pictures as latents, see ``Dialect.coded``. rule, multiple: how many frames it codes, and of which sides.
    """
    *sides, largest = _SIDES
    for side in sides:
        frames, latents = _coded(code, cel, rule, side, multiple)
        if latents[0].size >= _ENOUGH * latents.shape[0]:
            return Factors(_least_squares(latents, frames))
    frames, latents = _coded(code, cel, rule, largest, multiple)
    return Factors(_least_squares(latents, frames))


def _coded(
    code: Callable[[Pictures], Any], cel: Pictures, rule: FrameRule, side: int, multiple: int
) -> tuple[Pictures, Floats]:
    frames = _sampled(cel, rule, side, multiple)
    return frames, code(frames)[0].float().cpu().numpy()


def _sampled(cel: Pictures, rule: FrameRule, side: int, multiple: int) -> Pictures:
    """A few frames, small, as many and as large as a model codes."""
    count = rule.up(min(rule.step, 8) + 1) if rule.most > 1 else 1
    chosen = np.linspace(0, len(cel) - 1, count).round().astype(int)
    step = max(1, max(cel.shape[1:3]) // side)
    small = cel[chosen][:, ::step, ::step]
    whole = 2 * multiple
    height, width = (max(1, length // whole) * whole for length in small.shape[1:3])
    return np.ascontiguousarray(_filled(small, height, width)[:, :height, :width])


def _filled(frames: Pictures, height: int, width: int) -> Pictures:
    """Frames that are at least so large; what is missing is as their edge."""
    down, right = (max(0, wanted - there) for wanted, there in zip((height, width), frames.shape[1:3], strict=True))
    return np.pad(frames, ((0, 0), (0, down), (0, right), (0, 0)), mode="edge")


def _least_squares(latents: Floats, frames: Pictures) -> Floats:
    """latents: (C, f, h, w). frames: (F, H, W, 3), the first of which is the first latent frame."""
    channels, count, high, wide = latents.shape
    nearest = np.linspace(0, len(frames) - 1, count).round().astype(int)
    tall, broad = frames.shape[1] // high, frames.shape[2] // wide
    cut = frames[nearest][:, : high * tall, : wide * broad].astype(np.float32) / 255
    colours = cut.reshape(count, high, tall, wide, broad, 3).mean((2, 4)).reshape(-1, 3)
    known = np.column_stack([latents.reshape(channels, -1).T, np.ones(count * high * wide)])
    matrix = cast(Any, np.linalg.lstsq)(known, colours, rcond=1e-3)[0]
    return np.asarray(matrix, np.float32)
