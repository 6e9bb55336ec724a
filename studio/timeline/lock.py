"""One window to a project: a lock that the system itself lets go of when the process dies."""

import os
import sys
from pathlib import Path

from studio.errors import ProjectUnreadable


class Lock:
    """Held from construction to ``release``. Two in one process exclude each other as well.

    Raises:
        ProjectUnreadable: somebody else holds it, or the folder cannot be written or locked.
    """

    def __init__(self, path: Path) -> None:
        project = path.parent
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as exc:
            raise ProjectUnreadable(
                f"The project {project} cannot be written ({exc.strerror}).",
                "Copy it to a folder that you may write in, and open the copy.",
            ) from exc
        try:
            _take(self._file)
        except BlockingIOError as exc:
            os.close(self._file)
            raise ProjectUnreadable(
                f"The project {project} is already open in another window.",
                "Close it there first, or go on working there.",
            ) from exc
        except OSError as exc:
            os.close(self._file)
            raise ProjectUnreadable(
                f"The disk of {project} cannot lock files ({exc.strerror}), so work could be lost.",
                "Copy the project to a disk of this machine, and open the copy.",
            ) from exc

    def release(self) -> None:
        """Let others open the project."""
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as exc:
            raise BlockingIOError from exc

else:
    import fcntl

    def _take(file: int) -> None:
        # flock, not POSIX locks: those are dropped when any other handle to the file is closed.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
