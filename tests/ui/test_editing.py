"""Editing with the mouse, the keyboard and words; each edit is one step to undo."""

from fractions import Fraction

import pytest
from desk import UMBRELLA, Desk, long_film
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt

from studio.engine.jobs import Direct, Directed, Preview, Redirect
from studio.timeline.film import Film, ShotId
from studio.ui.timeline.lanes import Lane


def on_shot(desk: Desk, place: int, share: float = 0.5) -> QPoint:
    """A point of the canvas within a shot, or at its very end for a share of 1."""
    canvas, map_ = desk.window.canvas, desk.window.session.map
    time = map_.starts_s[place] + share * float(map_.shots[place].duration)
    return QPoint(round(canvas.scale.x(time)), canvas._lanes()[Lane.SHOTS].center().y())


def drag(desk: Desk, start: QPoint, end: QPoint) -> None:
    canvas = desk.window.canvas
    desk.bot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        desk.bot.mouseMove(canvas, start + (end - start) * step / 5)
    desk.bot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def order(film: Film) -> list[str]:
    return [str(shot.id) for shot in film.shots]


def test_writing_a_direction_and_its_reading_undo_as_one_step(desk: Desk) -> None:
    desk.settle()
    before = desk.film
    edit = desk.window.inspector.edits["motion"]
    edit.setFocus()
    edit.setPlainText("she waves")
    desk.bot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.film.shots[0].directions.motion == "she waves"
    desk.settle()
    assert desk.film.shots[0].seed == 7  # as the director read it
    assert desk.project.history.undo_name == "Edit motion"
    desk.window.commands["undo"].trigger()
    assert desk.film == before
    assert edit.toPlainText() == before.shots[0].directions.motion


def test_a_direction_is_shown_before_it_is_kept(desk: Desk) -> None:
    desk.settle()
    edit = desk.window.inspector.edits["subject"]
    edit.setPlainText("Ren alone")
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Redirect)))
    asked = len(desk.engine.asked)
    desk.engine.finish_all()
    desk.bot.waitUntil(lambda: any(isinstance(r, Preview) for r in desk.engine.asked[asked:]))
    preview = next(r for r in desk.engine.asked[asked:] if isinstance(r, Preview))
    assert preview.film.shots[0].directions.subject == "Ren alone"
    assert desk.film.shots[0].directions.subject != "Ren alone"


def test_an_answer_to_an_older_question_is_not_used(desk: Desk) -> None:
    desk.settle()
    shot = desk.film.shots[0]
    directing = desk.window.directing
    directing.commit(shot.id, shot.directions.__class__(motion="first"), "Edit motion")
    (first,) = desk.engine.pending(Redirect)
    request = desk.engine.due[first]
    directing.commit(shot.id, shot.directions.__class__(motion="second"), "Edit motion")
    desk.engine.due[first] = request
    desk.settle()
    assert desk.film.shots[0].directions.motion == "second"


def test_words_left_behind_are_kept_for_their_own_shot(desk: Desk) -> None:
    desk.settle()
    first, second = desk.film.shots[:2]
    desk.window.inspector.edits["pacing"].setPlainText("held")
    desk.window.canvas.choose(second.id)
    assert desk.film.shot(first.id).directions.pacing == "held"
    assert desk.film.shot(second.id).directions.pacing == "slow"


def test_trimming_by_mouse_snaps_to_frames_and_undoes_as_one_step(desk: Desk) -> None:
    before = desk.film
    end = on_shot(desk, 0, 1.0)
    drag(desk, end, end + QPoint(101, 0))
    trimmed = desk.film.shots[0].duration
    assert trimmed > before.shots[0].duration
    assert (trimmed * 24).denominator == 1
    expected = float(before.shots[0].duration) + 101 / desk.window.canvas.scale.px_per_s
    assert float(trimmed) == pytest.approx(expected, abs=1 / 48 + 0.01)
    desk.window.commands["undo"].trigger()
    assert desk.film == before


def test_trimming_never_ends_before_the_first_frame(desk: Desk) -> None:
    drag(desk, on_shot(desk, 1, 1.0), on_shot(desk, 0, 0.2))
    assert desk.film.shots[1].duration == Fraction(1, 24)


def test_shots_are_reordered_by_mouse(desk: Desk) -> None:
    drag(desk, on_shot(desk, 0), on_shot(desk, 2, 0.9))
    assert order(desk.film)[:3] == ["s2", "s3", "s1"]
    assert desk.project.history.undo_name == "Move shot"


def test_escape_puts_a_carried_shot_back(desk: Desk) -> None:
    canvas = desk.window.canvas
    before = order(desk.film)
    desk.bot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=on_shot(desk, 0))
    desk.bot.mouseMove(canvas, on_shot(desk, 1))
    desk.bot.mouseMove(canvas, on_shot(desk, 2))
    desk.bot.keyClick(canvas, Qt.Key.Key_Escape)
    desk.bot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=on_shot(desk, 2))
    assert order(desk.film) == before


def test_a_click_chooses_and_looks_at_a_shot(desk: Desk) -> None:
    desk.bot.mouseClick(desk.window.canvas, Qt.MouseButton.LeftButton, pos=on_shot(desk, 3))
    assert desk.window.session.chosen is desk.film.shots[3]
    assert desk.window.playback.playhead == desk.window.session.map.starts[3]


