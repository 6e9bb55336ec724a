"""The engine thread: order of work, the three endings, and that nothing takes it down."""

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.engine.jobs import (
    Cancelled,
    Direct,
    Export,
    Failed,
    Finished,
    JobEvent,
    JobId,
    Preview,
    Progress,
    Redirect,
    Request,
    Survey,
)
from studio.engine.painters.painter import Size
from studio.engine.stop import StopToken
from studio.engine.thread import Engine, Steps, Waiting
from studio.errors import DeviceLimit
from studio.timeline.film import Directions, Film, Seconds, ShotId

SIZE = Size(64, 36)
FILM = Film(title="Test")
ENDINGS = (Finished, Cancelled, Failed)


def export(name: str) -> Export:
    return Export(FILM, Path(name), SIZE, Path("takes"))


def preview(at: int = 0) -> Preview:
    return Preview(FILM, Seconds(at), SIZE)


class Script:
    """Works whose jobs run until they are let go, and note every step."""

    def __init__(self) -> None:
        self.steps: queue.Queue[str] = queue.Queue()
        self.gates: dict[str, threading.Event] = {}  # a job only waits until its gate opens
        self.holds: dict[str, threading.Event] = {}  # a job blocks the thread in its first step until let go
        self.has_room = True
        self.closed_on: str | None = None
        self.tidied: list[str] = []

    def begin(self, request: Request, job: JobId, stop: StopToken) -> Steps:
        match request:
            case Export(target=target):
                return self._work(target.name, job, 40)
            case Preview(start=start):
                return self._work(f"preview {start}", job, 3)
            case Survey():
                return self._work("survey", job, 3)
            case Direct(script="broken"):
                return self._bug()
            case Direct(script="full"):
                return self._refuse()
            case _:
                return self._work("reading", job, 1)

    def _work(self, name: str, job: JobId, count: int) -> Steps:
        try:
            for number in range(count):
                gate = self.gates.get(name)
                while gate is not None and not gate.wait(0.001):
                    yield Waiting()
                self.steps.put(name)
                if name in self.holds:
                    self.holds[name].wait(5)
                yield Progress(job, number + 1, count, name)
        finally:
            self.tidied.append(name)
        return Finished(job)

    def _bug(self) -> Steps:
        yield None
        raise ZeroDivisionError

    def _refuse(self) -> Steps:
        yield None
        raise DeviceLimit("The disk is full.", "Make room.")

    def has_room_beside(self, request: Request) -> bool:
        return self.has_room

    def close(self) -> None:
        self.closed_on = threading.current_thread().name


class Listening:
    """Collects events, and waits for endings."""

    def __init__(self) -> None:
        self.events: queue.Queue[JobEvent] = queue.Queue()

    def ending_of(self, job: JobId) -> JobEvent:
        while True:
            event = self.events.get(timeout=5)
            if isinstance(event, ENDINGS) and event.job == job:
                return event

    def endings(self, count: int) -> list[JobEvent]:
        found: list[JobEvent] = []
        while len(found) < count:
            event = self.events.get(timeout=5)
            if isinstance(event, ENDINGS):
                found.append(event)
        return found


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def heard() -> Listening:
    return Listening()


@pytest.fixture
def engine(script: Script, heard: Listening) -> Iterator[Engine]:
    before = threading.active_count()
    engine = Engine(heard.events.put, script)
    yield engine
    engine.close()
    assert threading.active_count() == before
    assert script.closed_on == "engine"


def test_finals_are_made_in_the_order_they_were_asked_for(engine: Engine, heard: Listening) -> None:
    jobs = [engine.submit(export(name)) for name in "abc"]
    assert [event.job for event in heard.endings(3)] == jobs


def test_a_final_that_waits_leaves_the_thread_to_the_next(engine: Engine, script: Script, heard: Listening) -> None:
    script.gates["a"] = gate = threading.Event()
    first, second = engine.submit(export("a")), engine.submit(export("b"))
    assert heard.ending_of(second) == Finished(second)
    gate.set()
    assert heard.ending_of(first) == Finished(first)


def test_so_many_finals_go_on_and_the_others_wait_until_there_may_be_more(
    engine: Engine, script: Script, heard: Listening
) -> None:
    for name in "ab":
        script.gates[name] = threading.Event()
    jobs = {name: engine.submit(export(name)) for name in "abc"}
    looked = engine.submit(preview())
    assert heard.ending_of(looked) == Finished(looked)
    chore = engine.submit(Survey(FILM, SIZE))
    assert heard.ending_of(chore) == Finished(chore)
    assert not {"a", "b", "c"} & set(script.steps.queue), "two wait, and the third was not begun"
    engine.set_abreast(3)
    assert heard.ending_of(jobs["c"]) == Finished(jobs["c"])


