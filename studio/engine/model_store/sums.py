"""Sums of files, in pieces small enough that nothing waits for them.

``hashlib`` lets go of Python's lock for each piece, and whoever drives these generators may do other work between two.
"""

import hashlib
from collections.abc import Generator
from pathlib import Path
from typing import Final

from studio.engine.model_store.pins import PinnedFile

PIECE: Final = 1 << 20


class Sums:
    """The sums of the bytes taken in so far, of the kinds that a file is held to."""

    def __init__(self, file: PinnedFile) -> None:
        self._file = file
        self._sha256 = hashlib.sha256()
        # Source: git-hash-object(1), "blob <size>\0" before the content.
        self._blob = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False) if file.blob else None
        self.size = 0

    def update(self, data: bytes) -> None:
        """Take more bytes in."""
        self._sha256.update(data)
        if self._blob is not None:
            self._blob.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """Hex."""
        return self._sha256.hexdigest()

    @property
    def right(self) -> bool:
        """Whether these are the bytes that the file is held to."""
        if self.size != self._file.size:
            return False
        if self._file.sha256:
            return self.sha256 == self._file.sha256
        return self._blob is not None and self._blob.hexdigest() == self._file.blob


def sums_of(place: Path, file: PinnedFile) -> Generator[int, None, Sums]:
    """The sums of what lies in a place, against what a file is held to; yields how many bytes were taken in.

    Raises:
        OSError: it cannot be read.
    """
    sums = Sums(file)
    with place.open("rb", buffering=0) as opened:
        while piece := opened.read(PIECE):
            sums.update(piece)
            yield len(piece)
    return sums


def sha256_of(place: Path) -> Generator[int, None, str]:
    """The SHA-256 of a file; yields how many bytes were taken in.

    Raises:
        OSError: it cannot be read.
    """
    total = hashlib.sha256()
    with place.open("rb", buffering=0) as opened:
        while piece := opened.read(PIECE):
            total.update(piece)
            yield len(piece)
    return total.hexdigest()
