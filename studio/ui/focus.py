"""Where the keyboard is and where Tab takes it: from panel to panel as they are seen, never behind another's tab."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_ROW_PX = 12


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether the keyboard brought the focus."""
    return event.reason() in _BY_KEYBOARD


def go_on(panels: Iterable[QWidget], *, forward: bool) -> bool:
    """Move the keyboard to the next stop, or the one before; False where there is none. panels: in their order."""
    stops = [stop for panel in panels for stop in _stops_in(panel)]
    if not stops:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    _next(stops, forward=forward).setFocus(reason)
    return True


def _next(stops: Sequence[QWidget], *, forward: bool) -> QWidget:
    now = QApplication.focusWidget()
    if now not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(now) + (1 if forward else -1)) % len(stops)]


def _stops_in(panel: QWidget) -> list[QWidget]:
    """What takes the keyboard in a panel, as one reads: from the top down, and from left to right."""
    if not panel.isVisible() or panel.visibleRegion().isEmpty():
        return []
    stops = [part for part in (panel, *panel.findChildren(QWidget)) if _takes_keys(part)]
    return sorted(stops, key=lambda part: _place(part, panel))


def _place(part: QWidget, panel: QWidget) -> tuple[int, int]:
    at = part.mapTo(panel, QPoint(0, 0)) if part is not panel else QPoint(0, 0)
    return (at.y() // _ROW_PX, at.x())


def _takes_keys(part: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    return bool(part.focusPolicy().value & tab) and part.focusProxy() is None and part.isEnabled() and part.isVisible()
