"""Opening a project whose file may be damaged.

The damaged file is copied to ``film.damaged-N.sqlite`` before anything else; what could be read of
it goes on in a new ``film.sqlite``. When nothing could, the backup made at the last close steps in.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from studio.errors import ProjectUnreadable
from studio.timeline import salvage
from studio.timeline.database import bring_up_to_date, connect, lay_schema, transaction
from studio.timeline.ledger import Ledger
from studio.timeline.salvage import Content

DOCUMENT = "film.sqlite"
BACKUP = "film.backup.sqlite"
_LOG_SUFFIXES = ("-wal", "-shm")
_NO_DAMAGE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
}
"""What SQLite says when a file is whole but cannot be worked with now."""


def content_of(folder: Path) -> Content:
    """What the project holds, after a rescue if there was damage.

    Raises:
        ProjectUnreadable: nothing is left of it, or it is not ours to read.
    """
    with closing(connect(folder / DOCUMENT)) as connection:
        content = _read(connection, folder)
        if content is not None and not content.losses:
            return content
        rescued = content if content is not None else _backup(folder)
        aside = _put_aside(folder)
    told = (*rescued.losses, f"The damaged file is kept as {aside.name}.")
    return replace(write_anew(folder, rescued), losses=told)


def glance(folder: Path) -> Content:
    """What the project holds, as far as it can be read. Nothing is mended or put aside.

    Raises:
        ProjectUnreadable: nothing is left of it, or it is not ours to read.
    """
    with _readable(folder / DOCUMENT) as document, closing(connect(document)) as connection:
        content = _read(connection, folder)
    return content if content is not None else _backup(folder)


@contextmanager
def _readable(document: Path) -> Generator[Path]:
    """The document, or a copy of it: SQLite reads its log only where it may write."""
    if os.access(document.parent, os.W_OK) and os.access(document, os.W_OK):
        yield document
        return
    with tempfile.TemporaryDirectory() as name:
        for suffix in ("", "-wal"):
            source = document.with_name(f"{document.name}{suffix}")
            if source.exists():
                shutil.copyfile(source, Path(name) / source.name)
        yield Path(name) / document.name


def write_anew(folder: Path, content: Content) -> Content:
    """Write a whole new document, in place of what is there. All or nothing."""
    new = folder / "film.new.sqlite"
    _remove(new)
    with closing(lay_schema(new)) as connection, transaction(connection):
        Ledger(connection, None).turn(None, content.past)
        connection.executemany("INSERT INTO queue (id, job) VALUES (?, ?)", content.queue)
    _sync(new)
    # A log left from the old file would be played into the new one.
    _remove(*(folder / f"{DOCUMENT}{suffix}" for suffix in _LOG_SUFFIXES))
    new.replace(folder / DOCUMENT)
    _sync(folder)
    return replace(content, unused=frozenset())


def back_up(folder: Path) -> None:
    """Copy the document, which must be closed, to the backup. All or nothing."""
    new = folder / "film.backup.new"
    shutil.copyfile(folder / DOCUMENT, new)
    _sync(new)
    new.replace(folder / BACKUP)


def _read(connection: sqlite3.Connection, folder: Path) -> Content | None:
    try:
        if connection.execute("PRAGMA page_count").fetchone() == (0,):
            return None
        bring_up_to_date(connection, folder)
    except UnicodeDecodeError:  # sqlite3 quotes a damaged schema in its message, and fails to read that
        return None
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF in _NO_DAMAGE:
            raise
        return None
    return salvage.read(connection)


def _backup(folder: Path) -> Content:
    """The film as it was when it was last closed."""
    path = folder / BACKUP
    content = None
    if path.is_file():
        with _readable(path) as readable, closing(connect(readable)) as connection:
            content = _read(connection, folder)
    if content is None:
        raise ProjectUnreadable(
            f"The project {folder} is so damaged that nothing of its film can be read.",
            f"Put back a copy of {DOCUMENT} from your own backups; its takes are still in the folder.",
        )
    return replace(content, losses=(*content.losses, "The film is as it was when the project was last closed."))


def _put_aside(folder: Path) -> Path:
    """Copy the damaged file, with its log, under a name that is free."""
    number = next(n for n in count(1) if not (folder / f"film.damaged-{n}.sqlite").exists())
    aside = folder / f"film.damaged-{number}.sqlite"
    for suffix in ("", "-wal"):
        source = folder / f"{DOCUMENT}{suffix}"
        if source.exists():
            copy = folder / f"{aside.name}{suffix}"
            shutil.copyfile(source, copy)
            _sync(copy)
    return aside


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot sync a folder
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
