"""Keeps Python's cyclic collector on the GUI thread, where every window object must be let go of.

The collector runs on whichever thread happens to allocate; a window object that is part of a cycle
would then be destroyed on the engine thread, which Qt does not allow.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 200
_MIDDLE_EVERY = 50
_FULL_EVERY = 600
_MANY_S = 0.006
"""Longer than this looks over what was imported: so much at once comes of nothing else, and it stays."""


class Collector(QObject):
    """While it lives, cycles are collected here and by nobody else, the young ones most often."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Take over from the automatic collector. What exists now is taken to stay."""
        gc.freeze()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.enable()
        gc.unfreeze()

    @Slot()
    def _collect(self) -> None:
        self._turns += 1
        full, middle = self._turns % _FULL_EVERY == 0, self._turns % _MIDDLE_EVERY == 0
        began = time.perf_counter()
        gc.collect(2 if full else 1 if middle else 0)
        if not full and time.perf_counter() - began > _MANY_S:
            gc.freeze()
