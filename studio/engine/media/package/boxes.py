"""The top-level boxes of an MP4, and a stream of bytes laid into ``uuid`` boxes at its end.

    | ftyp | moov | mdat | uuid: header, bytes 0.. | uuid: header, bytes .. | ...

A box header is 8 bytes (size, kind), or 16 where the size is 1 and a 64-bit one follows; a ``uuid`` box then has 16
more, which say whose it is. Source: ISO/IEC 14496-12, 4.2. Then come the bytes of ``_HEADER``, and the payload.
"""

import hashlib
import io
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple

from studio.engine.media.package.limits import BOX_BYTES, FORMAT, MOST_BOXES, MOST_PARTS
from studio.errors import ProjectUnreadable

USER_TYPE: Final = bytes.fromhex("9b1c0d6e5a344f7f8e2147a07c53d1b9")
"""Drawn at random, once, for packages of this studio."""
_MAGIC: Final = b"TSZK"
_HEADER: Final = struct.Struct(">4sHHIIQ32s")
"""Magic, version, flags (0), which part from 0, how many, bytes of all parts together, SHA-256 of all of them."""
_OVERHEAD: Final = 8 + 16 + _HEADER.size


class Box(NamedTuple):
    """A top-level box: its kind, where it begins, where what is in it begins, and where it ends; bytes of the file."""

    kind: bytes
    start: int
    inside: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A part of the payload: where in the file, and how long."""

    at: int
    length: int


@dataclass(frozen=True)
class Carried:
    """What the boxes of a file carry: SHA-256 (hex) and size as the boxes say, and where its bytes lie, in order."""

    sha256: str
    size: int
    segments: tuple[Segment, ...]


def top_boxes(file: BinaryIO, called: str) -> Iterator[Box]:
    """The top-level boxes, in order.

    Raises:
        ProjectUnreadable: a box is cut short, or there are absurdly many.
    """
    size = file.seek(0, os.SEEK_END)
    at = 0
    for _ in range(MOST_BOXES):
        if at == size:
            return
        box = _box_at(file, at, size, called)
        yield box
        at = box.end
    raise _broken(called, "it has more parts than any film")


def _box_at(file: BinaryIO, at: int, size: int, called: str) -> Box:
    file.seek(at)
    head = file.read(16)
    if len(head) < 8:
        raise _broken(called, "it is cut short")
    length, inside = int.from_bytes(head[:4], "big"), at + 8
    if length == 1:
        length, inside = int.from_bytes(head[8:16], "big"), at + 16
    elif length == 0:  # to the end of the file
        length = size - at
    if length < inside - at or at + length > size:
        raise _broken(called, "it is cut short, or its boxes are damaged")
    return Box(head[4:8], at, inside, at + length)


def carried_by(file: BinaryIO, called: str) -> Carried | None:
    """What our boxes in a file carry; None where there are none.

    Raises:
        ProjectUnreadable: the boxes are damaged, some are missing, or a newer studio wrote them.
    """
    parts: dict[int, Segment] = {}
    about: tuple[int, int, bytes] | None = None
    for box in top_boxes(file, called):
        if box.kind != b"uuid" or box.end - box.inside < 16 + _HEADER.size:
            continue
        file.seek(box.inside)
        if file.read(16) != USER_TYPE:
            continue
        part, whole = _header(file.read(_HEADER.size), called)
        if (about is not None and about != whole) or part in parts:
            raise _broken(called, "its project lies in it twice, or in parts that do not belong together")
        about = whole
        begin = box.inside + 16 + _HEADER.size
        parts[part] = Segment(begin, box.end - begin)
    return None if about is None else _joined(parts, *about, called)


def _header(data: bytes, called: str) -> tuple[int, tuple[int, int, bytes]]:
    """Which part; and of how many, bytes in all, SHA-256."""
    magic, version, _flags, part, count, total, digest = _HEADER.unpack(data)
    if magic != _MAGIC or not 1 <= count <= MOST_PARTS or part >= count:
        raise _broken(called, "the label of its project is damaged")
    if version > FORMAT:
        raise ProjectUnreadable(
            f"{called} was made by a newer Tsuzuki (package format {version}; this one knows {FORMAT}).",
            "Update this one, and open it again.",
        )
    return part, (count, total, digest)


def _joined(parts: dict[int, Segment], count: int, total: int, digest: bytes, called: str) -> Carried:
    segments = tuple(parts[number] for number in sorted(parts))
    if len(segments) != count or sum(one.length for one in segments) != total:
        raise _broken(called, "a part of its project is missing")
    return Carried(digest.hex(), total, segments)


def _broken(called: str, why: str) -> ProjectUnreadable:
    return ProjectUnreadable(f"{called} cannot be read as a film with its project: {why}.", "Ask for a whole copy.")


class Window(io.RawIOBase):
    """Reads what boxes carry as if it were one file of its own."""

    def __init__(self, file: BinaryIO, carried: Carried) -> None:
        self._file = file
        self._carried = carried
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """The place that is read next."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; ``OSError`` before the beginning."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._carried.size}[whence]
        if base + offset < 0:
            raise OSError("before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Read at most as much as the buffer holds, and no further than the part it begins in."""
        start = 0
        for segment in self._carried.segments:
            if start <= self._at < start + segment.length:
                self._file.seek(segment.at + self._at - start)
                wanted = min(len(buffer), start + segment.length - self._at)
                data = self._file.read(wanted)
                buffer[: len(data)] = data
                self._at += len(data)
                return len(data)
            start += segment.length
        return 0

    def digest(self) -> str:
        """SHA-256 of all of it, hex."""
        self.seek(0)
        found, buffer = hashlib.sha256(), bytearray(2**20)
        while count := self.readinto(buffer):
            found.update(memoryview(buffer)[:count])
        return found.hexdigest()


class BoxWriter:
    """Appends a stream of bytes to a file as boxes; only written to, never gone back in. Close it to fill the labels.

    box_bytes: the largest box, its headers included.
    """

    def __init__(self, file: BinaryIO, box_bytes: int = BOX_BYTES) -> None:
        self._file = file
        self._room = box_bytes - _OVERHEAD
        self._starts: list[int] = []
        self._lengths: list[int] = []
        self._digest = hashlib.sha256()
        file.seek(0, os.SEEK_END)

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Add bytes."""
        left = memoryview(data)
        self._digest.update(left)
        while len(left):
            if not self._lengths or self._lengths[-1] == self._room:
                self._begin()
            piece = left[: self._room - self._lengths[-1]]
            self._file.write(piece)
            self._lengths[-1] += len(piece)
            left = left[len(piece) :]
        return len(data)

    def tell(self) -> int:
        """How much was written."""
        return sum(self._lengths)

    def flush(self) -> None:
        """Hand what was written to the system."""
        self._file.flush()

    def close(self) -> Carried:
        """Write the boxes' labels, now that it is known what is in them."""
        total, digest = self.tell(), self._digest.digest()
        for part, (start, length) in enumerate(zip(self._starts, self._lengths, strict=True)):
            self._file.seek(start)
            self._file.write((length + _OVERHEAD).to_bytes(4, "big") + b"uuid" + USER_TYPE)
            self._file.write(_HEADER.pack(_MAGIC, FORMAT, 0, part, len(self._starts), total, digest))
        self._file.seek(0, os.SEEK_END)
        self._file.flush()
        pairs = zip(self._starts, self._lengths, strict=True)
        return Carried(digest.hex(), total, tuple(Segment(start + _OVERHEAD, length) for start, length in pairs))

    def _begin(self) -> None:
        if len(self._starts) == MOST_PARTS:
            raise ProjectUnreadable("The project is too large to lie inside its film.", "Leave the takes out of it.")
        self._starts.append(self._file.seek(0, os.SEEK_END))
        self._lengths.append(0)
        self._file.write(bytes(_OVERHEAD))
