"""A brush over the picture in the viewer: strokes of one kind and of the other, each of them an edit of the film."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.engine.jobs import JobId
from studio.timeline.film import Shot, ShotId
from studio.timeline.sources import Hint
from studio.ui.parts import label, restyled
from studio.ui.screen import letterboxed
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.work import Job, Work

SUBJECT_COLOUR, BACKGROUND_COLOUR = QColor("#4fd68a"), QColor("#ff6b5e")
STROKE = 0.04
_KEPT, _UNDER_WAY = 0.45, 0.7
_STEP = 0.02
_KEYS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}
CLEAR_TIP: Final = "Take every stroke away; undo brings them back"
CLOSE_TIP: Final = "Close (Escape); every stroke is kept already"


class Easel(QWidget):
    """The picture, and the brush over it: by mouse, or by arrow keys and Space."""

    drawn = Signal(object)  # points, each 0 to 1 of the picture

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QImage | None = None
        self._stroke: list[tuple[float, float]] = []
        self._kept: tuple[Hint, ...] = ()
        self._cursor = (0.5, 0.5)
        self.colour = SUBJECT_COLOUR
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Picture to mark: arrow keys move the brush, Space marks")

    def show_picture(self, picture: QImage) -> None:
        """Show the picture as it is cut now."""
        self._picture = picture
        self.update()

    def show_strokes(self, strokes: tuple[Hint, ...]) -> None:
        """Show strokes that are kept over the picture, until others are."""
        self._kept = strokes
        self.update()

    @property
    def box(self) -> QRect:
        """Where the picture lies."""
        return self.rect() if self._picture is None else letterboxed(self._picture.size(), self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton and self._picture is not None:
            self._stroke = [self._point(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        if self._stroke:
            self._stroke.append(self._point(event.position()))
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End it."""
        if self._stroke:
            stroke, self._stroke = tuple(self._stroke), []
            self.update()
            self.drawn.emit(stroke)

    def event(self, event: QEvent) -> bool:
        """The brush's keys are its own while it has them, though the window plays with Space."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in (*_KEYS, Qt.Key.Key_Space)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the brush, or mark where it is."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self._cursor = _inside(self._cursor[0] + step[0], self._cursor[1] + step[1])
            self.update()
        elif event.key() == Qt.Key.Key_Space and self._picture is not None:
            self.drawn.emit((self._cursor,))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, the strokes over it, the one under way, and the brush that the keys move."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.surround))
        if self._picture is not None:
            painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
            painter.drawImage(self.box, self._picture)
        for kept in self._kept:
            self._draw(painter, kept.points, SUBJECT_COLOUR if kept.subject else BACKGROUND_COLOUR, kept.width, _KEPT)
        wide = max(2.0, STROKE * min(self.box.width(), self.box.height()))
        if self._stroke:
            self._draw(painter, self._stroke, self.colour, STROKE, _UNDER_WAY)
        elif self.hasFocus():
            painter.setPen(QPen(self.colour, 2))
            painter.drawEllipse(self._place(self._cursor), wide / 2, wide / 2)

    def _draw(
        self, painter: QPainter, points: Sequence[tuple[float, float]], colour: QColor, width: float, opacity: float
    ) -> None:
        wide = max(2.0, width * min(self.box.width(), self.box.height()))
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, cap, join))
        painter.setOpacity(opacity)
        painter.drawPolyline([self._place(point) for point in (*points, points[-1])])
        painter.setOpacity(1.0)

    def _point(self, place: QPointF) -> tuple[float, float]:
        box = self.box
        return _inside((place.x() - box.x()) / box.width(), (place.y() - box.y()) / box.height())

    def _place(self, point: tuple[float, float]) -> QPointF:
        return QPointF(self.box.x() + point[0] * self.box.width(), self.box.y() + point[1] * self.box.height())


def _inside(x: float, y: float) -> tuple[float, float]:
    return round(min(max(x, 0.0), 1.0), 4), round(min(max(y, 0.0), 1.0), 4)


@dataclass(frozen=True)
class BrushWords:
    """What a brush is called, what is said while its picture comes, and its two kinds of strokes, each with a tip."""

    title: str
    waiting: str
    first: tuple[str, str]
    second: tuple[str, str]
    clear: str


class Brush(QWidget):
    """One shot's strokes over its picture in the viewer. It covers ``screen`` as that grows.

    Undo and redo are the film's own. It closes with Done or Escape, and when another shot is chosen. What is asked of
    the engine, and what a stroke does, is for those that derive from it: ``ask``, ``take`` and ``take_all_away``. They
    call ``begin`` once they are made.
    """

    def __init__(
        self, words: BrushWords, shot: ShotId, session: Session, work: Work, theme: Theme, screen: QWidget
    ) -> None:
        super().__init__(screen)
        self._shot, self._session, self._work, self._screen = shot, session, work, screen
        self._job: JobId | None = None
        self._asked: object = None
        self.setAccessibleName(words.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("surround")
        self.easel = Easel(theme, self)
        self.sentence = label("dim", words.waiting)
        self.first, self.second = _kind(words.first), _kind(words.second)
        self.clear, self.close_button = QPushButton(words.clear), QPushButton("Done")

    def begin(self, between: QWidget | None = None) -> None:
        """Lay everything out, and show it. between: what stands in the row of buttons, where there is anything."""
        self._lay_out(between)
        self._connect()
        self._screen.installEventFilter(self)
        self.setGeometry(self._screen.rect())
        self.ask()
        self.show()
        self.easel.setFocus()

    @Slot()
    def ask(self) -> None:
        """Have the picture as it is now."""
        raise NotImplementedError

    def take(self, stroke: Hint) -> None:
        """Keep a stroke."""
        raise NotImplementedError

    def take_all_away(self) -> None:
        """Keep none."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the picture."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the picture back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @property
    def now(self) -> Shot | None:
        """The shot as it is now; None once it is gone."""
        return self._session.map.shot(self._shot)

    def _lay_out(self, between: QWidget | None) -> None:
        kinds, buttons = QButtonGroup(self), QHBoxLayout()
        for button in (self.first, self.second):
            kinds.addButton(button)
            buttons.addWidget(button)
        self.first.setChecked(True)
        self._on_kind(first=True)
        if between is None:
            buttons.addStretch(1)
        else:
            buttons.addWidget(between, 1)
        self.clear.setToolTip(CLEAR_TIP)
        self.close_button.setToolTip(CLOSE_TIP)
        buttons.addWidget(self.clear)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.easel, 1)
        column.addWidget(self.sentence)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.first.toggled.connect(self._on_kind)
        self.clear.clicked.connect(self._on_clear)
        self.close_button.clicked.connect(self.close)
        self.easel.drawn.connect(self._on_drawn)
        self._session.film_changed.connect(self.ask)
        self._session.shot_chosen.connect(self._on_chosen)
        self._work.ended.connect(self._on_ended)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        failed = getattr(job.ending, "what", None)
        if job.id == self._job and failed:
            self.sentence.setText(failed)

    @Slot(object)
    def _on_chosen(self, chosen: ShotId | None) -> None:
        if chosen != self._shot:
            self.close()

    @Slot(bool)
    def _on_kind(self, first: bool) -> None:
        restyled(self.first, "primary" if first else "")
        restyled(self.second, "" if first else "primary")
        self.easel.colour = SUBJECT_COLOUR if first else BACKGROUND_COLOUR
        self.easel.update()

    @Slot(object)
    def _on_drawn(self, points: tuple[tuple[float, float], ...]) -> None:
        self.take(Hint(self.first.isChecked(), points, STROKE))

    @Slot()
    def _on_clear(self) -> None:
        self.take_all_away()


def _kind(words: tuple[str, str]) -> QPushButton:
    button = QPushButton(words[0])
    button.setCheckable(True)
    button.setToolTip(words[1])
    return button
