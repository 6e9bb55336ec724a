"""Two ways to look: a small picture that moves, and two pictures under a wipe."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.pictures import image_of

_STEP: Final = 0.05
_HANDLE_PX: Final = 7.0
_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class MovingPicture(QWidget):
    """A few frames, shown again and again at their rate. Stands still while nobody sees it."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: list[QImage] = []
        self._at = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("What is being painted")

    def play(self, frames: NDArray[np.uint8], fps: int) -> None:
        """Show these frames, (F, H, W, 3) uint8, from now on."""
        self._frames = [image_of(frame) for frame in frames]
        self._at %= len(self._frames)
        self._timer.start(1000 // max(1, fps))
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._frames = []
        self._timer.stop()
        self.update()

    @property
    def playing(self) -> bool:
        """Whether there is anything to see."""
        return bool(self._frames)

    def sizeHint(self) -> QSize:
        """As wide as the panel, in the picture's shape."""
        return QSize(280, self.heightForWidth(280))

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In the picture's shape; nothing where there is none."""
        if not self._frames:
            return 0
        shape = self._frames[0].size()
        return width * shape.height() // max(1, shape.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame whose turn it is."""
        del event
        if self._frames:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_fitted(self._frames[0], QRectF(self.rect())), self._frames[self._at])
            painter.end()

    @Slot()
    def _next(self) -> None:
        if self._frames and self.isVisible():
            self._at = (self._at + 1) % len(self._frames)
            self.update()


class Wipe(QWidget):
    """Two pictures in one place: the first on the left of a line, the second on its right. The line is dragged."""

    moved = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._pictures: list[QImage] = []
        self.share = 0.5
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Two takes, side by side")
        self.setToolTip("Drag the line, or use the arrow keys, to compare the two takes")

    def show_pictures(self, first: NDArray[np.uint8], second: NDArray[np.uint8]) -> None:
        """Compare these two, (H, W, 3) uint8 each."""
        self._pictures = [image_of(first), image_of(second)]
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Compare nothing."""
        self._pictures = []
        self.update()

    def wipe_to(self, share: float) -> None:
        """Put the line at a share of the width."""
        self.share = min(1.0, max(0.0, share))
        self.moved.emit(self.share)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel, in the pictures' shape."""
        return QSize(280, self.heightForWidth(280))

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In the pictures' shape; nothing where there are none."""
        if not self._pictures:
            return 0
        shape = self._pictures[0].size()
        return width * shape.height() // max(1, shape.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both, and the line between them."""
        del event
        if not self._pictures:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        place = _fitted(self._pictures[0], QRectF(self.rect()))
        line = place.left() + place.width() * self.share
        painter.drawImage(place, self._pictures[0])
        painter.setClipRect(QRectF(line, place.top(), place.right() - line, place.height()))
        painter.drawImage(place, self._pictures[1])
        painter.setClipping(False)
        painter.setPen(QPen(QColor(255, 255, 255, 230), 2))
        painter.drawLine(QPointF(line, place.top()), QPointF(line, place.bottom()))
        painter.setBrush(QColor(255, 255, 255, 230))
        painter.drawEllipse(QPointF(line, place.center().y()), _HANDLE_PX, _HANDLE_PX)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The line jumps to where it is taken."""
        self.wipe_to(event.position().x() / max(1, self.width()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line follows."""
        self.wipe_to(event.position().x() / max(1, self.width()))

    def event(self, event: QEvent) -> bool:
        """The arrow keys are the line's while it has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _ARROWS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The line goes left and right by the arrow keys."""
        match event.key():
            case Qt.Key.Key_Left:
                self.wipe_to(self.share - _STEP)
            case Qt.Key.Key_Right:
                self.wipe_to(self.share + _STEP)
            case _:
                super().keyPressEvent(event)


def _fitted(picture: QImage, room: QRectF) -> QRectF:
    """Where a picture lies in a room, whole."""
    scale = min(room.width() / max(1, picture.width()), room.height() / max(1, picture.height()))
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
