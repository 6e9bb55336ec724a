"""Which picture of a step is kept: the one that shows best what was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from studio.cameo.capture.steps import Prompt
from studio.cameo.faces.found import Picture
from studio.cameo.faces.measures import Measures

TURNED_DEG: Final = 28.0
"""Three quarters, as a portrait has it."""


@dataclass(frozen=True, eq=False)
class Kept:
    """The best picture of a prompt so far; good: how good it is, only beside others of the same prompt."""

    what: str
    picture: Picture
    measures: Measures
    good: float


def kept_of(prompt: Prompt, picture: Picture, measures: Measures) -> Kept:
    """A picture as one of a prompt's."""
    return Kept(prompt.what, picture, measures, _good(prompt.what, measures))


def better(kept: tuple[Kept, ...], found: Kept) -> tuple[Kept, ...]:
    """The pictures with one more, if it is better than what there is of its prompt."""
    before = next((one for one in kept if one.what == found.what), None)
    if before is not None and before.good >= found.good:
        return kept
    return (*(one for one in kept if one is not before), found)


def picture_of(kept: Iterable[Kept], what: str) -> Kept | None:
    """The picture of a prompt."""
    return next((one for one in kept if one.what == what), None)


def _good(what: str, measures: Measures) -> float:
    pose, eyes = measures.expression.pose, min(measures.expression.eyes)
    sharp = 20 * measures.sharp
    match what:
        case "left":
            return sharp - abs(pose.yaw - TURNED_DEG) / 3
        case "right":
            return sharp - abs(pose.yaw + TURNED_DEG) / 3
        case "up":
            return sharp + min(pose.pitch, 20.0) / 4
        case "smile":
            return sharp + 100 * measures.expression.corners + 40 * measures.expression.wide
        case "brows":
            return sharp + 100 * sum(measures.expression.brows)
        case "mouth":
            return sharp + 20 * measures.expression.mouth
        case "blink":
            return sharp - 20 * eyes
        case _:
            return sharp + 10 * eyes - (abs(pose.yaw) + abs(pose.pitch)) / 3
