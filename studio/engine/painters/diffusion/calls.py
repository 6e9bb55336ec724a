"""One call of the model: the words encoded, the networks opened as far as needed, one window painted and watched."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studio.cameo.sealing import Seal
from studio.engine.painters.catalogue import Setting
from studio.engine.painters.diffusion.attempt import Attempt, told
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.conditioning import Conditions
from studio.engine.painters.diffusion.denoising import Interval, Step
from studio.engine.painters.diffusion.heard import Sound
from studio.engine.painters.diffusion.model import Model, Report
from studio.engine.painters.diffusion.previews import Factors, fitted
from studio.engine.painters.diffusion.snapshots import Draft
from studio.engine.painters.diffusion.turns import Turns, in_turns
from studio.engine.painters.diffusion.unfinished import Done, Keeping, draft_latents
from studio.engine.painters.diffusion.words import Prompt
from studio.engine.painters.painter import Working
from studio.engine.stop import StopToken
from studio.errors import Stopped

_WORDS_FOLDER: Final = "words"


@dataclass(frozen=True, eq=False)
class Call:
    """One window to paint. name: what its work is called on disk; of: the very thing it is work on."""

    name: str
    of: str
    conditions: Conditions


class Caller:
    """Calls one model as the artist chose. Each call has a thread, which takes turns with the engine thread."""

    def __init__(self, model: Model, choices: Choices) -> None:
        self.model = model
        self._choices = choices

    def painted(self, attempt: Attempt, call: Call, stop: StopToken) -> Generator[Working, None, Done]:
        """What a call paints."""
        return (yield from told(in_turns(lambda turns: self._paint(attempt, call, turns), stop), attempt.count))

    def encoded(self, attempt: Attempt, prompts: Sequence[Prompt], stop: StopToken) -> Generator[Working, None, None]:
        """See that the words of every call are encoded, while the text encoder is open."""

        def encode(turns: Turns[Working]) -> None:
            turns.say(attempt.count.word("reading the words"))
            self.model.read(prompts, attempt.setting, _words_folder(attempt), _breathing(turns))

        yield from told(in_turns(encode, stop), attempt.count)

    # --- on the call's thread -----------------------------------------------------------------------
    def _paint(self, attempt: Attempt, call: Call, turns: Turns[Working]) -> Done:
        """Open the model as far as needed, and paint one window."""
        count, setting, conditions = attempt.count, attempt.setting, call.conditions
        report = _breathing(turns)
        turns.say(count.word("opening the model"))
        prompt = Prompt(conditions.words, conditions.avoid)
        words = self.model.words(prompt, setting, _words_folder(attempt), report)
        pipe = self.model.pipe(report)
        factors = self._factors(attempt, pipe) if self._choices.previews else None
        first, previews = count.done, Interval(self._choices.preview_every_s)

        def after(step: Step) -> None:
            count.done = first + step.done
            what = attempt.painting(step.done, step.steps)
            if factors is not None and previews.due():
                plain = self.model.dialect.plain(pipe, step.latents, conditions)
                turns.say(count.word(what, preview=factors.shown(plain)))
            elif step.done in (1, step.steps) or turns.due:
                turns.say(count.word(what))

        resumes, heard = self.model.dialect.resumes, list[Sound]()
        keeping = Keeping(
            turns.breathe,
            after,
            lambda snapshot: attempt.unfinished.keep_step(call.name, call.of, snapshot) if resumes else None,
            Interval(self._choices.save_every_s),
        )
        resume = attempt.unfinished.step(call.name, call.of, self.model.device) if resumes else None
        resume = resume or self._draft(call, setting, pipe, attempt.unfinished.seal)
        hear = heard.append if self._choices.sound else None
        try:
            pictures, latents = self.model.paint(conditions, words, setting, keeping, report, resume, hear)
        except Stopped:
            keeping.keep_last()
            raise
        return Done(pictures, latents, heard[-1] if heard else None)

    def _draft(self, call: Call, setting: Setting, pipe: Any, seal: Seal | None) -> Draft | None:
        """What a window begins from, if the artist wants that: a draft that is promoted, or what is painted over."""
        conditions = call.conditions
        if self._choices.promotes is not None:
            latents = draft_latents(self._choices.promotes, call.name, seal)
            return Draft(_step(setting, self._choices.anew), latents, conditions.seed)
        if conditions.strength >= 1 or conditions.under is None:
            return None
        latents = self.model.dialect.begun(pipe, conditions)
        return None if latents is None else Draft(_step(setting, conditions.strength), latents, conditions.seed)

    def _factors(self, attempt: Attempt, pipe: Any) -> Factors:
        if not attempt.factors:
            entry = self.model.opening.entry
            attempt.factors.append(
                fitted(lambda one: self.model.dialect.coded(pipe, one), attempt.drawn.colour,
                       entry.frame_rule, entry.size_multiple)
            )  # fmt: skip
        return attempt.factors[0]


def _words_folder(attempt: Attempt) -> Path | None:
    folder = attempt.unfinished.folder
    return folder.parent / _WORDS_FOLDER if folder else None


def _step(setting: Setting, anew: float) -> int:
    """After which step a painting begins of which so much is painted anew; one at least is always painted."""
    return min(setting.steps - 1, max(1, round(setting.steps * (1 - anew))))


def _breathing(turns: Turns[Working]) -> Report:
    def report(_done: int, _total: int, _part: str) -> None:
        turns.breathe()

    return report
