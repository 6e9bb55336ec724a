"""Diffusion painters: how fast they are here, what each way of saving memory costs, and what the studio adds.

Weights are random, so nothing is fetched; a network's speed does not depend on what it has learnt.
"""

import gc
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

from studio.bench import Machine
from studio.bench.figures import Figure, at_most
from studio.bench.painter_models import ModelShape, grey_conditions, random_pipeline, random_words, shapes
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.denoising import Call, Interval, Step, denoise
from studio.engine.painters.diffusion.dialects.choosing import dialect_of
from studio.engine.painters.diffusion.ladder import LADDER, Means, fit
from studio.engine.painters.diffusion.turns import Turns, in_turns
from studio.engine.painters.diffusion.unfinished import Keeping
from studio.engine.stop import StopToken

_STEPS: Final = 4
_OVERHEAD_STEPS: Final = 50
_ROUNDS: Final = 12
_RATE: Final = 12.0
"""Painted frames a second of film: a film of 24 frames is painted on twos."""
_GB: Final = 1e9
_MOST_OVERHEAD: Final = 2.0


@dataclass(frozen=True)
class _Lever:
    """A way of saving memory, or time. ``means`` of the ladder; ``cache`` skips blocks that hardly change anything."""

    name: str
    means: Means
    cache: bool = False


_LEVERS: Final = (
    _Lever("whole", Means()),
    _Lever("VAE in tiles", Means(tiled=True)),
    _Lever("blocks by group", LADDER[2][0]),
    _Lever("8-bit weights", LADDER[3][0]),
    _Lever("first-block cache", Means(), cache=True),
)


def measure(machine: Machine) -> list[Figure]:
    """The table of every model, size and lever, then the studio's own part.

    Raises:
        DeviceLimit: there is no such device.
    """
    figures: list[Figure] = []
    for shape in shapes(tiny=machine.tiny or machine.device == "cpu"):
        for lever in _LEVERS:
            figures += _measured(shape, lever, machine.device)
    (tiny,) = shapes(tiny=True)
    return [*figures, *_overhead(tiny)]


def _measured(shape: ModelShape, lever: _Lever, device: str) -> Iterator[Figure]:
    began = time.perf_counter()
    pipe = random_pipeline(shape, device)
    fit(pipe, ("transformer",), lever.means, device)
    pipe.vae.to(device)
    if lever.cache:
        from diffusers import FirstBlockCacheConfig

        pipe.transformer.enable_cache(FirstBlockCacheConfig(threshold=0.1))
    what = f"{shape.name}, {lever.name}"
    yield Figure(f"{what}: ready", time.perf_counter() - began, "s")
    for width, height, frames in shape.sizes:
        setting = Setting(width, height, frames, _STEPS, 5.0)
        where = f"{what}, {width}x{height}x{frames}"
        with _peak(device) as peak:
            whole, steps = _painted(pipe, shape, setting, device)
        yield Figure(f"{where}: step", steps, "s")
        yield Figure(f"{where}: second of film at 25 steps", (whole + 21 * steps) / (frames / _RATE), "s")
        yield Figure(f"{where}: peak memory", peak() / _GB, "GB")
    del pipe
    gc.collect()


def _painted(pipe: Any, shape: ModelShape, setting: Setting, device: str) -> tuple[float, float]:
    """Seconds of all of it, and of one step."""
    marks: list[float] = []
    began = time.perf_counter()
    _engine(pipe, shape, setting, device, lambda _: marks.append(time.perf_counter()))
    whole = time.perf_counter() - began
    return whole, median(b - a for a, b in pairwise(marks))


def _engine(pipe: Any, shape: ModelShape, setting: Setting, device: str, after: Callable[[int], None]) -> None:
    """Paint as the studio does: in turns, breathing, ready to be stopped, with snapshots in hand."""

    def call(turns: Turns[int]) -> Any:
        def told(step: Step) -> None:
            after(step.done)
            if turns.due:
                turns.say(step.done)

        keeping = Keeping(turns.breathe, told, lambda _snapshot: None, Interval(20.0))
        return denoise(Call(pipe, _arguments(pipe, shape, setting, device), setting.steps, 1), keeping)

    _driven(in_turns(call, StopToken()))


def _bare(pipe: Any, shape: ModelShape, setting: Setting, device: str) -> None:
    """Paint as a script with diffusers does, with the same inputs."""
    import torch

    pipe(**_arguments(pipe, shape, setting, device), generator=torch.Generator("cpu").manual_seed(1))


def _arguments(pipe: Any, shape: ModelShape, setting: Setting, device: str) -> dict[str, Any]:
    told = dialect_of("WanVACEPipeline").arguments(pipe, grey_conditions(setting), setting)
    return {**told, **random_words(shape, device)}


def _overhead(shape: ModelShape) -> Iterator[Figure]:
    """The studio's part of the time and memory of 50 steps of the tiny model, where it weighs most.

    Processor time, as the wall clock also measures what else the machine does; both ways in turn, so that neither has
    the warmer machine; the best of each, as nothing makes work quicker than it is.
    """
    import torch

    torch.set_num_threads(1)
    pipe = random_pipeline(shape, "cpu")
    setting = Setting(64, 48, 9, _OVERHEAD_STEPS, 5.0)
    _bare(pipe, shape, setting, "cpu")
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(_ROUNDS):
        bare.append(_processor_time(lambda: _bare(pipe, shape, setting, "cpu")))
        ours.append(_processor_time(lambda: _engine(pipe, shape, setting, "cpu", lambda _: None)))
    yield at_most("the studio's part of 50 steps", (min(ours) / min(bare) - 1) * 100, "%", _MOST_OVERHEAD)
    held = _held(lambda: _bare(pipe, shape, setting, "cpu"))
    more = _held(lambda: _engine(pipe, shape, setting, "cpu", lambda _: None))
    yield at_most("the studio's part of the memory", (more / held - 1) * 100, "%", _MOST_OVERHEAD)


def _processor_time(work: Callable[[], None]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def _held(work: Callable[[], None]) -> float:
    """Bytes of the process once the work is done."""
    gc.collect()
    work()
    return _resident()


def _driven(steps: Generator[Any, None, Any]) -> None:
    for _ in steps:
        pass


@contextmanager
def _peak(device: str) -> Generator[Callable[[], float]]:
    """The most memory in use inside, bytes: of the card, or of the process where there is none."""
    import torch

    if device.startswith("cuda"):
        torch.cuda.reset_peak_memory_stats()
        yield torch.cuda.max_memory_allocated
        return
    yield _resident


def _resident() -> float:
    import resource as system

    return system.getrusage(system.RUSAGE_SELF).ru_maxrss * 1024.0
