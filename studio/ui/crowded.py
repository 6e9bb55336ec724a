"""A row of parts in which the less needed ones give way where there is too little room for all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget


class Crowded(QWidget):
    """Lays a row out; its least width is that without the parts that may give way.

    giving_way: those parts, the first to go first. Nothing else hides or shows them.
    """

    def __init__(self, row: QBoxLayout, giving_way: Sequence[QWidget]) -> None:
        super().__init__()
        self.setLayout(row)
        self._row = row
        self._giving_way = tuple(giving_way)

    def event(self, event: QEvent) -> bool:
        """See anew what there is room for, whenever that or what is wanted changes."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return done

    def minimumSizeHint(self) -> QSize:
        """The row with only what never gives way."""
        least = self._parts() - set(self._giving_way)
        return QSize(self._width(least, least=True), super().minimumSizeHint().height())

    def _fit(self) -> None:
        shown = self._parts()
        for part in self._giving_way:
            if self._width(shown) <= self.width():
                break
            shown.discard(part)
        for part in self._giving_way:
            part.setHidden(part not in shown)

    def _parts(self) -> set[QWidget]:
        """What is in the row, and what would be if there were room."""
        parts = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return {part for part in parts if not part.isHidden() or part in self._giving_way}

    def _width(self, parts: set[QWidget], *, least: bool = False) -> int:
        margins = self._row.contentsMargins()
        hints = (part.minimumSizeHint() if least else part.sizeHint() for part in parts)
        widths = [max(hint.width(), part.minimumWidth()) for hint, part in zip(hints, parts, strict=True)]
        return sum(widths) + self._row.spacing() * (len(widths) + 1) + margins.left() + margins.right()
