"""Long calls to the driver that do not stop the other threads of the process.

moderngl holds Python's global lock through every call, and with a software driver the waiting happens
inside the call that needs the pixels. ``ctypes`` lets the lock go for the length of a foreign call, so the
wait is made there, and the read that follows finds its pixels ready.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.tally import TALLY

_LIBRARIES: Final = {
    "win32": ("opengl32",),
    "darwin": ("/System/Library/Frameworks/OpenGL.framework/OpenGL",),
}
_ELSEWHERE: Final = ("libOpenGL.so.0", "libGL.so.1", "libGL.so")
_TEXTURE_2D: Final = 0x0DE1
_UNSIGNED_INT: Final = 0x1405
_READ_FRAMEBUFFER: Final = 0x8CA8
_COLOUR_AND_DEPTH: Final = 0x4000 | 0x0100
_NEAREST: Final = 0x2600
_PACK_ALIGNMENT: Final = 0x0D05
_CHANNELS: Final = {1: 0x1903, 4: 0x1908}
_NUMBERS: Final = {"f1": (np.uint8, 0x1401), "f4": (np.float32, 0x1406)}
_INDEX_BYTES: Final = 4

_EGL: Final = "libEGL.so.1"
_EGL_DEVICE_PLATFORM: Final = 0x313F
_EGL_DEVICES: Final = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_EGL_DISPLAY: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

Drawer: TypeAlias = Callable[[moderngl.Program, moderngl.VertexArray, int, int], None]
"""Draws triangles of an indexed array: the program, the array, the first index and how many."""
ArrayDrawer: TypeAlias = Callable[[moderngl.Program, moderngl.VertexArray, int, int, int], None]
"""Draws vertices of an array in their order: the program, the array, the mode, how many, and how often."""
Reader: TypeAlias = Callable[[moderngl.Framebuffer, int, str], NDArray[Any]]
"""Reads so many channels of a framebuffer, bytes ("f1") or floats ("f4"): (H, W, channels), in the order they were
drawn, not to be written to. The framebuffer is in use after."""
Copier: TypeAlias = Callable[[moderngl.Framebuffer, moderngl.Framebuffer], None]
"""Copies a framebuffer, the first, to another, which is in use after."""


def load_driver() -> None:
    """Have the system's first driver loaded and made ready where no context is needed for it (EGL).

    It takes most of the time of opening a context, and here other threads run meanwhile. Where anything is
    missing nothing happens: opening the context does it then, or says what is wrong.
    """
    try:
        egl: Any = ctypes.CDLL(_EGL)
        egl.eglGetProcAddress.restype = ctypes.c_void_p
        devices_of = _EGL_DEVICES(egl.eglGetProcAddress(b"eglQueryDevicesEXT"))
        display_of = _EGL_DISPLAY(egl.eglGetProcAddress(b"eglGetPlatformDisplayEXT"))
        egl.eglInitialize.argtypes = [ctypes.c_void_p] * 3
    except (OSError, AttributeError, TypeError):
        return
    device, count = ctypes.c_void_p(), ctypes.c_int()
    if devices_of(1, ctypes.byref(device), ctypes.byref(count)) and count.value:
        egl.eglInitialize(display_of(_EGL_DEVICE_PLATFORM, device, None), None, None)


def finisher(context: moderngl.Context) -> Callable[[], None]:
    """A call that returns when all drawing so far is done; it lets other threads run meanwhile.

    Falls back to the context's own finish, which does not, where the driver cannot be reached.
    """
    finish = _driver_function("glFinish")
    return finish or context.finish


def starter() -> Callable[[], None]:
    """A call that has the driver start on all drawing so far, and returns at once.

    A software driver draws on threads of its own, but keeps what it is given until somebody asks for it. Does nothing
    where the driver cannot be reached: it starts when it is waited for.
    """
    flush = _driver_function("glFlush")

    def start() -> None:
        if flush is not None:
            flush()

    return start


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


def drawer() -> Drawer:
    """A call that draws indexed triangles; it lets other threads run meanwhile, where it can.

    A software driver translates a program for each new state in the draw itself, which takes up to a tenth
    of a second.
    """
    use = _driver_function("glUseProgram", ctypes.c_uint)
    bind = _driver_function("glBindVertexArray", ctypes.c_uint)
    elements = _driver_function("glDrawElements", ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p)
    if use is None or bind is None or elements is None:

        def render(_program: moderngl.Program, array: moderngl.VertexArray, first: int, count: int) -> None:
            TALLY.add(count)
            array.render(moderngl.TRIANGLES, vertices=count, first=first)

        return render

    def draw(program: moderngl.Program, array: moderngl.VertexArray, first: int, count: int) -> None:
        TALLY.add(count)
        use(program.glo)
        bind(array.glo)
        elements(moderngl.TRIANGLES, count, _UNSIGNED_INT, first * _INDEX_BYTES)

    return draw


def array_drawer() -> ArrayDrawer:
    """The same as :func:`drawer` for arrays without indices, in any mode."""
    use = _driver_function("glUseProgram", ctypes.c_uint)
    bind = _driver_function("glBindVertexArray", ctypes.c_uint)
    arrays = _driver_function("glDrawArraysInstanced", ctypes.c_uint, ctypes.c_int, ctypes.c_int, ctypes.c_int)

    def draw(program: moderngl.Program, array: moderngl.VertexArray, mode: int, count: int, instances: int) -> None:
        TALLY.add(count, mode, instances)
        if use is None or bind is None or arrays is None:
            array.render(mode, vertices=count, instances=instances)
            return
        use(program.glo)
        bind(array.glo)
        arrays(mode, 0, count, instances)

    return draw


def copier(context: moderngl.Context) -> Copier:
    """A call that copies the colours and the depth of one framebuffer to another, as far as the other's scissor goes.

    It lets other threads run meanwhile, where it can: a software driver brings several points of a pixel together in
    the call itself. Both have one colour picture, which is what a framebuffer reads and draws unless told otherwise.
    """
    bind = _driver_function("glBindFramebuffer", ctypes.c_uint, ctypes.c_uint)
    blit = _driver_function("glBlitFramebuffer", *[ctypes.c_int] * 8, ctypes.c_uint, ctypes.c_uint)

    def copy(source: moderngl.Framebuffer, target: moderngl.Framebuffer) -> None:
        target.use()
        if bind is None or blit is None:
            context.copy_framebuffer(target, source)
            return
        whole = (0, 0, min(source.width, target.width), min(source.height, target.height))
        bind(_READ_FRAMEBUFFER, source.glo)
        blit(*whole, *whole, _COLOUR_AND_DEPTH, _NEAREST)
        bind(_READ_FRAMEBUFFER, target.glo)

    return copy


def reader() -> Reader:
    """A call that reads pixels back; it lets other threads run while they are copied, where it can."""
    align = _driver_function("glPixelStorei", ctypes.c_uint, ctypes.c_int)
    read = _driver_function("glReadPixels", *[ctypes.c_int] * 4, ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p)

    def pixels(source: moderngl.Framebuffer, channels: int, dtype: str) -> NDArray[Any]:
        number, kind = _NUMBERS[dtype]
        shape = (source.height, source.width, channels)
        source.use()
        if align is None or read is None:
            return np.frombuffer(source.read(components=channels, alignment=1, dtype=dtype), number).reshape(shape)
        drawn = np.empty(shape, number)
        align(_PACK_ALIGNMENT, 1)
        read(0, 0, source.width, source.height, _CHANNELS[channels], kind, drawn.ctypes.data)
        drawn.setflags(write=False)
        return drawn

    return pixels


def _driver_function(name: str, *arguments: Any) -> Callable[..., None] | None:
    for library in _LIBRARIES.get(sys.platform, _ELSEWHERE):
        try:
            function = ctypes.CDLL(library)[name]
        except (OSError, AttributeError):
            continue
        function.restype, function.argtypes = None, arguments
        return function
    return None
