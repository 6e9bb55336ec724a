"""The painter of stills: a Performance that films a picture, on any machine, with no model and no graphics card."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from studio.engine.latest import Latest
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Size
from studio.engine.painters.still.filming import Length
from studio.engine.painters.still.layers import Layers, Original, Setup, layers_of, original_of
from studio.engine.painters.still.painting import StillPainting, check_passes
from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest

REVISION: Final = "1"
_KEPT: Final = 4

Value = TypeVar("Value")


class StillPainter:
    """A ``Painter`` of shots that are made of a picture. What it took apart is kept for the last few."""

    def __init__(self) -> None:
        self._originals = Latest[Original](_KEPT)
        self._layers = Latest[Layers](_KEPT)

    @property
    def name(self) -> str:
        """``still``."""
        return "still"

    @property
    def revision(self) -> str:
        """Changes when the same performance would come out different."""
        return REVISION

    @property
    def reads_words(self) -> bool:
        """It paints what is played, whatever the words."""
        return False

    def open(self, performance: Performance, size: Size, stop: StopToken | None = None) -> StillPainting:
        """Take the picture apart, to be painted frame by frame in any order.

        Raises:
            InvalidRequest: the shot is not made of a picture. Stopped: the token was set.
            MissingResource, MediaUnreadable, DeviceLimit: the picture cannot be used.
        """
        filmed, stop = performance.filmed, stop or StopToken()
        if filmed is None:
            raise InvalidRequest(
                "The still painter paints shots that are made of a picture, and this one is played out.",
                "Choose the painter cel.",
            )
        picture = f"{filmed.still.sha256} {filmed.still.hints}"
        original = _found(self._originals, picture, lambda: original_of(filmed.still, stop))
        length = Length(performance.frames, performance.fps)
        setup = Setup(filmed.camera, length, performance.seed, performance.setting.hour)
        layers = _found(
            self._layers,
            f"{picture} {setup} {size}",
            lambda: layers_of(original, setup, size, stop),
        )
        return StillPainting(layers, performance, size)

    def paint(self, performance: Performance, order: PaintOrder, stop: StopToken) -> Iterator[PaintedFrame]:
        """Every frame from ``order.first`` on. See ``Painter.paint``."""
        check_passes(order.passes)
        painting = self.open(performance, order.size, stop)
        for index in range(order.first, performance.frames):
            stop.check()
            yield painting.frame(index, passes=order.passes)

    def close(self) -> None:
        """Forget the pictures."""
        self._originals, self._layers = Latest[Original](_KEPT), Latest[Layers](_KEPT)


def _found(shelf: Latest[Value], key: str, make: Callable[[], Value]) -> Value:
    return shelf.find(key) or shelf.keep(key, make())
