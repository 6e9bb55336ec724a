"""Making another film of this one: another look throughout, more before or after it, and what is taken from others."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from studio.engine import vocabulary
from studio.engine.package_jobs import Borrow, Browse, Browsed, Extend, PackageEvent, PackageRequest, Remixed
from studio.errors import StudioError
from studio.timeline.film import CastId
from studio.timeline.remixing import restyled
from studio.ui import dialogs
from studio.ui.borrow_dialog import BorrowDialog
from studio.ui.session import Session
from studio.ui.work import Work

_CHANGED = "The film was changed meanwhile, so nothing was added. Do it once more."
_AFTER, _BEFORE = "after the film", "before the film"


class Remixing(QObject):
    """Asks, has the engine do it, and applies what it made as one edit."""

    def __init__(self, session: Session, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._work = work
        self._window = window
        self._refusal = ""
        work.packaged.connect(self._on_answer)
        session.project_changed.connect(self._on_project)

    def borrow(self) -> None:
        """Choose a film, and then what to take over from it."""
        if self._refused():
            return
        path = dialogs.ask_film(self._window, self._session.project.folder.parent)
        if path is not None:
            self._work.submit(Browse(path))

    def restyle(self) -> None:
        """Give the whole film another look."""
        if self._refused():
            return
        looks = vocabulary.named("looks")
        names = list(looks)
        now = names.index(self._session.film.look) if self._session.film.look in names else 0
        name, chosen = QInputDialog.getItem(
            self._window, "Restyle the film", "How every shot is drawn:", names, now, editable=False
        )
        if chosen:
            self._session.apply("Restyle the film", lambda film: restyled(film, name))

    def extend(self) -> None:
        """Ask what happens before or after the film."""
        if self._refused():
            return
        asked = _ask_for_more(self._window)
        if asked is not None:
            words, before = asked
            self.go_on(words, before=before)

    def go_on(self, words: str, *, before: bool) -> None:
        """Have words read as more of the film."""
        self._work.submit(Extend(self._session.film, self._session.project.folder, words, before))

    def _refused(self) -> bool:
        """Whether the author of the film that this project was opened from wants no remixes; then it is said."""
        if self._refusal:
            self._session.refused.emit(self._refusal)
        return bool(self._refusal)

    @Slot()
    def _on_project(self) -> None:
        self._refusal = ""
        folder = self._session.project.folder
        if not (folder / "lineage").is_dir():
            return  # begun here: nobody else's terms hold, and nothing need be loaded to know it
        from studio.engine.media.package.origin import refuse_closed

        try:
            refuse_closed(folder)
        except StudioError as refusal:
            self._refusal = f"{refusal} Look at it as you like; what you change cannot be exported."
            self._session.refused.emit(self._refusal)

    @Slot(object, object)
    def _on_answer(self, event: PackageEvent, request: PackageRequest) -> None:
        match event, request:
            case Browsed(), Browse():
                self._offer(event)
            case Remixed(film=made, name=name), Borrow(film=before) | Extend(film=before):
                if before is self._session.film:
                    self._session.apply(name, lambda _film: made)
                else:
                    self._session.said.emit(_CHANGED)
            case _:
                return

    def _offer(self, found: Browsed) -> None:
        dialog = BorrowDialog(found, self._session.film.cast, self._window)
        dialog.chosen.connect(self._on_chosen)
        dialog.show()

    @Slot(str, str, object)
    def _on_chosen(self, kind: str, name: str, part: CastId | None) -> None:
        dialog = self.sender()
        if isinstance(dialog, BorrowDialog):
            folder = self._session.project.folder
            self._work.submit(Borrow(self._session.film, folder, dialog.path, kind, name, part))


def _ask_for_more(parent: QWidget) -> tuple[str, bool] | None:
    """Words, and whether they come before the film; None where the artist thought better of it."""
    where, chosen = QInputDialog.getItem(
        parent, "Extend the film", "In the same world, with the same cast:", [_AFTER, _BEFORE], 0, editable=False
    )
    if not chosen:
        return None
    words, written = QInputDialog.getMultiLineText(parent, "Extend the film", f"What happens {where}?")
    return (words, where == _BEFORE) if written and words.strip() else None
