"""Sheets for models to keep somebody or something by: one of the cast as the cel painter draws them, cut out on white,
and pictures that the artist has of people and of things.
"""

import math
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from studio.cameo.likeness import Cleared
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.conditioning import Pictures, letterboxed
from studio.engine.painters.painter import Brief, PaintedFrame, Size
from studio.engine.performance import Performance
from studio.engine.sitting import Sitting, Stance
from studio.engine.stills import picture_of
from studio.engine.turntable import Lately, Turning
from studio.timeline.brush import Drawing
from studio.timeline.film import CastMember
from studio.timeline.modelled import nameless

MOST: Final = 3
"""Models were taught one to three references at once."""
_KEPT: Final = 48
_DRAWN_PX: Final = 1024
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


def references_in(
    performance: Performance, sheets: Sheets, cel: CelPainter, size: Size, brief: Brief
) -> dict[str, Pictures]:
    """A sheet of everybody in the picture and of each thing that there are pictures of, by their ids, people first and
    at most three in all; each (H, W, 3) uint8.

    brief: those of whom the artist has pictures are kept by these.

    Raises:
        MissingResource: a drawing is gone or another one. MediaUnreadable: it cannot be unpacked.
    """
    members = {str(actor.member.id): actor.member for actor in performance.actors}
    drawn = {one.id: one.drawings for one in brief.people if one.drawings}
    cleared = performance.cleared
    people = {
        who: drawn_sheet(drawn[who], size)
        if who in drawn and not member.cameo
        else sheets.of(member, cel, size, cleared)
        for who, member in list(members.items())[:MOST]
    }
    seen = {str(track.prop.id) for track in performance.props}
    things = [one for one in brief.things if one.id in seen][: MOST - len(people)]
    return {**people, **{one.id: drawn_sheet(one.drawings, size) for one in things}}


def drawn_sheet(drawings: Sequence[Drawing], size: Size) -> Pictures:
    """Pictures of somebody or something side by side on white, the first three, (H, W, 3) uint8."""
    shown = drawings[:MOST]
    sheet = np.full((size.height, size.width, 3), 255, np.uint8)
    room = size.width // len(shown)
    for number, drawing in enumerate(shown):
        left = number * room
        sheet[:, left : left + room] = letterboxed(picture_of_drawing(drawing), Size(room, size.height))
    return sheet


def picture_of_drawing(drawing: Drawing, side_px: int = _DRAWN_PX) -> Pictures:
    """A drawing on white, no side over ``side_px``, (h, w, 3) uint8.

    Raises:
        MissingResource: the file is gone or is another one now. MediaUnreadable, DeviceLimit: it cannot be unpacked.
    """
    seen = picture_of(drawing, side_px)
    colour, alpha = seen.colour.astype(np.float32), seen.alpha
    if alpha is None:
        return seen.colour
    share = alpha[..., None].astype(np.float32) / 255
    return np.rint(colour * share + 255 * (1 - share)).astype(np.uint8)


def on_white(frame: PaintedFrame) -> Pictures:
    """Whoever is in a frame, cut out by the id pass; the edge is softened by a pixel, as the drawing's own is."""
    assert frame.id is not None
    mask = cv2.GaussianBlur((frame.id >= _FIGURES_FROM).astype(np.float32), (3, 3), 0)[..., None]
    return np.rint(frame.colour * mask + 255 * (1 - mask)).astype(np.uint8)
