"""Opens mutants one after the other, in a process of its own that may crash, hang or swell without harm to others.

Says a line of JSON for each: its number, seconds, how it ended, and what was written or begun outside its folder.
"""

import contextlib
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from studio.bench.mutants import Stock, mutant
from studio.engine.media.inspect import describe
from studio.engine.opening import open_film
from studio.engine.provenance.reading import provenance_of
from studio.engine.stop import StopToken
from studio.errors import StudioError
from studio.timeline.store import Project, read_film

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.truncate", "shutil.rmtree"}
_STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "socket.bind"}


class Watch:
    """Sees every file that Python opens to write, every change to a folder, every process and connection begun."""

    def __init__(self, home: Path) -> None:
        self._home = str(home.resolve())
        self.strayed: list[str] = []
        sys.addaudithook(self._see)

    def _see(self, event: str, told: tuple[Any, ...]) -> None:
        if event in _STARTS:
            self.strayed.append(f"{event} {told[:1]}")
        elif event in _CHANGES or (event == "open" and isinstance(told[2], int) and told[2] & _WRITES):
            path = told[0]
            if isinstance(path, str | bytes | os.PathLike) and not self._is_home(os.fspath(path), told):
                self.strayed.append(f"{event} {os.fspath(path)!r}")

    def _is_home(self, path: str | bytes, told: tuple[Any, ...]) -> bool:
        """Whether a path lies below the home. A folder that is removed has its files named from an open folder on."""
        start = os.getcwd()  # noqa: PTH109
        if below := next((one for one in told[1:] if isinstance(one, int) and one > 2), None):
            with contextlib.suppress(OSError):
                start = os.readlink(f"/proc/self/fd/{below}")  # noqa: PTH115
        whole = os.path.normpath(os.path.join(start, os.fsdecode(path)))  # noqa: PTH118
        return whole.startswith(self._home) or whole == os.devnull


def work(stock: Stock, first: int, count: int, step: int, home: Path) -> None:
    """Open the mutants ``first``, ``first + step``, ... of a count, each in a fresh folder below ``home``."""
    watch = Watch(home)
    for number in range(first, count, step):
        folder = home / "case"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = mutant(stock, number, folder)
        watch.strayed.clear()
        began = time.perf_counter()
        ended = _opened(path, folder / "new.tsuzuki")
        seconds = time.perf_counter() - began
        told = {"number": number, "seconds": seconds, "ended": ended, "memory_mb": _most_memory_mb()}
        sys.stdout.write(json.dumps({**told, "strayed": watch.strayed[:3]}) + "\n")
        sys.stdout.flush()


def _most_memory_mb() -> float:
    """The most that this process has held. What ``getrusage`` tells counts what it was begun by, too."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _opened(path: Path, folder: Path) -> str:
    """How it ended: "opened", "refused", or the bug that it met."""
    try:
        _try(path, folder)
    except StudioError as refusal:
        return "refused" if "\n" not in refusal.sentence else f"bug: more than a sentence: {refusal.sentence!r}"
    except Exception as bug:  # noqa: BLE001 - this is what the bench looks for
        return f"bug: {type(bug).__name__}: {bug}"[:300]
    return "opened"


def _try(path: Path, folder: Path) -> None:
    if path.is_dir():
        read_film(path)
        Project.open(path).close()
        return
    provenance_of(path).values()
    with contextlib.suppress(StudioError):  # told in words; the project may be whole all the same
        describe(path)
    for _ in open_film(path, folder, StopToken()):
        pass
    Project.open(folder).close()


if __name__ == "__main__":
    home_, film_, archive_, project_, first_, count_, step_ = sys.argv[1:]
    work(
        Stock(Path(film_).read_bytes(), Path(archive_).read_bytes(), Path(project_)),
        int(first_),
        int(count_),
        int(step_),
        Path(home_),
    )
