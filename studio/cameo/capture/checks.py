"""The checks of a capture: pure functions from measures to a verdict, with their limits and words as data."""

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from studio.cameo.faces.measures import Measures
from studio.errors import MissingResource
from studio.resources import resource


class Check(Enum):
    """What is checked; the values are the keys of ``cameo/checks.toml``."""

    ONE_FACE = "one_face"
    LARGE = "large"
    MIDDLE = "middle"
    SHARP = "sharp"
    LIGHT = "light"
    GLARE = "glare"
    EVEN = "even"
    EYES_SEEN = "eyes_seen"
    NO_HAT = "no_hat"
    SOUND_LEVEL = "sound_level"
    SOUND_CLEAR = "sound_clear"


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """One check's table: between least and most it passes; low and high are said below and above."""

    least: float
    most: float
    low: str
    high: str
    kept: bool = False


@dataclass(frozen=True)
class Seen:
    """What one picture shows: how many faces, and the measures of the one, if they can be taken."""

    faces: int
    measures: Measures | None = None


@dataclass(frozen=True)
class Fault:
    """A check that does not pass, and what is said of it."""

    check: Check
    words: str


_OF_FACES: Final = (
    Check.LARGE,
    Check.MIDDLE,
    Check.SHARP,
    Check.LIGHT,
    Check.GLARE,
    Check.EVEN,
    Check.EYES_SEEN,
    Check.NO_HAT,
)


@cache
def limits() -> dict[Check, Limits]:
    """``cameo/checks.toml``.

    Raises:
        MissingResource: the file does not read.
    """
    path = resource("cameo/checks.toml")
    try:
        table = msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, Limits])
        return {check: table[check.value] for check in Check}
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError) as fault:
        raise MissingResource(f"resources/cameo/checks.toml does not read: {fault}.", "Mend that line.") from fault


def passes(check: Check, value: float) -> bool:
    """Whether a measure is within the limits of its check."""
    one = limits()[check]
    return one.least <= value <= one.most


def fault_in(check: Check, value: float) -> Fault | None:
    """What is wrong with a measure; None when it passes."""
    one = limits()[check]
    if passes(check, value):
        return None
    return Fault(check, one.low if value < one.least else one.high)


def faults_of(seen: Seen, excused: frozenset[Check] = frozenset()) -> tuple[Fault, ...]:
    """What is wrong with a picture, most pressing first. excused: checks that the person has set aside."""
    counted = fault_in(Check.ONE_FACE, seen.faces)
    if counted is not None:
        return (counted,)
    if seen.measures is None:
        return (Fault(Check.MIDDLE, limits()[Check.MIDDLE].high),)
    values = values_of(seen.measures)
    asked = (check for check in _OF_FACES if check not in excused)
    return tuple(fault for check in asked if (fault := fault_in(check, values[check])) is not None)


def values_of(measures: Measures) -> dict[Check, float]:
    """Each check's number."""
    return {
        Check.LARGE: measures.width,
        Check.MIDDLE: max(abs(part) for part in measures.off),
        Check.SHARP: measures.sharp,
        Check.LIGHT: measures.light,
        Check.GLARE: measures.glare,
        Check.EVEN: measures.side,
        Check.EYES_SEEN: measures.shade,
        Check.NO_HAT: measures.cover,
    }


def may_be_excused(check: Check) -> bool:
    """Whether a person may set a check aside."""
    return limits()[check].kept
