"""Lines and edges of finished frames, drawn at four points of every pixel and brought together.

Only coverage and depth are worked out four times; what a surface looks like is worked out once a pixel, which is why a
software driver can afford it where it could not draw the whole picture at twice its size.
"""

from collections.abc import Generator
from contextlib import contextmanager

import moderngl

from studio.engine.painters.cel.canvas import UNITS_ON_SCREEN, Canvas
from studio.engine.painters.cel.targets import Targets


@contextmanager
def drawn_finely(canvas: Canvas, targets: Targets, fine: bool) -> Generator[None]:
    """What is drawn inside goes over ``targets.picture``, finely or as it is; the picture is in use after."""
    if not fine:
        targets.picture.frame.use()
        yield
        return
    _raise(canvas, targets)
    yield
    canvas.copy(targets.fine.frame, targets.picture.frame)
    targets.picture.frame.use()


def _raise(canvas: Canvas, targets: Targets) -> None:
    """The picture and its depth as they are, at every point of each pixel."""
    picture, fine = targets.picture, targets.fine
    assert picture.depth
    canvas.state(moderngl.DEPTH_TEST)
    fine.frame.use()
    fine.frame.clear(0, 0, 0, 0, depth=1.0)
    picture.colour.use(UNITS_ON_SCREEN["picture"])
    picture.depth.use(UNITS_ON_SCREEN["depths"])
    canvas.screen("raise_fragment.glsl", fine.frame)
