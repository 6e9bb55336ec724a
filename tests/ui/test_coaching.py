"""The prompt coach in the inspector: it advises, one click does it, and undo takes it back by name."""

import pytest
from desk import Desk
from PySide6.QtWidgets import QPushButton

from studio.engine.director.direct import direct
from studio.engine.jobs import Coach
from studio.timeline.film import Film

MISSPELT = "Hana stands in a park with an umbrela. She waves, 3 s."


@pytest.fixture
def film() -> Film:
    return direct(MISSPELT)


def button(desk: Desk, words: str) -> QPushButton:
    desk.window.canvas.choose(desk.film.shots[0].id)
    coach = desk.window.inspector.coach
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Coach)))
    desk.engine.finish_all()
    desk.bot.waitUntil(lambda: bool(coach.findChildren(QPushButton)))
    return next(one for one in coach.findChildren(QPushButton) if words in one.accessibleName())


def test_a_direction_is_put_in_by_one_click_and_taken_back_by_name(desk: Desk) -> None:
    before = desk.film
    press = button(desk, "Camera:")
    assert desk.film == before
    press.click()
    assert "dolly in" in desk.film.shots[0].directions.camera
    assert desk.window.commands["undo"].text().startswith("Undo take the advice: camera")
    desk.window.commands["undo"].trigger()
    assert desk.film.shots[0].directions == before.shots[0].directions


def test_a_misspelt_word_is_put_right_in_the_script_and_the_shots_wait(desk: Desk) -> None:
    shots = desk.film.shots
    button(desk, "umbrella").click()
    assert desk.film.script == MISSPELT.replace("umbrela", "umbrella")
    assert desk.film.shots == shots
    desk.window.commands["undo"].trigger()
    assert desk.film.script == MISSPELT
