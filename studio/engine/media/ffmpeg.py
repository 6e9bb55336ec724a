"""FFmpeg's door: quiet, and failing in plain words."""

import contextlib
import errno
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import av
import av.logging
from av.container import InputContainer
from av.error import FFmpegError

from studio.errors import DeviceLimit, MediaUnreadable, StudioError

# FFmpeg's log callback can deadlock with the GIL (PyAV issues 751, 909, 2276); what matters comes as errors.
av.logging.set_level(None)

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def reading(path: Path) -> Generator[InputContainer]:
    """Open a file to read.

    Raises:
        MediaUnreadable: there and then, or wherever reading it fails.
    """
    try:
        with av.open(path, "r") as container:
            yield container
    except (FFmpegError, OSError) as exc:
        reason = exc.strerror or "no reason given"
        raise MediaUnreadable(
            f"{path} could not be read ({reason}).", "Check that it is there and whole, or render it again."
        ) from exc


@contextlib.contextmanager
def writing(path: Path, called: Path, options: dict[str, str], container: str = "mp4") -> Generator[Any]:
    """Open a file to write (an ``OutputContainer``, whose own types are partly unknown); finished on leaving.

    called: the file's name to people. container: FFmpeg's name of its format. What a failure left of it is for the
    caller to remove.

    Raises:
        DeviceLimit: there and then, or wherever writing it fails.
    """
    with told_plainly(called):
        file = av.open(path, "w", format=container, options=options)
        try:
            yield file
        except BaseException:
            with contextlib.suppress(FFmpegError):
                file.close()
            raise
        file.close()


@contextlib.contextmanager
def told_plainly(path: Path) -> Generator[None]:
    """Turn a failure to write ``path`` into a sentence."""
    try:
        yield
    except (FFmpegError, OSError) as exc:
        raise cannot_write(path, exc) from exc


def cannot_write(path: Path, error: OSError | FFmpegError) -> StudioError:
    """Why a file could not be written, in words."""
    if error.errno in _DISK_FULL:
        return DeviceLimit(f"The disk filled up while {path} was being written.", "Make room, and try again.")
    return DeviceLimit(
        f"{path} could not be written ({error.strerror}).", "Choose another folder, or check the disk, and try again."
    )


@contextlib.contextmanager
def whole_or_not_at_all(path: Path, part: Path) -> Generator[Path]:
    """Give a name to write to; on leaving, what is there is put on the disk and takes ``path``'s place.

    When something fails nothing is left of it, and what was at ``path`` is as it was.
    """
    try:
        with told_plainly(path):
            yield part
            _sync(part)
            part.replace(path)
            if os.name != "nt":  # Windows cannot sync a folder
                _sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
