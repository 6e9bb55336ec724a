"""What every dialect does, and what several of them share."""

from typing import Any, Protocol

import numpy as np

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
from studio.engine.painters.diffusion.heard import Sound
from studio.errors import InvalidRequest


class Dialect(Protocol):
    """Tells one class of pipelines what to paint. ``pipe`` is always one of that class."""

    @property
    def resumes(self) -> bool:
        """Whether its callback tells all that a stopped painting goes on from."""
        ...

    @property
    def plain_tokens(self) -> bool:
        """Whether its tokenizer is only asked for tokens of a fixed length, so that it may be read apart."""
        ...

    def words(self, pipe: Any, words: str, avoid: str, setting: Setting) -> dict[str, Any]:
        """The prompt as the text encoder has it: tensors by the names of the pipeline's arguments."""
        ...

    def arguments(self, pipe: Any, conditions: Conditions, setting: Setting) -> dict[str, Any]:
        """What the pipeline is called with, besides the words and the dice."""
        ...

    def pictures(self, output: Any) -> Pictures:
        """(F, H, W, 3) uint8 of what the pipeline returned."""
        ...

    def sound(self, pipe: Any, output: Any) -> Sound | None:
        """What the pipeline returned to be heard; None where it makes no sound."""
        ...

    def coded(self, pipe: Any, pictures: Pictures) -> Any:
        """Pictures, (F, H, W, 3), as latents of the spread that the network paints: (1, C, f, h, w)."""
        ...

    def plain(self, pipe: Any, latents: Any, conditions: Conditions) -> Any:
        """The latents of a step as ``coded`` has them, without what is beside the picture."""
        ...

    def begun(self, pipe: Any, conditions: Conditions) -> Any | None:
        """The latents of what is painted over, as a step has them, for a painting to begin from; None where the
        pipeline does so itself.

        Raises:
            InvalidRequest: it always paints all anew.
        """
        ...


def one_reference(conditions: Conditions, fallback: Pictures) -> Pictures:
    """The reference of a pipeline that sees only one where none has a place."""
    return conditions.references[0] if conditions.references else fallback


def as_video(pictures: Pictures, like: Any) -> Any:
    """(1, 3, F, H, W) from -1 to 1, where and as precise as a network's weights are."""
    import torch  # this module is read long before a model is opened

    values = torch.from_numpy(np.ascontiguousarray(pictures)).permute(3, 0, 1, 2)[None]
    return values.to(like.device).float().div(127.5).sub(1).to(like.dtype)


def refuse_to_begin(title: str) -> None:
    """Refuse to paint over pictures with a lighter hand than the pipeline has.

    Raises:
        InvalidRequest: always.
    """
    raise InvalidRequest(
        f"{title} always paints all of it anew.", "Leave the strength at 100 %, or choose Wan VACE for a lighter hand."
    )


def bytes_of(pictures: Any) -> Pictures:
    """Floats from 0 to 1 as bytes, rounded."""
    return np.rint(np.clip(np.asarray(pictures, np.float32), 0, 1) * 255).astype(np.uint8)


def needed(picture: Pictures | None, what: str) -> Pictures:
    """A picture that the model cannot do without.

    Raises:
        InvalidRequest: it is not there.
    """
    if picture is None:
        raise InvalidRequest(f"This painter needs a {what}.", "Choose another painter for this shot.")
    return picture


def longest(tokenizer: Any, most: int = 512) -> int:
    """How many tokens of a prompt are read."""
    return min(most, int(tokenizer.model_max_length))
