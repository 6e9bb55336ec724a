"""Words that move the story's time: later, meanwhile, flashbacks and the way back."""

import pytest

from studio.engine.director import direct
from studio.timeline.film import Film, Scene

SCREENPLAY = """INT. HANA'S ROOM - NIGHT

Hana stands by the window. It rains.

EXT. BEACH - EVENING

Hana drops an umbrella.

{}

Hana sits.

EXT. BEACH - CONTINUOUS

Hana picks up the umbrella.
"""


def where(scene: Scene) -> tuple[str, str, str]:
    setting = scene.shots[0].setting
    return setting.place, setting.hour, setting.weather


def lost(film: Film) -> list[str]:
    return [one.words for shot in film.shots for one in shot.unplaced] + [one.words for one in film.unplaced]


@pytest.mark.parametrize(
    "heading",
    ["FLASHBACK TO SCENE 1", "Flashback to scene one.", "We flash back to scene 1:", "INT. HANA'S ROOM - FLASHBACK"],
)
def test_a_flashback_plays_at_its_scenes_hour_and_in_its_weather_and_the_present_goes_on(heading: str) -> None:
    film = direct(SCREENPLAY.format(heading))
    past = film.scenes[2]
    assert past.flashback == "scene-1"
    assert where(past)[0] == "hana's room"
    if "1" in heading or "one" in heading:
        assert where(past) == ("hana's room", "night", "rain")
    assert film.scenes[3].flashback is None
    assert where(film.scenes[3]) == ("beach", "evening", "clear")
    assert lost(film) == []


def test_a_flashback_in_a_list_and_in_prose() -> None:
    listed = direct("Scene 1: Morning in the meadow, Hana waits.\nScene 2: The next day it rains.\n"
                    "Scene 3: Flashback to scene 1. Hana runs.\nScene 4: Hana sits.")  # fmt: skip
    assert [scene.flashback for scene in listed.scenes] == [None, None, "scene-1", None]
    assert where(listed.scenes[2]) == ("meadow", "morning", "clear")
    assert where(listed.scenes[3])[2] == "rain"
    prose = direct("Hana walks on the beach. In a flashback, Ken gives her a ball. Back to the present. She runs.")
    assert [scene.flashback for scene in prose.scenes] == [None, "scene-1", None]
    assert lost(prose) == []


def test_a_flashback_may_last_several_scenes() -> None:
    film = direct("EXT. BEACH - DAY\n\nHana waits.\n\nBEGIN FLASHBACK:\n\nINT. ROOM - NIGHT\n\nHana sits.\n\n"
                  "EXT. FOREST - DAY\n\nHana runs.\n\nEND FLASHBACK\n\nEXT. BEACH - DAY\n\nHana waves.")  # fmt: skip
    assert [scene.flashback for scene in film.scenes] == [None, "scene-1", "scene-1", None]


def test_a_flashback_to_no_scene_is_told_and_plays_in_the_present() -> None:
    film = direct("EXT. BEACH - DAY\n\nHana waits.\n\nFLASHBACK TO SCENE 9\n\nHana sits.")
    assert film.scenes[1].flashback is None
    assert lost(film) == ["flashback to scene 9"]


@pytest.mark.parametrize(
    ("heading", "jump", "hour"),
    [
        ("EXT. FOREST - MEANWHILE", "meanwhile", "evening"),
        ("EXT. BEACH - LATER", "later", "evening"),
        ("EXT. BEACH - THE NEXT MORNING", "next morning", "morning"),
    ],
)
def test_time_words_in_a_heading(heading: str, jump: str, hour: str) -> None:
    film = direct(f"EXT. BEACH - EVENING\n\nHana waits.\n\n{heading}\n\nKen runs.")
    assert film.scenes[1].jump == jump
    assert film.scenes[1].shots[0].setting.hour == hour


def test_meanwhile_is_at_the_same_hour_elsewhere() -> None:
    film = direct("At night it rains on the beach. Hana waits. Meanwhile, in the forest, Ken runs.")
    assert film.scenes[1].jump == "meanwhile"
    assert where(film.scenes[1]) == ("forest", "night", "rain")


@pytest.mark.parametrize(
    "script",
    [
        "Szene 1: Hana sitzt im Klassenzimmer.\nSzene 2: Hana läuft am Strand.\n"
        "Szene 3: Rückblende zu Szene 1. Hana winkt.\nSzene 4: Hana rennt.",
        "シーン1：教室でハナが座る。\nシーン2：ビーチでハナが走る。\n"
        "シーン3：回想 シーン1。ハナが手を振る。\nシーン4：ハナが走る。",
        "Escena 1: Hana se sienta en el aula.\nEscena 2: Hana corre en la playa.\n"
        "Escena 3: Flashback a la escena 1. Hana saluda.\nEscena 4: Hana corre.",
    ],
)
def test_a_flashback_in_other_languages(script: str) -> None:
    film = direct(script)
    assert [scene.flashback for scene in film.scenes] == [None, None, "scene-1", None]
    assert film.scenes[2].shots[0].setting.place == "classroom"
    assert lost(film) == []
