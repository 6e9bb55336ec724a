"""Playing, scrubbing and stepping: the sound's clock leads, the picture follows."""

from fractions import Fraction

import numpy as np
from desk import Desk, stems
from PySide6.QtCore import QPoint, Qt

from studio.engine.jobs import Failed, JobId, Preview, SoundReady
from studio.ui.playback import Motion


def red(desk: Desk) -> int:
    """The number of the frame that is shown, modulo 256."""
    picture = desk.window.viewer.picture.picture
    return -1 if picture is None else picture.pixelColor(10, 10).red()


def start_playing(desk: Desk) -> JobId:
    desk.settle()
    desk.window.commands["play"].trigger()
    (job,) = desk.engine.pending(Preview)
    return job


def send(desk: Desk, job: JobId, *numbers: int) -> None:
    for number in numbers:
        desk.engine.deliver(desk.engine.frame(job, desk.film, Fraction(number, 24)))


def test_the_first_picture_comes_by_itself(desk: Desk) -> None:
    desk.settle()
    assert red(desk) == 0
    assert desk.window.viewer.picture.picture.width() == 640


def test_the_clock_waits_for_the_first_picture(desk: Desk) -> None:
    job = start_playing(desk)
    assert desk.window.playback.motion is Motion.WAITING
    assert not desk.output.running
    send(desk, job, 0)
    desk.bot.waitUntil(lambda: desk.output.running)
    assert desk.window.playback.motion is Motion.FORWARD


def test_the_newest_frame_that_is_due_is_shown_and_late_ones_are_dropped(desk: Desk) -> None:
    job = start_playing(desk)
    send(desk, job, *range(12))
    desk.bot.waitUntil(lambda: desk.output.running)
    shown: list[int] = []
    desk.window.playback.shown.connect(lambda frame: shown.append(frame.index))
    desk.output.now = 5 / 24
    desk.bot.waitUntil(lambda: red(desk) == 5)
    desk.output.now = 9 / 24
    desk.bot.waitUntil(lambda: red(desk) == 9)
    assert 7 not in shown
    assert desk.window.playback.playhead == Fraction(9, 24)


def test_pausing_stops_the_sound_and_keeps_the_place(desk: Desk) -> None:
    job = start_playing(desk)
    send(desk, job, 0, 1, 2, 3)
    desk.bot.waitUntil(lambda: desk.output.running)
    desk.output.now = 3 / 24
    desk.bot.waitUntil(lambda: desk.window.playback.playhead == Fraction(3, 24))
    desk.bot.keyClick(desk.window.viewer.picture, Qt.Key.Key_Space)
    assert not desk.output.running
    assert desk.window.playback.playhead == Fraction(3, 24)


def test_a_missing_picture_holds_the_sound(desk: Desk) -> None:
    job = start_playing(desk)
    send(desk, job, 0)
    desk.bot.waitUntil(lambda: desk.output.running)
    desk.output.now = 0.7
    desk.bot.waitUntil(lambda: desk.window.playback.motion is Motion.WAITING)
    assert not desk.output.running
    assert "waiting" in desk.window.viewer.note.text()
    send(desk, job, 17)
    desk.bot.waitUntil(lambda: desk.output.running)


def test_without_pictures_the_film_is_still_heard(desk: Desk) -> None:
    job = start_playing(desk)
    desk.engine.end(job, Failed(job, "This machine cannot draw.", "Install OpenGL."))
    desk.bot.waitUntil(lambda: desk.output.running)
    assert "cannot draw" in desk.window.statusBar().currentMessage()


def test_playing_stops_on_the_last_frame(desk: Desk) -> None:
    job = start_playing(desk)
    send(desk, job, 0)
    desk.bot.waitUntil(lambda: desk.output.running)
    desk.output.now = 21.5
    desk.bot.waitUntil(lambda: not desk.window.playback.playing)
    assert desk.window.playback.playhead == desk.window.session.map.last_frame


def test_a_loop_begins_anew(desk: Desk) -> None:
    playback = desk.window.playback
    playback.seek(1)
    desk.window.commands["mark_in"].trigger()
    playback.seek(2)
    desk.window.commands["mark_out"].trigger()
    desk.window.commands["loop"].trigger()
    playback.seek(1)
    job = start_playing(desk)
    send(desk, job, 24)
    desk.bot.waitUntil(lambda: desk.output.running)
    desk.output.now = 2.2
    desk.bot.waitUntil(lambda: playback.playhead == 1 and playback.motion is Motion.WAITING)
    assert playback.range == (Fraction(1), Fraction(49, 24))


