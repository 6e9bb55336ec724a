"""The steps of a capture: what is asked, in which order, for how long."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from random import Random
from typing import Final

import msgspec
from msgspec import Struct

from studio.errors import MissingResource
from studio.resources import resource

READY_S: Final = 1.0
"""How long a step's sentence stands before it begins."""
NUMBERS: Final = 6
TURNS: Final = ("left", "right", "up")
FACES: Final = ("smile", "brows", "mouth")


class Task(Enum):
    """A step; the values are the keys of ``cameo/steps.toml``."""

    LOOK = "look"
    COUNT = "count"
    NUMBERS = "numbers"
    TURNS = "turns"
    BLINK = "blink"
    FACES = "faces"


class Wording(Struct, frozen=True):
    """One step's table in ``cameo/steps.toml``."""

    seconds: float
    say: str
    missed: str


class Wordings(Struct, frozen=True):
    """``cameo/steps.toml``; common: what may go wrong in any step."""

    look: Wording
    count: Wording
    numbers: Wording
    turns: Wording
    blink: Wording
    faces: Wording
    prompts: dict[str, str]
    common: dict[str, str]

    def of(self, task: Task) -> Wording:
        """One step's."""
        return getattr(self, task.value)


@cache
def wordings() -> Wordings:
    """The words and times of the steps.

    Raises:
        MissingResource: the file does not read.
    """
    path = resource("cameo/steps.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Wordings)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/cameo/steps.toml does not read: {fault}.", "Mend that line.") from fault


@dataclass(frozen=True)
class Prompt:
    """What is shown from ``start`` to ``end``, seconds of its step: a digit, or a key of the prompts' words."""

    what: str
    start: float
    end: float

    @property
    def digit(self) -> int | None:
        """The number to read, if it is one."""
        return int(self.what) if self.what.isdigit() else None

    @property
    def words(self) -> str:
        """What is shown of it."""
        return self.what if self.digit is not None else wordings().prompts[self.what]


@dataclass(frozen=True)
class Step:
    """A step and its prompts, after a moment to read what it is about."""

    task: Task
    prompts: tuple[Prompt, ...]

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self.prompts[-1].end

    def prompt_at(self, seconds: float) -> Prompt | None:
        """What is shown at a time of the step; None while it is made ready for, or is over."""
        return next((one for one in self.prompts if one.start <= seconds < one.end), None)


def planned(chance: Random) -> tuple[Step, ...]:
    """All steps of a capture, their prompts in an order that nobody can know beforehand."""
    return tuple(step_of(task, chance) for task in Task)


def step_of(task: Task, chance: Random) -> Step:
    """A step with its prompts drawn anew."""
    match task:
        case Task.LOOK | Task.BLINK:
            asked: Sequence[str] = (task.value,)
        case Task.COUNT:
            asked = tuple(str(digit) for digit in range(10))
        case Task.NUMBERS:
            asked = [str(digit) for digit in chance.sample(range(10), NUMBERS)]
        case Task.TURNS:
            asked = chance.sample(TURNS, len(TURNS))
        case Task.FACES:
            asked = chance.sample(FACES, len(FACES))
    each = wordings().of(task).seconds
    starts = [READY_S + each * number for number in range(len(asked))]
    return Step(task, tuple(Prompt(what, start, start + each) for what, start in zip(asked, starts, strict=True)))
