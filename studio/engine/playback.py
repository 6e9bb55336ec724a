"""Playing the film while it is being made: pictures ahead of the sound's clock, late ones left out."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio.engine.jobs import Finished, FrameReady, JobId, Preview, SoundReady, WorldsReady
from studio.engine.mixing import Held, Mixing
from studio.engine.pace import Pace
from studio.engine.painters.cel.painter import EFFECT_ORDER, CelPainter, Effects
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import Stems
from studio.engine.staging import Staged
from studio.engine.stop import StopToken
from studio.engine.thread import Steps, Waiting
from studio.timeline.film import Seconds

LEAD_SECONDS = 0.35
"""How far ahead of the clock frames are drawn: enough to ride out one frame of a final."""
PREPARE_SECONDS = 1.0
"""The next shot is made ready at the latest this long before its cut."""


@dataclass(frozen=True, eq=False)
class Cue:
    """A staged shot, the film time at which it begins, and the shot before it, None of the first."""

    staged: Staged
    start: Seconds
    before: Staged | None = None

    def worlds(self, job: JobId) -> WorldsReady:
        """The worlds that the shot lies between, as an event."""
        staged = self.staged
        return WorldsReady(job, staged.shot.id, staged.before, staged.after, staged.key, staged.notes)

    def frame_at(self, film_time: Seconds) -> int:
        """The shot's frame shown at a film time, held inside the shot."""
        performance = self.staged.performance
        index = math.floor((film_time - self.start) * performance.fps)
        return min(max(index, 0), performance.frames - 1)

    def time_of(self, index: int) -> Seconds:
        """Film time of one of the shot's frames."""
        return self.start + Seconds(index, self.staged.performance.fps)


class StemShelf:
    """The stems of shots, by what made them, so that an edit sounds only what it changed again."""

    def __init__(self, most_bytes: int = 160_000_000) -> None:
        self._stems: OrderedDict[str, Stems] = OrderedDict()
        self._most_bytes = most_bytes

    def of(self, staged: Staged, stop: StopToken) -> Stems:
        """The stems of a staged shot, made now if they are not on the shelf."""
        stems = self._stems.get(staged.key)
        if stems is None:
            stems = make_stems(staged.performance, stop)
        self._stems[staged.key] = stems
        self._stems.move_to_end(staged.key)
        while len(self._stems) > 1 and sum(map(_bytes, self._stems.values())) > self._most_bytes:
            self._stems.popitem(last=False)
        return stems


def _bytes(stems: Stems) -> int:
    return sum(samples.nbytes for samples in stems.named().values())


class Lookahead:
    """The shots to come, each staged and sounded before it is needed."""

    def __init__(self, cues: Iterator[Cue], shelf: StemShelf, stop: StopToken) -> None:
        self._cues = cues
        self._shelf = shelf
        self._stop = stop
        self._next: tuple[Cue, Stems] | None = None
        self.ready = False

    def prepare(self) -> None:
        """Make the next shot ready, if it is not."""
        if not self.ready:
            cue = next((one for one in self._cues if not one.staged.barred), None)
            self._next = (cue, self._shelf.of(cue.staged, self._stop)) if cue else None
            self.ready = True

    @property
    def next(self) -> Staged | None:
        """The next shot, where it is ready."""
        return self._next[0].staged if self.ready and self._next is not None else None

    def take(self) -> tuple[Cue, Stems] | None:
        """The next shot; None after the last."""
        self.prepare()
        self.ready = False
        return self._next


def play(request: Preview, clock: Callable[[], float], job: JobId, cel: CelPainter, coming: Lookahead) -> Steps:
    """Every shot from the request's start on: its sound, then its frames a little ahead of the clock."""
    pace = Pace(request.film.fps, len(EFFECT_ORDER))
    before, after = Held(cel, request.size), Held(cel, request.size)
    while (taken := coming.take()) is not None:
        cue, stems = taken
        shot = cue.staged.shot.id
        yield SoundReady(job, shot, cue.start, stems)
        yield cue.worlds(job)
        painting, mixing = cel.open(cue.staged.performance, request.size), Mixing(request.film, cue.staged)
        if before.staged is not cue.before:
            before.keep(cue.before, last=True)
        after.keep(None, last=False)
        index = cue.frame_at(request.start) if request.start > cue.start else 0
        while (index := max(index, _due(cue, clock()))) < cue.staged.performance.frames:
            lead = float(cue.time_of(index)) - clock()
            remaining = float(cue.time_of(cue.staged.performance.frames - index) - cue.start)
            if not coming.ready and (lead > LEAD_SECONDS or remaining < PREPARE_SECONDS):
                coming.prepare()
                following = coming.next
                after.keep(following if following and following.shot.id == mixing.into else None, last=False)
            elif after.wanted and lead > LEAD_SECONDS:
                after.picture(Effects.without(pace.dropped))
                yield None
            elif lead > LEAD_SECONDS:
                yield Waiting()
            else:
                began = time.perf_counter()
                effects = Effects.without(pace.dropped)
                colour = painting.frame(index, effects).colour
                pace.took(time.perf_counter() - began)
                if index == cue.staged.performance.frames - 1:
                    before.keep(cue.staged, last=True, picture=colour)
                shown = mixing.over(colour, index, before, after, effects)
                dropped = EFFECT_ORDER[: pace.dropped]
                yield FrameReady(job, shot, index, cue.time_of(index), shown, dropped)
                index += 1
    return Finished(job)


def _due(cue: Cue, now: float) -> int:
    """The first frame that is not late yet."""
    return math.floor((now - float(cue.start)) * cue.staged.performance.fps)
