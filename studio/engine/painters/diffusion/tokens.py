"""A large tokenizer in a process of its own: reading one holds Python's lock for seconds, and the window would stand.

Measured with 256,000 words (umt5's size): 2 to 7 s in one call that lets nobody else run. The other process only reads
``tokenizer.json`` and answers; it ends with whoever asked, and is ended when the prompt is encoded.
"""

import json
import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, cast

from studio.errors import MissingResource

LARGE_BYTES: Final = 4_000_000
"""From this size on, reading a tokenizer would be felt."""
_PATIENCE_S: Final = 120.0
_LOOK_S: Final = 0.02
_FILE: Final = "tokenizer.json"
_LONGEST: Final = 1_000_000


@dataclass(frozen=True)
class _Ask:
    """Words to be read, to a length of so many tokens, filled up on one side."""

    words: tuple[str, ...]
    length: int
    pad: str
    side: str


class Tokens(dict[str, Any]):
    """What a tokenizer answers: tensors by name, as attributes too."""

    def __getattr__(self, name: str) -> Any:
        return self[name]


class TokenizerApart:
    """Stands for a tokenizer where a pipeline asks for tokens of a fixed length. breathe: may raise, to stop waiting.

    Raises:
        MissingResource: when asked, if its files do not read.
    """

    def __init__(self, folder: Path, breathe: Callable[[], None] = lambda: None) -> None:
        told = _told(folder)
        self.model_max_length = min(int(told.get("model_max_length", _LONGEST)), _LONGEST)
        self.pad_token = _token(told.get("pad_token")) or "<pad>"
        self.eos_token = _token(told.get("eos_token")) or "</s>"
        self.padding_side = str(told.get("padding_side", "right"))
        self._folder = folder
        self._breathe = breathe

    def __call__(self, words: str | Sequence[str], *, max_length: int, **_usual: Any) -> Tokens:
        """The tokens of words as the pipelines ask for them: filled up, cut off, with a mask, as tensors."""
        import torch

        asked = _Ask(
            (words,) if isinstance(words, str) else tuple(words), max_length, self.pad_token, self.padding_side
        )
        context = multiprocessing.get_context("spawn")
        mine, theirs = context.Pipe()
        process = context.Process(target=_answer, args=(theirs, str(self._folder / _FILE), asked), daemon=True)
        process.start()
        theirs.close()
        try:
            ids, mask = _received(mine, self._folder, self._breathe)
        finally:
            mine.close()
            process.terminate()
            process.join(_PATIENCE_S)
        return Tokens(input_ids=torch.tensor(ids), attention_mask=torch.tensor(mask))


def is_large(folder: Path) -> bool:
    """Whether a tokenizer's folder holds one that is better read apart."""
    path = folder / _FILE
    return path.is_file() and path.stat().st_size >= LARGE_BYTES


def _received(mine: Connection, folder: Path, breathe: Callable[[], None]) -> tuple[list[list[int]], list[list[int]]]:
    """The answer; while it is waited for, whoever asked may be stopped."""
    until = time.monotonic() + _PATIENCE_S
    try:
        while time.monotonic() < until:
            breathe()
            if not mine.poll(_LOOK_S):
                continue
            return cast(tuple[list[list[int]], list[list[int]]], mine.recv())
    except EOFError:
        pass
    raise MissingResource(f"The tokenizer in {folder.parent.name} cannot be read.", "Download the model again whole.")


def _answer(theirs: Connection, file: str, asked: _Ask) -> None:
    """In the other process: read the tokenizer, and answer once."""
    from tokenizers import Tokenizer

    read: Any = Tokenizer.from_file(file)
    read.enable_truncation(asked.length)
    number = read.token_to_id(asked.pad) or 0
    read.enable_padding(length=asked.length, pad_id=number, pad_token=asked.pad, direction=asked.side)
    found = read.encode_batch(list(asked.words))
    theirs.send(([one.ids for one in found], [one.attention_mask for one in found]))
    theirs.close()


def _told(folder: Path) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], json.loads((folder / "tokenizer_config.json").read_text("utf-8")))
    except (OSError, ValueError) as fault:
        raise MissingResource(
            f"The tokenizer in {folder.parent.name} cannot be read.", "Download the model again whole."
        ) from fault


def _token(told: Any) -> str:
    """A token as tokenizers tell of it: a word, or a word with how it is read."""
    return str(cast(dict[str, Any], told).get("content", "")) if isinstance(told, dict) else str(told or "")
