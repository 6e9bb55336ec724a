"""Diffusion painters: how fast they are here, what each way of saving memory costs, and what the studio adds.

Weights are random, so nothing is fetched; a network's speed does not depend on what it has learnt.
"""

import gc
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any, Final

from studio.bench import Machine
from studio.bench.figures import Figure
from studio.bench.overhead import overhead, peak_memory
from studio.bench.painter_calls import as_the_studio_does
from studio.bench.painter_models import ModelShape, random_pipeline, shapes
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.caching import REFRESH
from studio.engine.painters.diffusion.cards import measured_card
from studio.engine.painters.diffusion.engaging import fit, hurry
from studio.engine.painters.diffusion.ladder import Means, Storage, is_out_of_memory, let_go
from studio.engine.painters.diffusion.levers import NATIVE, Card, Pace
from studio.engine.painters.diffusion.libraries import libraries
from studio.errors import DeviceLimit

_STEPS: Final = 8
_RATE: Final = 12.0
"""Painted frames a second of film: a film of 24 frames is painted on twos."""
_GB: Final = 1e9
_USUAL_STEPS: Final = 25


@dataclass(frozen=True)
class _Lever:
    """A way of saving memory, or time."""

    name: str
    means: Means = field(default_factory=Means)
    pace: Pace = field(default_factory=Pace)


def measure(machine: Machine) -> list[Figure]:
    """The card, the table of every model, size and lever, then the studio's own part.

    Raises:
        DeviceLimit: there is no such device.
    """
    libraries()
    _check(machine.device)
    card = measured_card(machine.device)
    figures = list(_card_told(card))
    for shape in shapes(tiny=machine.tiny or machine.device == "cpu"):
        for lever in _levers(card):
            figures += _tried(shape, lever, machine.device)
    return [*figures, *overhead()]


def _check(device: str) -> None:
    import torch

    if device.startswith("cuda") and not torch.cuda.is_available():
        raise DeviceLimit("There is no graphics card here that torch can use.", "Measure with --device cpu --tiny.")


def _levers(card: Card) -> tuple[_Lever, ...]:
    """Each lever on its own, and those together that belong together; the ones that this machine has."""
    others = tuple(_Lever(f"attention by {name}", pace=Pace(name)) for name, _ in card.attention if name != NATIVE)
    compiled = (_Lever("compiled blocks", pace=Pace(compiled=True)),) if card.compiles else ()
    integers = (_Lever("8-bit integers", Means(storage=Storage.INT8)),) if card.integers else ()
    return (
        _Lever("whole"),
        _Lever("VAE in tiles", Means(tiled=True)),
        _Lever("blocks by group", Means(True, offloaded=True)),
        _Lever("8-bit floats", Means(storage=Storage.FP8)),
        *integers,
        _Lever("blocks by group, 8-bit floats", Means(True, True, Storage.FP8)),
        _Lever("cache of steps 0.05", pace=Pace(cache=0.05)),
        _Lever("cache of steps 0.1", pace=Pace(cache=0.1)),
        *compiled,
        *others,
    )


def _card_told(card: Card) -> Iterator[Figure]:
    yield Figure(f"{card.name}: products of matrices", card.tflops, "Tflop/s")
    if card.kind != "cpu":
        yield Figure("its memory", card.memory_gb, "GB")
        yield Figure("copying to it", card.copy_gbps, "GB/s")
    for name, seconds in card.attention:
        yield Figure(f"attention by {name}", seconds * 1000, "ms")


def _tried(shape: ModelShape, lever: _Lever, device: str) -> list[Figure]:
    """The figures of a lever, or that the card does not hold the model so."""
    found: list[Figure] = []
    try:
        found.extend(_measured(shape, lever, device))
    except RuntimeError as fault:
        if not is_out_of_memory(fault):
            raise
        let_go(fault)
        found.append(Figure(f"{shape.name}, {lever.name}: does not fit into memory", 0.0, ""))
    return found


def _measured(shape: ModelShape, lever: _Lever, device: str) -> Iterator[Figure]:
    began = time.perf_counter()
    pipe = random_pipeline(shape, "cpu" if lever.means.offloaded else device, device)
    fit(pipe, ("transformer",), lever.means, device)
    hurry(pipe, ("transformer",), lever.pace)
    what = f"{shape.name}, {lever.name}"
    yield Figure(f"{what}: ready", time.perf_counter() - began, "s")
    refresh = REFRESH if lever.pace.cache else 0
    for width, height, frames in shape.sizes:
        setting = Setting(width, height, frames, _STEPS, 5.0)
        where = f"{what}, {width}x{height}x{frames}"
        with _peak(device) as peak:
            whole, steps = _painted(pipe, shape, setting, device, refresh)
        yield Figure(f"{where}: step", steps, "s")
        film = (whole + (_USUAL_STEPS - _STEPS) * steps) / (frames / _RATE)
        yield Figure(f"{where}: second of film at {_USUAL_STEPS} steps", film, "s")
        yield Figure(f"{where}: peak memory", peak() / _GB, "GB")
    del pipe
    gc.collect()


def _painted(pipe: Any, shape: ModelShape, setting: Setting, device: str, refresh: int) -> tuple[float, float]:
    """Seconds of all of it, and of one step in the middle: the mean with a cache, whose steps differ."""
    marks: list[float] = []
    began = time.perf_counter()
    as_the_studio_does(pipe, shape, setting, device, lambda _: marks.append(time.perf_counter()), refresh)
    whole = time.perf_counter() - began
    steps = [later - sooner for sooner, later in pairwise(marks)]
    return whole, sum(steps) / len(steps) if refresh else median(steps)


@contextmanager
def _peak(device: str) -> Generator[Callable[[], float]]:
    """The most memory in use inside, bytes: of the card, or of the process where there is none."""
    import torch

    if device.startswith("cuda"):
        torch.cuda.reset_peak_memory_stats()
        yield torch.cuda.max_memory_allocated
        return
    yield peak_memory
