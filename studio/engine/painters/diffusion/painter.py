"""The diffusion painter: what the cel painter draws of a shot, or what a clip shows, painted over by a model.

    Performance --source--> colour, control --windows--> painted frames --flow--> every frame of the film, at its size

Drawing happens on the engine thread, everything of the model in a call of its own that takes turns with it (``turns``).
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from studio.cameo.sealing import seal_of
from studio.engine.painters.catalogue import Conditioning, Dial, PainterEntry, Setting
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.apart import prompts_of
from studio.engine.painters.diffusion.attempt import Attempt, Count
from studio.engine.painters.diffusion.calls import Caller
from studio.engine.painters.diffusion.cards import this_card
from studio.engine.painters.diffusion.choices import Choices, Control
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.dialects.choosing import REGIONAL
from studio.engine.painters.diffusion.drawing import Wanted, draw, refuse_what_it_cannot
from studio.engine.painters.diffusion.engaging import is_uncompilable
from studio.engine.painters.diffusion.fingerprint import model_fingerprint
from studio.engine.painters.diffusion.handing_back import handed_back
from studio.engine.painters.diffusion.heard import heard_as_one
from studio.engine.painters.diffusion.identities import with_identities
from studio.engine.painters.diffusion.inventing import Invention, Plan, invented_frames, plan_of
from studio.engine.painters.diffusion.keyframes import keyframe_of
from studio.engine.painters.diffusion.ladder import climbed, is_device_lost, is_out_of_memory, let_go
from studio.engine.painters.diffusion.levers import LeverPlan, levers_for
from studio.engine.painters.diffusion.libraries import arriving
from studio.engine.painters.diffusion.loras import few_step_loras
from studio.engine.painters.diffusion.model import Model, Opening
from studio.engine.painters.diffusion.references import Sheets, references_in
from studio.engine.painters.diffusion.rounds import Rounds
from studio.engine.painters.diffusion.scoring import score
from studio.engine.painters.diffusion.shot import Drawn, Layout, Telling, conditions_of, identity, lay_out
from studio.engine.painters.diffusion.sources import Source, source_of
from studio.engine.painters.diffusion.unfinished import Done, Unfinished, was_apart
from studio.engine.painters.diffusion.windows import Window, joined
from studio.engine.painters.diffusion.words import prompt_of
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Working
from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit

Result = TypeVar("Result")

REVISION: Final = "2"
_ATTEMPT_SEEDS: Final = 1009
"""How far apart the seeds of two tries at one shot lie; a shot's windows count up from its own."""
_OWN_PALETTE: Final = 0.5
"""Of a clip that is painted wholly anew: how much of its colours a new style may leave behind."""


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
        self.plan: LeverPlan | None = None
        self._few = few_step_loras(entry, folder) if _drafts(self.choices) else ()
        loras = (*self._few, *self.choices.loras)
        self.model = Model(Opening(entry, folder, self._fingerprint, self.choices.device, loras))

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
        setting = self.choices.setting or self.entry.at(self.choices.dial)
        few = self.entry.few_steps if self._few else None
        if few is not None:
            setting = structs.replace(setting, steps=few.steps, guidance=1.0)
        if self.choices.strength is None or Conditioning.PICTURE not in self.entry.conditioning:
            return setting
        return structs.replace(setting, strength=self.choices.strength)

    @property
    def control(self) -> Control:
        """What its control is made of."""
        return self.choices.control or Control(self.entry.control)

    @property
    def revision(self) -> str:
        """Of this code, of the model's files, and of all that was chosen."""
        choices = self.choices
        loras = " ".join(
            f"{one.path.name}:{one.path.stat().st_size}:{one.strength:g}" for one in self.model.opening.loras
        )
        how = f"{self.setting} {self.control.value} {choices.scale:g} {choices.apart} {choices.strength} {loras}"
        draft = f" {choices.promotes.name} {choices.anew:g}" if choices.promotes else ""
        anchored = f" after {self._keyframes.name} {self._keyframes.revision}" if self._keyframes else ""
        heard = " heard" if choices.sound and self.entry.sounds else ""
        return f"{REVISION} {self._fingerprint} {how}{draft}{anchored}{heard}"

    @property
    def reads_words(self) -> bool:
        """It does."""
        return True

    def choose(self, choices: Choices) -> None:
        """Paint so from now on, with the networks that are open. See :meth:`opens_alike`."""
        assert self.opens_alike(choices)
        if (choices.dial, choices.setting) != (self.choices.dial, self.choices.setting):
            self.plan = None
        self.choices = choices

    def opens_alike(self, choices: Choices) -> bool:
        """Whether these choices need the same networks as are open: LoRAs, device, no painter of key frames."""
        now = self.choices
        alike = (choices.loras, choices.device, choices.keyframes) == (now.loras, now.device, now.keyframes)
        return alike and not now.keyframes and _drafts(choices) == _drafts(now)

    def paint(self, performance: Performance, order: PaintOrder, stop: StopToken) -> Iterator[PaintedFrame | Working]:
        """See ``Painter.paint``. Paints the whole shot, whichever of its frames are asked for.

        Raises:
            InvalidRequest: this painter cannot do what the order asks. MissingResource: the model cannot be opened.
            DeviceLimit: neither memory nor the ladder holds it, or the card was lost. Stopped: the token was set; what
            was done is kept in the order's folder.
        """
        refuse_what_it_cannot(self.entry, performance, order)
        yield from self._made_ready(stop)
        with self.model.alone():
            attempts: list[Attempt] = []
            pictures = yield from self._within_memory(lambda: self._shot(performance, order, stop, attempts))
            attempt = attempts[-1]
            if self.choices.sound and attempt.sounds:
                yield replace(attempt.count.word("listening"), sound=_heard(attempt, performance.fps))
            yield from handed_back(self._source(performance, order), self._cel, performance, order,
                                attempt.layout, attempt.drawn.followed, pictures, stop)  # fmt: skip

    def invent(self, invention: Invention, stop: StopToken) -> Iterator[PaintedFrame | Working]:
        """Paint a clip that nothing plays: what comes after a picture, before one, or between two.

        Raises:
            InvalidRequest: this painter cannot, or not for so long. The rest as for :meth:`paint`.
        """
        plan_of(invention, self.entry, self.setting)
        yield from self._made_ready(stop)
        with self.model.alone():
            plans: list[Plan] = []
            pictures = yield from self._within_memory(lambda: self._invented(invention, plans, stop))
            yield from invented_frames(invention, plans[-1], pictures, stop)

    def _made_ready(self, stop: StopToken) -> Generator[Working]:
        """The libraries imported, and the levers of this machine chosen."""
        anchoring = self._keyframes.model.classes if self._keyframes is not None else ()
        for _ in arriving((*self.model.classes, *anchoring)):
            stop.check()
            yield Working(0, 1, "loading the libraries")
        if (plan := self._planned()).note:
            yield Working(0, 1, "choosing how to paint", plan.note)

    def _planned(self) -> LeverPlan:
        """The levers for this machine, chosen when first asked for."""
        if self.plan is None:
            card = this_card(self.model.device)
            self.plan = levers_for(card, self.entry, self.choices.dial, self.setting, len(self.model.opening.loras))
            self.model.use(self.plan.means, self.plan.pace)
        return self.plan

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

    # --- with the means there are -------------------------------------------------------------------
    def _within_memory(self, work: Callable[[], Generator[Working, None, Result]]) -> Generator[Working, None, Result]:
        """The work done, climbing down the ladder as often as memory is short."""
        while True:
            try:
                return (yield from work())
            except (RuntimeError, MemoryError) as fault:
                note = self._less(fault)
            yield Working(0, 1, note, note)

    def _less(self, fault: BaseException) -> str:
        """Give something up for want of memory; what, in a sentence."""
        if is_device_lost(fault):
            self.model.put_away()
            raise DeviceLimit(
                "The graphics card stopped answering while it painted.",
                "Your film and what was painted so far are safe. Start Tsuzuki again, then paint on.",
            ) from fault
        if is_uncompilable(fault):
            self.model.use(self.model.means, replace(self.model.pace, compiled=False))
            return "The model's blocks could not be compiled here, and were used as they are."
        if not is_out_of_memory(fault):
            raise fault
        let_go(fault)
        means, note = climbed(self.model.means, self.entry.title)
        self.model.use(means, replace(self.model.pace, compiled=self.model.pace.compiled and not means.offloaded))
        return note

    # --- a shot -------------------------------------------------------------------------------------
    def _shot(
        self, performance: Performance, order: PaintOrder, stop: StopToken, attempts: list[Attempt]
    ) -> Generator[Working, None, Pictures]:
        """The shot painted with the means there are now. attempts: those before, and this one."""
        layout = lay_out(performance, order.size, self.entry, self.setting, self.model.means)
        if not attempts or attempts[-1].layout != layout:
            attempts.append((yield from self._prepared(performance, order, layout, stop)))
        attempt = attempts[-1]
        pictures = yield from self._windows(attempt, stop)
        if order.brief.repaint is None:
            yield _scored(attempt, pictures, exact=performance.footage is None)
        return pictures

    def _prepared(
        self, performance: Performance, order: PaintOrder, layout: Layout, stop: StopToken
    ) -> Generator[Working, None, Attempt]:
        """All that the windows are painted from."""
        seed = (performance.seed + order.brief.attempt * _ATTEMPT_SEEDS) % 2**31
        telling = Telling(
            prompt_of(order.brief, self.entry),
            seed,
            self._references(performance, order, layout),
            scale=self.choices.scale,
            strength=self._strength,
            prompts=prompts_of(order.brief, self.entry),
        )
        count = Count(1)
        wanted = Wanted(self._control_of(performance), self._told_apart(performance, telling), order.brief.repaint)
        drawn = yield from draw(self._source(performance, order), performance, order.size, layout, wanted, count, stop)
        if self._keyframes is not None and drawn.truth and order.brief.repaint is None:
            anchor = yield from self._keyframes.first_frame(drawn, telling, order, stop)
            telling = replace(telling, anchor=anchor)
        calls = sum(drawn.rounds(one, telling.references) if self._in_rounds else 1 for one in layout.windows)
        count.done, count.total = 0, calls * (self.setting.steps + 1)
        matches = 1.0 if performance.footage is None else 1 - telling.strength * _OWN_PALETTE
        unfinished = Unfinished(order.unfinished, seal_of(performance.cleared))
        return Attempt(layout, drawn, telling, self.setting, unfinished, count, matches)

    def first_frame(
        self, drawn: Drawn, telling: Telling, order: PaintOrder, stop: StopToken
    ) -> Generator[Working, None, Pictures]:
        """The first frame of a shot, painted for another painter; then the card is given back to that one."""
        self._planned()
        mine = replace(
            telling,
            prompt=prompt_of(order.brief, self.entry),
            prompts=prompts_of(order.brief, self.entry),
            strength=1.0,
        )
        attempt, told = keyframe_of(self.entry, self.setting, drawn, mine)
        with self.model.alone():
            rounds = Rounds(Caller(self.model, self.choices), attempt, self._apart)
            done = yield from rounds.painted(0, attempt.layout.windows[0], told, "", stop)
        if self.model.device != "cpu":
            self.rest()
        return done.pictures[0]

    def _windows(self, attempt: Attempt, stop: StopToken) -> Generator[Working, None, Pictures]:
        """Every window painted, its colours brought to the cel picture's, and all of them joined."""
        caller, painted = Caller(self.model, self.choices), list[Done]()
        rounds = Rounds(caller, attempt, self._apart)
        prompts = attempt.telling.prompts.values() if self._in_rounds else ()
        yield from caller.encoded(attempt, (attempt.telling.prompt, *prompts), stop)
        for number, window in enumerate(attempt.layout.windows):
            before = painted[-1].pictures if window.shared else None
            told = conditions_of(window, attempt.drawn, before, attempt.telling, self.entry)
            of = self._identity(attempt, window)
            painted.append((yield from rounds.painted(number, window, told, of, stop)))
        attempt.unfinished.keep_latents(rounds.names)
        attempt.sounds[:] = [one.sound for one in painted if one.sound is not None]
        return joined(attempt.layout.windows, [one.pictures for one in painted])

    def _identity(self, attempt: Attempt, window: Window) -> str:
        return identity(self.revision, attempt.telling, attempt.layout, window, self.model.seen)

    def _source(self, performance: Performance, order: PaintOrder) -> Source:
        repaint = order.brief.repaint
        size = lay_out(performance, order.size, self.entry, self.setting, self.model.means).size
        return source_of(performance, self._cel, size, order.size, repaint.take if repaint else None)

    def _references(self, performance: Performance, order: PaintOrder, layout: Layout) -> dict[str, Pictures]:
        if Conditioning.REFERENCES not in self.entry.conditioning or performance.filmed is not None:
            return {}
        drawings = references_in(performance, self._sheets, self._cel, layout.size, order.brief)
        return with_identities(drawings, performance.cleared)

    def _told_apart(self, performance: Performance, telling: Telling) -> dict[str, int]:
        """The numbers in the id pass of whoever is painted by themselves; of nobody where only one has a reference."""
        numbers = {str(who): number for who, number in performance.id_numbers.items() if who in telling.references}
        return numbers if self._apart and len(numbers) > 1 else {}

    def _control_of(self, performance: Performance) -> Control:
        """A clip is held by its lines, so that its light may become another's; a still by its light."""
        if self.choices.control is not None:
            return self.choices.control
        if performance.filmed is not None:
            return Control.GREY
        return self.control if performance.footage is None else Control.LINE

    @property
    def _strength(self) -> float:
        return 1.0 if self.choices.strength is None else self.choices.strength

    @property
    def _in_rounds(self) -> bool:
        return self._apart and self.entry.pipeline not in REGIONAL

    @property
    def _apart(self) -> bool:
        """Whether people are painted apart; a draft is promoted as it was painted."""
        promotes = self.choices.promotes
        return self.choices.apart if promotes is None else was_apart(promotes)

    # --- a clip that nothing plays ------------------------------------------------------------------
    def _invented(self, invention: Invention, plans: list[Plan], stop: StopToken) -> Generator[Working, None, Pictures]:
        plan = plan_of(invention, self.entry, self.setting, self.model.means)
        plans.append(plan)
        attempt, told = plan.attempt(invention, self.entry, self.setting)
        window = attempt.layout.windows[0]
        rounds = Rounds(Caller(self.model, self.choices), attempt, apart=False)
        return (yield from rounds.painted(0, window, told, self._identity(attempt, window), stop)).pictures


def _drafts(choices: Choices) -> bool:
    """Whether a model's few-step LoRAs come in."""
    return choices.dial is Dial.DRAFT and choices.setting is None


def _scored(attempt: Attempt, pictures: Pictures, exact: bool) -> Working:
    truth = attempt.drawn.truth
    told = score(pictures[list(truth)], list(truth.values())).told(exact) if truth else None
    return replace(attempt.count.word("looking it over"), score=told)


def _heard(attempt: Attempt, fps: int) -> NDArray[np.float32]:
    frames = attempt.layout.frames
    spans = [(frames[one.first] / fps, (frames[one.last - 1] + 1) / fps) for one in attempt.layout.windows]
    return heard_as_one(attempt.sounds, spans)
