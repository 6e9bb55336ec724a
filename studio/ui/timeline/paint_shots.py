"""Painting the shots' clips and their lines. What is alike is painted in one call, names only where there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from studio.engine.judgement import TakeState
from studio.timeline.film import Directions, ShotId
from studio.ui.findings import Freshness
from studio.ui.theme import GRID
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.scale import HEADER_PX
from studio.ui.timeline.sheet import Run, Sheet

LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PICTURE_ABOVE_PX = 14
_NAME_ABOVE_PX = 28
_WORDS_ABOVE_PX = 72
_NAME_STRIP_PX = 18
_MARK_PX = 3
_BADGES = {TakeState.STALE: ("stale", "warn"), TakeState.KEPT: ("kept", "dialogue")}
_BADGE_PX = 36
_BADGE_ABOVE_PX = 64
_MARK_COLOURS = {Freshness.CURRENT: "good", Freshness.STALE: "warn", Freshness.UNKNOWN: "line"}


def fill_all(painter: QPainter, rects: Sequence[QRect], colour: QColor) -> None:
    """Fill many rectangles with one colour in one call."""
    if rects:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(rects)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_shots(painter: QPainter, sheet: Sheet) -> None:
    """Every clip in sight: its body, its mark, and what there is room for."""
    room = sheet.lanes[Lane.SHOTS]
    clips = [QRect(run.left, room.top(), max(1, run.right - run.left), room.height()) for run in sheet.runs]
    fill_all(painter, clips, sheet.colour("raised"))
    for run, clip in zip(sheet.runs, clips, strict=True):
        if clip.width() > _PICTURE_ABOVE_PX:
            _paint_clip(painter, sheet, run.first, clip)
    _paint_chosen(painter, sheet, clips)
    _paint_marks(painter, sheet, clips)


def paint_captions(painter: QPainter, sheet: Sheet) -> None:
    """Every line in sight at its time, its words where there is room."""
    room = sheet.lanes[Lane.CAPTIONS].adjusted(0, 2, 0, -2)
    boxes = [(box, text) for run in sheet.runs if run.whole for box, text in _caption_boxes(sheet, run, room)]
    fill_all(painter, [box for box, _ in boxes], sheet.blended("dialogue", "field", 0.28))
    fill_all(
        painter, [QRect(box.topLeft(), box.bottomLeft() + QPoint(1, 0)) for box, _ in boxes], sheet.colour("dialogue")
    )
    for box, text in boxes:
        if box.width() > _NAME_ABOVE_PX:
            paint_name(painter, sheet, box, text, "text")


def paint_name(painter: QPainter, sheet: Sheet, room: QRect, name: str, colour: str) -> None:
    """A name that stays in sight while its clip is, shortened to fit."""
    left = max(room.left(), HEADER_PX) + 6
    width = room.right() - left - 4
    if width < 12:
        return
    painter.setPen(sheet.colour(colour))
    text = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, width)
    painter.drawText(QRect(left, room.top(), width, room.height()), LEFT_MIDDLE, text)


def _paint_clip(painter: QPainter, sheet: Sheet, place: int, clip: QRect) -> None:
    shot = sheet.map.shots[place]
    strip = QRect(clip.left(), clip.top(), clip.width(), _NAME_STRIP_PX)
    picture = clip.adjusted(0, _NAME_STRIP_PX, 0, -_MARK_PX)
    pixmap = sheet.thumbnail(shot.id, picture.height())
    shown = 0
    if pixmap is not None:
        ratio = pixmap.devicePixelRatio()
        shown = min(round(pixmap.width() / ratio), picture.width())
        source = QRect(0, 0, round(shown * ratio), pixmap.height())
        painter.drawPixmap(QRect(picture.left(), picture.top(), shown, picture.height()), pixmap, source)
    _paint_words(painter, sheet, shot.directions, picture.adjusted(shown, 0, 0, 0))
    if clip.width() > _NAME_ABOVE_PX and shot.id != sheet.chosen:
        paint_name(painter, sheet, _beside_badge(sheet, strip, shot.id), _name(sheet, place), "text")
        _paint_badge(painter, sheet, strip, shot.id)


def _paint_chosen(painter: QPainter, sheet: Sheet, clips: Sequence[QRect]) -> None:
    """The chosen shot wears the accent."""
    chosen = sheet.map.places.get(sheet.chosen) if sheet.chosen is not None else None
    for run, clip in zip(sheet.runs, clips, strict=True):
        if chosen is None or not run.first <= chosen <= run.last:
            continue
        if clip.width() <= _PICTURE_ABOVE_PX:
            painter.fillRect(clip, sheet.colour("accent"))
            continue
        strip = QRect(clip.left(), clip.top(), clip.width(), _NAME_STRIP_PX)
        painter.fillRect(strip, sheet.colour("accent"))
        shot_id = sheet.map.shots[chosen].id
        paint_name(painter, sheet, _beside_badge(sheet, strip, shot_id), _name(sheet, chosen), "on_accent")
        _paint_badge(painter, sheet, strip, shot_id)
        painter.setPen(sheet.colour("accent"))
        painter.drawRect(clip.adjusted(0, 0, -1, -1))


def _name(sheet: Sheet, place: int) -> str:
    shot = sheet.map.shots[place]
    return f"{place + 1}  {shot.directions.subject or shot.words}"


def _paint_words(painter: QPainter, sheet: Sheet, directions: Directions, room: QRect) -> None:
    """Beside the picture, where there is room: what happens, and what the camera does."""
    room = room.adjusted(GRID, GRID // 2, -GRID // 2, 0)
    if room.width() < _WORDS_ABOVE_PX:
        return
    painter.setPen(sheet.colour("dim"))
    metrics = QFontMetrics(painter.font())
    lines = (directions.motion, directions.camera)[: room.height() // metrics.lineSpacing()]
    for line, words in enumerate(lines):
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.topLeft() + QPoint(0, metrics.ascent() + line * metrics.lineSpacing()), text)


def _paint_marks(painter: QPainter, sheet: Sheet, clips: Sequence[QRect]) -> None:
    """A line under each clip: whole when it was played out as it is now, dashed in amber when stale."""
    marks: dict[Freshness, list[QRect]] = {state: [] for state in Freshness}
    for run, clip in zip(sheet.runs, clips, strict=True):
        mark = QRect(clip.left(), clip.bottom() - _MARK_PX + 1, clip.width(), _MARK_PX)
        marks[_mark(sheet, run)].append(mark)
    stale = marks[Freshness.STALE]
    fill_all(painter, stale, sheet.colour("field"))
    marks[Freshness.STALE] = [dash for mark in stale for dash in _dashes(mark)]
    for state, rects in marks.items():
        fill_all(painter, rects, sheet.colour(_MARK_COLOURS[state]))


def _mark(sheet: Sheet, run: Run) -> Freshness:
    """A clip whose finished take is stale is marked so; of shots painted as one, one stale take marks all."""
    shots = (sheet.map.shots[place].id for place in range(run.first, run.last + 1))
    if any(sheet.take(shot).state is TakeState.STALE for shot in shots):
        return Freshness.STALE
    return sheet.freshness(run.first)


def _badge_room(sheet: Sheet, strip: QRect, shot: ShotId) -> QRect | None:
    """Where a clip says that its take is stale or kept; None where it has nothing to say, or no room."""
    if sheet.take(shot).state not in _BADGES or strip.width() < _BADGE_ABOVE_PX:
        return None
    return QRect(strip.right() - _BADGE_PX - 3, strip.top() + 2, _BADGE_PX, strip.height() - 4)


def _beside_badge(sheet: Sheet, strip: QRect, shot: ShotId) -> QRect:
    room = _badge_room(sheet, strip, shot)
    return strip if room is None else QRect(strip.left(), strip.top(), room.left() - strip.left(), strip.height())


def _paint_badge(painter: QPainter, sheet: Sheet, strip: QRect, shot: ShotId) -> None:
    room = _badge_room(sheet, strip, shot)
    if room is None:
        return
    words, colour = _BADGES[sheet.take(shot).state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sheet.blended(colour, "field", 0.22))
    painter.drawRoundedRect(room, 3, 3)
    painter.setPen(sheet.colour(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _dashes(mark: QRect) -> list[QRect]:
    left, right = max(mark.left(), 0), mark.right() + 1
    return [QRect(x, mark.top(), min(GRID, right - x), mark.height()) for x in range(left, right, 2 * GRID)]


def _caption_boxes(sheet: Sheet, run: Run, room: QRect) -> list[tuple[QRect, str]]:
    start = sheet.map.starts_s[run.first]
    boxes: list[tuple[QRect, str]] = []
    for caption in sheet.captions(run.first):
        begin = round(sheet.scale.x(start + caption.start))
        end = min(round(sheet.scale.x(start + caption.end)), run.right)
        boxes.append((QRect(begin, room.top(), max(2, end - begin), room.height()), caption.text))
    return boxes
