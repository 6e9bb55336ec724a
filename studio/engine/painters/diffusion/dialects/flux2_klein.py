"""``Flux2KleinPipeline``: one picture after others: the cel painter's, which gives the layout, and the references."""

from typing import Any

import torch
from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, letterboxed
from studio.engine.painters.diffusion.dialects.dialect import bytes_of, longest, needed


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
