"""Meshes on the graphics card, drawn by surface."""

import moderngl

from studio.engine.painters.cel.arrays import vertex_array
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.vertices import FORMATS, VERTEX, Chunk, Packed, visible
from studio.engine.performance import Matrix


class Model:
    """One uploaded mesh. Programs share its buffers; each gets a vertex array when it first draws it."""

    def __init__(self, context: moderngl.Context, packed: Packed) -> None:
        self._context = context
        self._vertices = context.buffer(packed.vertices.tobytes())
        self._indices = context.buffer(packed.indices.tobytes())
        self._arrays: dict[int, moderngl.VertexArray] = {}
        self.chunks: dict[Surface, tuple[Chunk, ...]] = {
            surface: tuple(chunk for chunk in packed.chunks if chunk.surface is surface)
            for surface in sorted({chunk.surface for chunk in packed.chunks})
        }
        self.triangles = len(packed.indices) // 3

    def draw(self, program: moderngl.Program, surface: Surface | None = None, planes: Matrix | None = None) -> None:
        """Draw one surface, or everything, leaving out chunks outside ``planes``."""
        chunks = self.chunks.get(surface, ()) if surface is not None else tuple(sum(self.chunks.values(), ()))
        runs = visible(chunks, planes) if planes is not None else _whole(chunks)
        array = self._array(program)
        for first, count in runs:
            array.render(moderngl.TRIANGLES, vertices=count, first=first)

    def release(self) -> None:
        """Give the buffers back."""
        for array in self._arrays.values():
            array.release()
        self._vertices.release()
        self._indices.release()

    def _array(self, program: moderngl.Program) -> moderngl.VertexArray:
        if program.glo not in self._arrays:
            used = [name for name in VERTEX.names or () if name in program]
            layout = " ".join(FORMATS[name] if name in used else _padding(name) for name in FORMATS)
            self._arrays[program.glo] = vertex_array(
                self._context, program, [(self._vertices, layout, *used)], self._indices
            )
        return self._arrays[program.glo]


def _padding(name: str) -> str:
    return f"{VERTEX[name].itemsize}x1"


def _whole(chunks: tuple[Chunk, ...]) -> list[tuple[int, int]]:
    if not chunks:
        return []
    first = min(chunk.first for chunk in chunks)
    last = max(chunk.first + chunk.count for chunk in chunks)
    return [(first, last - first)]
