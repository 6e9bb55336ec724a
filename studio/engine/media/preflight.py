"""What can be refused before any work is done: sizes and targets that cannot be."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from studio.engine.painters.painter import Size
from studio.errors import DeviceLimit, InvalidRequest
from studio.timeline.store import SUFFIX

SMALLEST, LARGEST = 16, 8192
MOST_PIXELS = 8192 * 4320
PROJECT_SUFFIX = ".tsuzuki"
DOCUMENT = "film.sqlite"
LEAST_FREE = 64_000_000

# Encoding was measured at 53 bytes a pixel (frames in flight and looked ahead at); painting is taken to need as many.
_BYTES_PER_PIXEL = 106
_LEFT_BYTES = 500_000_000


def check_size(size: Size) -> None:
    """Refuse a picture size that H.264 4:2:0 cannot hold, or this machine.

    Raises:
        InvalidRequest: odd, under 16 or over 8192 pixels a side, or over 8192x4320 in all.
        DeviceLimit: not enough memory.
    """
    if not all(SMALLEST <= side <= LARGEST for side in (size.width, size.height)):
        raise InvalidRequest(
            f"A film cannot be {size} pixels.",
            f"Choose a width and a height from {SMALLEST} to {LARGEST}, such as {_nearest(size)}.",
        )
    if size.width * size.height > MOST_PIXELS:
        raise InvalidRequest(
            f"A film cannot be {size} pixels, which is more than any video holds.", f"Choose {_nearest(size)} at most."
        )
    if size.width % 2 or size.height % 2:
        raise InvalidRequest(
            f"A film cannot be {size} pixels: its width and height must be even.", f"Choose {_nearest(size)}."
        )
    needed, free = _memory_for(size), _free_memory()
    if free is not None and needed > free:
        raise DeviceLimit(
            f"A film of {size} pixels needs about {needed / 2**30:.1f} GiB of memory; {free / 2**30:.1f} GiB are free.",
            "Choose a smaller size, or close other programs.",
        )


def has_memory_beside(size: Size) -> bool:
    """Whether a film of a size can be made beside other work, with some memory left for everything else."""
    free = _free_memory()
    return free is None or _memory_for(size) + _LEFT_BYTES <= free


def _memory_for(size: Size) -> int:
    return size.width * size.height * _BYTES_PER_PIXEL


def check_target(target: Path, source: Path | None = None, suffix: str = ".mp4") -> None:
    """Refuse a place where a film cannot be written, or where it would destroy something.

    Raises:
        InvalidRequest: wrong kind of name, no such folder, not writable, part of a project, or the source itself.
    """
    if target.is_dir():
        raise InvalidRequest(f"{target} is a folder.", f"Choose the name of a file, such as film{suffix}.")
    if target.suffix.lower() != suffix:
        kind = suffix[1:].upper()
        raise InvalidRequest(
            f"{target} does not end in {suffix}.",
            f"Films are written as {kind}: call it {target.with_suffix(suffix).name}.",
        )
    _refuse_source(target, source)
    _refuse_project(target, target.resolve().parents)
    check_folder(target.parent)


def check_new_folder(folder: Path) -> None:
    """Refuse a folder, made if need be, where files cannot be put; ``--stems`` and ``--passes`` go to such.

    Raises:
        InvalidRequest: a file, part of a project, or not writable.
    """
    whole = folder.resolve()
    if whole.exists() and not whole.is_dir():
        raise InvalidRequest(f"{folder} is a file.", "Choose the name of a folder.")
    _refuse_project(folder, (whole, *whole.parents))
    there = next(parent for parent in (whole, *whole.parents) if parent.exists())
    check_folder(there)


def _refuse_project(target: Path, folders: Iterable[Path]) -> None:
    for folder in folders:
        if folder.suffix == PROJECT_SUFFIX or (folder / DOCUMENT).exists():
            raise InvalidRequest(
                f"{target} lies inside the project {folder.name}, which holds only what belongs to it.",
                "Choose a folder outside the project.",
            )


def _refuse_source(target: Path, source: Path | None) -> None:
    if source is not None and target.exists() and source.exists() and target.samefile(source):
        raise InvalidRequest(f"The film would overwrite {source}, which it is made from.", "Choose another name.")


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not there or cannot be written.

    Raises:
        InvalidRequest: which, and why.
    """
    if not folder.is_dir():
        raise InvalidRequest(f"There is no folder {folder}.", "Make it first, or choose another.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as exc:
        raise InvalidRequest(
            f"The folder {folder} cannot be written ({exc.strerror}).", "Choose one that you may write in."
        ) from exc


def check_room(folder: Path, needed: int) -> None:
    """Refuse to write ``needed`` bytes where they do not fit.

    Raises:
        DeviceLimit: how much is missing.
    """
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise DeviceLimit(
            f"The film needs about {_megabytes(needed)} in {folder}, where {_megabytes(free)} are free.",
            "Make room, or choose another disk.",
        )


def keep_room(folder: Path) -> None:
    """End work that would fill a disk up: the desktop and other programs need some room to go on.

    Raises:
        DeviceLimit: less than ``LEAST_FREE`` bytes are left.
    """
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        way = (folder, *folder.absolute().parents)
        project = next((one for one in way if one.suffix == SUFFIX), None)
        known = project or next(one for one in way if not one.name.startswith("."))
        raise DeviceLimit(
            f"The disk of {known} is nearly full: {_megabytes(free)} are left.",
            "Make room, and export again: a project keeps what is done so far.",
        )


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"


def _nearest(size: Size) -> Size:
    """The nearest size that can be."""
    width, height = (min(max(side - side % 2, SMALLEST), LARGEST) for side in (size.width, size.height))
    most = MOST_PIXELS // width
    return Size(width, min(height, most - most % 2))


def _free_memory() -> int | None:
    """Bytes of memory a new program can have without swapping; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        pass
    names = getattr(os, "sysconf_names", {})
    if "SC_PHYS_PAGES" not in names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
