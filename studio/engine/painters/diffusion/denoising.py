"""One call of a pipeline, made stoppable, resumable and watched, without changing what it paints.

- Before every block of every network the call breathes: it looks whether it is stopped, and gives its turn back. So a
  cancel takes one block, and the next call finds everything as a fresh one does.
- After every step it can make a snapshot. The disk is written at an interval, and on a stop.
- Taken up again, the call runs as ever, but up to the step of the snapshot neither network nor scheduler does anything;
  then latents, scheduler and dice are as they were. So any pipeline with a callback resumes, whatever its loop is like.
"""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from studio.engine.painters.diffusion.caching import forget
from studio.engine.painters.diffusion.snapshots import Draft, Snapshot, recall, remembered
from studio.errors import InvalidRequest

NETWORKS: Final = ("transformer", "transformer_2", "unet", "controlnet", "text_encoder", "text_encoder_2", "vae")
DENOISERS: Final = ("transformer", "transformer_2", "unet")


class Watch(Protocol):
    """Who is told how a call goes. ``Turns`` breathes; see there."""

    def breathe(self) -> None:
        """Before every block; may raise to end the call."""
        ...

    def after_step(self, step: "Step") -> None:
        """After every step; may raise to end the call."""
        ...


@dataclass(frozen=True, eq=False)
class Step:
    """``done`` of ``steps`` steps are, and the latents are as they are.

    resumes: whether a snapshot of here goes on to the bit; with a cache, only where the cache is empty. sparse: whether
    that is only so after some of the steps.
    """

    done: int
    steps: int
    latents: Any
    scheduler: Any
    dice: Any
    resumes: bool = True
    sparse: bool = False

    def snapshot(self) -> Snapshot:
        """All that goes on from here. Made when it is needed: until the next step nothing of it changes."""
        return Snapshot(self.done, self.latents, remembered(self.scheduler), self.dice.get_state())


@dataclass
class _Skip:
    """Up to which step nothing is worked out."""

    until: int = 0
    done: int = 0

    @property
    def skipping(self) -> bool:
        return self.done < self.until


@dataclass(frozen=True, eq=False)
class Call:
    """A pipeline, what it is called with, and where it goes on from (None: the beginning).

    refresh: after how many steps a cache is emptied; 0 there is none.
    """

    pipe: Any
    arguments: dict[str, Any]
    steps: int
    seed: int
    resume: Snapshot | Draft | None = None
    breathing: Sequence[str] = field(default=NETWORKS)
    refresh: int = 0


def denoise(call: Call, watch: Watch) -> Any:
    """Paint; what the pipeline returns."""
    import torch

    dice = torch.Generator("cpu").manual_seed(call.seed)
    skip = _Skip(call.resume.step if call.resume else 0)

    def after_step(pipe: Any, index: int, _time: Any, told: dict[str, Any]) -> dict[str, Any]:
        skip.done = index + 1
        if skip.done < skip.until:
            return {}
        if call.resume is not None and skip.done == skip.until:
            match call.resume:
                case Snapshot():
                    return _as_it_was(pipe, dice, call.resume, told)
                case Draft():
                    return _enlarged(pipe, call.resume, told)
        step = Step(skip.done, call.steps, told["latents"], pipe.scheduler, dice)
        if call.refresh:
            empty = skip.done % call.refresh == 0
            if empty:
                _forget_caches(pipe)
            step = replace(step, resumes=empty, sparse=True)
        watch.after_step(step)
        return {}

    with ExitStack() as around:
        around.callback(call.pipe.maybe_free_model_hooks)
        around.enter_context(_breathing(call, watch.breathe))
        if skip.until:
            around.enter_context(_skipping(call.pipe, skip))
        return call.pipe(
            **call.arguments,
            generator=dice,
            callback_on_step_end=after_step,
            callback_on_step_end_tensor_inputs=["latents"],
        )


def _forget_caches(pipe: Any) -> None:
    for name in DENOISERS:
        if (network := getattr(pipe, name, None)) is not None:
            forget(network)


def _as_it_was(pipe: Any, dice: Any, snapshot: Snapshot, told: dict[str, Any]) -> dict[str, Any]:
    recall(pipe.scheduler, snapshot.scheduler)
    if snapshot.dice is not None:
        dice.set_state(snapshot.dice)
    latents = told["latents"]
    return {"latents": snapshot.latents.to(latents.device, latents.dtype)}


