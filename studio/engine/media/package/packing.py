"""What goes into a package: the document and all that it needs, so that another studio makes the same film of it.

Never model weights, never anybody's cameo, and no word of where anything lies on this machine.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from studio.engine.media.package.archive import Content, entry_of, pack
from studio.engine.media.package.boxes import Carried
from studio.engine.media.package.files import files_of, lies_at, packed, packed_name, shared
from studio.engine.media.package.record import (
    COVER,
    DOCUMENT,
    RECORD,
    SCRIPT,
    WORLDS,
    Entry,
    PackageRecord,
)
from studio.engine.stop import StopToken
from studio.errors import MissingResource
from studio.timeline.codec import encode
from studio.timeline.film import Film

TAKE_FILES = ("take.json", "picture.mp4", "dialogue.wav", "effects.wav", "ambience.wav")


@dataclass(frozen=True)
class Packing:
    """What is to be packed.

    folder: the project that the film's files lie in, None where their paths are whole. takes: folders of finished takes
    to be packed too, none where the artist keeps them. worlds: of each shot, before and after. pictures: more files by
    their names in the package, such as character sheets and the pictures of ancestors.
    """

    film: Film
    folder: Path | None = None
    takes: tuple[Path, ...] = ()
    worlds: Mapping[str, Any] = field(default_factory=dict[str, Any])
    cover: bytes | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def document_of(film: Film) -> bytes:
    """The film as it lies in a package; equal films give equal bytes."""
    return encode(packed(film))


def sum_of_document(film: Film) -> str:
    """SHA-256 of the film as it lies in a package, hex: what makes it the same film anywhere."""
    return hashlib.sha256(document_of(film)).hexdigest()


def contents_of(packing: Packing) -> tuple[Content, ...]:
    """All that goes in but the record, texts first: a reader has the document before the media.

    Raises:
        MissingResource: a file that the film needs is gone.
    """
    film = packed(packing.film)
    texts = [Content(DOCUMENT, encode(film)), Content(SCRIPT, film.script.encode("utf-8", "replace"))]
    if packing.worlds:
        texts.append(Content(WORLDS, encode(packing.worlds)))
    pictures = [Content(name, data) for name, data in sorted(packing.pictures.items())]
    if packing.cover is not None:
        pictures.insert(0, Content(COVER, packing.cover))
    return (*texts, *pictures, *_files(packing), *_takes(packing.takes))


def size_of(contents: Iterable[Content]) -> int:
    """How many bytes contents are at most, to be shown before they are packed."""
    return sum(content.size for content in contents)


def write_package(
    path: Path, contents: Sequence[Content], record: PackageRecord, stop: StopToken
) -> Generator[tuple[int, int], None, tuple[PackageRecord, Carried]]:
    """Append a package to the film at ``path``; its record as it was packed. Yields bytes done, of how many: all are
    read twice, for their sums first.

    Raises:
        DeviceLimit, MissingResource: in words. Stopped: the token was set.
    """
    total, done = 2 * size_of(contents), 0
    entries: list[Entry] = []
    for content in contents:
        summing = entry_of(content, stop)
        entries.append((yield from _counted(summing, done, total)))
        done += content.size
    document = next(one.sha256 for one in entries if one.name == DOCUMENT)
    record = msgspec.structs.replace(record, entries=tuple(entries), document=document)
    packing = pack(path, (Content(RECORD, encode(record)), *contents), stop)
    return record, (yield from _counted(packing, done, total))


Result = TypeVar("Result")


def _counted(blocks: Generator[int, None, Result], done: int, total: int) -> Generator[tuple[int, int], None, Result]:
    """The same work, its blocks told as so much done of all."""
    while True:
        try:
            done += next(blocks)
        except StopIteration as end:
            return end.value
        yield min(done, total), total


def _files(packing: Packing) -> Iterator[Content]:
    """The files that the film needs, each once."""
    wanted = {packed_name(file): file for file in files_of(shared(packing.film))}
    for name, file in sorted(wanted.items()):
        path = lies_at(file, packing.folder)
        if not path.is_file():
            raise MissingResource(f"{path} is gone, and the film needs it.", "Put it back, or take it out of the film.")
        yield Content(name, path)


def _takes(folders: Iterable[Path]) -> Iterator[Content]:
    for folder in sorted(set(folders)):
        for name in TAKE_FILES:
            if (folder / name).is_file():
                yield Content(f"takes/{folder.name}/{name}", folder / name)
