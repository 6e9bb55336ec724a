"""A palette as small squares, one of them chosen, and a last one for any other colour."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QColorDialog, QSizePolicy, QToolTip, QWidget

from studio.ui.cast.attributes import Choice
from studio.ui.theme import Theme

_SIDE_PX: Final = 17
_GAP_PX: Final = 3
_STEP_PX: Final = _SIDE_PX + _GAP_PX
_ROUND_PX: Final = 4
_OTHER_TIP: Final = "Any other colour…"
_KEYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1000, Qt.Key.Key_Down: 1000}
_PRESS: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Swatches(QWidget):
    """``chosen`` gives a colour, ``#rrggbb``. While any is looked for, ``tried`` gives each, and which search it is."""

    chosen = Signal(str)
    tried = Signal(str, int)

    def __init__(self, name: str, choices: Sequence[Choice], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._choices = sorted(choices, key=_by_hue)
        self._theme = theme
        self._value = ""
        self._at = 0
        self._searches = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    @property
    def tones(self) -> tuple[str, ...]:
        """The colours of the palette, as they lie."""
        return tuple(choice.value for choice in self._choices)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def show_value(self, value: str | None) -> None:
        """Show which colour it is now; None for none."""
        self._value = (value or "").lower()
        places = [at for at, tone in enumerate(self.tones) if tone.lower() == self._value]
        self._at = places[0] if places else len(self._choices)
        self.setAccessibleDescription(self._called(self._at) if self._value else "as usual")
        self.update()

    def pick(self, at: int) -> None:
        """Choose one of the palette; behind its end, ask for any other colour."""
        if 0 <= at < len(self._choices):
            self._at = at
            self.chosen.emit(self._choices[at].value)
        elif at == len(self._choices):
            self._ask()

    def heightForWidth(self, width: int) -> int:
        """All the lines."""
        lines = -(-(len(self._choices) + 1) // self._columns(width))
        return lines * _STEP_PX + _GAP_PX

    def sizeHint(self) -> QSize:
        """Eight in a line, and all the lines that there are in the width it has."""
        width = 8 * _STEP_PX + _GAP_PX
        return QSize(width, self.heightForWidth(max(self.width(), self.minimumSizeHint().width())))

    def minimumSizeHint(self) -> QSize:
        """Five in a line."""
        return QSize(5 * _STEP_PX + _GAP_PX, _STEP_PX + _GAP_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All lines are seen, however many there are in this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def place(self, at: int) -> QRect:
        """Where a square lies."""
        line, column = divmod(at, self._columns(self.width()))
        return QRect(_GAP_PX // 2 + column * _STEP_PX, _GAP_PX // 2 + line * _STEP_PX, _SIDE_PX, _SIDE_PX)

    def event(self, event: QEvent) -> bool:
        """Arrow keys are its own while it has the keyboard; a tooltip names the square under the pointer."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._under(event)
            QToolTip.showText(event.globalPos(), "" if at is None else self._called(at), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        at = self._under(event)
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.pick(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from square to square and choose; space asks for any colour on the last one."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            step = _KEYS[key] if abs(_KEYS[key]) == 1 else self._columns(self.width()) * (1 if _KEYS[key] > 0 else -1)
            self._go(self._at + step)
        elif key in _PRESS:
            self.pick(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The squares; the chosen one ringed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, choice in enumerate(self._choices):
            self._square(painter, at, QColor(choice.value))
        other = len(self._choices)
        known = self._value in {tone.lower() for tone in self.tones}
        self._square(painter, other, QColor(self._theme.raised if known or not self._value else self._value))
        painter.setPen(QPen(self._ink(other, known), 1.6))
        middle = self.place(other).center()
        painter.drawLine(middle.x() - 3, middle.y() + 1, middle.x() + 5, middle.y() + 1)
        painter.drawLine(middle.x() + 1, middle.y() - 3, middle.x() + 1, middle.y() + 5)

    def _square(self, painter: QPainter, at: int, colour: QColor) -> None:
        box = self.place(at)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(colour)
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), _ROUND_PX, _ROUND_PX)
        if at == self._at and self._value:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent if self.hasFocus() else self._theme.text), 2))
            painter.drawRoundedRect(box.toRectF().adjusted(-1, -1, 1, 1), _ROUND_PX + 1, _ROUND_PX + 1)

    def _ink(self, at: int, known: bool) -> QColor:
        ground = QColor(self._theme.raised if known or not self._value else self._value)
        dark = at == len(self._choices) and ground.lightnessF() > 0.55
        return QColor("#202124" if dark else "#f1f1f1")

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._choices):
            self.pick(at)
        elif at == len(self._choices):
            self._at = at
            self.update()

    def _columns(self, width: int) -> int:
        return max(1, (width - _GAP_PX) // _STEP_PX)

    def _under(self, event: QMouseEvent | QHelpEvent) -> int | None:
        at = event.position().toPoint() if isinstance(event, QMouseEvent) else event.pos()
        return next((n for n in range(len(self._choices) + 1) if self.place(n).contains(at)), None)

    def _called(self, at: int) -> str:
        return self._choices[at].name if at < len(self._choices) else _OTHER_TIP

    def _ask(self) -> None:
        """Any colour, seen on the turntable while it is looked for."""
        before = self._value
        self._searches += 1
        search = self._searches
        dialog = QColorDialog(QColor(before or "#808080"), self)
        dialog.setWindowTitle(self._name)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_tried(colour: QColor) -> None:
            self.tried.emit(colour.name(), search)

        dialog.currentColorChanged.connect(on_tried)
        dialog.colorSelected.connect(on_tried)
        dialog.rejected.connect(lambda: self.tried.emit(before, search))
        dialog.open()


def _by_hue(choice: Choice) -> tuple[int, float, float]:
    """Colours round the circle, then greys from dark to light."""
    colour = QColor(choice.value)
    grey = colour.hsvSaturationF() < 0.16
    return (1 if grey else 0, 0.0 if grey else colour.hsvHueF(), colour.lightnessF())
