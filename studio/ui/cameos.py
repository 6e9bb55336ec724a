"""Cameos as the window sees them: what is known, whose likeness each shot holds, and how deeds are done."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot

from studio.engine.cameo_jobs import CameosKnown, Deed, DoWithCameos, LookAtCameos, ShotLikeness, TakeInFiles
from studio.engine.jobs import Failed
from studio.timeline.film import Film, ShotId
from studio.ui.session import Session
from studio.ui.work import Job, Work

SUFFIXES: Final = (".card", ".cameo")
_LOOK_EVERY_MS: Final = 60_000
"""A lease may end while the window is open: shots lock then, not at the next start."""


class Cameos(QObject):
    """Holds nothing of its own but what the engine last told."""

    changed = Signal()
    locked_or_freed = Signal()  # what may be seen is not what it was

    def __init__(self, session: Session, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = work
        self.known: CameosKnown | None = None
        self.trouble = ""
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look_if_used)
        self._clock.start()
        session.film_changed.connect(self._on_film)
        session.project_changed.connect(self._look_if_used)
        work.cameos_known.connect(self._on_known)
        work.ended.connect(self._on_ended)

    def of(self, shot: ShotId) -> tuple[ShotLikeness, ...]:
        """Whose likeness a shot holds."""
        known = self.known.likenesses if self.known else ()
        return tuple(one for one in known if one.shot == shot)

    @property
    def locked(self) -> tuple[ShotLikeness, ...]:
        """The shots that are locked, in film order."""
        return tuple(one for one in (self.known.likenesses if self.known else ()) if one.lock)

    @Slot()
    def look(self) -> None:
        """Ask what is known now."""
        self._work.submit(LookAtCameos(self._session.film))

    def do(self, deed: Deed) -> None:
        """Have a deed done."""
        self.trouble = ""
        self._work.submit(DoWithCameos(deed, self._session.film))

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take in files that were dropped or chosen."""
        if paths:
            self.do(TakeInFiles(paths))

    @Slot()
    def _look_if_used(self) -> None:
        if self.known is not None or any(member.cameo for member in self._session.film.cast):
            self.look()

    @Slot(object, object)
    def _on_film(self, before: Film, after: Film) -> None:
        used = any(member.cameo for film in (before, after) for member in film.cast)
        if used and (before.cast is not after.cast or before.scenes is not after.scenes):
            self.look()

    @Slot(object)
    def _on_known(self, known: CameosKnown) -> None:
        before = self.known.likenesses if self.known else ()
        self.known = known
        self.trouble = known.trouble
        if known.said:
            self._session.said.emit(" ".join(known.said))
        self.changed.emit()
        if [(one.shot, one.member, one.lock, one.grant) for one in before] != [
            (one.shot, one.member, one.lock, one.grant) for one in known.likenesses
        ]:
            self.locked_or_freed.emit()

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if isinstance(job.request, DoWithCameos) and isinstance(job.ending, Failed):
            self.trouble = f"{job.ending.what} {job.ending.remedy}"
            self.changed.emit()


def dropped_cameo_files(data: QMimeData) -> tuple[Path, ...]:
    """The cards and cameos that are dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return tuple(path for path in paths if path.suffix.lower() in SUFFIXES)
