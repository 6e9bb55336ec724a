"""A camera and a microphone watched on a thread of their own: every picture with the face in it, as it comes.

The thread owns the devices and the finder, from opening to closing; only values leave it. It ends when it is stopped,
when a recording is over, or with one sentence when a device fails.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from studio.cameo.capture.checks import Seen
from studio.cameo.capture.devices import Camera, Microphone
from studio.cameo.capture.hearing import Samples
from studio.cameo.faces.found import Face, FaceFinder, Picture, Reading
from studio.cameo.faces.measures import measured
from studio.errors import MissingResource, StudioError

log = logging.getLogger(__name__)
_LONGEST_CLOSE_S: Final = 3.0


@dataclass(frozen=True, eq=False)
class Watched:
    """A picture, when it was taken (camera clock and ``time.perf_counter``), its faces, and the sound since the last.

    seen: measured where that was asked for. rate: of the sound, samples a second, 0 where there is no microphone.
    """

    picture: Picture
    at: float
    taken: float
    faces: tuple[Face, ...]
    seen: Seen
    sound: Samples
    rate: int


@dataclass(frozen=True)
class Ended:
    """The recording is over, or it was stopped."""


@dataclass(frozen=True)
class Lost:
    """A device failed; what to do is in the words."""

    what: str
    remedy: str


News: TypeAlias = Watched | Ended | Lost


@dataclass(frozen=True)
class Sources:
    """How the devices and the finder are opened, on the thread that uses them. microphone: None for none."""

    camera: Callable[[], Camera]
    microphone: Callable[[], Microphone] | None
    finder: Callable[[], FaceFinder]


def unread() -> MissingResource:
    """Faces are found here, but not read: no liveness step could be told from a photograph."""
    return MissingResource(
        "On this machine the studio can find faces, but not read what they do.",
        "Install Tsuzuki again; until then, cameos cannot be captured and nobody can be acted here.",
    )


class Watcher:
    """Watches until it is stopped. ``deliver`` is called on its thread and must return at once."""

    def __init__(self, sources: Sources, deliver: Callable[[News], None], *, measure: bool) -> None:
        self._sources, self._deliver, self._measure = sources, deliver, measure
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Have it end soon; its devices are let go by its own thread."""
        self._stop.set()

    def join(self) -> None:
        """Wait until the devices are let go."""
        self.stop()
        self._thread.join(_LONGEST_CLOSE_S)

    def _run(self) -> None:
        try:
            self._watch()
        except StudioError as fault:
            self._deliver(Lost(str(fault), fault.remedy))
        except Exception:
            # This thread's one boundary: a bug in it must not take the window with it.
            log.exception("The camera's thread failed")
            self._deliver(Lost("The camera stopped for a reason the studio does not know.", "Try once more."))

    def _watch(self) -> None:
        finder = self._sources.finder()
        try:
            if Reading.EXPRESSION not in finder.reads:
                raise unread()
            camera = self._sources.camera()
            try:
                self._listen(camera, finder)
            finally:
                camera.close()
        finally:
            finder.close()

    def _listen(self, camera: Camera, finder: FaceFinder) -> None:
        microphone = self._sources.microphone() if self._sources.microphone is not None else None
        try:
            while not self._stop.is_set():
                frame = camera.read()
                if frame is None:
                    break
                taken = time.perf_counter()
                sound = microphone.read() if microphone is not None else np.zeros(0, np.float32)
                rate = microphone.rate if microphone is not None else 0
                faces = finder.find(frame.picture)
                one = measured(frame.picture, faces[0]) if self._measure and len(faces) == 1 else None
                seen = Seen(len(faces), one)
                self._deliver(Watched(frame.picture, frame.at, taken, faces, seen, sound, rate))
        finally:
            if microphone is not None:
                microphone.close()
        self._deliver(Ended())
