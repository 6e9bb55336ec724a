"""What is painted over the timeline's still layer: the marked range, where a carried shot would go, the playhead."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPolygon

from studio.ui.theme import Theme
from studio.ui.timeline.lanes import Lane


@dataclass(frozen=True)
class Over:
    """Pixels of the canvas. marked: from where to where the marked range is; slot: the cut a shot is carried to."""

    lanes: dict[Lane, QRect]
    theme: Theme
    height: int
    playhead: int
    marked: tuple[int, int] | None
    slot: int | None


def paint_over(painter: QPainter, over: Over) -> None:
    """All of it, the playhead last."""
    accent = QColor(over.theme.accent)
    if over.marked is not None:
        left, right = over.marked
        painter.fillRect(QRect(left, over.lanes[Lane.RULER].bottom() - 2, right - left, 3), accent)
    if over.slot is not None:
        shots = over.lanes[Lane.SHOTS]
        painter.fillRect(QRect(over.slot - 2, shots.top() - 2, 4, shots.height() + 4), accent)
    _paint_playhead(painter, over, accent)


def _paint_playhead(painter: QPainter, over: Over, accent: QColor) -> None:
    x = over.playhead
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawPolygon(QPolygon([QPoint(x - 5, 0), QPoint(x + 6, 0), QPoint(x + 6, 6), QPoint(x, 12)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(QRect(x, 0, 1, over.height), accent)
