"""Where the visible mark may be, within bounds: what is offered here survives the crop of any one side."""

import msgspec
from PySide6.QtCore import QSettings, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from studio.engine.visible_mark import ACROSS, Corner, Mark
from studio.errors import InvalidRequest
from studio.ui.theme import GRID

_EVERY = frozenset(Corner)
_ACROSS = [frozenset((one, ACROSS[one])) for one in (Corner.TOP_LEFT, Corner.TOP_RIGHT)]
_CHOICES: dict[frozenset[Corner], str] = {
    _EVERY: "In every corner",
    **{pair: " and ".join(one.value for one in Corner if one in pair).capitalize() for pair in _ACROSS},
    **{_EVERY - {one}: f"Never {one.value}" for one in Corner},
}


_REMEMBERED = "export/mark"


def remember_mark(settings: QSettings, mark: Mark) -> None:
    """Have the mark be so in the films of other days too."""
    settings.setValue(_REMEMBERED, msgspec.json.encode(mark).decode())


def remembered_mark(settings: QSettings) -> Mark:
    """The mark as it was last chosen; the usual one where what is remembered is none within its bounds."""
    try:
        return msgspec.json.decode(str(settings.value(_REMEMBERED, "")), type=Mark).checked()
    except (msgspec.DecodeError, InvalidRequest):
        return Mark()


class MarkPlace(QWidget):
    """Which corners the mark goes through, and which it is in as the film begins."""

    changed = Signal()

    def __init__(self, mark: Mark, parent: QWidget) -> None:
        super().__init__(parent)
        self.where, self.first = QComboBox(self), QComboBox(self)
        for part, name, tip in (
            (self.where, "Corners of the mark", "Where it may be; it is never on one side only, where a crop loses it"),
            (self.first, "First corner of the mark", "Where it is as the film begins"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
        self.where.addItems(list(_CHOICES.values()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for part in (self.where, QLabel("beginning", self), self.first):
            row.addWidget(part)
        row.addStretch(1)
        chosen = frozenset(mark.corners)
        self.where.setCurrentIndex(list(_CHOICES).index(chosen) if chosen in _CHOICES else 0)
        self._offer(mark.corners[0])
        self.where.currentIndexChanged.connect(self._on_where)
        self.first.currentIndexChanged.connect(self._on_first)

    @property
    def corners(self) -> tuple[Corner, ...]:
        """The corners that were chosen, the first of them first."""
        first: Corner = self.first.currentData()
        return (first, *(one for one in Corner if one in self._chosen and one is not first))

    @property
    def _chosen(self) -> frozenset[Corner]:
        return list(_CHOICES)[self.where.currentIndex()]

    def _offer(self, first: Corner) -> None:
        """Offer the corners that it may begin in, ``first`` if it still may."""
        corners = [one for one in Corner if one in self._chosen]
        with QSignalBlocker(self.first):
            self.first.clear()
            for one in corners:
                self.first.addItem(one.value, one)
            self.first.setCurrentIndex(corners.index(first) if first in corners else 0)

    @Slot()
    def _on_where(self) -> None:
        self._offer(self.first.currentData())
        self.changed.emit()

    @Slot()
    def _on_first(self) -> None:
        self.changed.emit()
