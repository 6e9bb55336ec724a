"""The voice of a line in the window: replaced, heard and put back, by button and by dropping a sound."""

from pathlib import Path

from desk import Desk
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.engine.jobs import Dub, Dubbed, Failed
from studio.engine.sound.voice import is_spoken
from studio.timeline.dubbing import lines_of
from studio.timeline.film import Recording
from studio.ui.line_list import STUDIO
from studio.ui.redub_dialog import LANGUAGES, RedubDialog

SPOKEN = Recording("voices/ab.wav", "ab" * 32, 9.0)


def chosen_lines(desk: Desk) -> list[Recording | None]:
    shot = desk.window.session.chosen
    assert shot is not None
    return [line.recording for line in lines_of(shot)]


def drop(part: QWidget, spot: QPoint, path: Path) -> bool:
    """Drag a file over a part of the window and let it go there; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    mouse, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot, Qt.DropAction.CopyAction, data, mouse, keys)
    QApplication.sendEvent(part, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(spot), Qt.DropAction.CopyAction, data, mouse, keys)
    QApplication.sendEvent(part, event)
    return event.isAccepted()


def talking(desk: Desk) -> None:
    """Choose a shot in which somebody speaks."""
    desk.settle()
    shot = next(shot for shot in desk.film.shots if lines_of(shot))
    desk.window.session.choose(shot.id)


def test_a_voice_is_replaced_and_put_back_and_both_undo_by_name(desk: Desk) -> None:
    talking(desk)
    shot = desk.window.session.chosen
    assert shot is not None
    row = desk.window.inspector.lines.rows[0]
    assert (row.voice.text(), row.put_back.isVisible()) == (STUDIO, False)
    assert drop(row, QPoint(5, 5), Path("/sounds/line.wav"))
    job = desk.engine.pending(Dub)[0]
    desk.engine.deliver(Dubbed(job, SPOKEN))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: chosen_lines(desk) == [SPOKEN])
    whose = desk.project.history.undo_name
    assert whose.startswith("Replace ")
    assert whose.endswith("'s voice")
    assert desk.film.shot(shot.id).duration > shot.duration
    row = desk.window.inspector.lines.rows[0]
    assert "Recorded, 9.00 s" in row.voice.text()
    desk.bot.mouseClick(row.put_back, Qt.MouseButton.LeftButton)
    assert desk.film.shot(shot.id) == shot
    assert "voice back" in desk.project.history.undo_name
    desk.window.commands["undo"].trigger()
    assert chosen_lines(desk) == [SPOKEN]
    desk.window.commands["undo"].trigger()
    assert desk.film.shot(shot.id) == shot


def test_a_sound_dropped_on_a_clip_speaks_its_line_and_other_files_do_not(desk: Desk) -> None:
    talking(desk)
    shot = desk.window.session.chosen
    assert shot is not None
    canvas = desk.window.canvas
    x = canvas.scale.x(float(desk.window.session.map.start_of(shot.id)) + 0.5)
    spot = QPoint(round(x), canvas.height() // 2)
    drop(canvas, spot, Path("/papers/hana.pdf"))
    assert not desk.engine.pending(Dub)
    assert drop(canvas, spot, Path("/sounds/line.mp3"))
    request = desk.engine.due[desk.engine.pending(Dub)[0]]
    assert isinstance(request, Dub)
    assert (request.shot, request.number, request.path.name) == (shot.id, 0, "line.mp3")


def test_a_sound_that_cannot_be_used_is_said_and_changes_nothing(desk: Desk) -> None:
    talking(desk)
    before = desk.film
    drop(desk.window.inspector.lines.rows[0], QPoint(5, 5), Path("/sounds/line.wav"))
    job = desk.engine.pending(Dub)[0]
    desk.engine.end(job, Failed(job, "/sounds/line.wav is not a sound that can be read.", "Give a recording."))
    desk.bot.waitUntil(lambda: "not a sound" in desk.window.statusBar().currentMessage())
    assert desk.film is before


def test_a_line_is_played_from_where_it_begins(desk: Desk) -> None:
    talking(desk)
    shot = desk.window.session.chosen
    assert shot is not None
    desk.bot.mouseClick(desk.window.inspector.lines.rows[0].play, Qt.MouseButton.LeftButton)
    start = desk.window.session.map.start_of(shot.id)
    assert desk.window.playback.playing
    assert start < desk.window.playback.playhead < start + 1
    desk.window.playback.pause()


def test_a_line_says_other_words_in_their_language_and_it_undoes_by_name(desk: Desk) -> None:
    talking(desk)
    shot = desk.window.session.chosen
    assert shot is not None
    dialog = words_asked(desk)
    assert dialog.words.toPlainText() == lines_of(shot)[0].text
    dialog.words.setPlainText(" ")
    assert not dialog.say.isEnabled()
    dialog.words.setPlainText("こんばんは、\nみなさん、おげんきですか。")
    dialog.say.click()
    said = lines_of(desk.film.shot(shot.id))[0]
    assert (said.text, said.language) == ("こんばんは、 みなさん、おげんきですか。", "ja")
    assert "おげんきですか" in desk.window.inspector.lines.rows[0].accessibleName()
    assert "now says" in desk.window.statusBar().currentMessage()
    assert desk.project.history.undo_name.endswith("'s words")
    desk.window.commands["undo"].trigger()
    assert desk.film.shot(shot.id) == shot


def test_the_same_words_are_spoken_in_the_language_that_is_chosen(desk: Desk) -> None:
    talking(desk)
    shot = desk.window.session.chosen
    assert shot is not None
    before = desk.film
    words_asked(desk).say.click()
    assert desk.film is before, "nothing was changed, so there is nothing to undo"
    dialog = words_asked(desk)
    dialog.language.setCurrentText("Deutsch")
    dialog.say.click()
    said = lines_of(desk.film.shot(shot.id))[0]
    assert (said.text, said.language) == (lines_of(shot)[0].text, "de")


def test_every_language_that_is_offered_can_be_spoken() -> None:
    assert [code for code in LANGUAGES if not is_spoken(code)] == []


def words_asked(desk: Desk) -> RedubDialog:
    """The dialog that asks what the first line is to say."""
    desk.bot.mouseClick(desk.window.inspector.lines.rows[0].reword, Qt.MouseButton.LeftButton)
    (dialog,) = (one for one in desk.window.findChildren(RedubDialog) if one.isVisible())
    return dialog
