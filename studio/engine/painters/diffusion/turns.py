"""A long call in steps: it runs on a thread of its own, but only while whoever drives it waits.

diffusers paints in one call that lasts minutes, while a job on the engine thread is a generator of short steps. Here
the call gets a thread, and the two take turns: never do both run, so that models, GL and physics still belong to one
thing at a time. The call gives its turn back when it has something to say, and otherwise after ``BREATH_S``.
"""

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Generic, TypeVar

from studio.engine.stop import StopToken
from studio.errors import Stopped

Word = TypeVar("Word")
Result = TypeVar("Result")

BREATH_S: Final = 0.05
"""How long the call works on before it gives its turn back though it has nothing to say."""
WORK_S: Final = 0.02
"""How much of that it must have worked itself: on a busy machine a turn that was spent waiting is not over yet ..."""
PATIENCE_S: Final = 0.15
"""... unless it has lasted this long."""


class Turns(Generic[Word]):
    """The call's side: says words, and looks whether it is to stop."""

    def __init__(self, stop: StopToken) -> None:
        self._stop = stop
        self._callers = _shut()
        self._drivers = _shut()
        self._word: Word | None = None
        self._left = False
        self._since = self._worked = 0.0

    def say(self, word: Word | None) -> None:
        """Give the turn back, with a word or with none, and wait for the next one.

        Raises:
            Stopped: the job was stopped, or whoever drove it has gone.
        """
        self._word = word
        self._drivers.release()
        self._wait()

    @property
    def due(self) -> bool:
        """Whether this turn has lasted long. Every change of turns costs the caches of a busy machine."""
        lasted = time.monotonic() - self._since
        return lasted > BREATH_S and (lasted > PATIENCE_S or time.thread_time() - self._worked > WORK_S)

    def breathe(self) -> None:
        """Give the turn back if it has lasted long. Cheap: called before every block of a model.

        Raises:
            Stopped: as for :meth:`say`.
        """
        self._stop.check()
        if self.due:
            self.say(None)

    def _wait(self) -> None:
        self._callers.acquire()
        self._since, self._worked = time.monotonic(), time.thread_time()
        if self._left:
            raise Stopped
        self._stop.check()

    # --- the driver's side ------------------------------------------------------------------------
    def begin(self) -> None:
        """On the call's thread: wait for the first turn."""
        self._wait()

    def end(self) -> None:
        """The call is over: the turn is the driver's for good."""
        self._drivers.release()

    def drive(self) -> Word | None:
        """Let the call work until it says something or ends."""
        self._word = None
        self._callers.release()
        self._drivers.acquire()
        return self._word

    def leave(self) -> None:
        """Nobody drives any more: the call ends at its next word or breath."""
        self._left = True
        self._callers.release()


def _shut() -> threading.Lock:
    """A gate that lets one through each time that it is released: a bare lock, the cheapest way to wait for a turn."""
    lock = threading.Lock()
    lock.acquire()
    return lock


def in_turns(call: Callable[[Turns[Word]], Result], stop: StopToken) -> Generator[Word | None, None, Result]:
    """Run a call in steps; yields what it says, None for a breath. Closing the generator ends the call.

    Raises:
        Stopped: the token was set. Whatever the call raises.
    """
    turns = Turns[Word](stop)

    def run() -> Result:
        turns.begin()
        return call(turns)

    with ThreadPoolExecutor(1, "painting") as thread:
        future = thread.submit(run)
        future.add_done_callback(lambda _: turns.end())
        try:
            while True:
                word = turns.drive()
                if future.done():
                    break
                yield word
        finally:
            turns.leave()
    return future.result()
