"""The Cameos panel before there is an identity, or while one's keys are locked."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.engine.cameo_jobs import Begin, Deed, Unlock
from studio.ui.parts import label, styled
from studio.ui.theme import GRID

WHAT_IT_IS: Final = (
    "A cameo is a double of a real person: yours, or a friend's who lends you theirs. A script names it with an @, as"
    " in @hana, or says “use my cameo”."
)
WHO_DECIDES: Final = (
    "Whose face it is decides. A new cameo is for its owner alone; what you lend ends after a week unless you renew it,"
    " and you can take it back at any time. It is kept encrypted on this machine and leaves it only in files you make."
)
_KEYS: Final = "This machine has no key store, so your cameos lie behind a passphrase. Nobody can recover it for you."


class Beginning(QWidget):
    """What a cameo is, a name and a handle to begin with, and a passphrase where one is needed."""

    deed = Signal(object)  # Deed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = _field("Your name, as friends know it")
        self.handle = _field("Handle, as in @hana")
        self.passphrase = _field("Passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = styled(QPushButton("Begin", self), "primary")
        self._told: tuple[QLabel, ...] = tuple(label("dim", text, wraps=True) for text in (WHAT_IT_IS, WHO_DECIDES))
        self._keys = label("dim", _KEYS, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._title = label("title", "Be yourself in your films")
        for part in (self._title, *self._told, self.name, self.handle, self._keys, self.passphrase, self.button):
            column.addWidget(part)
        column.addStretch(1)
        self._needs_passphrase = False
        self._has_identity = False
        self.button.clicked.connect(self._on_pressed)
        for field in (self.name, self.handle, self.passphrase):
            field.textChanged.connect(self._enable)
            field.returnPressed.connect(self._on_pressed)
        self._enable()

    def show_for(self, *, needs_passphrase: bool, has_identity: bool) -> None:
        """Ask for what is missing."""
        self._needs_passphrase, self._has_identity = needs_passphrase, has_identity
        for part in (*self._told, self.name, self.handle):
            part.setVisible(not has_identity)
        self._title.setText("Your cameos are locked" if has_identity else "Be yourself in your films")
        self._keys.setVisible(needs_passphrase)
        self.passphrase.setVisible(needs_passphrase)
        self.button.setText("Unlock" if has_identity else "Begin")
        self._enable()

    @Slot()
    def _on_pressed(self) -> None:
        if not self.button.isEnabled():
            return
        words = self.passphrase.text()
        self.passphrase.clear()
        deed: Deed = Unlock(words) if self._has_identity else Begin(self.name.text(), self.handle.text(), words)
        self.deed.emit(deed)

    @Slot()
    def _enable(self) -> None:
        named = self._has_identity or bool(self.name.text().strip() and self.handle.text().strip("@ "))
        self.button.setEnabled(named and (not self._needs_passphrase or bool(self.passphrase.text())))


def _field(hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(hint)
    return field
