"""Tensors in a file, each of them sealed where somebody's likeness is in the work, and the file whole or not there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from studio.cameo.sealing import Seal
from studio.engine.model_store.whole import write_whole
from studio.errors import MissingResource

_SEALED: Final = "sealed"
_INSIDE: Final = "it"
UNREADABLE: Final = "That file does not hold what it should."


def write_tensors(path: Path, tensors: Mapping[str, Any], about: Mapping[str, str], seal: Seal | None) -> None:
    """Write tensors by name, and words about them. Names and words are never sealed.

    Raises:
        DeviceLimit: the disk is full or cannot be written.
    """
    from safetensors.torch import save

    plain = {name: one.detach().cpu().contiguous().clone() for name, one in tensors.items()}
    if seal is not None:
        plain = {name: _sealed(one, f"{path.name} {name}", seal) for name, one in plain.items()}
        about = {**about, _SEALED: "1"}
    write_whole(path, save(plain, dict(about)))


class TensorFile:
    """A file of tensors, read one by one.

    Raises:
        MissingResource: it is not there, or is no such file.
    """

    def __init__(self, path: Path, seal: Seal | None) -> None:
        from safetensors import SafetensorError, safe_open

        self._name, self._seal = path.name, seal
        try:
            self._file = safe_open(str(path), "pt")
            self.about = cast(dict[str, str], self._file.metadata() or {})
            self.names = frozenset(cast(list[str], list(self._file.keys())))
        except (OSError, SafetensorError) as fault:
            raise MissingResource(UNREADABLE, "Paint it anew.") from fault

    def tensor(self, name: str) -> Any:
        """One tensor, on the processor.

        Raises:
            MissingResource: there is none, or it is sealed and cannot be opened.
        """
        from safetensors import SafetensorError
        from safetensors.torch import load

        try:
            kept = self._file.get_tensor(name)
            if _SEALED not in self.about:
                return kept
            if self._seal is None:
                raise MissingResource("Somebody's likeness is in that work, and nobody's here.", "Paint it anew.")
            return load(self._seal.opened(f"{self._name} {name}", kept.numpy().tobytes()))[_INSIDE]
        except (OSError, KeyError, SafetensorError) as fault:
            raise MissingResource(UNREADABLE, "Paint it anew.") from fault


def _sealed(tensor: Any, name: str, seal: Seal) -> Any:
    import torch
    from safetensors.torch import save

    return torch.frombuffer(bytearray(seal.sealed(name, save({_INSIDE: tensor}))), dtype=torch.uint8)
