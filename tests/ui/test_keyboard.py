"""The keyboard: Tab goes where one looks, keys that a control needs run no command, dropped scripts are taken in."""

from pathlib import Path

import pytest
from desk import Desk, sample_film
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from studio.timeline.store import Project


def tab_through(desk: Desk, first: QWidget) -> list[QWidget]:
    """All that Tab comes by until it is where it began."""
    first.setFocus()
    seen: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in seen:
        seen.append(now)
        desk.window.focusNextPrevChild(True)
    return seen


def test_tab_comes_by_every_panel_and_back_to_where_it_began(desk: Desk) -> None:
    desk.settle()
    window = desk.window
    seen = tab_through(desk, window.script.editor)
    assert QApplication.focusWidget() is window.script.editor
    wanted = (window.script.direct, window.viewer.picture, window.inspector.edits["subject"], window.canvas)
    places = [seen.index(one) for one in wanted]
    assert places == sorted(places)
    window.focusNextPrevChild(False)
    assert QApplication.focusWidget() is seen[-1]


def test_tab_never_goes_behind_another_panels_tab(desk: Desk) -> None:
    desk.settle()
    world = desk.window.world
    assert world.tree not in tab_through(desk, desk.window.script.editor)
    desk.window.commands["focus_world"].trigger()
    desk.bot.waitUntil(lambda: not world.visibleRegion().isEmpty())
    seen = tab_through(desk, desk.window.script.editor)
    assert world.tree in seen
    assert desk.window.inspector.edits["subject"] not in seen


def test_arrows_in_a_number_turn_it_and_leave_the_playhead(desk: Desk) -> None:
    desk.settle()
    length = desk.window.inspector.duration
    length.setFocus()
    before = desk.window.playback.playhead
    desk.bot.keyClick(length, Qt.Key.Key_Up)
    assert desk.window.playback.playhead == before
    assert float(desk.film.shots[0].duration) == pytest.approx(4 + 1 / 24)


def test_delete_in_the_queue_of_paintings_removes_no_shot(desk: Desk) -> None:
    desk.settle()
    desk.window.commands["focus_paint"].trigger()
    panel = desk.window.painting.panel
    panel.paint_shot.click()
    desk.bot.waitUntil(lambda: panel.list.count() == 1)
    panel.list.setFocus()
    desk.bot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert len(desk.film.shots) == 6
    desk.bot.waitUntil(lambda: panel.list.count() == 0)


def drop(desk: Desk, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(desk.window, QDragEnterEvent(QPointF(200, 200).toPoint(), copy, mime, left, none))
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(200, 200), copy, mime, left, none))


def test_a_dropped_script_is_read_and_a_dropped_project_opened(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "next.fountain"
    script.write_text("EXT. BEACH - DAY\n\nHana waves.\n")
    drop(desk, script)
    assert desk.film.script == script.read_text()
    desk.settle()
    desk.bot.waitUntil(lambda: desk.film.title == "Directed")
    Project.create(tmp_path / "Other.tsuzuki", sample_film()).close()
    drop(desk, tmp_path / "Other.tsuzuki")
    assert desk.window.session.project.folder == tmp_path / "Other.tsuzuki"


@pytest.mark.parametrize("size", [(1366, 740), (910, 470)])
def test_neither_a_layout_nor_a_panel_makes_the_window_larger_or_leaves_tabs_behind(
    desk: Desk, size: tuple[int, int]
) -> None:
    desk.settle()
    window = desk.window
    window.resize(*size)
    panels = [f"focus_{name}" for name in window.panels.docks]
    layouts = ["layout_edit", "layout_paint", "layout_cast", "layout_direct", "layout_reset"]
    for command in (*panels, *layouts, *panels):
        window.commands[command].trigger()
        QApplication.processEvents()
        assert (window.width(), window.height()) == size, command
        bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert not any(bar.isVisible() and bar.count() > 1 for bar in bars), command
