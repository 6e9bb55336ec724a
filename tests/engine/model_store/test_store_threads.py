"""The store's threads: what they say, in which order, and how they are stopped."""

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from loopback_hub import QUICK, LoopbackHub, Sends, Waits, entry, model, weights
from test_keeping_models import saved

from studio.engine.model_store.hub import Hub
from studio.engine.model_store.pins import Pin
from studio.engine.model_store.rate import Rate
from studio.engine.model_store.requests import (
    Abandon,
    Add,
    Advanced,
    Ask,
    Doing,
    Done,
    ErrandId,
    Event,
    Fetch,
    Halted,
    Look,
    Offered,
    Refused,
    Remove,
    Shown,
    Verify,
)
from studio.engine.model_store.shelf import Presence, Shelf
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.threads import StoreThreads

BIG = "transformer/diffusion_pytorch_model.safetensors"
Kind = TypeVar("Kind", bound=Event)


class Listener:
    """Hears events, and waits for one."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self._queue: queue.Queue[Event] = queue.Queue()

    def deliver(self, event: Event) -> None:
        self._queue.put(event)

    def until(self, kind: type[Kind], errand: ErrandId, fits: Callable[[Kind], bool] = lambda _: True) -> Kind:
        while True:
            event = self._queue.get(timeout=10)
            self.heard.append(event)
            if isinstance(event, kind) and event.errand == errand and fits(event):
                return event


class Bench:
    """Threads over a store and a hub of our own."""

    def __init__(self, root: Path, server: LoopbackHub) -> None:
        self.ears = Listener()
        self.server = server
        self.store = ModelStore(root, entries=(entry("tiny"), entry("other")))
        self.threads = StoreThreads(
            self.ears.deliver, lambda: self.store, lambda wire: Hub(wire, server.address, QUICK), QUICK
        )

    def pin(self, name: str) -> Pin:
        return self.ears.until(Offered, self.threads.submit(Ask(name))).offer.pin

    def shelf(self) -> Shelf:
        return self.ears.until(Shown, self.threads.submit(Look())).shelf

    def bytes_here(self, name: str = "tiny") -> int:
        found = self.shelf().find(name)
        assert found is not None
        return found.bytes_here

    def presence(self, name: str = "tiny") -> Presence:
        found = self.shelf().find(name)
        assert found is not None
        return found.presence


@pytest.fixture
def bench(tmp_path: Path, server: LoopbackHub) -> Iterator[Bench]:
    made = Bench(tmp_path / "models", server)
    yield made
    made.threads.close()
    assert not [one for one in threading.enumerate() if one.name in ("downloads", "models")]


def test_a_download_tells_how_far_it_is_and_what_is_here_afterwards(bench: Bench) -> None:
    errand = bench.threads.submit(Fetch(bench.pin("tiny")))
    shown = bench.ears.until(Shown, errand)
    done = bench.ears.until(Done, errand)
    told = [event for event in bench.ears.heard if isinstance(event, Advanced)]
    assert told[-1].done == told[-1].total == bench.pin("tiny").size
    assert [event.done for event in told] == sorted(event.done for event in told)
    tiny = shown.shelf.find("tiny")
    assert tiny is not None
    assert tiny.presence is Presence.HERE
    assert "Tiny is installed: 540 kB" in done.said


def test_looking_does_not_wait_for_a_download(bench: Bench) -> None:
    waits = Waits(1000)
    bench.server.faults[BIG] = [waits]
    errand = bench.threads.submit(Fetch(bench.pin("tiny")))
    assert waits.waiting.wait(5)
    assert bench.presence() is Presence.PARTLY
    waits.let.set()
    bench.ears.until(Done, errand)


def test_pausing_keeps_what_came_and_another_download_goes_on(bench: Bench) -> None:
    waits = Waits(200_000)
    bench.server.faults[BIG] = [waits]
    first = bench.threads.submit(Fetch(bench.pin("tiny")))
    while bench.bytes_here() < 200_000:
        assert waits.waiting.wait(5)
    second = bench.threads.submit(Fetch(Pin("other", ())))
    bench.threads.stop(first)
    bench.ears.until(Halted, first)
    waits.let.set()
    bench.ears.until(Done, second)
    assert bench.presence() is Presence.PARTLY
    bench.server.asked.clear()
    bench.ears.until(Done, bench.threads.submit(Fetch(bench.pin("tiny"))))
    assert all(one.start > 0 for one in bench.server.asked if one.path.endswith(BIG))


def test_abandoning_deletes_what_came(bench: Bench) -> None:
    bench.server.faults[BIG] = [Sends(500)] * 3
    bench.ears.until(Refused, bench.threads.submit(Fetch(bench.pin("tiny"))))
    assert bench.presence() is Presence.PARTLY
    bench.ears.until(Done, bench.threads.submit(Abandon("tiny")))
    assert bench.presence() is Presence.ABSENT


def test_waiting_for_a_server_is_told_with_its_reason(bench: Bench) -> None:
    bench.server.faults[BIG] = [Sends(503)]
    errand = bench.threads.submit(Fetch(bench.pin("tiny")))
    told = bench.ears.until(Advanced, errand, lambda event: event.doing is Doing.TRYING)
    assert "too busy" in told.waiting
    bench.ears.until(Done, errand)


def test_what_cannot_be_done_is_said_with_what_to_do(bench: Bench) -> None:
    refused = bench.ears.until(Refused, bench.threads.submit(Verify("tiny")))
    assert refused.what == "tiny is not here."
    assert refused.remedy


def test_adding_verifying_and_removing(bench: Bench, tmp_path: Path) -> None:
    folder = saved(tmp_path / "mine", model())
    added = bench.ears.until(Done, bench.threads.submit(Add(folder)))
    assert "never changed" in added.said
    verified = bench.ears.until(Done, bench.threads.submit(Verify("mine")))
    assert verified.said == "mine is whole: 8 files, 542 kB, all as they should be."
    data = bytearray((folder / BIG).read_bytes())
    data[-1] ^= 1
    (folder / BIG).write_bytes(data)
    refused = bench.ears.until(Refused, bench.threads.submit(Verify("mine")))
    assert BIG in refused.what
    assert bench.presence("mine") is Presence.BROKEN
    removed = bench.ears.until(Done, bench.threads.submit(Remove("mine")))
    assert "Nothing in" in removed.said
    assert folder.exists()


def test_urgent_errands_go_between_the_steps_of_long_ones(bench: Bench, tmp_path: Path) -> None:
    folder = saved(tmp_path / "mine", {**model(), "transformer/more.safetensors": weights(8_000_000)})
    long = bench.threads.submit(Add(folder))
    bench.ears.until(Advanced, long)
    bench.ears.until(Shown, bench.threads.submit(Look()))
    assert not any(isinstance(event, Done) and event.errand == long for event in bench.ears.heard)
    bench.threads.stop(long)
    bench.ears.until(Halted, long)
    assert bench.shelf().find("mine") is None


def test_closing_ends_a_download_that_waits(tmp_path: Path, server: LoopbackHub) -> None:
    bench = Bench(tmp_path, server)
    waits = Waits(1000)
    server.faults[BIG] = [waits]
    bench.threads.submit(Fetch(bench.pin("tiny")))
    assert waits.waiting.wait(5)
    bench.threads.close()
    assert not [one for one in threading.enumerate() if one.name in ("downloads", "models")]
    waits.let.set()
    bench.threads.close()


def test_nothing_runs_before_something_is_asked(tmp_path: Path) -> None:
    before = threading.active_count()
    threads = StoreThreads(Listener().deliver, lambda: ModelStore(tmp_path), lambda wire: Hub(wire))
    assert threading.active_count() == before
    threads.close()


def test_the_rate_is_of_the_last_seconds() -> None:
    rate = Rate()
    assert rate.seconds_left(100) is None
    for second in range(20):
        rate.note(100 if second < 10 else 1000, float(second))
    assert rate.bytes_per_s == pytest.approx(1000)
    assert rate.seconds_left(5000) == pytest.approx(5)
