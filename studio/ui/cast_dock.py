"""The place of the Cast panel, which is made when it is first seen or asked for: the window is up sooner without it."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.cast.panel import CastPanel


class CastDock(QDockWidget):
    """A dock that makes its panel late. Behind another's tab nothing is drawn."""

    def __init__(self, session: Session, work: Work, playback: Playback, theme: Theme, parent: QWidget) -> None:
        super().__init__("Cast", parent)
        self._session, self._work, self._playback, self._theme = session, work, playback, theme
        self.setWidget(QWidget(self))
        self.visibilityChanged.connect(self._on_seen)

    @cached_property
    def panel(self) -> "CastPanel":
        """The roster, the turntable and the form."""
        from studio.ui.cast.panel import CastPanel

        panel = CastPanel(self._session, self._work, self._playback, self._theme)
        self.setWidget(panel)
        return panel

    def wear(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self._made:
            self.panel.wear(theme)

    @property
    def _made(self) -> bool:
        return "panel" in self.__dict__

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or self._made:
            self.panel.be_seen(seen)
