"""Painting with models, as jobs: the painter that is open, shots painted until they come out well, clips invented."""

import time
from collections.abc import Callable, Generator

from msgspec import structs

from studio.cameo.likeness import Holdings
from studio.engine.clearing import may_be_looked_at
from studio.engine.jobs import Finished, JobId, Progress
from studio.engine.media.take_video import read_frames
from studio.engine.pace import TimeToGo
from studio.engine.painted_clips import invent, refuse_likeness, staged_shot, take_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.choosing import opening
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.diffusion.unfinished import LATENTS
from studio.engine.painters.painter import PaintedFrame, Painter, Repaint, Working
from studio.engine.painting_jobs import (
    ClipPainted,
    DrawingsTaken,
    LayDown,
    LookAtTakes,
    Paint,
    PaintClip,
    PaintPreview,
    RegionShown,
    SeenTake,
    ShowRegion,
    TakeDrawings,
    TakeMade,
    TakesSeen,
)
from studio.engine.production import FilmOrder, Told, make_take, map_steps
from studio.engine.regions_shown import region_shown
from studio.engine.staging import Rehearsals, Staged
from studio.engine.stills import kept_drawing
from studio.engine.stop import StopToken
from studio.engine.takes import AtWork, Take, TakeStore
from studio.engine.thread import Steps, Waiting
from studio.errors import InvalidRequest
from studio.timeline.brush import Drawing
from studio.timeline.film import Film, ShotId, frames_in
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
        if self._open is not None and self._open[0] == name and self._fits(choices):
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

    def _fits(self, choices: Choices) -> bool:
        """Whether the painter that is open paints so, without being opened anew."""
        assert self._open is not None
        name, before, painter = self._open
        if choices == before:
            return True
        if not isinstance(painter, DiffusionPainter) or not painter.opens_alike(choices):
            return False
        painter.choose(choices)
        self._open = name, choices, painter
        return True

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
        film = _as_asked(located(request.film, request.takes.parent), request)
        staged = yield from staged_shot(film, request.shot, rehearsals, stop)
        repaint = _repaint(request, staged, rehearsals)
        best: Take | None = None
        for attempt in range(max(1, request.tries)):
            order = FilmOrder(request.takes, request.size, attempt=attempt, repaint=repaint)
            making = make_take(staged, painter, order, TakeStore(request.takes, self._at_work), stop)
            take = yield from _told(making, job, staged, attempt)
            yield made(job, take)
            best = take if best is None or overall(take) > overall(best) else best
            if overall(take) >= request.good:
                break
        assert best is not None
        return Finished(job, best.folder, best.record.notes)

    def invent(self, request: PaintClip, job: JobId, stop: StopToken, rehearsals: Rehearsals) -> Steps:
        """A clip that nothing plays."""
        yield Progress(job, 0, 1, "looking at the model")
        film = located(request.film, request.takes.parent)
        yield from refuse_likeness(request, film, rehearsals, stop)
        painter = yield from self.painter(request.painter, request.choices)
        if not isinstance(painter, DiffusionPainter):
            raise InvalidRequest(
                f"The {request.painter} painter paints what is played, and invents nothing.", "Choose a video model."
            )
        to_go, frames = TimeToGo(), frames_in(request.seconds, film.fps)
        making = invent(request, film, painter, rehearsals, stop)
        footage = yield from map_steps(making, lambda piece: _of_clip(piece, job, frames, film.fps, to_go))
        yield ClipPainted(job, footage, request.ends)
        return Finished(job, request.takes.parent / footage.path)

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
        promotable = (take.folder / LATENTS).is_file()
        seen.append(SeenTake(record.key, record.painter, record.attempt, scores, record.notes, picture, promotable))
        yield None
    yield TakesSeen(job, request.shot, tuple(seen), tuple(records))
    return Finished(job)


def show_region(request: ShowRegion, job: JobId, cel: CelPainter, rehearsals: Rehearsals, stop: StopToken) -> Steps:
    """A moment of a shot, and where its region is then."""
    film = located(request.film, request.takes.parent)
    colour = yield from region_shown(request, film, cel, rehearsals, stop)
    yield RegionShown(job, request.shot, request.at, colour)
    return Finished(job)


def take_drawings(request: TakeDrawings, job: JobId) -> Steps:
    """Drawings of one of the cast, kept with the project."""
    taken: list[Drawing] = []
    for path in request.paths:
        taken.append(kept_drawing(path, request.who, request.folder))
        yield None
    yield DrawingsTaken(job, request.who, tuple(taken))
    return Finished(job)


def _as_asked(film: Film, request: Paint) -> Film:
    """The film with the region that is asked for, so that what is to be in it is judged as the shot's own words are."""
    region = request.region
    if region is None or region in film.regions:
        return film
    return structs.replace(film, regions=(*(one for one in film.regions if one.shot != region.shot), region))


def _repaint(request: Paint, staged: Staged, rehearsals: Rehearsals) -> Repaint | None:
    """What is painted anew, if it is not the whole shot."""
    if request.region is None:
        return None
    if not request.over:
        return Repaint(request.region)
    return Repaint(request.region, take_of(request.over, staged, TakeStore(request.takes), rehearsals).video)


def _of_clip(
    piece: Working | PaintedFrame | None, job: JobId, frames: int, fps: int, to_go: TimeToGo
) -> Progress | PaintPreview | None:
    """A piece of a clip as the window hears it."""
    match piece:
        case Working(preview=preview) if preview is not None:
            return PaintPreview(job, ShotId(""), preview, max(1, round(len(preview) * fps / max(frames, 1))))
        case Working(done=done, total=total, what=what):
            return Progress(job, done, total, what, to_go.seconds_left(done, total, time.monotonic()))
        case PaintedFrame(index=index):
            return Progress(job, index + 1, frames, "writing the clip")
        case None:
            return None


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
