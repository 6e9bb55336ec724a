"""Meshes on the graphics card, drawn by surface."""

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.arrays import Content, vertex_array
from studio.engine.painters.cel.gl_wait import drawer
from studio.engine.painters.cel.vertices import FORMATS, VERTEX, Kind, Packed
from studio.engine.performance import Matrix

THEN = "in_place_then"
"""The shaders' name for where a vertex is in another frame."""
draw_run = drawer()


class Model:
    """One uploaded mesh. Programs share its buffers; each gets a vertex array when it first draws it."""

    def __init__(self, context: moderngl.Context, packed: Packed, then: moderngl.Buffer | None = None) -> None:
        """then: for what bends, where its vertices are in another frame, ``3f4`` each."""
        self._context = context
        self.then = then
        self._vertices = context.buffer(packed.vertices.tobytes())
        self._indices = context.buffer(packed.indices.tobytes())
        self._arrays: dict[int, moderngl.VertexArray] = {}
        self._cells = packed.cells
        self.kinds = tuple(packed.cells)
        self.surfaces = frozenset(kind.surface for kind in self.kinds)
        self.triangles = len(packed.indices) // 3

    def draw(self, program: moderngl.Program, kind: Kind | None = None, planes: Matrix | None = None) -> None:
        """Draw one kind, or everything, leaving out cells outside ``planes``."""
        array = self.array(program)
        if kind is None:
            draw_run(program, array, 0, self.triangles * 3)
        elif kind in self._cells:
            for first, count in self._cells[kind].runs(planes):
                draw_run(program, array, first, count)

    def rewrite(self, vertices: NDArray[np.void]) -> None:
        """Other places and colours for the same triangles."""
        self._vertices.orphan()
        self._vertices.write(vertices.tobytes())

    def release(self) -> None:
        """Give the buffers back."""
        for array in self._arrays.values():
            array.release()
        self._vertices.release()
        if self.then is not None:
            self.then.release()
        self._indices.release()

    def array(self, program: moderngl.Program) -> moderngl.VertexArray:
        """The mesh as a program reads it."""
        if program.glo not in self._arrays:
            used = [name for name in VERTEX.names or () if name in program]
            layout = " ".join(FORMATS[name] if name in used else _padding(name) for name in FORMATS)
            content: Content = [(self._vertices, layout, *used)]
            if self.then is not None and THEN in program:
                content.append((self.then, "3f4", THEN))
            self._arrays[program.glo] = vertex_array(self._context, program, content, self._indices)
        return self._arrays[program.glo]


def _padding(name: str) -> str:
    return f"{VERTEX[name].itemsize}x1"
