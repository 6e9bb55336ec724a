"""Overlays on the timeline: added, dropped, dragged, trimmed, changed in the inspector, and taken away."""

from fractions import Fraction
from pathlib import Path

import pytest
from desk import Desk
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.engine.jobs import PictureTaken, TakeIn
from studio.timeline.film import Footage, Seconds, Still
from studio.timeline.overlays import Card, Inset, Laid, Picture
from studio.ui.timeline.lanes import Lane, lay_lanes
from studio.ui.timeline.overlay_lane import bars_of, tracks_of

LOGO = Still("logo", "stills/logo-01234567.png", "0" * 64)
LEFT = Qt.MouseButton.LeftButton


def titled(desk: Desk, at: float = 2.0) -> Laid:
    """The film with a title from a time on, which is chosen."""
    desk.window.playback.seek(at)
    desk.window.commands["add_title"].trigger()
    laid = desk.window.session.overlay
    assert laid is not None
    return laid


def lane(desk: Desk) -> tuple[int, int]:
    """The upper and lower edge of the overlays' lane."""
    canvas = desk.window.canvas
    room = lay_lanes(canvas.width(), canvas.height(), tracks_of(desk.window.session.map))[Lane.OVERLAYS]
    return room.top(), room.bottom()


def at(desk: Desk, time: float) -> QPoint:
    top, bottom = lane(desk)
    return QPoint(round(desk.window.canvas.scale.x(time)), (top + bottom) // 2)


def drag(desk: Desk, start: QPoint, end: QPoint) -> None:
    canvas = desk.window.canvas
    QTest.mousePress(canvas, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * part)
        QApplication.processEvents()
    QTest.mouseRelease(canvas, LEFT, pos=end)


def drop(desk: Desk, path: Path, point: QPoint) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(point, copy, mime, LEFT, none)
    QApplication.sendEvent(desk.window.canvas, entered)
    dropped = QDropEvent(QPointF(point), copy, mime, LEFT, none, QEvent.Type.Drop)
    QApplication.sendEvent(desk.window.canvas, dropped)
    return entered.isAccepted() and dropped.isAccepted()


def test_a_title_is_laid_over_the_film_at_the_playhead_and_undo_takes_it_back(desk: Desk) -> None:
    before = desk.film
    laid = titled(desk)
    assert (laid.first, laid.last) == (48, 120)
    assert desk.window.inspector.overlay.isVisibleTo(desk.window.inspector)
    assert not desk.window.inspector.duration.isVisibleTo(desk.window.inspector)
    assert desk.window.commands["undo"].text() == "Undo add a title"
    desk.window.commands["undo"].trigger()
    assert desk.film == before
    assert desk.window.session.overlay is None
    assert desk.window.inspector.duration.isVisibleTo(desk.window.inspector)


def test_it_is_dragged_on_frames_and_pulled_to_cuts(desk: Desk) -> None:
    laid = titled(desk)
    desk.window.playback.seek(0)
    drag(desk, at(desk, 3.0), at(desk, 6.3))
    moved = desk.window.session.overlay
    assert moved is not None
    assert abs(moved.first / 24 - 5.3) < 0.1
    assert moved.last - moved.first == laid.last - laid.first
    start = moved.first / 24 + 0.5
    drag(desk, at(desk, start), at(desk, start + 4.0 - moved.first / 24 + 0.03))
    assert desk.window.session.overlay is not None
    assert desk.window.session.overlay.first == 96, "the cut after the first shot"
    assert desk.window.commands["undo"].text() == "Undo move overlay"
    desk.window.commands["undo"].trigger()
    desk.window.commands["undo"].trigger()
    assert desk.film.overlays == (laid.overlay,)


@pytest.mark.parametrize(("end", "to", "wanted"), [(True, 4.2, (2.0, 4.2)), (False, 2.6, (2.6, 5.0))])
def test_its_ends_are_trimmed(desk: Desk, end: bool, to: float, wanted: tuple[float, float]) -> None:
    titled(desk)
    desk.window.playback.seek(0)
    grip = at(desk, 5.0) - QPoint(2, 0) if end else at(desk, 2.0) + QPoint(2, 0)
    drag(desk, grip, at(desk, to) + (QPoint(-2, 0) if end else QPoint(2, 0)))
    laid = desk.window.session.overlay
    assert laid is not None
    assert (laid.first / 24, laid.last / 24) == pytest.approx(wanted, abs=0.09)
    assert desk.window.commands["undo"].text() == "Undo trim overlay"


def test_trimmed_to_nothing_a_frame_is_left(desk: Desk) -> None:
    titled(desk)
    drag(desk, at(desk, 5.0) - QPoint(2, 0), at(desk, 0.2))
    laid = desk.window.session.overlay
    assert laid is not None
    assert (laid.first, laid.last) == (48, 49)


def test_delete_takes_the_chosen_overlay_away_and_then_the_shot(desk: Desk) -> None:
    titled(desk)
    shots = len(desk.film.shots)
    desk.window.commands["remove"].trigger()
    assert (desk.film.overlays, len(desk.film.shots)) == ((), shots)
    desk.window.commands["remove"].trigger()
    assert len(desk.film.shots) == shots - 1


def test_pressing_a_shot_shows_the_shot_again(desk: Desk) -> None:
    titled(desk)
    shots = lay_lanes(desk.window.canvas.width(), desk.window.canvas.height(), 1)[Lane.SHOTS]
    QTest.mouseClick(desk.window.canvas, LEFT, pos=QPoint(at(desk, 9.0).x(), shots.center().y()))
    assert desk.window.session.overlay is None
    assert desk.window.inspector.duration.isVisibleTo(desk.window.inspector)
    QTest.mouseClick(desk.window.canvas, LEFT, pos=at(desk, 3.0))
    assert desk.window.session.overlay is not None


def test_a_picture_dropped_on_the_lane_lies_over_the_film_there(desk: Desk, tmp_path: Path) -> None:
    shots = desk.film.shots
    assert drop(desk, tmp_path / "logo.png", at(desk, 6.0))
    (job,) = desk.engine.pending(TakeIn)
    asked = desk.engine.due[job]
    assert isinstance(asked, TakeIn)
    assert asked.over is not None
    assert abs(float(asked.over) - 6.0) < 0.1
    desk.engine.deliver(PictureTaken(job, LOGO))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: bool(desk.film.overlays))
    assert desk.film.shots == shots
    assert desk.film.overlays[0].content == Picture(LOGO)
    assert desk.window.commands["undo"].text() == "Undo lay a picture over"


