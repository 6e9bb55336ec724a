"""The turntable's picture: drag to turn and tilt, wheel to come nearer; arrow keys, plus and minus do the same."""

import math
import time
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.engine.sitting import Stance
from studio.ui.focus import by_keyboard
from studio.ui.theme import GRID, Theme

_TURN_PX: Final = 260.0
"""How far one drags for half a turn."""
_IDLE_TURN: Final = 2 * math.pi / 24.0
_TILTS: Final = (-0.12, 0.75)
_NOTCH: Final = 120.0
_ROUND_PX: Final = 6.0
_STEPS: Final = {
    Qt.Key.Key_Left: (-0.26, 0.0, 0.0),
    Qt.Key.Key_Right: (0.26, 0.0, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1, 0.0),
    Qt.Key.Key_Down: (0.0, -0.1, 0.0),
    Qt.Key.Key_Plus: (0.0, 0.0, 0.12),
    Qt.Key.Key_Equal: (0.0, 0.0, 0.12),
    Qt.Key.Key_Minus: (0.0, 0.0, -0.12),
}
FRONT: Final = Stance(turn=0.35)
TIP: Final = "Drag to turn, scroll to come nearer. Arrow keys, + and - do the same; Home goes back to the front"


class Hold:
    """How the table stands and turns. The engine thread asks ``stance`` for each frame; the window sets it."""

    def __init__(self) -> None:
        self._state = (FRONT, 0.0, 0.0)

    def stance(self) -> Stance:
        """How it is looked at now."""
        stance, speed, since = self._state
        return replace(stance, turn=stance.turn + speed * (time.monotonic() - since)) if speed else stance

    def put(self, stance: Stance, *, turning: bool) -> None:
        """Look at it so; it turns slowly on from there, or stands."""
        self._state = (stance, _IDLE_TURN if turning else 0.0, time.monotonic())


class TurntableView(QWidget):
    """Shows the newest picture, and turns the table. ``handled``: the artist took hold of it, or let it go."""

    handled = Signal(bool)

    def __init__(self, hold: Hold, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hold = hold
        self._theme = theme
        self._picture: QImage | None = None
        self._note = ""
        self._from: tuple[QPointF, Stance] | None = None
        self._turning, self._live = True, True
        self._ringed, self._welcoming = False, False
        self.setMinimumSize(200, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName("Turntable")
        self.setToolTip(TIP)
        self.put(FRONT)

    @property
    def picture(self) -> QImage | None:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: QImage | None) -> None:
        """Show a picture; None for nobody."""
        self._picture = picture
        self.update()

    def say(self, note: str) -> None:
        """Say something over the picture; nothing when it is empty."""
        self._note = note
        self.update()

    def welcome(self, *, coming: bool) -> None:
        """Show that a file held over the panel would be taken."""
        self._welcoming = coming
        self.update()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def set_motion(self, *, turning: bool, live: bool) -> None:
        """Whether the table turns by itself, and whether who stands on it moves."""
        stance = self.hold.stance()
        self._turning, self._live = turning, live
        self.put(stance)

    def put(self, stance: Stance) -> None:
        """Look at it so, within what can be seen."""
        tilt = min(max(stance.tilt, _TILTS[0]), _TILTS[1])
        zoom = min(max(stance.zoom, 0.0), 1.0)
        turning = self._turning and self._live and self._from is None
        self.hold.put(replace(stance, tilt=tilt, zoom=zoom, live=self._live), turning=turning)

    def sizeHint(self) -> QSize:
        """Taller than wide, as people are."""
        return QSize(320, 400)

    # --- by hand ------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the table."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = (event.position(), self.hold.stance())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.put(self._from[1])
            self.handled.emit(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn and tilt it."""
        if self._from is not None:
            start, stance = self._from
            moved = event.position() - start
            turn = stance.turn - moved.x() / _TURN_PX * math.pi
            self.put(replace(stance, turn=turn, tilt=stance.tilt + moved.y() / _TURN_PX))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() == Qt.MouseButton.LeftButton and self._from is not None:
            self._from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.put(self.hold.stance())
            self.handled.emit(False)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to the front."""
        self.put(FRONT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer, or go back."""
        stance = self.hold.stance()
        self.put(replace(stance, zoom=stance.zoom + event.angleDelta().y() / _NOTCH * 0.1))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the keyboard: elsewhere they move through the film."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _known(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, tilt, come nearer; Home goes back to the front."""
        key, stance = Qt.Key(event.key()), self.hold.stance()
        if key == Qt.Key.Key_Home:
            self.put(FRONT)
        elif key in _STEPS:
            turn, tilt, zoom = _STEPS[key]
            self.put(replace(stance, turn=stance.turn + turn, tilt=stance.tilt + tilt, zoom=stance.zoom + zoom))
        else:
            super().keyPressEvent(event)

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

    # --- on the screen ------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture fills the room; what is said lies over its foot."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(room, _ROUND_PX, _ROUND_PX)
        painter.setClipPath(outline)
        painter.fillRect(room, QColor(self._theme.surround))
        if self._picture is not None:
            painter.drawImage(_filling(self._picture, room), self._picture)
        if self._note:
            self._paint_note(painter, room)
        painter.setClipping(False)
        if self._ringed or self._welcoming:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 3 if self._welcoming else 1))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), _ROUND_PX, _ROUND_PX)

    def _paint_note(self, painter: QPainter, room: QRectF) -> None:
        words = room.adjusted(2 * GRID, 0, -2 * GRID, -GRID)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        box = painter.boundingRect(words, flags, self._note).adjusted(-GRID, -4, GRID, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 20, 21, 190))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("#f1f1f1"))
        painter.drawText(words.adjusted(0, 0, 0, -2), flags, self._note)


def _known(event: QKeyEvent) -> bool:
    return Qt.Key(event.key()) in (*_STEPS, Qt.Key.Key_Home) and not event.modifiers() & _COMMANDING


_COMMANDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _filling(picture: QImage, room: QRectF) -> QRectF:
    """Where the picture goes so that it fills the room, cut at the sides it is longer on."""
    share = max(room.width() / picture.width(), room.height() / picture.height())
    box = QRectF(0, 0, picture.width() * share, picture.height() * share)
    box.moveCenter(room.center())
    return box
