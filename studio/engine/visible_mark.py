"""Where the visible mark is, and how large: the artist's wish within bounds, and its way from corner to corner."""

import random
from dataclasses import dataclass
from enum import Enum
from typing import Final

from msgspec import Struct

from studio.errors import InvalidRequest

SMALLEST, LARGEST = 0.045, 0.14
"""How high the mark may be, of the picture's shorter side."""
_USUAL: Final = 0.07
_STAYS_S: Final = (3.0, 6.0)
_PASSES_S: Final = 0.4


class Corner(Enum):
    """Where in the picture."""

    TOP_LEFT = "top left"
    TOP_RIGHT = "top right"
    BOTTOM_LEFT = "bottom left"
    BOTTOM_RIGHT = "bottom right"


ACROSS: Final = {
    Corner.TOP_LEFT: Corner.BOTTOM_RIGHT,
    Corner.TOP_RIGHT: Corner.BOTTOM_LEFT,
    Corner.BOTTOM_LEFT: Corner.TOP_RIGHT,
    Corner.BOTTOM_RIGHT: Corner.TOP_LEFT,
}
"""Which corner lies across the picture from each."""


class Mark(Struct, frozen=True):
    """How the artist wants the mark. everywhere: on every shot, not only where it must be.

    height: of the picture's shorter side. corners: where it may be, beginning in the first; two that lie across from
    each other are among them, or the crop of one side would lose it.
    """

    everywhere: bool = False
    height: float = _USUAL
    corners: tuple[Corner, ...] = tuple(Corner)

    def checked(self) -> "Mark":
        """The mark, when it is within its bounds.

        Raises:
            InvalidRequest: too small to see, too large, or always along one side.
        """
        if not SMALLEST <= self.height <= LARGEST:
            raise InvalidRequest(
                f"A mark cannot be {self.height:.1%} of the picture's height.",
                f"Choose from {SMALLEST:.1%} to {LARGEST:.0%}.",
            )
        if not any(ACROSS[corner] in self.corners for corner in self.corners):
            raise InvalidRequest(
                "A mark that keeps to one side of the picture is lost in a crop.",
                "Let it be in two corners across from each other, such as top left and bottom right.",
            )
        return self


def corners_named(told: str) -> tuple[Corner, ...]:
    """The corners of a list in words, such as "bottom right, top left", each once.

    Raises:
        InvalidRequest: it names something else.
    """
    found: list[Corner] = []
    for name in told.split(","):
        plain = " ".join(name.lower().replace("-", " ").split())
        corner = next((one for one in Corner if one.value == plain), None)
        if corner is None:
            every = ", ".join(one.value for one in Corner)
            raise InvalidRequest(f"The picture has no corner called {name.strip()!r}.", f"Choose of {every}.")
        found.append(corner)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Place:
    """Where the mark is in one frame: each corner with how plainly it is seen there, 0 to 1; together always 1."""

    seen: tuple[tuple[Corner, float], ...]


def place_at(mark: Mark, seconds: float) -> Place:
    """Where the mark is at a time of the film. It is never gone: as it leaves one corner it comes up in the next."""
    corner, coming, left = _stay(mark.corners, seconds)
    passing = max(0.0, 1 - left / _PASSES_S)
    if passing == 0.0:
        return Place(((corner, 1.0),))
    return Place(((corner, 1.0 - passing), (coming, passing)))


def _stay(corners: tuple[Corner, ...], seconds: float) -> tuple[Corner, Corner, float]:
    """The corner at a time, which comes next, and in how many seconds."""
    chance = random.Random(20_260_101)  # the same for every film: what is made again has it in the same places
    choice = sorted(set(corners), key=lambda one: one.value)
    corner, end = corners[0], 0.0
    while True:
        end += chance.uniform(*_STAYS_S)
        coming = chance.choice([one for one in choice if one is not corner])
        if seconds < end:
            return corner, coming, end - seconds
        corner = coming
