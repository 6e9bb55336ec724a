"""Painting the acting keys: a diamond for an emotion (small for a flash), a triangle for a gaze, a square for what a
camera saw, with a bar as long as it lasts, and its name.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygon

from studio.timeline.acting import EmotionKey, Way
from studio.timeline.capturing import CapturedKey
from studio.ui.timeline.acting_lane import MARK_PX, Mark, line_of, lines_shown, marks_of, people_of
from studio.ui.timeline.in_words import told
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.paint_shots import fill_all
from studio.ui.timeline.sheet import Sheet

_LINES_ABOVE_PX = 14
_NAME_ROOM_PX = 26
_GAP_PX = 7


def paint_acting(painter: QPainter, sheet: Sheet) -> None:
    """Every person's line in the shots in sight, and their keys on it."""
    room = sheet.lanes[Lane.ACTING]
    runs = [run for run in sheet.runs if run.whole]
    wide = [run for run in runs if run.right - run.left > _LINES_ABOVE_PX]
    lines: list[QRect] = []
    for run in wide:
        count = min(len(people_of(sheet.map.film, sheet.map.shots[run.first])), lines_shown(room))
        lines += [QRect(run.left + 2, line_of(room, n, count), run.right - run.left - 4, 1) for n in range(count)]
    fill_all(painter, lines, sheet.colour("line"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for run in runs:
        marks = list(marks_of(sheet.map, sheet.scale, room, run.first))
        for mark in marks:
            _paint_mark(painter, sheet, mark)
            _paint_name(painter, sheet, mark, marks, run.right)
    painter.restore()


def _paint_mark(painter: QPainter, sheet: Sheet, mark: Mark) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sheet.colour(_colour(mark)))
    if isinstance(mark.key, CapturedKey):
        _paint_length(painter, sheet, mark, mark.key)
    painter.drawPolygon(QPolygon([QPoint(mark.x + x, mark.y + y) for x, y in _outline(mark)]))


def _paint_length(painter: QPainter, sheet: Sheet, mark: Mark, key: CapturedKey) -> None:
    """A bar as long as somebody acts, to the end of the shot at most."""
    left = min(float(key.seconds), float(mark.shot.duration - key.at))
    painter.drawRect(QRect(mark.x, mark.y - 1, round(left * sheet.scale.px_per_s), 2))


def _colour(mark: Mark) -> str:
    match mark.key:
        case EmotionKey():
            return "dialogue"
        case CapturedKey():
            return "accent"
        case _:
            return "effects"


def _outline(mark: Mark) -> list[tuple[int, int]]:
    if isinstance(mark.key, EmotionKey):
        size = MARK_PX + 1 if mark.key.flash is None else MARK_PX - 1
        return [(0, -size), (size, 0), (0, size), (-size, 0)]
    if isinstance(mark.key, CapturedKey):
        return [(-MARK_PX, -MARK_PX), (MARK_PX, -MARK_PX), (MARK_PX, MARK_PX), (-MARK_PX, MARK_PX)]
    back = mark.key.way is Way.WORDS
    return [(-MARK_PX, -MARK_PX), (-MARK_PX, MARK_PX), (1 if back else MARK_PX + 1, 0)]


def _paint_name(painter: QPainter, sheet: Sheet, mark: Mark, marks: list[Mark], end: int) -> None:
    """What a key says, up to the next mark on its line, where there is room for it."""
    following = [other.x for other in marks if other.y == mark.y and other.x > mark.x]
    width = min([end, *(x - MARK_PX for x in following)]) - mark.x - _GAP_PX - 2
    if width < _NAME_ROOM_PX:
        return
    metrics = QFontMetrics(painter.font())
    text = metrics.elidedText(told(mark.key, sheet.map.film), Qt.TextElideMode.ElideRight, width)
    painter.setPen(sheet.colour("text"))
    high = metrics.height()
    painter.drawText(QRect(mark.x + _GAP_PX, mark.y - high // 2, width, high), Qt.AlignmentFlag.AlignVCenter, text)
