"""Arrays of a glTF file, each index and length checked before a byte is looked at.

Source: Khronos glTF 2.0 specification, sections 3.6.2 and 3.11.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf import limits, schema
from studio.engine.media.gltf.container import GltfFile
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.schema import Accessor, Sparse

_COMPONENTS: Final[dict[int, Any]] = {
    schema.BYTE: np.int8,
    schema.UBYTE: np.uint8,
    schema.SHORT: np.int16,
    schema.USHORT: np.uint16,
    schema.UINT: np.uint32,
    schema.FLOAT: np.float32,
}
_WIDTHS: Final = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_MOST: Final = 3 * limits.TRIANGLES


def floats(file: GltfFile, number: int, kind: str) -> NDArray[np.float64]:
    """An accessor as (count, width) numbers; whole numbers that stand for 0 to 1 or -1 to 1 are turned into those.

    Raises:
        MediaUnreadable: no such accessor, another kind, beyond its bytes, or not finite.
    """
    accessor = _accessor(file, number, (kind,))
    raw = _values(file, number, accessor)
    values = raw.astype(np.float64)
    if accessor.normalized and raw.dtype.kind in "iu":
        values = np.maximum(values / np.iinfo(raw.dtype).max, -1.0)
    if not np.isfinite(values).all():
        raise broken(file.path, f"accessor {number} holds numbers that are not finite")
    return values


def wholes(file: GltfFile, number: int, kind: str) -> NDArray[np.int64]:
    """An accessor as (count, width) whole numbers.

    Raises:
        MediaUnreadable: as ``floats``, or not whole numbers.
    """
    accessor = _accessor(file, number, (kind,))
    raw = _values(file, number, accessor)
    if raw.dtype.kind != "u":
        raise broken(file.path, f"accessor {number} holds other numbers than are counted with")
    return raw.astype(np.int64)


def colours(file: GltfFile, number: int) -> NDArray[np.float64]:
    """Vertex colours, linear (count, 3); opacity is left out."""
    kind = _accessor(file, number, ("VEC3", "VEC4")).type
    return floats(file, number, kind)[:, :3]


def view_bytes(file: GltfFile, number: int) -> memoryview:
    """The bytes of a buffer view.

    Raises:
        MediaUnreadable: no such view, or it reaches beyond its buffer.
    """
    views = file.root.buffer_views
    if not 0 <= number < len(views):
        raise broken(file.path, f"it refers to buffer view {number}, and has {len(views)}")
    view = views[number]
    whole = file.buffers[view.buffer] if 0 <= view.buffer < len(file.buffers) else memoryview(b"")
    if min(view.byte_offset, view.byte_length) < 0 or view.byte_offset + view.byte_length > len(whole):
        raise broken(file.path, f"buffer view {number} reaches beyond its buffer")
    return whole[view.byte_offset : view.byte_offset + view.byte_length]


def _accessor(file: GltfFile, number: int, kinds: tuple[str, ...]) -> Accessor:
    accessors = file.root.accessors
    if not 0 <= number < len(accessors):
        raise broken(file.path, f"it refers to accessor {number}, and has {len(accessors)}")
    accessor = accessors[number]
    if accessor.type not in kinds or accessor.component_type not in _COMPONENTS:
        raise broken(file.path, f"accessor {number} is {accessor.type[:10]}, where {' or '.join(kinds)} is needed")
    if not 0 <= accessor.count <= _MOST:
        raise broken(file.path, f"accessor {number} has {accessor.count} elements; {_MOST} are the most")
    return accessor


def _values(file: GltfFile, number: int, accessor: Accessor) -> NDArray[Any]:
    dtype, width = np.dtype(_COMPONENTS[accessor.component_type]), _WIDTHS[accessor.type]
    if accessor.buffer_view is None:
        values = np.zeros((accessor.count, width), dtype)
    else:
        stride = file.root.buffer_views[accessor.buffer_view].byte_stride if _has_view(file, accessor) else None
        data = view_bytes(file, accessor.buffer_view)
        values = _strided(file, number, (data, accessor.byte_offset, stride), (accessor.count, width), dtype)
    return values if accessor.sparse is None else _patched(file, number, values, accessor.sparse)


def _has_view(file: GltfFile, accessor: Accessor) -> bool:
    return accessor.buffer_view is not None and 0 <= accessor.buffer_view < len(file.root.buffer_views)


def _strided(
    file: GltfFile,
    number: int,
    place: tuple[memoryview, int, int | None],
    shape: tuple[int, int],
    dtype: np.dtype[Any],
) -> NDArray[Any]:
    """Elements that lie ``stride`` bytes apart (packed for None) from an offset on."""
    data, offset, stride = place
    count, width = shape
    size = width * dtype.itemsize
    step = size if stride is None else stride
    if offset < 0 or step < size or (count and offset + (count - 1) * step + size > len(data)):
        raise broken(file.path, f"accessor {number} reaches beyond its bytes")
    if not count:
        return np.zeros(shape, dtype)
    raw = np.frombuffer(data, np.uint8, (count - 1) * step + size, offset)
    rows = np.lib.stride_tricks.as_strided(raw, (count, size), (step, 1), writeable=False)
    return np.ascontiguousarray(rows).view(dtype).reshape(count, width)


def _patched(file: GltfFile, number: int, values: NDArray[Any], sparse: Sparse) -> NDArray[Any]:
    kind = np.dtype(_COMPONENTS.get(sparse.indices.component_type, np.uint8))
    if not 0 <= sparse.count <= len(values) or kind.kind != "u":
        raise broken(file.path, f"accessor {number} replaces {sparse.count} of its {len(values)} elements")
    at_data = (view_bytes(file, sparse.indices.buffer_view), sparse.indices.byte_offset, None)
    new_data = (view_bytes(file, sparse.values.buffer_view), sparse.values.byte_offset, None)
    at = _strided(file, number, at_data, (sparse.count, 1), kind)[:, 0]
    if len(at) and int(at.max()) >= len(values):
        raise broken(file.path, f"accessor {number} replaces elements that it does not have")
    values = values.copy()
    values[at] = _strided(file, number, new_data, (sparse.count, values.shape[1]), values.dtype)
    return values
