"""The diffusion painter: what the cel painter draws of a shot, painted over by a model.

    Performance --cel--> colour, control --windows--> painted frames --flow--> every frame of the film, at its size

Drawing happens on the engine thread, everything of the model in a call of its own that takes turns with it (``turns``).
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from studio.engine.painters.catalogue import Conditioning, PainterEntry, Setting
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.cel.painting import Painting
from studio.engine.painters.diffusion.choices import Choices, Control
from studio.engine.painters.diffusion.conditioning import PASSES, Pictures, control_video, kept_again
from studio.engine.painters.diffusion.denoising import Interval, Step
from studio.engine.painters.diffusion.fingerprint import model_fingerprint
from studio.engine.painters.diffusion.identities import with_identities
from studio.engine.painters.diffusion.keyframes import keyframe
from studio.engine.painters.diffusion.ladder import climbed, is_device_lost, is_out_of_memory, let_go
from studio.engine.painters.diffusion.matching import matched
from studio.engine.painters.diffusion.model import Model, Opening
from studio.engine.painters.diffusion.previews import Factors, fitted
from studio.engine.painters.diffusion.references import Sheets, cast_references
from studio.engine.painters.diffusion.returning import Neighbour, at_film_size, between
from studio.engine.painters.diffusion.scoring import NEEDED, score
from studio.engine.painters.diffusion.shot import Drawn, Layout, Telling, conditions_of, identity, lay_out, reduced
from studio.engine.painters.diffusion.snapshots import Draft
from studio.engine.painters.diffusion.turns import Turns, in_turns
from studio.engine.painters.diffusion.unfinished import Keeping, Unfinished, draft_latents
from studio.engine.painters.diffusion.windows import Window, joined
from studio.engine.painters.diffusion.words import prompt_of
from studio.engine.painters.footage.painter import FootagePainting
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Pass, Working
from studio.engine.painters.still.painting import StillPainting
from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit, Stopped

Opened: TypeAlias = Painting | StillPainting | FootagePainting
Result = TypeVar("Result")

REVISION: Final = "1"
_WORDS_FOLDER: Final = "words"
_LOOKED_AT: Final = 8
"""How many frames a score is measured on, about."""
_TRUTH: Final = frozenset({Pass.ID, Pass.DEPTH})
_ATTEMPT_SEEDS: Final = 1009
"""How far apart the seeds of two tries at one shot lie; a shot's windows count up from its own."""


@dataclass(eq=False)
class _Count:
    """How many steps are done, of how many, and of what."""

    total: int
    done: int = 0

    def word(self, what: str, note: str = "", preview: Pictures | None = None) -> Working:
        return Working(min(self.done, self.total), self.total, what, note, preview)


@dataclass(frozen=True, eq=False)
class _Attempt:
    """One try at a shot with the means there are."""

    layout: Layout
    drawn: Drawn
    telling: Telling
    setting: Setting
    unfinished: Unfinished
    count: _Count
    factors: list[Factors] = field(default_factory=list[Factors])


