"""Painting the overlays: a bar each in its track, with its name, and slopes where it comes and goes."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPolygon

from studio.timeline.overlays import Card, Content, Inset, Picture, called
from studio.ui.theme import GRID
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.overlay_lane import Bar, bars_of
from studio.ui.timeline.paint_shots import LEFT_MIDDLE, paint_name
from studio.ui.timeline.scale import HEADER_PX
from studio.ui.timeline.sheet import Sheet

HINT = "Drop a picture or a clip here to lay it over the film"
_NAME_ABOVE_PX = 28
_SHARE = 0.32


def paint_overlays(painter: QPainter, sheet: Sheet) -> None:
    """Every overlay in sight; where a film has none, how to add one."""
    room = sheet.lanes[Lane.OVERLAYS]
    bars = bars_of(sheet.map, sheet.scale, room)
    if not sheet.map.overlays:
        painter.setPen(sheet.colour("dim"))
        painter.drawText(room.adjusted(HEADER_PX + GRID, 0, 0, 0), LEFT_MIDDLE, HINT)
    for bar in bars:
        _paint_bar(painter, sheet, bar)


def _paint_bar(painter: QPainter, sheet: Sheet, bar: Bar) -> None:
    chosen = bar.laid.overlay.id == sheet.overlay
    name = _colour(bar.laid.overlay.content)
    painter.fillRect(bar.box, sheet.colour("accent") if chosen else sheet.blended(name, "field", _SHARE))
    if not chosen:
        painter.fillRect(QRect(bar.box.left(), bar.box.top(), 2, bar.box.height()), sheet.colour(name))
    _paint_slopes(painter, sheet, bar)
    if bar.box.width() > _NAME_ABOVE_PX:
        paint_name(painter, sheet, bar.box, called(bar.laid.overlay.content), "on_accent" if chosen else "text")


def _paint_slopes(painter: QPainter, sheet: Sheet, bar: Bar) -> None:
    """The corners that are not seen yet, or no longer."""
    box, one = bar.box, bar.laid.overlay
    lasts = max(1e-6, (bar.laid.last - bar.laid.first) / bar.laid.fps)
    comes, goes = (round(float(time) / lasts * box.width()) for time in (one.fade_in, one.fade_out))
    ground = QColor(sheet.colour("field"))
    ground.setAlpha(170)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    left, right, top, bottom = box.left(), box.right() + 1, box.top(), box.bottom() + 1
    if comes:
        painter.drawPolygon(QPolygon([QPoint(left, bottom), QPoint(left, top), QPoint(left + comes, top)]))
    if goes:
        painter.drawPolygon(QPolygon([QPoint(right, bottom), QPoint(right, top), QPoint(right - goes, top)]))
    painter.restore()


def _colour(content: Content) -> str:
    match content:
        case Card():
            return "warn"
        case Picture():
            return "effects"
        case Inset():
            return "ambience"
