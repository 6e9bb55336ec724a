"""The mouse wheel scrolls a panel past its numbers and lists; it turns only the one that has the keyboard."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget

_TURNED: Final = (QAbstractSpinBox, QComboBox, QAbstractSlider)


class _Guard(QObject):
    """Leaves the wheel to whatever holds the control, unless the control has the keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def spare(page: QWidget) -> None:
    """Let the wheel scroll past every number, list and slider on a page, those that are in it now."""
    guard = _Guard(page)
    for part in page.findChildren(QWidget):
        if isinstance(part, _TURNED) and not isinstance(part, QScrollBar):
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            part.installEventFilter(guard)
