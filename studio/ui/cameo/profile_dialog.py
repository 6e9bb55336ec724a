"""What this machine allows, as a parent sets it behind a PIN."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.cameo.profile import LEAST_PIN, Content, Profile
from studio.ui.parts import inset, label
from studio.ui.theme import GRID

_TOLD = (
    "A PIN locks these settings. It stops a child from changing them here; it does not stop somebody who administers"
    " this machine, or who runs another copy of the studio from an account of their own."
)


class ProfileDialog(QDialog):
    """Cameos, content, hours and sharing, and the PIN that changes them."""

    def __init__(self, parent: QWidget, profile: Profile, *, locked: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("What this machine allows")
        self.cameos = _check("Cameos may be used", profile.cameos)
        self.minor = _check("For somebody under 18, who may make a cameo of themselves", profile.minor)
        self.sharing = _check("Cameos may be lent to others", profile.sharing)
        self.gentle = _check("Films stay gentle", profile.content is Content.GENTLE)
        self.opens, self.closes = (_hour(hour) for hour in profile.hours)
        self.opens.setAccessibleName("Open from")
        self.closes.setAccessibleName("Open until")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText("The PIN" if locked else f"Choose a PIN of {LEAST_PIN} or more")
        self.pin.setAccessibleName(self.pin.placeholderText())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton("Lock these settings", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.pin.textChanged.connect(self._enable)
        self._lay_out(buttons)
        self._enable()

    @property
    def asked(self) -> tuple[Profile, str]:
        """The settings, and the PIN that was typed."""
        content = Content.GENTLE if self.gentle.isChecked() else Content.ANY
        hours = self.opens.value(), self.closes.value()
        profile = Profile(self.cameos.isChecked(), self.minor.isChecked(), content, hours, self.sharing.isChecked())
        return profile, self.pin.text()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        hours = QHBoxLayout()
        hours.setSpacing(GRID)
        hours.addWidget(self.opens)
        hours.addWidget(label("dim", "to"))
        hours.addWidget(self.closes)
        hours.addWidget(label("dim", "o'clock"))
        hours.addStretch(1)
        form = QFormLayout()
        form.setSpacing(GRID)
        for check in (self.cameos, self.minor, self.sharing, self.gentle):
            form.addRow("", check)
        form.addRow("Open from", hours)
        form.addRow("PIN", self.pin)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label("dim", _TOLD, wraps=True))
        column.addLayout(form)
        column.addWidget(buttons)
        self.resize(460, 340)

    @Slot()
    def _enable(self) -> None:
        self.save.setEnabled(len(self.pin.text()) >= LEAST_PIN)


def ask_profile(parent: QWidget, profile: Profile, *, locked: bool) -> tuple[Profile, str] | None:
    """The settings a parent asks for, with their PIN; None to leave them."""
    dialog = ProfileDialog(parent, profile, locked=locked)
    return dialog.asked if dialog.exec() == QDialog.DialogCode.Accepted else None


def _check(words: str, checked: bool) -> QCheckBox:
    check = QCheckBox(words)
    check.setChecked(checked)
    return check


def _hour(hour: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, 24)
    box.setValue(hour)
    inset(box)
    return box
