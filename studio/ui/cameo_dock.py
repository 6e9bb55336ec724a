"""The place of the Cameos panel, which is made when it is first seen: the window is up sooner without it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from studio.ui.cameos import Cameos
from studio.ui.late_dock import LateDock
from studio.ui.session import Session
from studio.ui.theme import Theme

if TYPE_CHECKING:
    from studio.ui.cameo.panel import CameoPanel


class CameoDock(LateDock["CameoPanel"]):
    """A dock that makes its panel late."""

    def __init__(
        self, session: Session, cameos: Cameos, capture: Callable[[], object], theme: Theme, parent: QWidget
    ) -> None:
        """capture: opens the wizard that makes a double of oneself."""
        super().__init__("Cameos", self._panel, parent)
        self._session, self._cameos, self._capture, self._theme = session, cameos, capture, theme
        self.visibilityChanged.connect(self._on_seen)

    def _panel(self) -> "CameoPanel":
        from studio.ui.cameo.panel import CameoPanel

        panel = CameoPanel(self._session, self._cameos, self._theme)
        panel.buttons["capture"].clicked.connect(self._on_capture)
        return panel

    def wear(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self.made:
            self.panel.wear(theme)

    @Slot()
    def _on_capture(self) -> None:
        self._capture()

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen:
            _ = self.panel
            self._cameos.look()
