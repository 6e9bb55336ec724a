"""``LTX2InContextPipeline``: control video and keyframes, for an artist who agreed to its licence.

It makes sound as well, which is left aside: the film's sound comes from the same simulation as its picture. Its sound's
latents are not in the callback, so a window that was stopped begins anew (``resumes`` is False).
"""

from typing import Any

import torch
from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition
from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
from studio.engine.painters.diffusion.dialects.dialect import bytes_of, longest

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
            "reference_conditions": LTX2ReferenceCondition(frames=control, strength=conditions.scale),
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
