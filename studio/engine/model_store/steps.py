"""Work in steps, told in other words on its way up; what it returns in the end is handed on."""

from collections.abc import Callable, Generator
from typing import TypeVar

Told = TypeVar("Told")
Heard = TypeVar("Heard")
Got = TypeVar("Got")


def each(steps: Generator[Told, None, Got], say: Callable[[Told], Heard]) -> Generator[Heard, None, Got]:
    """The same steps, each said as ``say`` has it."""
    while True:
        try:
            told = next(steps)
        except StopIteration as end:
            return end.value
        yield say(told)


def to_the_end(steps: Generator[object, None, Got]) -> Got:
    """Go through all steps at once, and give what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