class DiffusionPainter:
    """A ``Painter``. Opens its model when it first paints, and keeps it until it is closed.

    cel: who draws what is painted over; belongs to the same thread. owns: the same, where it is closed with this one.
    keyframes: who paints the first frame of each shot, to be closed with this one too.
    """

    def __init__(
        self,
        entry: PainterEntry,
        folder: Path,
        cel: CelPainter,
        choices: Choices | None = None,
        owns: CelPainter | None = None,
        keyframes: "DiffusionPainter | None" = None,
    ) -> None:
        self.entry = entry
        self._keyframes = keyframes
        self._owns = owns
        self.choices = choices or Choices()
        self._cel = cel
        self._sheets = Sheets()
        self._fingerprint = model_fingerprint(folder)
        self.model = Model(Opening(entry, folder, self._fingerprint, self.choices.device, self.choices.loras))

    @property
    def name(self) -> str:
        """As the catalogue has it."""
        return self.entry.name

    @property
    def cel(self) -> CelPainter:
        """Who draws what is painted over."""
        return self._cel

    @property
    def setting(self) -> Setting:
        """How it paints."""
        return self.choices.setting or self.entry.at(self.choices.dial)

    @property
    def control(self) -> Control:
        """What its control is made of."""
        return self.choices.control or Control(self.entry.control)

    @property
    def revision(self) -> str:
        """Of this code, of the model's files, and of all that was chosen."""
        choices = self.choices
        loras = " ".join(f"{one.path.name}:{one.path.stat().st_size}:{one.strength:g}" for one in choices.loras)
        how = f"{self.setting} {self.control.value} {choices.scale:g} {loras}"
        draft = f" {choices.promotes.name} {choices.anew:g}" if choices.promotes else ""
        anchored = f" after {self._keyframes.name} {self._keyframes.revision}" if self._keyframes else ""
        return f"{REVISION} {self._fingerprint} {how}{draft}{anchored}"

    @property
    def reads_words(self) -> bool:
        """It does."""
        return True

    def paint(self, performance: Performance, order: PaintOrder, stop: StopToken) -> Iterator[PaintedFrame | Working]:
        """See ``Painter.paint``. Paints the whole shot, whichever of its frames are asked for.

        Raises:
            MissingResource: the model cannot be opened. DeviceLimit: neither memory nor the ladder holds it, or the
            card was lost. Stopped: the token was set; what was done is kept in the order's folder.
        """
        with self.model.alone():
            layout, pictures = yield from self._within_memory(performance, order, stop)
            yield from self._returned(performance, order, layout, pictures, stop)

    def rest(self) -> None:
        """Give the graphics card back; the next painting opens the model again."""
        self.model.put_away()

    def close(self) -> None:
        """Give everything back."""
        self.model.put_away()
        if self._keyframes is not None:
            self._keyframes.close()
        if self._owns is not None:
            self._owns.close()

    # --- a shot, with the means there are -----------------------------------------------------------
    def _within_memory(
        self, performance: Performance, order: PaintOrder, stop: StopToken
    ) -> Generator[Working, None, tuple[Layout, Pictures]]:
        """The shot painted, climbing down the ladder as often as memory is short."""
        attempt: _Attempt | None = None
        while True:
            try:
                layout = lay_out(performance, order.size, self.entry, self.setting, self.model.means)
                if attempt is None or attempt.layout != layout:
                    attempt = yield from self._prepared(performance, order, layout, stop)
                pictures = yield from self._windows(attempt, stop)
                yield _scored(attempt, pictures)
            except (RuntimeError, MemoryError) as fault:
                note = self._less(fault)
                yield Working(0, 1, note, note)
            else:
                return attempt.layout, pictures

    def _less(self, fault: BaseException) -> str:
        """Give something up for want of memory; what, in a sentence."""
        if is_device_lost(fault):
            self.model.put_away()
            raise DeviceLimit(
                "The graphics card stopped answering while it painted.",
                "Your film and what was painted so far are safe. Start Tsuzuki again, then paint on.",
            ) from fault
        if not is_out_of_memory(fault):
            raise fault
        let_go(fault)
        means, note = climbed(self.model.means, self.entry.title)
        if means.offloaded != self.model.means.offloaded or means.eight_bit != self.model.means.eight_bit:
            self.model.put_away()
        self.model.use(means)
        return note

    def _prepared(
        self, performance: Performance, order: PaintOrder, layout: Layout, stop: StopToken
    ) -> Generator[Working, None, _Attempt]:
        """All that the windows are painted from."""
        setting = self.setting
        count = _Count(len(layout.windows) * (setting.steps + 1))
        drawn = yield from self._drawn(performance, layout, count, stop)
        sheets = Conditioning.REFERENCES in self.entry.conditioning and performance.filmed is None
        drawings = cast_references(performance, self._sheets, self._cel, layout.size) if sheets else {}
        references = with_identities(drawings, performance.cleared)
        seed = (performance.seed + order.brief.attempt * _ATTEMPT_SEEDS) % 2**31
        prompt = prompt_of(order.brief, self.entry)
        telling = Telling(prompt, seed, references, scale=self.choices.scale)
        if self._keyframes is not None and drawn.truth:
            anchor = yield from self._keyframes.first_frame(drawn, telling, order, count, stop)
            telling = replace(telling, anchor=anchor)
        return _Attempt(layout, drawn, telling, setting, Unfinished(order.unfinished), count)

    def first_frame(
        self, drawn: Drawn, telling: Telling, order: PaintOrder, count: _Count, stop: StopToken
    ) -> Generator[Working, None, Pictures]:
        """The first frame of a shot, painted for another painter; then the card is given back to that one."""
        mine = replace(telling, prompt=prompt_of(order.brief, self.entry))
        with self.model.alone():
            picture = yield from _told(keyframe(self.model, self.setting, drawn, mine, stop), count)
        if self.model.device != "cpu":
            self.rest()
        return picture

    def _drawn(
        self, performance: Performance, layout: Layout, count: _Count, stop: StopToken
    ) -> Generator[Working, None, Drawn]:
        """The frames to paint, as the cel painter draws them."""
        still = performance.filmed is not None
        control = Control.GREY if still else self.control
        painting = self._cel.open(performance, layout.size)
        wanted = PASSES[control]
        looked_at = () if still else range(0, len(layout.frames), max(1, len(layout.frames) // _LOOKED_AT))
        frames: list[PaintedFrame] = []
        for number, index in enumerate(layout.frames):
            stop.check()
            frames.append(_frame(painting, index, wanted | NEEDED if number in looked_at else wanted))
            yield count.word("drawing what is painted over")
        truth = {number: replace(frames[number], depth=None, pose=None) for number in looked_at}
        return Drawn(reduced(frames), control_video(frames, control), truth)

    def _windows(self, attempt: _Attempt, stop: StopToken) -> Generator[Working, None, Pictures]:
        """Every window painted, its colours brought to the cel picture's, and all of them joined."""
        painted: list[Pictures] = []
        for number, window in enumerate(attempt.layout.windows):
            before = painted[-1] if window.shared else None
            pictures = yield from self._window(attempt, number, window, before, stop)
            painted.append(pictures)
            attempt.count.done = (number + 1) * (attempt.setting.steps + 1)
        attempt.unfinished.keep_latents(len(painted))
        return joined(attempt.layout.windows, painted)

    def _window(
        self, attempt: _Attempt, number: int, window: Window, before: Pictures | None, stop: StopToken
    ) -> Generator[Working, None, Pictures]:
        of = identity(self.revision, attempt.telling, attempt.layout, window, self.model.means)
        found = attempt.unfinished.window(number, of)
        if found is not None:
            return found[0]
        conditions = conditions_of(window, attempt.drawn, before, attempt.telling, self.entry)

        def call(turns: Turns[Working]) -> tuple[Pictures, Any]:
            return self._call(attempt, number, of, conditions, turns)

        pictures, latents = yield from _told(in_turns(call, stop), attempt.count)
        colour = attempt.drawn.colour[window.first : window.last]
        same = matched(pictures[: window.frames], colour)
        short = replace(conditions, repaint=conditions.repaint[: window.frames], kept=conditions.kept[: window.frames])
        done = kept_again(same, short)
        attempt.unfinished.keep_window(number, of, done, latents)
        return done

    # --- on the call's thread -----------------------------------------------------------------------
    def _call(
        self, attempt: _Attempt, number: int, of: str, conditions: Any, turns: Turns[Working]
    ) -> tuple[Pictures, Any]:
        """Open the model as far as needed, and paint one window."""
        count, setting = attempt.count, attempt.setting

        def report(done: int, total: int, part: str) -> None:
            del done, total
            turns.breathe()
            del part

        turns.say(count.word("opening the model"))
        folder = attempt.unfinished.folder
        kept_in = folder.parent / _WORDS_FOLDER if folder else None
        words = self.model.words(attempt.telling.prompt, setting, kept_in, report)
        pipe = self.model.pipe(report)
        if self.choices.previews and not attempt.factors and (made := fitted(pipe.vae, attempt.drawn.colour)):
            attempt.factors.append(made)
        first, previews = count.done, Interval(self.choices.preview_every_s)

        def told(step: Step) -> None:
            count.done = first + step.done
            what = f"painting, step {step.done} of {step.steps}"
            if previews.due():
                turns.say(count.word(what, preview=self._preview(attempt, conditions.frames, step)))
            elif turns.due:
                turns.say(count.word(what))

        resumes = self.model.dialect.resumes
        keeping = Keeping(
            turns.breathe,
            told,
            lambda snapshot: attempt.unfinished.keep_step(number, of, snapshot) if resumes else None,
            Interval(self.choices.save_every_s),
        )
        resume = attempt.unfinished.step(number, of, self.model.device) if resumes else None
        resume = resume or self._draft(number, setting, conditions.seed)
        try:
            return self.model.paint(conditions, words, setting, keeping, report, resume)
        except Stopped:
            keeping.keep_last()
            raise

    def _draft(self, number: int, setting: Setting, seed: int) -> Draft | None:
        """What a window is promoted from, if the artist wants that."""
        if self.choices.promotes is None:
            return None
        step = min(setting.steps - 1, max(1, round(setting.steps * (1 - self.choices.anew))))
        return Draft(step, draft_latents(self.choices.promotes, number), seed)

    def _preview(self, attempt: _Attempt, frames: int, step: Step) -> Pictures | None:
        if not attempt.factors:
            return None
        return attempt.factors[0].shown(step.latents, (frames - 1) // self.entry.frame_rule.step + 1)

    # --- back to the film ---------------------------------------------------------------------------
    def _returned(
        self, performance: Performance, order: PaintOrder, layout: Layout, pictures: Pictures, stop: StopToken
    ) -> Iterator[PaintedFrame]:
        """Every frame that the order chooses, at the film's size, with the passes it asks for."""
        small = self._cel.open(performance, layout.size)
        passes = order.passes - {Pass.COLOUR}
        whole = self._cel.open(performance, order.size) if passes else None
        place = {frame: number for number, frame in enumerate(layout.frames)}
        for index in order.chosen(performance.frames):
            stop.check()
            if index in place:
                picture = pictures[place[index]]
            elif performance.filmed is not None:
                picture = pictures[place[index - 1]]
            else:
                picture = _between(small, index, pictures, place)
            frame = PaintedFrame(index, at_film_size(picture, order.size))
            if whole is not None:
                frame = replace(_frame(whole, index, passes), colour=frame.colour)
            yield frame


def _scored(attempt: _Attempt, pictures: Pictures) -> Working:
    truth = attempt.drawn.truth
    told = score(pictures[list(truth)], list(truth.values())).told() if truth else None
    return replace(attempt.count.word("looking it over"), score=told)


def _between(painting: Opened, index: int, pictures: Pictures, place: dict[int, int]) -> Pictures:
    here = _frame(painting, index, _TRUTH | {Pass.FLOW})
    sides = [Neighbour(pictures[place[frame]], _frame(painting, frame, _TRUTH), 1) for frame in (index - 1, index + 1)]
    return between(here, *sides)


def _frame(painting: Opened, index: int, passes: frozenset[Pass]) -> PaintedFrame:
    if isinstance(painting, Painting):
        return painting.frame(index, Effects.all(), passes)
    return painting.frame(index, passes=passes)


def _told(steps: Generator[Working | None, None, Result], count: _Count) -> Generator[Working, None, Result]:
    """The same steps; a breath says again how far it is."""
    while True:
        try:
            word = next(steps)
        except StopIteration as end:
            return end.value
        yield word or count.word("painting")
