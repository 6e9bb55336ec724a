"""The family of a film, drawn: itself, the films it was made from, and theirs, each with its picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.engine.package_jobs import Relative
from studio.ui.pictures import image_of
from studio.ui.theme import GRID, SMALL_PX, Theme

ROW_PX: Final = 66
_PICTURE: Final = QSize(80, 45)
_STEP_PX: Final = 20
_DOUBTS: Final = {"changed": "changed after it was signed", "stripped": "its signature was taken away"}
_MOST_STEPS: Final = 5
"""Beyond so many generations rows are drawn in no further: the panel is narrow."""


@dataclass(frozen=True)
class Row:
    """A film of the family at its place: how far in, and the row of what was made from it (None the film itself)."""

    relative: Relative
    step: int
    child: int | None


def rows_of(relatives: Sequence[Relative]) -> tuple[Row, ...]:
    """The rows of the tree, in order: each film followed by its own parents."""
    rows: list[Row] = []
    for relative in relatives:
        below = (n for n in reversed(range(len(rows))) if rows[n].relative.generation == relative.generation - 1)
        rows.append(Row(relative, min(relative.generation, _MOST_STEPS), next(below, None)))
    return tuple(rows)


class FamilyTree(QWidget):
    """Draws the family; the arrow keys go through it, and screen readers hear each film as a sentence."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._pictures: list[QImage | None] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Family of the film")

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.update()

    def show_family(self, relatives: Sequence[Relative]) -> None:
        """Show a family."""
        self._rows = rows_of(relatives)
        self._pictures = [None if one.picture is None else image_of(one.picture) for one in relatives]
        self._at = 0
        self.setAccessibleDescription("; ".join(sentence_of(row.relative) for row in self._rows))
        self.updateGeometry()
        self.update()

    def show_own(self, picture: QImage | None) -> None:
        """Show what the film itself looks like."""
        if self._pictures and picture is not None:
            self._pictures[0] = picture
            self.update()

    def sizeHint(self) -> QSize:
        """As high as it has films."""
        return QSize(260, max(1, len(self._rows)) * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the panel may be: words that do not fit are cut, and told in full to screen readers."""
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines first, then pictures over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, row in enumerate(self._rows):
            self._paint_line(painter, number, row)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the family."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self._rows:
            self._at = min(max(self._at + steps[Qt.Key(event.key())], 0), len(self._rows) - 1)
            self.chosen.emit(self._at)
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the film under the pointer."""
        number = int(event.position().y()) // ROW_PX
        if number < len(self._rows):
            self._at = number
            self.chosen.emit(number)
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The film that is chosen is told from the others."""
        super().focusInEvent(event)
        self.update()

    def _picture_box(self, number: int, row: Row) -> QRect:
        return QRect(QPoint(row.step * _STEP_PX, number * ROW_PX + (ROW_PX - _PICTURE.height()) // 2), _PICTURE)

    def _paint_line(self, painter: QPainter, number: int, row: Row) -> None:
        """From what was made down to what it was made from."""
        if row.child is None:
            return
        box, child = self._picture_box(number, row), self._picture_box(row.child, self._rows[row.child])
        x = min(child.left() + _STEP_PX // 2, box.left() - GRID // 2)
        painter.setPen(QPen(QColor(self._theme.faint), 1.5))
        painter.drawPolyline(
            [QPoint(x, child.bottom()), QPoint(x, box.center().y()), QPoint(box.left(), box.center().y())]
        )

    def _paint_row(self, painter: QPainter, number: int, row: Row) -> None:
        box = self._picture_box(number, row)
        painter.fillRect(box, QColor(self._theme.raised))
        picture = self._pictures[number]
        if picture is not None:
            painter.drawImage(_fitted(box, picture), picture)
        worry = row.relative.ancestor.standing in _DOUBTS
        frame = self._theme.warn if worry else self._theme.line
        if number == self._at and self.hasFocus():
            frame = self._theme.accent
        painter.setPen(QPen(QColor(frame), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        self._paint_words(painter, box, row.relative)

    def _paint_words(self, painter: QPainter, box: QRect, relative: Relative) -> None:
        one = relative.ancestor
        left, width = box.right() + GRID + 2, self.width() - box.right() - 2 * GRID
        doubt = _DOUBTS.get(one.standing)
        last = doubt or (one.how if relative.generation else "this film")
        lines = (
            (one.title or "Untitled", self._theme.text, True),
            (f"by {one.author}" if one.author else "author not named", self._theme.dim, False),
            (last, self._theme.warn if doubt else self._theme.dim, False),
        )
        font = painter.font()
        for line, (words, colour, bold) in enumerate(lines):
            font.setBold(bold)
            font.setPixelSize(SMALL_PX + (2 if bold else 0))
            painter.setFont(font)
            painter.setPen(QColor(colour))
            place = QRect(left, box.top() - 1 + line * 19, max(width, 1), 18)
            told = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(width, 1))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)


def sentence_of(relative: Relative) -> str:
    """A film of the family in a sentence."""
    one = relative.ancestor
    title = f"{one.title or 'Untitled'}{f' by {one.author}' if one.author else ''}"
    if not relative.generation:
        return f"This film, {title}"
    doubt = _DOUBTS.get(one.standing)
    return f"{relative.generation} back: {title}, {one.how or 'a parent'}{f', {doubt}' if doubt else ''}"


def _fitted(box: QRect, picture: QImage) -> QRect:
    """The picture whole in a box, in the middle."""
    size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(box.center() - QPoint(size.width() // 2, size.height() // 2), size)
