"""Painting the timeline's lanes. Each function paints one lane, and only what is in sight."""

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from studio.ui.theme import GRID, HOUR_TINTS, SMALL_PX, sized
from studio.ui.timeline.lanes import WAVE_LANES, Lane
from studio.ui.timeline.locks import paint_locks
from studio.ui.timeline.paint_acting import paint_acting
from studio.ui.timeline.paint_overlays import paint_overlays
from studio.ui.timeline.paint_shots import LEFT_MIDDLE, fill_all, paint_captions, paint_name, paint_shots
from studio.ui.timeline.scale import HEADER_PX, tick_step
from studio.ui.timeline.sheet import Sheet

_CUTS_ABOVE_PX = 12
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
        paint_overlays(painter, sheet)
        paint_shots(painter, sheet)
        paint_locks(painter, sheet)
        paint_acting(painter, sheet)
        paint_captions(painter, sheet)
        for lane in (lane for lane in WAVE_LANES if sheet.lanes[lane].height()):
            _paint_wave(painter, sheet, lane)
        _paint_cuts(painter, sheet)
    painter.restore()
    _paint_headers(painter, sheet)


def _paint_empty(painter: QPainter, sheet: Sheet) -> None:
    painter.setPen(sheet.colour("dim"))
    room = sheet.lanes[Lane.SHOTS].adjusted(HEADER_PX, 0, 0, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, EMPTY)


def _paint_headers(painter: QPainter, sheet: Sheet) -> None:
    for lane, room in ((lane, room) for lane, room in sheet.lanes.items() if room.height()):
        header = QRect(0, room.top(), HEADER_PX - 1, room.height())
        painter.fillRect(header, sheet.colour("window" if lane is Lane.RULER else "panel"))
        painter.setPen(sheet.colour("dim"))
        painter.drawText(header.adjusted(GRID, 0, -4, 0), LEFT_MIDDLE, lane.value)


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
    """Each scene's band, with its hour as a line of colour, and its name where there is room."""
    room = sheet.lanes[Lane.SCENES]
    bands = [
        (number, scene, QRect(left, room.top(), width, room.height())) for number, scene, left, width in sheet.scenes
    ]
    fill_all(painter, [band for _, _, band in bands], sheet.colour("raised"))
    hours: dict[str, list[QRect]] = {}
    for _, scene, band in bands:
        line = QRect(band.left(), band.bottom() - 1, band.width(), 2)
        hours.setdefault(HOUR_TINTS.get(scene.shots[0].setting.hour, sheet.theme.faint), []).append(line)
    for tint, lines in hours.items():
        fill_all(painter, lines, QColor(tint))
    for number, scene, band in bands:
        paint_name(painter, sheet, band, f"{number}  {capitalised(scene.title or scene.heading)}", "text")


def capitalised(name: str) -> str:
    """A name with a capital at its beginning, and otherwise as it was written."""
    return name[:1].upper() + name[1:]


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
    """Cuts run faintly through the lanes below the shots where there is room, scene borders a little stronger."""
    top, height = (
        sheet.lanes[Lane.ACTING].top(),
        sheet.lanes[Lane.AMBIENCE].bottom() - sheet.lanes[Lane.ACTING].top(),
    )
    wide = [run for run in sheet.runs if run.right - run.left > _CUTS_ABOVE_PX]
    fill_all(painter, [QRect(run.left - 1, top, 1, height) for run in wide], sheet.colour("line"))
    borders = [left - 1 for _, _, left, width in sheet.scenes if width > _CUTS_ABOVE_PX]
    fill_all(painter, [QRect(x, top, 1, height) for x in borders], sheet.colour("faint"))
