"""The cel painter: a Performance drawn as anime, on any machine with OpenGL 3.3."""

from collections.abc import Iterator
from typing import Final

from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.context import check_size
from studio.engine.painters.cel.effects import EFFECT_ORDER, Effects
from studio.engine.painters.cel.makers import Makers, house_makers
from studio.engine.painters.cel.painting import Painting, Room
from studio.engine.painters.footage.painter import FootagePainter, FootagePainting
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Size
from studio.engine.painters.still.painter import StillPainter
from studio.engine.painters.still.painting import StillPainting
from studio.engine.performance import Performance
from studio.engine.stop import StopToken

__all__ = ["EFFECT_ORDER", "CelPainter", "Effects", "Painting"]

REVISION: Final = "14"
"""Of stills too: where ``painters.still`` would film one differently, this changes with its own revision."""


class CelPainter:
    """A ``Painter``. Makes its GL context when made; lives and dies on one thread.

    Raises:
        DeviceLimit: no OpenGL 3.3 on this machine.
    """

    def __init__(self, makers: Makers | None = None) -> None:
        self._canvas = Canvas()
        self._room = Room(self._canvas, makers or house_makers())
        self._stills = StillPainter()
        self._clips = FootagePainter()

    @property
    def name(self) -> str:
        """``cel``."""
        return "cel"

    @property
    def revision(self) -> str:
        """Changes when the same performance would come out different."""
        return REVISION

    @property
    def reads_words(self) -> bool:
        """It paints what is played, whatever the words."""
        return False

    def open(self, performance: Performance, size: Size) -> Painting | StillPainting | FootagePainting:
        """Set a shot up to be painted, frame by frame in any order; one made of a picture or clip by who paints those.

        Raises:
            InvalidRequest: the size cannot be painted. DeviceLimit: this machine cannot paint it.
        """
        if performance.filmed is not None:
            with self._canvas.context:
                check_size(self._canvas.context, size)
            return self._stills.open(performance, size)
        if performance.footage is not None:
            return self._clips.open(performance, size)
        return self.set_up(performance, size)

    def set_up(self, performance: Performance, size: Size) -> Painting:
        """Set a shot up that is painted as the stage plays it; see :meth:`open`."""
        with self._canvas.context:
            check_size(self._canvas.context, size)
            return Painting(self._room, performance, size)

    def paint(self, performance: Performance, order: PaintOrder, stop: StopToken) -> Iterator[PaintedFrame]:
        """Every frame that the order chooses, with all effects. See ``Painter.paint``."""
        if performance.filmed is not None:
            yield from self._stills.paint(performance, order, stop)
            return
        if performance.footage is not None:
            yield from self._clips.paint(performance, order, stop)
            return
        painting = self.open(performance, order.size)
        for index in order.chosen(performance.frames):
            stop.check()
            yield painting.frame(index, Effects.finished(), order.passes, stop)

    def close(self) -> None:
        """Give the GL context back."""
        self._stills.close()
        self._clips.close()
        with self._canvas.context:
            self._room.release()
            self._canvas.release()
        self._canvas.context.release()
