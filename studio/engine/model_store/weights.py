"""Whether a file is whole safetensors: looked at without reading the weights, so in a moment for any size.

Source: the format as safetensors' README gives it: 8 bytes little-endian N, N bytes of JSON that begin with "{" (each
tensor's dtype, shape and data_offsets), then the data, covered without holes and up to the file's last byte.
"""

import math
import struct
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.errors import MediaUnreadable

_MOST_HEADER: Final = 100_000_000
_NOTES: Final = "__metadata__"
_BITS: Final = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8,
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
    "I64": 64, "U64": 64, "F64": 64, "C64": 64,
}  # fmt: skip


class Tensor(Struct, frozen=True):
    """One tensor of a file."""

    dtype: str
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]


def tensors_of(path: Path, name: str = "") -> dict[str, Tensor]:
    """The tensors of a safetensors file, by name; every byte of it accounted for. name: what to call the file.

    Raises:
        MediaUnreadable: it is cut short, has something else in it, or cannot be read; by name.
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            length = _header_length(file.read(8), size)
            tensors = _read(file.read(length))
        _check_covered(tensors, size - 8 - length)
    except OSError as fault:
        raise MediaUnreadable(f"{name} cannot be read ({fault.strerror}).", "Put it back, or get it again.") from fault
    except (ValueError, RecursionError) as fault:
        raise MediaUnreadable(f"{name} is not whole: {fault}.", "Get it again; this one is not opened.") from fault
    return tensors


def _header_length(first: bytes, size: int) -> int:
    if len(first) < 8:
        raise ValueError("it ends before it begins")
    (length,) = struct.unpack("<Q", first)
    if length > _MOST_HEADER:
        raise ValueError("it is no safetensors file")
    if length > size - 8:
        raise ValueError("it is cut short")
    return length


def _read(header: bytes) -> dict[str, Tensor]:
    if not header.startswith(b"{"):
        raise ValueError("it is no safetensors file")
    raw = msgspec.json.decode(header, type=dict[str, msgspec.Raw])
    return {name: msgspec.json.decode(told, type=Tensor) for name, told in raw.items() if name != _NOTES}


def _check_covered(tensors: dict[str, Tensor], size: int) -> None:
    """Raise ValueError unless the tensors lie end to end, each as long as its shape says, over so many bytes."""
    reached = 0
    for name, tensor in sorted(tensors.items(), key=lambda one: one[1].data_offsets):
        start, end = tensor.data_offsets
        if start != reached or end < start:
            raise ValueError(f"{name} does not lie where the one before it ends")
        bits = _BITS.get(tensor.dtype)
        if bits is not None and (
            min(tensor.shape, default=1) < 0 or (end - start) * 8 != bits * math.prod(tensor.shape)
        ):
            raise ValueError(f"{name} is not as long as its shape says")
        reached = end
    if reached > size:
        raise ValueError(f"it is cut short, {reached - size} bytes are missing")
    if reached < size:
        raise ValueError(f"{size - reached} bytes too many follow its weights")
