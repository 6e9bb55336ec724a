"""What one body can do at once, and what goes on as long as something else does: for the director and the stage."""

from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary

TALK: Final = "talk"
"""The motion that a spoken line is, to whoever asks what goes with it."""


class _Acts(Struct, frozen=True):
    """One table of ``acting/parts.toml``: the motions (or families) in it."""

    acts: frozenset[str]


@cache
def _acts(table: str) -> frozenset[str]:
    return vocabulary.read_table("acting/parts.toml", _Acts)[table].acts


def upper(motion: str) -> bool:
    """Whether it is done with hands, head or voice alone."""
    return motion in _acts("hands") or motion in _acts("voice")


def of_the_legs(motion: str) -> bool:
    """Whether it leaves head and hands free for something else."""
    entry = vocabulary.motions().get(motion)
    return entry is not None and entry.family in _acts("legs")


def goes_on(motion: str) -> bool:
    """Whether it can last as long as something else beside it."""
    return motion in _acts("goes_on")


def done_again(motion: str) -> bool:
    """Whether it goes on by being done again rather than by being drawn out."""
    return motion in _acts("again")


def at_once(one: str, other: str) -> bool:
    """Whether one body can do both motions at the same time: walk and wave, talk and point."""
    if upper(one) and upper(other):
        return (one in _acts("hands")) != (other in _acts("hands"))
    return (upper(one) and of_the_legs(other)) or (of_the_legs(one) and upper(other))
