"""The window as a whole: commands, layouts, export, failures, closing."""

import gc
import sys
import weakref
from pathlib import Path

import pytest
from desk import Desk
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from studio.engine.jobs import Export, Failed, Finished, Preview, Progress, Survey
from studio.engine.painters.painter import Size
from studio.timeline.film import Film
from studio.ui.command_palette import CommandPalette
from studio.ui.commands import commands
from studio.ui.export_choices import ExportChoices, objection
from studio.ui.export_dialog import ExportDialog
from studio.ui.findings import Freshness
from studio.ui.theme import LIGHT
from studio.ui.work import time_to_go


def test_every_command_has_a_key_a_tooltip_and_a_name(desk: Desk) -> None:
    keys: list[str] = []
    for name, command in commands().items():
        action = desk.window.commands[name]
        assert action.shortcuts(), name
        assert action.text(), name
        assert command.name.rstrip("…") in action.toolTip(), name
        assert not action.icon().isNull(), name
        keys += [shortcut.toString() for shortcut in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_control_can_be_named_by_a_screen_reader(desk: Desk) -> None:
    for widget in desk.window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton) and widget.isVisible() and widget.focusPolicy():
            assert widget.accessibleName() or widget.text(), widget


def test_the_palette_finds_and_runs_commands(desk: Desk) -> None:
    desk.window.commands["palette"].trigger()
    (palette,) = desk.window.findChildren(CommandPalette)
    desk.bot.keyClicks(palette._query, "duplic")
    assert palette._list.count() == 1
    desk.bot.keyClick(palette._query, "\r")
    assert len(desk.film.shots) == 7


@pytest.mark.parametrize(("query", "name"), [("fps", "film_settings"), ("razor", "split"), ("keyframe", "key_acting")])
def test_commands_are_found_by_what_other_programs_call_them(desk: Desk, query: str, name: str) -> None:
    desk.window.commands["palette"].trigger()
    (palette,) = desk.window.findChildren(CommandPalette)
    desk.bot.keyClicks(palette._query, query)
    assert palette._list.item(0).text() == commands()[name].name
    palette._query.setText("nothing is called so")
    assert palette._none.isVisible()
    palette.close()


def test_shots_are_marked_stale_until_they_are_played_out_again(desk: Desk) -> None:
    findings = desk.window.findings
    assert findings.freshness(0) is Freshness.UNKNOWN
    desk.settle()
    assert {findings.freshness(place) for place in range(6)} == {Freshness.CURRENT}
    desk.window.commands["longer"].trigger()
    assert findings.freshness(0) is Freshness.STALE
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Survey)))
    (job,) = desk.engine.pending(Survey)
    assert desk.engine.due[job].shots == (desk.film.shots[0].id,)
    desk.settle()
    assert findings.freshness(0) is Freshness.CURRENT


