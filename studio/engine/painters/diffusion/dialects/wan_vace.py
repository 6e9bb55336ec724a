"""``WanVACEPipeline``: control video, mask, references and kept frames in one call."""

from typing import Any

import torch
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, letterboxed, vace_video
from studio.engine.painters.diffusion.dialects.dialect import as_video, bytes_of, longest
from studio.engine.painters.diffusion.heard import Sound


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

    def sound(self, pipe: Any, output: Any) -> Sound | None:
        """See ``Dialect``."""
        del pipe, output

    def coded(self, pipe: Any, pictures: Pictures) -> Any:
        """See ``Dialect``."""
        return wan_coded(pipe, pictures)

    def plain(self, pipe: Any, latents: Any, conditions: Conditions) -> Any:
        """See ``Dialect``. The references' frames come first."""
        del pipe
        return latents[:, :, len(conditions.references) :]

    def begun(self, pipe: Any, conditions: Conditions) -> Any | None:
        """See ``Dialect``. The references' frames lie before the picture's, the last one first."""
        assert conditions.under is not None
        sheets = [letterboxed(one, conditions.size)[None] for one in reversed(conditions.references)]
        parts = [wan_coded(pipe, one) for one in (*sheets, conditions.under)]
        return torch.cat(parts, dim=2)


def wan_coded(pipe: Any, pictures: Pictures) -> Any:
    """Pictures as latents of the Wan family: (1, C, f, h, w), of the mean and spread that it was taught."""
    vae = pipe.vae
    with torch.no_grad():
        latents = vae.encode(as_video(pictures, vae)).latent_dist.mode().float()
    shape = (1, -1, 1, 1, 1)
    mean, spread = (torch.tensor(one, device=latents.device).view(shape) for one in _spread_of(vae))
    return (latents - mean) / spread


def _spread_of(vae: Any) -> tuple[list[float], list[float]]:
    return vae.config.latents_mean, vae.config.latents_std


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
