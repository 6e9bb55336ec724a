"""Adding a picture in the window: dropped or chosen, it becomes the last shot, and undo takes it back by name."""

from pathlib import Path

from desk import Desk
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from studio.engine.jobs import Failed, PictureTaken, TakeIn
from studio.timeline.film import Still

SEA = Still("sea", "stills/sea-01234567.png", "0" * 64)


def drop(desk: Desk, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(200, 200).toPoint(), copy, mime, left, none)
    desk.window.dragEnterEvent(entered)
    assert entered.isAccepted()
    desk.window.dropEvent(QDropEvent(QPointF(200, 200), copy, mime, left, none))


def test_a_dropped_picture_becomes_the_last_shot_and_undo_takes_it_back(desk: Desk, tmp_path: Path) -> None:
    before = desk.film
    drop(desk, tmp_path / "sea.png")
    (job,) = desk.engine.pending(TakeIn)
    assert desk.engine.due[job] == TakeIn(tmp_path / "sea.png", desk.project.folder)
    desk.engine.deliver(PictureTaken(job, SEA))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: len(desk.film.shots) == len(before.shots) + 1)
    assert desk.film.shots[-1].still == SEA
    assert desk.window.session.chosen == desk.film.shots[-1]
    assert desk.window.commands["undo"].text() == "Undo add a picture as a shot"
    desk.window.commands["undo"].trigger()
    assert desk.film == before


def test_a_video_that_is_dropped_changes_nothing_and_says_why(desk: Desk, tmp_path: Path) -> None:
    before = desk.film
    drop(desk, tmp_path / "clip.mp4")
    (job,) = desk.engine.pending(TakeIn)
    desk.engine.end(job, Failed(job, "clip.mp4 is a video, not a still picture.", "Save one of its frames as PNG."))
    desk.bot.waitUntil(lambda: "is a video" in desk.window.statusBar().currentMessage())
    assert desk.film == before


def test_text_is_still_dropped_into_the_script_and_files_are_not(desk: Desk, tmp_path: Path) -> None:
    files, text = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "sea.png"))])
    text.setText("Hana waves.")
    assert desk.window.script.editor.canInsertFromMimeData(text)
    assert not desk.window.script.editor.canInsertFromMimeData(files)
