"""Cameras by OpenCV."""

import os
import sys
import time
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from studio.cameo.capture.devices import (
    Device,
    Frame,
    camera_busy,
    camera_denied,
    camera_lost,
    camera_refused,
    is_virtual,
    no_camera,
)
from studio.errors import DeviceLimit

WIDTH, HEIGHT, FPS = 640, 480, 30
_MOST: Final = 6
_TRIES: Final = 5
"""A camera that gives no picture so often one after the other is gone."""
_SYSFS: Final = Path("/sys/class/video4linux")


def webcams() -> tuple[Device, ...]:
    """The cameras of this machine, the system's first one first."""
    return tuple(_linux() if sys.platform.startswith("linux") else _asked())


def _linux() -> list[Device]:
    found: dict[int, str] = {}
    for node in sorted(_SYSFS.glob("video*"), key=lambda path: int(path.name[5:])):
        index = node / "index"
        # A camera has several nodes; the first one gives pictures, the others what is known of them.
        if not index.exists() or index.read_text("utf-8").strip() == "0":
            found[int(node.name[5:])] = (node / "name").read_text("utf-8").strip()
    return [Device(str(number), name, is_virtual(name)) for number, name in found.items()]


def _asked() -> list[Device]:
    found: list[Device] = []
    for number in range(_MOST):
        capture = cv2.VideoCapture(number)
        if capture.isOpened():
            found.append(Device(str(number), f"Camera {number + 1}"))
        capture.release()
    return found


class Webcam:
    """A camera of this machine."""

    def __init__(self, device: Device) -> None:
        """Raises DeviceLimit: there is no such camera, another program has it, or the system does not allow it."""
        self._name = device.name
        if sys.platform.startswith("linux"):
            _refuse(device)
        self._capture = cv2.VideoCapture(int(device.key))
        if not self._capture.isOpened():
            self._capture.release()
            raise unopened(device, webcams(), sys.platform)
        for what, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, WIDTH),
            (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT),
            (cv2.CAP_PROP_FPS, FPS),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            self._capture.set(what, value)
        self._since = time.monotonic()

    def read(self) -> Frame | None:
        """The next picture."""
        for _ in range(_TRIES):
            whole, picture = self._capture.read()
            if whole:
                rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8)
                return Frame(rgb, time.monotonic() - self._since)
        raise camera_lost(self._name)

    def close(self) -> None:
        """Let it go."""
        self._capture.release()


def unopened(device: Device, there: tuple[Device, ...], platform: str) -> DeviceLimit:
    """Why a camera does not open. there: the cameras that there are.

    Only Linux lists cameras that others use or that are not allowed; elsewhere such a one is missing from the list.
    """
    if not platform.startswith("linux"):
        return camera_refused(device.name)
    return camera_busy(device.name) if device in there else no_camera()


def _refuse(device: Device) -> None:
    node = Path(f"/dev/video{device.key}")
    if not node.exists():
        raise no_camera()
    if not os.access(node, os.R_OK | os.W_OK):
        raise camera_denied(device.name)
