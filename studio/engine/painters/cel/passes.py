"""The layers of truth beside the colour: depth, line and id, drawn from the same geometry."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.background import View
from studio.engine.painters.cel.canvas import UNITS_ON_SCREEN, Canvas
from studio.engine.painters.cel.cast import Cast, Player
from studio.engine.painters.cel.stage_set import INVERSE_RANGE, StageSet
from studio.engine.painters.cel.targets import Targets
from studio.engine.painters.painter import Pass
from studio.engine.performance import Floats

Bytes = NDArray[np.uint8]


class Passes:
    """Draws the passes asked for, after the colour was drawn, with the same blocks in place."""

    def __init__(self, canvas: Canvas, cast: Cast, stage_set: StageSet) -> None:
        self._canvas = canvas
        self._cast = cast
        self._stage_set = stage_set

    def paint(
        self, wanted: frozenset[Pass], view: View, players: list[Player], targets: Targets
    ) -> tuple[Floats | None, Bytes | None, Bytes | None]:
        """Depth (H, W) float32 metres, line (H, W) and id (H, W) uint8; None for those not wanted."""
        depth = self._depth(targets) if Pass.DEPTH in wanted else None
        line = self._line(view, players, targets) if Pass.LINE in wanted else None
        numbers = self._numbers(view, players, targets) if Pass.ID in wanted else None
        return depth, line, numbers

    def _depth(self, targets: Targets) -> Floats:
        assert targets.picture.depth
        size = targets.size
        texture = self._canvas.context.texture((size.width, size.height), 1, dtype="f4")
        frame = self._canvas.context.framebuffer([texture])
        self._canvas.state()
        targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
        shape = (float(size.width), float(size.height))
        self._canvas.screen("depth_fragment.glsl", frame, flip=True, near_far=INVERSE_RANGE, size=shape)
        self._canvas.wait()
        metres = np.frombuffer(frame.read(components=1, dtype="f4", alignment=1), np.float32)
        frame.release()
        texture.release()
        return metres.reshape(size.height, size.width)

    def _numbers(self, view: View, players: list[Player], targets: Targets) -> Bytes:
        frame = targets.picture.frame
        frame.use()
        frame.clear(0, 0, 0, 0, depth=1.0)
        self._stage_set.flat(view.scenery, view.lens, 1 / 255)
        self._cast.numbers(players, ink=view.effects.outlines)
        return self._read(targets)

    def _line(self, view: View, players: list[Player], targets: Targets) -> Bytes:
        """White hulls and edges where they are seen; the set and the figures themselves hide what is behind."""
        frame = targets.picture.frame
        frame.use()
        frame.clear(0, 0, 0, 0, depth=1.0)
        self._stage_set.flat(view.scenery, view.lens, 0.0, inked=True)
        assert targets.picture.depth
        targets.picture.over.use()
        self._stage_set.lines(targets.picture.depth, "TRUTH")
        frame.use()
        self._stage_set.flat(view.scenery, view.lens, 0.0, inked=False)
        self._cast.line_truth(players, view.effects.outlines)
        return self._read(targets)

    def _read(self, targets: Targets) -> Bytes:
        """The first channel of the picture, top row first."""
        size = targets.size
        self._canvas.wait()
        pixels = targets.picture.over.read(components=1, alignment=1)
        return np.frombuffer(pixels, np.uint8).reshape(size.height, size.width)[::-1]
