"""The region brush: strokes over a frame of a shot that say what a painter paints anew, and where that is in others."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSlider, QWidget

from studio.engine.painting_jobs import RegionShown, ShowRegion
from studio.timeline.film import Seconds, ShotId, frames_in
from studio.timeline.repainting import clear_region, draw_region, region_of
from studio.timeline.sources import Hint
from studio.ui.brush import Brush, BrushWords
from studio.ui.pictures import image_of
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

LOOKING = "Looking at the frame…"
DRAW = "Draw over what is to be painted anew. All else stays as it is."
ELSEWHERE = (
    "Out of the shade is where the region is then. It is drawn over the frame at {at:.2f} s; go back there to draw."
)
_WORDS = BrushWords(
    "Draw a region",
    LOOKING,
    ("Paint anew", "Draw over what is to be painted anew"),
    ("Stays", "Draw over what is to stay after all"),
    "Clear",
)


class RegionBrush(Brush):
    """One shot's region, drawn stroke by stroke over one of its frames, and looked at in the others."""

    def __init__(
        self, shot: ShotId, session: Session, work: Work, playback: Playback, theme: Theme, screen: QWidget
    ) -> None:
        super().__init__(_WORDS, shot, session, work, theme, screen)
        self._size = playback.size
        self.anew, self.stays = self.first, self.second
        self.easel.setAccessibleName("Frame to draw on: arrow keys move the brush, Space draws")
        self.moment = QSlider(Qt.Orientation.Horizontal)
        self.moment.setAccessibleName("Moment of the shot")
        self.moment.setToolTip("Another moment of the shot: see where the region is then")
        self._begin_at(playback.playhead)
        self.moment.valueChanged.connect(self.ask)
        work.region_shown.connect(self._on_shown)
        self.begin(self.moment)

    def _begin_at(self, playhead: Seconds) -> None:
        """At the frame that the region is drawn over, else at the one that is seen."""
        shot, region = self.now, region_of(self._session.film, self._shot)
        if shot is None:
            return
        fps = self._session.film.fps
        frames = frames_in(shot.duration, fps)
        self.moment.setRange(0, frames - 1)
        inside = playhead - self._session.film.starts()[self._shot]
        at = region.at if region is not None else inside
        self.moment.setValue(min(max(int(at * fps), 0), frames - 1))

    @property
    def at(self) -> Seconds:
        """The moment that is looked at, shot time."""
        return Seconds(self.moment.value(), self._session.film.fps)

    @Slot()
    def ask(self) -> None:
        """Have the moment shown; the region is drawn over it here, and shown by the engine where it was followed to."""
        if self.now is None:
            self.close()
            return
        film, region = self._session.film, region_of(self._session.film, self._shot)
        kept = [one.take for one in film.kept if one.shot == self._shot]
        here = region is None or region.at == self.at
        self.easel.show_strokes(region.strokes if region is not None and here else ())
        region = None if here else region
        asked = (self.now, region, self.at, kept)
        if asked == self._asked:
            return
        self._asked = asked
        self.sentence.setText(LOOKING)
        takes = self._session.project.takes
        self._job = self._work.submit(
            ShowRegion(film, self._shot, takes, self._size, self.at, region, kept[-1] if kept else "")
        )

    def take(self, stroke: Hint) -> None:
        """Keep a stroke as an edit of the film."""
        at = self.at
        self._session.apply("Draw the region", lambda film: draw_region(film, self._shot, stroke, at))

    def take_all_away(self) -> None:
        """Keep no stroke."""
        self._session.apply("Clear the region", lambda film: clear_region(film, self._shot))

    @Slot(object)
    def _on_shown(self, shown: RegionShown) -> None:
        if shown.job != self._job:
            return
        region = region_of(self._session.film, self._shot)
        elsewhere = region is not None and region.at != shown.at
        self.easel.show_picture(image_of(shown.colour))
        self.easel.setEnabled(not elsewhere)
        self.sentence.setText(ELSEWHERE.format(at=float(region.at)) if elsewhere and region is not None else DRAW)
