"""A process that only sleeps and wakes, beside what is measured: what it misses, the machine was giving to others."""

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

_IDLE = """
import select, sys, time
last, longest = time.perf_counter(), 0.0
while not select.select([sys.stdin], [], [], 0)[0]:
    time.sleep(0.005)
    now = time.perf_counter()
    last, longest = now, max(longest, now - last)
print(longest * 1000)
"""


@dataclass
class Idle:
    """longest_ms: the longest that it had to wait for 5 ms of sleep; known once it has ended."""

    longest_ms: float = 0.0


@contextmanager
def idle_beside() -> Generator[Idle]:
    """Such a process while the block lasts."""
    idle = Idle()
    command = [sys.executable, "-c", _IDLE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield idle
        finally:
            told, _ = process.communicate("\n")
            idle.longest_ms = float(told)
