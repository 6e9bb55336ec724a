"""A model's folder becomes a pipeline, part by part and tensor by tensor, so that nothing waits for it long.

What holds Python's lock while ``from_pretrained`` works (measured, see the decisions): not the weights, whose reading
lets go of it, but importing (``libraries``) and reading a large tokenizer (2 to 7 s), which a process of its own does
(``tokens``).
Weights are read a tensor at a time into networks that are made empty: memory is known beforehand, progress is in
bytes, and a stop is heeded at once. Nothing is fetched and no code in the folder is run; only safetensors are read.
"""

import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from studio.errors import DeviceLimit, InvalidRequest, MissingResource

_INDEX: Final = "model_index.json"
_IMAGE_ENCODER: Final = ("transformers", "CLIPVisionModelWithProjection")
_LIBRARIES: Final = ("diffusers", "transformers")
_OPTIONAL: Final = (None, [None, None])

Report = Callable[[int, int, str], None]
"""Told of bytes read, of all, and of which part. May raise to stop."""


@dataclass(frozen=True)
class Precision:
    """In which type each part of a model computes: names of torch's types."""

    usual: str = "float32"
    of: dict[str, str] = field(default_factory=dict[str, str])

    def torch(self, part: str) -> Any:
        """The type of a part."""
        import torch

        return getattr(torch, self.of.get(part, self.usual))


@dataclass(frozen=True)
class Part:
    """A component of a pipeline: its name, and the library and class that its folder was saved by."""

    name: str
    library: str
    kind: str

    @property
    def is_network(self) -> bool:
        """Whether it has weights. Only those are read tensor by tensor; what ``from_pretrained`` reads has none."""
        import torch

        return issubclass(self.load_class(), torch.nn.Module)

    @property
    def named(self) -> tuple[str, str]:
        """The module of its class, and the name in it."""
        return (self.library if self.library in _LIBRARIES else f"diffusers.pipelines.{self.library}"), self.kind

    def load_class(self) -> Any:
        """The class.

        Raises:
            MissingResource: this version of the libraries has none of that name.
        """
        try:
            found = getattr(importlib.import_module(self.named[0]), self.kind, None)
        except ImportError:
            found = None
        if not isinstance(found, type) or not hasattr(found, "from_pretrained"):
            raise MissingResource(f"No {self.kind} is known that the model asks for.", "Update Tsuzuki.")
        return found


def pipeline_class(folder: Path) -> str:
    """The class of pipelines that a folder was saved by.

    Raises:
        MissingResource: it holds no pipeline.
    """
    return str(_index(folder).get("_class_name", ""))


def parts_of(folder: Path) -> tuple[Part, ...]:
    """The components that a folder holds.

    Raises:
        MissingResource: it holds no pipeline, or one of them is not there.
    """
    found = [
        Part(name, *cast(list[str], value))
        for name, value in _index(folder).items()
        if isinstance(value, list) and value not in _OPTIONAL
    ]
    for part in found:
        if not (folder / part.name).is_dir():
            raise unreadable(folder, f"its {part.name} is missing")
    return tuple(found)


def parts_beside(folder: Path) -> tuple[Part, ...]:
    """Networks in a pipeline's folder that its index does not list: a ControlNet, an image encoder."""
    index = _index(folder)
    known = {"controlnet": ("diffusers", "ControlNetModel"), "image_encoder": _IMAGE_ENCODER}
    return tuple(
        Part(name, *kind)
        for name, kind in known.items()
        if index.get(name) in (*_OPTIONAL, None) and any((folder / name).glob("*.safetensors"))
    )


def settings_of(folder: Path) -> dict[str, Any]:
    """What else a pipeline is made with."""
    index = _index(folder)
    return {name: value for name, value in index.items() if not name.startswith("_") and not isinstance(value, list)}


def _index(folder: Path) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], json.loads((folder / _INDEX).read_text("utf-8")))
    except (OSError, ValueError) as fault:
        raise MissingResource(
            f'"{folder.name}" holds no painter: its {_INDEX} cannot be read.',
            "Choose the folder of a model as it was downloaded, or install one in the Models panel.",
        ) from fault


def weight_files(folder: Path) -> tuple[Path, ...]:
    """The safetensors of a part. Pickles beside them are never looked at.

    Raises:
        MissingResource: there are none.
    """
    found = tuple(sorted(folder.glob("*.safetensors")))
    if not found:
        raise unreadable(folder.parent, f"its {folder.name} has no safetensors")
    return found


def weight_bytes(folder: Path) -> int:
    """How large a part is on the disk."""
    return sum(path.stat().st_size for path in folder.glob("*.safetensors"))


