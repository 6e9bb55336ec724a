"""Splitting shots, the menu of a shot, film settings, recent projects, and the picture alone."""

from fractions import Fraction
from pathlib import Path

from desk import Desk, sample_film
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.timeline.store import Project
from studio.ui import projects
from studio.ui.menus import Menus
from studio.ui.timeline.panel import lasting
from studio.ui.viewer import timecode


def test_a_shot_splits_at_the_playhead_and_undo_joins_it_again(desk: Desk) -> None:
    desk.settle()
    before = desk.film
    desk.window.playback.seek(Fraction(1, 2))
    desk.window.commands["split"].trigger()
    assert [float(shot.duration) for shot in desk.film.shots[:2]] == [0.5, 3.5]
    chosen = desk.window.session.chosen
    assert chosen is not None
    assert chosen.id == desk.film.shots[1].id
    desk.window.commands["undo"].trigger()
    assert desk.film == before


def test_a_split_in_the_middle_of_a_line_is_refused_in_a_sentence(desk: Desk) -> None:
    desk.settle()
    desk.window.playback.seek(Fraction(3, 2))  # the line is heard from 1 s to 2 s
    desk.window.commands["split"].trigger()
    assert len(desk.film.shots) == 6
    assert "speaking" in desk.window.notice.sentence.text()


def test_the_menu_of_a_shot_offers_what_can_be_done_with_it(desk: Desk) -> None:
    desk.settle()
    third = desk.film.shots[2].id
    menu = desk.window.canvas._shot_menu(third, Fraction(9))
    assert desk.window.session.chosen is not None
    assert desk.window.session.chosen.id == third
    offered = {action.text(): action for action in menu.actions()}
    assert {"Split here", "Duplicate shot", "Remove shot", "Another take"} <= set(offered)
    offered["Split here"].trigger()
    assert [float(shot.duration) for shot in desk.film.shots[2:4]] == [1, 3]
    menu.close()


def test_film_settings_are_one_edit(desk: Desk) -> None:
    desk.settle()
    before = desk.film
    dialog = desk.window.files.film_settings()
    dialog.title.setText("  ")
    assert not dialog.keep.isEnabled()
    dialog.title.setText("Another name")
    dialog.author.setText("Aya")
    dialog.rate.setCurrentIndex(dialog.rate.findData(12))
    dialog.keep.click()
    assert (desk.film.title, desk.film.author, desk.film.fps) == ("Another name", "Aya", 12)
    assert desk.window.windowTitle().startswith("Another name")
    desk.window.commands["undo"].trigger()
    assert desk.film == before


def test_projects_that_were_open_lately_are_listed_while_they_are_there(desk: Desk, tmp_path: Path) -> None:
    names = ["One", "Two"]
    for name in names:
        Project.create(tmp_path / f"{name}.tsuzuki", sample_film()).close()
        desk.window.files.open_project(tmp_path / f"{name}.tsuzuki")
    menus = desk.window.findChild(Menus)
    assert isinstance(menus, Menus)
    menus.recent.aboutToShow.emit()
    assert [action.text() for action in menus.recent.actions()] == ["One"]
    menus.recent.actions()[0].trigger()
    assert desk.window.session.project.folder.stem == "One"
    (tmp_path / "Two.tsuzuki").rename(tmp_path / "Gone.tsuzuki")
    assert [path.stem for path in projects.recent(desk.window._settings)] == ["One"]


def test_the_picture_alone_comes_and_goes_and_the_panels_are_as_they_were(desk: Desk) -> None:
    window = desk.window
    shown = {name: dock.isVisible() for name, dock in window.panels.docks.items()}
    window.commands["cinema"].trigger()
    assert not any(dock.isVisible() for dock in window.panels.docks.values())
    assert window.menuBar().isHidden()
    desk.bot.keyClick(window.viewer.picture, Qt.Key.Key_Escape)
    assert {name: dock.isVisible() for name, dock in window.panels.docks.items()} == shown
    assert window.menuBar().isVisible()


def test_a_word_after_an_emoji_is_underlined_where_it_stands(desk: Desk) -> None:
    desk.settle()
    desk.window.script.editor.setPlainText("😀😀 She brings a Kotatsu.")
    desk.window.script.flush()
    marks = [one.cursor.selectedText() for one in desk.window.script.editor.extraSelections()]
    assert marks == ["Kotatsu"]


def test_an_hour_is_told_as_an_hour() -> None:
    assert timecode(Fraction(4312) + Fraction(1, 2), 24) == "1:11:52:12"
    assert timecode(Fraction(67), 24) == "01:07:00"
    assert [lasting(one) for one in (6.54, 252, 4312.5)] == ["6.5 s", "4:12", "1:11:52"]


def wheel_over(part: QWidget) -> None:
    middle = QPointF(part.rect().center())
    turn = QWheelEvent(
        middle, QPointF(part.mapToGlobal(part.rect().center())), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(part, turn)


def test_the_wheel_scrolls_past_numbers_that_do_not_have_the_keyboard(desk: Desk) -> None:
    desk.settle()
    inspector = desk.window.inspector
    before = desk.film
    wheel_over(inspector.duration)
    wheel_over(inspector.physics.slider)
    assert desk.film == before
    inspector.duration.setFocus()
    wheel_over(inspector.duration)
    assert desk.film.shots[0].duration < before.shots[0].duration


def test_the_script_says_that_it_was_changed_since_it_was_directed(desk: Desk) -> None:
    desk.settle()
    state = desk.window.script._state
    desk.window.commands["direct"].trigger()
    desk.settle()
    desk.bot.waitUntil(lambda: desk.film.title == "Directed")
    assert "changed" not in state.text()
    desk.window.script.editor.appendPlainText("And then it snows.")
    assert "changed since directed" in state.text()
    desk.window.commands["direct"].trigger()
    desk.settle()
    desk.bot.waitUntil(lambda: "changed" not in state.text())


def test_what_is_written_while_the_script_is_read_is_a_change_since_then(desk: Desk) -> None:
    desk.settle()
    desk.window.commands["direct"].trigger()
    desk.window.script.editor.appendPlainText("And then it snows.")
    desk.settle()
    desk.bot.waitUntil(lambda: desk.film.title == "Directed")
    assert "And then it snows." in desk.film.script
    desk.bot.waitUntil(lambda: "changed since directed" in desk.window.script._state.text())
