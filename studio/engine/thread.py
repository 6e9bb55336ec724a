"""The engine thread: one thread that owns the GL context, the physics and the painters."""

from collections.abc import Callable

from studio.engine.jobs import JobEvent, JobId, Request


class Engine:
    """Takes requests from any thread, and delivers events from the engine thread.

    ``deliver`` is called on the engine thread for every event and must return at once (the window
    passes a signal's emit). Lanes: previews (Direct, Redirect, Preview) latest-wins per kind and
    ahead of all else; finals (Export) first-in-first-out; chores (Survey) when nothing else is due, latest-wins.
    """

    def __init__(self, deliver: Callable[[JobEvent], None]) -> None:
        self._deliver = deliver

    def submit(self, request: Request) -> JobId:
        """Queue a request; returns at once."""
        raise NotImplementedError

    def cancel(self, job: JobId) -> None:
        """Ask a job to stop; it ends as Cancelled within 0.2 s (or as what it ended as already)."""
        raise NotImplementedError

    def close(self) -> None:
        """Cancel everything, and join the thread."""
        raise NotImplementedError
