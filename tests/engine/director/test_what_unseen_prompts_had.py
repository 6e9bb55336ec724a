"""What two sets of prompts by writers who had not seen the director had: wind, making, places that are implied."""

import pytest

from studio.engine.director import direct
from studio.timeline.film import Action, Film


def done(film: Film) -> list[str]:
    beats = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    told = ([beat.who, beat.motion, beat.thing, beat.towards and f"> {beat.towards}"] for beat in beats)
    return [" ".join(filter(None, one)).replace("prop-", "") for one in told]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("The wind blows her hat away.", ["hat float"]),
        ("A gust of wind knocks over the vase.", ["vase topple"]),
        ("Ken makes a snowball and throws it at Mia.", ["ken stack snowball", "ken throw snowball > mia"]),
        ("Mia leans against Ken.", ["mia lean_on > ken"]),
        ("He pulls on a rope.", ["boy pull rope"]),
        ("Mia swings on the swing.", ["mia swing_on > swing"]),
        ("A nurse holds the old man's hand.", ["nurse hold_hands > old-man"]),
        ("A girl walks beside the boy.", ["girl walk", "boy walk"]),
        ("Slow dolly out: a man sings.", ["man sing"]),
        ("A bear climbs out with a fish in its mouth.", ["bear hold fish", "bear climb"]),
        ("Hana waits with a suitcase beside her.", ["hana stand"]),
        ("The witch nods and the torches in the castle go out.", ["witch nod", "torches put_out"]),
        ("Two small boys run. The boys fall.", [
            "small-boy run", "small-boy-2 run", "small-boy fall", "small-boy-2 fall",
        ]),
    ],
)  # fmt: skip
def test_what_is_done(script: str, expected: list[str]):
    assert done(direct(script)) == expected


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ("A chef cracks two eggs into a frying pan.", "kitchen"),
        ("A woman lies on the bed.", "room"),
        ("The patient sleeps.", "hospital"),
        ("A patient man waits.", "meadow"),
        ("The nurse rides a bicycle in the park.", "park"),
        ("She puts the frying pan over the campfire.", "meadow"),
    ],
)
def test_a_story_that_names_no_place_plays_where_its_things_are(script: str, place: str):
    assert direct(script).shots[0].setting.set == place


def test_a_length_at_the_end_is_of_all_that_is_told():
    film = direct("A girl opens the door and enters. She sits down, 4 s.")
    assert [float(shot.duration) for shot in film.shots] == [4.0]


def test_whoever_peeks_from_behind_something_is_there():
    film = direct("A fox watches Mia from behind a stone lantern in the shrine.")
    assert [(one.who, one.relation) for one in film.shots[0].whereabouts] == [("prop-fox", "behind")]
