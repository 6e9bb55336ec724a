"""The physics dial: turned by hand, undone as one step, shown for the chosen shot."""

from desk import Desk
from PySide6.QtCore import Qt

from studio.ui.physics_dial import STEPS, in_words


def test_turning_the_dial_changes_the_shot_and_undoes_as_one_step(desk: Desk) -> None:
    desk.settle()
    dial = desk.window.inspector.physics
    assert desk.film.shots[0].physics == 0.0
    dial.slider.setFocus()
    for _ in range(3):
        desk.bot.keyClick(dial.slider, Qt.Key.Key_Right)
    assert desk.film.shots[0].physics == 3 / STEPS
    assert desk.project.history.undo_name == "Change the physics of shot 1"
    desk.window.commands["undo"].trigger()
    assert desk.film.shots[0].physics == 0.0
    assert dial.slider.value() == 0


def test_the_dial_says_what_it_means() -> None:
    assert [in_words(value) for value in (0.0, 0.35, 1.0)] == ["True to life", "35%", "Exaggerated"]
