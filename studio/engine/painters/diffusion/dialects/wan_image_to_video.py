"""``WanImageToVideoPipeline``: from a first frame, and to a last one where the model takes one.

The 5B model conditions on the first frame only and forgets a last one without a word, so it is never given one: its
catalogue entry does not list it.
"""

from typing import Any

from PIL import Image

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
from studio.engine.painters.diffusion.dialects.dialect import bytes_of, needed
from studio.engine.painters.diffusion.dialects.wan_vace import wan_coded, wan_words
from studio.engine.painters.diffusion.heard import Sound


class WanImageToVideo:
    """A ``Dialect``."""

    plain_tokens = True
    resumes = True

    def words(self, pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        return wan_words(pipe, words, avoid, setting)

    def arguments(self, pipe: Any, conditions: Conditions, setting: Setting) -> dict[str, Any]:
        """See ``Dialect``."""
        last = None if pipe.config.expand_timesteps else conditions.end
        return {
            "image": Image.fromarray(needed(conditions.start, "first frame")),
            "last_image": None if last is None else Image.fromarray(last),
            "height": conditions.size.height,
            "width": conditions.size.width,
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
        """See ``Dialect``."""
        del pipe, conditions
        return latents

    def begun(self, pipe: Any, conditions: Conditions) -> Any | None:
        """See ``Dialect``."""
        assert conditions.under is not None
        return wan_coded(pipe, conditions.under)
