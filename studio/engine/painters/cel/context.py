"""Opening OpenGL without a window, and saying in words when the machine cannot."""

from typing import Final

import moderngl

from studio.engine.niceness import behind_the_window
from studio.engine.painters.cel.gl_wait import load_driver
from studio.engine.painters.painter import Size
from studio.errors import DeviceLimit, InvalidRequest

SMALLEST: Final = 16
LARGEST: Final = 8192
MOST_PIXELS: Final = 8192 * 4320


def open_context() -> moderngl.Context:
    """A windowless OpenGL 3.3 core context: EGL first (servers, no display), then the system's own way.

    Raises:
        DeviceLimit: there is no OpenGL 3.3 on this machine.
    """
    with behind_the_window():
        load_driver()
    reasons: list[str] = []
    for settings in ({"backend": "egl"}, {}):
        try:
            with behind_the_window():
                return moderngl.create_context(
                    require=330,
                    standalone=True,
                    **settings,  # pyright: ignore[reportArgumentType] - it takes any setting
                )
        except Exception as fault:  # noqa: BLE001 - glcontext raises bare Exception for every refusal
            reasons.append(str(fault))
    raise DeviceLimit(
        f"No OpenGL 3.3 on this machine ({'; '.join(reasons)}).",
        "Install a graphics driver, or Mesa's software one (on Debian: apt install libegl1 libgl1-mesa-dri).",
    )


def check_size(context: moderngl.Context, size: Size) -> None:
    """Refuse sizes that cannot be painted.

    Raises:
        InvalidRequest: smaller than 16 or larger than 8192 on a side, or than 8192x4320 in all.
        DeviceLimit: larger than this machine's textures.
    """
    if min(size.width, size.height) < SMALLEST or max(size.width, size.height) > LARGEST:
        raise InvalidRequest(
            f"A picture of {size} pixels cannot be painted.",
            f"Ask for {SMALLEST} to {LARGEST} pixels on each side.",
        )
    if size.width * size.height > MOST_PIXELS:
        raise InvalidRequest(f"A picture of {size} pixels is too large to paint.", "Ask for 8192x4320 at most.")
    most = int(context.info["GL_MAX_TEXTURE_SIZE"])
    if max(size.width, size.height) > most:
        raise DeviceLimit(f"This machine paints at most {most} pixels a side, not {size}.", "Ask for a smaller size.")