@pytest.mark.parametrize(
    ("command", "expected"),
    [("later", ["s2", "s1", "s3"]), ("earlier", ["s1", "s2", "s3"]), ("remove", ["s2", "s3", "s4"])],
)
def test_shots_are_reordered_from_the_keyboard(desk: Desk, command: str, expected: list[str]) -> None:
    desk.window.session.choose(ShotId("s1"))
    desk.window.canvas.setFocus()
    keys = desk.window.commands[command].shortcut()[0]
    desk.bot.keyClick(desk.window.canvas, keys.key(), keys.keyboardModifiers())
    assert order(desk.film)[:3] == expected


def test_trimming_from_the_keyboard(desk: Desk) -> None:
    desk.window.canvas.setFocus()
    for _ in range(3):
        desk.bot.keyClick(desk.window.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.film.shots[0].duration == 4 + Fraction(3, 24)
    desk.window.commands["undo"].trigger()
    assert desk.film.shots[0].duration == 4


def test_duplicating_chooses_the_copy(desk: Desk) -> None:
    desk.window.commands["duplicate"].trigger()
    assert order(desk.film)[:2] == ["s1", "s1-2"]
    assert desk.window.session.chosen is desk.film.shots[1]


def test_an_impossible_edit_is_said_in_a_sentence(desk: Desk) -> None:
    desk.window.session.apply("Trim shot", lambda film: _too_long(film))
    assert "cannot last" in desk.window.statusBar().currentMessage()


def _too_long(film: Film) -> Film:
    from studio.timeline.edits import trim_shot_end

    return trim_shot_end(film, ShotId("s1"), Fraction(5000))


def test_writing_and_directing_keeps_the_artists_text(desk: Desk) -> None:
    editor = desk.window.script.editor
    text = editor.toPlainText() + "\n\nThe end, my way."
    editor.setPlainText(text)
    desk.window.commands["direct"].trigger()
    assert desk.film.script == text
    assert not desk.window.script.direct.isEnabled()
    (job,) = desk.engine.pending(Direct)
    editor.setPlainText(text + " And more.")
    desk.window.script.flush()
    desk.engine.answer(job, desk.engine.due[job])
    desk.bot.waitUntil(lambda: desk.film.title == "Directed")
    assert desk.film.script == text + " And more."
    assert editor.toPlainText() == desk.film.script
    assert desk.project.history.undo_name == "Direct the script"


def test_undo_in_the_script_is_the_films_undo(desk: Desk) -> None:
    editor = desk.window.script.editor
    before = editor.toPlainText()
    editor.setFocus()
    desk.bot.keyClicks(editor, "Rain. ")
    desk.bot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == before
    assert desk.film.script == before


def test_words_without_a_place_are_listed_and_underlined(desk: Desk) -> None:
    script = desk.window.script
    assert script.unplaced.count() == 1
    assert "kotatsu" in script.unplaced.item(0).text()
    (mark,) = script.editor.extraSelections()
    assert mark.cursor.selectedText() == "kotatsu"


def test_the_inspector_tells_the_cast_and_the_worlds(desk: Desk) -> None:
    desk.settle()
    inspector = desk.window.inspector
    assert "Hana is sitting" in inspector._before.text()
    assert "still at the shrine" in inspector._after.text()
    assert UMBRELLA in desk.film.shots[3].present


def test_changing_the_length_in_the_inspector(desk: Desk) -> None:
    length = desk.window.inspector.duration
    length.setValue(2.52)
    length.editingFinished.emit()
    assert desk.film.shots[0].duration == Fraction(60, 24)


def test_history_goes_to_any_state(desk: Desk) -> None:
    for _ in range(3):
        desk.window.commands["later"].trigger()
    moved = order(desk.film)
    desk.window.session.go_to(0)
    assert order(desk.film)[0] == "s1"
    desk.window.session.go_to(3)
    assert order(desk.film) == moved


class TestLongFilm:
    @pytest.fixture
    def film(self) -> Film:
        return long_film(300)

    def test_scrolling_and_zooming_keep_inside_the_film(self, desk: Desk) -> None:
        canvas = desk.window.canvas
        for _ in range(60):
            desk.window.commands["zoom_in"].trigger()
        assert canvas.scale.px_per_s == 48 * 24
        canvas.scroll_to(1e9)
        assert canvas.scale.right == pytest.approx(float(desk.window.session.map.duration), abs=1)
        desk.window.commands["zoom_fit"].trigger()
        assert canvas.scale.left == 0


def test_what_the_script_takes_from_an_edited_shot_is_told(desk: Desk) -> None:
    desk.settle()
    desk.window.commands["direct"].trigger()
    job = desk.engine.pending(Direct)[0]
    request = desk.engine.due[job]
    assert isinstance(request, Direct)
    assert request.was == desk.film.script
    film = replace(desk.film, title="Again")
    desk.engine.deliver(Directed(job, film, (desk.film.shots[1].id, desk.film.shots[4].id)))
    desk.bot.waitUntil(lambda: desk.film.title == "Again")
    desk.bot.waitUntil(lambda: "shots 2, 5" in desk.window.notice.sentence.text())
    assert "Undo" in desk.window.notice.sentence.text()
