"""Whether there is a screen: asked before Qt is, which ends the process itself when there is none."""

import ctypes
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from studio.errors import DeviceLimit

_REMEDY = 'Start it on a desktop; "main.py render" works without one.'


def need_a_screen() -> None:
    """Raise DeviceLimit, in words, where Qt could open no window.

    Qt takes the first of its platforms that works: those of QT_QPA_PLATFORM, or else Wayland and X11.
    """
    if not sys.platform.startswith("linux"):
        return
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    platforms = [part.split(":")[0] for part in chosen.split(";")] if chosen else _offered()
    if not platforms:
        raise DeviceLimit("There is no screen to open the window on.", _REMEDY)
    refusals = [_refusal(platform) for platform in platforms]
    if all(refusals):
        raise DeviceLimit(f"There is no screen to open the window on: {', and '.join(refusals)}.", _REMEDY)


def _offered() -> list[str]:
    """The platforms that the environment speaks of."""
    named = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    return [platform for platform, variable in named.items() if os.environ.get(variable)]


def _refusal(platform: str) -> str:
    """Why Qt cannot open a window on a platform; empty when it can."""
    name = os.environ.get({"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}.get(platform, ""), "")
    try:
        _load_plugin(platform)
        match platform:
            case "xcb":
                return "" if _x11_answers() else f"no X11 display answers at {name!r}"
            case "wayland":
                return "" if _wayland_answers() else f"no Wayland display answers at {name!r}"
            case _:
                return ""
    except OSError as missing:
        return f"Qt cannot use {platform!r}{f' at {name!r}' if name else ''} ({missing})"


def _load_plugin(platform: str) -> None:
    """Load what Qt is going to load, to see whether all that it needs is installed.

    Raises:
        OSError: the plugin, or a library it needs, is not there.
    """
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    ctypes.CDLL(str(folder / f"libq{platform.removesuffix('-egl')}.so"))


def _x11_answers() -> bool:
    """Whether the X server of DISPLAY lets us in. Source: libxcb, xcb_connect(3)."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers() -> bool:
    """Whether the compositor of WAYLAND_DISPLAY lets us in. Source: libwayland, wl_display_connect."""
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    display = wayland.wl_display_connect(None)
    if display:
        wayland.wl_display_disconnect(display)
    return bool(display)
