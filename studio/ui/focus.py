"""When to show where the keyboard is: after it was moved there by the keyboard, not by a click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether the keyboard brought the focus."""
    return event.reason() in _BY_KEYBOARD
