"""The engine thread: one thread that owns the GL context, the physics and the painters.

A job is a generator: each step is a short piece of work, and between two steps the thread turns to whatever is
most urgent (see ``queueing``). So a preview runs between the frames of a final, finals go on side by side by turns,
and a stopped job ends at its next step. What is done aside (see ``aside``) goes on meanwhile.
"""

import itertools
import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol

from studio.engine.aside import Waiting
from studio.engine.jobs import Cancelled, Ending, Failed, JobEvent, JobId, Request
from studio.engine.queueing import ABREAST, TURN_S, Job, Steps, due, lane_of, replaces
from studio.engine.stop import StopToken
from studio.errors import Stopped, StudioError

__all__ = ["Engine", "Steps", "Waiting", "Works"]

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.004
"""How long the thread rests when every job is only waiting (a preview that is far enough ahead)."""


class Works(Protocol):
    """Does the work of each kind of request, in steps."""

    def begin(self, request: Request, job: JobId, stop: StopToken) -> Steps:
        """The request as a generator of steps."""
        ...

    def has_room_beside(self, request: Request) -> bool:
        """Whether the machine can take a final on while it is at work on others."""
        ...

    def close(self) -> None:
        """Put everything away (GL context, models)."""
        ...


class Engine:
    """Takes requests from any thread, and delivers events from the engine thread.

    ``deliver`` is called on the engine thread for every event and must return at once (the window
    passes a signal's emit). Lanes: reading and previews (Direct, Redirect, Coach, Dub, Preview) latest-wins and ahead
    of all else; then the turntable (Turn) latest-wins, and sketches of the cast (Portray, latest-wins; TakeModel,
    SaveModel); a model's writing (Expand, Fill) latest-wins; finals (Export) first-in-first-out, the first few of them
    side by side; chores (Survey) when nothing else is due, latest-wins.
    ``works`` knows how to do each request; it is used, and closed, on the engine thread only.
    """

    def __init__(
        self,
        deliver: Callable[[JobEvent], None],
        works: Works,
        abreast: int = ABREAST,
        turn_s: float = TURN_S,
    ) -> None:
        self._deliver = deliver
        self._works = works
        self._abreast = abreast
        self._turn_s = turn_s
        self._condition = threading.Condition()
        self._jobs: list[Job] = []
        self._numbers = itertools.count(1)
        self._turns = itertools.count(1)
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> JobId:
        """Queue a request; returns at once. Requests that it replaces are stopped."""
        with self._condition:
            number, turn = JobId(next(self._numbers)), next(self._turns)
            job = Job(number, request, lane_of(request), turn, left_s=self._turn_s)
            for other in self._jobs:
                if replaces(request, other.request):
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

    def set_abreast(self, most: int) -> None:
        """How many finals go on side by side from now on, at least one; those under way go on."""
        with self._condition:
            self._abreast = max(1, most)
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
            began = time.monotonic()
            if self._advance(job):
                resting.add(job.id)
            else:
                resting.clear()
            job.had(time.monotonic() - began, next(self._turns), self._turn_s)
        self._works.close()

    def _next(self, resting: set[JobId]) -> Job | None:
        """The job whose turn it is; stopped ones first. None: closed and empty."""
        with self._condition:
            while True:
                if stopped := next((job for job in self._jobs if job.stop.stopped), None):
                    return stopped
                if self._closing:
                    return None
                if job := due(self._jobs, resting, self._abreast, self._works.has_room_beside):
                    return job
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