def load_network(part: Part, folder: Path, kind: Any, report: Callable[[int], None]) -> Any:
    """A network with its weights, computing in ``kind``, ready to infer. ``report`` is told of bytes as they come.

    Raises:
        MissingResource: a file is damaged, or does not fit the network; it is named.
        DeviceLimit: out of memory.
    """
    from accelerate import init_empty_weights
    from safetensors import SafetensorError

    made = part.load_class()
    try:
        with init_empty_weights():
            network = _empty(made, part, folder)
        files = weight_files(folder)
        known = _named(files) <= network.state_dict().keys()
        left = _filled(network, files, kind, report) if known else ["tensors by older names"]
    except (SafetensorError, OSError, ValueError, KeyError, TypeError) as fault:
        raise unreadable(folder.parent, f"{folder.name}: {_first_line(fault)}") from fault
    except MemoryError as fault:
        raise DeviceLimit("The machine has too little memory for this model.", "Choose a smaller one.") from fault
    if left:
        network = _read_again(made, folder, kind)
    return network.requires_grad_(False).eval()


def _empty(made: Any, part: Part, folder: Path) -> Any:
    if part.library == "transformers":
        return made(made.config_class.from_pretrained(str(folder), local_files_only=True))
    return made.from_config(made.load_config(str(folder), local_files_only=True))


def _filled(network: Any, files: tuple[Path, ...], kind: Any, report: Callable[[int], None]) -> list[str]:
    """Put every tensor in its place; the names of those that are still empty."""
    import torch

    kept = tuple(getattr(network, "_keep_in_fp32_modules", None) or ())
    for name, tensor in tensors(files):
        if tensor.is_floating_point():
            full = any(word in name.split(".") for word in kept)
            tensor = tensor.to(torch.float32 if full else kind)
        _put(network, name, tensor)
        report(tensor.nbytes)
    if hasattr(network, "tie_weights"):
        network.tie_weights()
    for name, buffer in network.named_buffers():
        if buffer.is_floating_point() and buffer.dtype != kind and not buffer.is_meta and "rope" not in name:
            _put(network, name, buffer.to(kind))
    named = [*network.named_parameters(), *network.named_buffers()]
    return [name for name, one in named if one.is_meta]


def _named(files: tuple[Path, ...]) -> set[str]:
    from safetensors import safe_open

    names: set[str] = set()
    for path in files:
        with safe_open(str(path), "pt") as file:
            names |= set(file.keys())
    return names


def tensors(files: tuple[Path, ...]) -> Iterator[tuple[str, Any]]:
    """Every tensor of some safetensors, with its name.

    Raises:
        SafetensorError, OSError: a file is damaged.
    """
    from safetensors import safe_open

    for path in files:
        with safe_open(str(path), "pt") as file:
            for name in file.keys():  # noqa: SIM118 it is no dictionary
                yield name, file.get_tensor(name)


def _put(network: Any, name: str, tensor: Any) -> None:
    import torch

    path, _, leaf = name.rpartition(".")
    module = network.get_submodule(path)
    if leaf in module._parameters:
        if module._parameters[leaf].shape != tensor.shape:
            raise ValueError(f"{name} is {tuple(tensor.shape)} where {tuple(module._parameters[leaf].shape)} is needed")
        module._parameters[leaf] = torch.nn.Parameter(tensor, requires_grad=False)
    elif leaf in module._buffers:
        module._buffers[leaf] = tensor


def _read_again(made: Any, folder: Path, kind: Any) -> Any:
    """As the library itself reads it, which knows older names of tensors too."""
    try:
        network, found = made.from_pretrained(
            str(folder), local_files_only=True, use_safetensors=True, dtype=kind, output_loading_info=True
        )
    except (OSError, ValueError, RuntimeError) as fault:
        raise unreadable(folder.parent, f"{folder.name}: {_first_line(fault)}") from fault
    if found["missing_keys"]:
        raise unreadable(folder.parent, f"{folder.name} lacks {len(found['missing_keys'])} of its tensors")
    return network


def unreadable(folder: Path, why: str) -> MissingResource:
    """A model's folder that cannot be used."""
    return MissingResource(
        f'The model in "{folder.name}" cannot be opened: {why.rstrip(".")}.',
        "Download it again whole, or choose another folder.",
    )


def weight_names(path: Path) -> tuple[str, ...]:
    """The names of a safetensors file's tensors.

    Raises:
        MissingResource: it is damaged.
    """
    from safetensors import SafetensorError

    try:
        return tuple(sorted(_named((path,))))
    except (SafetensorError, OSError) as fault:
        raise unreadable(path, _first_line(fault)) from fault


def refuse_pickles(path: Path) -> None:
    """Refuse a file that would run code when it is opened.

    Raises:
        InvalidRequest: it is no safetensors file.
    """
    if path.suffix != ".safetensors":
        raise InvalidRequest(
            f"{path.name} is no safetensors file, and other kinds can run code when they are opened.",
            "Ask its maker for it as safetensors.",
        )


def _first_line(fault: BaseException) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0][:200]
