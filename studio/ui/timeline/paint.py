"""Painting the timeline's lanes. Each function paints one lane, and only what is in sight."""

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from studio.timeline.film import Directions
from studio.ui.findings import Freshness
from studio.ui.theme import GRID, HOUR_TINTS, SMALL_PX, sized
from studio.ui.timeline.lanes import WAVE_LANES, Lane
from studio.ui.timeline.scale import HEADER_PX, tick_step
from studio.ui.timeline.sheet import Sheet

_LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NAME_ABOVE_PX = 28
_WORDS_ABOVE_PX = 72
_NAME_STRIP_PX = 18
_MARK_PX = 3
EMPTY = "The shots of your film come here once its script is directed."


def paint_sheet(painter: QPainter, sheet: Sheet) -> None:
    """Everything but the playhead."""
    painter.fillRect(QRect(0, 0, sheet.scale.width, 10_000), sheet.colour("window"))
    for lane in Lane:
        if lane is not Lane.RULER:
            painter.fillRect(sheet.lanes[lane], sheet.colour("field"))
    painter.setFont(sized(sheet.font, SMALL_PX))
    painter.save()
    painter.setClipRect(HEADER_PX, 0, sheet.scale.width, 10_000)
    _paint_ruler(painter, sheet)
    if not sheet.map.shots:
        _paint_empty(painter, sheet)
    else:
        _paint_scenes(painter, sheet)
        _paint_shots(painter, sheet)
        _paint_captions(painter, sheet)
        for lane in WAVE_LANES:
            _paint_wave(painter, sheet, lane)
        _paint_cuts(painter, sheet)
    painter.restore()
    _paint_headers(painter, sheet)


def _paint_empty(painter: QPainter, sheet: Sheet) -> None:
    painter.setPen(sheet.colour("dim"))
    room = sheet.lanes[Lane.SHOTS].adjusted(HEADER_PX, 0, 0, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, EMPTY)


def _paint_headers(painter: QPainter, sheet: Sheet) -> None:
    for lane, room in sheet.lanes.items():
        header = QRect(0, room.top(), HEADER_PX - 1, room.height())
        painter.fillRect(header, sheet.colour("window" if lane is Lane.RULER else "panel"))
        painter.setPen(sheet.colour("dim"))
        painter.drawText(header.adjusted(GRID, 0, -4, 0), _LEFT_MIDDLE, lane.value)


def _paint_ruler(painter: QPainter, sheet: Sheet) -> None:
    room, scale, fps = sheet.lanes[Lane.RULER], sheet.scale, sheet.map.film.fps
    step, parts = tick_step(scale, fps)
    small = step / parts
    for index in range(int(scale.left / small), int(scale.right / small) + 2):
        x = round(scale.x(index * small))
        labelled = index % parts == 0
        painter.setPen(sheet.colour("faint" if labelled else "line"))
        painter.drawLine(x, room.bottom() - (8 if labelled else 4), x, room.bottom())
        if labelled:
            painter.setPen(sheet.colour("dim"))
            painter.drawText(QPoint(x + 4, room.bottom() - 8), _tick_label(index * small, step, fps))


