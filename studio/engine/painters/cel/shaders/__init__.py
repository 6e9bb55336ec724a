"""GLSL programs, one for each way of shading, built from the ``.glsl`` files beside this one.

One small program per surface instead of one with branches: software drivers run both sides of every branch.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import moderngl

from studio.errors import DeviceLimit, MissingResource

HERE: Final = Path(__file__).parent
_INCLUDE: Final = re.compile(r'^#include "([a-z_]+\.glsl)"$', re.MULTILINE)
_BLOCKS: Final = {"Scene": 0, "Pose": 1, "SceneThen": 2, "PoseThen": 3}


@cache
def source(name: str) -> str:
    """One GLSL file with its includes put in place.

    Raises:
        MissingResource: the file is not in the installation.
    """
    try:
        text = (HERE / name).read_text("utf-8")
    except OSError as fault:
        raise MissingResource(f"The studio's own shader {name} is missing.", "Install Tsuzuki again.") from fault
    return _INCLUDE.sub(lambda found: source(found[1]), text)


class Programs:
    """Compiles programs when they are first asked for, and keeps them."""

    def __init__(self, context: moderngl.Context) -> None:
        self._context = context
        self._kept: dict[tuple[str, str, tuple[str, ...]], moderngl.Program] = {}

    def get(self, vertex: str, fragment: str, *defines: str, **samplers: int) -> moderngl.Program:
        """The program of two files, with names defined for the preprocessor.

        Args:
            samplers: texture unit of each sampler in the program.

        Raises:
            DeviceLimit: the driver does not accept it.
        """
        key = (vertex, fragment, defines)
        if key not in self._kept:
            self._kept[key] = self._build(vertex, fragment, defines, samplers)
        return self._kept[key]

    def release(self) -> None:
        """Give everything back to the driver."""
        for program in self._kept.values():
            program.release()
        self._kept.clear()

    def _build(
        self, vertex: str, fragment: str, defines: tuple[str, ...], samplers: dict[str, int]
    ) -> moderngl.Program:
        head = "#version 330 core\n" + "".join(f"#define {name}\n" for name in defines)
        try:
            program = self._context.program(
                vertex_shader=head + source(vertex), fragment_shader=head + source(fragment)
            )
        except moderngl.Error as fault:
            raise DeviceLimit(
                f"The graphics driver does not accept the studio's shader {fragment} ({fault}).",
                "Update the graphics driver.",
            ) from fault
        _bind(program, samplers)
        return program


def _bind(program: moderngl.Program, samplers: dict[str, int]) -> None:
    for name in program:
        member = program[name]
        if isinstance(member, moderngl.UniformBlock):
            member.binding = _BLOCKS[name]
        elif isinstance(member, moderngl.Uniform) and name in samplers:
            member.value = samplers[name]
