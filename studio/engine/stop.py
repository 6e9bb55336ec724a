"""Stop tokens: how a job is told to end early."""

import threading

from studio.errors import Stopped


class StopToken:
    """Set once, from any thread; checked by the job it belongs to, at least every 0.1 s of work."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def stop(self) -> None:
        """Ask the job to end."""
        self._event.set()

    @property
    def stopped(self) -> bool:
        """Whether the job was asked to end."""
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for so long, or until the job is asked to end. Returns whether it was."""
        return self._event.wait(seconds)

    def check(self) -> None:
        """Raise Stopped if the job was asked to end."""
        if self._event.is_set():
            raise Stopped
