"""How a model's faults are told: which file, what of it, and what to do."""

from pathlib import Path
from typing import Final

from studio.errors import MediaUnreadable

EXPORT_AGAIN: Final = "Export the model again as a glTF binary (.glb or .vrm) without compression."


def broken(path: Path, what: str, remedy: str = EXPORT_AGAIN) -> MediaUnreadable:
    """A model that is not as the standard has it, or that the studio cannot use."""
    return MediaUnreadable(f"The model {path} cannot be used: {what}.", remedy)
