"""Every panel as an icon in a strip at the window's edge: none is ever out of sight, and each opens with one click."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar

from studio.ui.commands import commands, tooltip
from studio.ui.icons import icon
from studio.ui.parts import styled
from studio.ui.theme import Theme

GROUPS = (
    ("script", "timeline"),
    ("inspector", "world", "cast"),
    ("paint", "models"),
    ("cameos", "provenance"),
    ("engine",),
)
"""The panels from the top down, as they belong together."""
_ICON = QSize(18, 18)
_NAMED_PX = 68
_NAMED_FROM = QSize(1280, 640)
"""From this size of the window on, each icon has its name under it."""


class PanelStrip(QToolBar):
    """Icons of panels, pressed where the panel is to be seen. ``pressed``: the name of the panel that is asked for."""

    pressed = Signal(str)

    def __init__(self, docks: Mapping[str, QDockWidget], theme: Theme, window: QMainWindow) -> None:
        super().__init__("Panels", window)
        styled(self, "panels")
        self._docks = docks
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(_ICON)
        self.setAccessibleName("Panels")
        self.toggleViewAction().setVisible(False)  # the list of panels that a right click opens never hides the strip
        self._actions = {name: self._action(name) for name in _in_order(docks)}
        self._fill()
        self.wear(theme)
        self.actionTriggered.connect(self._on_triggered)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        for name, action in self._actions.items():
            action.setIcon(icon(commands()[f"focus_{name}"].icon, theme))

    def fit(self, window: QSize) -> None:
        """Show names under the icons where the window has room for them."""
        roomy = window.width() >= _NAMED_FROM.width() and window.height() >= _NAMED_FROM.height()
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextUnderIcon if roomy else style.ToolButtonIconOnly)
        for action in self._actions.values():
            self.widgetForAction(action).setMinimumWidth(_NAMED_PX if roomy else 0)

    def _fill(self) -> None:
        for number, group in enumerate(GROUPS):
            if number:
                self.addSeparator()
            for name in group:
                self.addAction(self._actions[name])
                button = self.widgetForAction(self._actions[name])
                button.setAccessibleName(f"{self._actions[name].text()} panel")

    def _action(self, name: str) -> QAction:
        """What shows and tells whether its panel is in sight."""
        command, dock = commands()[f"focus_{name}"], self._docks[name]
        action = QAction(dock.windowTitle(), self, checkable=True)
        action.setData(name)
        action.setToolTip(f"{dock.windowTitle()}: {tooltip(command)}; again to fold it away")
        dock.visibilityChanged.connect(action.setChecked)
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.pressed.emit(str(action.data()))
        action.setChecked(seen(self._docks[str(action.data())]))


def seen(dock: QDockWidget) -> bool:
    """Whether a panel is in sight, and not behind another's tab."""
    return dock.isVisible() and not dock.visibleRegion().isEmpty()


def _in_order(docks: Mapping[str, QDockWidget]) -> Iterable[str]:
    return [name for group in GROUPS for name in group if name in docks]
