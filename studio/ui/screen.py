"""The picture: one frame, letterboxed, painted as it is."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme import GRID, Theme


def letterboxed(picture: QSize, room: QRect) -> QRect:
    """The largest rectangle of the picture's shape, centred in the room."""
    size = picture.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRect(0, 0, size.width(), size.height())
    box.moveCenter(room.center())
    return box


class Screen(QWidget):
    """Shows the newest frame. Without one, says what to do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QImage | None = None
        self._empty = ""
        self.setMinimumSize(320, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Viewer")

    @property
    def picture(self) -> QImage | None:
        """The frame that is shown."""
        return self._picture

    def show_picture(self, picture: QImage | None) -> None:
        """Show a frame, or the empty screen."""
        self._picture = picture
        self.update()

    def say(self, empty: str) -> None:
        """What to say while there is no picture."""
        self._empty = empty
        self.update()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a preview at its own size."""
        return QSize(960, 540)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surround, and the frame in its middle."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.surround))
        if self._picture is None:
            self._paint_empty(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(letterboxed(self._picture.size(), self.rect()), self._picture)
        if self.hasFocus():
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._theme.dim))
        room = self.rect().adjusted(4 * GRID, 4 * GRID, -4 * GRID, -4 * GRID)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