def _tick_label(time: float, step: float, fps: int) -> str:
    frames = round(time * fps)
    minutes, seconds = divmod(frames // fps, 60)
    return f"{minutes}:{seconds:02}" + (f":{frames % fps:02}" if step < 1 else "")


def _paint_scenes(painter: QPainter, sheet: Sheet) -> None:
    room, visible = sheet.lanes[Lane.SCENES], sheet.visible
    for number, (scene, first, end) in enumerate(sheet.map.scenes, start=1):
        if end <= visible.start or first >= visible.stop:
            continue
        left, right = sheet.span(first)[0], sheet.span(end - 1)[1]
        band = QRect(left, room.top(), max(1, right - left), room.height())
        painter.fillRect(band, sheet.colour("raised"))
        tint = QColor(HOUR_TINTS.get(scene.shots[0].setting.hour, sheet.theme.faint))
        painter.fillRect(QRect(left, room.bottom() - 1, band.width(), 2), tint)
        _paint_name(painter, sheet, band, f"{number}  {scene.title or scene.heading}", "text")


def _paint_shots(painter: QPainter, sheet: Sheet) -> None:
    room = sheet.lanes[Lane.SHOTS]
    chosen = sheet.map.places.get(sheet.chosen, -1) if sheet.chosen is not None else -1
    for run in sheet.runs:
        clip = QRect(run.left, room.top(), max(1, run.right - run.left), room.height())
        if run.whole:
            _paint_clip(painter, sheet, run.first, clip)
        else:
            painter.fillRect(clip, sheet.colour("accent" if run.first <= chosen <= run.last else "raised"))


def _paint_clip(painter: QPainter, sheet: Sheet, place: int, clip: QRect) -> None:
    shot = sheet.map.shots[place]
    chosen = shot.id == sheet.chosen
    painter.fillRect(clip, sheet.colour("raised"))
    strip = QRect(clip.left(), clip.top(), clip.width(), _NAME_STRIP_PX)
    picture = QRect(clip.left(), strip.bottom() + 1, clip.width(), clip.height() - _NAME_STRIP_PX - _MARK_PX)
    pixmap = sheet.thumbnail(shot.id, picture.height()) if clip.width() > _NAME_ABOVE_PX // 2 else None
    if pixmap is not None:
        painter.save()
        painter.setClipRect(picture, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(picture.topLeft(), pixmap)
        painter.restore()
    shown = pixmap.deviceIndependentSize().toSize().width() if pixmap is not None else 0
    _paint_words(painter, sheet, shot.directions, picture.adjusted(shown, 0, 0, 0))
    if clip.width() > _NAME_ABOVE_PX:
        if chosen:
            painter.fillRect(strip, sheet.colour("accent"))
        name = f"{place + 1}  {shot.directions.subject or shot.words}"
        _paint_name(painter, sheet, strip, name, "on_accent" if chosen else "text")
    if chosen:
        painter.setPen(sheet.colour("accent"))
        painter.drawRect(clip.adjusted(0, 0, -1, -1))
    _paint_mark(painter, sheet, place, clip)


def _paint_words(painter: QPainter, sheet: Sheet, directions: Directions, room: QRect) -> None:
    """Beside the picture, where there is room: what happens, and what the camera does."""
    room = room.adjusted(GRID, GRID // 2, -GRID // 2, 0)
    if room.width() < _WORDS_ABOVE_PX:
        return
    painter.setPen(sheet.colour("dim"))
    metrics = QFontMetrics(painter.font())
    for line, words in enumerate((directions.motion, directions.camera)):
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.topLeft() + QPoint(0, metrics.ascent() + line * metrics.lineSpacing()), text)


def _paint_mark(painter: QPainter, sheet: Sheet, place: int, clip: QRect) -> None:
    """A line under the clip: whole when it was played out as it is now, dashed in amber when stale."""
    mark = QRect(clip.left(), clip.bottom() - _MARK_PX + 1, clip.width(), _MARK_PX)
    match sheet.freshness(place):
        case Freshness.CURRENT:
            painter.fillRect(mark, sheet.colour("good"))
        case Freshness.STALE:
            painter.fillRect(mark, sheet.colour("field"))
            for x in range(mark.left(), mark.right(), 2 * GRID):
                painter.fillRect(QRect(x, mark.top(), min(GRID, mark.right() - x), _MARK_PX), sheet.colour("warn"))
        case Freshness.UNKNOWN:
            painter.fillRect(mark, sheet.colour("line"))


def _paint_captions(painter: QPainter, sheet: Sheet) -> None:
    room = sheet.lanes[Lane.CAPTIONS]
    for run in sheet.runs:
        start = sheet.map.starts_s[run.first]
        for caption in sheet.captions(run.first) if run.whole else ():
            begin = round(sheet.scale.x(start + caption.start))
            end = min(round(sheet.scale.x(start + caption.end)), run.right)
            box = QRect(begin, room.top() + 2, max(2, end - begin), room.height() - 4)
            painter.fillRect(box, sheet.colour("dialogue", 0.28))
            painter.fillRect(QRect(begin, box.top(), 2, box.height()), sheet.colour("dialogue"))
            if box.width() > _NAME_ABOVE_PX:
                _paint_name(painter, sheet, box, caption.text, "text")


def _paint_wave(painter: QPainter, sheet: Sheet, lane: Lane) -> None:
    """The lane's peaks as one picture, a column for every pixel."""
    room, scale = sheet.lanes[lane], sheet.scale
    end = min(scale.width, round(scale.x(float(sheet.map.duration))))
    width, half = end - HEADER_PX, (room.height() - 4) // 2
    if width <= 0:
        return
    loud = sheet.waves.columns(lane.name.lower(), scale.left, 1 / scale.px_per_s, width)
    tall = loud.astype(np.int32) * half // 255
    away = np.abs(np.arange(2 * half + 1) - half)[:, None]
    inside = (away <= tall) & (loud > 0)
    colour = sheet.colour(lane.name.lower()).rgba()
    pixels = np.where(inside, np.uint32(colour), np.uint32(0))
    image = QImage(pixels.data, width, 2 * half + 1, width * 4, QImage.Format.Format_ARGB32)
    painter.fillRect(QRect(HEADER_PX, room.top() + 2 + half, width, 1), sheet.colour("line"))
    painter.drawImage(HEADER_PX, room.top() + 2, image)


def _paint_cuts(painter: QPainter, sheet: Sheet) -> None:
    """Cuts run faintly through the lanes of the sound, scene borders a little stronger."""
    top, bottom = sheet.lanes[Lane.CAPTIONS].top(), sheet.lanes[Lane.AMBIENCE].bottom()
    borders = {first for _, first, _ in sheet.map.scenes}
    within, border = sheet.colour("line", 0.7), sheet.colour("faint", 0.7)
    for run in sheet.runs:
        if run.whole:
            painter.fillRect(QRect(run.left - 1, top, 1, bottom - top), border if run.first in borders else within)


def _paint_name(painter: QPainter, sheet: Sheet, room: QRect, name: str, colour: str) -> None:
    """A name that stays in sight while its clip is, shortened to fit."""
    left = max(room.left(), HEADER_PX) + 6
    width = room.right() - left - 4
    if width < 12:
        return
    painter.setPen(sheet.colour(colour))
    text = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, width)
    painter.drawText(QRect(left, room.top(), width, room.height()), _LEFT_MIDDLE, text)
