"""Keys that the control which has the keyboard uses itself, so that they run no command."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTabBar,
)

_BUTTON: Final = {Qt.Key.Key_Space}
_UP_DOWN: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_LIST: Final = _UP_DOWN | {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Delete}
_SIDEWAYS: Final = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


def needed(event: QKeyEvent) -> bool:
    """Whether the control that has the keyboard uses this key itself."""
    if event.modifiers():
        return False
    match QApplication.focusWidget():
        case QAbstractButton():
            return event.key() in _BUTTON
        case QAbstractItemView() | QComboBox():
            return event.key() in _LIST
        case QAbstractSpinBox():
            return event.key() in _UP_DOWN
        case QAbstractSlider():
            return event.key() in _UP_DOWN | _SIDEWAYS
        case QTabBar():
            return event.key() in _SIDEWAYS
        case _:
            return False
