"""What a take's picture is made of, so that what a dub leaves as it was is not painted again.

All but the faces counts as a whole: hair and cloth swing on from frame to frame, focus and shadows look at the whole
shot. A face counts only in its own frame, and a few around it, so a group of frames in which nobody's face has changed
looks as it did. Groups are encoded each by itself (``media.take_video``), so theirs are copied, to the bit.
"""

import dataclasses
import hashlib
from enum import Enum
from typing import Any, Final, Protocol, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.engine.media.take_video import GROUP
from studio.engine.performance import Face, Performance
from studio.timeline.codec import encode
from studio.timeline.film import CastMember, Prop
from studio.timeline.modelled import nameless

_AROUND: Final = 2
"""Frames before and after that may show in one: motion is smeared, mouths are eased."""
_APART: Final = frozenset({"speech", "calls", "face"})
"""Parts of a performance that are only heard, and of an actor that count in their own frames."""


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


def picture_key(performance: Performance, made_by: str) -> str:
    """The hash of all that is seen but the faces. ``made_by``: the painter, its revision and the size."""
    digest = hashlib.sha256(made_by.encode())
    _feed(digest, performance)
    return digest.hexdigest()[:32]


def face_keys(performance: Performance) -> tuple[str, ...]:
    """The hash of everybody's face in each group of frames."""
    return tuple(_face_key(performance, first) for first in range(0, performance.frames, GROUP))


def groups_to_paint(wanted: tuple[str, ...], there: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of the groups that are not as in the take that is there."""
    if len(wanted) != len(there):
        return tuple(range(len(wanted)))
    return tuple(number for number, (one, other) in enumerate(zip(wanted, there, strict=True)) if one != other)


def frames_of(groups: tuple[int, ...], frames: int) -> tuple[int, ...]:
    """The numbers of the frames in some groups."""
    return tuple(index for group in groups for index in range(group * GROUP, min((group + 1) * GROUP, frames)))


def _face_key(performance: Performance, first: int) -> str:
    digest = hashlib.sha256()
    frames = slice(max(first - _AROUND, 0), first + GROUP + _AROUND)
    for actor in performance.actors:
        for field in dataclasses.fields(Face):
            values = getattr(actor.face, field.name)
            _feed(digest, values[frames] if isinstance(values, np.ndarray) else values)
    return digest.hexdigest()[:16]


def _feed(digest: _Digest, value: Any) -> None:
    """Add a value, whatever it holds; faces are left out."""
    digest.update(type(value).__name__.encode())
    match value:
        case np.ndarray():
            array = cast(NDArray[Any], value)
            digest.update(f"{array.dtype.str}{array.shape}".encode())
            digest.update(np.ascontiguousarray(array).tobytes())
        case CastMember() | Prop():
            digest.update(encode(nameless(value)))
        case msgspec.Struct():
            digest.update(encode(value))
        case Enum():
            digest.update(str(value.value).encode())
        case tuple():
            parts = cast(tuple[Any, ...], value)
            digest.update(str(len(parts)).encode())
            for part in parts:
                _feed(digest, part)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                if field.name not in _APART:
                    digest.update(field.name.encode())
                    _feed(digest, getattr(value, field.name))
        case _:
            digest.update(repr(value).encode())
