"""The place of the Cast panel, which is made when it is first seen or asked for: the window is up sooner without it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from studio.ui.late_dock import LateDock
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.cast.panel import CastPanel


class CastDock(LateDock["CastPanel"]):
    """A dock that makes its panel late. Behind another's tab nothing is drawn."""

    def __init__(self, session: Session, work: Work, playback: Playback, theme: Theme, parent: QWidget) -> None:
        super().__init__("Cast", self._panel, parent)
        self._session, self._work, self._playback, self._theme = session, work, playback, theme
        self.visibilityChanged.connect(self._on_seen)

    def _panel(self) -> "CastPanel":
        from studio.ui.cast.panel import CastPanel

        return CastPanel(self._session, self._work, self._playback, self._theme)

    def wear(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self.made:
            self.panel.wear(theme)

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or self.made:
            self.panel.be_seen(seen)
