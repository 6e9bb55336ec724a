"""How soon a long project is open: 300 shots, from asking for it to the window's picture of it."""

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from studio.bench.desk import open_window
from studio.bench.figures import Figure, at_most
from studio.bench.sample import sample_film
from studio.timeline.film import Film, Scene, SceneId, ShotId
from studio.timeline.store import Project

SHOTS = 300
RUNS = 3


def long_film(shots: int) -> Film:
    """The sample film's scenes over and over, with at least so many shots."""
    film = sample_film()
    scenes: list[Scene] = []
    while sum(len(scene.shots) for scene in scenes) < shots:
        number = len(scenes)
        scene = film.scenes[number % len(film.scenes)]
        own = tuple(replace(shot, id=ShotId(f"{shot.id}-{number}")) for shot in scene.shots)
        scenes.append(replace(scene, id=SceneId(f"{scene.id}-{number}"), shots=own))
    return replace(film, scenes=tuple(scenes))


def measure() -> Sequence[Figure]:
    """Seconds to open the project, and to see it in the window."""
    opened: list[float] = []
    seen: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "long.tsuzuki"
        Project.create(project, long_film(SHOTS)).close()
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        for _ in range(RUNS):
            began = time.perf_counter()
            Project.open(project).close()
            opened.append(time.perf_counter() - began)
            began = time.perf_counter()
            with open_window(project):
                seen.append(time.perf_counter() - began)
    return [
        Figure(f"project of {SHOTS} shots read, median", median(opened), "s"),
        at_most(f"project of {SHOTS} shots in the window, median", median(seen), "s", 1.0),
    ]
