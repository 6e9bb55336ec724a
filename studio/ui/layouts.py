"""Saved arrangements of the panels: Direct, Edit, Paint."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

LAYOUTS = {
    "direct": {"script": 360, "inspector": 340, "timeline": 320},
    "edit": {"inspector": 320, "timeline": 420},
    "cast": {"cast": 860, "timeline": 180},
    "paint": {"paint": 380, "timeline": 180},
}
"""The docks that each layout shows at first, and how wide (the timeline: how tall), in pixels of a
window of ``MADE_FOR``; in other windows in proportion."""
MADE_FOR = QSize(1600, 960)
_AREAS = {
    "script": Qt.DockWidgetArea.LeftDockWidgetArea,
    "inspector": Qt.DockWidgetArea.RightDockWidgetArea,
    "world": Qt.DockWidgetArea.RightDockWidgetArea,
    "cast": Qt.DockWidgetArea.RightDockWidgetArea,
    "cameos": Qt.DockWidgetArea.RightDockWidgetArea,
    "models": Qt.DockWidgetArea.RightDockWidgetArea,
    "paint": Qt.DockWidgetArea.RightDockWidgetArea,
    "provenance": Qt.DockWidgetArea.RightDockWidgetArea,
    "timeline": Qt.DockWidgetArea.BottomDockWidgetArea,
    "engine": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_BESIDE_PX = (1200, 400)
_VERSION = 6
_OF_SCREEN = 0.92
_NARROW_PX = 1100
"""In a narrower window a layout has one panel beside the viewer at first, the first that it names."""


class Layouts:
    """Changes between arrangements; each is kept as the artist leaves it."""

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget], settings: QSettings) -> None:
        self._window = window
        self._docks = docks
        self._settings = settings
        self._name = "direct"
        self.changing = False  # whether panels come and go for a layout, and not because the artist asks for one

    @property
    def name(self) -> str:
        """The layout that is shown."""
        return self._name

    def restore(self) -> None:
        """Show the layout of last time, at its place on the desktop."""
        geometry = self._settings.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self._window.restoreGeometry(geometry)):
            self._window.resize(MADE_FOR.boundedTo(self._window.screen().availableSize() * _OF_SCREEN))
        self._name = str(self._settings.value("layouts/name", "direct"))
        self._name = self._name if self._name in LAYOUTS else "direct"
        self._show()

    def save(self) -> None:
        """Keep the arrangement as it is."""
        self._settings.setValue("window/geometry", self._window.saveGeometry())
        self._settings.setValue("layouts/name", self._name)
        self._settings.setValue(f"layouts/{self._name}", self._window.saveState(_VERSION))

    def change_to(self, name: str) -> None:
        """Keep this arrangement and show another."""
        self.save()
        self._name = name
        self._show()

    def reset(self) -> None:
        """Put the panels of this layout where they were at first."""
        self._settings.remove(f"layouts/{self._name}")
        self._show()

    def _show(self) -> None:
        self.changing = True
        left_over = self._tab_bars()
        for dock in self._docks.values():
            self._window.removeDockWidget(dock)
        state = self._settings.value(f"layouts/{self._name}")
        if not (isinstance(state, QByteArray) and self._window.restoreState(state, _VERSION)):
            self._arrange()
        for tabs in left_over:
            tabs.hide()  # Qt leaves those of the arrangement before over the new one
        self.changing = False

    def _tab_bars(self) -> list[QTabBar]:
        return self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _arrange(self) -> None:
        sizes = self._sizes()
        for name, dock in self._docks.items():
            dock.setFloating(False)
            self._window.addDockWidget(_AREAS[name], dock)
            dock.hide()  # shown above each other before they are tabs of one place, they would make the window grow
        for name, dock in self._docks.items():
            if name != "inspector" and _AREAS[name] is _AREAS["inspector"]:
                self._window.tabifyDockWidget(self._docks["inspector"], dock)
        for name in sizes:
            self._docks[name].show()
            self._docks[name].raise_()
        beside = (self._docks["timeline"], self._docks["engine"])
        self._window.splitDockWidget(*beside, Qt.Orientation.Horizontal)
        self._window.resizeDocks(beside, _BESIDE_PX, Qt.Orientation.Horizontal)
        wide, tall = (
            self._window.width() / MADE_FOR.width(),
            self._window.height() / MADE_FOR.height(),
        )
        for orientation, share in ((Qt.Orientation.Horizontal, wide), (Qt.Orientation.Vertical, tall)):
            names = [name for name in sizes if (name == "timeline") is (orientation is Qt.Orientation.Vertical)]
            docks = [self._docks[name] for name in names]
            self._window.resizeDocks(docks, [round(sizes[name] * share) for name in names], orientation)

    def _sizes(self) -> dict[str, int]:
        """The panels of the layout that the window has room for at first."""
        sizes = LAYOUTS[self._name]
        beside = [name for name in sizes if name != "timeline"]
        dropped = beside[1:] if self._window.width() < _NARROW_PX else []
        return {name: size for name, size in sizes.items() if name not in dropped}