def test_exporting_shows_progress_and_the_result(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.window.files.export()
    dialog.path.setText(str(tmp_path / "film.mp4"))
    dialog.preset.setCurrentIndex(0)
    dialog.stems.setChecked(True)
    dialog.export.click()
    (job,) = desk.engine.pending(Export)
    request = desk.engine.due[job]
    assert (request.size, request.stems) == (Size(640, 360), tmp_path / "film stems")
    assert len(desk.project.queued()) == 1
    desk.engine.deliver(Progress(job, 20, 100, "Painting shot 2", 84.0))
    desk.bot.waitUntil(lambda: "1:24 left" in dialog.sentence.text())
    assert "1:24 left" in desk.window._summary.text
    desk.engine.end(job, Finished(job, tmp_path / "film.mp4", ("504 frames, sound in step",)))
    desk.bot.waitUntil(lambda: "504 frames" in dialog.sentence.text())
    assert dialog.open_folder.isVisible()
    assert desk.project.queued() == []
    dialog.close()


def test_exports_side_by_side_are_each_shown_with_a_bar(desk: Desk, tmp_path: Path) -> None:
    exporting, panel = desk.window.files._exporting, desk.window.engine_panel
    jobs = [exporting.export(ExportChoices(tmp_path / name, Size(640, 360))) for name in ("a.mp4", "b.mp4", "c.mp4")]
    desk.engine.deliver(Progress(jobs[0], 20, 100, "painting", 84.0))
    desk.engine.deliver(Progress(jobs[1], 60, 100, "writing the film", 5.0))
    desk.bot.waitUntil(lambda: "5" in panel._rows[jobs[1]]._state.text())
    assert [(row._bar.isHidden(), row._bar.value()) for row in map(panel._rows.get, jobs) if row] == [
        (False, 20), (False, 60), (True, -1),
    ]  # fmt: skip
    assert panel._rows[jobs[2]]._state.text() == "waiting for its turn"
    places = [panel._column.indexOf(panel._rows[job]) for job in jobs]
    assert places == sorted(places), "in the order they were asked for"
    shown = [bar.value() for bar in desk.window._summary._bars if not bar.isHidden()]
    assert shown == [20, 60]


def test_how_many_exports_go_on_at_once_is_the_artists_choice_and_is_remembered(desk: Desk) -> None:
    assert desk.engine.abreast == 2
    desk.window.engine_panel.abreast.setValue(3)
    assert desk.engine.abreast == 3
    assert desk.window._settings.value("exports/abreast") == 3


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("film.mp4", Size(1280, 720), ""),
        ("film.mp4", Size(641, 360), "odd"),
        ("film.mp4", Size(8192, 8192), "cannot be drawn"),
        ("nowhere/film.mp4", Size(640, 360), "does not exist"),
        ("film.avi", Size(640, 360), "end in .mp4"),
        ("Film.tsuzuki/film.mp4", Size(640, 360), "inside the project"),
    ],
)
def test_an_export_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, name: str, size: Size, sentence: str
) -> None:
    said = objection(ExportChoices(tmp_path / name, size), tmp_path / "Film.tsuzuki")
    assert sentence in said
    assert bool(sentence) == bool(said)


def test_an_export_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    job = desk.window.files._exporting.export(ExportChoices(tmp_path / "film.mp4", Size(640, 360)))
    desk.window.commands["stop_work"].trigger()
    desk.bot.waitUntil(lambda: not desk.window.work.exports)
    assert job not in desk.engine.due
    assert desk.window.work.recent[0].id == job
    assert desk.project.queued() == []


def test_an_export_that_was_cut_off_is_taken_up_again(desk: Desk, tmp_path: Path) -> None:
    entry = f'{{"target":"{tmp_path}/film.mp4","width":640,"height":360,"stems":false}}'
    desk.project.queue_add(entry.encode())
    desk.window.files.take_up()
    (job,) = desk.engine.pending(Export)
    assert desk.engine.due[job].target == tmp_path / "film.mp4"


def test_a_failure_is_one_calm_sentence(desk: Desk) -> None:
    desk.settle()
    job = desk.window.work.submit(Survey(desk.film, Size(192, 108)))
    desk.engine.end(job, Failed(job, "The disk is full.", "Make room."))
    desk.bot.waitUntil(lambda: desk.window.statusBar().currentMessage() == "The disk is full. Make room.")
    assert QApplication.activeModalWidget() is None


def test_without_a_picture_the_viewer_says_why(desk: Desk) -> None:
    (job,) = desk.engine.pending(Preview)
    desk.engine.end(job, Failed(job, "This machine has no OpenGL.", "Install Mesa."))
    desk.bot.waitUntil(lambda: "no OpenGL" in desk.window.viewer.picture._empty)
    for _ in range(3):
        desk.window.playback.step(1)
        (job,) = desk.engine.pending(Preview)
        desk.engine.end(job, Failed(job, "This machine has no OpenGL.", "Install Mesa."))
        desk.bot.waitUntil(lambda: not desk.engine.pending(Preview) and not desk.window.playback._still)
    assert len(desk.window.work.recent) == 1


