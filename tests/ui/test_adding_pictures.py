"""Adding a picture in the window: dropped or chosen, it becomes the last shot, and undo takes it back by name."""

from fractions import Fraction
from pathlib import Path

from desk import Desk, picture
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from studio.engine.jobs import CutOut, CutReady, Failed, PictureTaken, TakeIn
from studio.timeline.film import Footage, ShotId, Still
from studio.timeline.sources import Hint
from studio.timeline.stills import add_still
from studio.ui.marking import Marking

SEA = Still("sea", "stills/sea-01234567.png", "0" * 64)


def drop(desk: Desk, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(200, 200).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(desk.window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(200, 200), copy, mime, left, none))


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


def test_a_dropped_clip_becomes_the_last_shot(desk: Desk, tmp_path: Path) -> None:
    before = desk.film
    drop(desk, tmp_path / "clip.mp4")
    (job,) = desk.engine.pending(TakeIn)
    desk.engine.deliver(PictureTaken(job, Footage("clip", "clips/clip-01234567.mp4", "0" * 64, Fraction(3, 2))))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: len(desk.film.shots) == len(before.shots) + 1)
    assert desk.film.shots[-1].duration == Fraction(3, 2)
    clip = desk.window.inspector.clip
    assert clip.isVisibleTo(desk.window.inspector)
    clip.start.setValue(0.5)
    clip.start.editingFinished.emit()
    footage = desk.film.shots[-1].footage
    assert footage is not None
    assert (footage.start, desk.film.shots[-1].duration) == (Fraction(1, 2), Fraction(1))
    assert desk.window.commands["undo"].text() == "Undo trim the clip"
    desk.window.commands["undo"].trigger()
    assert desk.window.commands["undo"].text() == "Undo add a clip as a shot"
    desk.window.commands["undo"].trigger()
    assert desk.film == before


def test_a_video_that_is_broken_changes_nothing_and_says_why(desk: Desk, tmp_path: Path) -> None:
    before = desk.film
    drop(desk, tmp_path / "clip.mp4")
    (job,) = desk.engine.pending(TakeIn)
    desk.engine.end(job, Failed(job, "clip.mp4 is not a video or a sound that can be read.", "Save it anew."))
    desk.bot.waitUntil(lambda: "can be read" in desk.window.statusBar().currentMessage())
    assert desk.film == before


def test_text_is_still_dropped_into_the_script_and_files_are_not(desk: Desk, tmp_path: Path) -> None:
    files, text = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "sea.png"))])
    text.setText("Hana waves.")
    assert desk.window.script.editor.canInsertFromMimeData(text)
    assert not desk.window.script.editor.canInsertFromMimeData(files)


def test_strokes_over_a_picture_are_edits_and_the_cut_follows(desk: Desk) -> None:
    new_id = ShotId("picture-1")
    assert not desk.window.commands["mark_subject"].isEnabled()
    desk.window.session.apply("Add a picture as a shot", lambda film: add_still(film, SEA, new_id))
    desk.window.session.choose(new_id)
    desk.window.commands["mark_subject"].trigger()
    marking = desk.window.findChild(Marking)
    assert isinstance(marking, Marking)
    assert marking.parentWidget() is desk.window.viewer.picture, "where the picture is seen, and no window of its own"
    assert marking.size() == desk.window.viewer.picture.size()
    (job,) = desk.engine.pending(CutOut)
    assert str(desk.project.folder) in desk.engine.due[job].still.path
    desk.engine.deliver(CutReady(job, picture(9, 400, 200)))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: "Draw over" in marking.sentence.text())
    box = marking.easel.box
    desk.bot.mousePress(marking.easel, Qt.MouseButton.LeftButton, pos=box.center())
    desk.bot.mouseMove(marking.easel, box.center() + QPointF(0.25 * box.width(), 0).toPoint())
    desk.bot.mouseRelease(marking.easel, Qt.MouseButton.LeftButton, pos=box.center())
    marking.background.click()
    marking.easel.setFocus()
    desk.bot.keyClick(marking.easel, Qt.Key.Key_Right)
    desk.bot.keyClick(marking.easel, Qt.Key.Key_Space)
    still = desk.film.shot(new_id).still
    assert still is not None
    stroke, dot = still.hints
    assert stroke.subject
    assert abs(stroke.points[0][0] - 0.5) < 0.01
    assert dot == Hint(False, ((0.52, 0.5),))
    assert desk.engine.pending(CutOut)
    desk.window.commands["undo"].trigger()
    still = desk.film.shot(new_id).still
    assert still is not None
    assert still.hints == (stroke,)
    desk.window.session.undo()
    desk.window.session.undo()
    desk.bot.waitUntil(lambda: desk.window.findChild(Marking) is None)


def test_the_brush_is_laid_down_by_escape_and_when_another_shot_is_chosen(desk: Desk) -> None:
    new_id = ShotId("picture-1")
    desk.window.session.apply("Add a picture as a shot", lambda film: add_still(film, SEA, new_id))
    for lay_down in (
        lambda: desk.bot.keyClick(desk.window.findChild(Marking).easel, Qt.Key.Key_Escape),
        lambda: desk.window.session.choose(desk.film.scenes[0].shots[0].id),
        desk.window.commands["mark_subject"].trigger,
    ):
        desk.window.session.choose(new_id)
        desk.window.commands["mark_subject"].trigger()
        assert desk.window.findChild(Marking) is not None
        lay_down()
        desk.bot.waitUntil(lambda: desk.window.findChild(Marking) is None)
