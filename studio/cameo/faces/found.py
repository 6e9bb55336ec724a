"""A face that was found in a picture, and who finds faces."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""(H, W, 3) sRGB, rows from the top."""
Points: TypeAlias = NDArray[np.float32]


class Reading(Enum):
    """What of a face a finder can tell."""

    PLACE = "place"
    TURN = "turn"
    EXPRESSION = "expression"


@dataclass(frozen=True, eq=False)
class Face:
    """One face of a picture.

    box: left, top, width, height in pixels. points: (478, 3) float32 pixels, x right, y down, z away from the camera,
    in the order of MediaPipe's face mesh (468 of the skin, then 5 of each iris, the person's right one first); None
    where only its place is known. turn: -1 the person turns to their own right, 1 to their left, 0 not at all, as
    far as a finder without points can tell.
    """

    box: tuple[float, float, float, float]
    points: Points | None = None
    turn: int = 0


class FaceFinder(Protocol):
    """Finds the faces of pictures that follow each other. Belongs to one thread."""

    @property
    def reads(self) -> frozenset[Reading]:
        """What it can tell of a face."""
        ...

    def find(self, picture: Picture) -> tuple[Face, ...]:
        """The faces, largest first; at most three."""
        ...

    def close(self) -> None:
        """Let its model go."""
        ...
