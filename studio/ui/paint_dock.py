"""The place of the Paint panel, which is made when it is first seen or asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from studio.ui.late_dock import LateDock
from studio.ui.session import Session
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.painting.panel import PaintPanel
    from studio.ui.painting.queue import PaintingQueue


class PaintDock(LateDock["PaintPanel"]):
    """A dock that makes its panel late; the queue behind it works without it."""

    def __init__(self, session: Session, work: Work, parent: QWidget) -> None:
        super().__init__("Paint", self._panel, parent)
        self._session, self._work = session, work
        self.visibilityChanged.connect(self._on_seen)

    @cached_property
    def queue(self) -> "PaintingQueue":
        """The queue of paintings."""
        from studio.ui.painting.queue import PaintingQueue

        return PaintingQueue(self._session, self._work)

    def _panel(self) -> "PaintPanel":
        from studio.ui.painting.panel import PaintPanel

        return PaintPanel(self._session, self._work, self.queue)

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or self.made:
            self.panel.be_seen(seen)
