"""The store's two threads: one waits for the network, the other reads and writes what is on the disk.

Neither is the engine's: a download takes hours, and painting does not wait for it. Both begin when they are first asked
for something, and the network is reached by ``Ask`` and ``Fetch`` alone.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import assert_never

from studio.engine.model_store.adding import add
from studio.engine.model_store.downloading import Download, cancel, download, offer
from studio.engine.model_store.fetching import PATIENT, Patience
from studio.engine.model_store.home import keep_models_in, models_folder
from studio.engine.model_store.hub import PUBLIC, Hub, hub_at
from studio.engine.model_store.lane import Errand, Lane, Steps
from studio.engine.model_store.network import Network, Wire
from studio.engine.model_store.requests import (
    Abandon,
    Add,
    Ask,
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
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.telling import Telling
from studio.engine.stop import StopToken
from studio.errors import MissingResource, StudioError


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

        def begin(stop: StopToken) -> Steps:
            bench = _Bench(errand, self._store_of(), self._hub_of(wire), stop, self._patience)
            return _steps(request, bench)

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
    """The public hub, or the mirror of it that the environment names.

    Raises:
        InvalidRequest: that one is not encrypted.
    """
    return hub_at(network, os.environ.get("HF_ENDPOINT") or PUBLIC)


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
    told = Telling(bench.errand)
    record = yield from each(download(job), told.tick)
    return f"{record.title} is installed: {in_bytes(record.size)}, every file as its makers list it."


def _verified(name: str, bench: _Bench) -> Steps:
    record = bench.store.record(name)
    if record is None:
        raise MissingResource(f"{name} is not here.", "There is nothing to verify.")
    told = Telling(bench.errand, record.size)
    yield from each(bench.store.verified(record), told.read)
    return f"{record.title} is whole: {len(record.files)} files, {in_bytes(record.size)}, all as they should be."


def _added(request: Add, bench: _Bench) -> Steps:
    told = Telling(bench.errand)
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
