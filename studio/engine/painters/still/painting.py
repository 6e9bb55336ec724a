"""One still being filmed at one size: any frame of it, in any order."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.painters.still.airs import AirPainter
from studio.engine.painters.still.arrays import Bytes, Floats, blurred, grey, looked_up, single, spread
from studio.engine.painters.still.filming import View
from studio.engine.painters.still.layers import Layers
from studio.engine.painters.still.living import Lids, blinks
from studio.engine.performance import SUBJECT_NUMBER, Performance
from studio.errors import InvalidRequest

GIVEN: Final = frozenset({Pass.COLOUR, Pass.DEPTH, Pass.LINE, Pass.ID, Pass.FLOW})
SUBJECT_M: Final = 2.0
"""How far away the depth pass has the subject. A picture tells no metres: all other depths are in proportion to it."""
_NODE_PX: Final = 8
_SETTLED: Final = 4
_BACKGROUND: Final = 1


def check_passes(passes: frozenset[Pass]) -> None:
    """Refuse the layers of truth that a picture does not tell.

    Raises:
        InvalidRequest: which.
    """
    if missing := [one.value for one in Pass if one in passes - GIVEN]:
        given = ",".join(one.value for one in Pass if one in GIVEN)
        raise InvalidRequest(f"A still picture tells no {' and no '.join(missing)} pass.", f"Ask only for {given}.")


class Seen:
    """A layer as one frame sees it: for a grid of the frame's pixels, which point of the picture, and how near.

    x, y: frame heights from the axis, before sway; column, row: pixels of the picture, with it; near: nearness.
    """

    def __init__(self, x: Floats, y: Floats, column: Floats, row: Floats, near: Floats) -> None:
        self.x, self.y, self.column, self.row, self.near = x, y, column, row, near


class StillPainting:
    """A still at a size. Made by ``StillPainter.open``; frames come in any order.

    layers: what the picture was taken apart into. closed: (F,) how far the eyes are shut.
    """

    def __init__(self, layers: Layers, performance: Performance, size: Size) -> None:
        filmed = performance.filmed
        assert filmed is not None
        self.layers = layers
        self._performance = performance
        self._size = size
        self._airs = AirPainter(filmed.still.airs, size, performance.seed)
        self.closed = blinks(performance.frames, performance.fps, performance.seed)
        self._front = layers.front.copy()
        self._held: tuple[View, float, Bytes] | None = None
        columns, rows = (np.arange(-1, -(-side // _NODE_PX) + 1) for side in (size.width, size.height))
        x, y = ((at + 0.5) * _NODE_PX for at in (columns, rows))
        grid = np.meshgrid((x - size.width / 2) / size.height, (y - size.height / 2) / size.height)
        self._x, self._y = (np.asarray(one, np.float32) for one in grid)

    def frame(
        self, index: int, _effects: object = None, passes: frozenset[Pass] = frozenset(), _stop: object = None
    ) -> PaintedFrame:
        """Paint one frame, 0 to frames - 1. A still has no effects to drop.

        Raises:
            InvalidRequest: a pass is wanted that a picture does not tell.
        """
        check_passes(passes)
        view, seconds = self.layers.filming.view(index), index / self._performance.fps
        back, front = self._seen_back(view), self._seen_front(view, seconds)
        matte = self._whole_matte(front) if self.layers.has_subject else None
        behind = self._airs.paint(self._back(index, view, back), seconds, view, front=False)
        clean = self._over(behind, front, matte, index)
        colour = self._airs.paint(clean, seconds, view, front=True)
        frame = PaintedFrame(index, colour)
        if not passes - {Pass.COLOUR}:
            return frame
        subject = np.zeros(colour.shape[:2], np.bool_) if matte is None else matte > 0.5
        return self._with_passes(frame, passes, (back, front), subject, clean)

    def shown(self, index: int) -> tuple[Floats, Floats]:
        """Which pixel of the picture's background each of a frame's pixels shows: columns and rows, (H, W) each."""
        seen = self._seen_back(self.layers.filming.view(index))
        return self._whole(seen.column), self._whole(seen.row)

    # --- seeing -----------------------------------------------------------------------------------
    def _seen_back(self, view: View) -> Seen:
        x, y, near = self._settled(view, self.layers.back_near)
        return Seen(x, y, *self._pixels(x, y), near)

    def _seen_front(self, view: View, seconds: float) -> Seen:
        x, y, near = self._settled(view, self.layers.front_near)
        column, row = self._pixels(x, y)
        if self.layers.sway is None:
            return Seen(x, y, column, row, near)
        dx, dy = self._swayed(column, row, seconds)
        return Seen(x, y, column - dx, row - dy, near)

    def _settled(self, view: View, field: Floats) -> tuple[Floats, Floats, Floats]:
        """Which point is seen depends on how near it is, and that on which it is: a few rounds settle it."""
        near = np.full(self._x.shape, field.mean(), np.float32)
        for _ in range(_SETTLED):
            x, y = view.source(self._x, self._y, near)
            near = self._field(field, *self._pixels(x, y))
        x, y = view.source(self._x, self._y, near)
        return x, y, near

    def _pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        filming = self.layers.filming
        column, row = x * np.float32(filming.scale), y * np.float32(filming.scale)
        return column + np.float32(filming.centre[0] - 0.5), row + np.float32(filming.centre[1] - 0.5)

    def _field(self, field: Floats, column: Floats, row: Floats) -> Floats:
        """A small field at pixels of the picture."""
        height, width = self.layers.matte.shape
        x = (column + 0.5) * np.float32(field.shape[1] / width) - np.float32(0.5)
        y = (row + 0.5) * np.float32(field.shape[0] / height) - np.float32(0.5)
        seen = cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(seen, np.float32)

    def _swayed(self, column: Floats, row: Floats, seconds: float) -> tuple[Floats, Floats]:
        assert self.layers.sway is not None
        dx, dy = self.layers.sway.at(seconds)
        return self._field(dx, column, row), self._field(dy, column, row)

    def _whole(self, nodes: Floats) -> Floats:
        """What the grid tells, for every pixel of the frame."""
        tall, wide = nodes.shape
        grown = spread(nodes, (wide * _NODE_PX, tall * _NODE_PX))
        inside = grown[_NODE_PX : _NODE_PX + self._size.height, _NODE_PX : _NODE_PX + self._size.width]
        return np.ascontiguousarray(inside)

    # --- painting ---------------------------------------------------------------------------------
    def _back(self, index: int, view: View, seen: Seen) -> Bytes:
        """The background; while the camera stands still, the one of the frame before."""
        soft = float(self.layers.filming.path.soft[index])
        if self._held is None or self._held[:2] != (view, soft):
            column, row = self._whole(seen.column), self._whole(seen.row)
            back = looked_up(self.layers.back, column, row)
            if self.layers.soft is not None:
                blur = looked_up(self.layers.soft, column, row)
                back = np.asarray(cv2.addWeighted(back, 1 - soft, blur, soft, 0), np.uint8)
            self._held = view, soft, back
        return self._held[2]

    def _whole_matte(self, seen: Seen) -> Floats:
        return looked_up(self.layers.matte, self._whole(seen.column), self._whole(seen.row))

    def _over(self, back: Bytes, seen: Seen, matte: Floats | None, index: int) -> Bytes:
        if matte is None:
            return back
        if self.layers.lids is not None:
            self.layers.lids.put(self._front, float(self.closed[index]))
        front = looked_up(self._front, self._whole(seen.column), self._whole(seen.row))
        return np.asarray(cv2.blendLinear(front, back, matte, 1 - matte), np.uint8)

    # --- passes -----------------------------------------------------------------------------------
    def _with_passes(
        self, frame: PaintedFrame, passes: frozenset[Pass], seen: tuple[Seen, Seen], subject: np.ndarray, clean: Bytes
    ) -> PaintedFrame:
        if Pass.ID in passes:
            frame = replace(frame, id=np.where(subject, SUBJECT_NUMBER, _BACKGROUND).astype(np.uint8))
        if Pass.DEPTH in passes:
            near = np.where(subject, self._whole(seen[1].near), self._whole(seen[0].near))
            frame = replace(frame, depth=(SUBJECT_M / np.maximum(near, 0.005)).astype(np.float32))
        if Pass.LINE in passes:
            frame = replace(frame, line=_lines(clean))
        if Pass.FLOW in passes:
            ways = [self._flow(frame.index, step, seen, subject) for step in (1, -1)]
            frame = replace(frame, flow_forward=ways[0], flow_backward=ways[1])
        return frame

    def _flow(self, index: int, step: int, seen: tuple[Seen, Seen], subject: np.ndarray) -> Floats:
        """(H, W, 3), see ``PaintedFrame``; nothing is known beyond the ends of the shot, nor of a lid that moves."""
        flow = np.zeros((*subject.shape, 3), np.float32)
        then = index + step
        if not 0 <= then < self._performance.frames:
            return flow
        view = self.layers.filming.view(then)
        far, near = (
            self._gone(one, view, then if moves else None) for one, moves in zip(seen, (False, True), strict=True)
        )
        for axis in range(2):
            flow[..., axis] = np.where(subject, self._whole(near[axis]), self._whole(far[axis]))
        flow[..., 2] = 1
        if self.layers.lids is not None and self.closed[index] != self.closed[then]:
            flow[self._covered(seen[1], self.layers.lids)] = 0
        return flow

    def _gone(self, seen: Seen, view: View, then: int | None) -> tuple[Floats, Floats]:
        """How many pixels right and down each node's point is at another view; with sway in frame ``then``."""
        x, y = seen.x, seen.y
        if then is not None and self.layers.sway is not None:
            dx, dy = self._swayed(seen.column, seen.row, then / self._performance.fps)
            scale = self.layers.filming.scale
            column, row = self._pixels(x, y)
            x, y = single(x + (seen.column + dx - column) / scale), single(y + (seen.row + dy - row) / scale)
        right, down = view.seen(x, y, seen.near)
        height = np.float32(self._size.height)
        return (right - self._x) * height, (down - self._y) * height

    def _covered(self, seen: Seen, lids: Lids) -> np.ndarray:
        """The frame's pixels that show an eye's patch."""
        column, row = self._whole(seen.column), self._whole(seen.row)
        tall, wide = lids.patches[0].shape[:2]
        across = (column > lids.left - 1) & (column < lids.left + wide)
        return across & (row > lids.top - 1) & (row < lids.top + tall)


def _lines(picture: Bytes) -> Bytes:
    """(H, W) 255 on dark lines and edges. Source: H. Winnemöller et al., XDoG, 2012."""
    luma = grey(picture).astype(np.float32)
    apart = blurred(luma, 0.9) - blurred(luma, 1.6)
    return np.clip(-apart * 26 - 24, 0, 255).astype(np.uint8)
