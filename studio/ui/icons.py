"""Icons, by the names of the Material Design set in qtawesome."""

import qtawesome
from PySide6.QtGui import QIcon

from studio.ui.theme import Theme


def icon(name: str, theme: Theme, colour: str | None = None) -> QIcon:
    """A Material icon such as ``"play"``, in the theme's text colour, faint when disabled."""
    made: QIcon = qtawesome.icon(f"mdi6.{name}", color=colour or theme.text, color_disabled=theme.faint)
    return made
