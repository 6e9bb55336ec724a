"""How the window looks: neutral greys, one accent, an 8 px grid, one type scale."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from studio.ui.stylesheet import stylesheet

GRID = 8
SMALL_PX, BODY_PX, TITLE_PX = 11, 13, 16


@dataclass(frozen=True)
class Theme:
    """Named colours, ``#rrggbb``. Greys go from the picture's surround to raised controls."""

    name: str
    surround: str
    window: str
    panel: str
    field: str
    raised: str
    hover: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    on_accent: str
    good: str
    warn: str
    dialogue: str
    effects: str
    ambience: str


DARK = Theme(
    name="dark",
    surround="#141415",
    window="#1b1c1d",
    panel="#232426",
    field="#1a1b1c",
    raised="#313336",
    hover="#3c3f43",
    line="#34363a",
    text="#d3d4d6",
    dim="#9b9da1",
    faint="#6c6e73",
    accent="#e8744f",
    on_accent="#1b1310",
    good="#6fae8c",
    warn="#d3a955",
    dialogue="#7fa9c9",
    effects="#b59ac4",
    ambience="#8fb08a",
)
LIGHT = Theme(
    name="light",
    surround="#c2c3c5",
    window="#dcdddf",
    panel="#ebebec",
    field="#f7f7f7",
    raised="#fafafa",
    hover="#ffffff",
    line="#c3c4c7",
    text="#26272a",
    dim="#4c4e53",
    faint="#76787d",
    accent="#b8431f",
    on_accent="#ffffff",
    good="#2c6a4b",
    warn="#6f5108",
    dialogue="#336488",
    effects="#8866a0",
    ambience="#5d8a57",
)
HOUR_TINTS = {"morning": "#c9a98a", "day": "#8fb0c6", "evening": "#c97f5c", "night": "#5f6fa8"}
"""A scene's hour, as a line of colour in the timeline."""
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

_GENERIC_FAMILIES = {"", "Sans", "Sans Serif", "Sans-serif", "Helvetica"}
_PREFERRED_FAMILIES = ("Inter", "Inter Display", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans", "DejaVu Sans")


def interface_font() -> QFont:
    """The desktop's own interface font, or the best that is installed where no desktop names one."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in _GENERIC_FAMILIES:
        installed = set(QFontDatabase.families())
        font.setFamily(next((name for name in _PREFERRED_FAMILIES if name in installed), font.family()))
    font.setPixelSize(BODY_PX)
    return font


def script_font() -> QFont:
    """A fixed-pitch font for screenplays."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(BODY_PX)
    return font


def has_fonts() -> bool:
    """Whether the machine has any font at all; without one, Qt draws boxes."""
    return bool(QFontDatabase.families())


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """A copy of a font at another step of the type scale."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    copy.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return copy


def dress(app: QApplication, theme: Theme) -> None:
    """Give the whole application a theme."""
    if app.styleSheet():
        app.setStyleSheet("")  # measured: a sheet in place of another takes more than twice as long as one after none
    else:
        app.setStyle("Fusion")
        app.setFont(interface_font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(stylesheet(theme))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.PlaceholderText: theme.dim,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Accent: theme.accent,
        role.Mid: theme.line,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.faint))
    return palette
