"""``WanVACEPipeline``: control video, mask, references and kept frames in one call."""

from typing import Any

import torch
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, letterboxed, vace_video
from studio.engine.painters.diffusion.dialects.dialect import bytes_of, longest


class WanVace:
    """A ``Dialect``."""

    plain_tokens = True
    resumes = True

    def words(self, pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        return wan_words(pipe, words, avoid, setting)

    def arguments(self, pipe: Any, conditions: Conditions, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        del pipe
        video, mask = vace_video(conditions)
        size = conditions.size
        sheets = [Image.fromarray(letterboxed(one, size)) for one in conditions.references]
        return {
            "video": torch.from_numpy(video),
            "mask": torch.from_numpy(mask),
            "reference_images": sheets or None,
            "conditioning_scale": conditions.scale,
            "height": size.height,
            "width": size.width,
            "num_frames": conditions.frames,
            "num_inference_steps": setting.steps,
            "guidance_scale": setting.guidance,
            "output_type": "np",
        }

    def pictures(self, output: Any) -> Pictures:
        """See ``Dialect``."""
        return bytes_of(output.frames[0])


def wan_words(pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
    """A prompt as the text encoder of the Wan family has it.

    ``encode_prompt`` would do it too, but only where ftfy is installed, for text that was mended already.
    """
    told = {"prompt_embeds": _encoded(pipe, words)}
    return {**told, "negative_prompt_embeds": _encoded(pipe, avoid)} if setting.guidance > 1 else told


def _encoded(pipe: Any, words: str) -> Any:
    """(1, tokens, width): what UMT5 says of each token, and nothing where there is none."""
    read = pipe.tokenizer(
        [" ".join(words.split())], padding="max_length", truncation=True, max_length=longest(pipe.tokenizer),
        add_special_tokens=True, return_attention_mask=True, return_tensors="pt",
    )  # fmt: skip
    device = pipe.text_encoder.device
    mask = read.attention_mask.to(device)
    with torch.no_grad():
        told = pipe.text_encoder(read.input_ids.to(device), mask).last_hidden_state
    return told * mask[..., None].to(told.dtype)
