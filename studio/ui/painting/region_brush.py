"""The region brush: strokes over a frame of a shot that say what a painter paints anew, and where that is in others."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from studio.engine.jobs import JobId
from studio.engine.painting_jobs import RegionShown, ShowRegion
from studio.timeline.film import Film, Seconds, Shot, ShotId, frames_in
from studio.timeline.repainting import clear_region, draw_region, region_of
from studio.timeline.sources import Hint
from studio.ui.marking import BACKGROUND_COLOUR, STROKE, SUBJECT_COLOUR, Easel
from studio.ui.parts import label, restyled
from studio.ui.pictures import image_of
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.work import Job, Work

LOOKING = "Looking at the frame…"
DRAW = "Draw over what is to be painted anew. All else stays as it is."
ELSEWHERE = (
    "Out of the shade is where the region is then. It is drawn over the frame at {at:.2f} s; go back there to draw."
)


class RegionBrush(QWidget):
    """One shot's region, drawn stroke by stroke over the picture in the viewer. It covers ``screen`` as that grows.

    Undo and redo are the film's own. It closes with Done or Escape, and when another shot is chosen.
    """

    def __init__(
        self, shot: ShotId, session: Session, work: Work, playback: Playback, theme: Theme, screen: QWidget
    ) -> None:
        super().__init__(screen)
        self._shot, self._session, self._work = shot, session, work
        self._size = playback.size
        self._job: JobId | None = None
        self._asked: object = None
        self.setAccessibleName("Draw a region")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("surround")
        self.easel = Easel(theme, self)
        self.easel.setAccessibleName("Frame to draw on: arrow keys move the brush, Space draws")
        self.sentence = label("dim", LOOKING)
        self.moment = QSlider(Qt.Orientation.Horizontal)
        self.anew, self.stays = QPushButton("Paint anew"), QPushButton("Stays")
        self.clear, self.close_button = QPushButton("Clear"), QPushButton("Done")
        self._lay_out()
        self._begin_at(playback.playhead)
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
            (self.anew, "Draw over what is to be painted anew"),
            (self.stays, "Draw over what is to stay after all"),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            both.addButton(button)
            buttons.addWidget(button)
        self.anew.setChecked(True)
        self._on_brush(anew=True)
        self.moment.setAccessibleName("Moment of the shot")
        self.moment.setToolTip("Another moment of the shot: see where the region is then")
        self.clear.setToolTip("Take every stroke away; undo brings them back")
        self.close_button.setToolTip("Close (Escape); every stroke is kept already")
        buttons.addWidget(self.moment, 1)
        buttons.addWidget(self.clear)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.easel, 1)
        column.addWidget(self.sentence)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.anew.toggled.connect(self._on_brush)
        self.clear.clicked.connect(self._on_clear)
        self.close_button.clicked.connect(self.close)
        self.easel.drawn.connect(self._on_drawn)
        self.moment.valueChanged.connect(self._ask)
        self._session.film_changed.connect(self._on_film)
        self._session.shot_chosen.connect(self._on_chosen)
        self._work.region_shown.connect(self._on_shown)
        self._work.ended.connect(self._on_ended)

    def _begin_at(self, playhead: Seconds) -> None:
        """At the frame that the region is drawn over, else at the one that is seen."""
        shot, region = self._now, region_of(self._session.film, self._shot)
        if shot is None:
            return
        fps = self._session.film.fps
        frames = frames_in(shot.duration, fps)
        self.moment.setRange(0, frames - 1)
        inside = playhead - self._session.film.starts()[self._shot]
        at = region.at if region is not None else inside
        self.moment.setValue(min(max(int(at * fps), 0), frames - 1))

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
    def at(self) -> Seconds:
        """The moment that is looked at, shot time."""
        return Seconds(self.moment.value(), self._session.film.fps)

    @property
    def _now(self) -> Shot | None:
        return self._session.map.shot(self._shot)

    @Slot(object, object)
    def _on_film(self, _before: Film, _after: Film) -> None:
        if self._now is None:
            self.close()
        else:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        """Have the moment shown; the region is drawn over it here, and shown by the engine where it was followed to."""
        film, region = self._session.film, region_of(self._session.film, self._shot)
        kept = [one.take for one in film.kept if one.shot == self._shot]
        here = region is None or region.at == self.at
        self.easel.show_strokes(region.strokes if region is not None and here else ())
        region = None if here else region
        asked = (self._now, region, self.at, kept)
        if asked == self._asked:
            return
        self._asked = asked
        self.sentence.setText(LOOKING)
        takes = self._session.project.takes
        self._job = self._work.submit(
            ShowRegion(film, self._shot, takes, self._size, self.at, region, kept[-1] if kept else "")
        )

    @Slot(object)
    def _on_shown(self, shown: RegionShown) -> None:
        if shown.job != self._job:
            return
        region = region_of(self._session.film, self._shot)
        elsewhere = region is not None and region.at != shown.at
        self.easel.show_picture(image_of(shown.colour))
        self.easel.setEnabled(not elsewhere)
        self.sentence.setText(ELSEWHERE.format(at=float(region.at)) if elsewhere and region is not None else DRAW)

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
    def _on_brush(self, anew: bool) -> None:
        restyled(self.anew, "primary" if anew else "")
        restyled(self.stays, "" if anew else "primary")
        self.easel.colour = SUBJECT_COLOUR if anew else BACKGROUND_COLOUR
        self.easel.update()

    @Slot(object)
    def _on_drawn(self, points: tuple[tuple[float, float], ...]) -> None:
        stroke, at = Hint(self.anew.isChecked(), points, STROKE), self.at
        self._session.apply("Draw the region", lambda film: draw_region(film, self._shot, stroke, at))

    @Slot()
    def _on_clear(self) -> None:
        self._session.apply("Clear the region", lambda film: clear_region(film, self._shot))
