"""The picture alone on the full screen, and back."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.ui.viewer import Viewer


class Cinema(QObject):
    """Hides all but the picture while it is on; the panels come back as they were."""

    def __init__(self, window: QMainWindow, viewer: Viewer, parts: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._viewer = viewer
        self._parts = parts
        self._hidden: tuple[QWidget, ...] = ()
        self._was = Qt.WindowState.WindowNoState
        self._state = QByteArray()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, enabled=False)
        self._escape.activated.connect(self.leave)

    @property
    def on(self) -> bool:
        """Whether the picture is alone."""
        return self._escape.isEnabled()

    def toggle(self) -> None:
        """Show the picture alone, or everything again."""
        self.leave() if self.on else self._enter()

    def _enter(self) -> None:
        window = self._window
        self._state = window.saveState()
        self._was = window.windowState()
        parts = (*self._parts, window.menuBar(), window.statusBar())
        self._hidden = tuple(part for part in parts if not part.isHidden())
        for part in self._hidden:
            part.hide()
        self._viewer.be_alone(alone=True)
        self._escape.setEnabled(True)
        window.setWindowState(self._was | Qt.WindowState.WindowFullScreen)
        self._viewer.picture.setFocus()

    @Slot()
    def leave(self) -> None:
        """Show everything again."""
        if not self.on:
            return
        self._escape.setEnabled(False)
        self._window.setWindowState(self._was)
        for part in self._hidden:
            part.show()
        self._window.restoreState(self._state)
        self._viewer.be_alone(alone=False)
