"""The hint brush: strokes over a still that say what is the subject and what is background. Each is an edit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.engine.jobs import CutOut, CutReady, JobId
from studio.timeline.film import Shot, ShotId
from studio.timeline.sources import Hint
from studio.timeline.stills import add_hint, clear_hints, stills_located
from studio.ui.parts import label, restyled
from studio.ui.pictures import image_of
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
CUTTING = "Cutting the subject out…"
DRAW = "Draw over what belongs to the subject, or to the background. What is in the shade is behind it."


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


class Marking(QWidget):
    """One still's subject, marked stroke by stroke over the picture in the viewer. It covers ``screen`` as that grows.

    Undo and redo are the film's own. It closes with Done or Escape, and when another shot is chosen.
    """

    def __init__(self, shot: ShotId, session: Session, work: Work, theme: Theme, screen: QWidget) -> None:
        super().__init__(screen)
        self._shot = shot
        self._session = session
        self._work = work
        self._job: JobId | None = None
        self._asked: object = None
        self.setAccessibleName("Mark the subject")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("surround")
        self.easel = Easel(theme, self)
        self.sentence = label("dim", CUTTING)
        self.subject, self.background = QPushButton("Subject"), QPushButton("Background")
        self.clear, self.close_button = QPushButton("Clear strokes"), QPushButton("Done")
        self._lay_out()
        self._connect()
        screen.installEventFilter(self)
        self.setGeometry(screen.rect())
        self._ask()
        self.show()
        self.easel.setFocus()

    def _lay_out(self) -> None:
        both = QButtonGroup(self)
        buttons = QHBoxLayout()
        for button, tip in (
            (self.subject, "Draw over what belongs to the subject"),
            (self.background, "Draw over what belongs to the background"),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            both.addButton(button)
            buttons.addWidget(button)
        self.subject.setChecked(True)
        self._on_brush(subject=True)
        buttons.addStretch(1)
        self.clear.setToolTip("Take every stroke away; undo brings them back")
        self.close_button.setToolTip("Close (Escape); every stroke is kept already")
        buttons.addWidget(self.clear)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.easel, 1)
        column.addWidget(self.sentence)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.subject.toggled.connect(self._on_brush)
        self.clear.clicked.connect(self._on_clear)
        self.close_button.clicked.connect(self.close)
        self.easel.drawn.connect(self._on_drawn)
        self._session.film_changed.connect(self._ask)
        self._work.cut_out.connect(self._on_cut)
        self._work.ended.connect(self._on_ended)
        self._session.shot_chosen.connect(self._on_chosen)

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
    def _now(self) -> Shot | None:
        return self._session.map.shot(self._shot)

    @Slot()
    def _ask(self) -> None:
        """Have the subject cut out as the strokes now say; one that is gone gives the picture back."""
        shot = self._now
        if shot is None or shot.still is None:
            self.close()
        elif shot.still != self._asked:
            self._asked = shot.still
            self.sentence.setText(CUTTING)
            located = stills_located(self._session.film, self._session.project.folder).shot(self._shot).still
            if located is not None:
                self._job = self._work.submit(CutOut(located))

    @Slot(object)
    def _on_chosen(self, chosen: ShotId | None) -> None:
        if chosen != self._shot:
            self.close()

    @Slot(object)
    def _on_cut(self, cut: CutReady) -> None:
        if cut.job == self._job:
            self.easel.show_picture(image_of(cut.colour))
            self.sentence.setText(DRAW)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        failed = getattr(job.ending, "what", None)
        if job.id == self._job and failed:
            self.sentence.setText(failed)

    @Slot(bool)
    def _on_brush(self, subject: bool) -> None:
        restyled(self.subject, "primary" if subject else "")
        restyled(self.background, "" if subject else "primary")
        self.easel.colour = SUBJECT_COLOUR if subject else BACKGROUND_COLOUR
        self.easel.update()

    @Slot(object)
    def _on_drawn(self, points: tuple[tuple[float, float], ...]) -> None:
        subject = self.subject.isChecked()
        hint = Hint(subject, points, STROKE)
        name = "Mark the subject" if subject else "Mark the background"
        self._session.apply(name, lambda film: add_hint(film, self._shot, hint))

    @Slot()
    def _on_clear(self) -> None:
        self._session.apply("Clear the strokes", lambda film: clear_hints(film, self._shot))
