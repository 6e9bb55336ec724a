"""What the studio does not have stands in as a labelled shape, and what cannot be shown is listed."""

import pytest
from msgspec.structs import replace

from studio.engine.director import direct, redirect
from studio.timeline.film import Action, Feeling, Film, Line


def reasons(film: Film) -> list[str]:
    """Why words found no place, wherever it is kept."""
    return [one.why for one in (*film.unplaced, *(one for shot in film.shots for one in shot.unplaced))]


def actions(film: Film) -> list[tuple[str, str]]:
    return [(beat.who, beat.motion) for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]


@pytest.mark.parametrize(
    ("script", "noun", "cannot"),
    [
        ("Ken sits on the roof. A zeppelin watches him.", "zeppelin", "A labelled shape cannot watch."),
        ("A golem waves in the street.", "golem", "A labelled shape cannot wave."),
        ("Ken sits in a room. A giant slime picks up a ball.", "slime", "A labelled shape cannot pick up."),
        ("A turbine roars in the meadow.", "turbine", "A labelled shape cannot roar."),
    ],
)
def test_what_is_no_person_is_a_labelled_shape(script: str, noun: str, cannot: str):
    film = direct(script)
    assert (film.props[0].kind, film.props[0].name) == ("unknown", noun)
    assert film.props[0].id in {one for shot in film.shots for one in shot.present}
    assert f"The studio has no {noun}; a labelled shape stands in for it." in reasons(film)
    assert cannot in reasons(film)
    assert all(member.id == "ken" for member in film.cast)


def test_a_labelled_shape_can_land():
    film = direct("A zeppelin lands on the roof.")
    assert actions(film) == [("prop-zeppelin", "fall")]
    assert not film.cast


@pytest.mark.parametrize(
    "script",
    [
        "There is a zeppelin on the roof.",
        "Hana runs from the troll.",
        "Hana waves at a golem in the street.",
        "Hana rides a zeppelin.",
    ],
)
def test_a_labelled_shape_needs_to_do_nothing(script: str):
    assert [prop.kind for prop in direct(script).props] == ["unknown"]


