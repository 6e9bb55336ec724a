"""A heading, and choices below it of which any number may be ticked."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from studio.ui.parts import label
from studio.ui.theme import GRID


class CheckList(QWidget):
    """Not seen while there is nothing to choose."""

    edited = Signal()

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GRID // 2, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._column.addWidget(label("dim", heading))
        self.setAccessibleName(heading)

    @property
    def choices(self) -> Collection[str]:
        """What there is to choose from, by key."""
        return self.boxes.keys()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order shown."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def show_choices(self, choices: Mapping[str, str], ticked: Collection[str]) -> None:
        """Show choices, by key and in words, and tick some of them."""
        for key in [key for key in self.boxes if key not in choices]:
            gone = self.boxes.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for key, words in choices.items():
            box = self.boxes.get(key) or self._box(key)
            box.setText(words)
            blocked = box.blockSignals(True)
            box.setChecked(key in ticked)
            box.blockSignals(blocked)
        self.setVisible(bool(choices))

    def _box(self, key: str) -> QCheckBox:
        box = QCheckBox(self)
        box.toggled.connect(self.edited)
        self._column.addWidget(box)
        self.boxes[key] = box
        return box
