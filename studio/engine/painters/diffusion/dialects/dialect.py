"""What every dialect does, and what several of them share."""

from typing import Any, Protocol

import numpy as np

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
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
