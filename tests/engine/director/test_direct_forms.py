"""Three ways of writing, understood; the artist's own words, kept."""

import pytest

from studio.engine.director import direct
from studio.errors import InvalidRequest
from studio.resources import resource
from studio.timeline.film import Film, Line, Unplaced

SCREENPLAY = """Title: Two Friends
Author: A. Writer

EXT. BEACH - EVENING

HANA, a girl with short blue hair, walks along the shore.

HANA
(softly)
Are you there?

KEN (O.S.)
Always.

INT. CLASSROOM - DAY

Ken sits at the desk.
"""


def unplaced(film: Film) -> list[Unplaced]:
    """Everything that found no place, wherever it is kept."""
    return [*film.unplaced, *(one for shot in film.shots for one in shot.unplaced)]


def lines(film: Film) -> list[str]:
    return [beat.text for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]


def sets(film: Film) -> list[str]:
    return [scene.shots[0].setting.set for scene in film.scenes]


def test_a_screenplay_becomes_its_scenes():
    film = direct(SCREENPLAY)
    assert (film.title, film.author) == ("Two Friends", "A. Writer")
    assert [scene.heading for scene in film.scenes] == ["EXT. BEACH - EVENING", "INT. CLASSROOM - DAY"]
    assert sets(film) == ["beach", "classroom"]
    assert lines(film) == ["Are you there?", "Always."]
    assert film.scenes[0].shots[0].setting.hour == "evening"


def test_a_list_of_scenes_has_as_many_scenes():
    film = direct("Scene 1: A girl waits on a rooftop. Scene 2: The same girl runs on the beach at night, in the rain.")
    assert sets(film) == ["rooftop", "beach"]
    assert film.shots[-1].setting.hour == "night"
    assert film.shots[-1].setting.weather == "rain"
    assert len(film.cast) == 1


def test_a_shot_list_is_cut_where_the_artist_cuts():
    film = direct(
        "Shot 1 (3.5s): Wide shot of a forest.\nShot 2: A boy runs. He stops. He waves.\nShot 3: Close-up on the boy."
    )
    assert len(film.shots) == 3
    assert float(film.shots[0].duration) == 3.5
    assert [shot.camera.framing for shot in film.shots][::2] == ["wide shot", "close-up"]


@pytest.mark.parametrize("label", ["Page", "Step", "Panel", "Frame", "Beat", "Clip"])
def test_other_words_for_a_shot_cut_it_too(label: str):
    film = direct(f"{label} 1: A chef stands in a kitchen.\n{label} 2: He waves.\n{label} 3: A cat sits on a chair.")
    assert len(film.scenes) == 1
    assert len(film.shots) == 3
    assert [member.name for member in film.cast] == ["Chef"]


@pytest.mark.parametrize("label", ["Chapter", "Part", "Act", "Episode"])
def test_other_words_for_a_scene_begin_one(label: str):
    film = direct(f"{label} 1: A boy waves on the beach.\n{label} 2: He sits in a classroom.")
    assert [scene.heading.split(":")[0] for scene in film.scenes] == [f"{label} 1", f"{label} 2"]
    assert [scene.shots[0].setting.set for scene in film.scenes] == ["beach", "classroom"]


def test_numbered_lines_are_shots():
    film = direct("1. A meadow at noon. A girl kicks a ball.\n2. The ball rolls away.\n3. The girl laughs.")
    assert len(film.shots) == 3
    assert film.shots[1].camera.subject == film.props[0].id


def test_one_sentence_is_a_film():
    film = direct("A girl with a red umbrella walks down a neon street at night in the rain.")
    (shot,) = film.shots
    assert shot.setting.set == "neon_street"
    assert [member.look.build for member in film.cast] == ["girl"]
    assert film.props[0].colour == "#d8232f"
    assert set(shot.present) == {film.cast[0].id, film.props[0].id}


def test_several_sentences_are_several_shots():
    film = direct(
        "Yuki walks through the forest. She looks at an old stone for a long time. Takeshi runs in and waves. "
        "Yuki turns around and smiles. They sit down on the log. Takeshi gives her a letter."
    )
    assert len(film.shots) > 1
    assert all(2 <= shot.duration <= 10 for shot in film.shots)


def test_prose_that_goes_elsewhere_begins_a_scene():
    film = direct("Mio sits in the classroom. The next morning, Mio runs along the beach. At night she is in her room.")
    assert sets(film) == ["classroom", "beach", "room"]
    assert [shot.setting.hour for shot in film.shots] == ["day", "morning", "night"]
    assert film.shots[-1].setting.place == "mio's room"


def test_dialogue_in_prose_belongs_to_who_says_it():
    film = direct('Hana and Ken sit on a bench. "It is late," says Ken. Hana nods. Hana: "Five more minutes."')
    said = {beat.text: beat.who for shot in film.shots for beat in shot.beats if isinstance(beat, Line)}
    assert said == {"It is late": "ken", "Five more minutes.": "hana"}


def test_labelled_ingredients_are_one_shot():
    film = direct(
        "Subject: a girl in a kimono\nSetting: shrine, snow\nCamera: low angle\nMotion: she bows\nPacing: slow"
    )
    (shot,) = film.shots
    assert (shot.setting.set, shot.setting.weather, shot.camera.angle) == ("shrine", "snow", "low angle")
    assert unplaced(film) == []


@pytest.mark.parametrize("script", [SCREENPLAY, "A cat.\r\n\r\n  Hana walks…  ", "Scene 1:\tHana sits.\nScene 2: Ken?"])
def test_the_artists_words_are_kept(script: str):
    film = direct(script)
    assert film.script == script
    for shot in film.shots:
        assert shot.words in script
        assert shot.words


@pytest.mark.parametrize("name", ["first_film.fountain", "three_seasons.txt", "one_sentence.txt"])
def test_the_samples_use_only_words_the_studio_has(name: str):
    film = direct(resource(f"samples/{name}").read_text("utf-8"))
    assert unplaced(film) == []


def test_the_sample_film_tells_its_story():
    film = direct(resource("samples/first_film.fountain").read_text("utf-8"))
    assert len(film.scenes) == 4
    assert 10 <= len(film.shots) <= 16
    assert 45 <= film.duration <= 66
    assert film.scenes[3].shots[0].camera.subject == "prop-umbrella"
    assert film.scenes[1].shots[0].setting.place == film.scenes[3].shots[0].setting.place


@pytest.mark.parametrize("script", ["", "  \n\t ", "\x00\x01PNG", "caf\ufffd\ufffd", "***\n---"])
def test_what_is_no_script_gets_one_sentence(script: str):
    with pytest.raises(InvalidRequest) as caught:
        direct(script)
    assert caught.value.sentence.endswith(".")
    assert "\n" not in caught.value.sentence


def test_the_same_script_gives_the_same_film():
    assert direct(SCREENPLAY) == direct(SCREENPLAY)


def test_keep_holds_on_to_looks_and_settings():
    first = direct("Hana, a girl with long green hair, walks in the forest.", Film(title="Mine", fps=12, seed=7))
    again = direct("Hana runs on the beach. Ken waves.", first)
    assert (again.title, again.fps, again.seed) == ("Mine", 12, 7)
    assert again.cast[0].look == first.cast[0].look
    assert all((shot.duration * 12).denominator == 1 for shot in again.shots)


@pytest.mark.parametrize(
    "script", ["Shot 1: A girl waves. Shot 2: She sits.", "**Shot 1**\nA girl waves.\nShot 2: She sits."]
)
def test_a_label_is_no_title(script: str):
    assert direct(script).title.startswith("A girl waves")
