"""Recordings as devices: a video file, pictures one after the other, a wave file."""

import time
import wave
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from studio.cameo.capture.devices import Frame
from studio.cameo.capture.hearing import Samples
from studio.cameo.faces.found import Picture
from studio.errors import MediaUnreadable

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})


class Pictures:
    """Pictures as a camera, at a steady rate. live: as they would come, waiting for each; else at once."""

    def __init__(self, pictures: Iterable[Picture], fps: float, *, live: bool = False) -> None:
        self._pictures: Iterator[Picture] = iter(pictures)
        self._fps, self._live = fps, live
        self._taken = 0
        self._since = time.monotonic()

    def read(self) -> Frame | None:
        """The next picture; None once there are no more."""
        picture = next(self._pictures, None)
        if picture is None:
            return None
        at = self._taken / self._fps
        self._taken += 1
        if self._live:
            time.sleep(max(0.0, self._since + at - time.monotonic()))
        return Frame(picture, at)

    def close(self) -> None:
        """Nothing is held."""


def picture_folder(folder: Path, fps: float, *, live: bool = False) -> Pictures:
    """The pictures of a folder as a camera, in the order of their names.

    Raises:
        MediaUnreadable: there is none, or, as it comes to it, one does not read.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
    if not paths:
        raise MediaUnreadable(f"There are no pictures in {folder}.", "Choose a folder that has some.")
    return Pictures(map(read_picture, paths), fps, live=live)


def read_picture(path: Path) -> Picture:
    """A picture file as (H, W, 3) sRGB.

    Raises:
        MediaUnreadable: it is none, or does not read.
    """
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as fault:
        raise MediaUnreadable(f"{path} cannot be read ({fault.strerror}).", "Choose another.") from fault
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if picture is None:
        raise MediaUnreadable(f"{path} is no picture the studio can read.", "Choose a PNG or JPEG file.")
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8)


class VideoFile:
    """A video file as a camera."""

    def __init__(self, path: Path, *, live: bool = False) -> None:
        """Raises MediaUnreadable: it is no video."""
        self._capture = cv2.VideoCapture(str(path))
        if not self._capture.isOpened():
            self._capture.release()
            raise MediaUnreadable(f"{path} is no video the studio can read.", "Choose an MP4 or AVI file.")
        fps = self._capture.get(cv2.CAP_PROP_FPS) or 25.0
        self._pictures = Pictures(self._all(), fps, live=live)

    def read(self) -> Frame | None:
        """The next picture; None once the video is over."""
        return self._pictures.read()

    def close(self) -> None:
        """Let the file go."""
        self._capture.release()

    def _all(self) -> Iterator[Picture]:
        while True:
            whole, picture = self._capture.read()
            if not whole:
                return
            yield cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8)


class Sound:
    """Samples as a microphone. ``clock`` says how many seconds of them have been heard by now."""

    def __init__(self, samples: Samples, rate: int, clock: Callable[[], float]) -> None:
        self._samples, self._rate, self._clock = samples, rate, clock
        self._given = 0

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self._rate

    def read(self) -> Samples:
        """What the clock has come to since."""
        until = min(max(int(self._clock() * self._rate), self._given), len(self._samples))
        block = self._samples[self._given : until]
        self._given = until
        return block

    def close(self) -> None:
        """Nothing is held."""


def wave_file(path: Path, clock: Callable[[], float]) -> Sound:
    """A wave file of 16 bits as a microphone, its channels mixed.

    Raises:
        MediaUnreadable: it is none.
    """
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise MediaUnreadable(f"{path} is not a wave file of 16 bits.", "Save it as 16-bit PCM.")
            data = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())
            return Sound((data.mean(axis=1) / 32768).astype(np.float32), file.getframerate(), clock)
    except (OSError, EOFError, wave.Error) as fault:
        raise MediaUnreadable(f"{path} is no wave file the studio can read.", "Choose another.") from fault


class Followed:
    """A camera whose time others go by: a recording's sound keeps to its pictures."""

    def __init__(self, camera: Pictures | VideoFile) -> None:
        self._camera = camera
        self.at = 0.0

    def read(self) -> Frame | None:
        """The next picture."""
        frame = self._camera.read()
        if frame is not None:
            self.at = frame.at
        return frame

    def close(self) -> None:
        """Let the camera go."""
        self._camera.close()
