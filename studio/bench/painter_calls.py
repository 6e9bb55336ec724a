"""One painting of a random Wan VACE, called as a script with diffusers calls it, and as the studio does."""

from collections.abc import Callable, Generator
from typing import Any

from studio.bench.painter_models import ModelShape, grey_conditions, random_words
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.denoising import Call, Interval, Step, denoise
from studio.engine.painters.diffusion.dialects.choosing import dialect_of
from studio.engine.painters.diffusion.turns import Turns, in_turns
from studio.engine.painters.diffusion.unfinished import Keeping
from studio.engine.stop import StopToken


def nothing(_step: Step) -> None:
    """Take no notice of a step."""


def as_the_studio_does(
    pipe: Any, shape: ModelShape, setting: Setting, device: str, after: Callable[[Step], None] = nothing,
    refresh: int = 0,
) -> None:  # fmt: skip
    """In turns, breathing, ready to be stopped, with snapshots in hand. refresh: of a cache, see ``denoising.Call``."""

    def call(turns: Turns[int]) -> Any:
        def told(step: Step) -> None:
            after(step)
            if turns.due:
                turns.say(step.done)

        keeping = Keeping(turns.breathe, told, lambda _snapshot: None, Interval(20.0))
        arguments = _arguments(pipe, shape, setting, device)
        return denoise(Call(pipe, arguments, setting.steps, 1, refresh=refresh), keeping)

    _driven(in_turns(call, StopToken()))


def bare(pipe: Any, shape: ModelShape, setting: Setting, device: str) -> None:
    """With the same inputs, and nothing around them."""
    import torch

    pipe(**_arguments(pipe, shape, setting, device), generator=torch.Generator("cpu").manual_seed(1))


def _arguments(pipe: Any, shape: ModelShape, setting: Setting, device: str) -> dict[str, Any]:
    told = dialect_of("WanVACEPipeline").arguments(pipe, grey_conditions(setting), setting)
    return {**told, **random_words(shape, device)}


def _driven(steps: Generator[Any, None, Any]) -> None:
    for _ in steps:
        pass
