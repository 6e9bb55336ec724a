"""Long calls to the driver that do not stop the other threads of the process.

moderngl holds Python's global lock through every call, and with a software driver the waiting happens
inside the call that needs the pixels. ``ctypes`` lets the lock go for the length of a foreign call, so the
wait is made there, and the read that follows finds its pixels ready.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Final

import moderngl

_LIBRARIES: Final = {
    "win32": ("opengl32",),
    "darwin": ("/System/Library/Frameworks/OpenGL.framework/OpenGL",),
}
_ELSEWHERE: Final = ("libOpenGL.so.0", "libGL.so.1", "libGL.so")
_TEXTURE_2D: Final = 0x0DE1


def finisher(context: moderngl.Context) -> Callable[[], None]:
    """A call that returns when all drawing so far is done; it lets other threads run meanwhile.

    Falls back to the context's own finish, which does not, where the driver cannot be reached.
    """
    finish = _driver_function("glFinish")
    return finish or context.finish


def mipmapper() -> Callable[[moderngl.Texture], None]:
    """A call that fills in a texture's smaller copies; it lets other threads run meanwhile, where it can.

    Windows gives out only the oldest functions by name, so there the library's own way is taken.
    """
    generate = _driver_function("glGenerateMipmap", ctypes.c_uint)

    def fill(texture: moderngl.Texture) -> None:
        if generate is None:
            texture.build_mipmaps()
        else:
            texture.use(0)
            generate(_TEXTURE_2D)

    return fill


def _driver_function(name: str, *arguments: Any) -> Callable[..., None] | None:
    for library in _LIBRARIES.get(sys.platform, _ELSEWHERE):
        try:
            function = ctypes.CDLL(library)[name]
        except (OSError, AttributeError):
            continue
        function.restype, function.argtypes = None, arguments
        return function
    return None
