"""Whether the window stays live while a model is opened and paints: the gaps between ticks of a 5 ms timer.

The model is tiny and random, but opened as an installed one is: libraries, a tokenizer of 256,000 words, weights.
"""

import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from msgspec import structs

from studio.bench.beside import idle_beside
from studio.bench.desk import open_window
from studio.bench.figures import Figure, at_most
from studio.bench.painter_folder import written_apart
from studio.bench.stall import ticks
from studio.engine.director import direct
from studio.engine.jobs import JobId
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import Paint
from studio.timeline.film import Film
from studio.timeline.store import Project
from studio.ui.window import StudioWindow

SHOT: Final = Fraction(2)
STEPS: Final = 16
P99_MS, MOST_MS = 20.0, 100.0
_PATIENCE_S: Final = 240.0
_SETTLED_S: Final = 60.0


def measure() -> Sequence[Figure]:
    """A shot painted twice: first everything is opened, then the model is warm."""
    film = _film()
    with tempfile.TemporaryDirectory() as name:
        model = written_apart(Path(name) / "model")
        project = Path(name) / "film.tsuzuki"
        Project.create(project, film).close()
        with open_window(project) as (window, _):
            window.start()
            ticks(_SETTLED_S, lambda: window.findings.settled and not window.work.under_way)
            opening = _painted(window, film, model, 0)
            warm = _painted(window, film, model, 1)
    return [*_told("a model is opened and paints", *opening), *_told("a warm model paints", *warm)]


def _painted(window: StudioWindow, film: Film, model: Path, seed: int) -> tuple[list[float], float]:
    """Gaps of the window's timer while a shot is painted, and the longest of an idle process beside it, in ms."""
    shot = film.shots[0]
    choices = Choices(setting=Setting(64, 48, 9, STEPS + seed, 5.0), device="cpu")
    request = Paint(film, shot.id, window.session.project.takes, str(model), Size(640, 360), choices)
    with idle_beside() as idle:
        job = window.work.submit(request)
        gaps = ticks(_PATIENCE_S, lambda: _is_over(window, job))
    return sorted(gaps), idle.longest_ms


def _is_over(window: StudioWindow, job: JobId) -> bool:
    return all(one.id != job for one in window.work.under_way)


def _told(when: str, gaps: list[float], idle: float) -> list[Figure]:
    return [
        at_most(f"99th percentile of the window's gaps while {when}", gaps[int(len(gaps) * 0.99)], "ms", P99_MS),
        at_most(f"longest stall of the window while {when}", gaps[-1], "ms", MOST_MS),
        Figure("longest stall of an idle process beside it", idle, "ms"),
        Figure("that took", sum(gaps) / 1000, "s"),
    ]


def _film() -> Film:
    read = direct("INT. ROOM - DAY\n\nHana waves. Ken sits.")
    scene = read.scenes[0]
    return structs.replace(
        read, scenes=(structs.replace(scene, shots=(structs.replace(scene.shots[0], duration=SHOT),)),)
    )
