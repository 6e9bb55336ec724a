"""Work that is too long for one turn of the event loop, done a slice at a time."""

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Slot


class Slices(QObject):
    """Runs iterators one step a turn, in order, so that input and painting come between."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._due: deque[Iterator[None]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def add(self, work: Iterator[None]) -> None:
        """Do this after what is already due. Each step should take under 5 ms."""
        self._due.append(work)
        self._timer.start()

    def clear(self) -> None:
        """Leave undone what is due."""
        self._due.clear()

    @property
    def idle(self) -> bool:
        """Whether nothing is due."""
        return not self._due

    @Slot()
    def _step(self) -> None:
        if not self._due:
            self._timer.stop()
        elif next(self._due[0], self) is self:
            self._due.popleft()
