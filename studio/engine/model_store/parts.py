"""A file that is on its way: ``name.part``, and beside it ``name.part.json`` with what it is to become.

The note also holds the sum of what lay on the disk at points on the way. So a part that a crash left behind is taken
up at the last point up to which it is right, whatever became of its end, and one of another file is never gone on with.
"""

import contextlib
import os
from collections.abc import Generator
from io import FileIO
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.engine.model_store.pins import PinnedFile
from studio.engine.model_store.sums import PIECE, Sums
from studio.engine.model_store.whole import disk_told, put_in_place, write_whole
from studio.errors import DeviceLimit

EVERY: Final = 32 << 20
"""Bytes between two points: what a power cut can cost at most."""


class Point(Struct, frozen=True, array_like=True):
    """The sum of the first ``size`` bytes of a part."""

    size: int
    sha256: str


class _Note(Struct, frozen=True):
    file: PinnedFile
    points: tuple[Point, ...] = ()


def part_of(place: Path) -> Path:
    """Where the part of a file lies."""
    return place.with_name(f"{place.name}.part")


def note_of(place: Path) -> Path:
    """Where the note of a part lies."""
    return place.with_name(f"{place.name}.part.json")


def bytes_in_part(place: Path) -> int:
    """How much of a file has come; 0 when it was not begun."""
    try:
        return part_of(place).stat().st_size
    except OSError:
        return 0


def discard(place: Path) -> None:
    """Throw a part and its note away."""
    part_of(place).unlink(missing_ok=True)
    note_of(place).unlink(missing_ok=True)


class Part:
    """The part of one file. Nothing is touched before ``take_up``, and it is to be closed."""

    def __init__(self, place: Path, file: PinnedFile, every: int = EVERY) -> None:
        self._place, self._file, self._every = place, file, every
        self._points: list[Point] = []
        self._handle: FileIO | None = None
        self._sums = Sums(file)

    @property
    def position(self) -> int:
        """How many bytes have come."""
        return self._sums.size

    @property
    def right(self) -> bool:
        """Whether all has come, and is what it should be."""
        return self._sums.right

    @property
    def sha256(self) -> str:
        """Of all that has come."""
        return self._sums.sha256

    def take_up(self) -> Generator[int, None, None]:
        """Go on where the last one ended, or begin; each step yields how many bytes were read again.

        Raises:
            DeviceLimit: it cannot be written.
        """
        noted = _read(note_of(self._place))
        with disk_told(self._place):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            self._handle = FileIO(os.open(part_of(self._place), flags, 0o644), "r+")
            if noted is not None and noted.file == self._file:
                yield from self._read_again(noted.points)
            self._cut_to(self._reached)

    def write(self, data: bytes) -> None:
        """Add bytes.

        Raises:
            DeviceLimit: the disk is full.
        """
        with disk_told(self._place):
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[self._open.write(rest) :]
            except OSError:
                # What was written of it makes room again for the note of what came before.
                self._cut_to(self.position)
                raise
        self._sums.update(data)
        if self.position - self._reached >= self._every:
            self.keep()

    def keep(self) -> None:
        """Put what has come on the disk, and note its sum.

        Raises:
            DeviceLimit: the disk is full.
        """
        if self.position == self._reached:
            return
        with disk_told(self._place):
            os.fsync(self._open.fileno())
        self._points.append(Point(self.position, self.sha256))
        write_whole(note_of(self._place), msgspec.json.encode(_Note(self._file, tuple(self._points))))

    def restart(self) -> None:
        """Throw away what has come, and begin anew.

        Raises:
            DeviceLimit: it cannot be written.
        """
        with disk_told(self._place):
            note_of(self._place).unlink(missing_ok=True)
            self._points.clear()
            self._sums = Sums(self._file)
            self._cut_to(0)

    def finish(self) -> None:
        """Give the file its name: from now on it is whole.

        Raises:
            DeviceLimit: it cannot be written.
        """
        with disk_told(self._place):
            os.fsync(self._open.fileno())
            self._open.close()
            self._handle = None
            put_in_place(part_of(self._place), self._place)
            note_of(self._place).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, keeping what has come; of nothing, nothing is left."""
        if self._handle is None:
            return
        try:
            # A disk that is full keeps what it has: the points before this one hold.
            with contextlib.suppress(DeviceLimit):
                self.keep()
        finally:
            self._handle.close()
            self._handle = None
            if not self.position:
                discard(self._place)

    @property
    def _open(self) -> FileIO:
        if self._handle is None:
            raise ValueError(f"The part of {self._place} is not open.")
        return self._handle

    @property
    def _reached(self) -> int:
        """Up to where the disk is known to have it."""
        return self._points[-1].size if self._points else 0

    def _cut_to(self, size: int) -> None:
        self._open.truncate(size)
        self._open.seek(size)

    def _read_again(self, points: tuple[Point, ...]) -> Generator[int, None, None]:
        """Take in what is on the disk, as far as it is what was noted."""
        for point in points:
            yield from self._take_in(point.size)
            if (self.position, self.sha256) != (point.size, point.sha256):
                break
            self._points.append(point)
        if self.position != self._reached:
            # Sums cannot be taken back, so the right part of it is read once more.
            self._sums = Sums(self._file)
            self._open.seek(0)
            yield from self._take_in(self._reached)

    def _take_in(self, size: int) -> Generator[int, None, None]:
        while self.position < size and (piece := self._open.read(min(PIECE, size - self.position))):
            self._sums.update(piece)
            yield len(piece)


def _read(path: Path) -> _Note | None:
    """A note; None where there is none that reads: the part then begins anew."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Note)
    except (OSError, ValueError):
        return None
