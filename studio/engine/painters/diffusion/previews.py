"""What latents look like so far, in no time: the matrix that best takes a model's own latents to colours.

A VAE's latents are almost a linear picture. The matrix is fitted, by least squares, to what the model's own VAE makes
of a few frames of the shot's cel picture, so it suits any VAE, and nothing has to be known or fetched for it. It only
looks at latents, never touches them, and draws no random numbers.
"""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np

from studio.engine.painters.diffusion.conditioning import Floats, Pictures

_FRAMES: Final = 5
_SIDE: Final = 160
"""Pixels of the longer side that the matrix is fitted at: enough to meet every colour of the shot."""
_VIDEO, _PICTURE = 5, 4
_FITTED: Final = {"AutoencoderKLWan": True, "AutoencoderKL": False}
"""The VAEs whose latents a painting has as they code them, and whether they code videos."""


@dataclass(frozen=True, eq=False)
class Factors:
    """matrix: (C + 1, 3), of each channel and of nothing, to red, green and blue from 0 to 1."""

    matrix: Floats

    def shown(self, latents: Any, frames: int) -> Pictures | None:
        """The last ``frames`` latent frames as (F, h, w, 3) uint8; None where latents are packed."""
        if latents.ndim not in (_VIDEO, _PICTURE):
            return None
        values = latents.detach()[0].float().cpu().numpy()
        values = values[:, -frames:] if latents.ndim == _VIDEO else values[:, None]
        if values.shape[0] + 1 != self.matrix.shape[0]:
            return None
        colour = np.einsum("cfhw,cd->fhwd", values, self.matrix[:-1]) + self.matrix[-1]
        return np.rint(np.clip(colour, 0, 1) * 255).astype(np.uint8)


def fitted(vae: Any, cel: Pictures) -> Factors | None:
    """The matrix of a VAE, for frames like these; None for one whose latents are packed otherwise."""
    import torch

    video = _FITTED.get(type(vae).__name__)
    if video is None:
        return None
    frames = _sampled(cel)
    values = torch.from_numpy(frames).permute(3, 0, 1, 2).float() / 127.5 - 1
    inputs = values[None] if video else values.permute(1, 0, 2, 3)[:1]
    with torch.no_grad():
        coded = vae.encode(inputs.to(vae.device, vae.dtype)).latent_dist.mode().float().cpu()
    normal = _normal(coded, vae.config)
    if normal is None:
        return None
    latents = normal[0].numpy() if video else normal[0].numpy()[:, None]
    return Factors(_least_squares(latents, frames if video else frames[:1]))


def _sampled(cel: Pictures) -> Pictures:
    """A few frames, small, as many as a video VAE takes."""
    chosen = np.linspace(0, len(cel) - 1, _FRAMES).round().astype(int)
    step = max(1, max(cel.shape[1:3]) // _SIDE)
    small = cel[chosen][:, ::step, ::step]
    height, width = (max(16, side // 16 * 16) for side in small.shape[1:3])
    return np.ascontiguousarray(small[:, :height, :width])


def _normal(coded: Any, config: Any) -> Any:
    """Latents as the network that paints has them."""
    import torch

    shape = [1, -1] + [1] * (coded.ndim - 2)
    if config.get("latents_mean") and config.get("latents_std"):
        mean, spread = (torch.tensor(config[name]).view(shape) for name in ("latents_mean", "latents_std"))
        return (coded - mean) / spread
    if config.get("scaling_factor"):
        return (coded - (config.get("shift_factor") or 0.0)) * config["scaling_factor"]
    return None


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
