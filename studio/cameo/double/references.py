"""Pictures of a person for painters that work from references: their face, close, from several sides.

They are biometric data: they live in the vault, and never in a film, a package or a cache.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from studio.cameo.capture.keeping import Kept
from studio.cameo.faces.found import Picture
from studio.errors import MediaUnreadable

SIDES: Final = ("look", "left", "right", "up", "smile")
"""The prompts whose pictures make references."""
SIZE_PX: Final = 512
_ROOM: Final = 1.9
"""How much wider than the face a crop is: hair and chin belong to somebody's likeness."""


@dataclass(frozen=True)
class Reference:
    """One crop: which side it shows, and its PNG."""

    side: str
    png: bytes


def references_of(kept: Iterable[Kept]) -> tuple[Reference, ...]:
    """The crops of the pictures that a capture kept."""
    by_side = {one.what: one for one in kept}
    return tuple(Reference(side, _png(_crop(by_side[side]))) for side in SIDES if side in by_side)


def picture_in(reference: Reference) -> Picture:
    """A crop as (SIZE_PX, SIZE_PX, 3) sRGB.

    Raises:
        MediaUnreadable: it is damaged.
    """
    found = cv2.imdecode(np.frombuffer(reference.png, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        raise MediaUnreadable("A picture of the cameo is damaged.", "Capture it once more.")
    return cv2.cvtColor(found, cv2.COLOR_BGR2RGB).astype(np.uint8)


def _crop(kept: Kept) -> Picture:
    across, down = kept.picture.shape[1], kept.picture.shape[0]
    middle = (0.5 + kept.measures.off[0]) * across, (0.5 + kept.measures.off[1]) * down
    side = _ROOM * kept.measures.width * across
    scale = SIZE_PX / side
    matrix = np.array(
        [[scale, 0, SIZE_PX / 2 - scale * middle[0]], [0, scale, 0.54 * SIZE_PX - scale * middle[1]]], np.float32
    )
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    crop = cv2.warpAffine(kept.picture, matrix, (SIZE_PX, SIZE_PX), flags=how, borderMode=cv2.BORDER_REPLICATE)
    return crop.astype(np.uint8)


def _png(picture: Picture) -> bytes:
    return cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()
