"""Opening a glTF file: its JSON checked against the standard, and its buffers, within limits and nothing outside.

Source: Khronos glTF 2.0 specification, section 4 (GLB).
"""

import base64
import binascii
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from studio.engine.media.gltf import limits
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.schema import Buffer, Root
from studio.engine.media.gltf.writing import BINARY_CHUNK, JSON_CHUNK
from studio.errors import MediaUnreadable, MissingResource

_PACKED: Final = {
    "KHR_draco_mesh_compression": "its meshes are compressed with Draco",
    "EXT_meshopt_compression": "its meshes are compressed with meshopt",
    "KHR_meshopt_compression": "its meshes are compressed with meshopt",
    "KHR_texture_basisu": "its pictures are KTX2 (Basis Universal)",
    "EXT_texture_webp": "its pictures are WebP",
}
_KNOWN: Final = frozenset(
    {
        "KHR_materials_unlit",
        "KHR_materials_emissive_strength",
        "KHR_mesh_quantization",
        "KHR_texture_transform",
        "VRM",
        "VRMC_vrm",
        "VRMC_materials_mtoon",
        "VRMC_springBone",
        "VRMC_node_constraint",
        "VRMC_materials_hdr_emissiveMultiplier",
    }
)


@dataclass(frozen=True, eq=False)
class GltfFile:
    """A file that was read: its JSON, and the bytes of each buffer."""

    path: Path
    root: Root
    buffers: tuple[memoryview, ...]


def read_gltf(path: Path) -> GltfFile:
    """Open a .glb, .vrm or .gltf file.

    Raises:
        MissingResource: it is not there. MediaUnreadable: it is broken, too large, or packed in a way not known here.
    """
    data = _bytes_of(path)
    text, binary = _chunks(path, data) if data[:4] == b"glTF" else (memoryview(data), None)
    root = _root(path, bytes(text))
    _refuse_strange(path, root)
    _refuse_packed(path, root)
    return GltfFile(path, root, tuple(_buffer(path, *each, binary) for each in enumerate(root.buffers)))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError as fault:
        raise MissingResource(f"The model {path} cannot be read ({fault.strerror}).", "Check where it is.") from fault
    if len(data) > limits.FILE_BYTES:
        raise broken(path, f"it is larger than {limits.FILE_BYTES // 2**20} MiB", "Reduce its textures and meshes.")
    return data


def _chunks(path: Path, data: bytes) -> tuple[memoryview, memoryview | None]:
    """The JSON and the binary chunk of a GLB."""
    if len(data) < 20:
        raise broken(path, "it ends within its first bytes")
    version, length = struct.unpack_from("<II", data, 4)
    if version != 2:
        raise broken(path, f"it is glTF version {version}, not 2")
    if length > len(data):
        raise broken(path, f"it was cut short: {len(data)} of {length} bytes are there", "Copy or export it again.")
    found: dict[int, memoryview] = {}
    at = 12
    while at + 8 <= length:
        size, kind = struct.unpack_from("<II", data, at)
        if at + 8 + size > length:
            raise broken(path, "a part of it reaches beyond its end")
        found.setdefault(kind, memoryview(data)[at + 8 : at + 8 + size])
        at += 8 + size + (-size % 4)
    if JSON_CHUNK not in found:
        raise broken(path, "it holds no description of the model")
    return found[JSON_CHUNK], found.get(BINARY_CHUNK)


def _root(path: Path, text: bytes) -> Root:
    if len(text) > limits.JSON_BYTES or text.count(b"{") + text.count(b"[") > limits.JSON_OBJECTS:
        raise broken(path, "its description is larger than any model's", "Reduce the model's parts.")
    try:
        return msgspec.json.decode(text, type=Root)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise broken(path, f"it is not a glTF 2.0 file ({fault})") from fault


def _refuse_strange(path: Path, root: Root) -> None:
    if not root.asset.version.startswith("2."):
        raise broken(path, f"it is glTF version {root.asset.version[:20]}, not 2.0")
    if len(root.nodes) > limits.NODES:
        raise broken(path, f"it has {len(root.nodes)} nodes; {limits.NODES} are the most", "Merge its parts.")
    if len(root.images) > limits.IMAGES:
        raise broken(path, f"it has {len(root.images)} pictures; {limits.IMAGES} are the most", "Merge its textures.")


def _refuse_packed(path: Path, root: Root) -> None:
    """Refuse, by name, what is needed to read the file and not known here."""
    for name in sorted({*root.extensions_required, *(root.extensions_used if _hides(root) else ())}):
        if name in _PACKED:
            raise broken(path, f"{_PACKED[name]} ({name})", "Export it again without compression.")
        if name in root.extensions_required and name not in _KNOWN:
            raise broken(path, f"it needs the extension {name[:60]}, which the studio does not know")


def _hides(root: Root) -> bool:
    """Whether some primitive's arrays are only in an extension."""
    return any("KHR_draco_mesh_compression" in one.extensions for mesh in root.meshes for one in mesh.primitives)


def _buffer(path: Path, number: int, buffer: Buffer, binary: memoryview | None) -> memoryview:
    if buffer.uri is None:
        data = binary if number == 0 else None
    elif buffer.uri.startswith("data:"):
        data = data_of(path, buffer.uri)
    else:
        raise outside(path, buffer.uri)
    if data is None or buffer.byte_length < 0 or len(data) < buffer.byte_length:
        there = 0 if data is None else len(data)
        raise broken(path, f"buffer {number} has {there} of its {buffer.byte_length} bytes", "Copy or export it again.")
    return data[: buffer.byte_length]


def data_of(path: Path, uri: str) -> memoryview:
    """The bytes of a data URI."""
    head, _, text = uri.partition(",")
    if not head.endswith(";base64"):
        raise broken(path, "bytes in its text are not written as base64")
    try:
        return memoryview(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as fault:
        raise broken(path, f"bytes in its text are not base64 ({fault})") from fault


def outside(path: Path, uri: str) -> MediaUnreadable:
    """A model is one file: what it refers to beside it could change or be lost without notice."""
    return broken(path, f"part of it is in another file, {uri[:80]!r}", "Export it as one binary file (.glb or .vrm).")
