"""Icons, by the names of the Material Design set that qtawesome carries.

Only its font and its table of names are read: importing it, with the layer over four Qt bindings that it stands on,
takes a quarter of the time in which the window is up.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from studio.ui.theme import Theme

_FONT = "materialdesignicons6-webfont"
_SHARE = 0.875  # of an icon's height that its glyph fills


def icon(name: str, theme: Theme, colour: str | None = None) -> QIcon:
    """A Material icon such as ``"play"``, in the theme's text colour, faint when disabled.

    Raises:
        KeyError: the set has no icon of that name.
    """
    return QIcon(_Glyph(chr(int(_codes()[name], 16)), colour or theme.text, theme.faint))


class _Glyph(QIconEngine):
    """A character of the icon font, drawn in any size."""

    def __init__(self, character: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._character, self._colour, self._disabled = character, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Draw the character in the middle of a rectangle."""
        painter.save()
        font = QFont(_family())
        font.setPixelSize(max(1, round(_SHARE * rect.height())))
        painter.setFont(font)
        painter.setPen(QColor(self._disabled if mode == QIcon.Mode.Disabled else self._colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon on nothing."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """The same icon once more, for an icon that is changed."""
        return _Glyph(self._character, self._colour, self._disabled)


@cache
def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("qtawesome, whose icons the window shows, is not installed.", name="qtawesome")
    return Path(spec.origin).parent / "fonts"


@cache
def _codes() -> dict[str, str]:
    """Characters, as hexadecimal numbers, by the names of their icons."""
    table = next(_folder().glob(f"{_FONT}-charmap-*.json")).read_bytes()
    return json.loads(table)


@cache
def _family() -> str:
    """The icon font, known to Qt from the first icon that is drawn."""
    font = next(_folder().glob(f"{_FONT}-*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]
