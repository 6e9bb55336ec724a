"""A window painted in one round, or in several: everything first, then each person at their own place (``apart``)."""

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from studio.engine.painters.diffusion.apart import Part, of_nobody, of_one, told_apart
from studio.engine.painters.diffusion.attempt import Attempt
from studio.engine.painters.diffusion.calls import Call, Caller
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, kept_again
from studio.engine.painters.diffusion.dialects.choosing import REGIONAL
from studio.engine.painters.diffusion.matching import corrected, matched
from studio.engine.painters.diffusion.unfinished import Done
from studio.engine.painters.diffusion.windows import Window
from studio.engine.painters.painter import Working
from studio.engine.stop import StopToken


class Rounds:
    """Paints windows of one attempt. apart: people are told apart wherever two are seen."""

    def __init__(self, caller: Caller, attempt: Attempt, apart: bool) -> None:
        self._caller = caller
        self._attempt = attempt
        self._apart = apart
        self.names: list[str] = []
        """What the work of each call is called, in the order they were painted."""

    def painted(
        self, number: int, window: Window, told: Conditions, of: str, stop: StopToken
    ) -> Generator[Working, None, Done]:
        """One window: its pictures (its own frames only), the last latents, and its sound."""
        parts = self._parts(window)
        if not parts:
            return (yield from self._round(Call(f"{number}", of, told), window, stop))
        references = self._attempt.telling.references
        if self._caller.model.opening.entry.pipeline in REGIONAL:
            apart = told_apart(told, parts, references)
            return (yield from self._round(Call(f"{number}", of, apart), window, stop))
        first = yield from self._round(Call(f"{number}", of, of_nobody(told, references)), window, stop)
        pictures = first.pictures
        for part in parts:
            around = _as_long(first.pictures, window)
            prompt = self._attempt.telling.prompts.get(part.who, self._attempt.telling.prompt)
            theirs = of_one(told, part, around, references[part.who], prompt)
            own = yield from self._round(Call(f"{number}-{part.who}", of, theirs), window, stop)
            pictures = np.where(theirs.repaint[: window.frames, ..., None], own.pictures, pictures)
        return replace(first, pictures=pictures)

    def _parts(self, window: Window) -> tuple[Part, ...]:
        """The people to paint apart."""
        if not self._apart:
            return ()
        return self._attempt.drawn.people(window, self._attempt.telling.references)

    def _round(self, call: Call, window: Window, stop: StopToken) -> Generator[Working, None, Done]:
        """One call, its colours brought to those of what is painted over, and what was to stay as it was."""
        attempt = self._attempt
        self.names.append(call.name)
        kept = attempt.unfinished.window(call.name, call.of)
        if kept is None:
            painted = yield from self._caller.painted(attempt, call, stop)
            kept = replace(painted, pictures=self._settled(painted.pictures, window, call.conditions))
            attempt.unfinished.keep_window(call.name, call.of, kept)
        attempt.count.done = len(self.names) * (attempt.setting.steps + 1)
        return kept

    def _settled(self, pictures: Pictures, window: Window, told: Conditions) -> Pictures:
        own, matches = slice(0, window.frames), self._attempt.matches
        if matches is None:
            return corrected(pictures[own], told.kept[own], ~told.repaint[own])
        same = matched(pictures[own], self._attempt.drawn.colour[window.first : window.last], matches)
        return kept_again(same, replace(told, repaint=told.repaint[own], kept=told.kept[own]))


def _as_long(pictures: Pictures, window: Window) -> Pictures:
    """A window's own frames as the model paints them, the last one again where it paints more."""
    return pictures[window.painted - window.first]
