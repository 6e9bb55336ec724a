"""One try at a shot with the means there are, and how far it is."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TypeVar

from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.heard import Sound
from studio.engine.painters.diffusion.previews import Factors
from studio.engine.painters.diffusion.shot import Drawn, Layout, Telling
from studio.engine.painters.diffusion.unfinished import Unfinished
from studio.engine.painters.painter import Working

Result = TypeVar("Result")


@dataclass(eq=False)
class Count:
    """How many steps are done, of how many, and of what."""

    total: int
    done: int = 0

    def word(self, what: str, note: str = "", preview: Pictures | None = None) -> Working:
        """What there is to say now."""
        return Working(min(self.done, self.total), max(1, self.total), what, note, preview)


@dataclass(frozen=True, eq=False)
class Attempt:
    """One try at a shot with the means there are.

    what: is painted, in words, "" the shot. matches: how far its colours are brought back to those of what is painted
    over, 0 not at all to 1 wholly; None so far that what is known comes out as it is. factors: what shows latents as
    colours, once it was fitted. sounds: what its windows sound like, where they do.
    """

    layout: Layout
    drawn: Drawn
    telling: Telling
    setting: Setting
    unfinished: Unfinished
    count: Count
    matches: float | None = 1.0
    what: str = ""
    factors: list[Factors] = field(default_factory=list[Factors])
    sounds: list[Sound] = field(default_factory=list[Sound])

    def painting(self, step: int, steps: int) -> str:
        """Where a call is, in words."""
        return f"painting{' ' if self.what else ''}{self.what}, step {step} of {steps}"


def told(steps: Generator[Working | None, None, Result], count: Count) -> Generator[Working, None, Result]:
    """The same steps; a breath says again how far it is."""
    while True:
        try:
            word = next(steps)
        except StopIteration as end:
            return end.value
        yield word or count.word("painting")
