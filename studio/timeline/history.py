"""History: the only way to change the film, and the way back. It remembers states, never inverses."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from studio.timeline.checks import check
from studio.timeline.film import Film

Edit: TypeAlias = Callable[[Film], Film]
Listener: TypeAlias = Callable[[Film, Film], None]

MOST_STATES = 500


@dataclass(frozen=True, eq=False)
class State:
    """The film after one edit. ``serial`` is never used twice; ``name`` is the edit's, "" for the first."""

    serial: int
    name: str
    film: Film
    merge: Hashable = None


@dataclass(frozen=True, eq=False)
class Past:
    """Every remembered state, oldest first; ``position`` is the one that holds now."""

    states: tuple[State, ...]
    position: int

    @property
    def now(self) -> State:
        """The state that holds."""
        return self.states[self.position]

    def after(self, name: str, film: Film, merge: Hashable = None) -> "Past":
        """The past with one more edit done: what was undone is forgotten, and so are the oldest states.

        An edit with the ``merge`` key of the one before takes its place, and both vanish when
        together they changed nothing (a drag that came back).
        """
        kept = self.states[: self.position + 1]
        if merge is not None and merge == self.now.merge and len(kept) > 1:
            kept = kept[:-1]
            if film == kept[-1].film:
                return Past(kept, len(kept) - 1)
        serial = self.states[-1].serial + 1
        states = (*kept, State(serial, name, film, merge))[-MOST_STATES:]
        return Past(states, len(states) - 1)

    def moved(self, by: int) -> "Past":
        """The past seen from ``by`` states later. The state left can no longer be merged with."""
        position = self.position + by
        closed = replace(self.states[position], merge=None)
        return Past((*self.states[:position], closed, *self.states[position + 1 :]), position)


def beginning(film: Film) -> Past:
    """The past of a film nobody has edited."""
    return Past((State(0, "", film),), 0)


class Journal(Protocol):
    """Keeps a Past durably. See ``store``."""

    def record(self, before: Past, after: Past) -> None:
        """Keep ``after`` in place of ``before``; when this returns it is safe.

        Raises:
            StudioError: it could not be kept; what was kept before still is.
        """
        ...


class History:
    """Holds the film, changes it through edits, and tells listeners. Owned by one thread.

    Without a journal nothing outlives the process.
    """

    def __init__(self, past: Past, journal: Journal | None = None) -> None:
        self._past = past
        self._journal = journal
        self._listeners: list[Listener] = []

    @property
    def film(self) -> Film:
        """The film as it is now."""
        return self._past.now.film

    @property
    def past(self) -> Past:
        """All that is remembered."""
        return self._past

    @property
    def undo_name(self) -> str | None:
        """Name of the edit that ``undo`` would take back; None if there is none."""
        return self._past.now.name if self._past.position > 0 else None

    @property
    def redo_name(self) -> str | None:
        """Name of the edit that ``redo`` would do again; None if there is none."""
        following = self._past.states[self._past.position + 1 :]
        return following[0].name if following else None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener(before, after)`` at each change from now on; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, name: str, edit: Edit, merge: Hashable = None) -> None:
        """Change the film. Edits in a row with the same ``merge`` key (a drag) undo as one step.

        An edit that changes nothing leaves no step.

        Raises:
            InvalidRequest: the edit cannot be done, or its result breaks a rule (see ``checks``).
            StudioError: it could not be kept; the film is as it was.
        """
        film = edit(self.film)
        if film == self.film:
            return
        check(film)
        self._turn(self._past.after(name, film, merge))

    def undo(self) -> None:
        """Take back the last edit, if there is one."""
        if self.undo_name is not None:
            self._turn(self._past.moved(-1))

    def redo(self) -> None:
        """Do again the edit last taken back, if there is one."""
        if self.redo_name is not None:
            self._turn(self._past.moved(+1))

    def _turn(self, after: Past) -> None:
        before = self._past
        if self._journal is not None:
            self._journal.record(before, after)
        self._past = after
        for listener in tuple(self._listeners):
            listener(before.now.film, after.now.film)
