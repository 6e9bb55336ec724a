"""The window's panels: where they are docked, that one of each place is in sight, and how to get to them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from studio.ui.cinema import Cinema
from studio.ui.focus import go_on
from studio.ui.layouts import Layouts
from studio.ui.panel_strip import PanelStrip, seen
from studio.ui.parts import label, styled
from studio.ui.theme import Theme
from studio.ui.viewer import Viewer

_LEFT = "script"
_BELOW = ("timeline", "engine")


class Panels(QObject):
    """Docks the panels of a window. Of those that share a place the one asked for last is in sight, the others are
    folded into the strip: no row of tabs has to hold all their names.
    """

    def __init__(
        self, window: QMainWindow, panels: Mapping[str, QWidget], viewer: Viewer, settings: QSettings, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window = window
        self.docks = {name: self._dock(name, panel) for name, panel in panels.items()}
        self.strip = PanelStrip(self.docks, theme, window)
        window.addToolBar(Qt.ToolBarArea.RightToolBarArea, self.strip)
        self.layouts = Layouts(window, self.docks, settings)
        self.cinema = Cinema(window, viewer, (*self.docks.values(), self.strip))
        self.strip.pressed.connect(self._fold_or_open)
        for dock in self.docks.values():
            dock.visibilityChanged.connect(self._fold_others)
            dock.toggleViewAction().triggered.connect(self._bring_forward)

    def in_menu(self) -> Sequence[QAction]:
        """What shows and hides each."""
        return [dock.toggleViewAction() for dock in self.docks.values()]

    def restore(self) -> None:
        """Show the layout of last time."""
        self.layouts.restore()

    def change_layout(self, name: str) -> None:
        """Show another layout; "" for this one as it was at first."""
        self.cinema.leave()
        self.layouts.change_to(name) if name else self.layouts.reset()

    def go_to(self, name: str, part: QWidget) -> None:
        """Open a panel and put the keyboard into a part of it."""
        self._open(name)
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle(self, name: str) -> None:
        """Open a panel, or fold it away."""
        self.docks[name].hide() if self.docks[name].isVisible() else self._open(name)

    def go_on(self, centre: Sequence[QWidget], last: QWidget, *, forward: bool) -> bool:
        """Take the keyboard to the next stop as one sees them; False where there is none. centre, last: the window's
        other parts.
        """
        right = [dock for name, dock in self.docks.items() if name not in (_LEFT, *_BELOW)]
        below = [self.docks[name] for name in _BELOW]
        return go_on((self.docks[_LEFT], *centre, *right, *below, last), forward=forward)

    def _dock(self, name: str, panel: QWidget) -> QDockWidget:
        dock = styled(panel if isinstance(panel, QDockWidget) else QDockWidget(name.capitalize(), self._window), name)
        dock.setTitleBarWidget(label("dock", name.capitalize()))
        if dock is not panel:
            dock.setWidget(panel)
        return dock

    def _open(self, name: str) -> None:
        self.cinema.leave()
        self.docks[name].show()
        self.docks[name].raise_()

    @Slot(str)
    def _fold_or_open(self, name: str) -> None:
        self.docks[name].hide() if seen(self.docks[name]) else self._open(name)

    @Slot(bool)
    def _bring_forward(self, shown: bool) -> None:
        """A panel that is shown where another is would come behind that one's tab."""
        dock = next((one for one in self.docks.values() if one.toggleViewAction() is self.sender()), None)
        if shown and dock is not None and not self.layouts.changing:
            dock.raise_()

    @Slot(bool)
    def _fold_others(self, shown: bool) -> None:
        """Fold away what the panel that has come into sight lies over."""
        dock = self.sender()
        if not shown or not isinstance(dock, QDockWidget) or dock.isFloating() or self.layouts.changing:
            return
        for other in self._window.tabifiedDockWidgets(dock):
            if not other.isFloating():
                other.hide()
