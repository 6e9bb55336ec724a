"""``LTX2InContextPipeline``: control video and keyframes, for an artist who agreed to its licence.

It makes sound as well. The film's own comes from the same simulation as its picture, so this one is heard only if the
artist asks for it. Its latents are not in the callback: a window that was stopped begins anew (``resumes`` is False).
"""

from typing import Any

import numpy as np
import torch
from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition
from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
from studio.engine.painters.diffusion.dialects.dialect import as_video, bytes_of, longest, refuse_to_begin
from studio.engine.painters.diffusion.heard import Sound

_RATE = 24.0
_UNGUIDED = {
    "stg_scale": 0.0,
    "modality_scale": 1.0,
    "guidance_rescale": 0.0,
    "audio_guidance_scale": 1.0,
    "audio_stg_scale": 0.0,
    "audio_modality_scale": 1.0,
    "audio_guidance_rescale": 0.0,
    "spatio_temporal_guidance_blocks": None,
    "use_cross_timestep": False,
}
"""Distilled weights are not guided at all; each of these would cost another pass of the network."""


class Ltx2:
    """A ``Dialect``."""

    plain_tokens = True
    resumes = False

    def words(self, pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        guided = setting.guidance > 1
        with torch.no_grad():
            told, mask, avoided, avoided_mask = pipe.encode_prompt(
                words, avoid if guided else None, guided, max_sequence_length=longest(pipe.tokenizer, 1024)
            )
        usual = {"prompt_embeds": told, "prompt_attention_mask": mask}
        if not guided:
            return usual
        return {**usual, "negative_prompt_embeds": avoided, "negative_prompt_attention_mask": avoided_mask}

    def arguments(self, pipe: Any, conditions: Conditions, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``. Stills are given whole (``crf=0``): by default they are compressed once more."""
        del pipe
        control = [Image.fromarray(one) for one in conditions.control]
        ends = [(conditions.start, 0), (conditions.end, -1)]
        keys = [
            LTX2VideoCondition(frames=Image.fromarray(one), index=at, strength=1.0, crf=0)
            for one, at in ends
            if one is not None
        ]
        guided = {} if setting.guidance > 1 else _UNGUIDED
        steps = {"sigmas": list(setting.sigmas)} if setting.sigmas else {"num_inference_steps": setting.steps}
        return {
            "reference_conditions": None
            if conditions.free
            else LTX2ReferenceCondition(frames=control, strength=conditions.scale),
            "conditions": keys or None,
            "height": conditions.size.height,
            "width": conditions.size.width,
            "num_frames": conditions.frames,
            "frame_rate": _RATE,
            "guidance_scale": setting.guidance,
            "output_type": "np",
            **steps,
            **guided,
        }

    def pictures(self, output: Any) -> Pictures:
        """See ``Dialect``."""
        return bytes_of(output.frames[0])

    def sound(self, pipe: Any, output: Any) -> Sound | None:
        """See ``Dialect``."""
        samples = output.audio[0].detach().float().cpu().numpy()
        both = np.array(np.broadcast_to(samples, (2, samples.shape[-1])), np.float32)
        return Sound(both, int(pipe.vocoder.config.output_sampling_rate))

    def coded(self, pipe: Any, pictures: Pictures) -> Any:
        """See ``Dialect``."""
        vae = pipe.vae
        with torch.no_grad():
            latents = vae.encode(as_video(pictures, vae)).latent_dist.mode().float()
        return pipe._normalize_latents(latents, vae.latents_mean, vae.latents_std, vae.config.scaling_factor)

    def plain(self, pipe: Any, latents: Any, conditions: Conditions) -> Any:
        """See ``Dialect``. Key frames and the control lie behind the picture's own tokens."""
        size, space = conditions.size, pipe.vae_spatial_compression_ratio
        count = (conditions.frames - 1) // pipe.vae_temporal_compression_ratio + 1
        tall, wide = size.height // space, size.width // space
        across, along = pipe.transformer_spatial_patch_size, pipe.transformer_temporal_patch_size
        own = latents[:, : count * tall * wide // (across**2 * along)]
        return pipe._unpack_latents(own, count, tall, wide, across, along)

    def begun(self, pipe: Any, conditions: Conditions) -> Any | None:
        """See ``Dialect``."""
        del pipe, conditions
        return refuse_to_begin("LTX-2")
