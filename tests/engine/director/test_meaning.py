"""Words matched by meaning: numbers, sizes, materials, negation, who is meant, and what happens first."""

import pytest

from studio.engine.director.direct import direct
from studio.timeline.film import Action, Feeling, Film


def done(film: Film) -> list[tuple[str, str, str | None, str | None]]:
    beats = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    return [(one.who, one.motion, one.thing, one.towards) for one in beats]


def lost(film: Film) -> list[str]:
    return [one.words for shot in film.shots for one in shot.unplaced]


def test_colours_and_sizes_belong_to_the_right_noun():
    film = direct("The girl with red hair in a blue coat holds a tiny green umbrella beside a huge wooden box.")
    look = film.cast[0].look
    assert (look.hair, look.outfit, look.cloth) == ("#b5392f", "coat", "#2f6fd0")
    umbrella, box = film.props
    assert (umbrella.kind, umbrella.colour, umbrella.scale) == ("umbrella", "#2f9e57", 0.5)
    assert (box.material, box.scale, box.colour) == ("wood", 1.9, None)


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ("Three lanterns hang in a room.", 3),
        ("A dozen apples roll down the street.", 12),
        ("A pair of cats sit on the floor.", 2),
        ("5 red balloons and 2 blue ones float.", 7),
        ("40 balloons float.", 12),
    ],
)
def test_as_many_as_the_number_says_twelve_at_most(script: str, count: int):
    assert len(direct(script).props) == count


@pytest.mark.parametrize(
    "script",
    [
        "A woman without an umbrella stands in the rain.",
        "No hat, no coat: a man stands in the snow.",
        "The knight has no sword.",
        "Mia, not wearing a hat, waits.",
    ],
)
def test_what_is_denied_is_not_there(script: str):
    film = direct(script)
    assert film.props == ()
    assert all(member.look.accessories == () for member in film.cast)


def test_what_is_denied_is_not_done_nor_felt():
    film = direct("Hana doesn't sit down. She is neither sad nor angry. She leaves without looking back.")
    assert done(film) == [("hana", "leave", None, None)]
    assert not [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Feeling)]
    assert done(direct("Kenji, not Yuta, picks up the sword.")) == [("kenji", "pick_up", "prop-sword", None)]


def test_what_is_told_later_may_happen_first():
    assert [one[1] for one in done(direct("Before she leaves, she puts the key on the desk."))] == ["put_down", "leave"]
    assert [one[1] for one in done(direct("The girl sits down after closing the window."))] == ["shut", "sit"]


def test_each_other_one_and_the_other():
    assert done(direct("Lina and Omar hug."))[0] == ("lina", "hug", None, "omar")
    bows = done(direct("Lina and Omar bow to each other."))
    assert bows == [("lina", "bow", None, "omar"), ("omar", "bow", None, "lina")]
    film = direct("Two boys wait. The taller one throws a ball; the other catches it.")
    assert done(film)[-2:] == [("boy", "throw", "prop-ball", "boy-2"), ("boy-2", "catch", "prop-ball", None)]


@pytest.mark.parametrize(
    ("script", "motion"),
    [
        ("She passes a note to Ken.", "give"),
        ("He draws his sword.", "pick_up"),
        ("He hides the letter under the bed.", "put_down"),
        ("She switches off the lamp.", "put_out"),
        ("He sneaks across the room.", "sneak"),
        ("She tosses the ball to Ken.", "throw"),
        ("He sips tea.", "drink"),
    ],
)
def test_synonyms_mean_what_they_are_said_of(script: str, motion: str):
    assert motion in [one[1] for one in done(direct(script))]


def test_what_the_stage_plays_as_something_near_is_listed():
    film = direct("Hana kisses Ken.")
    assert done(film)[0][1] == "kiss"
    assert "A kiss is played as a gesture." in [one.why for shot in film.shots for one in shot.unplaced]


@pytest.mark.parametrize(
    ("words", "hour"), [("2 am", "night"), ("noon", "noon"), ("7 pm", "dusk"), ("8 o'clock", "morning")]
)
def test_the_hour_by_the_clock(words: str, hour: str):
    assert direct(f"Hana waits on the beach. It is {words}.").shots[0].setting.hour == hour


def test_whoever_says_it():
    film = direct('"Run!" she shouts. Ken laughs.')
    assert [line.who for shot in film.shots for line in shot.beats if hasattr(line, "text")] == ["girl"]
    assert lost(film) == []


@pytest.mark.parametrize(
    ("script", "broken"),
    [
        ("Mia knocks a vase off the shelf. It shatters on the floor.", "prop-vase"),
        ("Ken throws a bottle at the wall; it breaks.", "prop-bottle"),
        ("Ken throws a ball at the vase. It breaks.", "prop-vase"),
    ],
)
def test_it_that_breaks_is_what_can_break(script: str, broken: str):
    assert (broken, "break") in [one[:2] for one in done(direct(script))]


@pytest.mark.parametrize(
    ("script", "deeds"),
    [
        (
            "They had promised not to cry. The two sisters hug. Then one of them leaves.",
            [("sister", "hug"), ("sister", "leave")],
        ),
        (
            "Two duellists: one lifts a sword, the other a staff.",
            [("duellist", "lift"), ("duellist-2", "lift")],
        ),
        ("Three men sit. One of them stands up, the other two sleep.", [("man-2", "sleep"), ("man-3", "sleep")]),
        ("Four girls clap, the coach with her hands on her hips.", [("coach", "hands_on_hips")]),
        ("Keisha can't sleep. She gets up.", [("keisha", "get_up")]),
        ("Riko, out of breath, sits down.", [("riko", "sit")]),
        ("Daichi drops his pencil. Before he can react, Yuna picks it up.", [("yuna", "pick_up")]),
        ("A mother sings her baby to sleep.", [("baby", "sleep")]),
    ],
)
def test_it_is_they_who_do_it(script: str, deeds: list[tuple[str, str]]):
    assert set(deeds) <= {one[:2] for one in done(direct(script))}


@pytest.mark.parametrize(
    "script",
    [
        "The lantern is broken.",
        "The guard notices nothing.",
        "A book that someone has left lies on the desk.",
        "On the wall hangs a portrait of a king. Its eyes move.",
    ],
)
def test_what_only_is_and_who_is_not_there_does_nothing(script: str):
    assert done(direct(script)) == []
