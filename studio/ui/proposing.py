"""Proposals of a local chat model: asked for, shown, and taken over when the artist agrees."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QWidget

from studio.engine.jobs import Proposal
from studio.timeline.film import Shot
from studio.ui.directing import Directing
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work
from studio.ui.writer_dialog import WriterDialog

NO_SHOT = "Choose a shot first; then its directions can be filled in."


class Proposing(QObject):
    """What the writer's commands do."""

    def __init__(self, session: Session, work: Work, directing: Directing, settings: QSettings, window: QWidget):
        super().__init__(window)
        self._session = session
        self._work = work
        self._directing = directing
        self._settings = settings
        self._window = window

    def expand(self, theme: Theme) -> WriterDialog:
        """Have an idea expanded into a script."""
        return self._open(None, theme)

    def fill(self, theme: Theme) -> WriterDialog | None:
        """Have the chosen shot's directions filled in."""
        if self._session.chosen is None:
            self._session.said.emit(NO_SHOT)
            return None
        return self._open(self._session.chosen, theme)

    def _open(self, shot: Shot | None, theme: Theme) -> WriterDialog:
        dialog = WriterDialog(self._session.film, shot, self._work, self._settings, theme, self._window)
        dialog.agreed.connect(self._on_agreed)
        dialog.show()
        return dialog

    @Slot(object)
    def _on_agreed(self, proposal: Proposal) -> None:
        if proposal.shot is not None and proposal.directions is not None:
            self._directing.commit(proposal.shot, proposal.directions, "Accept the proposed directions")
        else:
            self._directing.finish_writing()
            script = proposal.after
            self._session.apply("Accept the proposed script", lambda _film: replace(proposal.film, script=script))
