"""The prompt coach in the inspector: what it has to say about the chosen shot, each with a button that does it."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.engine.advice import Advice, Kind
from studio.engine.jobs import Advised, Coach, JobId
from studio.timeline.edits import set_script
from studio.timeline.film import Shot
from studio.ui.directing import Directing
from studio.ui.parts import label
from studio.ui.session import Session
from studio.ui.theme import GRID
from studio.ui.work import Work

_MOST = 8
_HEADINGS = {
    Kind.TOO_MUCH: "Too much at once",
    Kind.CONTRADICTION: "Words that collide",
    Kind.UNPLACED: "Without a place",
    Kind.MISSING: "Left to the studio",
}
_MARKS = {Kind.TOO_MUCH: "note", Kind.CONTRADICTION: "note", Kind.UNPLACED: "note", Kind.MISSING: "dim"}
_PAUSE_MS = 400
"""Nobody reads advice who goes through shots faster than this, or whose window is not up yet."""


class CoachList(QWidget):
    """Advice about one shot. Nothing is applied unasked; what is applied undoes by name."""

    def __init__(self, session: Session, directing: Directing, work: Work) -> None:
        super().__init__()
        self.setAccessibleName("Prompt coach")
        self._session = session
        self._directing = directing
        self._work = work
        self._asked: tuple[Shot, str] | None = None
        self._job: JobId | None = None
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        work.advised.connect(self._on_advised)
        self._shown: tuple[Advice, ...] = ()
        self._heading = label("heading", "Coach")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._heading)
        column.addLayout(self._rows)

    def show_advice(self, shot: Shot) -> None:
        """Ask what there is to say about this shot, unless it was asked already."""
        asked = (shot, self._session.film.script)
        if asked != self._asked:
            if self._asked is None or self._asked[0].id != shot.id:
                self.hide()
            self._asked = asked
            self._pause.start()

    @Slot()
    def _ask(self) -> None:
        if self._asked is not None:
            self._job = self._work.submit(Coach(self._session.film, self._asked[0]))

    @Slot(object)
    def _on_advised(self, answer: Advised) -> None:
        if answer.job == self._job:
            self._show(answer.advice[:_MOST])

    def _show(self, found: tuple[Advice, ...]) -> None:
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for advice in found:
            self._rows.addWidget(self._row(advice))

    def _row(self, advice: Advice) -> QWidget:
        row = QFrame(self)
        button = QPushButton("Apply", row)
        button.setAccessibleName(f"Apply: {advice.suggestion.label}")
        button.setToolTip(f"{_HEADINGS[advice.kind]}. {advice.suggestion.label}")
        button.clicked.connect(partial(self._apply, advice))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_MARKS[advice.kind], advice.what, wraps=True))
        words.addWidget(label("", f"→ {advice.suggestion.label}", wraps=True))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, GRID // 2)
        line.setSpacing(GRID)
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _apply(self, advice: Advice) -> None:
        """Make the edit that was suggested; a script edit waits for the artist to direct it."""
        edit = advice.suggestion
        name = f"Take the advice: {edit.label[:1].lower()}{edit.label[1:]}"
        if edit.target == "script":
            self._directing.finish_writing()
            self._session.apply(name, lambda film: set_script(film, film.script.replace(edit.before, edit.after, 1)))
            self._session.said.emit("The script is changed. Press F5 to direct it again.")
            return
        shot = self._session.map.shot(advice.shot)
        if shot is not None:
            self._directing.commit(shot.id, replace(shot.directions, **{edit.target: edit.after}), name)
