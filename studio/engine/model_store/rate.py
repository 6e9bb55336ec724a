"""How fast bytes come, and how long the rest will take."""

from collections import deque
from typing import Final

_WINDOW_S: Final = 8.0
_LEAST_S: Final = 1.0


class Rate:
    """Bytes a second over the last seconds. ``now``: seconds of one clock."""

    def __init__(self) -> None:
        self._came: deque[tuple[float, int]] = deque()
        self._sum = 0

    def note(self, count: int, now: float) -> None:
        """So many bytes came just now."""
        self._came.append((now, count))
        self._sum += count
        while now - self._came[0][0] > _WINDOW_S:
            self._sum -= self._came.popleft()[1]

    @property
    def bytes_per_s(self) -> float | None:
        """The rate; None until it can be told."""
        if not self._came:
            return None
        first, last = self._came[0], self._came[-1]
        span = last[0] - first[0]
        # What came first, came before the span began.
        return (self._sum - first[1]) / span if span >= _LEAST_S else None

    def seconds_left(self, rest: int) -> float | None:
        """How long so many bytes take at this rate."""
        rate = self.bytes_per_s
        return rest / rate if rate else None
