"""Long work of somebody else's code, done aside while the engine thread goes on with its other work.

What is done aside must touch nothing that the engine thread does: no painter, no rehearsals.
"""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillAtIt
from dataclasses import dataclass
from threading import Event
from typing import Final, Generic, TypeVar

from studio.engine.stop import StopToken

Result = TypeVar("Result")
Piece = TypeVar("Piece")
_LOOK_S: Final = 0.001
"""A look waits this long, so that who has nothing else to do does not spin; a frame of a preview is not late for it."""


@dataclass(frozen=True)
class Waiting:
    """A step in which a job had nothing to do just now."""


def aside(call: Callable[[], Result], stop: StopToken) -> Generator[Waiting, None, Result]:
    """The call's result; yields while it is made.

    Raises:
        Stopped: the token was set; the call is waited for first, as nothing can end it. What the call raises.
    """
    with ThreadPoolExecutor(1, "aside") as thread:
        making = thread.submit(call)
        while not _is_done(making):
            yield Waiting()
        stop.check()
        return making.result()


def stepped_aside(steps: Generator[Piece, None, Result]) -> Generator[Piece | Waiting, None, Result]:
    """The same work, on a thread of its own; yields its latest step now and then, and Waiting in between.

    The work looks at its own stop token; when this generator is closed, it is closed after its next step.

    Raises:
        What the steps raise.
    """
    going = _Going(steps)
    with ThreadPoolExecutor(1, "aside") as thread:
        making = thread.submit(going.run)
        try:
            while not _is_done(making):
                if (piece := going.told()) is not None:
                    yield piece
                yield Waiting()
        finally:
            going.left.set()
        return making.result()


class _Going(Generic[Piece, Result]):
    """Steps being taken on another thread, and the last that was not told of yet."""

    def __init__(self, steps: Generator[Piece, None, Result]) -> None:
        self.left = Event()
        self._steps = steps
        self._latest: tuple[Piece] | None = None

    def run(self) -> Result:
        """Take every step, on the thread that calls; stop between two once it was left."""
        try:
            while not self.left.is_set():
                self._latest = (next(self._steps),)
        except StopIteration as end:
            return end.value
        self._steps.close()
        raise GeneratorExit

    def told(self) -> Piece | None:
        """The latest step, once."""
        latest, self._latest = self._latest, None
        return None if latest is None else latest[0]


def _is_done(making: "Future[Result]") -> bool:
    try:
        making.exception(_LOOK_S)
    except StillAtIt:
        return False
    return True
