"""How loud it is: two bars, left and right."""

import math

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.ui.theme import Theme

_FLOOR_DB = -48.0
_HOT_DB = -6.0
_FALL_DB = 1.5


def share_of(db: float) -> float:
    """How much of the bar a level fills, 0 to 1."""
    return min(max(1 - db / _FLOOR_DB, 0.0), 1.0)


class Meter(QWidget):
    """Rises at once and falls slowly, so that a peak can be seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._levels_db = (_FLOOR_DB, _FLOOR_DB)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName("Sound level")
        self.setToolTip("Sound level, -48 to 0 dB")

    def sizeHint(self) -> QSize:
        """A narrow pair of bars."""
        return QSize(96, 14)

    def show_levels(self, left: float, right: float) -> None:
        """Show peaks, full scale 1."""
        old = self._levels_db
        new = tuple(max(_decibels(peak), was - _FALL_DB) for peak, was in zip((left, right), old, strict=True))
        self._levels_db = (max(new[0], _FLOOR_DB), max(new[1], _FLOOR_DB))
        if self._levels_db != old:
            self.update()

    @property
    def at_rest(self) -> bool:
        """Whether the bars have fallen all the way."""
        return max(self._levels_db) <= _FLOOR_DB

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each channel: the room, the level, and the hot end in another colour."""
        painter = QPainter(self)
        for channel, db in enumerate(self._levels_db):
            bar = QRect(0, channel * 8, self.width(), 5)
            painter.fillRect(bar, QColor(self._theme.raised))
            calm = round(self.width() * share_of(min(db, _HOT_DB)))
            full = round(self.width() * share_of(db))
            painter.fillRect(QRect(bar.left(), bar.top(), calm, bar.height()), QColor(self._theme.good))
            painter.fillRect(QRect(calm, bar.top(), full - calm, bar.height()), QColor(self._theme.warn))


def _decibels(peak: float) -> float:
    return 20 * math.log10(peak) if peak > 0 else _FLOOR_DB