def answer_dialog(name: str) -> list[str]:
    """Press a button of the next message box, when it is there; tells which questions were asked."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(button for button in box.buttons() if button.text() == name).click()

    QTimer.singleShot(0, press)
    return asked


def test_closing_during_a_render_asks_once_then_stops_cleanly(desk: Desk, tmp_path: Path) -> None:
    desk.settle()
    desk.window.files._exporting.export(ExportChoices(tmp_path / "film.mp4", Size(640, 360)))
    asked = answer_dialog("Go on exporting")
    assert not desk.window.close()
    assert len(asked) == 1
    assert desk.window.isVisible()
    assert not desk.engine.closed
    answer_dialog("Stop and close")
    assert desk.window.close()
    assert desk.engine.closed
    assert desk.output.closed
    assert desk.project.closed


def test_layouts_are_kept_as_they_are_left(desk: Desk) -> None:
    docks = desk.window.panels.docks
    desk.window.commands["layout_edit"].trigger()
    assert not docks["script"].isVisible()
    docks["inspector"].hide()
    desk.window.commands["layout_direct"].trigger()
    assert docks["script"].isVisible()
    assert docks["inspector"].isVisible()
    desk.window.commands["layout_edit"].trigger()
    assert not docks["inspector"].isVisible()
    desk.window.commands["layout_reset"].trigger()
    assert docks["inspector"].isVisible()


def test_the_keyboard_reaches_every_panel(desk: Desk) -> None:
    desk.window.activateWindow()
    for name, part in (
        ("focus_script", desk.window.script.editor),
        ("focus_timeline", desk.window.canvas),
        ("focus_inspector", desk.window.inspector.edits["subject"]),
        ("focus_viewer", desk.window.viewer.picture),
    ):
        desk.window.commands[name].trigger()
        assert desk.window.focusWidget() is part


def test_the_light_theme_is_brighter(desk: Desk) -> None:
    dark = desk.window.grab().toImage().pixelColor(8, 8).lightness()
    desk.window.commands["theme"].trigger()
    assert desk.window.grab().toImage().pixelColor(8, 8).lightness() > dark + 100
    assert desk.window._theme is LIGHT


def test_the_welcome_line_is_dismissed_for_good(desk: Desk) -> None:
    welcome = desk.window.welcome
    welcome.greet()
    assert welcome.isVisible()
    welcome.dismiss.click()
    assert not welcome.isVisible()
    welcome.greet()
    assert not welcome.isVisible()


def test_time_to_go_reads_like_a_clock() -> None:
    assert [time_to_go(seconds) for seconds in (None, 7.2, 84, 3750)] == ["", "0:07 left", "1:24 left", "1:02:30 left"]


def test_painting_leaves_nothing_behind(desk: Desk) -> None:
    """A canary: some releases of Qt for Python lost a reference to None at each call."""
    desk.settle()
    before = sys.getrefcount(None)
    for _ in range(50):
        desk.window.canvas._layer = None
        desk.window.canvas.repaint()
        desk.window.viewer.repaint()
    assert sys.getrefcount(None) > before - 50


def test_dialogs_are_let_go_of(desk: Desk) -> None:
    dialog: ExportDialog | None = desk.window.files.export()
    gone = weakref.ref(dialog)
    dialog.close()
    dialog = None
    desk.bot.waitUntil(lambda: not desk.window.findChildren(ExportDialog))
    gc.collect()
    assert gone() is None


class TestEmptyFilm:
    @pytest.fixture
    def film(self) -> Film:
        return Film(title="Untitled")

    def test_an_empty_film_says_what_to_do(self, desk: Desk) -> None:
        assert "press Direct" in desk.window.viewer.picture._empty
        assert desk.window.inspector._empty.isVisible()
        assert not desk.window.commands["export"].isEnabled()
        assert not desk.window.script.direct.isEnabled()
        desk.window.commands["play"].trigger()
        desk.window.commands["direct"].trigger()
        assert "no script yet" in desk.window.statusBar().currentMessage()

    def test_directing_the_first_script_fills_the_window(self, desk: Desk) -> None:
        desk.window.script.editor.setPlainText("A girl waits in the rain.")
        desk.window.commands["direct"].trigger()
        desk.settle()
        assert len(desk.film.shots) == 6
        assert desk.window.session.chosen is desk.film.shots[0]
        assert desk.window.viewer.picture.picture is not None
