"""A thin bar under the picture: where in the film one is, and the marked range."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme


class Scrubber(QWidget):
    """Press or drag anywhere on it to go there."""

    def __init__(self, session: Session, playback: Playback, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._playback = playback
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Position in the film")
        self.setToolTip("Drag to look through the film")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        playback.moved.connect(self.update)
        playback.changed.connect(self.update)
        session.film_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As thin as can be hit."""
        return QSize(200, 2 * GRID)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        self._go(event.position())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The film as a line, its range brighter, what was played in the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, height = self.height() / 2, 3.0
        duration = float(self._session.map.duration) or 1.0
        first, end = (float(time) / duration for time in self._playback.range)
        now = float(self._playback.playhead) / duration
        for begin, until, colour in (
            (0.0, 1.0, self._theme.raised),
            (first, end, self._theme.faint),
            (min(first, now), now, self._theme.accent),
        ):
            room = QRectF(self._x(begin), middle - height / 2, self._x(until) - self._x(begin), height)
            painter.fillRect(room, QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        painter.drawEllipse(QPointF(self._x(now), middle), 5, 5)

    def _x(self, share: float) -> float:
        return GRID + share * (self.width() - 2 * GRID)

    def _go(self, point: QPointF) -> None:
        share = (point.x() - GRID) / max(1, self.width() - 2 * GRID)
        self._playback.seek(max(0.0, share) * float(self._session.map.duration))
