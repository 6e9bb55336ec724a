"""Clips that nothing plays: what comes after a shot, what was before it, a picture that moves, or becomes another.

    after      known known known | new new new new             frames of the film from the cut on
    before            new new new new | known known known
    between    known | new new new new new | known

There is no simulation to be held by, so the model goes by its words and by the pictures at the ends. It paints on twos;
what lies between two of its pictures is made by their own motion. One window only: what a model goes on from drifts
further each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

import numpy as np

from studio.engine.painters.catalogue import Conditioning, PainterEntry, Setting
from studio.engine.painters.diffusion.attempt import Attempt, Count
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures, checked, painting_size, stride, unknown
from studio.engine.painters.diffusion.estimating import midway
from studio.engine.painters.diffusion.ladder import Means
from studio.engine.painters.diffusion.returning import at_film_size, at_painting_size
from studio.engine.painters.diffusion.shot import Drawn, Layout, Telling
from studio.engine.painters.diffusion.unfinished import Unfinished
from studio.engine.painters.diffusion.windows import LEAST_SHARED, Window
from studio.engine.painters.diffusion.words import prompt_of
from studio.engine.painters.painter import Brief, PaintedFrame, Size
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest

KNOWN: Final = 24
"""How many frames of the film at an end are worth giving; a painter takes of them what it can."""


class Way(Enum):
    """Where the new frames lie."""

    AFTER = "after"
    BEFORE = "before"
    BETWEEN = "between"


@dataclass(frozen=True, eq=False)
class Invention:
    """A clip to be painted: so many new frames, at the film's rate and size.

    first: the frames that come right before it, in order, (n, H, W, 3) uint8; last: those that come right after it. Of
    BETWEEN they are its own first and last frame, one each, and ``last`` may be empty. brief: it in words. unfinished:
    a folder for work that is to survive a crash.
    """

    way: Way
    frames: int
    fps: int
    size: Size
    first: Pictures
    last: Pictures
    brief: Brief = field(default_factory=Brief)
    seed: int = 0
    unfinished: Path | None = None


@dataclass(frozen=True)
class Plan:
    """What is painted for it: ``length`` pictures, of which the first ``before`` and the last ``after`` are known.

    size: of each. step: of the film's frames from one to the next. zero: which frame of the clip the first picture is;
    below zero it is one of those before it. frames: how many the clip has.
    """

    size: Size
    length: int
    step: int
    before: int
    after: int
    zero: int
    frames: int

    def attempt(self, invention: Invention, entry: PainterEntry, setting: Setting) -> tuple[Attempt, Conditions]:
        """It as a shot of one window, and what that is painted from.

        Raises:
            InvalidRequest: the painter does not take that size or length.
        """
        kept = self._known(invention)
        repaint = np.ones(kept.shape[:3], np.bool_)
        repaint[: self.before] = False
        repaint[self.length - self.after :] = False
        prompt = prompt_of(invention.brief, entry)
        takes = frozenset(entry.conditioning)
        start = kept[self.before - 1] if self.before and Conditioning.FIRST_FRAME in takes else None
        end = kept[-1] if self.after and Conditioning.LAST_FRAME in takes else None
        told = Conditions(
            unknown(self.length, self.size), repaint, kept, prompt.words, prompt.avoid, invention.seed, start=start,
            end=end, free=True,
        )  # fmt: skip
        layout = Layout(self.size, tuple(range(self.length)), (Window(0, self.length, self.length),))
        telling = Telling(prompt, invention.seed, {})
        count = Count(setting.steps + 1)
        drawn = Drawn(kept, told.control)
        unfinished = Unfinished(invention.unfinished)
        return Attempt(layout, drawn, telling, setting, unfinished, count, matches=None), checked(told, entry)

    def _known(self, invention: Invention) -> Pictures:
        """The known pictures at their places, and grey between; (length, H, W, 3)."""
        kept = unknown(self.length, self.size)
        for number in range(self.before):
            at = len(invention.first) - 1 - (self.before - 1 - number) * self.step
            kept[number] = at_painting_size(invention.first[at], self.size)
        for number in range(self.after):
            kept[self.length - self.after + number] = at_painting_size(invention.last[number * self.step], self.size)
        return kept


def plan_of(invention: Invention, entry: PainterEntry, setting: Setting, means: Means | None = None) -> Plan:
    """How a clip is painted.

    Raises:
        InvalidRequest: the painter makes no video, needs a picture that is not there, or the clip is too long.
    """
    _refuse(invention, entry)
    step, rule, takes = stride(invention.fps, entry), entry.frame_rule, frozenset(entry.conditioning)
    most = LEAST_SHARED if Conditioning.KEPT_FRAMES in takes else 1
    before = min(most, _every(len(invention.first), step))
    after = min(most, _every(len(invention.last), step)) if Conditioning.LAST_FRAME in takes or most > 1 else 0
    if invention.way is Way.BETWEEN:
        before, after = 1, min(after, 1)
        wanted = -(-(invention.frames - 1) // step) + 1
    else:
        wanted = before + after + -(-invention.frames // step)
    length = rule.up(wanted)
    longest = min(rule.most, rule.up(setting.frames))
    if length < wanted or length > longest:
        seconds = (longest - before - after) * step / invention.fps
        raise InvalidRequest(
            f"{entry.title} invents {seconds:.1f} s at once at most.", "Ask for less, then go on from what came out."
        )
    size = painting_size(invention.size, setting, entry.size_multiple, means.size if means else 1.0)
    return Plan(size, length, step, before, after, _zero(invention, length, step, before, after),
                _clip_frames(invention, length, step, after))  # fmt: skip


def _refuse(invention: Invention, entry: PainterEntry) -> None:
    takes = frozenset(entry.conditioning)
    if not entry.paints_video:
        raise InvalidRequest(f"{entry.title} paints single pictures, no clips.", "Choose a painter of videos.")
    begins = Conditioning.FIRST_FRAME in takes and Conditioning.CONTROL not in takes
    if not len(invention.first) and begins:
        raise InvalidRequest(
            f"{entry.title} needs a picture to begin with, so it cannot paint what was before.", "Choose Wan VACE."
        )
    if len(invention.last) and not takes & {Conditioning.KEPT_FRAMES, Conditioning.LAST_FRAME}:
        raise InvalidRequest(f"{entry.title} takes no last picture.", "Leave it out, or choose another painter.")


def _every(frames: int, step: int) -> int:
    return -(-frames // step)


def _zero(invention: Invention, length: int, step: int, before: int, after: int) -> int:
    match invention.way:
        case Way.BETWEEN:
            return 0
        case Way.AFTER:
            return -1 - (before - 1) * step
        case Way.BEFORE:
            return invention.frames - (length - after) * step


def _clip_frames(invention: Invention, length: int, step: int, after: int) -> int:
    """Between two pictures the clip is as long as the model's frames have it, or its last picture would be cut off."""
    if invention.way is Way.BETWEEN and after:
        return (length - 1) * step + 1
    return invention.frames


def invented_frames(invention: Invention, plan: Plan, pictures: Pictures, stop: StopToken) -> Iterator[PaintedFrame]:
    """The clip's frames at the film's size: the painted ones, and between two of them their motion."""
    for index in range(plan.frames):
        stop.check()
        number, along = divmod(index - plan.zero, plan.step)
        picture = pictures[min(number, plan.length - 1)]
        if along and number + 1 < plan.length:
            picture = midway(picture, pictures[number + 1], along / plan.step)
        yield PaintedFrame(index, at_film_size(picture, invention.size))
