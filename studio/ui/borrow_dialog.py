"""What to take over from another film: a character, a thing, a place or a shot; and whose part a character plays."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.engine.package_jobs import Browsed
from studio.timeline.film import CastId, CastMember
from studio.ui.parts import fit_screen, label, styled
from studio.ui.theme import GRID

_HEADINGS = {"character": "Characters", "thing": "Things", "place": "Places", "shot": "Shots"}
_KIND, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole
_SIZE_PX = (460, 480)
THEMSELVES = "comes as themselves"


class BorrowDialog(QDialog):
    """Lists what a film has to give, and hands over what was ``chosen``."""

    chosen = Signal(str, str, object)  # kind, name, CastId | None

    def __init__(self, found: Browsed, cast: tuple[CastMember, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Borrow from a film")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, *_SIZE_PX)
        self.path: Path = found.path
        self._cast = cast
        self.list = QListWidget(self)
        self.list.setAccessibleName("What the film has to give")
        self.part = QComboBox(self)
        self.part.addItems([THEMSELVES, *(f"plays {member.name}" for member in cast)])
        self.part.setAccessibleName("The part that the character plays")
        self.part.setToolTip("Bring the character in beside the others, or have them play one of your parts")
        self.borrow = styled(QPushButton("Borrow", self, default=True), "primary")
        self.borrow.setToolTip("Take it over into this film, and name the film that it is from")
        self._fill(found)
        self._lay_out(found)
        self.list.currentItemChanged.connect(self._on_item)
        self.list.itemActivated.connect(self._on_borrow)
        self.borrow.clicked.connect(self._on_borrow)
        self.list.setCurrentRow(1)
        self._on_item()

    def _fill(self, found: Browsed) -> None:
        for kind, names in found.names.items():
            if not names:
                continue
            heading = QListWidgetItem(_HEADINGS[kind], self.list)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for name in names:
                item = QListWidgetItem(f"    {name}", self.list)
                item.setData(_KIND, kind)
                item.setData(_NAME, name.split(":")[0] if kind == "shot" else name)

    def _lay_out(self, found: Browsed) -> None:
        title = label("title", found.title, wraps=True)
        form, buttons = QFormLayout(), QHBoxLayout()
        form.addRow("The character", self.part)
        cancel = QPushButton("Cancel", self, autoDefault=False)
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.borrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addWidget(label("dim", f"{found.terms}.", wraps=True))
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addLayout(buttons)

    def _at(self, role: Qt.ItemDataRole) -> str | None:
        """What the chosen line is; None for a heading, or none chosen."""
        return self.list.currentIndex().data(role)

    @Slot()
    def _on_item(self) -> None:
        kind = self._at(_KIND)
        self.part.setEnabled(kind == "character" and bool(self._cast))
        self.borrow.setEnabled(kind is not None)

    @Slot()
    def _on_borrow(self) -> None:
        if self._at(_KIND) is None:
            return
        at = self.part.currentIndex() - 1
        part: CastId | None = self._cast[at].id if self.part.isEnabled() and at >= 0 else None
        self.chosen.emit(self._at(_KIND), self._at(_NAME), part)
        self.accept()
