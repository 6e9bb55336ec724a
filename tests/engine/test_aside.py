"""Work done on a thread of its own: what is heard of it, and how it ends."""

import threading
from collections.abc import Generator

import pytest

from studio.engine.aside import Waiting, aside, stepped_aside
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit, Stopped


def ended(steps: Generator[object, None, str]) -> str:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class Film:
    """A film that is written in two steps, each when it may be, and that notes on which thread."""

    def __init__(self) -> None:
        self.gates = [threading.Event(), threading.Event()]
        self.threads: set[str] = set()

    def written(self) -> Generator[int, None, str]:
        for number, gate in enumerate(self.gates):
            assert gate.wait(10)
            self.threads.add(threading.current_thread().name)
            yield number
        return "whole"

    def open_all(self) -> None:
        for gate in self.gates:
            gate.set()


def test_who_asks_is_free_while_the_work_goes_on_and_hears_of_each_step_once() -> None:
    film = Film()
    steps = stepped_aside(film.written())
    assert next(steps) == Waiting()
    film.gates[0].set()
    heard: list[object] = []
    while 0 not in heard:
        heard.append(next(steps))
    heard += [next(steps) for _ in range(5)]
    assert heard.count(0) == 1
    film.open_all()
    assert ended(steps) == "whole"
    assert threading.current_thread().name not in film.threads


def test_what_goes_wrong_is_raised_to_who_asked() -> None:
    def full() -> Generator[int, None, str]:
        yield 1
        raise DeviceLimit("The disk is full.", "Make room.")

    with pytest.raises(DeviceLimit, match="full"):
        ended(stepped_aside(full()))


def test_work_that_is_left_ends_and_tidies_up() -> None:
    tidied = threading.Event()

    def endless() -> Generator[int, None, str]:
        try:
            while True:
                yield 1
        finally:
            tidied.set()

    steps = stepped_aside(endless())
    next(steps)
    steps.close()
    assert tidied.is_set()


def test_a_call_is_waited_for_and_its_answer_given() -> None:
    gate = threading.Event()
    steps = aside(lambda: "heard" if gate.wait(10) else "", StopToken())
    assert next(steps) == Waiting()
    gate.set()
    assert ended(steps) == "heard"


def test_a_call_that_is_stopped_has_no_answer() -> None:
    stop = StopToken()
    stop.stop()
    with pytest.raises(Stopped):
        ended(aside(lambda: "heard", stop))
