"""What the studio adds to a call of diffusers: processor time and memory, of the tiny model, where it weighs most.

Other programs disturb one run by more than what is looked for. So both ways are run by turns, many times; each is cut
at every step of the scheduler, and of each piece the least is taken over all runs, as nothing makes work quicker than
it is. Changes of turns, which do not fall into every piece, are timed by themselves and added. Memory is the least peak
of processes of their own, by turns as well.
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.bench.figures import Figure, at_most
from studio.bench.painter_calls import as_the_studio_does, bare
from studio.bench.painter_models import random_pipeline, shapes
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.turns import BREATH_S, Turns, in_turns
from studio.engine.stop import StopToken
from studio.resources import ROOT

LIMIT: Final = 2.0
_ROUNDS: Final = 24
_TIMED: Final = Setting(64, 48, 9, 50, 5.0)
_WEIGHED: Final = Setting(128, 96, 9, 2, 5.0)
_PROCESSES: Final = 3
_RESAMPLED: Final = 400
_TURNS: Final = 200
_SELF: Final = Path("/proc/self")


def overhead() -> Iterator[Figure]:
    """The studio's part of the time and of the memory, in hundredths."""
    theirs, ours = _times()
    turns = _turn_seconds() / BREATH_S * 100
    part = part_of_the_studio(theirs, ours) + turns
    yield at_most("the studio's part of the processor time of 50 steps", part, "%", LIMIT)
    yield Figure("of that: changes of turns", turns, "%")
    yield Figure("half of the interval in which that lies, 19 times in 20", uncertainty(theirs, ours), "%")
    peaks = {way: min(found) for way, found in _peaks().items()}
    yield at_most("the studio's part of the memory", (peaks["studio"] / peaks["bare"] - 1) * 100, "%", LIMIT)


def _times() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Seconds of processor of every piece of every run, (runs, pieces): of diffusers alone, and of the studio."""
    import torch

    torch.set_num_threads(1)
    (shape,) = shapes(tiny=True)
    pipe = random_pipeline(shape, "cpu")
    ways: tuple[Callable[..., None], ...] = (bare, as_the_studio_does)
    bare(pipe, shape, _TIMED, "cpu")
    found: tuple[list[Any], list[Any]] = ([], [])
    with _marked(pipe) as marks:
        for turn in range(_ROUNDS):
            for way in (0, 1) if turn % 2 else (1, 0):
                marks.clear()
                gc.collect()
                began = time.process_time()
                ways[way](pipe, shape, _TIMED, "cpu")
                found[way].append(np.diff([began, *marks, time.process_time()]))
    return np.array(found[0]), np.array(found[1])


def _turn_seconds() -> float:
    """Of the processor, for one change of turns there and back: the least of some rounds."""

    def call(turns: Turns[int]) -> None:
        for number in range(_TURNS):
            turns.say(number)

    def round_trip() -> float:
        began = time.process_time()
        for _ in in_turns(call, StopToken()):
            pass
        return (time.process_time() - began) / _TURNS

    return min(round_trip() for _ in range(_ROUNDS))


@contextmanager
def _marked(pipe: Any) -> Generator[list[float]]:
    """The processor's time at every step of the scheduler."""
    marks: list[float] = []
    kind: Any = pipe.scheduler.__class__
    step = kind.step

    def marking(self: Any, *inputs: Any, **named: Any) -> Any:
        marks.append(time.process_time())
        return step(self, *inputs, **named)

    kind.step = marking
    try:
        yield marks
    finally:
        kind.step = step


def part_of_the_studio(theirs: NDArray[np.float64], ours: NDArray[np.float64]) -> float:
    """How much more ours takes than theirs, in hundredths; both (runs, pieces) seconds."""
    return float(ours.min(0).sum() / theirs.min(0).sum() - 1) * 100


def uncertainty(theirs: NDArray[np.float64], ours: NDArray[np.float64]) -> float:
    """By the bootstrap over rounds (Efron 1979)."""
    dice = np.random.default_rng(0)
    drawn = [dice.integers(0, _ROUNDS, _ROUNDS) for _ in range(_RESAMPLED)]
    low, high = np.percentile([part_of_the_studio(theirs[rows], ours[rows]) for rows in drawn], [2.5, 97.5])
    return float(high - low) / 2


def _peaks() -> dict[str, list[float]]:
    """The most memory of processes that paint in either way, bytes."""
    found: dict[str, list[float]] = {"bare": [], "studio": []}
    for _ in range(_PROCESSES):
        for way, peaks in found.items():
            command = [sys.executable, "-m", "studio.bench.overhead", way]
            told = subprocess.run(command, cwd=ROOT.parent, check=True, capture_output=True, text=True)
            peaks.append(float(told.stdout.split()[-1]))
    return found


def peak_while_painting(way: str) -> float:
    """The most memory that this process has while it paints once, bytes."""
    import torch

    torch.set_num_threads(1)
    (shape,) = shapes(tiny=True)
    pipe = random_pipeline(shape, "cpu")
    _forget_peak()
    (bare if way == "bare" else as_the_studio_does)(pipe, shape, _WEIGHED, "cpu")
    return peak_memory()


def _forget_peak() -> None:
    """Count the peak of memory from now on. Source: proc(5), clear_refs."""
    if sys.platform == "linux":
        (_SELF / "clear_refs").write_text("5")


def peak_memory() -> float:
    """The most memory that this process ever had, or since it was last forgotten, bytes."""
    if sys.platform == "linux":
        lines = (_SELF / "status").read_text("ascii").splitlines()
        return next(float(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    import resource as system

    return float(system.getrusage(system.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.stdout.write(f"{peak_while_painting(sys.argv[1])}\n")
