"""Keeping the rate: which effects a preview can afford, and how long a job still takes."""

import time
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

_SEEN_EVERY_S: Final = 0.5
_SEEN_MOST: Final = 60


class Pace:
    """Decides how many effects a preview leaves out, from how long its frames took.

    One more is left out when frames take longer than the rate allows, and one is put back when
    there has been room to spare for two seconds. ``most`` is how many effects can be left out.
    """

    def __init__(self, fps: int, most: int) -> None:
        self._budget = 1.0 / fps
        self._most = most
        self._recent: deque[float] = deque(maxlen=6)
        self._easy = 0
        self._patience = 2 * fps
        self.dropped = 0

    def took(self, seconds: float) -> None:
        """Note how long one frame took to draw."""
        self._recent.append(seconds)
        mean = sum(self._recent) / len(self._recent)
        if len(self._recent) == self._recent.maxlen and mean > 0.92 * self._budget and self.dropped < self._most:
            self._change(1)
        elif mean < 0.5 * self._budget and self.dropped > 0:
            self._easy += 1
            if self._easy >= self._patience:
                self._change(-1)
        else:
            self._easy = 0

    def _change(self, by: int) -> None:
        self.dropped += by
        self._recent.clear()
        self._easy = 0


class TimeToGo:
    """Tells how long a job still takes, from how fast it goes. ``now`` in seconds of one clock.

    What counts is its pace of late: another job may have come beside it, or ended. A job of several parts, each counted
    from its own beginning (painted, then written), is told of part by part.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque(maxlen=_SEEN_MOST)
        self._total = 0

    def seconds_left(self, done: int, total: int, now: float) -> float | None:
        """Seconds to go; None until some work has been done. Work found done at the start does not count."""
        if total != self._total or (self._seen and done < self._seen[-1][1]):
            self._seen.clear()
            self._total = total
        if not self._seen or now - self._seen[-1][0] >= _SEEN_EVERY_S:
            self._seen.append((now, done))
        since, before = self._seen[0]
        if done <= before:
            return None
        return (now - since) / (done - before) * (total - done)


class WorkClock:
    """How long a piece of work takes, without the times in which something more urgent was done."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds of work so far."""
        return time.monotonic() - self._began

    @contextmanager
    def away(self) -> Generator[None]:
        """The time inside does not count."""
        left = time.monotonic()
        yield
        self._began += time.monotonic() - left
