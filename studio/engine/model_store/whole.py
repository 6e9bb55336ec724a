"""Writing small files whole or not at all, and saying in words why a disk refused."""

import contextlib
import errno
import os
from collections.abc import Generator
from pathlib import Path
from typing import Final

from studio.errors import DeviceLimit

_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after a crash the old one or the new one is there, never half of one.

    Raises:
        DeviceLimit: the place cannot be written.
    """
    part = path.with_name(f"{path.name}.new")
    with disk_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished, synced file its name, and put the name on the disk.

    Raises:
        OSError: it cannot be.
    """
    part.replace(path)
    if os.name != "nt":  # Windows cannot sync a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextlib.contextmanager
def disk_told(path: Path) -> Generator[None]:
    """Turn a failure to write ``path`` into a sentence.

    Raises:
        DeviceLimit: the disk is full, or refused.
    """
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise DeviceLimit(
                f"The disk filled up while {path.name} was being written to {path.parent}.",
                "Make room, and go on: what has come so far is kept.",
            ) from fault
        raise DeviceLimit(
            f"{path} could not be written ({fault.strerror}).", "Check the folder and the disk, and try again."
        ) from fault
