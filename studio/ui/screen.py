"""The picture: one frame, letterboxed, painted as it is."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.focus import by_keyboard
from studio.ui.theme import GRID, TITLE_PX, Theme, sized


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
        self.setMinimumSize(240, 104)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ringed = False
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keyboard came here by the keyboard."""
        super().focusInEvent(event)
        self._ringed = by_keyboard(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surround, and the frame in its middle."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.surround))
        if self._picture is None:
            self._paint_empty(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(letterboxed(self._picture.size(), self.rect()), self._picture)
        if self._ringed:
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_empty(self, painter: QPainter) -> None:
        room = self.rect().adjusted(4 * GRID, 0, -4 * GRID, -self.height() // 2)
        title, _, rest = self._empty.partition("\n")
        painter.setPen(QColor(self._theme.text))
        painter.setFont(sized(self.font(), TITLE_PX))
        middle, bottom, top = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop
        painter.drawText(room, middle | bottom | Qt.TextFlag.TextWordWrap, title)
        painter.setPen(QColor(self._theme.dim))
        painter.setFont(self.font())
        below = room.translated(0, room.height() + GRID)
        painter.drawText(below, middle | top | Qt.TextFlag.TextWordWrap, rest)
