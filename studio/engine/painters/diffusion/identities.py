"""Pictures of whoever lends their likeness, put beside the drawings of their double for painters that go by references.

They are read from the vault with the leave that a performance carries, for one painting, and kept nowhere: the drawings
are kept between paintings, these are not.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import cv2
import numpy as np

from studio.cameo.double.making import references_with
from studio.cameo.double.references import picture_in
from studio.cameo.likeness import Cleared
from studio.engine.painters.diffusion.conditioning import Pictures

MOST_SIDES: Final = 2
"""Sides of a face that are shown; more would each be too small to be known by."""


def with_identities(sheets: Mapping[str, Pictures], cleared: Sequence[Cleared]) -> dict[str, Pictures]:
    """Character sheets, each (H, W, 3) uint8, with the person's own face at the right of those who are doubles.

    Whose cameo holds no pictures keeps the sheet as it was drawn.

    Raises:
        LikenessRefused: a likeness is not lent any more. StudioError: what is kept of it cannot be read.
    """
    by_member = {str(one.member.id): one for one in cleared}
    return {who: _beside(sheet, by_member[who]) if who in by_member else sheet for who, sheet in sheets.items()}


def _beside(sheet: Pictures, leave: Cleared) -> Pictures:
    """The sheet with faces, one above the other, in place of its last view, which is the drawn face."""
    faces = [picture_in(one) for one in references_with(leave)[:MOST_SIDES]]
    if not faces:
        return sheet
    high, wide = sheet.shape[:2]
    side = min(wide // 3, high // len(faces))
    beside = sheet.copy()
    beside[:, wide - side :] = 255
    for number, face in enumerate(faces):
        top = (high - side * len(faces)) // 2 + number * side
        beside[top : top + side, wide - side :] = cv2.resize(face, (side, side), interpolation=cv2.INTER_AREA)
    return beside.astype(np.uint8, copy=False)
