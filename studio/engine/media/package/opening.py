"""A stranger's package becomes a new project. Nothing is run, nothing fetched, nothing written outside that project."""

import hashlib
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.package.archive import Unpacked, broken, unpacking
from studio.engine.media.package.judging import judge, read_as, wanted
from studio.engine.media.package.limits import FORMAT, JSON_BYTES, PICTURE_BYTES
from studio.engine.media.package.origin import FOREIGN, Origin, keep_origin, parts_of
from studio.engine.media.package.packing import TAKE_FILES
from studio.engine.media.package.record import COVER, DOCUMENT, RECORD, PackageRecord
from studio.engine.media.preflight import check_room
from studio.engine.stop import StopToken
from studio.engine.takes import TakeRecord
from studio.errors import ProjectUnreadable
from studio.timeline.film import Film
from studio.timeline.store import SUFFIX, TAKES, Project

_TAKE_JSON: Final = 2**20
OWN: Final = "signed here"
"""The standing of a film that this very device signed; see ``provenance.reading.Standing``."""


@dataclass(frozen=True)
class Opened:
    """What a package says: its record, its film with files named from the package on, and SHA-256 (hex) and size of
    the project in it.
    """

    record: PackageRecord
    film: Film
    sha256: str
    bytes: int

    def origin(self, standing: str) -> Origin:
        """What a project made from it remembers."""
        film, record = self.film, self.record
        terms, parts = film.terms, parts_of(film)
        return Origin(self.sha256, film.title, film.author, terms, record.document, film.parents, standing, parts)


def read_package(path: Path) -> Opened | None:
    """What the package in a film says; None where the file carries none.

    Raises:
        ProjectUnreadable: it is damaged, made by a newer studio, or no film of ours. MissingResource: no such file.
    """
    with unpacking(path) as package:
        return None if package is None else opened_from(package)


def cover_of(package: Unpacked) -> bytes | None:
    """The cover picture in a package, JPEG; None where there is none. Raises as ``read_package``."""
    return package.text(COVER, PICTURE_BYTES) if COVER in package.names else None


def unpack_project(
    package: Unpacked, opened: Opened, folder: Path, stop: StopToken, standing: str = ""
) -> Generator[tuple[int, int], None, None]:
    """Make a new project at ``folder`` of a package; yields bytes unpacked, of how many.

    The project appears whole or not at all. standing: how the film's provenance was found, see ``Ancestor``.

    Raises:
        ProjectUnreadable: it is damaged, or something is at ``folder`` already.
        DeviceLimit: the disk is full. Stopped: the token was set.
    """
    with told_plainly(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    check_room(folder.parent, sum(package.size(name) for name in wanted(package.names)))
    with _whole_or_not_at_all(folder) as part:
        Project.create(part, opened.film).close()
        yield from _unpack(package, opened, part, stop)
        _keep_whole_takes(part / TAKES, foreign=standing != OWN)
        keep_origin(part, opened.origin(standing), cover_of(package))


def no_project(path: Path) -> ProjectUnreadable:
    """Why a film without a project is not opened as one."""
    return ProjectUnreadable(
        f"{path.name} holds no project: it is a film alone.",
        "Ask its author for the film as it was exported; uploads and conversions lose the project.",
    )


def free_folder(home: Path, title: str) -> Path:
    """Where a new project of this title can lie: a name that every system takes, and that is not taken."""
    plain = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    name = " ".join(plain.split())[:60].strip() or "Film"
    numbered = (home / f"{name}{'' if n == 1 else f' {n}'}{SUFFIX}" for n in range(1, 10_000))
    return next(one for one in numbered if not one.exists())


def opened_from(package: Unpacked) -> Opened:
    """What a package that is being read says. Raises as ``read_package``."""
    called = package.called
    record = read_as(package.text(RECORD, JSON_BYTES), PackageRecord, called, RECORD)
    if record.format > FORMAT:
        raise ProjectUnreadable(
            f"{called} was made by a newer Tsuzuki (package format {record.format}; this one knows {FORMAT}).",
            "Update this one, and open it again.",
        )
    document = package.text(DOCUMENT, JSON_BYTES)
    if hashlib.sha256(document).hexdigest() != record.document:
        raise broken(called, f"{DOCUMENT} is not the one it was packed with")
    film = read_as(document, Film, called, DOCUMENT)
    judge(film, {one.name: one.sha256 for one in record.entries}, called)
    return Opened(record, film, package.carried.sha256, package.carried.size)


@contextmanager
def _whole_or_not_at_all(folder: Path) -> Generator[Path]:
    """A folder to make the project in, which takes its place at the end or leaves nothing."""
    if folder.exists():
        raise ProjectUnreadable(f"There is already something at {folder}.", "Choose another name.")
    part = folder.with_name(f".{folder.stem}.{os.getpid()}.part{SUFFIX}")
    try:
        yield part
        with told_plainly(folder):
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _unpack(package: Unpacked, opened: Opened, folder: Path, stop: StopToken) -> Generator[tuple[int, int], None, None]:
    sums = {one.name: one.sha256 for one in opened.record.entries}
    names = [name for name in wanted(package.names) if name in sums]
    total, done = sum(package.size(name) for name in names), 0
    for name in names:
        target = folder / name
        with told_plainly(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with target.open("xb") as file:
                for block in package.blocks(name):
                    stop.check()
                    file.write(block)
                    digest.update(block)
                    done += len(block)
                    yield done, total
        if digest.hexdigest() != sums[name]:
            raise broken(package.called, f"{name} is not the one it was packed with")


def _keep_whole_takes(takes: Path, *, foreign: bool) -> None:
    """Leave out takes that say they are another's, or that lack a part: they are rendered again when needed.

    foreign: note by the others that they were not made here; else a picture slipped into a package would be signed for.
    """
    for folder in takes.iterdir():
        if not _is_take(folder):
            shutil.rmtree(folder)
        elif foreign:
            (folder / FOREIGN).touch()


def _is_take(folder: Path) -> bool:
    record = folder / "take.json"
    if not record.is_file() or record.stat().st_size > _TAKE_JSON:
        return False
    try:
        told = msgspec.json.decode(record.read_bytes(), type=TakeRecord)
    except (msgspec.DecodeError, RecursionError):
        return False
    return told.key == folder.name and all((folder / name).is_file() for name in TAKE_FILES)