@pytest.mark.parametrize("script", ['A golem says "Hello." Hana nods.', 'Hana nods. "Hello," says the golem.'])
def test_what_speaks_is_of_the_cast(script: str):
    film = direct(script)
    lines = [beat.who for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    assert lines == ["golem"]
    assert "The studio has no golem; a person stands in for it, since it speaks." in reasons(film)


@pytest.mark.parametrize("ending", ["FADE OUT.", "FADE TO BLACK."])
def test_a_fade_at_the_end_is_how_the_film_ends(ending: str):
    film = direct(f"INT. ROOM - DAY\n\nHana sits.\n\n{ending}")
    assert (film.ending, film.unplaced) == ("fade", ())
    on = direct(f"INT. ROOM - DAY\n\nHana sits.\n\n{ending}\n\nEXT. BEACH - DAY\n\nKen runs.")
    assert ([shot.transition for shot in on.shots], on.ending, on.unplaced) == (["cut", "fade"], "cut", ())


def test_a_cut_to_black_at_the_end_is_a_cut_and_white_is_told():
    assert direct("INT. ROOM - DAY\n\nHana sits.\n\nCUT TO BLACK.").ending == "cut"
    white = direct("INT. ROOM - DAY\n\nHana sits.\n\nFADE TO WHITE.")
    assert white.ending == "fade"
    assert "black" in white.unplaced[0].why


def test_as_many_things_as_the_words_say():
    film = direct("Two cats sit on the floor of a room. Three balls roll past. Hana kicks the ball.")
    assert [prop.name for prop in film.props] == ["cat", "second cat", "ball", "second ball", "third ball"]
    assert actions(film)[2:5] == [("prop-ball", "roll"), ("prop-ball-2", "roll"), ("prop-ball-3", "roll")]
    assert [prop.name for prop in direct("The two dragons sleep. Ken waves.").props] == ["dragon", "second dragon"]
    crowd = direct("20 cats sit in a room.")
    assert len(crowd.props) == 12
    assert "12 of them are on the stage; more do not fit yet." in reasons(crowd)


def test_to_rest_is_to_sit():
    film = direct("Hana rests on the bench. Ken leans against the tree.")
    assert actions(film) == [("hana", "sit"), ("ken", "stand")]


@pytest.mark.parametrize(
    ("script", "words"), [("Hana ululates on the floor of a room.", "ululates"), ("A boat rusts on the sea.", "rusts")]
)
def test_what_is_done_on_the_stage_is_never_dropped_in_silence(script: str, words: str):
    film = direct(script)
    assert any(words in one.words for shot in film.shots for one in shot.unplaced)


def trimmed() -> Film:
    film = direct("Hana and Ken sit on a bench. Hana waves.")
    scene = film.scenes[0]
    shots = (replace(scene.shots[0], duration=scene.shots[0].duration / 2), *scene.shots[1:])
    return replace(film, scenes=(replace(scene, shots=shots), *film.scenes[1:]))


@pytest.mark.parametrize("part", ["camera", "pacing"])
def test_a_trimmed_shot_keeps_its_length_until_the_words_name_another(part: str):
    film = trimmed()
    shot = film.shots[0]
    words = {"camera": "Close-up of Hana", "pacing": shot.directions.pacing.replace("Even", "Slow")}[part]
    edited = redirect(film, shot.id, replace(shot.directions, **{part: words}))
    assert edited.shots[0].duration == shot.duration
    longer = redirect(edited, shot.id, replace(edited.shots[0].directions, pacing="Even, 6 s"))
    assert longer.shots[0].duration == 6


def test_a_length_that_ends_like_the_old_one_is_another():
    film = direct("Hana waves. 3.5 s")
    shot = film.shots[0]
    assert redirect(film, shot.id, replace(shot.directions, pacing="Even, 5 s")).shots[0].duration == 5


@pytest.mark.parametrize(
    ("script", "kind", "noun"),
    [
        ("A griffin sleeps on the hill. A knight sneaks past.", "beast", "griffin"),
        ("The donkey sleeps.", "horse", "donkey"),
        ("A tiger and a bear sleep.", "beast", "tiger"),
    ],
)
def test_an_animal_the_studio_does_not_draw_is_played_by_another_one(script: str, kind: str, noun: str):
    film = direct(script)
    assert (film.props[0].kind, film.props[0].name) == (kind, noun)
    assert (film.props[0].id, "sleep") in actions(film)
    assert any(one.startswith(f"The studio has no {noun};") for one in reasons(film))


def test_a_dragon_is_a_dragon_whatever_its_colour_and_breathes_fire():
    film = direct("A black dragon lands on the hill. The dragon roars and breathes fire at the knight.")
    assert [(prop.kind, prop.name) for prop in film.props] == [("dragon", "black dragon")]
    assert {motion for who, motion in actions(film) if who == film.props[0].id} >= {"shout", "breathe_fire"}
    assert not any("stands in" in one for one in reasons(film))


def test_one_flies_on_a_dragon_and_not_on_a_horse():
    assert actions(direct("Hana flies on a dragon over the sea.")) == [("hana", "ride")]
    assert actions(direct("Hana floats on a horse.")) != [("hana", "ride")]


def test_one_stood_in_for_is_not_another():
    film = direct("A tiger lies in the forest. A wild boar sees the tiger. The boar runs away.")
    assert [prop.name for prop in film.props] == ["tiger", "wild boar"]


def test_animals_feel():
    film = direct("A scared horse runs away. The dog looks sad.")
    felt = [(beat.who, beat.emotion) for shot in film.shots for beat in shot.beats if isinstance(beat, Feeling)]
    assert felt == [("prop-horse", "afraid"), ("prop-dog", "sad")]
