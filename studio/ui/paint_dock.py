"""The place of the Paint panel, which is made when it is first seen or asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from studio.ui.late_dock import LateDock
from studio.ui.session import Session
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.painting.panel import PaintPanel
    from studio.ui.painting.queue import PaintingQueue
    from studio.ui.playback import Playback
    from studio.ui.theme import Theme


class PaintDock(LateDock["PaintPanel"]):
    """A dock that makes its panel late; the queue behind it works without it. ``draws``: a region is to be drawn."""

    draws = Signal()

    def __init__(self, session: Session, work: Work, parent: QWidget) -> None:
        super().__init__("Paint", self._panel, parent)
        self._session, self._work = session, work
        self.visibilityChanged.connect(self._on_seen)

    @cached_property
    def queue(self) -> "PaintingQueue":
        """The queue of paintings."""
        from studio.ui.painting.queue import PaintingQueue

        return PaintingQueue(self._session, self._work)

    def draw_over(self, playback: "Playback", theme: "Theme", screen: QWidget) -> None:
        """Take up the region brush over the picture in the viewer, or lay it down."""
        from studio.ui.painting.region_brush import RegionBrush

        at_work, shot = screen.findChild(RegionBrush), self._session.chosen
        if isinstance(at_work, RegionBrush):
            at_work.close()
        elif shot is not None:
            playback.pause()
            RegionBrush(shot.id, self._session, self._work, playback, theme, screen)

    def _panel(self) -> "PaintPanel":
        from studio.ui.painting.panel import PaintPanel

        panel = PaintPanel(self._session, self._work, self.queue)
        panel.remix.draws.connect(self.draws)
        return panel

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or self.made:
            self.panel.be_seen(seen)
