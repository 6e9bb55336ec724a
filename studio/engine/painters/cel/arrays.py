"""Binding buffers to programs, in one typed place: the library's own stub leaves its types half said."""

from typing import TypeAlias

import moderngl

Content: TypeAlias = list[tuple[moderngl.Buffer, str, *tuple[str, ...]]]


def vertex_array(
    context: moderngl.Context, program: moderngl.Program, content: Content, indices: moderngl.Buffer | None = None
) -> moderngl.VertexArray:
    """A program with the buffers its inputs come from; ``indices`` are uint32."""
    return context.vertex_array(  # pyright: ignore[reportUnknownMemberType]
        program, content, indices, index_element_size=4
    )
