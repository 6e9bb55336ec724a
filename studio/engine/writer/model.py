"""A chat model in a folder on disk: opened without the network, and asked one token at a time."""

import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from studio.errors import DeviceLimit, InvalidRequest, MissingResource

_WRITES: Final = ("ForCausalLM", "LMHeadModel", "ForConditionalGeneration")
_CHUNK: Final = 32
"""Tokens of a prompt that are read in one step."""
_TEMPERATURE, _TOP_P = 0.7, 0.95
_LEAST_ROOM: Final = 64
_NO_MEMORY: Final = "The machine has too little memory for this chat model."
_SMALLER: Final = "Close other programs, or choose the folder of a smaller model."


class _Config(msgspec.Struct):
    """What is looked at of a model's config.json."""

    architectures: tuple[str, ...] | None = None


@dataclass(frozen=True, eq=False)
class ChatModel:
    """A model with its tokenizer, ready to write. Belongs to the engine thread."""

    folder: Path
    tokenizer: Any
    network: Any
    longest: int

    def tokens(self, system: str, ask: str) -> list[int]:
        """A conversation as the model was taught to read it, up to where its answer begins."""
        told = [{"role": "system", "content": system}, {"role": "user", "content": ask}]
        if self.tokenizer.chat_template is None:
            return list(self.tokenizer(f"{system}\n\n{ask}\n\n")["input_ids"])
        read = self.tokenizer.apply_chat_template(told, add_generation_prompt=True, return_dict=True)
        return list(read["input_ids"])

    def write(self, prompt: Sequence[int], most: int, seed: int) -> Generator[int, None, str]:
        """The answer, a step at a time; each step yields how many tokens there are so far.

        The same prompt, seed and machine give the same answer.

        Raises:
            InvalidRequest: the prompt leaves the model no room to answer. DeviceLimit: out of memory.
        """
        import torch

        room = self.longest - len(prompt)
        if room < _LEAST_ROOM:
            raise InvalidRequest(
                f"The words are too long for this model: {len(prompt)} of {self.longest} tokens.",
                "Shorten the idea, or choose a model with a longer context.",
            )
        dice = torch.Generator().manual_seed(seed)
        written: list[int] = []
        scores, cache = yield from self._read(prompt)
        while len(written) < min(most, room):
            token = _chosen(scores, dice)
            if token in _ends(self.network, self.tokenizer):
                break
            written.append(token)
            yield len(written)
            scores, cache = self._step([token], cache)
        return str(self.tokenizer.decode(written, skip_special_tokens=True))

    def _read(self, prompt: Sequence[int]) -> Generator[int, None, tuple[Any, Any]]:
        cache: Any = None
        scores: Any = None
        for start in range(0, len(prompt), _CHUNK):
            yield 0
            scores, cache = self._step(prompt[start : start + _CHUNK], cache)
        return scores, cache

    def _step(self, tokens: Sequence[int], cache: Any) -> tuple[Any, Any]:
        """Scores of every next token, and what the model remembers."""
        import torch

        try:
            with torch.inference_mode():
                ids = torch.tensor([list(tokens)], device=self.network.device)
                out = self.network(input_ids=ids, past_key_values=cache, use_cache=True)
                return out.logits[0, -1].float().cpu(), out.past_key_values
        except (MemoryError, RuntimeError) as fault:
            raise _too_large(fault) from fault


def open_model(folder: Path) -> ChatModel:
    """Load a chat model (Hugging Face format, safetensors) from a folder. Nothing is fetched, no code in it is run.

    Raises:
        MissingResource: the libraries or parts of the model are missing. InvalidRequest: it is no model that writes.
        DeviceLimit: out of memory.
    """
    _check(folder)
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        import torch
        from safetensors import SafetensorError
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ImportError as fault:
        raise MissingResource(
            "The writer's libraries (torch and transformers) are not installed.",
            'Install them with: pip install ".[writer]"',
        ) from fault
    safe = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), **safe)
        network, found = AutoModelForCausalLM.from_pretrained(
            str(folder), use_safetensors=True, dtype="auto", output_loading_info=True, **safe
        )
        device = "cuda" if torch.cuda.is_available() else "cpu"
        network = network.to(device).eval()
    except torch.OutOfMemoryError as fault:
        raise DeviceLimit(_NO_MEMORY, _SMALLER) from fault
    except (OSError, ValueError, KeyError, TypeError, ImportError, SafetensorError) as fault:
        raise _unreadable(folder, _first_line(fault)) from fault
    except (MemoryError, RuntimeError) as fault:
        raise _too_large(fault, folder) from fault
    if found["missing_keys"]:
        raise _unreadable(folder, f"{len(found['missing_keys'])} of its tensors are missing")
    longest = int(getattr(network.config, "max_position_embeddings", 0) or 4096)
    return ChatModel(folder, tokenizer, network, longest)


def _check(folder: Path) -> None:
    """Look before anything heavy is loaded."""
    try:
        config = msgspec.json.decode((folder / "config.json").read_bytes(), type=_Config)
    except (OSError, msgspec.DecodeError) as fault:
        raise MissingResource(
            f'"{folder.name}" holds no chat model: its config.json cannot be read.',
            "Choose the folder of a chat model as it was downloaded, with config.json and *.safetensors in it.",
        ) from fault
    if not any(kind.endswith(_WRITES) for kind in config.architectures or ()):
        raise InvalidRequest(
            f'"{folder.name}" is no model that writes text (it is {", ".join(config.architectures or ("nothing",))}).',
            "Choose the folder of a chat model; its config.json names an architecture that ends in ForCausalLM.",
        )


def _unreadable(folder: Path, why: str) -> MissingResource:
    return MissingResource(
        f'The chat model in "{folder.name}" cannot be opened: {why.rstrip(".")}.',
        "Download it again whole, or choose another folder.",
    )


def _too_large(fault: BaseException, folder: Path | None = None) -> DeviceLimit | MissingResource:
    """What a fault of the arithmetic library means: memory, or a model that does not fit together."""
    words = str(fault).lower()
    if isinstance(fault, MemoryError) or "memory" in words or "allocate" in words:
        return DeviceLimit(_NO_MEMORY, _SMALLER)
    return _unreadable(folder or Path("model"), _first_line(fault))


def _first_line(fault: BaseException) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0][:200]


def _ends(network: Any, tokenizer: Any) -> set[int]:
    """The tokens that end an answer."""
    told: Any = network.generation_config.eos_token_id
    many = [tokenizer.eos_token_id, *(cast("list[Any]", told) if isinstance(told, list) else [told])]
    return {int(token) for token in many if token is not None}


def _chosen(scores: Any, dice: Any) -> int:
    """One token of the likeliest that together make up ``_TOP_P``. Source: nucleus sampling, Holtzman et al. 2020."""
    import torch

    shares, order = torch.sort(torch.softmax(scores / _TEMPERATURE, -1), descending=True)
    shares[torch.cumsum(shares, -1) - shares > _TOP_P] = 0.0
    return int(order[torch.multinomial(shares, 1, generator=dice)])
