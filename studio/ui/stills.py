"""Pictures, clips and sounds that become shots: from the menu, or dropped on the window."""

from itertools import count
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtWidgets import QWidget

from studio.engine.jobs import PictureTaken, TakeIn
from studio.timeline.film import Footage, ShotId, Still
from studio.timeline.footage import add_footage
from studio.timeline.stills import add_still
from studio.ui import dialogs
from studio.ui.marking import Marking
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work


class Stills(QObject):
    """Asks the engine to take pictures in, and puts each at the film's end, as one edit."""

    def __init__(self, session: Session, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._work = work
        self._window = window
        work.taken_in.connect(self._on_taken)

    def ask(self) -> None:
        """Ask for a file, and take it in."""
        path = dialogs.ask_picture(self._window, self._session.project.folder.parent)
        if path is not None:
            self.take_in(path)

    def take_in(self, picture: Path) -> None:
        """Have a file looked over and kept with the project; it becomes a shot when that is done."""
        self._work.submit(TakeIn(picture, self._session.project.folder, self._session.film.fps))

    def mark(self, theme: Theme, screen: QWidget) -> None:
        """Take up the hint brush over the picture in the viewer, if the chosen shot is made of one; or lay it down."""
        at_work, shot = screen.findChild(Marking), self._session.chosen
        if isinstance(at_work, Marking):
            at_work.close()
        elif shot is not None and shot.still is not None:
            Marking(shot.id, self._session, self._work, theme, screen)

    @Slot(object, object)
    def _on_taken(self, taken: PictureTaken, asked: TakeIn) -> None:
        if asked.over is not None or asked.folder != self._session.project.folder:
            return
        new_id, one = self._unused_id(), taken.taken
        match one:
            case Still():
                added = self._session.apply("Add a picture as a shot", lambda film: add_still(film, one, new_id))
            case Footage():
                added = self._session.apply("Add a clip as a shot", lambda film: add_footage(film, one, new_id))
            case _:
                assert_never(one)
        if added:
            self._session.choose(new_id)
            self._session.said.emit(f"“{one.name}” is the film's last shot now. {taken.note}".strip())

    def _unused_id(self) -> ShotId:
        places = self._session.map.places
        return next(new for number in count(1) if (new := ShotId(f"picture-{number}")) not in places)


def dropped_files(mime: QMimeData) -> tuple[Path, ...]:
    """The files of this machine that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
