"""The acting lane: keys by menu at the playhead or under the mouse, dragged, removed; each is one step to undo."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from desk import HANA, REN, Desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from studio.timeline.acting import ActingKey, EmotionKey, GazeKey, Way
from studio.timeline.acting_edits import set_key
from studio.timeline.capturing import CapturedKey, Channel, Moves
from studio.ui.timeline.acting_lane import marks_of
from studio.ui.timeline.lanes import Lane


def actions(menu: QMenu, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], QAction]]:
    for action in menu.actions():
        under = action.menu()
        if isinstance(under, QMenu):
            yield from actions(under, (*way, action.text()))
        elif action.text():
            yield (*way, action.text()), action


def choose(menu: QMenu | None, *way: str) -> None:
    assert menu is not None
    next(action for path, action in actions(menu) if path == way).trigger()
    menu.deleteLater()


def keys(desk: Desk, place: int = 0) -> tuple[ActingKey, ...]:
    return desk.film.shots[place].acting


def spot(desk: Desk, place: int, seconds: float) -> QPoint:
    canvas, map_ = desk.window.canvas, desk.window.session.map
    return QPoint(round(canvas.scale.x(map_.starts_s[place] + seconds)), canvas._lanes()[Lane.ACTING].center().y())


def test_an_emotion_its_strength_and_a_gaze_are_keyed_at_the_playhead(desk: Desk) -> None:
    desk.settle()
    desk.window.playback.seek(Fraction(1))
    track = desk.window.canvas.acting
    choose(track.menu_at_playhead(), "Emotion", "Angry")
    choose(track.menu_at_playhead(), "Intensity", "Strong (140%)")
    choose(track.menu_at_playhead(), "Look", "Into the camera")
    assert set(keys(desk)) == {EmotionKey(HANA, Fraction(1), "angry", 1.4), GazeKey(HANA, Fraction(1), Way.CAMERA)}
    assert desk.project.history.undo_name == "Key Hana's gaze"
    choose(track.menu_at_playhead(), "Remove “angry, 140%”")
    assert keys(desk) == (GazeKey(HANA, Fraction(1), Way.CAMERA),)
    for _ in range(4):
        desk.window.commands["undo"].trigger()
    assert keys(desk) == ()


def test_a_key_is_dragged_across_another_which_stays_and_undoes_as_one_step(desk: Desk) -> None:
    desk.settle()
    shot = desk.film.shots[0].id
    first, second = EmotionKey(HANA, Fraction(1), "sad"), EmotionKey(HANA, Fraction(2), "happy")
    for key in (first, second):
        desk.window.session.apply("Key", lambda film, key=key: set_key(film, shot, key))
    start, end, canvas = spot(desk, 0, 1.0), spot(desk, 0, 3.0), desk.window.canvas
    desk.bot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        desk.bot.mouseMove(canvas, start + (end - start) * step / 8)
    desk.bot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    moved = keys(desk)
    assert moved[0] == second
    assert moved[1].at == pytest.approx(3.0, abs=0.1)
    assert (moved[1].at * 24).denominator == 1
    desk.window.commands["undo"].trigger()
    assert keys(desk) == (first, second)


def test_the_menu_under_the_mouse_is_that_person_s_and_each_has_a_line(desk: Desk) -> None:
    desk.settle()
    canvas, map_ = desk.window.canvas, desk.window.session.map
    room = canvas._lanes()[Lane.ACTING]
    menu = canvas.acting.menu_at(canvas.scale, room, spot(desk, 3, 0.5))
    choose(menu, "Look", "At the red umbrella")
    (key,) = keys(desk, 3)
    assert key == GazeKey(REN, key.at, Way.AT, "umbrella")
    assert float(key.at) == pytest.approx(0.5, abs=0.1)
    (mark,) = marks_of(desk.window.session.map, canvas.scale, room, 3)
    assert room.contains(mark.x, mark.y)
    assert canvas.acting.menu_at(canvas.scale, room, QPoint(4, room.center().y())) is None
    assert map_ is not desk.window.session.map


def test_acting_that_a_camera_saw_is_calmed_cut_used_in_part_and_again_for_somebody_else(desk: Desk) -> None:
    desk.settle()
    shot = desk.film.shots[0]
    moves = tuple(Moves(yaw=float(number)) for number in range(48))
    desk.window.session.apply("Act", lambda film: set_key(film, shot.id, CapturedKey(HANA, Fraction(0), 24, moves)))
    desk.window.playback.seek(Fraction(1))
    track = desk.window.canvas.acting

    def seen() -> CapturedKey:
        (key,) = keys(desk)
        assert isinstance(key, CapturedKey)
        return key

    choose(track.menu_at_playhead(), "Strength", "Half as strong (50%)")
    assert seen().strength == 0.5
    choose(track.menu_at_playhead(), "Use of it", "Mouth")
    assert Channel.MOUTH not in seen().channels
    assert len(seen().channels) == 4
    choose(track.menu_at_playhead(), "Copy this acting")
    choose(track.menu_at_playhead(), "Cut", "Begin at 1.00 s")
    assert (seen().at, seen().skip, seen().seconds) == (1, 1, 1)
    choose(track.menu_at_playhead(), "Cut", "All of it again")
    assert (seen().at, seen().skip, seen().seconds) == (0, 0, 2)
    desk.window.commands["undo"].trigger()
    assert seen().at == 1
    other = next(place for place, one in enumerate(desk.film.shots) if REN in one.present)
    desk.window.playback.seek(desk.film.starts()[desk.film.shots[other].id] + Fraction(1, 2))
    name = next(way[0] for way, _ in actions(track.menu_at_playhead()) if way[0].startswith("Act as copied"))
    choose(track.menu_at_playhead(), name)
    (again,) = keys(desk, other)
    assert isinstance(again, CapturedKey)
    assert (again.who, again.at, again.strength, again.moves) == (REN, Fraction(1, 2), 0.5, moves)


def test_how_long_somebody_acts_is_seen_on_their_line(desk: Desk) -> None:
    desk.settle()
    canvas, shot = desk.window.canvas, desk.film.shots[0]
    canvas.resize(1200, 300)
    before = canvas.grab().toImage()
    key = CapturedKey(HANA, Fraction(1), 24, (Moves(),) * 48)
    desk.window.session.apply("Act", lambda film: set_key(film, shot.id, key))
    after = canvas.grab().toImage()
    (mark,) = marks_of(desk.window.session.map, canvas.scale, canvas._lanes()[Lane.ACTING], 0)
    changed = [x for x in range(mark.x, after.width()) if after.pixel(x, mark.y) != before.pixel(x, mark.y)]
    assert max(changed) - mark.x >= 0.8 * 2 * canvas.scale.px_per_s
