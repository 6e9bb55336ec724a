"""Whether the shots' finished takes still hold, and redoing or keeping those that do not."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.engine.jobs import Export, Judge, Redo, Survey
from studio.engine.judgement import Judgement, ShotTake, TakeState
from studio.engine.painters.painter import FINAL_SIZE
from studio.timeline.film import ShotId
from studio.timeline.ruling import keep_take, release_take
from studio.ui.session import Session
from studio.ui.work import Job, Work

_SOON_MS = 40
NO_LONGER_FITS = (
    "The take is not as long as the shot now is, so it cannot be kept. Redo it, or undo the change of length."
)
_MOVES_TAKES = (Survey, Export, Redo)


class Staleness(QObject):
    """Asks the engine after every edit and whenever takes or worlds may be new; keeps the last answer."""

    changed = Signal()

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__(session)
        self._session = session
        self._work = work
        self.judgement = Judgement({})
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        session.film_changed.connect(self._on_change)
        session.project_changed.connect(self._on_project)
        work.judged.connect(self._on_judged)
        work.ended.connect(self._on_ended)

    def of(self, shot: ShotId) -> ShotTake:
        """What is known of one shot's take."""
        return self.judgement.of(shot)

    @property
    def asking(self) -> bool:
        """Whether the engine is about to be asked."""
        return self._soon.isActive()

    @Slot()
    def look(self) -> None:
        """Ask which takes hold."""
        if self._session.map.shots:
            self._work.submit(Judge(self._session.film, self._session.project.takes))

    def redo_stale(self) -> None:
        """Render every stale shot anew."""
        self._redo(self.judgement.stale)

    def redo_chosen(self) -> None:
        """Render the chosen shot, in the size it was rendered in before; a take that was kept is let go."""
        shot = self._session.chosen
        if shot is not None:
            self._session.apply("Redo shot", lambda film: release_take(film, shot.id))
            self._redo((shot.id,))

    def keep_chosen(self) -> None:
        """Keep the chosen shot's stale take for the film, or no longer keep it."""
        shot = self._session.chosen
        if shot is None:
            return
        take = self.of(shot.id)
        if take.state is TakeState.STALE and not take.fits:
            self._session.refused.emit(NO_LONGER_FITS)
        elif take.state is TakeState.STALE:
            self._session.apply("Keep take", lambda film: keep_take(film, shot.id, take.take))
        elif take.state is TakeState.KEPT:
            self._session.apply("No longer keep take", lambda film: release_take(film, shot.id))

    def _redo(self, shots: tuple[ShotId, ...]) -> None:
        if shots:
            self._work.submit(Redo(self._session.film, self._session.project.takes, shots, FINAL_SIZE))

    @Slot(object, object)
    def _on_judged(self, judgement: Judgement, request: Judge | Redo) -> None:
        if request.film is self._session.film and judgement != self.judgement:
            self.judgement = judgement
            self.changed.emit()

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if isinstance(job.request, _MOVES_TAKES):
            self._soon.start()

    @Slot()
    def _on_change(self) -> None:
        self._soon.start()

    @Slot()
    def _on_project(self) -> None:
        for job in self._work.under_way:
            if isinstance(job.request, Redo):
                self._work.cancel(job.id)
        self.judgement = Judgement({})
        self.changed.emit()
