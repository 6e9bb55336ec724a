"""``Flux2KleinPipeline``: one picture after others: the cel painter's, which gives the layout, and the references."""

from typing import Any

import torch
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, letterboxed
from studio.engine.painters.diffusion.dialects.dialect import (
    as_video,
    bytes_of,
    longest,
    needed,
    refuse_to_begin,
)
from studio.engine.painters.diffusion.heard import Sound


class Flux2Klein:
    """A ``Dialect``."""

    plain_tokens = False
    resumes = True

    def words(self, pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``. What is to be avoided is not read by this model."""
        del avoid
        most = longest(pipe.tokenizer)
        with torch.no_grad():
            told, _ = pipe.encode_prompt(words, max_sequence_length=most)
            if setting.guidance <= 1:
                return {"prompt_embeds": told}
            nothing, _ = pipe.encode_prompt("", max_sequence_length=most)
        return {"prompt_embeds": told, "negative_prompt_embeds": nothing}

    def arguments(self, pipe: Any, conditions: Conditions, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        del pipe
        size = conditions.size
        layout = needed(conditions.start, "picture to start from")
        sheets = [letterboxed(one, size) for one in conditions.references]
        return {
            "image": [Image.fromarray(one) for one in (layout, *sheets)],
            "height": size.height,
            "width": size.width,
            "num_inference_steps": setting.steps,
            "guidance_scale": setting.guidance,
            "output_type": "np",
        }

    def pictures(self, output: Any) -> Pictures:
        """See ``Dialect``."""
        return bytes_of(output.images)

    def sound(self, pipe: Any, output: Any) -> Sound | None:
        """See ``Dialect``."""
        del pipe, output

    def coded(self, pipe: Any, pictures: Pictures) -> Any:
        """See ``Dialect``. Squares of four latents, each a channel of its own, are laid out again."""
        vae = pipe.vae
        with torch.no_grad():
            squares = pipe._encode_vae_image(as_video(pictures[:1], vae)[:, :, 0], None)
        return _laid_out(pipe, squares)

    def plain(self, pipe: Any, latents: Any, conditions: Conditions) -> Any:
        """See ``Dialect``. A row is a square; the references are never among them."""
        tall, wide = (side // (2 * pipe.vae_scale_factor) for side in (conditions.size.height, conditions.size.width))
        return _laid_out(pipe, latents.permute(0, 2, 1).reshape(latents.shape[0], -1, tall, wide))

    def begun(self, pipe: Any, conditions: Conditions) -> Any | None:
        """See ``Dialect``."""
        del pipe, conditions
        return refuse_to_begin("FLUX.2 klein")


def _laid_out(pipe: Any, squares: Any) -> Any:
    """(1, C, 1, h, w) of (1, 4C, h / 2, w / 2), with the spread of the VAE instead of the network's."""
    norm = pipe.vae.bn
    shape = (1, -1, 1, 1)
    spread = torch.sqrt(norm.running_var.view(shape) + pipe.vae.config.batch_norm_eps).to(squares.device)
    mixed = squares.float() * spread + norm.running_mean.view(shape).to(squares.device)
    return pipe._unpatchify_latents(mixed)[:, :, None]
