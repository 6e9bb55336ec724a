"""The engine thread: one thread that owns the GL context, the physics and the painters.

A job is a generator (see ``tasks``): each step is a short piece of work, and between two steps the thread
turns to whatever is most urgent. So a preview runs between the frames of a final, and a stopped job ends
at its next step.
"""

import logging
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol, TypeAlias, assert_never

from studio.engine.cameo_jobs import DoWithCameos, LookAtCameos
from studio.engine.export_jobs import FindEncoder
from studio.engine.interchange_jobs import BringIn, SendOut
from studio.engine.jobs import (
    Cancelled,
    Coach,
    CutOut,
    Direct,
    Dub,
    Ending,
    Expand,
    Export,
    Failed,
    Fill,
    Finished,
    JobEvent,
    JobId,
    Judge,
    Portray,
    Preview,
    Redirect,
    Redo,
    Request,
    SaveModel,
    Survey,
    TakeIn,
    TakeModel,
    Turn,
)
from studio.engine.package_jobs import Borrow, Browse, Extend, LookInto, OpenFilm, Trace, Weigh
from studio.engine.painting_jobs import LayDown, LookAtTakes, Paint, PaintClip, ShowRegion, TakeDrawings
from studio.engine.stop import StopToken
from studio.engine.voicing import Audition
from studio.errors import Stopped, StudioError

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.004
"""How long the thread rests when every job is only waiting (a preview that is far enough ahead)."""


class Lane(IntEnum):
    """What goes first: small is urgent."""

    READING = 0
    PREVIEW = 1
    TURNTABLE = 2
    SKETCH = 3
    WRITING = 4
    FINAL = 5
    CHORE = 6


@dataclass(frozen=True)
class Waiting:
    """A step in which a job had nothing to do just now."""


Steps: TypeAlias = Generator[JobEvent | Waiting | None, None, Finished]


class Works(Protocol):
    """Does the work of each kind of request, in steps."""

    def begin(self, request: Request, job: JobId, stop: StopToken) -> Steps:
        """The request as a generator of steps."""
        ...

    def close(self) -> None:
        """Put everything away (GL context, models)."""
        ...


@dataclass(eq=False)
class Job:
    """A request on its way. Belongs to the engine thread once it is queued; only the token is shared."""

    id: JobId
    request: Request
    lane: Lane
    stop: StopToken = field(default_factory=StopToken)
    steps: Steps | None = None


