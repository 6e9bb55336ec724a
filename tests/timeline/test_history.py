import pytest
from timeline_films import film, order

from studio.errors import InvalidRequest
from studio.timeline import edits
from studio.timeline.film import Film, ShotId
from studio.timeline.history import MOST_STATES, History, Past, beginning

ONE, TWO = ShotId("s1"), ShotId("s2")


def rename(title: str):
    return lambda f: edits.rename_film(f, title)


def test_undo_and_redo_return_the_very_states_with_their_names() -> None:
    history = History(beginning(film(2)))
    first = history.film
    assert (history.undo_name, history.redo_name) == (None, None)
    history.apply("Rename", rename("A"))
    history.apply("Move shot", lambda f: edits.move_shot(f, ONE, None))
    last = history.film
    assert history.undo_name == "Move shot"
    history.undo()
    assert (history.undo_name, history.redo_name) == ("Rename", "Move shot")
    history.undo()
    assert history.film is first
    history.undo()
    assert history.film is first
    history.redo()
    history.redo()
    assert history.film is last
    history.redo()
    assert history.film is last


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History(beginning(film(2)))
    history.apply("A", rename("A"))
    history.undo()
    history.apply("B", rename("B"))
    assert history.redo_name is None
    history.undo()
    assert history.film.title == "The Ball"


def test_a_drag_is_one_step() -> None:
    history = History(beginning(film(2)))
    for frames in (40, 30, 20):
        history.apply("Trim", lambda f, n=frames: edits.trim_shot_end(f, ONE, edits.whole_frames(n / 24, 24)), "drag 1")
    history.apply("Trim", lambda f: edits.trim_shot_end(f, ONE, edits.LONGEST_SHOT), "drag 2")
    history.undo()
    assert history.film.shot(ONE).duration * 24 == 20
    history.undo()
    assert history.film.shot(ONE).duration == 2
    assert history.undo_name is None


def test_a_drag_that_came_back_leaves_no_step() -> None:
    history = History(beginning(film(2)))
    history.apply("Move", lambda f: edits.move_shot(f, ONE, None), "drag")
    history.apply("Move", lambda f: edits.move_shot(f, ONE, TWO), "drag")
    assert (order(history.film), history.undo_name) == ("1 2", None)


def test_a_drag_does_not_merge_over_an_undo() -> None:
    history = History(beginning(film(2)))
    history.apply("A", rename("A"), "typing")
    history.apply("B", lambda f: edits.set_author(f, "B"))
    history.undo()
    history.apply("C", rename("C"), "typing")
    history.undo()
    assert history.film.title == "A"


def test_listeners_hear_before_and_after_until_they_stop() -> None:
    history = History(beginning(film(2)))
    heard: list[tuple[str, str]] = []
    stop = history.listen(lambda before, after: heard.append((before.title, after.title)))
    history.apply("A", rename("A"))
    history.apply("Nothing", rename("A"))
    history.undo()
    stop()
    history.redo()
    assert heard == [("The Ball", "A"), ("A", "The Ball")]


def test_a_refused_edit_changes_nothing() -> None:
    history = History(beginning(film(2)))
    before = history.film
    for impossible in (lambda f: edits.remove_shot(f, ShotId("?")), lambda f: Film("x", scenes=f.scenes)):
        with pytest.raises(InvalidRequest):
            history.apply("Impossible", impossible)
    assert history.film is before
    assert history.undo_name is None


def test_the_oldest_states_are_forgotten() -> None:
    history = History(beginning(film(1)))
    for number in range(MOST_STATES + 20):
        history.apply("Rename", rename(str(number)))
    undone = 0
    while history.undo_name:
        history.undo()
        undone += 1
    assert undone == MOST_STATES - 1
    assert history.film.title == "20"


def test_an_edit_that_cannot_be_kept_is_not_done() -> None:
    class FullDisk:
        def record(self, before: Past, after: Past) -> None:
            raise OSError("no space")

    history = History(beginning(film(1)), FullDisk())
    with pytest.raises(OSError, match="no space"):
        history.apply("Rename", rename("A"))
    assert history.film.title == "The Ball"
