"""The textures and framebuffers of one picture size."""

from typing import TypeAlias

import moderngl

from studio.engine.painters.painter import Size

BLOOM_LINES = (120, 60, 30)
Box: TypeAlias = tuple[int, int, int, int]
"""Of a picture, left, bottom, width and height: in pixels, or in tiles."""
TILE_PX = 16
"""How large the tiles are that a pass leaves out where it has nothing to do; as in ``tile.glsl``, ``marking.glsl``."""

STRIP_ROWS, STRIP_LONGEST = 4, 4096
"""Rows of a strip of tiles, or a multiple of them; a software driver paints as many at once. And its most columns."""

FINE_SAMPLES = 4
"""What every driver of OpenGL 3.3 has."""


class Layer:
    """A colour picture that can be drawn to and read from, with its own depth if asked for."""

    def __init__(
        self, context: moderngl.Context, size: Size, channels: int = 4, depth: bool = False, dtype: str = "f1"
    ) -> None:
        self.size = size
        self.colour = context.texture((size.width, size.height), channels, dtype=dtype)
        self.colour.repeat_x = self.colour.repeat_y = False
        self.colour.filter = (moderngl.LINEAR, moderngl.LINEAR)
        self.depth = _depth(context, size) if depth else None
        self.over = context.framebuffer([self.colour])
        self.frame = context.framebuffer([self.colour], self.depth) if self.depth else self.over

    def release(self) -> None:
        """Give it back."""
        self.frame.release()
        self.over.release()
        self.colour.release()
        if self.depth:
            self.depth.release()


class FineLayer:
    """A colour picture and its depth at several points of every pixel; read once it is copied to a ``Layer``."""

    def __init__(self, context: moderngl.Context, size: Size) -> None:
        self.size = size
        self.colour = context.texture((size.width, size.height), 4, samples=FINE_SAMPLES)
        self.depth = context.depth_texture((size.width, size.height), samples=FINE_SAMPLES)
        self.over = context.framebuffer([self.colour])
        self.frame = context.framebuffer([self.colour], self.depth)

    def release(self) -> None:
        """Give it back."""
        for part_ in (self.frame, self.over, self.colour, self.depth):
            part_.release()


def _depth(context: moderngl.Context, size: Size) -> moderngl.Texture:
    depth = context.depth_texture((size.width, size.height))
    depth.compare_func = ""
    depth.filter = (moderngl.NEAREST, moderngl.NEAREST)
    depth.repeat_x = depth.repeat_y = False
    return depth


def part(size: Size, by: int) -> Size:
    """A size divided, at least one pixel."""
    return Size(max(1, size.width // by), max(1, size.height // by))


def lines(size: Size, count: int) -> Size:
    """A size with the same shape and at most ``count`` lines."""
    height = min(count, size.height)
    return Size(max(1, round(size.width * height / size.height)), height)


def tiled(size: Size) -> Size:
    """How many tiles a picture has across and up."""
    return Size(-(-size.width // TILE_PX), -(-size.height // TILE_PX))


class Tiles:
    """Which tiles of a picture there is something to do in for a pass, a texel each.

    They lie in a strip of few rows, ``marks``, column by column: a software driver hands out work in squares of 64
    pixels, and so there are enough of them for all its threads. many: tiles of the picture across and up.
    """

    def __init__(self, context: moderngl.Context, size: Size) -> None:
        self.many = tiled(size)
        count = self.many.width * self.many.height
        self.rows = STRIP_ROWS * -(-count // (STRIP_ROWS * STRIP_LONGEST))
        self.marks = Layer(context, Size(self.columns(count), self.rows), channels=1)
        self.marks.colour.filter = (moderngl.NEAREST, moderngl.NEAREST)

    def columns(self, count: int) -> int:
        """How many columns of the strip so many tiles take."""
        return -(-count // self.rows)

    def release(self) -> None:
        """Give it back."""
        self.marks.release()


class Targets:
    """Everything that is drawn into on the way to a frame of one size."""

    def __init__(self, context: moderngl.Context, size: Size) -> None:
        self.size = size
        self._context = context
        self._truth: Layer | None = None
        self._fine: FineLayer | None = None
        self.picture = Layer(context, size, depth=True)
        self.kept = Layer(context, size, depth=True)
        self.graded = Layer(context, size)
        self.smooth = Layer(context, size)
        self.mirror = Layer(context, part(size, 2), depth=True)
        self.mirror_blurred = Layer(context, part(size, 2))
        self.shadow = Layer(context, part(size, 2), channels=1)
        self.soft = [Layer(context, lines(size, 120)) for _ in range(2)]
        self.bloom = [[Layer(context, lines(size, count)) for _ in range(2)] for count in BLOOM_LINES]
        self.spill = Layer(context, lines(size, BLOOM_LINES[0]))
        self.tiles, self.shadow_tiles = Tiles(context, size), Tiles(context, size)

    @property
    def truth(self) -> Layer:
        """What cannot be told in bytes; there once it is asked for."""
        self._truth = self._truth or Layer(self._context, self.size, depth=True, dtype="f4")
        return self._truth

    @property
    def fine(self) -> FineLayer:
        """Where lines and edges are drawn finely; there once it is asked for."""
        self._fine = self._fine or FineLayer(self._context, self.size)
        return self._fine

    def release(self) -> None:
        """Give everything back."""
        for made in (self._truth, self._fine):
            if made is not None:
                made.release()
        single = [self.picture, self.kept, self.graded, self.smooth, self.mirror, self.mirror_blurred, self.shadow]
        for layer in [*single, self.spill, *self.soft, *(layer for pair in self.bloom for layer in pair)]:
            layer.release()
        self.tiles.release()
        self.shadow_tiles.release()
