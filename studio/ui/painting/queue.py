"""The queue of paintings: kept in the project at every moment, and given to the engine one by one."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from studio.engine.jobs import Cancelled, Failed, Finished, JobId
from studio.engine.painters.catalogue import Dial
from studio.engine.painters.diffusion.choices import Choices, Control, Lora
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import Beyond, ClipPainted, Ends, LayDown, Moving, Paint, PaintClip, put_clip
from studio.errors import StudioError
from studio.timeline import paint_queue
from studio.timeline.film import Seconds, ShotId
from studio.timeline.paint_queue import ClipWish, PaintJob, PaintQueue, Queued
from studio.timeline.repainting import region_of
from studio.ui.session import Session
from studio.ui.work import Job, Work


class PaintingQueue(QObject):
    """One painting is at work at a time. Whatever is changed is in the project before it shows."""

    changed = Signal()

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__(session)
        self._session, self._work = session, work
        self.queue = PaintQueue()
        self._at_work: tuple[JobId, int] | None = None
        self._held = False
        work.ended.connect(self._on_ended)
        work.clip_painted.connect(self._on_clip)
        session.project_changed.connect(self._on_project)

    @property
    def at_work(self) -> Queued | None:
        """The job that is being painted."""
        if self._at_work is None:
            return None
        return next((one for one in self.queue.jobs if one.number == self._at_work[1]), None)

    @property
    def held(self) -> bool:
        """Whether nothing is begun."""
        return self._held

    def take_up(self) -> int:
        """Go on with what a crash, or closing, left undone; returns how many there are."""
        self.queue = paint_queue.read_queue(self._session.project.queued())
        self.changed.emit()
        self._advance()
        return len(self.queue.jobs)

    def add(self, shots: tuple[ShotId, ...], job: PaintJob) -> None:
        """Put shots at the end of the queue, each to be painted as ``job`` says."""
        for shot in shots:
            mine = replace(job, shot=shot, place=paint_queue.at_the_end(self.queue))

            def keep(mine: PaintJob = mine) -> PaintQueue:
                number = self._session.project.queue_add(paint_queue.written(mine))
                return paint_queue.added(self.queue, number, mine)

            self._change(keep)

    def pause(self, number: int, *, pause: bool) -> None:
        """Put a job aside, or take it up again. What is painted of it so far is kept."""
        self._rewrite(paint_queue.paused(self.queue, number, pause=pause), number)

    def move(self, number: int, to: int) -> None:
        """Move a job to a place in the order, 0 first."""
        self._rewrite(paint_queue.moved(self.queue, number, to), number)

    def remove(self, number: int) -> None:
        """Take a job out of the queue."""

        def forget() -> PaintQueue:
            self._session.project.queue_done(number)
            return paint_queue.without(self.queue, number)

        self._change(forget)

    def hold(self, *, hold: bool) -> None:
        """Begin nothing, and put aside what is at work; or go on."""
        self._held = hold
        self._settle()

    def _rewrite(self, queue: PaintQueue, number: int) -> None:
        def write() -> PaintQueue:
            self._session.project.queue_put(number, paint_queue.written(queue.of(number).job))
            return queue

        self._change(write)

    def _change(self, change: Callable[[], PaintQueue]) -> None:
        try:
            self.queue = change()
        except StudioError as fault:
            self._session.refused.emit(fault.sentence)
            return
        self._settle()

    def _settle(self) -> None:
        """Stop what is not due any more, and begin what is."""
        due = None if self._held else self.queue.due
        if self._at_work is not None and (due is None or due.number != self._at_work[1]):
            self._work.cancel(self._at_work[0])
        self.changed.emit()
        self._advance()

    def _advance(self) -> None:
        due = None if self._held else self.queue.due
        if self._at_work is None and due is not None:
            self._at_work = (self._work.submit(self._request(due.job)), due.number)
            self.changed.emit()

    def _request(self, job: PaintJob) -> Paint | PaintClip:
        film, takes, size = self._session.film, self._session.project.takes, Size(job.width, job.height)
        choices = choices_of(job, takes)
        if job.clip is not None:
            seconds = Seconds(str(job.clip.seconds))
            ends = ends_of(job.shot, job.clip, job.over)
            return PaintClip(film, takes, job.painter, size, ends, seconds, job.clip.words, job.clip.seed, choices)
        region = region_of(film, job.shot) if job.region else None
        return Paint(film, job.shot, takes, job.painter, size, choices, job.tries, region=region, over=job.over)

    @Slot(object, object)
    def _on_clip(self, painted: ClipPainted, asked: PaintClip) -> None:
        """Put an invented clip where it belongs, as one edit."""
        if asked.takes != self._session.project.takes:
            return
        there = {shot.id for shot in self._session.film.shots}
        new = next(one for number in count(1) if (one := ShotId(f"clip-{number}")) not in there)
        name = "Let a picture move" if isinstance(painted.ends, Moving) else "Extend the shot"
        if self._session.apply(name, lambda film: put_clip(film, painted.footage, new, painted.ends)):
            self._session.choose(new)
            self._session.said.emit(f"“{painted.footage.name}” is a shot of the film now. Undo takes it out.")

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if self._at_work is None or job.id != self._at_work[0]:
            return
        number, self._at_work = self._at_work[1], None
        match job.ending:
            case Finished():
                self.remove(number)
            case Failed() if any(one.number == number for one in self.queue.jobs):
                # It would fail again at once: the artist mends what is wrong, and takes it up.
                self.pause(number, pause=True)
            case Cancelled() if self.queue.due is None or self._held:
                self._work.submit(LayDown())
            case Cancelled() if self.queue.due is not None and self.queue.due.number == number:
                # Stopped from elsewhere, with everything else.
                self.pause(number, pause=True)
            case _:
                pass
        self.changed.emit()
        self._advance()

    @Slot()
    def _on_project(self) -> None:
        if self._at_work is not None:
            self._work.cancel(self._at_work[0])
        self._at_work = None
        self.take_up()


def choices_of(job: PaintJob, takes: Path) -> Choices:
    """How a job's painter paints. takes: the project's folder of takes."""
    return Choices(
        dial=Dial(job.dial),
        control=Control(job.control) if job.control else None,
        scale=job.held,
        loras=tuple(Lora(Path(one.path), one.strength) for one in job.loras),
        keyframes=job.keyframes,
        promotes=takes / job.promotes if job.promotes else None,
        strength=job.strength,
        apart=job.apart,
        sound=job.sound,
    )


def ends_of(shot: ShotId, clip: ClipWish, take: str = "") -> Ends:
    """What a clip goes on from, or leads to."""
    if clip.way == "moving":
        return Moving(Path(clip.first), Path(clip.last) if clip.last else None)
    return Beyond(shot, onward=clip.way == "after", take=take)
