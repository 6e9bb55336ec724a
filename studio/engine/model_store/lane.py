"""A thread that does errands in steps, as the engine thread does jobs: the urgent ones between the steps of others."""

import logging
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Final

from studio.engine.model_store.requests import Done, Ending, ErrandId, Event, Halted, Refused
from studio.engine.stop import StopToken
from studio.errors import Stopped, StudioError

log = logging.getLogger(__name__)

_JOIN_S: Final = 3.0
"""An address that is being looked up cannot be stopped; nobody waits longer than this for it."""

Steps = Generator[Event | None, None, str]
"""What an errand says on its way, None for nothing; it returns what there is to say of it in the end."""


@dataclass(eq=False)
class Errand:
    """Something to do. begin: its steps, made on the lane's own thread. abort: ends what it waits for, from any."""

    id: ErrandId
    urgency: int
    begin: Callable[[StopToken], Steps]
    abort: Callable[[], None]
    stop: StopToken = field(default_factory=StopToken)
    steps: Steps | None = None


class Lane:
    """Errands of one scarce resource: by urgency (small first), then in order. The thread starts with the first one."""

    def __init__(self, name: str, deliver: Callable[[Event], None], after: Callable[[ErrandId], Event | None]) -> None:
        self._name, self._deliver, self._after = name, deliver, after
        self._condition = threading.Condition()
        self._errands: list[Errand] = []
        self._closing = False
        self._thread: threading.Thread | None = None

    def submit(self, errand: Errand) -> None:
        """Queue an errand; returns at once."""
        with self._condition:
            if self._closing:
                return
            self._errands.append(errand)
            self._condition.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def stop(self, errand: ErrandId) -> None:
        """Ask an errand to end; at once even where it waits for the network."""
        with self._condition:
            for one in self._errands:
                if one.id == errand:
                    one.stop.stop()
                    one.abort()
            self._condition.notify()

    def close(self) -> None:
        """Stop everything and join the thread; nothing is delivered any more. Calling it again does nothing."""
        with self._condition:
            self._closing = True
            for one in self._errands:
                one.stop.stop()
                one.abort()
            self._condition.notify()
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    # --- on the lane's thread ---------------------------------------------------------------------
    def _run(self) -> None:
        while (errand := self._next()) is not None:
            ending = self._advance(errand)
            if ending is not None:
                self._end(errand, ending)

    def _next(self) -> Errand | None:
        with self._condition:
            while not self._errands and not self._closing:
                self._condition.wait()
            waiting = sorted(self._errands, key=lambda one: (not one.stop.stopped, one.urgency, one.id))
            return waiting[0] if waiting else None

    def _advance(self, errand: Errand) -> Ending | None:
        """Take an errand one step on; its ending if that was the last."""
        try:
            errand.stop.check()
            if errand.steps is None:
                errand.steps = errand.begin(errand.stop)
            event = next(errand.steps)
        except StopIteration as end:
            return Done(errand.id, str(end.value))
        except Stopped:
            return Halted(errand.id)
        except StudioError as error:
            return Halted(errand.id) if errand.stop.stopped else Refused(errand.id, str(error), error.remedy)
        except Exception:
            # The one boundary where a bug must not take the window with it.
            log.exception("errand %s failed", errand.id)
            return Refused(errand.id, "Something went wrong inside the studio.", "Please try again.")
        if event is not None:
            self._say(event)
        return None

    def _end(self, errand: Errand, ending: Ending) -> None:
        if errand.steps is not None:
            errand.steps.close()
        with self._condition:
            self._errands.remove(errand)
        changed = self._after(errand.id)
        if changed is not None:
            self._say(changed)
        self._say(ending)

    def _say(self, event: Event) -> None:
        with self._condition:
            closing = self._closing
        if not closing:
            self._deliver(event)
