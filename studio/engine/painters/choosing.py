"""The painters by the names that artists and the command line know them by."""

from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Painter
from studio.engine.painters.still.painter import StillPainter
from studio.errors import InvalidRequest

PAINTERS = {"cel": CelPainter, "still": StillPainter}


def open_painter(name: str) -> Painter:
    """A painter, to be closed after use.

    Raises:
        InvalidRequest: there is none of this name. DeviceLimit: it cannot paint on this machine.
    """
    if name not in PAINTERS:
        raise InvalidRequest(f"There is no painter called {name!r}.", f"Choose one of: {', '.join(PAINTERS)}.")
    return PAINTERS[name]()
