"""Sentences that begin with where, with a particle or with what is in hand, and what somebody only becomes."""

import pytest

from studio.engine.director import direct
from studio.timeline.film import Action, Feeling, Film


def done(film: Film) -> list[tuple[str, str, str | None]]:
    beats = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    return [(beat.who, beat.motion, beat.thing) for beat in beats]


def where(film: Film) -> list[tuple[str, str, str]]:
    return [(one.who, one.relation, one.of) for shot in film.shots for one in shot.whereabouts]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("In comes a man in a black hoodie.", ("man", "enter")),
        ("In walks Mia.", ("mia", "enter")),
        ("Out steps a knight.", ("knight", "enter")),
        ("Away runs the thief.", ("thief", "leave")),
        ("Up jumps the cat.", ("prop-cat", "jump")),
    ],
)
def test_a_particle_that_opens_the_sentence_says_which_way(script: str, expected: tuple[str, str]):
    assert [(who, motion) for who, motion, _ in done(direct(script))] == [expected]


@pytest.mark.parametrize(
    ("script", "who"),
    [
        ("The detective waits under a lamp; on the other side a woman leans against a car.", "woman"),
        ("The detective waits under a lamp; on the other side of the road a woman leans against a car.", "woman"),
        ("Ken waits, and behind the tree a girl hides.", "girl"),
    ],
)
def test_after_a_place_comes_somebody_else(script: str, who: str):
    film = direct(script)
    assert done(film)[-1][0] == who
    assert any(one == who for one, *_ in where(film))


def test_a_place_that_opens_a_clause_is_not_of_who_came_before():
    assert ("girl", "behind", "tree") in where(direct("Ken waits, and behind the tree a girl hides."))
    film = direct("A white rabbit hides. From behind a lantern a fox watches the priestess.")
    assert film.shots[-1].camera.angle == "eye level"
    assert ("prop-fox", "behind", "prop-lantern") in where(film)
    assert direct("From behind, she walks away.").shots[0].camera.angle == "behind"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("POV of the cat, who is lying on top of the fridge.", ("prop-cat", "on", "fridge")),
        ("Ken looks at a girl who stands on a crate.", ("girl", "on", "prop-crate")),
        ("The phone on the cafe counter rings.", ("prop-phone", "on", "counter")),
        ("Mr. Sato types under the only lamp still burning.", ("mr-sato", "under", "prop-lamp")),
        ("Ren and Shiori sit side by side.", ("ren", "beside", "shiori")),
    ],
)
def test_where_is_said_of_whom_the_clause_is_about(script: str, expected: tuple[str, str, str]):
    assert expected in where(direct(script))


@pytest.mark.parametrize(
    ("script", "thing"),
    [("Sword drawn, the knight waits.", "prop-sword"), ("A sword in each hand, the knight waits.", "prop-sword")],
)
def test_what_opens_the_sentence_in_hand_is_held(script: str, thing: str):
    film = direct(script)
    assert ("knight", "hold", thing) in done(film)
    assert len(film.props) == (2 if "each" in script else 1)


def test_what_somebody_becomes_is_no_way_that_they_go():
    assert [motion for _, motion, _ in done(direct("She goes rigid with fear, and faints."))] == ["faint"]
    assert [motion for _, motion, _ in done(direct("She goes home."))] == ["walk"]
    assert [motion for _, motion, _ in done(direct("He turns left."))] == ["turn"]


def test_parts_of_the_body_are_no_things():
    film = direct("Three kids lie on their backs in the field.")
    assert film.props == ()
    assert [motion for _, motion, _ in done(film)] == ["lie_down"] * 3


def test_what_was_opened_is_read():
    assert done(direct("She opens a scroll and begins to read."))[-1] == ("girl", "read", "prop-scroll")


def test_somebody_new_is_not_who_was_there_before():
    assert len(direct("The detective waits; a woman passes him.").cast) == 2
    assert len(direct("The doctor is a woman. She waits.").cast) == 1
    opening = direct("Mia's brother, a tall boy in a blue hoodie, opens the door.")
    assert [who for who, *_ in done(opening)] == ["brother"]


def test_a_name_in_capitals_is_introduced_by_its_role():
    assert {member.name for member in direct("She sits across from her friend TESS.").cast} >= {"Tess"}


