"""Cuts and captions in the window: taken in as one edit with a name, and what was not understood is said."""

from pathlib import Path

from desk import Desk
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from studio.engine.interchange_jobs import BringIn, BroughtIn
from studio.engine.jobs import TakeIn
from studio.timeline.edits import rename_film


def drop(desk: Desk, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(desk.window, QDragEnterEvent(QPointF(200, 200).toPoint(), copy, mime, left, none))
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(200, 200), copy, mime, left, none))


def test_a_dropped_cut_is_one_edit_that_can_be_undone(desk: Desk, tmp_path: Path) -> None:
    before = desk.film
    drop(desk, tmp_path / "cut.otio")
    (job,) = desk.engine.pending(BringIn)
    assert desk.engine.due[job] == BringIn(tmp_path / "cut.otio", before, desk.project.folder)
    assert not desk.engine.pending(TakeIn)
    after = rename_film(before, "Cut elsewhere")
    desk.engine.deliver(BroughtIn(job, after, "Take in a cut", ("The transition “Dissolve” became a cut.",)))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: desk.film == after)
    assert "became a cut" in desk.window.statusBar().currentMessage()
    assert desk.window.commands["undo"].text() == "Undo take in a cut"
    desk.window.commands["undo"].trigger()
    assert desk.film == before


def test_an_answer_to_another_film_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.window.interchange.take_in(tmp_path / "film.srt")
    (job,) = desk.engine.pending(BringIn)
    asked = desk.film
    desk.window.commands["longer"].trigger()
    edited = desk.film
    desk.engine.deliver(BroughtIn(job, rename_film(asked, "Late"), "Take in captions", ()))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: "Import it again" in desk.window.statusBar().currentMessage())
    assert desk.film is edited
