"""What the prompt coach says: values that cross to the window."""

from enum import Enum

from msgspec import Struct

from studio.timeline.film import ShotId


class Kind(Enum):
    """What a piece of advice is about."""

    MISSING = "missing"
    UNPLACED = "unplaced"
    TOO_MUCH = "too much"
    CONTRADICTION = "contradiction"


class Suggestion(Struct, frozen=True):
    """A concrete edit. target: one of the six directions, whose whole text becomes ``after``; or "script",
    where ``before`` is replaced by ``after``, once.
    """

    label: str
    target: str
    after: str
    before: str = ""


class Advice(Struct, frozen=True):
    """One thing the coach has to say. ingredient: which of the six directions it concerns."""

    shot: ShotId
    kind: Kind
    ingredient: str
    what: str
    suggestion: Suggestion
