"""The film's sound as it is being made: pages that fill up shot by shot; what is missing is silence."""

from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.stems import RATE

_PAGE: Final = 2 * RATE


class Programme:
    """A film-length sound in pages of 2 s, written by one thread and read by the sound device's.

    Pages are frames first, (PAGE, 2), as devices want them, so reading is copying.
    """

    def __init__(self) -> None:
        self._pages: dict[int, Samples] = {}

    def put(self, start: int, samples: Samples) -> None:
        """Replace what is at ``start`` (samples of film time, may be before 0) by (2, n) samples."""
        samples, start = samples[:, max(-start, 0) :], max(start, 0)
        done, count = 0, samples.shape[1]
        while done < count:
            number, first = divmod(start + done, _PAGE)
            size = min(_PAGE - first, count - done)
            page = self._pages.get(number)
            if page is None:
                page = np.zeros((_PAGE, 2), np.float32)
            page[first : first + size] = samples[:, done : done + size].T
            self._pages[number] = page
            done += size

    def read(self, start: int, out: Samples) -> None:
        """Fill ``out``, (frames, 2), with what is heard from ``start`` on."""
        done, count = 0, len(out)
        while done < count:
            number, first = divmod(start + done, _PAGE)
            size = min(_PAGE - first, count - done)
            page = self._pages.get(number)
            if page is None:
                out[done : done + size] = 0.0
            else:
                out[done : done + size] = page[first : first + size]
            done += size

    def peak(self, start: int, frames: int) -> tuple[float, float]:
        """Highest sample of left and right in a stretch, 0 to 1."""
        heard = np.zeros((max(frames, 1), 2), np.float32)
        self.read(max(start, 0), heard)
        left, right = np.abs(heard).max(axis=0)
        return min(float(left), 1.0), min(float(right), 1.0)
