"""The hint brush: strokes over a still that say what is the subject and what is background. Each is an edit."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from studio.engine.jobs import CutOut, CutReady
from studio.timeline.film import ShotId
from studio.timeline.sources import Hint
from studio.timeline.stills import add_hint, clear_hints, stills_located
from studio.ui.brush import Brush, BrushWords
from studio.ui.pictures import image_of
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

CUTTING = "Cutting the subject out…"
DRAW = "Draw over what belongs to the subject, or to the background. What is in the shade is behind it."
_WORDS = BrushWords(
    "Mark the subject",
    CUTTING,
    ("Subject", "Draw over what belongs to the subject"),
    ("Background", "Draw over what belongs to the background"),
    "Clear strokes",
)


class Marking(Brush):
    """One still's subject, marked stroke by stroke."""

    def __init__(self, shot: ShotId, session: Session, work: Work, theme: Theme, screen: QWidget) -> None:
        super().__init__(_WORDS, shot, session, work, theme, screen)
        self.subject, self.background = self.first, self.second
        work.cut_out.connect(self._on_cut)
        self.begin()

    @Slot()
    def ask(self) -> None:
        """Have the subject cut out as the strokes now say; one that is gone gives the picture back."""
        shot = self.now
        if shot is None or shot.still is None:
            self.close()
        elif shot.still != self._asked:
            self._asked = shot.still
            self.sentence.setText(CUTTING)
            located = stills_located(self._session.film, self._session.project.folder).shot(self._shot).still
            if located is not None:
                self._job = self._work.submit(CutOut(located))

    def take(self, stroke: Hint) -> None:
        """Keep a stroke as an edit of the film."""
        name = "Mark the subject" if self.subject.isChecked() else "Mark the background"
        self._session.apply(name, lambda film: add_hint(film, self._shot, stroke))

    def take_all_away(self) -> None:
        """Keep no stroke."""
        self._session.apply("Clear the strokes", lambda film: clear_hints(film, self._shot))

    @Slot(object)
    def _on_cut(self, cut: CutReady) -> None:
        if cut.job == self._job:
            self.easel.show_picture(image_of(cut.colour))
            self.sentence.setText(DRAW)
