"""What 10,000 bent packages and projects do to the studio: it refuses or opens them, soon, small, and at its place."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from studio.bench.figures import Figure, at_most
from studio.bench.tamper import own_profile
from studio.bench.tiny import tiny_package
from studio.engine.media.package.boxes import Window, carried_by
from studio.engine.media.package.opening import read_package
from studio.timeline.store import Project

COUNT: Final = 10_000
HANG_S: Final = 5.0
MEMORY_MB: Final = 1000
WORKERS: Final = 2


@dataclass
class Tally:
    """What became of the mutants."""

    opened: int = 0
    refused: int = 0
    bugs: list[str] = field(default_factory=list[str])
    crashes: list[str] = field(default_factory=list[str])
    hangs: list[str] = field(default_factory=list[str])
    strayed: list[str] = field(default_factory=list[str])
    slowest_s: float = 0.0
    memory_mb: float = 0.0

    def take(self, line: str) -> int:
        """Count what a worker said; returns the mutant's number."""
        told = json.loads(line)
        number, ended = int(told["number"]), str(told["ended"])
        self.opened += ended == "opened"
        self.refused += ended == "refused"
        if ended.startswith("bug"):
            self.bugs.append(f"{number}: {ended}")
        self.strayed += [f"{number}: {one}" for one in told["strayed"]]
        self.slowest_s = max(self.slowest_s, float(told["seconds"]))
        self.memory_mb = max(self.memory_mb, float(told["memory_mb"]))
        return number


def measure() -> Sequence[Figure]:
    """Open every mutant; the first of each kind of fault are told on standard error, by number."""
    tally = fuzzed(COUNT)
    for fault in (*tally.crashes[:10], *tally.hangs[:10], *tally.bugs[:20], *tally.strayed[:10]):
        sys.stderr.write(f"{fault}\n")
    return [
        Figure("bent packages and projects", COUNT, ""),
        Figure("of these refused in a sentence", tally.refused, ""),
        Figure("of these opened, what was bent not being needed", tally.opened, ""),
        at_most("crashes", len(tally.crashes) + len(tally.bugs), "", 0),
        at_most("hangs over 5 s", len(tally.hangs), "", 0),
        at_most("slowest", tally.slowest_s, "s", HANG_S),
        at_most("most memory", tally.memory_mb, "MB", MEMORY_MB),
        at_most("files written, processes or connections begun elsewhere", len(tally.strayed), "", 0),
    ]


def fuzzed(count: int) -> Tally:
    """What became of so many mutants."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as name, own_profile(Path(name)):
        stock = _stock(Path(name))
        threads = [threading.Thread(target=_run, args=(stock, first, count, tally)) for first in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return tally


def _stock(folder: Path) -> Path:
    """A folder with what mutants are made from."""
    film = tiny_package(folder)
    with film.open("rb") as file:
        carried = carried_by(file, film.name)
        assert carried is not None
        (folder / "archive.zip").write_bytes(Window(file, carried).readall() or b"")
    package = read_package(film)
    assert package is not None
    Project.create(folder / "whole.tsuzuki", package.film).close()
    return folder


def _run(stock: Path, first: int, count: int, tally: Tally) -> None:
    """Have workers open every ``WORKERS``-th mutant, a new one after each crash or hang."""
    home = stock / f"home{first}"
    home.mkdir()
    while first < count:
        said: queue.Queue[str] = queue.Queue()
        worker = _worker(stock, home, first, count)
        assert worker.stdout is not None
        reader = threading.Thread(target=_listen, args=(worker.stdout, said))
        reader.start()
        first, hung = _follow(said, first, tally)
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)  # and not Popen.kill, which would take its end, and what it used, away
        _, status = os.waitpid(worker.pid, 0)
        worker.returncode = os.waitstatus_to_exitcode(status)
        reader.join()
        worker.stdout.close()
        if first < count:
            fault = f"{first}: no answer in {HANG_S:g} s" if hung else f"{first}: ended with {worker.returncode}"
            (tally.hangs if hung else tally.crashes).append(fault)
            first += WORKERS


def _follow(said: "queue.Queue[str]", first: int, tally: Tally) -> tuple[int, bool]:
    """Count what a worker says until it ends; the next mutant, and whether the worker hangs in it."""
    patience = 60.0  # the first answer waits for the imports, too
    while True:
        try:
            line = said.get(timeout=patience)
        except queue.Empty:
            return first, True
        if line == "":
            return first, False
        first = tally.take(line) + WORKERS
        patience = HANG_S + 1


def _listen(stream: IO[str], said: "queue.Queue[str]") -> None:
    for line in stream:
        said.put(line)
    said.put("")


def _worker(stock: Path, home: Path, first: int, count: int) -> "subprocess.Popen[str]":
    places = [home, stock / "tiny.mp4", stock / "archive.zip", stock / "whole.tsuzuki"]
    told = [*map(str, places), str(first), str(count), str(WORKERS)]
    command = [sys.executable, "-m", "studio.bench.fuzz_worker", *told]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(home)})
