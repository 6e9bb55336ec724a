"""Putting a glTF binary file together: arrays and pictures into one buffer, then the JSON before it.

Source: Khronos glTF 2.0 specification, sections 3.6 (data alignment) and 4 (GLB).
"""

import os
import struct
from pathlib import Path
from typing import Final

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import whole_or_not_at_all
from studio.engine.media.gltf import schema
from studio.engine.media.gltf.schema import Accessor, Buffer, BufferView, Image, Root, Sampler, Texture

MAGIC: Final = 0x46546C67
JSON_CHUNK, BINARY_CHUNK = 0x4E4F534A, 0x004E4942
VERTICES, INDICES = 34962, 34963  # what a buffer view is for
_TYPES: Final = {(): "SCALAR", (2,): "VEC2", (3,): "VEC3", (4,): "VEC4", (4, 4): "MAT4"}
_COMPONENTS: Final = {"f4": schema.FLOAT, "u1": schema.UBYTE, "u2": schema.USHORT, "u4": schema.UINT}
_CLAMP: Final = 33071


class Store:
    """What a file's JSON refers to by number, gathered while it is written."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._views: list[BufferView] = []
        self._accessors: list[Accessor] = []
        self._images: list[Image] = []

    def array(self, values: NDArray[np.float32] | NDArray[np.unsignedinteger], target: int | None = None) -> int:
        """Keep an array, first axis the elements; matrices by rows, as numpy has them. Returns its accessor."""
        whole = np.ascontiguousarray(values.transpose(0, 2, 1) if values.ndim == 3 else values)
        kind = f"{whole.dtype.kind}{whole.dtype.itemsize}"
        told = target == VERTICES and kind == "f4"
        flat = whole.reshape(len(whole), -1)
        self._accessors.append(
            Accessor(
                component_type=_COMPONENTS[kind],
                count=len(whole),
                type=_TYPES[whole.shape[1:]],
                buffer_view=self._view(whole.tobytes(), target),
                min=tuple(flat.min(0).tolist()) if told else None,
                max=tuple(flat.max(0).tolist()) if told else None,
            )
        )
        return len(self._accessors) - 1

    def picture(self, pixels: NDArray[np.uint8], name: str) -> int:
        """Keep an (H, W, 4) picture as PNG. Returns its texture."""
        _, png = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGRA))
        view = self._view(png.tobytes())
        self._images.append(Image(buffer_view=view, mime_type="image/png", name=name))
        return len(self._images) - 1

    def whole(self, root: Root) -> Root:
        """The JSON with everything that was kept."""
        return msgspec.structs.replace(
            root,
            accessors=tuple(self._accessors),
            buffer_views=tuple(self._views),
            buffers=(Buffer(byte_length=len(self._bytes)),),
            images=tuple(self._images),
            textures=tuple(Texture(source=number, sampler=0) for number in range(len(self._images))),
            samplers=(Sampler(mag_filter=9729, min_filter=9987, wrap_s=_CLAMP, wrap_t=_CLAMP),),
        )

    def glb(self, root: Root) -> bytes:
        """The file."""
        text = msgspec.json.encode(self.whole(root))
        text += b" " * (-len(text) % 4)
        binary = bytes(self._bytes) + b"\0" * (-len(self._bytes) % 4)
        total = 12 + 8 + len(text) + 8 + len(binary)
        head = struct.pack("<III", MAGIC, 2, total)
        chunks = struct.pack("<II", len(text), JSON_CHUNK) + text + struct.pack("<II", len(binary), BINARY_CHUNK)
        return head + chunks + binary

    def _view(self, data: bytes, target: int | None = None) -> int:
        self._bytes += b"\0" * (-len(self._bytes) % 4)
        self._views.append(BufferView(buffer=0, byte_offset=len(self._bytes), byte_length=len(data), target=target))
        self._bytes += data
        return len(self._views) - 1


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        DeviceLimit: the place cannot be written.
    """
    with whole_or_not_at_all(path, path.with_name(f".{path.name}.{os.getpid()}.part")) as part:
        part.write_bytes(data)
