"""What each pass holds and how a file stores it: ``resources/passes.toml``, and the arithmetic it tells of."""

from enum import Enum
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from studio.engine.vocabulary import read_table

Picture: TypeAlias = NDArray[Any]


class PassFormat(Enum):
    """Whole numbers that every program reads, or floating point without loss. Line and pose are PNG in both."""

    PNG = "png"
    EXR = "exr"


class Storage(Struct, frozen=True, omit_defaults=True):
    """How a layer lies in a file; see ``passes.toml``."""

    extension: str
    stored: str
    bits: int
    channels: str
    scale: float = 1.0
    offset: float = 0.0
    range: tuple[float, float] | None = None
    nothing: str = ""
    colour_space: str = ""


class LayerKind(Struct, frozen=True):
    """One folder of files; see ``passes.toml``."""

    of: str
    what: str
    png: Storage
    exr: Storage
    unit: str = ""
    axes: str = ""
    colour_space: str = "none: data"

    def storage(self, form: PassFormat) -> Storage:
        """How it is stored in a format."""
        return self.png if form is PassFormat.PNG else self.exr


@cache
def layer_kinds() -> dict[str, LayerKind]:
    """``passes.toml``."""
    return read_table("passes.toml", LayerKind)


def stored(name: str, picture: Picture, form: PassFormat) -> Picture:
    """A layer's values as its file holds them."""
    how = layer_kinds()[name].storage(form)
    if how.stored == "float":
        told = linear(picture) if name == "colour" else picture
        return told.astype(np.float16 if how.bits == 16 else np.float32)
    match name:
        case "depth":
            return _whole(np.where(np.isfinite(picture), picture, 0.0), how)
        case "normal":
            return _whole(picture, how)
        case "flow_forward" | "flow_backward":
            return _stored_flow(picture, how)
        case _:
            return picture


def linear(colour: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Bytes of sRGB as light, 0 to 1. Source: IEC 61966-2-1."""
    levels = np.arange(256) / 255
    light = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return light.astype(np.float32)[colour]


def _whole(values: Picture, how: Storage) -> NDArray[np.uint16]:
    return np.clip(np.rint((values - how.offset) / how.scale), 0, 65535).astype(np.uint16)


def _stored_flow(flow: NDArray[np.float32], how: Storage) -> NDArray[np.uint16]:
    """As KITTI stores flow: 1/64 pixel. What is beyond the range is not known.

    Source: Menze and Geiger, KITTI Scene Flow 2015, development kit.
    """
    assert how.range
    least, most = how.range
    known = (flow[..., 2] > 0) & ((flow[..., :2] >= least) & (flow[..., :2] <= most)).all(axis=-1)
    moved = _whole(np.where(known[..., None], flow[..., :2], 0.0), how)
    return np.dstack([moved, known.astype(np.uint16)])
