"""The strip of panels: every panel is an icon in it, one of a place is in sight, a click opens and folds it."""

import pytest
from desk import Desk
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.crowded import Crowded
from studio.ui.panel_strip import seen


def button_of(desk: Desk, name: str) -> QToolButton:
    strip = desk.window.panels.strip
    button = next(strip.widgetForAction(one) for one in strip.actions() if one.data() == name)
    assert isinstance(button, QToolButton)
    return button


@pytest.mark.parametrize("size", [(1600, 960), (910, 470)])
def test_every_panel_is_an_icon_in_sight_with_its_name(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    desk.bot.waitUntil(lambda: all(button_of(desk, name).isVisible() for name in desk.window.panels.docks))
    assert desk.window.size().toTuple() == size
    room = QRect(desk.window.panels.strip.rect())
    for name, dock in desk.window.panels.docks.items():
        button = button_of(desk, name)
        assert room.contains(button.geometry()), name
        assert dock.windowTitle() in button.toolTip()
        assert dock.windowTitle() in button.accessibleName()


def test_a_click_opens_a_panel_in_the_place_of_another_and_a_second_one_folds_it(desk: Desk) -> None:
    docks, strip = desk.window.panels.docks, desk.window.panels.strip
    assert seen(docks["inspector"])
    button_of(desk, "world").click()
    desk.bot.waitUntil(lambda: seen(docks["world"]))
    assert not docks["inspector"].isVisible()
    pressed = {str(one.data()) for one in strip.actions() if one.isChecked()}
    assert pressed == {"script", "timeline", "world"}
    wide = desk.window.viewer.width()
    button_of(desk, "world").click()
    desk.bot.waitUntil(lambda: desk.window.viewer.width() > wide + 200)
    assert not any(docks[name].isVisible() for name in ("world", "inspector", "cast", "paint"))


def test_a_panel_chosen_in_the_menu_also_folds_the_one_it_lies_over(desk: Desk) -> None:
    docks = desk.window.panels.docks
    docks["provenance"].toggleViewAction().trigger()
    desk.bot.waitUntil(lambda: seen(docks["provenance"]))
    assert not docks["inspector"].isVisible()


def test_a_panel_that_was_put_elsewhere_stays_beside_the_others(desk: Desk) -> None:
    docks = desk.window.panels.docks
    desk.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, docks["world"])
    docks["world"].show()
    desk.bot.waitUntil(lambda: seen(docks["world"]))
    assert seen(docks["inspector"])
    assert seen(docks["script"])


def test_less_needed_parts_of_a_row_give_way_in_order_and_come_back(qtbot: QtBot) -> None:
    row = QHBoxLayout()
    parts = [QPushButton(name) for name in ("needed", "first to go", "second to go")]
    for part in parts:
        row.addWidget(part)
    crowded = Crowded(row, parts[1:])
    whole = crowded.sizeHint().width() + 40
    around = QWidget()
    crowded.setParent(around)
    qtbot.addWidget(around)
    around.show()
    shown: list[list[bool]] = []
    for width in (whole, whole - 60, crowded.minimumSizeHint().width(), whole):
        crowded.resize(width, 40)
        crowded.show()
        shown.append([not part.isHidden() for part in parts])
    assert shown == [[True, True, True], [True, False, True], [True, False, False], [True, True, True]]
