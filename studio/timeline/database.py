"""The SQLite file of a project: its schema, its versions, and its failures in plain words."""

import sqlite3
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from studio.errors import DeviceLimit, ProjectUnreadable, StudioError
from studio.timeline.rows import TABLES

APPLICATION = 0x54535A4B  # "TSZK", so that the file says whose it is
VERSION = 2

_SCHEMA = (
    *(f"CREATE TABLE {table} (key TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER NOT NULL)" for table in TABLES),
    "CREATE TABLE states (serial INTEGER PRIMARY KEY, name TEXT NOT NULL, root TEXT NOT NULL)",
    "CREATE TABLE now (serial INTEGER NOT NULL)",
    "CREATE TABLE blobs (address TEXT PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE queue (id INTEGER PRIMARY KEY AUTOINCREMENT, job BLOB NOT NULL)",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)

# From each version to the next one; a project goes through all that lie before VERSION.
# 2: cast and props may have models. A row without one reads as before, so there is nothing to do.
UPGRADES: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: lambda _connection: None}


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing database so that a commit is on the disk when it returns."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    connection.text_factory = _text
    return connection


def _text(data: bytes) -> str:
    """A damaged text must not hide the rows after it."""
    return data.decode("utf-8", "replace")


def make_durable(connection: sqlite3.Connection) -> None:
    """Write-ahead log, synced at each commit: survives kill -9 and power cuts."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def lay_schema(path: Path) -> sqlite3.Connection:
    """Make a new database file, with empty tables."""
    path.touch()
    connection = connect(path)
    with transaction(connection):
        for statement in _SCHEMA:
            connection.execute(statement)
    return connection


def bring_up_to_date(connection: sqlite3.Connection, project: Path) -> None:
    """Upgrade an older schema, step by step, in one transaction.

    Raises:
        ProjectUnreadable: not a project of ours, or made by a newer Tsuzuki.
    """
    if _number(connection, "application_id") != APPLICATION:
        raise ProjectUnreadable(f"{project} is not a Tsuzuki project.", "Open a folder whose name ends in .tsuzuki.")
    version = _number(connection, "user_version")
    if version > VERSION:
        raise ProjectUnreadable(
            f"The project {project} was made by a newer Tsuzuki (format {version}; this one knows {VERSION}).",
            "Open it with that version, or update this one.",
        )
    if version == VERSION:
        return
    with transaction(connection):
        for step in range(version, VERSION):
            UPGRADES[step](connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """All of it or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def told_plainly(project: Path) -> Generator[None]:
    """Turn a failure of the database or the disk into a sentence."""
    try:
        yield
    except sqlite3.Error as exc:
        raise _in_words(exc, project) from exc
    except OSError as exc:
        raise DeviceLimit(
            f"The project {project} could not be written ({exc.strerror}).",
            "Make room on the disk, or save in a folder that you may write in.",
        ) from exc


def _in_words(error: sqlite3.Error, project: Path) -> StudioError:
    match error.sqlite_errorcode & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return DeviceLimit(
                f"The edit could not be saved in {project}: the disk is full or does not answer.",
                "Make room on the disk, and do the edit again.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return ProjectUnreadable(
                f"The project {project} cannot be written.",
                "Copy it to a folder that you may write in, and open the copy.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ProjectUnreadable(
                f"Another program is using the project {project}.", "Close that program, and try again."
            )
        case _:
            return ProjectUnreadable(
                f"The project {project} is damaged ({error}).", "Close it and open it again to rescue what is left."
            )
