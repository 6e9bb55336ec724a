"""Opening, making and switching projects, and bringing scripts in."""

from pathlib import Path

import pytest
from desk import Desk, sample_film
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from studio.errors import InvalidRequest, MediaUnreadable, ProjectUnreadable
from studio.timeline.store import Project
from studio.ui import app, projects


def close_next_message(said: list[str]) -> None:
    """Note what the next message box says, and close it."""

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        box.button(QMessageBox.StandardButton.Ok).click()

    QTimer.singleShot(0, close)


def test_another_project_takes_the_place_of_this_one(desk: Desk, tmp_path: Path) -> None:
    Project.create(tmp_path / "Other.tsuzuki", sample_film()).close()
    desk.settle()
    desk.window.files.open_project(tmp_path / "Other.tsuzuki")
    assert desk.project.closed
    assert desk.window.session.project.folder == tmp_path / "Other.tsuzuki"
    assert desk.window.findings.thumbnail(sample_film().shots[0].id) is None
    desk.settle()
    assert desk.window.findings.thumbnail(sample_film().shots[0].id) is not None
    desk.window.commands["longer"].trigger()
    desk.window.close()
    again = Project.open(tmp_path / "Other.tsuzuki")
    assert again.film.shots[0].duration > 4
    again.close()


def test_a_project_that_is_open_elsewhere_is_said_and_this_one_stays(desk: Desk, tmp_path: Path) -> None:
    elsewhere = Project.create(tmp_path / "Other.tsuzuki", sample_film())
    said: list[str] = []
    close_next_message(said)
    desk.window.files.open_project(tmp_path / "Other.tsuzuki")
    elsewhere.close()
    assert "open" in said[0]
    assert not desk.project.closed
    assert desk.window.session.project is desk.project


def test_what_was_damaged_is_said_when_it_opens(desk: Desk) -> None:
    desk.project.warnings = ("2 shots could not be read.",)
    said: list[str] = []
    close_next_message(said)
    desk.window.files.take_up()
    assert "2 shots could not be read." in said[0]


def test_a_project_that_is_not_there_opens_no_window(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ProjectUnreadable, match="Nowhere"):
        app.run(tmp_path / "Nowhere.tsuzuki")


def test_the_sample_film_is_made_once(tmp_path: Path) -> None:
    first = projects.sample_project(tmp_path / "films")
    assert "EXT." in first.film.script
    folder = first.folder
    first.close()
    second = projects.sample_project(tmp_path / "films")
    assert second.folder == folder
    second.close()


@pytest.mark.parametrize(
    ("data", "fault"),
    [(b"\xff\xfe\x00\x01", MediaUnreadable), (b"a\0b", MediaUnreadable), (b"x" * 4_000_001, InvalidRequest)],
)
def test_what_is_no_script_is_refused(tmp_path: Path, data: bytes, fault: type[Exception]) -> None:
    path = tmp_path / "script.txt"
    path.write_bytes(data)
    with pytest.raises(fault, match=r"script\.txt"):
        projects.read_script(path)


def test_a_script_comes_in_as_written(tmp_path: Path) -> None:
    path = tmp_path / "script.txt"
    path.write_bytes("\ufeffINT. ROOM\r\n\r\n続き\r\n".encode())
    assert projects.read_script(path) == "INT. ROOM\n\n続き\n"
