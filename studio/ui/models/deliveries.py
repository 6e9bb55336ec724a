"""The window's side of the model store: what was asked, how far it is, and what is here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias, assert_never

from PySide6.QtCore import QObject, Qt, Signal, Slot

from studio.engine.model_store.downloading import Offer
from studio.engine.model_store.requests import (
    Abandon,
    Add,
    Advanced,
    Ask,
    Done,
    Ending,
    ErrandId,
    Event,
    Fetch,
    Halted,
    Look,
    Move,
    Offered,
    Refused,
    Remove,
    Request,
    Shown,
    Verify,
)
from studio.engine.model_store.shelf import Shelf


class Threads(Protocol):
    """What the window asks of the store; see ``studio.engine.model_store.threads.StoreThreads``."""

    def submit(self, request: Request) -> ErrandId:
        """Queue a request; returns at once."""
        ...

    def stop(self, errand: ErrandId) -> None:
        """Ask an errand to end."""
        ...

    def close(self) -> None:
        """Stop everything, and join the threads."""
        ...


ThreadsOf: TypeAlias = Callable[[Callable[[Event], None]], Threads]
"""Makes the threads, given what to do with an event; called on the GUI thread."""


@dataclass(frozen=True)
class Errand:
    """Something under way. advanced: None while it waits for its turn."""

    id: ErrandId
    request: Request
    advanced: Advanced | None = None


class Deliveries(QObject):
    """Asks the store's threads and hears them. ``shelf`` is None until it was looked at.

    ``offers``: what was offered and not answered yet, by the model's name. ``said``: the last sentence about each
    model, and whether it is a refusal; "" names what is about no model in particular.
    """

    changed = Signal()
    _arrived = Signal(object)

    def __init__(self, threads_of: ThreadsOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelf: Shelf | None = None
        self.offers: dict[str, Offer] = {}
        self.said: dict[str, tuple[str, bool]] = {}
        self._going_on: set[str] = set()
        self._abandoned: set[str] = set()
        self._errands: dict[ErrandId, Errand] = {}
        self._arrived.connect(self._on_event, Qt.ConnectionType.QueuedConnection)
        self._threads = threads_of(self._arrived.emit)

    def errand_for(self, name: str) -> Errand | None:
        """What is under way with a model; "" with none in particular."""
        return next((one for one in self._errands.values() if _about(one.request) == name), None)

    @property
    def share_done(self) -> float | None:
        """How much of the download under way has come, 0 to 1; None while there is none."""
        told = (one.advanced for one in self._errands.values() if isinstance(one.request, Fetch))
        return next((one.done / max(1, one.total) for one in told if one is not None), None)

    def look(self) -> None:
        """See what is here."""
        self._submit(Look())

    def ask(self, name: str) -> None:
        """Ask what downloading a model would fetch."""
        self._submit(Ask(name))

    def go_on(self, name: str) -> None:
        """Go on with a download that was agreed to before."""
        self._going_on.add(name)
        self._submit(Ask(name))

    def accept(self, name: str) -> None:
        """Download as offered."""
        self._submit(Fetch(self.offers.pop(name).pin))

    def decline(self, name: str) -> None:
        """Leave an offer."""
        self.offers.pop(name, None)
        self.changed.emit()

    def do(self, request: Verify | Add | Remove | Abandon | Move) -> None:
        """Ask for something."""
        self._submit(request)

    def stop(self, name: str) -> None:
        """Stop what is under way with a model. Of a download, what has come is kept."""
        errand = self.errand_for(name)
        if errand is not None:
            self._threads.stop(errand.id)

    def abandon(self, name: str) -> None:
        """Stop a download, and delete what has come of it."""
        if self.errand_for(name) is None:
            self._submit(Abandon(name))
        else:
            self._abandoned.add(name)
            self.stop(name)

    def close(self) -> None:
        """Stop everything; what has come is kept."""
        self._errands.clear()
        self._threads.close()

    def _submit(self, request: Request) -> None:
        name = _about(request)
        if name is not None:
            self.said.pop(name, None)
        errand = self._threads.submit(request)
        self._errands[errand] = Errand(errand, request)
        self.changed.emit()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        errand = self._errands.get(event.errand)
        if errand is None:
            return
        match event:
            case Advanced():
                self._errands[errand.id] = replace(errand, advanced=event)
            case Shown(shelf=shelf):
                self.shelf = shelf
            case Offered(offer=offer):
                self._on_offer(offer)
            case Done() | Halted() | Refused():
                self._on_end(errand, event)
            case _:
                assert_never(event)
        self.changed.emit()

    def _on_offer(self, offer: Offer) -> None:
        self.offers[offer.entry.name] = offer
        if offer.entry.name in self._going_on and offer.held and offer.fits:
            self.accept(offer.entry.name)
        self._going_on.discard(offer.entry.name)

    def _on_end(self, errand: Errand, ending: Ending) -> None:
        del self._errands[errand.id]
        name = _about(errand.request)
        match ending:
            case Done(said=said):
                sentence = (said, False)
            case Refused(what=what, remedy=remedy):
                sentence = (f"{what} {remedy}", True)
            case Halted():
                sentence = ("", False)
        if sentence[0] and name is not None:
            # What is gone or new has no card of its own to say it on.
            known = self.shelf is not None and self.shelf.find(name) is not None
            self.said[name if known else ""] = sentence
        if name in self._abandoned:
            self._abandoned.discard(name)
            self._submit(Abandon(name))


def _about(request: Request) -> str | None:
    """Which model a request is about; "" none in particular, None nothing to be told of."""
    match request:
        case Look():
            return None
        case Ask(name=name) | Verify(name=name) | Remove(name=name) | Abandon(name=name):
            return name
        case Fetch(pin=pin):
            return pin.name
        case Add(stands_for=name):
            return name
        case Move():
            return ""
        case _:
            assert_never(request)
