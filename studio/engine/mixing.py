"""How a shot comes and goes in the viewer: out of black or of the shot before, into black or the shot to come."""

from enum import Enum
from pathlib import Path
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.media.plan import Clip
from studio.engine.media.transitions import DISSOLVE, FADE, Passage, side_frames
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Size
from studio.engine.staging import Staged
from studio.timeline.film import Film

CUT: Final = "cut"
Picture: TypeAlias = NDArray[np.uint8]
"""(H, W, 3) uint8 sRGB."""


class Side(Enum):
    """One of the two shots beside a shot."""

    BEFORE = "before"
    AFTER = "after"


class Held:
    """The one picture of another shot that a dissolve holds; painted when it is first asked for."""

    def __init__(self, cel: CelPainter, size: Size) -> None:
        self._cel = cel
        self._size = size
        self.staged: Staged | None = None
        self._last = False
        self._picture: Picture | None = None

    def keep(self, staged: Staged | None, *, last: bool, picture: Picture | None = None) -> None:
        """Hold the last, or the first, picture of a shot from now on; ``picture`` where it was painted already.

        A shot that may not be shown has none.
        """
        self.staged = staged if staged is None or not staged.barred else None
        self._last, self._picture = last, picture

    @property
    def wanted(self) -> bool:
        """Whether it is known of which shot it is, and not painted yet."""
        return self.staged is not None and self._picture is None

    def picture(self, effects: Effects) -> Picture | None:
        """The picture, with these effects if it is painted now; None where there is no shot."""
        if self._picture is None and self.staged is not None:
            performance = self.staged.performance
            index = performance.frames - 1 if self._last else 0
            self._picture = self._cel.open(performance, self._size).frame(index, effects).colour
        return self._picture


class Mixing:
    """The beginning and the end of one shot, as the written film has them; see ``media.transitions``.

    into: the shot that it dissolves into, None where it does not.
    """

    def __init__(self, film: Film, staged: Staged) -> None:
        shots, frames = film.shots, staged.performance.frames
        at = next(number for number, shot in enumerate(shots) if shot.id == staged.shot.id)
        comes = shots[at].transition if at or shots[at].transition == FADE else CUT
        goes = shots[at + 1].transition if at + 1 < len(shots) else film.ending
        self._head, self._tail = (side_frames(kind, frames, film.fps) for kind in (comes, goes))
        self.into = shots[at + 1].id if goes == DISSOLVE and at + 1 < len(shots) and self._tail else None
        self._comes_out_of_one = comes == DISSOLVE
        clip = Clip(Path(), frames)
        before, after = clip if self._comes_out_of_one else None, clip if self.into else None
        self._passage = Passage(clip, 0, frames, self._head, self._tail, before, after)

    def looks_at(self, index: int) -> "Side | None":
        """Which other shot's picture a frame is mixed with, None with none or with black."""
        if self._passage.own(index) >= 1:
            return None
        if index < self._head:
            return Side.BEFORE if self._comes_out_of_one else None
        return Side.AFTER if self.into else None

    def over(self, colour: Picture, index: int, before: Held, after: Held, effects: Effects) -> Picture:
        """A frame of the shot as it is seen there, mixed as films are written: in gamma.

        before, after: the last picture of the shot before, and the first of the shot to come, where they are known.
        """
        share = self._passage.own(index)
        if share >= 1:
            return colour
        side = self.looks_at(index)
        if side is None:
            return np.round(colour * np.float32(share)).astype(np.uint8)
        other = (before if side is Side.BEFORE else after).picture(effects)
        return colour if other is None else cv2.addWeighted(colour, share, other, 1.0 - share, 0.0).astype(np.uint8)
