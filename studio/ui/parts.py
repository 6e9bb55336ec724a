"""Small parts that every panel uses."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.ui.commands import CommandSet
from studio.ui.theme import GRID

_INSET_PX = 6
_OF_SCREEN = 0.92
_COMMAND_ICON = QSize(16, 16)
Part = TypeVar("Part", bound=QWidget)


def styled(part: Part, name: str) -> Part:
    """Give a part the look that the style sheet has under this name."""
    part.setObjectName(name)
    return part


def restyled(part: QWidget, name: str) -> None:
    """Change the look of a part that is on the screen already."""
    if part.objectName() != name:
        part.setObjectName(name)
        part.style().polish(part)


def label(look: str, text: str = "", *, wraps: bool = False) -> QLabel:
    """Words in one of the looks: "heading", "dim", "note", "title", "readout", "empty"."""
    made = styled(QLabel(text), look)
    made.setWordWrap(wraps)
    return made


class Sentence(QLabel):
    """Words in a look, which take as many lines as their width needs and no more: a form reserves twice as many."""

    def __init__(self, look: str, text: str = "") -> None:
        super().__init__(text)
        styled(self, look)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower words take more lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self.heightForWidth(self.width())
        if self.maximumHeight() != height:
            self.setFixedHeight(height)


def panel(part: Part) -> Part:
    """Give a part the background of panels."""
    part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return styled(part, "panel")


def scrolled(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down where it has too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def fit_screen(dialog: QDialog, width: int, height: int) -> None:
    """Make a dialog as large as it should be, or as the screen lets it."""
    dialog.resize(QSize(width, height).boundedTo(dialog.screen().availableSize() * _OF_SCREEN))


def rule() -> QFrame:
    """A thin line between groups."""
    return styled(QFrame(), "rule")


def inset(edit: QAbstractSpinBox) -> None:
    """Begin a number where other fields begin their words."""
    field = edit.findChild(QLineEdit)
    if field is not None:
        field.setTextMargins(_INSET_PX, 0, 0, 0)


def command_button(commands: CommandSet, name: str) -> QToolButton:
    """A command as an icon button, which takes the keyboard only by Tab."""
    button = QToolButton()
    button.setDefaultAction(commands[name])
    button.setAccessibleName(commands[name].text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def command_bar(commands: CommandSet, groups: Iterable[Sequence[str]]) -> QToolBar:
    """Commands as a row of icon buttons in groups; those that a narrow row has no room for are in a list at its end."""
    bar = styled(QToolBar(), "commands")
    bar.setIconSize(_COMMAND_ICON)
    for number, group in enumerate(groups):
        if number:
            bar.addSeparator()
        for name in group:
            bar.addAction(commands[name])
            button = bar.widgetForAction(commands[name])
            button.setAccessibleName(commands[name].text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return bar


def question(dialog: QDialog, rows: Sequence[tuple[str, QWidget]], note: str, buttons: Sequence[QPushButton]) -> None:
    """Lay out a dialog that asks a few things: a form, a note under it, and the answers to the right."""
    form, answers = QFormLayout(), QHBoxLayout()
    form.setSpacing(GRID)
    for name, part in rows:
        form.addRow(name, part)
    answers.addStretch(1)
    for button in buttons:
        answers.addWidget(button)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    column.setSpacing(GRID)
    column.addLayout(form)
    column.addWidget(label("dim", note, wraps=True))
    column.addLayout(answers)
