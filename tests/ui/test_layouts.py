"""Changing between layouts: which panels show, and that nothing of the one before stays."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QTabBar, QTextEdit
from pytestqt.qtbot import QtBot

from studio.ui.layouts import LAYOUTS, Layouts

DOCKS = ("script", "inspector", "world", "cast", "models", "paint", "timeline", "engine")


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.setCentralWidget(QLabel("viewer"))
    for name in DOCKS:
        dock = QDockWidget(name, window)
        dock.setObjectName(name)
        dock.setWidget(QTextEdit())
    qtbot.addWidget(window)
    return window


@pytest.fixture
def layouts(window: QMainWindow, tmp_path: Path) -> Layouts:
    docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
    layouts = Layouts(window, docks, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    layouts.restore()
    window.resize(1600, 960)
    layouts.reset()
    window.show()
    return layouts


def tabs(window: QMainWindow) -> list[list[str]]:
    """The titles on each row of tabs that shows."""
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    rows = [[bar.tabText(index) for index in range(bar.count())] for bar in bars if bar.isVisible()]
    return [row for row in rows if len(row) > 1]


def test_a_layout_shows_its_panels_and_no_tabs_of_the_one_before(window: QMainWindow, layouts: Layouts, qtbot: QtBot):
    for name in ("edit", "cast", "paint", "direct", "edit", "direct"):
        layouts.change_to(name)
        qtbot.waitUntil(lambda: window.isVisible())
        shown = {dock.objectName() for dock in window.findChildren(QDockWidget) if dock.isVisible()}
        assert shown == set(LAYOUTS[name])
        assert tabs(window) == []


def test_a_panel_put_elsewhere_is_there_when_its_layout_comes_back(window: QMainWindow, layouts: Layouts):
    script = next(dock for dock in window.findChildren(QDockWidget) if dock.objectName() == "script")
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, script)
    layouts.change_to("edit")
    layouts.change_to("direct")
    assert window.dockWidgetArea(script) is Qt.DockWidgetArea.RightDockWidgetArea
    layouts.reset()
    assert window.dockWidgetArea(script) is Qt.DockWidgetArea.LeftDockWidgetArea


def test_in_a_narrow_window_one_panel_is_beside_the_viewer_at_first(window: QMainWindow, layouts: Layouts):
    window.resize(910, 480)
    layouts.reset()
    shown = {dock.objectName() for dock in window.findChildren(QDockWidget) if dock.isVisible()}
    assert shown == {"script", "timeline"}
