"""Chips: who is in a shot, each with the colours they wear."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio.timeline.film import CastMember, Prop
from studio.ui.parts import styled
from studio.ui.theme import GRID


class Swatch(QWidget):
    """A dot in two colours: hair above, cloth below."""

    def __init__(self, above: str, below: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above, self._below = QColor(above), QColor(below)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As tall as a line of text."""
        return QSize(14, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two half discs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        disc = QRectF(0.5, 0.5, 13, 13)
        painter.setBrush(self._above)
        painter.drawPie(disc, 0, 180 * 16)
        painter.setBrush(self._below)
        painter.drawPie(disc, 180 * 16, 180 * 16)


def member_chip(member: CastMember, parent: QWidget) -> QFrame:
    """A cast member: name, hair and cloth."""
    tip = member.words or f"{member.name}: {member.look.build}, {member.look.hair_style} hair, {member.look.outfit}"
    return _chip(member.name, Swatch(member.look.hair, member.look.cloth), tip, parent)


def prop_chip(prop: Prop, parent: QWidget) -> QFrame:
    """A thing: its name and colour."""
    colour = prop.colour or "#8a8a8a"
    return _chip(prop.name or prop.kind, Swatch(colour, colour), prop.kind, parent)


def _chip(name: str, swatch: Swatch, tip: str, parent: QWidget) -> QFrame:
    chip = styled(QFrame(parent), "chip")
    chip.setToolTip(tip)
    chip.setAccessibleName(name)
    row = QHBoxLayout(chip)
    row.setContentsMargins(GRID // 2 + 2, 4, GRID, 4)
    row.setSpacing(6)
    row.addWidget(swatch)
    row.addWidget(QLabel(name, chip))
    return chip
