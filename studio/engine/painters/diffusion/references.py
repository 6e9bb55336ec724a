"""Character sheets: one of the cast as the cel painter draws them, cut out on white, for models to keep them by."""

import math
from typing import Final

import cv2
import numpy as np

from studio.cameo.likeness import Cleared
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.painter import PaintedFrame, Size
from studio.engine.performance import Performance
from studio.engine.sitting import Sitting, Stance
from studio.engine.turntable import Lately, Turning
from studio.timeline.film import CastMember
from studio.timeline.modelled import nameless

MOST: Final = 3
"""Models were taught one to three references at once."""
_KEPT: Final = 48
_VIEWS: Final = (Stance(live=False), Stance(turn=math.radians(50), live=False), Stance(zoom=0.85, live=False))
"""From the front, half from the side, and the face."""
_FIGURES_FROM: Final = 2
"""The first number of the id pass that is neither nothing nor the set."""


class Sheets:
    """Character sheets, each drawn once for as long as its character looks the same. Lives on the engine thread."""

    def __init__(self) -> None:
        self._turning = Turning()
        self._drawn: Lately[tuple[object, Size], Pictures] = Lately(_KEPT)

    def of(self, member: CastMember, cel: CelPainter, size: Size, cleared: tuple[Cleared, ...] = ()) -> Pictures:
        """The views of one of the cast side by side on white, (H, W, 3) uint8.

        cleared: leave to show whose likeness it is (see ``Performance``), asked anew each time.
        """
        for leave in cleared:
            leave.hold()
        return self._drawn.get((nameless(member), size), lambda: self._draw(member, cel, size, cleared))

    def _draw(self, member: CastMember, cel: CelPainter, size: Size, cleared: tuple[Cleared, ...]) -> Pictures:
        view_size = Size(max(16, size.width // len(_VIEWS) // 2 * 2), size.height)
        view = self._turning.view(Sitting(member), cleared, view_size, cel)
        sheet = np.full((size.height, size.width, 3), 255, np.uint8)
        for number, stance in enumerate(_VIEWS):
            figure = on_white(view.figure(stance))
            left = number * view_size.width
            sheet[:, left : left + view_size.width] = figure[:, : size.width - left]
        return sheet


def cast_references(performance: Performance, sheets: Sheets, cel: CelPainter, size: Size) -> dict[str, Pictures]:
    """A sheet of everybody in the picture, at most three, by their ids; each (H, W, 3) uint8."""
    members = {str(actor.member.id): actor.member for actor in performance.actors}
    cleared = performance.cleared
    return {who: sheets.of(member, cel, size, cleared) for who, member in list(members.items())[:MOST]}


def on_white(frame: PaintedFrame) -> Pictures:
    """Whoever is in a frame, cut out by the id pass; the edge is softened by a pixel, as the drawing's own is."""
    assert frame.id is not None
    mask = cv2.GaussianBlur((frame.id >= _FIGURES_FROM).astype(np.float32), (3, 3), 0)[..., None]
    return np.rint(frame.colour * mask + 255 * (1 - mask)).astype(np.uint8)
