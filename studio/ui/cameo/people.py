"""Contacts, and who has one's cameo until when: lending it, taking it back, following."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.cameo.telling import Told, ToldCameo, ToldContact, ToldRequest
from studio.engine.cameo_jobs import Answer, Deed, FollowPerson, Lend, TakeBack, WantedNumber
from studio.ui.cameo.asking import ask_to_delete
from studio.ui.parts import label, styled
from studio.ui.theme import GRID

NOBODY = "Nobody yet. Save your card and hand it to a friend; drop theirs here."


class People(QWidget):
    """A line a contact, with what can be done. Files for others go where ``folder`` says; it may ask."""

    deed = Signal(object)  # Deed

    def __init__(self, folder: Callable[[], Path | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._lines: list[QWidget] = []

    def show_people(self, told: Told, cameo: ToldCameo | None) -> None:
        """Everybody known; the verbs are about one of one's own cameos, None about none."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(contact, cameo) for contact in told.contacts]
        self._lines += [self._wanted(number, told) for number in range(len(told.wanted))]
        self._lines += [] if self._lines else [label("dim", NOBODY, wraps=True)]
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, contact: ToldContact, cameo: ToldCameo | None) -> QWidget:
        line = QWidget(self)
        grant = next((one for one in cameo.grants if one.person == contact.person), None) if cameo else None
        lends = grant is not None and not grant.taken_back
        state = _relation(contact) if grant is None else f"has it {grant.state}" if lends else grant.state
        verbs: list[QToolButton] = []
        if cameo is not None:
            tip = f"Lend {contact.name} your cameo for a week: writes a file for them alone"
            verbs.append(self._verb("Renew" if lends else "Lend…", tip, lambda to: Lend(cameo.id, contact.person, to)))
            if lends:
                tip = f"Take your cameo back from {contact.name}"
                verbs.append(self._verb("Take back", tip, lambda to: TakeBack(cameo.id, contact.person, to)))
        name = "Unfollow" if contact.following else "Follow"
        tip = f"{name} {contact.name}: friends who follow each other are mutuals"
        verbs.append(self._verb(name, tip, lambda to: FollowPerson(contact.person, contact.following, to)))
        return _laid(line, contact.name, f"@{contact.handle}  ·  {state}", contact.spoken, verbs)

    def _wanted(self, number: int, told: Told) -> QWidget:
        line, asks = QWidget(self), told.wanted[number]
        at = WantedNumber(number)
        delete = self._verb("Delete them…", "Lists the videos with it; then deletes them, and tells them", None)
        delete.clicked.connect(lambda: self._delete(asks, lambda to: Answer(at, True, to)))
        verbs = [
            delete,
            self._verb("Refuse", "Delete nothing, and tell them", lambda to: Answer(at, False, to)),
        ]
        return _laid(line, asks.name, f"asks you to delete every video with {asks.cameo}", "", verbs)

    def _verb(self, words: str, tip: str, deed: Callable[[Path], Deed] | None) -> QToolButton:
        button = styled(QToolButton(self), "verb")
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(":")[0])
        if deed is not None:
            button.clicked.connect(lambda: self._do(deed))
        return button

    def _delete(self, asks: ToldRequest, deed: Callable[[Path], Deed]) -> None:
        if ask_to_delete(self, asks.works, asks.name):
            self._do(deed)

    def _do(self, deed: Callable[[Path], Deed]) -> None:
        folder = self._folder()
        if folder is not None:
            self.deed.emit(deed(folder))


def _laid(line: QWidget, name: str, state: str, tip: str, verbs: list[QToolButton]) -> QWidget:
    shown = QLabel(name, line)
    shown.setToolTip(f"Compare aloud: {tip}" if tip else "")
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    for verb in verbs:
        row.addWidget(verb)
    row.addStretch(1)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    column.addWidget(shown)
    column.addWidget(label("dim", state, wraps=True))
    column.addLayout(row)
    return line


def _relation(contact: ToldContact) -> str:
    match contact.following, contact.follows_me:
        case True, True:
            return "you follow each other"
        case True, False:
            return "you follow them"
        case False, True:
            return "they follow you"
        case _:
            return "contact"
