"""The place of the Paint panel, which is made when it is first seen or asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from studio.ui.session import Session
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.painting.panel import PaintPanel
    from studio.ui.painting.queue import PaintingQueue


class PaintDock(QDockWidget):
    """A dock that makes its panel late; the queue behind it works without it."""

    def __init__(self, session: Session, work: Work, parent: QWidget) -> None:
        super().__init__("Paint", parent)
        self._session, self._work = session, work
        self.setWidget(QWidget(self))
        self.visibilityChanged.connect(self._on_seen)

    @cached_property
    def queue(self) -> "PaintingQueue":
        """The queue of paintings."""
        from studio.ui.painting.queue import PaintingQueue

        return PaintingQueue(self._session, self._work)

    @cached_property
    def panel(self) -> "PaintPanel":
        """The painters, the queue and the takes."""
        from studio.ui.painting.panel import PaintPanel

        panel = PaintPanel(self._session, self._work, self.queue)
        self.setWidget(panel)
        return panel

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or "panel" in self.__dict__:
            self.panel.be_seen(seen)
