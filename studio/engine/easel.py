"""Painting with models, as jobs: the painter that is open, and a shot painted as often as it takes to come out well."""

import time
from collections.abc import Callable, Generator

from studio.cameo.likeness import Holdings
from studio.engine.clearing import may_be_looked_at
from studio.engine.jobs import Finished, JobId, Progress
from studio.engine.media.take_video import read_frames
from studio.engine.pace import TimeToGo
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.choosing import opening
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.painter import Painter
from studio.engine.painting_jobs import LayDown, LookAtTakes, Paint, PaintPreview, SeenTake, TakeMade, TakesSeen
from studio.engine.production import FilmOrder, Told, make_take
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import AtWork, Take, TakeStore
from studio.engine.thread import Steps, Waiting
from studio.errors import InvalidRequest
from studio.timeline.film import ShotId
from studio.timeline.modelled import located


class Easel:
    """The painter that is open. A model stays warm from shot to shot; another one's opening puts it away first."""

    def __init__(self, cel: Callable[[], CelPainter], at_work: AtWork) -> None:
        self._cel = cel
        self._at_work = at_work
        self._open: tuple[str, Choices, Painter] | None = None

    def painter(self, name: str, choices: Choices) -> Generator[None, None, Painter]:
        """A painter, opened in steps if it is not the one that is.

        Raises:
            InvalidRequest: there is none of this name. MissingResource: its model is not here, or not whole.
        """
        if self._open is not None and self._open[:2] == (name, choices):
            return self._open[2]
        self.close()
        steps = opening(name, self._cel(), choices)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                self._open = (name, choices, end.value)
                return end.value
            yield

    def open_now(self, name: str) -> Painter:
        """A painter as its catalogue entry has it, opened in one go. See :meth:`painter`."""
        steps = self.painter(name, Choices())
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value

    def paint(self, request: Paint, job: JobId, stop: StopToken, rehearsals: Rehearsals) -> Steps:
        """One shot, tried until it is good or the tries are used up. Every try is a take of its own."""
        yield Progress(job, 0, 1, "looking at the model")
        painter = yield from self.painter(request.painter, request.choices)
        staged = yield from _staged(request, rehearsals, stop)
        best: Take | None = None
        for attempt in range(max(1, request.tries)):
            order = FilmOrder(request.takes, request.size, attempt=attempt)
            making = make_take(staged, painter, order, TakeStore(request.takes, self._at_work), stop)
            take = yield from _told(making, job, staged, attempt)
            yield made(job, take)
            best = take if best is None or overall(take) > overall(best) else best
            if overall(take) >= request.good:
                break
        assert best is not None
        return Finished(job, best.folder, best.record.notes)

    def lay_down(self, request: LayDown, job: JobId) -> Steps:
        """Give the card back."""
        del request
        if self._open is not None and isinstance(self._open[2], DiffusionPainter):
            self._open[2].rest()
        yield None
        return Finished(job)

    def close(self) -> None:
        """Put the painter away."""
        if self._open is not None and isinstance(self._open[2], DiffusionPainter):
            self._open[2].close()
        self._open = None


def made(job: JobId, take: Take) -> TakeMade:
    """What there is to say of a take."""
    record = take.record
    return TakeMade(
        job, ShotId(record.shot), record.key, tuple(sorted(record.score.items())), record.attempt, record.notes
    )  # fmt: skip


def overall(take: Take) -> float:
    """How well a take came out; one that was never measured counts as good."""
    return take.record.score.get("overall", 1.0)


def takes_seen(request: LookAtTakes, job: JobId, holdings: Holdings) -> Steps:
    """The shot's takes that models painted, newest last, each seen at one moment.

    Those in which somebody is who has taken their likeness back are left out.
    """
    store = TakeStore(request.takes)
    records = [one.record for one in store.all() if one.record.told]
    seen: list[SeenTake] = []
    for take in (one for one in store.all() if one.record.told and one.record.shot == request.shot):
        if not may_be_looked_at(take, holdings):
            continue
        record = take.record
        index = min(int(request.share * record.frames), record.frames - 1)
        picture = next(iter(read_frames(take.video, index, index + 1)))
        scores = tuple(sorted(record.score.items()))
        seen.append(SeenTake(record.key, record.painter, record.attempt, scores, record.notes, picture))
        yield None
    yield TakesSeen(job, request.shot, tuple(seen), tuple(records))
    return Finished(job)


def _staged(request: Paint, rehearsals: Rehearsals, stop: StopToken) -> Generator[None, None, Staged]:
    """The shot played out, after all that comes before it."""
    film = located(request.film, request.takes.parent)
    for staged in stage_shots(film, rehearsals, stop):
        if staged.shot.id == request.shot:
            return staged
        yield
    raise InvalidRequest("That shot is not in the film any more.", "Choose another one to paint.")


def _told(
    making: Generator[Told, None, Take], job: JobId, staged: Staged, attempt: int
) -> Generator[Progress | PaintPreview | Waiting | None, None, Take]:
    """The steps of a take as the window hears them; a step that says nothing new is silent."""
    to_go, said = TimeToGo(), ("", -1)
    while True:
        try:
            step = next(making)
        except StopIteration as end:
            return end.value
        if isinstance(step, Waiting):
            yield step
            continue
        if step.preview is not None:
            fps = max(1, round(len(step.preview) * staged.performance.fps / max(staged.performance.frames, 1)))
            yield PaintPreview(job, staged.shot.id, step.preview, fps)
        if (step.what, step.done) == said:
            yield None
            continue
        said = (step.what, step.done)
        what = step.what if attempt == 0 else f"{step.what}, try {attempt + 1}"
        yield Progress(job, step.done, step.total, what, to_go.seconds_left(step.done, step.total, time.monotonic()))
