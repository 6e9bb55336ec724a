"""How much room a disk has, and whether something fits."""

import shutil
from pathlib import Path
from typing import Final, Protocol

from studio.engine.model_store.sizes import in_bytes
from studio.errors import DeviceLimit

SPARE: Final = 0.1
"""Left free beside what is fetched: a disk that is full to the brim serves nobody."""


class Disk(Protocol):
    """The disk that a folder is on."""

    def free(self, folder: Path) -> int:
        """Bytes that can be written there, in a folder that need not exist yet.

        Raises:
            OSError: the disk does not answer.
        """
        ...


class ThisDisk:
    """The disk as the system has it."""

    def free(self, folder: Path) -> int:
        """As Disk."""
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        return shutil.disk_usage(there).free


def room_needed(size: int) -> int:
    """Bytes that should be free before so many are fetched."""
    return size + int(size * SPARE)


def check_room(size: int, free: int, folder: Path) -> None:
    """Refuse to begin what would not fit.

    Raises:
        DeviceLimit: with the numbers.
    """
    needed = room_needed(size)
    if size and needed > free:
        raise DeviceLimit(
            f"{in_bytes(needed)} should be free in {folder} ({in_bytes(size)} to fetch and a tenth to spare),"
            f" and {in_bytes(free)} are.",
            f"Free {in_bytes(needed - free)}, or keep models on another disk.",
        )
