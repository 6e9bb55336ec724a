"""Lines and edges of finished frames, drawn at four points of every pixel and brought together.

Only coverage and depth are worked out four times; what a surface looks like is worked out once a pixel, which is why a
software driver can afford it where it could not draw the whole picture at twice its size.
"""

from collections.abc import Generator
from contextlib import contextmanager

import moderngl

from studio.engine.painters.cel.canvas import UNITS_ON_SCREEN, Canvas
from studio.engine.painters.cel.targets import Box, FineLayer, Layer, Targets


@contextmanager
def drawn_finely(canvas: Canvas, targets: Targets, within: Box | None) -> Generator[None]:
    """What is drawn inside goes over ``targets.picture``, which is in use after.

    Args:
        within: the part of the picture, in pixels, where all of it lies and is drawn finely; None to draw as it is.
    """
    picture = targets.picture.frame
    if within is None:
        picture.use()
        yield
        return
    fine = targets.fine.frame
    fine.scissor = picture.scissor = within
    _raise(canvas, targets)
    yield
    lower(canvas, targets)
    fine.scissor = picture.scissor = (0, 0, targets.size.width, targets.size.height)
    picture.use()


def lower(canvas: Canvas, targets: Targets) -> None:
    """Bring what was drawn finely together in ``targets.picture``, as far as its scissor goes."""
    _laid_over("lower_fragment.glsl", canvas, targets.fine, targets.picture)


def _raise(canvas: Canvas, targets: Targets) -> None:
    """The picture and its depth as they are, at every point of each pixel."""
    _laid_over("raise_fragment.glsl", canvas, targets.picture, targets.fine)


def _laid_over(fragment: str, canvas: Canvas, source: Layer | FineLayer, target: Layer | FineLayer) -> None:
    """Colours and depth of one layer over those of the other, whatever is nearer."""
    assert source.depth
    source.colour.use(UNITS_ON_SCREEN["picture"])
    source.depth.use(UNITS_ON_SCREEN["depths"])
    canvas.state(moderngl.DEPTH_TEST)
    canvas.context.depth_func = "1"
    canvas.screen(fragment, target.frame)
    canvas.context.depth_func = "<="
