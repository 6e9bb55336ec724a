"""LoRAs: small additions to a model, each a safetensors file that the artist drops on a painter."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.engine.painters.diffusion.loading import refuse_pickles
from studio.errors import InvalidRequest


@dataclass(frozen=True)
class Lora:
    """A LoRA's file and how strongly it acts, 0 not at all to 1 as it was made. second: for a model's second expert."""

    path: Path
    strength: float = 1.0
    second: bool = False


def put_on(pipe: Any, loras: Sequence[Lora]) -> None:
    """Add LoRAs to a pipeline that is freshly opened.

    Raises:
        InvalidRequest: one is no safetensors file, or was made for another model; it is named.
    """
    if not loras:
        return
    for number, lora in enumerate(loras):
        refuse_pickles(lora.path)
        more = {"load_into_transformer_2": True} if lora.second else {}
        try:
            pipe.load_lora_weights(
                str(lora.path.parent), weight_name=lora.path.name, adapter_name=f"lora{number}",
                local_files_only=True, use_safetensors=True, **more,
            )  # fmt: skip
        except (OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError) as fault:
            raise InvalidRequest(
                f"The LoRA {lora.path.name} was not made for {type(pipe).__name__}.",
                "Take it off this painter, or choose the painter that it was made for.",
            ) from fault
    pipe.set_adapters([f"lora{number}" for number in range(len(loras))], [lora.strength for lora in loras])
