"""Long calls in steps: one side at a time, and an end whichever side leaves."""

import threading

import pytest

from studio.engine.painters.diffusion.turns import Turns, in_turns
from studio.engine.stop import StopToken
from studio.errors import Stopped


def test_what_a_call_says_comes_in_order_and_its_result_at_the_end() -> None:
    def count(turns: Turns[int]) -> str:
        for number in range(3):
            turns.say(number)
        return "done"

    steps = in_turns(count, StopToken())
    assert [next(steps) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value == "done"


def test_never_do_both_sides_run() -> None:
    running: list[str] = []

    def work(turns: Turns[int]) -> None:
        for number in range(20):
            running.append("call")
            assert running == ["call"]
            running.clear()
            turns.say(number)

    for _ in in_turns(work, StopToken()):
        running.append("driver")
        assert running == ["driver"]
        running.clear()


def test_a_stopped_call_ends_at_its_next_breath_and_cleans_up() -> None:
    stop, ended = StopToken(), threading.Event()

    def work(turns: Turns[int]) -> None:
        try:
            turns.say(1)
            while True:
                turns.breathe()
        finally:
            ended.set()

    steps = in_turns(work, stop)
    assert next(steps) == 1
    stop.stop()
    with pytest.raises(Stopped):
        next(steps)
    assert ended.is_set()


def test_leaving_the_steps_ends_the_call() -> None:
    ended = threading.Event()

    def work(turns: Turns[int]) -> None:
        try:
            while True:
                turns.say(0)
        finally:
            ended.set()

    steps = in_turns(work, StopToken())
    next(steps)
    steps.close()
    assert ended.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("painting")]


def test_a_fault_of_the_call_is_the_driver_s() -> None:
    def work(turns: Turns[int]) -> None:
        turns.say(1)
        raise ValueError("torn")

    steps = in_turns(work, StopToken())
    next(steps)
    with pytest.raises(ValueError, match="torn"):
        next(steps)
