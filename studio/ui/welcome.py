"""One dismissible line on what to do next, for the first time the studio is opened."""

from PySide6.QtCore import QSettings, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from studio.ui.parts import label
from studio.ui.theme import GRID

LINE = (
    "A sample film to begin with: press Space to play it, or change the script and press Direct (F5). "
    "Ctrl+N starts your own."
)
_KEY = "welcome/dismissed"


class Welcome(QFrame):
    """Stays until it is dismissed, once and for all."""

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._settings = settings
        self.setAccessibleName("What to do next")
        self.dismiss = QPushButton("Got it", self)
        self.dismiss.setAccessibleName("Dismiss what to do next")
        self.dismiss.setToolTip("Do not show this line again")
        self.dismiss.clicked.connect(self._on_dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID // 2, GRID // 2)
        row.addWidget(label("plain", LINE, wraps=True), 1)
        row.addWidget(self.dismiss)
        self.setVisible(False)

    def greet(self) -> None:
        """Show the line, unless it was dismissed once."""
        self.setVisible(self._settings.value(_KEY, "no") != "yes")

    @Slot()
    def _on_dismissed(self) -> None:
        self._settings.setValue(_KEY, "yes")
        self.setVisible(False)
