"""What the Cameos panel asks: after whom a cameo is made, and whether works, or a cameo itself, are to be deleted."""

from typing import Final

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
from studio.cameo.telling import ToldCameo
from studio.timeline.film import CastMember
from studio.ui.parts import label
from studio.ui.theme import GRID

_DESTROYED: Final = (
    "How you are drawn, your voice and the pictures of your face are deleted on this machine, and the key to them is"
    " destroyed: copies of these files stay closed for good. Shots with this cameo are locked."
)
_LEASES: Final = "It is taken back from {names} first: send them the files that are written."
_GIVEN_UP: Final = "What is kept here of {name} is deleted, and its key is destroyed. Shots with this cameo are locked."
_STAY: Final = "{count} made with it on this machine stay{ends}. “Delete every video with my likeness” takes those."
_NOT_REACHED: Final = (
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
    """The list of what is deleted, before it is. asks: who asks for it, "" oneself."""

    def __init__(self, parent: QWidget, works: tuple[Work, ...], asks: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Delete every video with {f'the likeness of {asks}' if asks else 'my likeness'}")
        self.works = QListWidget()
        self.works.addItems([work.path for work in works])
        self.works.setAccessibleName("What is deleted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        does = f"Delete and tell {asks}" if asks else "Delete and ask contacts"
        self.delete = buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        count = len(works)
        told = f"{count} on this machine:" if count else "Nothing on this machine holds it."
        column.addWidget(label("", told))
        column.addWidget(self.works)
        self.works.setVisible(bool(works))
        column.addWidget(label("dim", f"{asks} gets a signed receipt." if asks else _NOT_REACHED, wraps=True))
        column.addStretch(0 if works else 1)
        column.addWidget(buttons)
        self.resize(560, 360 if works else 160)


class DestroyDialog(QDialog):
    """What deleting a cameo takes away, and what it leaves."""

    def __init__(self, parent: QWidget, cameo: ToldCameo) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Delete @{cameo.handle}" if cameo.mine else f"Give up @{cameo.handle}")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        does = "Delete it for good" if cameo.mine else "Give it up"
        self.go = buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for words in _destroyed(cameo):
            column.addWidget(label("", words, wraps=True))
        column.addWidget(buttons)
        self.resize(480, 180)


def _destroyed(cameo: ToldCameo) -> tuple[str, ...]:
    names = ", ".join(one.name for one in cameo.grants)
    count = f"{len(cameo.works)} work{'s' * (len(cameo.works) > 1)}"
    told = (
        _DESTROYED if cameo.mine else _GIVEN_UP.format(name=cameo.name),
        _LEASES.format(names=names) if cameo.mine and names else "",
        _STAY.format(count=count, ends="" if len(cameo.works) > 1 else "s") if cameo.mine and cameo.works else "",
    )
    return tuple(one for one in told if one)


def ask_to_make(parent: QWidget, cast: tuple[CastMember, ...], handle: str) -> tuple[CastMember, str, bool] | None:
    """After whom one's cameo is made; None to leave it."""
    dialog = MakeDialog(parent, cast, handle)
    return dialog.asked if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_to_delete(parent: QWidget, works: tuple[Work, ...], asks: str = "") -> bool:
    """Whether all of these are to be deleted. asks: who asks for it, "" oneself."""
    return DeleteDialog(parent, works, asks).exec() == QDialog.DialogCode.Accepted


def ask_to_destroy(parent: QWidget, cameo: ToldCameo) -> bool:
    """Whether a cameo itself is to be deleted."""
    return DestroyDialog(parent, cameo).exec() == QDialog.DialogCode.Accepted
