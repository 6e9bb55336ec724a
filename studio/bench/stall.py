"""Whether the window stays live while a final renders: the longest gap between ticks of a 5 ms timer."""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from studio.bench.beside import idle_beside
from studio.bench.desk import open_window
from studio.bench.figures import Figure, at_least, at_most
from studio.bench.sample import sample_film
from studio.engine.jobs import Export
from studio.engine.painters.painter import Size
from studio.timeline.store import Project
from studio.ui.window import StudioWindow

TICK_MS = 5
SECONDS = 40.0
MOST_SECONDS = 60.0
LIMIT_MS = 50.0
WARMING_SECONDS, TURNING_SECONDS = 10.0, 10.0
LIVE = 23.5
"""Pictures a second of what is drawn 24 times a second, as counted by a clock."""


def measure() -> Sequence[Figure]:
    """The window open, its film looked at, somebody on the turntable, then the sample film rendering at 1280x720."""
    film = sample_film()
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "sample.tsuzuki"
        Project.create(project, film).close()
        with open_window(project) as (window, _):
            window.start()
            opening = ticks(MOST_SECONDS, lambda: window.findings.settled and not window.work.under_way)
            turning, rate = _turntable(window)
            with idle_beside() as idle:
                job = window.work.submit(Export(film, Path(name) / "film.mp4", Size(1280, 720), project / "takes"))
                gaps = sorted(ticks(SECONDS, lambda: False))
            window.work.cancel(job)
    return [
        at_most("longest stall of the window while a final renders", gaps[-1], "ms", LIMIT_MS),
        Figure("longest stall of an idle process beside it", idle.longest_ms, "ms"),
        Figure("gap, 99th percentile", gaps[int(len(gaps) * 0.99)], "ms"),
        Figure("gap, median", gaps[len(gaps) // 2], "ms"),
        Figure("longest stall while a film is first looked at", max(opening), "ms"),
        at_most("longest stall of the window while the turntable turns", max(turning), "ms", LIMIT_MS),
        at_least("pictures of the turntable", rate, "1/s", LIVE),
    ]


def _turntable(window: StudioWindow) -> tuple[list[float], float]:
    """Gaps of the timer while somebody turns on the Cast panel's table, and how many pictures come a second."""
    window.commands["layout_cast"].trigger()
    ticks(WARMING_SECONDS, lambda: False)
    pictures: list[float] = []

    def count(_picture: QImage) -> None:
        pictures.append(time.monotonic())

    window.cast.turning.drawn.connect(count)
    gaps = ticks(TURNING_SECONDS, lambda: False)
    window.commands["layout_direct"].trigger()
    return gaps, (len(pictures) - 1) / (pictures[-1] - pictures[0])


def ticks(seconds: float, done: Callable[[], bool]) -> list[float]:
    """Milliseconds between the ticks of the window's timer, for a while or until it is done."""
    gaps: list[float] = []
    since = QElapsedTimer()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: gaps.append(since.nsecsElapsed() / 1e6) or since.start())
    since.start()
    timer.start(TICK_MS)
    end = time.monotonic() + seconds
    while time.monotonic() < end and not done():
        QApplication.processEvents()
        time.sleep(0.0005)
    timer.stop()
    return gaps[1:]
