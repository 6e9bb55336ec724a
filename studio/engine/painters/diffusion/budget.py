"""How much memory a model needs, against what there is: refused with numbers rather than killed by the system."""

import ctypes
import json
import math
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, cast

from studio.errors import DeviceLimit

GB: Final = 1_000_000_000
RESERVE: Final = 1.5 * GB
"""Host memory that is left to the rest of the machine."""
_WORKING: Final = 1.1
"""What a text encoder needs while it works, against its weights."""


def weights_in_memory(files: Iterable[Path], bytes_each: int) -> int:
    """Bytes that the weights of some safetensors take once each number takes so many."""
    return sum(_numbers(path) * bytes_each for path in files)


def _numbers(path: Path) -> int:
    """How many numbers a file holds. Source: the safetensors format, a length and a table in JSON."""
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            table = cast(dict[str, dict[str, Any]], json.loads(file.read(min(length, 100_000_000))))
    except (OSError, ValueError, struct.error):
        return 0
    return sum(math.prod(entry["shape"]) for name, entry in table.items() if name != "__metadata__")


def host_memory_free() -> int:
    """Bytes of host memory that programs can still have; 0 where the system does not tell."""
    if sys.platform == "win32":
        return _windows_free()
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        told = {name: rest.split()[0] for name, _, rest in (line.partition(":") for line in lines)}
        return int(told["MemAvailable"]) * 1024
    except (OSError, KeyError, ValueError):
        return _pages_free()


def _pages_free() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (ValueError, OSError):
        return 0


def _windows_free() -> int:
    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "page", "page_free", "own", "own_free", "more")),
        )

    status = Status(length=ctypes.sizeof(Status))
    windows: Any = getattr(ctypes, "windll")  # noqa: B009 only Windows has it
    return int(status.free) if windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else 0


def fits_on_card(size: int, device: str) -> bool:
    """Whether so many bytes of weights, and what they work on, find room on a device; a processor's is the host's."""
    import torch

    if not device.startswith("cuda"):
        return True
    free, _ = torch.cuda.mem_get_info(device)
    return size * _WORKING < free


def check_host(needed: int, free: int, title: str) -> None:
    """Refuse a model that host memory does not hold. ``free`` 0: the system does not tell, so it is tried.

    Raises:
        DeviceLimit: with the numbers.
    """
    if free and needed + RESERVE > free:
        raise DeviceLimit(
            f"{title} needs {(needed + RESERVE) / GB:.1f} GB of memory to load, and {free / GB:.1f} GB are free.",
            "Close other programs, or choose a smaller painter.",
        )
