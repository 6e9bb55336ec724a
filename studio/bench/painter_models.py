"""Wan VACE of any size with random weights, straight on the device: speed and memory do not ask what they are."""

import tomllib
from typing import Any, Final

import msgspec
import numpy as np
from msgspec import Struct

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions
from studio.engine.painters.diffusion.libraries import libraries
from studio.resources import resource

TOKENS: Final = 512


class ModelShape(Struct, frozen=True):
    """One line of ``bench/painters.toml``. width: of a head. vae: the first width of its VAE. sizes: w, h, frames."""

    name: str
    heads: int
    layers: int
    ffn: int
    text: int
    vace_layers: tuple[int, ...]
    vae: int
    sizes: tuple[tuple[int, int, int], ...]
    width: int = 128


def shapes(*, tiny: bool) -> tuple[ModelShape, ...]:
    """The models to measure."""
    table = tomllib.loads(resource("bench/painters.toml").read_text("utf-8"))
    return tuple(msgspec.convert(one, ModelShape) for one in table["tiny" if tiny else "model"])


def random_pipeline(shape: ModelShape, device: str, paints_on: str = "") -> Any:
    """A ``WanVACEPipeline`` without a text encoder, as random as its seed, made on a device.

    paints_on: where it will paint, if that is another device: in its type.
    """
    libraries()
    import torch
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanVACEPipeline, WanVACETransformer3DModel

    torch.manual_seed(0)
    kind = torch.float32 if (paints_on or device) == "cpu" else torch.bfloat16
    usual = torch.get_default_dtype()
    torch.set_default_dtype(kind)
    try:
        with torch.device(device):
            transformer = WanVACETransformer3DModel(
                patch_size=(1, 2, 2), num_attention_heads=shape.heads, attention_head_dim=shape.width,
                in_channels=16, out_channels=16, text_dim=shape.text, freq_dim=256, ffn_dim=shape.ffn,
                num_layers=shape.layers, cross_attn_norm=True, qk_norm="rms_norm_across_heads",
                vace_layers=list(shape.vace_layers), vace_in_channels=96,
            )  # fmt: skip
    finally:
        torch.set_default_dtype(usual)
    vae = AutoencoderKLWan(
        base_dim=shape.vae, z_dim=16, dim_mult=[1, 2, 4, 4], num_res_blocks=1 if shape.vae < 8 else 2,
        temperal_downsample=[False, True, True],
    ).to(device)  # fmt: skip
    scheduler = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)
    pipe: Any = WanVACEPipeline(
        tokenizer=None, text_encoder=None, vae=vae.eval(), scheduler=scheduler,
        transformer=transformer.requires_grad_(False).eval(), transformer_2=None,
    )  # fmt: skip
    pipe.set_progress_bar_config(disable=True)
    return pipe


def random_words(shape: ModelShape, device: str) -> dict[str, Any]:
    """A prompt as a text encoder would have it."""
    import torch

    dice = torch.Generator("cpu").manual_seed(0)
    tokens = TOKENS if shape.text > TOKENS else 32
    both = [torch.randn((1, tokens, shape.text), generator=dice).to(device) for _ in range(2)]
    return dict(zip(("prompt_embeds", "negative_prompt_embeds"), both, strict=True))


def grey_conditions(setting: Setting) -> Conditions:
    """A window to paint, of a setting's size and length: a ramp as control, and one reference."""
    frames, height, width = setting.frames, setting.height, setting.width
    ramp = np.linspace(0, 255, width).astype(np.uint8)
    control = np.broadcast_to(ramp[None, None, :, None], (frames, height, width, 3)).copy()
    reference = np.full((height, width, 3), 200, np.uint8)
    return Conditions(control, np.ones(control.shape[:3], np.bool_), control, "", "", 1, (reference,))