@pytest.mark.parametrize(
    ("script", "animal"),
    [
        ("A girl with cat ears dances.", "cat"),
        ("A girl with a fox tail runs.", "fox"),
        ("A boy in a bear costume waves.", "bear"),
        ("A dog statue stands in the park.", "dog"),
    ],
)
def test_an_animal_that_only_says_what_kind_is_not_there(script: str, animal: str):
    assert not [prop.kind for prop in direct(script).props if prop.kind == animal]


def test_a_dog_that_does_something_is_there():
    assert [prop.kind for prop in direct("The dog bit him.").props] == ["dog"]
    assert {prop.kind for prop in direct("The cat eyes the fish.").props} == {"cat", "fish"}


def test_half_of_it_is_given():
    film = direct("He breaks his sandwich and gives half of it to the pigeon.")
    assert done(film)[-1] == ("boy", "give", "prop-sandwich")


def test_to_tear_is_no_weeping():
    assert [motion for _, motion, _ in done(direct("He tears the paper."))] == ["break"]
    assert not done(direct("With tears in her eyes, Hana waits.")) or "break" not in {
        motion for _, motion, _ in done(direct("With tears in her eyes, Hana waits."))
    }


def test_what_towers_is_no_tower():
    assert direct("Above them towers the mountain.").shots[0].setting.set == "mountain"


def test_whoever_a_whip_pan_finds_goes_on():
    film = direct("Riku hurls a ball at Haruto - whip pan - who catches it and waves.")
    assert [who for who, *_ in done(film)] == ["riku", "haruto", "haruto"]


def test_a_noun_before_a_noun_does_not_hide_the_joint():
    film = direct("A priest sweeps leaves from the steps while a tabby cat watches.")
    assert done(film)[-1][:2] == ("prop-cat", "look")


def test_the_boat_is_the_paper_boat():
    assert [prop.id for prop in direct("A girl sets a paper boat adrift. The boat spins.").props] == ["prop-paper-boat"]


def test_what_is_told_not_to_be_there_is_no_shape():
    assert [prop.id for prop in direct("Insert, the phone: no messages.").props] == ["prop-phone"]


def test_a_head_is_laid_down_and_no_shot_is_head_on():
    film = direct("He lays his head on the desk.")
    assert [motion for _, motion, _ in done(film)] == ["sleep"]
    assert film.shots[0].camera.framing == "wide shot"


def test_arrows_part_what_happens():
    assert [motion for _, motion, _ in done(direct("a boy runs → falls → sits"))] == ["run", "fall", "sit"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("A girl runs, bag flying behind her, and falls.", ["girl run", "prop-bag float", "girl fall"]),
        ("She walks, her dog trotting beside her, and waves.", ["girl walk", "prop-dog walk", "girl wave"]),
    ],
)
def test_what_is_told_of_on_the_way_does_not_go_on(script: str, expected: list[str]):
    assert [f"{who} {motion}" for who, motion, _ in done(direct(script))] == expected


def test_what_nobody_knows_goes_out_and_nobody_leaves():
    assert [motion for _, motion, _ in done(direct("A boy strikes a match, it goes out."))] == ["light"]


def test_a_blade_of_grass_is_no_sword():
    assert [prop.kind for prop in direct("A ladybug crawls up a blade of grass.").props] == ["bird"]


def test_behind_him_a_boat_does_it_itself():
    film = direct("A fisherman mends a net while gulls circle; behind him a small boat bobs.")
    assert done(film)[-1][0] == "prop-boat"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("He nods once, turns, and sits.", ["boy nod", "boy turn", "boy sit"]),
        ("Once he sits, she leaves.", ["boy sit", "girl leave"]),
        ("She walks out without once turning around.", ["girl leave"]),
        ("LUC slouches in, still in his pyjamas, and yawns.", ["luc enter", "luc yawn"]),
        ("With petals coming down, Sakura cheers.", ["sakura cheer"]),
        ("An archer holds a longbow. She puts the bow down.", ["archer hold", "archer put_down"]),
    ],
)
def test_small_words_change_who_does_what(script: str, expected: list[str]):
    assert [f"{who} {motion}" for who, motion, _ in done(direct(script))] == expected


def test_the_mood_is_nobodys():
    film = direct("Hana waits. The mood is calm and a little lonely.")
    assert not [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Feeling)]
