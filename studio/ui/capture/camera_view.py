"""The mirror: what the camera sees, with a guide for the face, and what is asked written over it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.pictures import image_of
from studio.ui.theme import GRID, Theme

_ROUND_PX: Final = 6.0
_GUIDE: Final = (0.48, 0.80)
"""The oval's width and height, of the picture's height."""
_DIGIT_PX, _WORDS_PX = 88, 22
_ARROWS: Final = {"left": (-1, 0), "right": (1, 0), "up": (0, -1)}
"""Which way an arrow points in the mirror, where one's own left is on the left."""


class CameraView(QWidget):
    """Shows the newest picture mirrored, as one is used to seeing oneself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QImage | None = None
        self._what, self._words, self._share = "", "", 0.0
        self._well, self._guided = False, True
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Camera")

    def sizeHint(self) -> QSize:
        """As a webcam's picture."""
        return QSize(640, 480)

    def be_plain(self) -> None:
        """Show no guide: nothing is asked here."""
        self._guided = False

    def show_picture(self, picture: NDArray[np.uint8] | None) -> None:
        """Show a picture, (H, W, 3) sRGB, mirrored; None for none."""
        mirrored = None if picture is None else np.ascontiguousarray(picture[:, ::-1])
        self._picture = None if mirrored is None else image_of(mirrored)
        self.update()

    def ask(self, what: str, words: str, share: float, *, well: bool) -> None:
        """Write what is asked over it. what: a prompt's key; share: of the step; well: the face is well seen."""
        self._what, self._words, self._share, self._well = what, words, share, well
        self.setAccessibleDescription(words)
        self.update()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, the guide round the face, and what is asked under it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(room, _ROUND_PX, _ROUND_PX)
        painter.setClipPath(outline)
        painter.fillRect(room, QColor(self._theme.surround))
        if self._picture is None:
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "No picture yet")
            return
        painter.drawImage(_filling(self._picture, room), self._picture)
        if self._guided:
            self._paint_guide(painter, room, outline)
        if self._words:
            self._paint_words(painter, room)

    def _paint_guide(self, painter: QPainter, room: QRectF, outline: QPainterPath) -> None:
        oval = QRectF(0, 0, _GUIDE[0] * room.height(), _GUIDE[1] * room.height())
        oval.moveCenter(room.center() - QPointF(0, 0.03 * room.height()))
        inside = QPainterPath()
        inside.addEllipse(oval)
        painter.fillPath(outline - inside, QColor(12, 12, 14, 110))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 70), 3))
        painter.drawEllipse(oval)
        told = QColor(self._theme.good if self._well else self._theme.warn)
        painter.setPen(QPen(told, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        whole = 5760
        painter.drawArc(oval, whole // 4, -round(whole * (self._share if self._well else 1.0)))
        if self._what in _ARROWS:
            self._paint_arrow(painter, oval, *_ARROWS[self._what])

    def _paint_arrow(self, painter: QPainter, oval: QRectF, right: int, down: int) -> None:
        reach = QPointF(right * (oval.width() / 2 + 5 * GRID), down * (oval.height() / 2 + 0.5 * GRID))
        tip = oval.center() + reach
        along, across = QPointF(right, down) * 26, QPointF(-down, right) * 20
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawPolygon(QPolygonF([tip + along, tip - along * 0.4 + across, tip - along * 0.4 - across]))

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        digit = self._what.isdigit()
        font = QFont(self.font())
        font.setPixelSize(_DIGIT_PX if digit else _WORDS_PX)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        box = QRectF(painter.fontMetrics().boundingRect(self._words)).adjusted(-2 * GRID, -GRID / 2, 2 * GRID, GRID / 2)
        box.moveCenter(QPointF(room.center().x(), 0))
        box.moveBottom(room.bottom() - GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 20, 21, 200))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)


def _filling(picture: QImage, room: QRectF) -> QRectF:
    """Where the picture goes so that it fills the room."""
    share = max(room.width() / picture.width(), room.height() / picture.height())
    box = QRectF(0, 0, picture.width() * share, picture.height() * share)
    box.moveCenter(room.center())
    return box