def test_a_picture_dropped_on_the_shots_is_a_shot_as_ever(desk: Desk, tmp_path: Path) -> None:
    assert drop(desk, tmp_path / "logo.png", QPoint(at(desk, 6.0).x(), lane(desk)[1] + 30))
    (job,) = desk.engine.pending(TakeIn)
    desk.engine.deliver(PictureTaken(job, LOGO))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: desk.film.shots[-1].still == LOGO)
    assert desk.film.overlays == ()


def test_a_clip_lies_over_the_film_for_as_long_as_it_lasts_and_a_sound_does_not(desk: Desk, tmp_path: Path) -> None:
    clip = Footage("sea", "clips/sea-0.mp4", "0" * 64, Fraction(3, 2))
    for footage in (replace(clip, seen=False), clip):
        desk.window.overlaying.take_in(tmp_path / "sea.mp4", Seconds(1))
        (job,) = desk.engine.pending(TakeIn)
        desk.engine.deliver(PictureTaken(job, footage))
        desk.engine.end(job)
        QApplication.processEvents()
    desk.bot.waitUntil(lambda: bool(desk.film.overlays))
    (one,) = desk.film.overlays
    assert (one.content, one.duration) == (Inset(clip), Fraction(3, 2))


def test_its_words_and_numbers_are_changed_in_the_inspector(desk: Desk) -> None:
    titled(desk)
    part = desk.window.inspector.overlay
    part.card.words.setPlainText("続き")
    part.card.words.committed.emit()
    part.place["y"].setValue(82)
    part.place["opacity"].setValue(50)
    part.times["fade_in"].setValue(1.0)
    part.times["fade_in"].editingFinished.emit()
    part.card.behind.setCurrentIndex(part.card.behind.findData("ground"))
    part.card.behind.activated.emit(2)
    (one,) = desk.film.overlays
    assert isinstance(one.content, Card)
    assert one.content.text == "続き"
    assert (one.content.ground, one.content.edge) == ("#14131a", "")
    assert (one.place.y, one.place.opacity, one.fade_in) == (0.82, 0.5, 1)
    part.times["fade_in"].setValue(9.0)
    part.times["fade_in"].editingFinished.emit()
    assert desk.film.overlays == (one,), "it cannot come for longer than it lasts"
    assert part.times["fade_in"].value() == 1.0


def test_words_that_are_blank_are_refused_and_nothing_is_lost(desk: Desk) -> None:
    before = titled(desk).overlay
    part = desk.window.inspector.overlay
    part.card.words.setPlainText("  ")
    part.card.words.committed.emit()
    assert desk.film.overlays == (before,)


def test_tracks_are_stacked_and_the_menu_splits_and_reorders(desk: Desk) -> None:
    first, second = titled(desk), titled(desk, 3.0)
    canvas = desk.window.canvas
    room = lay_lanes(canvas.width(), canvas.height(), 2)[Lane.OVERLAYS]
    below, above = bars_of(desk.window.session.map, canvas.scale, room)
    assert above.box.bottom() < below.box.top()
    desk.window.overlaying.shift(up=False)
    assert [one.id for one in desk.film.overlays] == [second.overlay.id, first.overlay.id]
    desk.window.playback.seek(4)
    desk.window.commands["split"].trigger()
    assert len(desk.film.overlays) == 3
    menu = canvas.overlays.menu_at(canvas.scale, room, QPoint(round(canvas.scale.x(3.5)), room.top() + 6))
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.isEnabled() and action.text()] == [
        "Split at the playhead",
        "Lay over what is above",
        "Lay under what is below",
        "Remove",
    ]
    menu.deleteLater()


def test_it_moves_with_its_shot_on_the_canvas(desk: Desk) -> None:
    laid = titled(desk, 5.0)
    desk.window.session.choose(desk.film.shots[0].id)
    desk.window.commands["longer"].trigger()
    moved = desk.window.session.overlay
    assert moved is not None
    assert moved.first == laid.first + 1
