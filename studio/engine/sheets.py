"""Character sheets for a package: each of the cast from the front, half from the side and close, on white.

Somebody played by a cameo is shown as their stand-in: a likeness leaves this machine in no file but the film itself.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import cv2
from msgspec.structs import replace

from studio.engine.painters.choosing import drawer_of
from studio.engine.painters.diffusion.references import Sheets
from studio.engine.painters.painter import Painter, Size
from studio.timeline.film import CastMember

SheetMaker: TypeAlias = Callable[[CastMember], bytes]
"""Draws somebody's sheet as a JPEG; the file of their model lies where it says."""
SIZE: Final = Size(576, 324)
_QUALITY: Final = 88


def sheet_maker(painter: Painter) -> SheetMaker | None:
    """Who draws sheets with what a painter has at hand; None where it has nothing to draw with. On its thread."""
    cel, sheets = drawer_of(painter), Sheets()
    if cel is None:
        return None

    def make(member: CastMember) -> bytes:
        picture = sheets.of(replace(member, cameo=""), cel, SIZE)
        return cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()

    return make