def test_a_final_waits_for_memory_that_another_holds(engine: Engine, script: Script, heard: Listening) -> None:
    script.has_room = False
    script.gates["a"] = gate = threading.Event()
    first, second = engine.submit(export("a")), engine.submit(export("b"))
    chore = engine.submit(Survey(FILM, SIZE))
    assert heard.ending_of(chore) == Finished(chore)
    assert "b" not in script.steps.queue
    gate.set()
    assert [event.job for event in heard.endings(2)] == [first, second]


def test_a_preview_runs_between_the_steps_of_a_final(engine: Engine, script: Script, heard: Listening) -> None:
    script.holds["final"] = hold = threading.Event()
    final = engine.submit(export("final"))
    assert script.steps.get(timeout=5) == "final"
    looked = engine.submit(preview())
    hold.set()
    assert [event.job for event in heard.endings(2)] == [looked, final]


def test_a_new_preview_replaces_the_one_before(engine: Engine, script: Script, heard: Listening) -> None:
    script.gates["preview 0"] = threading.Event()
    first, second = engine.submit(preview(0)), engine.submit(preview(1))
    assert heard.endings(2) == [Cancelled(first), Finished(second)]


def test_a_waiting_preview_leaves_the_thread_to_the_final(engine: Engine, script: Script, heard: Listening) -> None:
    script.gates["preview 0"] = gate = threading.Event()
    looked = engine.submit(preview(0))
    final = engine.submit(export("final"))
    assert heard.ending_of(final) == Finished(final)
    gate.set()
    assert heard.ending_of(looked) == Finished(looked)


def test_chores_come_last(engine: Engine, script: Script, heard: Listening) -> None:
    script.gates["preview 0"] = gate = threading.Event()
    engine.submit(preview(0))
    chore, final = engine.submit(Survey(FILM, SIZE)), engine.submit(export("final"))
    gate.set()
    order = [event.job for event in heard.endings(3)]
    assert order.index(final) < order.index(chore)


def test_edits_of_two_shots_are_both_read_but_only_the_last_of_one(
    engine: Engine, script: Script, heard: Listening
) -> None:
    script.gates["reading"] = gate = threading.Event()
    first, other, second = (engine.submit(Redirect(FILM, ShotId(shot), Directions())) for shot in ("one", "two", "one"))
    assert heard.ending_of(first) == Cancelled(first)
    gate.set()
    assert {event.job for event in heard.endings(2)} == {other, second}


def test_cancel_is_answered_within_a_fifth_of_a_second(engine: Engine, script: Script, heard: Listening) -> None:
    script.gates["final"] = threading.Event()
    job = engine.submit(export("final"))
    began = time.monotonic()
    engine.cancel(job)
    assert heard.ending_of(job) == Cancelled(job)
    assert time.monotonic() - began < 0.2


def test_a_cancelled_final_tidies_up_even_while_a_preview_plays(
    engine: Engine, script: Script, heard: Listening
) -> None:
    script.holds["final"] = hold = threading.Event()
    final = engine.submit(export("final"))
    assert script.steps.get(timeout=5) == "final"
    script.gates["preview 0"] = gate = threading.Event()
    engine.submit(preview(0))
    engine.cancel(final)
    hold.set()
    assert heard.ending_of(final) == Cancelled(final)
    assert "final" in script.tidied
    gate.set()


def test_a_bug_ends_its_job_and_nothing_else(
    engine: Engine, heard: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    broken, next_one = engine.submit(Direct("broken")), engine.submit(export("next"))
    ending = heard.ending_of(broken)
    assert isinstance(ending, Failed)
    assert "ZeroDivision" not in ending.what
    assert heard.ending_of(next_one) == Finished(next_one)
    assert "ZeroDivisionError" in caplog.text


def test_a_refusal_is_told_in_its_own_words(engine: Engine, heard: Listening) -> None:
    job = engine.submit(Direct("full"))
    assert heard.ending_of(job) == Failed(job, "The disk is full.", "Make room.")


def test_closing_ends_everything_and_joins(script: Script, heard: Listening) -> None:
    engine = Engine(heard.events.put, script)
    script.gates["a"] = threading.Event()
    jobs = {engine.submit(export(name)) for name in "ab"}
    engine.close()
    engine.close()
    assert {event.job for event in heard.endings(2)} == jobs
    assert threading.current_thread().name != script.closed_on == "engine"
