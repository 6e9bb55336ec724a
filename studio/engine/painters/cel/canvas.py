"""The drawing room: one context with its programs, shared textures and blocks, and how passes are drawn."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final, cast

import moderngl

from studio.engine.painters.cel.arrays import vertex_array
from studio.engine.painters.cel.context import open_context
from studio.engine.painters.cel.gl_wait import array_drawer, copier, finisher, mipmapper, reader, starter
from studio.engine.painters.cel.light import BLOCK_BYTES
from studio.engine.painters.cel.looks import Look
from studio.engine.painters.cel.pose import POSE_BYTES
from studio.engine.painters.cel.shaders import Programs
from studio.engine.painters.cel.targets import TILE_PX, Box, Layer, Tiles
from studio.engine.painters.cel.textures import brush, ring, upload

Value = float | tuple[float, ...] | list[tuple[float, ...]]

UNITS: Final = {
    "picture": 0,
    "hair_mask": 1,
    "mirrored": 1,
    "brush": 2,
    "ring": 3,
    "depths": 4,
    "lit_picture": 5,
    "shade_picture": 6,
}
UNITS_ON_SCREEN: Final = {
    "picture": 0,
    "shadow": 0,
    "near_": 0,
    "soft": 0,
    "spill": 1,
    "middle": 1,
    "wide": 2,
    "brush": 3,
    "depths": 4,
    "tiles": 5,
}

OVER: Final = (moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA, moderngl.ZERO, moderngl.ONE)
MULTIPLY: Final = (moderngl.DST_COLOR, moderngl.ZERO, moderngl.ZERO, moderngl.ONE)
ADD: Final = (moderngl.ONE, moderngl.ONE, moderngl.ONE, moderngl.ONE)


class Canvas:
    """Owns the GL context. Lives on the engine thread."""

    def __init__(self) -> None:
        self.context = open_context()
        self.wait: Callable[[], None] = finisher(self.context)
        self.start = starter()
        self.fill_mipmaps = mipmapper()
        self.draw = array_drawer()
        self.read = reader()
        self._copy = copier(self.context)
        self.programs = Programs(self.context)
        self.scene = self.context.buffer(reserve=BLOCK_BYTES, dynamic=True)
        self._scene_then = self.context.buffer(reserve=BLOCK_BYTES, dynamic=True)
        self._pose_then = self.context.buffer(reserve=POSE_BYTES, dynamic=True)
        self.brush = upload(self.context, brush(), repeat=True)
        self.ring = upload(self.context, ring())
        self.nearest = self.context.sampler(repeat_x=False, repeat_y=False, filter=(moderngl.NEAREST, moderngl.NEAREST))
        linear = (moderngl.LINEAR, moderngl.LINEAR)
        self.as_large = self.context.sampler(repeat_x=False, repeat_y=False, filter=linear)
        self.blank = self.context.texture((1, 1), 4, b"\0\0\0\0")
        self.white = self.context.texture((1, 1), 4, b"\xff\xff\xff\xff")
        self.context.depth_func = "<="
        self.shading: tuple[str, ...] = ()
        self._pose_blocks: list[moderngl.Buffer] = []
        self._bare: dict[int, moderngl.VertexArray] = {}

    def release(self) -> None:
        """Give the programs back; the context goes when nothing holds it."""
        for array in self._bare.values():
            array.release()
        self.programs.release()

    def light(self, block: bytes) -> None:
        """Make a frame's camera and light the ones all programs see."""
        self.scene.orphan()
        self.scene.write(block)
        self.scene.bind_to_uniform_block(0)

    def take_up(self, look: Look) -> None:
        """Shade as a look does from now on: what it does without is left out of the programs."""
        self.shading = ("CHALK",) if look.chalk > 0 else ()

    def light_then(self, block: bytes) -> None:
        """The camera and light of another frame of the shot, beside those of this one."""
        self._scene_then.orphan()
        self._scene_then.write(block)
        self._scene_then.bind_to_uniform_block(2)

    def pose_then(self, block: bytes) -> None:
        """The pose in that other frame of whoever is drawn next."""
        self._pose_then.orphan()
        self._pose_then.write(block)
        self._pose_then.bind_to_uniform_block(3)

    def pose_block(self, slot: int) -> moderngl.Buffer:
        """The buffer for the pose of the n-th player; shots share them, as each frame writes its own."""
        while len(self._pose_blocks) <= slot:
            self._pose_blocks.append(self.context.buffer(reserve=POSE_BYTES, dynamic=True))
        return self._pose_blocks[slot]

    def state(self, flags: int = 0, blend: tuple[int, ...] | None = None) -> None:
        """Set what is tested and how colours mix; everything else is off."""
        self.context.enable_only(flags | (moderngl.BLEND if blend else 0))
        if blend:
            self.context.blend_func = cast("tuple[int, int]", blend)  # four are taken too: colour, then alpha

    @contextmanager
    def unfiltered(self, sampler: str) -> Generator[None]:
        """What is read through one of ``UNITS_ON_SCREEN`` inside is read at the nearest texel."""
        unit = UNITS_ON_SCREEN[sampler]
        self.nearest.use(unit)
        yield
        self.nearest.clear(unit)

    def screen(self, fragment: str, target: moderngl.Framebuffer, *defines: str, **values: Value) -> None:
        """Run a fragment program over the whole target, with textures bound before; see :meth:`through`."""
        self.through("screen_vertex.glsl", fragment, target, *defines, **values)

    def through(self, vertex: str, fragment: str, target: moderngl.Framebuffer, *defines: str, **values: Value) -> None:
        """The same with a vertex program of its own, which makes up the one triangle that covers the target.

        Waits first for what it reads: left to the driver, the wait would be made inside the draw call, which may
        keep every other thread of the process waiting too (see ``gl_wait``).
        """
        self.wait()
        program = self.programs.get(vertex, fragment, *defines, **UNITS_ON_SCREEN)
        target.use()
        self.points(program, 3, moderngl.TRIANGLES, **values)

    def mark(self, fragment: str, tiles: Tiles, *defines: str, within: Box | None = None, **values: Value) -> None:
        """Run a fragment program that looks which tiles of a picture there is something to do in.

        Args:
            within: the tiles that are looked at; all of them if None.
        """
        marks, grid, count = tiles.marks, *_grid(tiles, within)
        marks.over.scissor = (0, 0, tiles.columns(count), tiles.rows)
        self.screen(fragment, marks.over, *defines, grid=grid, **values)
        marks.over.scissor = (0, 0, marks.size.width, marks.size.height)

    def tiled(
        self,
        vertex: str,
        fragment: str,
        target: moderngl.Framebuffer,
        tiles: Tiles,
        *defines: str,
        within: Box | None = None,
        **values: Value,
    ) -> None:
        """Run a fragment program over the tiles of a target that were marked, ``within`` as they were.

        A point is drawn where its middle is inside the viewport, which therefore ends where the last tiles do.
        """
        self.wait()
        program = self.programs.get(vertex, fragment, *defines, **UNITS_ON_SCREEN)
        across, up = tiles.many.width, tiles.many.height
        grid, count = _grid(tiles, within)
        tiles.marks.colour.use(UNITS_ON_SCREEN["tiles"])
        target.use()
        whole = target.viewport
        target.viewport = (0, 0, across * TILE_PX, up * TILE_PX)
        self.context.enable(moderngl.PROGRAM_POINT_SIZE)
        self.points(program, count, moderngl.POINTS, many=(across, up), grid=grid, **values)
        target.viewport = whole

    def points(self, program: moderngl.Program, count: int, mode: int, **values: Value) -> None:
        """Draw ``count`` vertices that the program makes up by itself."""
        put(program, **values)
        if program.glo not in self._bare:
            self._bare[program.glo] = vertex_array(self.context, program, [])
        self.draw(program, self._bare[program.glo], mode, count, 1)

    def copy(self, source: moderngl.Framebuffer, target: moderngl.Framebuffer) -> None:
        """Copy a whole framebuffer to another of the same kind, as far as the other's scissor goes."""
        self.wait()
        self._copy(source, target)

    def shrink(self, source: Layer, target: Layer, *defines: str) -> None:
        """A smaller copy of a picture; BRIGHT keeps only what shines."""
        source.colour.use(0)
        self.screen("shrink_fragment.glsl", target.over, *defines, step_px=step_of(target, source))

    def blur(self, pair: list[Layer], rounds: int = 1) -> None:
        """Blur the first layer of a pair in place, the second is scratch."""
        first, second = pair
        for _ in range(rounds):
            self.spread(first, second, (1, 0))
            self.spread(second, first, (0, 1))

    def spread(self, source: Layer, target: Layer, way: tuple[int, int]) -> None:
        """Blur one layer along one way into another of its size; ``way``: texels from one tap to the next."""
        source.colour.use(0)
        self.screen("blur_fragment.glsl", target.over, way=way)


def _grid(tiles: Tiles, within: Box | None) -> tuple[Box, int]:
    """What ``marking.glsl`` is told of tiles, and how many they are."""
    left, bottom, across, up = within or (0, 0, tiles.many.width, tiles.many.height)
    return (left, bottom, across, tiles.rows), across * up


def step_of(target: Layer, source: Layer) -> tuple[float, float]:
    """Where the nine looks of a shrink lie so that together they cover one pixel of the target."""
    across = max(1.0, source.size.width / target.size.width / 3) / source.size.width
    down = max(1.0, source.size.height / target.size.height / 3) / source.size.height
    return across, down


def put(program: moderngl.Program, **values: Value) -> None:
    """Set uniforms; those the driver found unused and left out are passed over."""
    for name, value in values.items():
        member = program.get(name, None)
        if isinstance(member, moderngl.Uniform):
            member.value = value
