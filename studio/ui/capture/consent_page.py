"""What a person reads and agrees to before anything is captured."""

import tomllib
from typing import Final

import msgspec
from msgspec import Struct
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.resources import resource
from studio.ui.parts import label, rule, scrolled, styled
from studio.ui.theme import GRID

UNDER_AGE: Final = "Cameos are off for people under 18. A parent can allow them in the profile, with their PIN."


class Part(Struct, frozen=True):
    """One part of ``cameo/consent.toml``."""

    heading: str
    words: str


def parts() -> tuple[Part, ...]:
    """``cameo/consent.toml``."""
    table = tomllib.loads(resource("cameo/consent.toml").read_text("utf-8"))
    return msgspec.convert(table["part"], tuple[Part, ...])


class ConsentPage(QWidget):
    """The words, two ticks and a button. ``agreed``: they may be captured. about: room for what is asked besides."""

    agreed = Signal()

    def __init__(self, *, minors_may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minors_may = minors_may
        self.mine = QCheckBox("This is my own face and voice, and I agree to the above", self)
        self.adult = QCheckBox("I am 18 or older", self)
        self.go_on = styled(QPushButton("Go on", self), "primary")
        self.sentence = label("note", "", wraps=True)
        words = QWidget(self)
        grid = QGridLayout(words)
        grid.setContentsMargins(0, 0, 2 * GRID, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(3 * GRID)
        for number, part in enumerate(parts()):
            cell = QVBoxLayout()
            cell.setSpacing(GRID // 2)
            cell.addWidget(label("heading", part.heading))
            cell.addWidget(label("", part.words, wraps=True))
            cell.addStretch(1)
            grid.addLayout(cell, number // 2, number % 2)
        grid.setRowStretch((len(parts()) + 1) // 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.about = QVBoxLayout()
        ticks, buttons = QVBoxLayout(), QHBoxLayout()
        ticks.addWidget(self.adult)
        ticks.addWidget(self.mine)
        buttons.addWidget(self.sentence, 1)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(label("title", "A double of yourself"))
        column.addWidget(scrolled(words), 1)  # all of it can be read on the smallest screen
        column.addWidget(rule())
        column.addLayout(self.about)
        column.addLayout(ticks)
        column.addLayout(buttons)
        self.mine.toggled.connect(self._show_state)
        self.adult.toggled.connect(self._show_state)
        self.go_on.clicked.connect(self.agreed)
        self._show_state()

    def allow(self, *, minors: bool) -> None:
        """Whether people under 18 may go on, as it has become known."""
        self._minors_may = minors
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        of_age = self.adult.isChecked() or self._minors_may
        self.go_on.setEnabled(self.mine.isChecked() and of_age)
        self.sentence.setText(UNDER_AGE if self.mine.isChecked() and not of_age else "")
