"""Fifty paintings one after another with one warm model: what the process holds after each of them.

The model is tiny and random. Memory that grows with the number of jobs would show in any of four counts: what is
resident, tensors that are alive, threads, and open files.
"""

import gc
import os
import queue
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import structs

from studio.bench.figures import Figure, at_most
from studio.bench.painter_folder import written_apart
from studio.engine.director import direct
from studio.engine.jobs import Cancelled, Failed, Finished, JobEvent
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import Paint
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.errors import DeviceLimit
from studio.timeline.film import Film

JOBS: Final = 50
_SETTLED: Final = 10
"""Jobs after which everything has been opened that ever is."""
_MB: Final = 1e6
_MOST_MB_A_JOB: Final = 0.5
_PATIENCE_S: Final = 600.0
_WORDS: Final = 100


@dataclass(frozen=True)
class Held:
    """What the process holds: bytes that are resident, tensors, threads, open files."""

    resident: int
    tensors: int
    threads: int
    files: int


def measure() -> Sequence[Figure]:
    """Growth a job, once everything is opened."""
    with tempfile.TemporaryDirectory() as name:
        model = written_apart(Path(name) / "model", _WORDS)
        held = list(soaked(model, Path(name), JOBS))
    later = held[_SETTLED:]
    growth = float(np.polyfit(np.arange(len(later)), [one.resident / _MB for one in later], 1)[0])
    return [
        at_most("growth of memory a job", growth, "MB", _MOST_MB_A_JOB),
        Figure("memory after the first ten jobs", later[0].resident / _MB, "MB"),
        Figure(f"memory after {JOBS} jobs", later[-1].resident / _MB, "MB"),
        at_most("tensors that are left over", later[-1].tensors - later[0].tensors, "", 0),
        at_most("threads that are left over", later[-1].threads - later[0].threads, "", 0),
        at_most("files that are left open", later[-1].files - later[0].files, "", 0),
    ]


def soaked(model: Path, folder: Path, jobs: int) -> Iterator[Held]:
    """Paint the same shot so many times, each into takes of its own; what is held after each.

    Raises:
        DeviceLimit: a painting did not come to its end.
    """
    events: queue.Queue[JobEvent] = queue.Queue()
    engine = Engine(events.put, Workshop())
    try:
        for number in range(jobs):
            engine.submit(_request(model, folder / str(number) / "takes"))
            ending = _ending(events)
            if not isinstance(ending, Finished):
                raise DeviceLimit(f"Painting {number + 1} of {jobs} ended with {ending}.", "Look into the log.")
            yield _held()
    finally:
        engine.close()


def _request(model: Path, takes: Path) -> Paint:
    takes.mkdir(parents=True)
    film = _film()
    choices = Choices(setting=Setting(64, 48, 9, 2, 3.0), device="cpu", save_every_s=0.0, preview_every_s=0.0)
    return Paint(film, film.shots[0].id, takes, str(model), Size(64, 36), choices)


def _film() -> Film:
    read = direct("INT. ROOM - DAY\n\nHana waves.")
    scene = read.scenes[0]
    shots = (structs.replace(scene.shots[0], duration=Fraction(1, 3)),)
    return structs.replace(read, scenes=(structs.replace(scene, shots=shots),))


def _ending(events: queue.Queue[JobEvent]) -> Finished | Failed | Cancelled:
    while True:
        event = events.get(timeout=_PATIENCE_S)
        if isinstance(event, Finished | Failed | Cancelled):
            return event


def _held() -> Held:
    import torch

    gc.collect()
    tensors = sum(isinstance(one, torch.Tensor) for one in gc.get_objects())
    return Held(_resident(), tensors, threading.active_count(), _open_files())


def _resident() -> int:
    """Source: proc(5), statm; 0 where there is no such file."""
    path = Path("/proc/self/statm")
    return int(path.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") if path.exists() else 0


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0
