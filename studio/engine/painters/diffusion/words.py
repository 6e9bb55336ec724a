"""Prompts, and what text encoders make of them, kept so that an encoder of 11 GB is not needed twice for one prompt."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studio.engine.latest import Latest
from studio.engine.model_store.whole import write_whole
from studio.engine.painters.catalogue import PainterEntry
from studio.engine.painters.painter import Brief

_KEPT: Final = 64
_LARGEST_FILE: Final = 64_000_000
"""LTX's prompts are every layer of its encoder, 385 MB each; those stay in memory only."""


@dataclass(frozen=True)
class Prompt:
    """What is to be seen, and what is not."""

    words: str
    avoid: str


def prompt_of(brief: Brief, entry: PainterEntry) -> Prompt:
    """A shot's brief as a model reads it: its style, what is seen, and how everybody looks; of a region that becomes
    something else, what that is.
    """
    if brief.repaint is not None and brief.repaint.region.words.strip():
        return Prompt(
            ". ".join(part for part in (entry.style, brief.repaint.region.words.strip()) if part), entry.avoid
        )
    looks = ". ".join(f"{one.name}: {one.looks}" for one in brief.people)
    parts = (entry.style, brief.words, looks)
    return Prompt(". ".join(part for part in parts if part), entry.avoid)


class Encoded:
    """Prompts as tensors, by what they are of. ``folder``: where they outlast the program, None nowhere."""

    def __init__(self) -> None:
        self._kept = Latest[dict[str, Any]](_KEPT)

    def find(self, key: str, folder: Path | None) -> dict[str, Any] | None:
        """What was kept under a key."""
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        found = self._kept.find(key)
        if found is None and folder is not None:
            try:
                found = self._kept.keep(key, load_file(str(_path(folder, key))))
            except (OSError, SafetensorError):
                return None
        return found

    def keep(self, key: str, tensors: dict[str, Any], folder: Path | None) -> dict[str, Any]:
        """Keep a prompt's tensors.

        Raises:
            DeviceLimit: the disk is full.
        """
        from safetensors.torch import save

        tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
        if folder is not None and sum(tensor.nbytes for tensor in tensors.values()) <= _LARGEST_FILE:
            write_whole(_path(folder, key), save(tensors))
        return self._kept.keep(key, tensors)


def words_key(prompt: Prompt, model: str, guided: bool) -> str:
    """What a prompt's tensors depend on."""
    return hashlib.sha256(f"{model}\n{guided}\n{prompt.words}\n{prompt.avoid}".encode()).hexdigest()[:32]


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.safetensors"
