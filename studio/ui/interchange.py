"""Cuts and captions in and out of the window: each taken in as one edit, and what was not understood is said."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.engine.interchange_jobs import BringIn, BroughtIn, SendOut
from studio.engine.jobs import Finished
from studio.ui.session import Session
from studio.ui.work import Job, Work

CUTS = (".otio", ".edl", ".fcpxml", ".xml", ".aaf")
CAPTIONS = (".srt", ".ass", ".vtt", ".ssa")
_MOST_SAID = 3


class Interchange(QObject):
    """Asks the engine to read and write; edits the film when the answer comes."""

    def __init__(self, session: Session, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._work = work
        self._window = window
        work.brought_in.connect(self._on_brought)
        work.ended.connect(self._on_ended)

    def ask_in(self) -> None:
        """Ask for a cut or captions, and take them in."""
        kinds = " ".join(f"*{one}" for one in (*CUTS, *CAPTIONS))
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Import a cut or captions", str(self._folder), f"Cuts and captions ({kinds});;All files (*)"
        )
        if path:
            self.take_in(Path(path))

    def ask_out(self) -> None:
        """Ask where to, and write a cut or captions."""
        kinds = (
            "OpenTimelineIO (*.otio);;EDL (*.edl);;FCPXML (*.fcpxml);;Final Cut 7 XML (*.xml);;AAF (*.aaf);;"
            "SubRip captions (*.srt);;ASS captions (*.ass);;WebVTT captions (*.vtt)"
        )
        start = self._folder / f"{self._session.film.title or 'Film'}.otio"
        path, _ = QFileDialog.getSaveFileName(self._window, "Export a cut or captions", str(start), kinds)
        if path:
            self._work.submit(SendOut(self._session.film, self._session.project.folder, Path(path)))

    def takes(self, path: Path) -> bool:
        """Whether a file that is dropped is one of these."""
        return path.suffix.lower() in (*CUTS, *CAPTIONS)

    def take_in(self, path: Path) -> None:
        """Have a cut or captions read; the film changes when that is done."""
        self._work.submit(BringIn(path, self._session.film, self._session.project.folder))

    @property
    def _folder(self) -> Path:
        return self._session.project.folder.parent

    @Slot(object, object)
    def _on_brought(self, brought: BroughtIn, asked: BringIn) -> None:
        if asked.folder != self._session.project.folder:
            return
        if self._session.film is not asked.film:
            self._session.said.emit(f"The film was changed while {asked.path.name} was read. Import it again.")
            return
        if self._session.apply(brought.name, lambda _film: brought.film):
            more = len(brought.notes) - _MOST_SAID
            said = (*brought.notes[:_MOST_SAID], *([f"And {more} more."] if more > 0 else []))
            self._session.said.emit(" ".join((f"{asked.path.name} was taken in.", *said)))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if isinstance(job.request, SendOut) and isinstance(job.ending, Finished):
            self._session.said.emit(f"Written: {job.request.target}")
