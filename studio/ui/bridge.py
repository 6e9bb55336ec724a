"""Where the engine's events cross into the window: one QObject, made on the GUI thread."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from studio.engine.jobs import JobEvent, JobId, Request


class EngineBridge(QObject):
    """``deliver`` may be called on any thread; ``arrived`` is heard on the GUI thread by its slots."""

    arrived = Signal(object)

    def deliver(self, event: JobEvent) -> None:
        """Hand an event over; returns at once."""
        self.arrived.emit(event)


class EngineThread(Protocol):
    """What the window asks of the engine; see ``studio.engine.thread.Engine``."""

    def submit(self, request: Request) -> JobId:
        """Queue a request; returns at once."""
        ...

    def cancel(self, job: JobId) -> None:
        """Ask a job to stop."""
        ...

    def set_abreast(self, most: int) -> None:
        """How many finals go on side by side from now on."""
        ...

    def close(self) -> None:
        """Cancel everything, and join the thread."""
        ...


class SoundOutput(Protocol):
    """What the window asks of the sound device; see ``studio.engine.sound.output.AudioOutput``."""

    silent_reason: str | None
    muted: bool

    def open(self) -> None:
        """Start the device; without one, keep time silently."""
        ...

    def set_programme(self, start_sample: int, samples: NDArray[np.float32]) -> None:
        """Put (2, n) float32 samples at a place of the film."""
        ...

    def play(self, at_seconds: float, rate: float = 1.0) -> None:
        """Start from a film time."""
        ...

    def pause(self) -> None:
        """Stop where it is."""
        ...

    def seek(self, at_seconds: float) -> None:
        """Go to a film time."""
        ...

    def position(self) -> float:
        """Film seconds being heard now."""
        ...

    def level(self) -> tuple[float, float]:
        """Peak of what is heard, left and right, 0 to 1."""
        ...

    def close(self) -> None:
        """Let the device go."""
        ...
