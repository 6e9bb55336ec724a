"""Devices for tests of the window: recordings that pass for a camera and a microphone."""

from collections.abc import Sequence

import numpy as np

from studio.bench.performers import Performer, Play, perform
from studio.cameo.capture.devices import Camera, Device, Microphone, camera_busy
from studio.cameo.capture.hearing import RATE
from studio.cameo.capture.recorded import Followed, Pictures, Sound
from studio.cameo.capture.session import begun
from studio.cameo.faces.found import FaceFinder, Picture
from studio.cameo.faces.mesh import MeshFinder

SEED, FPS = 4, 8


class RecordedDevices:
    """One camera and one microphone, both a recording. busy: another program has the camera."""

    def __init__(self, pictures: Sequence[Picture], sound: np.ndarray, fps: int = FPS, *, busy: bool = False) -> None:
        self._pictures, self._sound, self._fps, self.busy = pictures, sound, fps, busy
        self._camera = Followed(Pictures((), fps))

    def cameras(self) -> tuple[Device, ...]:
        return (Device("recording", "Webcam"),)

    def microphones(self) -> tuple[Device, ...]:
        return (Device("recording", "Microphone"),)

    def open_camera(self, device: Device) -> Camera:
        if self.busy:
            raise camera_busy(device.name)
        self._camera = Followed(Pictures(self._pictures, self._fps))
        return self._camera

    def open_microphone(self, device: Device) -> Microphone:
        camera = self._camera
        return Sound(self._sound, RATE, lambda: camera.at + 1 / self._fps)

    def open_finder(self, *, alone: bool = False) -> FaceFinder:
        return MeshFinder(most=1) if alone else MeshFinder()


class NoDevices(RecordedDevices):
    """A machine without any."""

    def __init__(self) -> None:
        super().__init__((), np.zeros(0, np.float32))

    def cameras(self) -> tuple[Device, ...]:
        return ()

    def microphones(self) -> tuple[Device, ...]:
        return ()


def whole_capture(performer: Performer | None = None) -> RecordedDevices:
    """Somebody's whole capture, for prompts that are drawn with ``SEED``."""
    finder = MeshFinder()
    run = perform(performer or Performer(), finder, begun(SEED, RATE), Play(fps=FPS))
    finder.close()
    return RecordedDevices(run.recording.pictures, run.recording.sound)