def _enlarged(pipe: Any, draft: Draft, told: dict[str, Any]) -> dict[str, Any]:
    """A draft's latents at this size, with as much noise as belongs to this step of a flow.

    Source: rectified flow, x = (1 - sigma) * clean + sigma * noise (Liu et al. 2022).
    """
    import torch

    latents = told["latents"]
    clean = draft.latents.to(latents.device, torch.float32)
    if clean.ndim != latents.ndim or clean.shape[:-2] != latents.shape[:-2]:
        raise InvalidRequest(
            "The draft was painted in other pieces than this would be.", "Paint it anew instead of promoting it."
        )
    size = latents.shape[-2:]
    flat = clean.reshape(1, -1, *clean.shape[-2:])
    larger = torch.nn.functional.interpolate(flat, size=tuple(size), mode="bicubic", align_corners=False)
    noise = torch.randn(latents.shape, generator=torch.Generator("cpu").manual_seed(draft.seed)).to(latents.device)
    pipe.scheduler._step_index = draft.step
    sigma = pipe.scheduler.sigmas[draft.step].to(latents.device)
    mixed = (1 - sigma) * larger.reshape(latents.shape) + sigma * noise
    return {"latents": mixed.to(latents.dtype)}


def blocks(network: Any) -> list[Any]:
    """The blocks a network goes through one after the other: members of its outermost lists."""
    import torch

    found: list[Any] = []

    def look(module: Any) -> None:
        for child in module.children():
            if isinstance(child, torch.nn.ModuleList):
                found.extend(child)
            else:
                look(child)

    look(network)
    return found


@contextmanager
def _breathing(call: Call, breathe: Callable[[], None]) -> Generator[None]:
    """Breathe before every block. Its call is wrapped, which costs a tenth of what one of torch's hooks does."""
    networks = [found for name in call.breathing if (found := getattr(call.pipe, name, None)) is not None]
    every = [block for network in networks for block in blocks(network)]
    wrapped = [(block, _way_in(block)) for block in every]
    own = [name in vars(block) for block, name in wrapped]
    before = [getattr(block, name) for block, name in wrapped]
    try:
        for (block, name), work in zip(wrapped, before, strict=True):
            setattr(block, name, _after_a_breath(breathe, work))
        yield
    finally:
        for (block, name), work, mine in zip(wrapped, before, own, strict=True):
            setattr(block, name, work) if mine else delattr(block, name)


def _way_in(block: Any) -> str:
    """What is called when a block is: a compiled one never comes to its ``forward``."""
    return "forward" if block._compiled_call_impl is None else "_compiled_call_impl"


def _after_a_breath(breathe: Callable[[], None], work: Callable[..., Any]) -> Callable[..., Any]:
    def breathing(*inputs: Any, **named: Any) -> Any:
        breathe()
        return work(*inputs, **named)

    return breathing


@contextmanager
def _skipping(pipe: Any, skip: _Skip) -> Generator[None]:
    """While skipping, networks give back what they are given, and the scheduler the sample."""
    scheduler = pipe.scheduler
    step = scheduler.step

    def stood(output: Any, when: Any, sample: Any, *rest: Any, **more: Any) -> Any:
        return (sample,) if skip.skipping else step(output, when, sample, *rest, **more)

    denoisers = [found for name in DENOISERS if (found := getattr(pipe, name, None)) is not None]
    forwards = [(network, network.forward, "forward" in vars(network)) for network in denoisers]
    try:
        scheduler.step = stood
        for network, forward, _ in forwards:
            network.forward = _passed_through(network, forward, skip)
        yield
    finally:
        del scheduler.step
        for network, forward, own in forwards:
            if own:
                network.forward = forward
            else:
                del network.forward


def _passed_through(network: Any, forward: Callable[..., Any], skip: _Skip) -> Callable[..., Any]:
    channels = int(network.config.out_channels or network.config.in_channels)

    def stood(*inputs: Any, **named: Any) -> Any:
        if not skip.skipping:
            return forward(*inputs, **named)
        sample = inputs[0] if inputs else named["hidden_states"]
        shown = sample if sample.ndim == _PACKED else sample[:, :channels]
        return (shown, named["audio_hidden_states"]) if "audio_hidden_states" in named else (shown,)

    return stood


_PACKED: Final = 3
"""Dimensions of latents in which a row is one patch with all its channels."""


@dataclass
class Interval:
    """Says when the next time has come: every so many seconds."""

    seconds: float
    last: float = field(default_factory=time.monotonic)

    def due(self) -> bool:
        """Whether it has come; then the next is as far away again."""
        now = time.monotonic()
        if now - self.last < self.seconds:
            return False
        self.last = now
        return True