class Engine:
    """Takes requests from any thread, and delivers events from the engine thread.

    ``deliver`` is called on the engine thread for every event and must return at once (the window
    passes a signal's emit). Lanes: reading and previews (Direct, Redirect, Coach, Dub, Preview) latest-wins and ahead
    of all else; then the turntable (Turn) latest-wins, and sketches of the cast (Portray, latest-wins; TakeModel,
    SaveModel); a model's writing (Expand, Fill) latest-wins; finals (Export) first-in-first-out; chores (Survey)
    when nothing else is due, latest-wins.
    ``works`` knows how to do each request; it is used, and closed, on the engine thread only.
    """

    def __init__(
        self,
        deliver: Callable[[JobEvent], None],
        works: Works,
    ) -> None:
        self._deliver = deliver
        self._works = works
        self._condition = threading.Condition()
        self._jobs: list[Job] = []
        self._last_id = 0
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> JobId:
        """Queue a request; returns at once. Requests that it replaces are stopped."""
        with self._condition:
            self._last_id += 1
            job = Job(JobId(self._last_id), request, _lane(request))
            for other in self._jobs:
                if _replaces(request, other.request):
                    other.stop.stop()
            self._jobs.append(job)
            self._condition.notify()
        return job.id

    def cancel(self, job: JobId) -> None:
        """Ask a job to stop; it ends as Cancelled within 0.2 s (or as what it ended as already)."""
        with self._condition:
            for other in self._jobs:
                if other.id == job:
                    other.stop.stop()
            self._condition.notify()

    def close(self) -> None:
        """Cancel everything, and join the thread. Calling it again does nothing."""
        with self._condition:
            self._closing = True
            for job in self._jobs:
                job.stop.stop()
            self._condition.notify()
        self._thread.join()

    # --- on the engine thread -------------------------------------------------------------------
    def _run(self) -> None:
        resting: set[JobId] = set()
        while (job := self._next(resting)) is not None:
            if self._advance(job):
                resting.add(job.id)
            else:
                resting.clear()
        self._works.close()

    def _next(self, resting: set[JobId]) -> Job | None:
        """The job whose turn it is: stopped ones first, then by lane, then in order. None: closed and empty."""
        with self._condition:
            while True:
                if stopped := next((job for job in self._jobs if job.stop.stopped), None):
                    return stopped
                if self._closing:
                    return None
                ready = [job for job in self._jobs if job.id not in resting]
                if ready:
                    return min(ready, key=lambda job: (job.lane, job.id))
                self._condition.wait(IDLE_SECONDS if self._jobs else None)
                resting.clear()

    def _advance(self, job: Job) -> bool:
        """Take a job one step on. Returns whether it only waited."""
        try:
            ending = self._step(job)
        except Stopped:
            ending = Cancelled(job.id)
        except StudioError as error:
            ending = Failed(job.id, str(error), error.remedy)
        except MemoryError:
            ending = Failed(job.id, "The machine ran out of memory.", "Choose a smaller size, or close other programs.")
        except Exception:
            # The one boundary where a bug must not take the window with it.
            log.exception("job %s failed", job.id)
            ending = Failed(job.id, "Something went wrong inside the studio.", "Your film is safe; please try again.")
        if isinstance(ending, Waiting):
            return True
        if ending is not None:
            self._end(job, ending)
        return False

    def _step(self, job: Job) -> Ending | Waiting | None:
        """One step of a job; its ending if that was the last, Waiting if there was nothing to do."""
        if job.stop.stopped:
            raise Stopped
        if job.steps is None:
            job.steps = self._works.begin(job.request, job.id, job.stop)
        try:
            event = next(job.steps)
        except StopIteration as end:
            return end.value
        if isinstance(event, Waiting):
            return event
        if event is not None:
            self._deliver(event)
        return None

    def _end(self, job: Job, ending: Ending) -> None:
        if job.steps is not None:
            job.steps.close()
        with self._condition:
            self._jobs.remove(job)
        self._deliver(ending)


def _lane(request: Request) -> Lane:
    match request:
        case (
            Direct()
            | Redirect()
            | Judge()
            | Coach()
            | Dub()
            | TakeIn()
            | CutOut()
            | Audition()
            | FindEncoder()
            | BringIn()
            | LookAtCameos()
            | DoWithCameos()
            | TakeDrawings()
        ):
            return Lane.READING
        case Preview():
            return Lane.PREVIEW
        case Turn():
            return Lane.TURNTABLE
        case Portray() | TakeModel() | SaveModel() | SendOut() | ShowRegion():
            return Lane.SKETCH
        case Expand() | Fill():
            return Lane.WRITING
        case OpenFilm() | LookInto() | Trace() | Weigh() | Browse() | Borrow() | Extend():
            return Lane.READING
        case Export() | Redo() | Paint() | PaintClip() | LayDown():
            return Lane.FINAL
        case Survey() | LookAtTakes():
            return Lane.CHORE
        case _:
            assert_never(request)


def _replaces(new: Request, old: Request) -> bool:
    """Whether the answer to ``old`` is of no use any more once ``new`` is asked."""
    match new, old:
        case (Redirect(shot=shot), Redirect(shot=other)):
            return shot == other
        case (
            (Direct(), Direct())
            | (Preview(), Preview())
            | (Survey(), Survey())
            | (LookAtTakes(), LookAtTakes())
            | (ShowRegion(), ShowRegion())
            | (Judge(), Judge())
            | (Coach(), Coach())
            | (Turn(), Turn())
            | (Portray(), Portray())
            | (CutOut(), CutOut())
            | (Audition(), Audition())
            | (FindEncoder(), FindEncoder())
            | (LookAtCameos(), LookAtCameos())
        ):
            return True
        case (Expand() | Fill(), Expand() | Fill()):
            return True
        case _:
            return False