def test_scrubbing_asks_for_one_frame_at_a_time_and_ends_on_the_last(desk: Desk) -> None:
    desk.settle()
    canvas = desk.window.canvas
    asked = len(desk.engine.asked)
    desk.bot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 8))
    for x in range(210, 700, 10):
        desk.bot.mouseMove(canvas, QPoint(x, 8))
    desk.bot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(690, 8))
    assert len([r for r in desk.engine.asked[asked:] if isinstance(r, Preview)]) == 1
    desk.settle()
    expected = round(desk.window.playback.playhead * 24)
    desk.bot.waitUntil(lambda: desk.settle() is None and red(desk) == expected % 256)
    assert desk.window.session.chosen is desk.window.session.map.shot_at(desk.window.playback.playhead)


def test_keys_step_and_jump(desk: Desk) -> None:
    desk.settle()
    screen, playback = desk.window.viewer.picture, desk.window.playback
    screen.setFocus()
    for key, modifier, place in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, Fraction(1, 24)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, Fraction(25, 24)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, Fraction(1)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, Fraction(4)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, Fraction(21) - Fraction(1, 24)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, Fraction(18)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, Fraction(0)),
    ):
        desk.bot.keyClick(screen, key, modifier)
        assert playback.playhead == place
    assert desk.window.viewer._frame.text() == "shot 1, frame 1"


def test_typing_letters_in_the_script_does_not_play(desk: Desk) -> None:
    editor = desk.window.script.editor
    editor.setFocus()
    desk.bot.keyClicks(editor, "jkl m")
    assert not desk.window.playback.playing
    assert editor.toPlainText().startswith("jkl m")


def test_playing_backwards_steps_without_sound(desk: Desk) -> None:
    desk.settle()
    desk.window.playback.seek(2)
    desk.window.commands["backward"].trigger()
    desk.bot.waitUntil(lambda: desk.window.playback.playhead < 2)
    assert not desk.output.running
    desk.window.commands["halt"].trigger()
    assert not desk.window.playback.playing


def test_sound_is_mixed_and_tails_ring_over_the_cut(desk: Desk) -> None:
    desk.settle()
    second = desk.output.programme[4 * 48_000]
    layers = stems(desk.film.shots[1])
    mixed = layers.dialogue + 0.9 * layers.effects + 0.7 * layers.ambience
    first = stems(desk.film.shots[0])
    tail = (first.dialogue + 0.9 * first.effects + 0.7 * first.ambience)[:, 4 * 48_000 :]
    expected = mixed[:, : 4 * 48_000].copy()
    expected[:, : tail.shape[1]] += tail
    assert np.abs(second - expected).max() < 1e-3


def test_sound_for_another_version_of_a_shot_is_not_used(desk: Desk) -> None:
    desk.settle()
    desk.window.commands["longer"].trigger()
    shot = desk.film.shots[1]
    desk.output.programme.clear()
    job = desk.window.work.submit(Preview(desk.film, Fraction(0), desk.window.playback.size))
    desk.window.commands["undo"].trigger()
    desk.engine.deliver(SoundReady(job, desk.film.shots[0].id, Fraction(0), stems(shot)))
    desk.settle()
    assert desk.window.findings.peaks(desk.film.shots[0].id).stems["dialogue"].max() > 0


def test_dropped_effects_and_a_missing_device_are_told(desk: Desk) -> None:
    desk.output.silent_reason = "No sound device was found."
    job = start_playing(desk)
    frame = desk.engine.frame(job, desk.film, Fraction(0))
    desk.engine.deliver(type(frame)(job, frame.shot, 0, frame.time, frame.colour, ("rain", "glow")))
    desk.bot.waitUntil(lambda: "preview without rain, glow" in desk.window.viewer.note.text())
    assert "no sound device" in desk.window.viewer.note.text()


def test_muting(desk: Desk) -> None:
    desk.window.commands["mute"].trigger()
    assert desk.output.muted


def test_a_picture_that_is_long_in_coming_is_said_to_be_drawn_until_it_is_there(desk: Desk) -> None:
    desk.settle()
    note = desk.window.viewer.note
    desk.window.playback.seek(5)
    desk.bot.waitUntil(lambda: "drawing the picture" in note.text())
    desk.engine.finish_all()
    desk.bot.waitUntil(lambda: "drawing" not in note.text())
