"""Where the camera's thread crosses into the window: one QObject, made on the GUI thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from studio.cameo.capture.devices import Camera, Device, Microphone
from studio.cameo.capture.live import News, Sources, Watcher
from studio.cameo.faces.found import FaceFinder

log = logging.getLogger(__name__)


class Devices(Protocol):
    """The devices there are, and how they are opened; a test's are recordings."""

    def cameras(self) -> tuple[Device, ...]:
        """The cameras, best first. May take a moment."""
        ...

    def microphones(self) -> tuple[Device, ...]:
        """The microphones, best first."""
        ...

    def open_camera(self, device: Device) -> Camera:
        """Open a camera; DeviceLimit where it does not."""
        ...

    def open_microphone(self, device: Device) -> Microphone:
        """Open a microphone; DeviceLimit where it does not."""
        ...

    def open_finder(self, *, alone: bool = False) -> FaceFinder:
        """What finds faces."""
        ...


class SystemDevices:
    """The devices of this machine. Their libraries are loaded by the threads that first ask for them."""

    def cameras(self) -> tuple[Device, ...]:
        """The cameras."""
        from studio.cameo.capture.webcams import webcams

        return webcams()

    def microphones(self) -> tuple[Device, ...]:
        """The microphones."""
        from studio.cameo.capture.microphones import microphones

        return microphones()

    def open_camera(self, device: Device) -> Camera:
        """Open a camera."""
        from studio.cameo.capture.webcams import Webcam

        return Webcam(device)

    def open_microphone(self, device: Device) -> Microphone:
        """Open a microphone."""
        from studio.cameo.capture.microphones import SystemMicrophone

        return SystemMicrophone(device)

    def open_finder(self, *, alone: bool = False) -> FaceFinder:
        """The face mesh, or what stands in for it."""
        from studio.cameo.faces.finding import open_finder

        return open_finder(alone=alone)


@dataclass(frozen=True)
class Chosen:
    """The devices that were chosen; microphone None for none."""

    camera: Device
    microphone: Device | None


def _asked(devices: Callable[[], tuple[Device, ...]]) -> tuple[Device, ...]:
    """Which devices there are; none where the system's own drivers fail, so that whoever looks can look again."""
    try:
        return devices()
    except Exception:
        # The one boundary of the thread that looks: without an answer the lists would say "Looking" for ever.
        log.exception("The system did not say which devices there are")
        return ()


class Watching(QObject):
    """``arrived`` gives whatever the camera's thread tells, on the GUI thread. ``found``: cameras and microphones."""

    arrived = Signal(object)
    found = Signal(object, object)

    def __init__(self, devices: Devices, parent: QObject) -> None:
        super().__init__(parent)
        self.devices = devices
        self._watcher: Watcher | None = None
        self._looking: Thread | None = None

    def look_for_devices(self) -> None:
        """Ask which devices there are, beside the window's own work."""

        def look() -> None:
            self.found.emit(_asked(self.devices.cameras), _asked(self.devices.microphones))

        self._looking = Thread(target=look, name="devices", daemon=True)
        self._looking.start()

    def watch(self, chosen: Chosen, hear: Callable[[News], None], *, measure: bool) -> None:
        """Open the devices and watch. ``hear`` is called on the camera's thread; it may emit ``arrived``.

        measure: also measure the face, and see who else is there; else one face is followed, which takes less.
        """
        self.stop()
        devices, microphone = self.devices, chosen.microphone
        sources = Sources(
            lambda: devices.open_camera(chosen.camera),
            None if microphone is None else lambda: devices.open_microphone(microphone),
            lambda: devices.open_finder(alone=not measure),
        )
        self._watcher = Watcher(sources, hear, measure=measure)

    def stop(self) -> None:
        """Let the devices go, and wait until they are."""
        if self._looking is not None:
            self._looking.join()
        if self._watcher is not None:
            self._watcher.join()
            self._watcher = None
