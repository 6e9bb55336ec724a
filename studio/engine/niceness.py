"""Threads of foreign libraries that work behind the studio's own.

A software driver and a video encoder keep every core busy. On a small machine their threads would take the
core from a thread that holds Python's lock, and the window would wait for both.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

NICENESS: Final = 10
_TASKS: Final = Path("/proc/self/task")


@contextmanager
def behind_the_window() -> Generator[None]:
    """Threads that begin inside the block get less of the processor than the others.

    Only Linux gives each thread a niceness of its own; elsewhere nothing changes.
    """
    before = _threads()
    yield
    for thread in _threads() - before:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, NICENESS)


def _threads() -> frozenset[int]:
    if sys.platform != "linux":
        return frozenset()
    return frozenset(int(task.name) for task in _TASKS.iterdir())
