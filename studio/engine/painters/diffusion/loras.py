"""LoRAs: small additions to a model, each a safetensors file that the artist drops on a painter."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from studio.engine.painters.catalogue import PainterEntry
from studio.engine.painters.diffusion.choices import Lora
from studio.engine.painters.diffusion.loading import refuse_pickles, unreadable
from studio.errors import InvalidRequest

ADAPTER: Final = "ip_adapter"


def few_step_loras(entry: PainterEntry, folder: Path) -> tuple[Lora, ...]:
    """The LoRAs in a model's folder that have it paint in few steps; none if they are not installed."""
    few = entry.few_steps
    if few is None:
        return ()
    files = sorted((folder / few.source.folder).glob("*.safetensors"))
    return tuple(Lora(path, second=few.second in path.name) for path in files)


def put_adapter_on(pipe: Any, folder: Path) -> None:
    """Add the IP-Adapter that lies in a model's folder, if there is one: then references are seen.

    Raises:
        MissingResource: it does not fit the model.
    """
    files = sorted((folder / ADAPTER).glob("*.safetensors"))
    if not files or not hasattr(pipe, "load_ip_adapter"):
        return
    try:
        pipe.load_ip_adapter(
            str(folder), subfolder=ADAPTER, weight_name=files[0].name, image_encoder_folder=None,
            local_files_only=True, low_cpu_mem_usage=False,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, RuntimeError) as fault:
        raise unreadable(folder, f"the IP-Adapter {files[0].name} does not fit it") from fault


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
        except (OSError, ValueError, LookupError, RuntimeError, TypeError, AttributeError) as fault:
            raise InvalidRequest(
                f"The LoRA {lora.path.name} was not made for {type(pipe).__name__}.",
                "Take it off this painter, or choose the painter that it was made for.",
            ) from fault
    pipe.set_adapters([f"lora{number}" for number in range(len(loras))], [lora.strength for lora in loras])
