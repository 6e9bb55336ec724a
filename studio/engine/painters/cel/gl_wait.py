"""Waiting for the drawing to end without stopping the other threads of the process.

moderngl holds Python's global lock through every call, and with a software driver the waiting happens
inside the call that needs the pixels. ``ctypes`` lets the lock go for the length of a foreign call, so the
wait is made there, and the read that follows finds its pixels ready.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Final

import moderngl

_LIBRARIES: Final = {
    "win32": ("opengl32",),
    "darwin": ("/System/Library/Frameworks/OpenGL.framework/OpenGL",),
}
_ELSEWHERE: Final = ("libOpenGL.so.0", "libGL.so.1", "libGL.so")


def finisher(context: moderngl.Context) -> Callable[[], None]:
    """A call that returns when all drawing so far is done; it lets other threads run meanwhile.

    Falls back to the context's own finish, which does not, where the driver cannot be reached.
    """
    for name in _LIBRARIES.get(sys.platform, _ELSEWHERE):
        try:
            finish = ctypes.CDLL(name).glFinish
        except (OSError, AttributeError):
            continue
        finish.restype, finish.argtypes = None, ()
        return finish
    return context.finish
