"""What is written is never lost: on a full disk, when another project is opened, and when the window is closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk import Desk, sample_film
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from studio.errors import DeviceLimit
from studio.timeline.history import Past
from studio.timeline.store import Project

WORDS = "A new scene that nobody has seen yet."


class FullDisk:
    """A journal that keeps nothing."""

    def record(self, before: Past, after: Past) -> None:
        raise DeviceLimit("The edit could not be saved: the disk is full.", "Make room on the disk.")


@contextmanager
def full_disk(desk: Desk) -> Iterator[None]:
    history = desk.project.history
    history._journal = FullDisk()
    yield
    history._journal = None


def answer_next(name: str, asked: list[str]) -> None:
    """Press a button of the next message box."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        button = box.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        button.click()

    QTimer.singleShot(0, press)


def test_a_script_that_could_not_be_saved_stays_and_is_saved_once_there_is_room(desk: Desk) -> None:
    desk.settle()
    script = desk.window.script
    with full_disk(desk):
        script.editor.setPlainText(WORDS)
        script.flush()
        assert "disk is full" in desk.window.notice.sentence.text()
        assert desk.window.notice.isVisible()
        assert desk.film.script != WORDS
    desk.window.commands["longer"].trigger()
    assert script.editor.toPlainText() == WORDS
    desk.bot.waitUntil(lambda: desk.film.script == WORDS)


def test_directions_that_could_not_be_saved_stay(desk: Desk) -> None:
    desk.settle()
    edit = desk.window.inspector.edits["motion"]
    with full_disk(desk):
        edit.setPlainText("she dances")
        edit.keep()
        assert edit.changed
    desk.window.commands["longer"].trigger()
    assert edit.toPlainText() == "she dances"
    assert desk.window.inspector.keep()
    assert desk.film.shots[0].directions.motion == "she dances"


@pytest.mark.parametrize("way", ["save", "discard", "back"])
def test_closing_asks_what_becomes_of_words_that_cannot_be_saved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    desk.settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "kept.fountain"), ""))
    asked: list[str] = []
    with full_disk(desk):
        desk.window.script.editor.setPlainText(WORDS)
        answer_next(way, asked)
        closed = desk.window.close()
    assert asked == ["What you wrote last could not be saved in the project."]
    assert closed == (way != "back")
    assert desk.project.closed == closed
    assert (tmp_path / "kept.fountain").exists() == (way == "save")
    if way == "save":
        assert (tmp_path / "kept.fountain").read_text() == WORDS


def test_what_was_just_written_goes_into_its_own_project_and_not_into_the_next(desk: Desk, tmp_path: Path) -> None:
    Project.create(tmp_path / "Other.tsuzuki", sample_film()).close()
    desk.settle()
    desk.window.script.editor.appendPlainText("first")
    desk.window.script.editor.appendPlainText(WORDS)  # within the pause in which nothing is written to the disk
    desk.window.files.open_project(tmp_path / "Other.tsuzuki")
    assert WORDS in desk.film.script
    assert desk.window.session.film.script == sample_film().script
    assert desk.window.script.editor.toPlainText() == sample_film().script
    desk.window.script.flush()
    assert desk.window.session.film.script == sample_film().script


def test_words_in_a_field_are_kept_when_the_window_closes(desk: Desk) -> None:
    desk.settle()
    edit = desk.window.inspector.edits["motion"]
    edit.setFocus()
    edit.setPlainText("she bows")
    desk.window.close()
    assert desk.film.shots[0].directions.motion == "she bows"


def test_save_says_that_everything_is_saved_and_where(desk: Desk) -> None:
    desk.window.script.editor.setPlainText(WORDS)
    desk.window.commands["save"].trigger()
    assert desk.film.script == WORDS
    assert str(desk.project.folder) in desk.window.statusBar().currentMessage()
