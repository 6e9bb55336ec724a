"""A project on disk: ``Name.tsuzuki/`` with ``film.sqlite`` (the document) and ``takes/`` (media).

Every edit, undo and redo is one transaction that is on the disk before it shows; the undo history
is kept too. See ``rescue`` for what happens when a file is damaged.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Self

from studio.errors import InvalidRequest, ProjectUnreadable
from studio.timeline import rescue
from studio.timeline.checks import check
from studio.timeline.database import connect, make_durable, told_plainly, transaction
from studio.timeline.film import Film
from studio.timeline.history import History, Past, beginning
from studio.timeline.ledger import Ledger
from studio.timeline.lock import Lock
from studio.timeline.rescue import DOCUMENT
from studio.timeline.salvage import Content

SUFFIX = ".tsuzuki"
LOCK = "film.lock"
TAKES = "takes"


class Project:
    """An open project; it belongs to the thread that opened it. Made by ``create`` or ``open``.

    warnings: what was damaged or lost when it was opened, as sentences.
    """

    def __init__(self, folder: Path, lock: Lock, content: Content) -> None:
        self.folder = folder
        self.warnings = content.losses
        self._lock = lock
        self._connection = _connected(folder, content)
        self._inode = (folder / DOCUMENT).stat().st_ino
        self._ledger = Ledger(self._connection, content.past.now.film)
        self._changed = False
        self.history = History(content.past, self)

    @classmethod
    def create(cls, folder: Path, film: Film) -> Self:
        """Make a new project holding ``film``, and open it.

        Raises:
            InvalidRequest: the name does not end in .tsuzuki, something is there already, or the film breaks a rule.
            MissingResource, DeviceLimit, ProjectUnreadable: the place cannot be written.
        """
        check(film)
        _refuse_occupied(folder)
        with told_plainly(folder):
            (folder / TAKES).mkdir(parents=True, exist_ok=True)
        return cls._locked(folder, lambda: rescue.write_anew(folder, Content(beginning(film))))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a project as far as it can be read; see ``warnings``.

        Raises:
            ProjectUnreadable: not a project, made by a newer Tsuzuki, open in another window, not writable,
                or so damaged that nothing is left.
        """
        _refuse_strange(folder)
        return cls._locked(folder, lambda: rescue.content_of(folder))

    @classmethod
    def _locked(cls, folder: Path, read: Callable[[], Content]) -> Self:
        lock = Lock(folder / LOCK)
        try:
            with told_plainly(folder):
                (folder / TAKES).mkdir(exist_ok=True)
                _refuse_read_only(folder)
                return cls(folder, lock, read())
        except BaseException:
            lock.release()
            raise

    @property
    def film(self) -> Film:
        """The film as it is now."""
        return self.history.film

    @property
    def takes(self) -> Path:
        """Folder of the finished takes."""
        return self.folder / TAKES

    def record(self, before: Past, after: Past) -> None:
        """Keep a change of the history, in one durable transaction. ``History`` calls this.

        Raises:
            DeviceLimit: the disk is full. ProjectUnreadable: the project was moved or cannot be written.
        """
        with self._writing():
            self._ledger.turn(before, after)
        self._ledger.settle()
        self._changed = True

    def queue_add(self, job: bytes) -> int:
        """Remember a pending job, and return its number. After a crash it is still there, until ``queue_done``."""
        with self._writing():
            cursor = self._connection.execute("INSERT INTO queue (job) VALUES (?)", (job,))
        return int(cursor.lastrowid or 0)

    def queue_put(self, number: int, job: bytes) -> None:
        """Change a pending job."""
        with self._writing():
            self._connection.execute("UPDATE queue SET job = ? WHERE id = ?", (job, number))

    def queue_done(self, number: int) -> None:
        """Forget a job that has ended."""
        with self._writing():
            self._connection.execute("DELETE FROM queue WHERE id = ?", (number,))

    def queued(self) -> list[tuple[int, bytes]]:
        """The jobs that have not ended, oldest first, with their numbers."""
        with told_plainly(self.folder):
            rows = self._connection.execute("SELECT id, job FROM queue ORDER BY id").fetchall()
        return [(int(number), bytes(job)) for number, job in rows]

    def close(self) -> None:
        """Let go of the project. Everything is saved already; only the backup is brought up to date."""
        try:
            with told_plainly(self.folder):
                self._connection.close()
            # A backup is a courtesy: a full disk must not keep the window from closing.
            with contextlib.suppress(OSError):
                if self._changed:
                    rescue.back_up(self.folder)
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def _writing(self) -> Generator[None]:
        self._refuse_moved()
        with told_plainly(self.folder), transaction(self._connection):
            yield

    def _refuse_moved(self) -> None:
        """SQLite would go on writing into a file that no longer has a name."""
        with contextlib.suppress(OSError):
            if (self.folder / DOCUMENT).stat().st_ino == self._inode:
                return
        raise ProjectUnreadable(
            f"The project {self.folder} was moved or deleted while it was open.",
            "Put it back, or close it and open it where it is now.",
        )


def read_film(folder: Path) -> Film:
    """The film of a project that may be open in a window, as far as it can be read; changes nothing.

    Raises:
        ProjectUnreadable: not a project, made by a newer Tsuzuki, or nothing is left of it.
    """
    _refuse_strange(folder)
    with told_plainly(folder):
        return rescue.glance(folder).past.now.film


def _connected(folder: Path, content: Content) -> sqlite3.Connection:
    """The connection to work with. Blobs that no undo state needs any more are cleared away first."""
    connection = connect(folder / DOCUMENT)
    make_durable(connection)
    if content.unused:
        with transaction(connection):
            connection.executemany("DELETE FROM blobs WHERE address = ?", [(one,) for one in content.unused])
    return connection


def _refuse_occupied(folder: Path) -> None:
    if folder.suffix != SUFFIX:
        raise InvalidRequest(
            f"A project's name ends in {SUFFIX}, not as in {folder.name!r}.", f"Call it {folder.name}{SUFFIX}."
        )
    if folder.is_dir() and not (folder / DOCUMENT).exists() and not _foreign(folder):
        return  # an empty folder, or what a crash left of making one
    if folder.exists():
        raise InvalidRequest(f"There is already something at {folder}.", "Open it, or choose another name.")


def _refuse_read_only(folder: Path) -> None:
    """What could not be saved is refused when it is opened, before anything is made in it."""
    for part in (folder / DOCUMENT, folder / TAKES):
        if part.exists() and not os.access(part, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise ProjectUnreadable(
                f"The project {folder} cannot be written: its {part.name} is read-only.",
                "Copy it to a folder that you may write in, and open the copy.",
            )


def _foreign(folder: Path) -> bool:
    """Whether the folder holds anything that making a project would not have put there."""
    ours = {TAKES, LOCK, "film.new.sqlite", "film.new.sqlite-journal"}
    return any(path.name not in ours for path in folder.iterdir())


def _refuse_strange(folder: Path) -> None:
    """Raise ProjectUnreadable, in words, for what is no project folder at all."""
    if not folder.exists():
        raise ProjectUnreadable(f"There is no project at {folder}.", "Check the name, or look where it was moved to.")
    if not folder.is_dir():
        raise ProjectUnreadable(
            f"{folder} is a file; a project is a folder.", f"Open the folder whose name ends in {SUFFIX}."
        )
    if not (folder / DOCUMENT).is_file():
        raise ProjectUnreadable(
            f"{folder} is not a Tsuzuki project: it holds no {DOCUMENT}.",
            f"Open a folder whose name ends in {SUFFIX}, or put its {DOCUMENT} back.",
        )
