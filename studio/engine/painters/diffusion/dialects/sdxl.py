"""``StableDiffusionXLControlNetImg2ImgPipeline``: one picture painted over, held by its lines, with references.

The picture to start from is the cel painter's, so the layout stays; ``strength`` says how much of it is painted anew.
References need an IP-Adapter beside the model; without one they are left out. Several people's act each at their own
place, by masks of the adapter's attention.
"""

import math
from typing import Any

import numpy as np
import torch
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, letterboxed
from studio.engine.painters.diffusion.dialects.dialect import as_video, bytes_of, needed, one_reference
from studio.engine.painters.diffusion.heard import Sound
from studio.engine.painters.painter import Size

_SHEET = Size(224, 224)
"""What the image encoder of an IP-Adapter looks at."""


class Sdxl:
    """A ``Dialect``."""

    plain_tokens = False
    resumes = True

    def words(self, pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        guided = setting.guidance > 1
        with torch.no_grad():
            told, avoided, pooled, avoided_pooled = pipe.encode_prompt(
                words, do_classifier_free_guidance=guided, negative_prompt=avoid if guided else None
            )
        usual = {"prompt_embeds": told, "pooled_prompt_embeds": pooled}
        if not guided:
            return usual
        return {**usual, "negative_prompt_embeds": avoided, "negative_pooled_prompt_embeds": avoided_pooled}

    def arguments(self, pipe: Any, conditions: Conditions, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``. So many steps are asked for that ``setting.steps`` are left of them at its strength."""
        size = conditions.size
        told = {
            "image": Image.fromarray(needed(conditions.start, "picture to start from")),
            "control_image": Image.fromarray(conditions.control[0]),
            "controlnet_conditioning_scale": float(conditions.scale),
            "strength": setting.strength,
            "height": size.height,
            "width": size.width,
            "num_inference_steps": math.ceil(setting.steps / setting.strength),
            "guidance_scale": setting.guidance,
            "output_type": "np",
        }
        if getattr(pipe.unet, "encoder_hid_proj", None) is None:
            return told
        if conditions.places:
            sheets = [Image.fromarray(letterboxed(one, _SHEET)) for one in conditions.references]
            masks = torch.from_numpy(np.stack([one[0] for one in conditions.places]).astype(np.float32))
            return {**told, "ip_adapter_image": [sheets], "cross_attention_kwargs": {"ip_adapter_masks": [masks[None]]}}
        sheet = one_reference(conditions, needed(conditions.start, "picture"))
        return {**told, "ip_adapter_image": Image.fromarray(letterboxed(sheet, _SHEET))}

    def pictures(self, output: Any) -> Pictures:
        """See ``Dialect``."""
        return bytes_of(output.images)

    def sound(self, pipe: Any, output: Any) -> Sound | None:
        """See ``Dialect``."""
        del pipe, output

    def coded(self, pipe: Any, pictures: Pictures) -> Any:
        """See ``Dialect``."""
        vae = pipe.vae
        with torch.no_grad():
            latents = vae.encode(as_video(pictures[:1], vae)[:, :, 0]).latent_dist.mode().float()
        shifted = latents - (vae.config.shift_factor or 0.0)
        return (shifted * vae.config.scaling_factor)[:, :, None]

    def plain(self, pipe: Any, latents: Any, conditions: Conditions) -> Any:
        """See ``Dialect``."""
        del pipe, conditions
        return latents[:, :, None]

    def begun(self, pipe: Any, conditions: Conditions) -> Any | None:
        """See ``Dialect``. It begins from the picture itself, by ``setting.strength``."""
        del pipe, conditions
