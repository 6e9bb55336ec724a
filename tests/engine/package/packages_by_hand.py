"""Packages made by hand, as a stranger would who means harm."""

import hashlib
import io
import struct
import zipfile
from pathlib import Path

from msgspec.structs import replace

from studio.engine.media.package.boxes import USER_TYPE
from studio.engine.media.package.limits import FORMAT
from studio.engine.media.package.record import DOCUMENT, RECORD, Entry, PackageRecord
from studio.timeline.codec import encode
from studio.timeline.film import Film
from studio.timeline.lineage import Terms

FILM = b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x18mdat" + bytes(range(16))
"""As much of a film as a package needs to stand in."""


def box(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I4s", len(inside) + 8, kind) + inside


def wide_box(kind: bytes, inside: bytes) -> bytes:
    """The same with a size of 64 bits."""
    return struct.pack(">I4sQ", 1, kind, len(inside) + 16) + inside


def label(whole: bytes, part: int = 0, parts: int = 1, version: int = FORMAT, total: int | None = None) -> bytes:
    size = len(whole) if total is None else total
    return struct.pack(">4sHHIIQ32s", b"TSZK", version, 0, part, parts, size, hashlib.sha256(whole).digest())


def in_one_box(whole: bytes) -> bytes:
    return box(b"uuid", USER_TYPE + label(whole) + whole)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


def files_of_package(
    film: Film, more: dict[str, bytes] | None = None, document: bytes | None = None
) -> dict[str, bytes]:
    """A package's files with a record that fits them."""
    document = encode(film) if document is None else document
    files = {DOCUMENT: document, **(more or {})}
    entries = tuple(Entry(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items())
    told = PackageRecord(
        FORMAT,
        "Tsuzuki",
        film.title,
        film.author,
        Terms(),
        hashlib.sha256(document).hexdigest(),
        64,
        48,
        24,
        1,
        entries,
    )
    return {RECORD: encode(told), **files}


def write(path: Path, whole: bytes) -> Path:
    """A film that carries a ZIP."""
    path.write_bytes(FILM + in_one_box(whole))
    return path


def package(path: Path, film: Film, more: dict[str, bytes] | None = None) -> Path:
    """A package in good order."""
    return write(path, zipped(files_of_package(film, more)))


def changed(film: Film, **changes: object) -> Film:
    return replace(film, **changes)  # type: ignore[arg-type]
