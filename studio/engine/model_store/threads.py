"""The store's two threads: one waits for the network, the other reads and writes what is on the disk.

Neither is the engine's: a download takes hours, and painting does not wait for it. Both begin when they are first asked
for something, and the network is reached by ``Ask`` and ``Fetch`` alone.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Final, assert_never

from studio.engine.model_store.adding import Reading, add
from studio.engine.model_store.downloading import Download, Tick, cancel, download, offer
from studio.engine.model_store.fetching import PATIENT, Patience
from studio.engine.model_store.home import keep_models_in, models_folder
from studio.engine.model_store.hub import PUBLIC, Hub
from studio.engine.model_store.lane import Errand, Lane, Steps
from studio.engine.model_store.network import Network, Wire
from studio.engine.model_store.rate import Rate
from studio.engine.model_store.requests import (
    Abandon,
    Add,
    Advanced,
    Ask,
    Doing,
    ErrandId,
    Event,
    Fetch,
    Look,
    Move,
    Offered,
    Remove,
    Request,
    Shown,
    Verify,
)
from studio.engine.model_store.shelf import shelf_of
from studio.engine.model_store.sizes import in_bytes
from studio.engine.model_store.steps import each
from studio.engine.model_store.store import ModelStore, Read
from studio.engine.stop import StopToken
from studio.errors import MissingResource, StudioError

_EVERY_S: Final = 0.1
"""Between two words about how far something is."""


class StoreThreads:
    """Takes requests from any thread, and delivers events from its own.

    ``deliver`` must return at once. store_of: opens the store, made anew for each errand, so that another folder is
    used from the next one on. hub_of: the hub over a network of its own.
    """

    def __init__(
        self,
        deliver: Callable[[Event], None],
        store_of: Callable[[], ModelStore] | None = None,
        hub_of: Callable[[Network], Hub] | None = None,
        patience: Patience = PATIENT,
    ) -> None:
        self._store_of = store_of or usual_store
        self._hub_of = hub_of or usual_hub
        self._patience = patience
        self._ids = count(1)
        self._network = Lane("downloads", deliver, self._shown)
        self._disk = Lane("models", deliver, self._shown)

    def submit(self, request: Request) -> ErrandId:
        """Queue a request; returns at once. Downloads go one after the other."""
        errand, wire = ErrandId(next(self._ids)), Wire()
        lane = self._network if isinstance(request, Ask | Fetch) else self._disk
        hub = self._hub_of(wire)

        def begin(stop: StopToken) -> Steps:
            return _steps(request, _Bench(errand, self._store_of(), hub, stop, self._patience))

        lane.submit(Errand(errand, _urgency(request), begin, wire.abort))
        return errand

    def stop(self, errand: ErrandId) -> None:
        """Ask an errand to end. Of a download, what has come is kept."""
        for lane in (self._network, self._disk):
            lane.stop(errand)

    def close(self) -> None:
        """Stop everything, and join the threads."""
        for lane in (self._network, self._disk):
            lane.close()

    def _shown(self, errand: ErrandId) -> Event | None:
        try:
            return Shown(errand, shelf_of(self._store_of()))
        except StudioError:
            return None


def usual_store() -> ModelStore:
    """The store where models are kept on this machine."""
    return ModelStore(models_folder())


def usual_hub(network: Network) -> Hub:
    """The public hub, or the mirror of it that the environment names."""
    return Hub(network, os.environ.get("HF_ENDPOINT", PUBLIC).rstrip("/"))


@dataclass(frozen=True)
class _Bench:
    """What an errand works with."""

    errand: ErrandId
    store: ModelStore
    hub: Hub
    stop: StopToken
    patience: Patience


def _urgency(request: Request) -> int:
    """What goes first: small is urgent. What takes seconds does not wait for what takes minutes."""
    match request:
        case Look() | Ask():
            return 0
        case Remove() | Abandon() | Move():
            return 1
        case Fetch() | Verify() | Add():
            return 2
        case _:
            assert_never(request)


def _steps(request: Request, bench: _Bench) -> Steps:
    match request:
        case Look():
            return _at_once(lambda: "")
        case Ask(name=name):
            return _asked(name, bench)
        case Fetch(pin=pin):
            return _fetched(Download(bench.store, pin, bench.hub, bench.stop, bench.patience), bench)
        case Verify(name=name):
            return _verified(name, bench)
        case Add():
            return _added(request, bench)
        case Remove(name=name):
            return _at_once(lambda: _removed(name, bench.store))
        case Abandon(name=name):
            return _at_once(lambda: cancel(bench.store, name) or "What had come of it is deleted.")
        case Move(folder=folder):
            return _at_once(lambda: keep_models_in(folder) or f"Models are kept in {folder} from now on.")
        case _:
            assert_never(request)


def _at_once(do: Callable[[], str]) -> Steps:
    yield None
    return do()


def _asked(name: str, bench: _Bench) -> Steps:
    yield Offered(bench.errand, offer(bench.store, name, bench.hub, bench.stop))
    return ""


def _fetched(job: Download, bench: _Bench) -> Steps:
    told = _Telling(bench.errand)
    record = yield from each(download(job), told.tick)
    return f"{record.title} is installed: {in_bytes(record.size)}, every file as its makers list it."


def _verified(name: str, bench: _Bench) -> Steps:
    record = bench.store.record(name)
    if record is None:
        raise MissingResource(f"{name} is not here.", "There is nothing to verify.")
    told = _Telling(bench.errand, record.size)
    yield from each(bench.store.verified(record), told.read)
    return f"{record.title} is whole: {len(record.files)} files, {in_bytes(record.size)}, all as they should be."


def _added(request: Add, bench: _Bench) -> Steps:
    told = _Telling(bench.errand)
    record = yield from each(add(bench.store, request.folder, request.stands_for), told.reading)
    return f"{record.title} is added. It stays in {record.folder}, and is never changed."


def _removed(name: str, store: ModelStore) -> str:
    record = store.record(name)
    title = name if record is None else record.title
    with store.held(name):
        freed = store.remove(name)
    if record is not None and record.folder:
        return f"{title} is forgotten. Nothing in {record.folder} was touched."
    return f"{title} is removed; {in_bytes(freed)} are free again."


class _Telling:
    """Says how far an errand is, ten times a second at most."""

    def __init__(self, errand: ErrandId, total: int = 0) -> None:
        self._errand, self._total = errand, total
        self._done, self._said = 0, -1.0
        self._rate = Rate()

    def tick(self, tick: Tick) -> Event | None:
        """Of a download."""
        now = time.monotonic()
        if tick.came:
            self._rate.note(tick.came, now)
        doing = Doing.TRYING if tick.waiting else Doing.FETCHING if tick.came else Doing.CHECKING
        left = self._rate.seconds_left(tick.total - tick.done) if tick.came else None
        rate = self._rate.bytes_per_s if tick.came else None
        said = Advanced(self._errand, doing, tick.file, tick.done, tick.total, rate, left, tick.waiting)
        return self._seldom(said, now, always=bool(tick.waiting))

    def reading(self, reading: Reading) -> Event | None:
        """Of a folder that is taken in."""
        return self._read(reading.file, reading.done, reading.total)

    def read(self, read: Read) -> Event | None:
        """Of files that are verified."""
        return self._read(read.file, self._done + read.bytes, self._total)

    def _read(self, file: str, done: int, total: int) -> Event | None:
        now = time.monotonic()
        self._rate.note(done - self._done, now)
        self._done = done
        left = self._rate.seconds_left(total - done)
        return self._seldom(Advanced(self._errand, Doing.VERIFYING, file, done, total, None, left), now)

    def _seldom(self, event: Advanced, now: float, *, always: bool = False) -> Event | None:
        if not always and now - self._said < _EVERY_S and event.done < event.total:
            return None
        self._said = now
        return event
