"""Two questions of the Cameos panel: after whom a cameo is made, and whether all of these are to be deleted."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from studio.cameo.registry import Work
from studio.timeline.film import CastMember
from studio.ui.parts import label
from studio.ui.theme import GRID

_NOT_REACHED = (
    "Your contacts are asked to do the same, and each answer is shown. Copies that were saved elsewhere, uploads, and"
    " programs that were changed cannot be reached."
)


class MakeDialog(QDialog):
    """After which character of the film one's own cameo is made."""

    def __init__(self, parent: QWidget, cast: tuple[CastMember, ...], handle: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Make my cameo")
        self._cast = cast
        self.member = QComboBox()
        self.member.addItems([member.name for member in cast])
        self.member.setAccessibleName("The character that you designed after yourself")
        self.handle = QLineEdit(handle)
        self.handle.setAccessibleName("Handle")
        self.adult = QCheckBox("I am 18 or older")
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow("Designed after you", self.member)
        form.addRow("Handle", self.handle)
        form.addRow("", self.adult)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Make it")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        told = "Only make one of yourself. It is kept encrypted on this machine, for you alone, until you lend it."
        column.addWidget(label("dim", told, wraps=True))
        column.addLayout(form)
        column.addWidget(buttons)

    @property
    def asked(self) -> tuple[CastMember, str, bool]:
        """The character, the handle, and whether one is of age."""
        return self._cast[self.member.currentIndex()], self.handle.text(), self.adult.isChecked()


class DeleteDialog(QDialog):
    """The list of what is deleted, before it is."""

    def __init__(self, parent: QWidget, works: tuple[Work, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Delete every video with my likeness")
        self.works = QListWidget()
        self.works.addItems([work.path for work in works])
        self.works.setAccessibleName("What is deleted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.delete = buttons.addButton("Delete and ask contacts", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        count = len(works)
        told = f"{count} on this machine:" if count else "Nothing on this machine holds it."
        column.addWidget(label("", told))
        column.addWidget(self.works)
        column.addWidget(label("dim", _NOT_REACHED, wraps=True))
        column.addWidget(buttons)
        self.resize(560, 360)


def ask_to_make(parent: QWidget, cast: tuple[CastMember, ...], handle: str) -> tuple[CastMember, str, bool] | None:
    """After whom one's cameo is made; None to leave it."""
    dialog = MakeDialog(parent, cast, handle)
    return dialog.asked if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_to_delete(parent: QWidget, works: tuple[Work, ...]) -> bool:
    """Whether all of these are to be deleted."""
    return DeleteDialog(parent, works).exec() == QDialog.DialogCode.Accepted
