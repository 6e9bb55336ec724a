"""Turns of phrase that unseen prompts had: who is counted off, what is not said again, what is seen from elsewhere."""

import pytest

from studio.engine.director import direct
from studio.engine.director.shot_labels import label_end
from studio.timeline.film import Action, Feeling, Film, Line


def done(script: str) -> list[tuple[str, str, str | None, str | None]]:
    beats = [beat for shot in direct(script).shots for beat in shot.beats if isinstance(beat, Action)]
    return [(beat.who, beat.motion, beat.thing, beat.towards) for beat in beats]


def where(film: Film) -> list[tuple[str, str, str]]:
    return [(one.who, one.relation, one.of) for shot in film.shots for one in shot.whereabouts]


def felt(film: Film) -> list[tuple[str, str]]:
    return [(beat.who, beat.emotion) for shot in film.shots for beat in shot.beats if isinstance(beat, Feeling)]


def said(film: Film) -> list[tuple[str, str]]:
    return [(beat.who, beat.text) for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Five children stand in the park. Four of them cry.", ["child", "child-2", "child-3", "child-4"]),
        ("Three girls sit on a wall. Two of them cry.", ["girl", "girl-2"]),
        ("Four boys stand at the gate. The youngest boy waves. The others cry.", ["boy", "boy-2", "boy-3"]),
        ("Two boys wait. One boy waves. The other boy cries.", ["boy"]),
        ("Three friends ride bicycles, the one in front cries.", ["friend"]),
    ],
)
def test_so_many_of_those_who_are_there_do_it(script: str, expected: list[str]):
    assert [who for who, motion, *_ in done(script) if motion == "cry"] == expected


def test_one_of_them_is_somebody_who_does_nothing_else():
    doing = done("Three girls sit on a wall. Two of them wave and one of them sleeps.")
    assert {who for who, motion, *_ in doing if motion == "sleep"} == {"girl-3"}


@pytest.mark.parametrize(
    ("script", "gifts"),
    [
        (
            "The mother hands the boy her scarf and the girl her hat.",
            [("mother", "give", "prop-scarf", "boy"), ("mother", "give", "prop-hat", "girl")],
        ),
        (
            "A girl throws the dog a stick and the cat a ball.",
            [("girl", "throw", "prop-stick", "prop-dog"), ("girl", "throw", "prop-ball", "prop-cat")],
        ),
    ],
)
def test_a_verb_that_is_not_said_again_has_a_thing_for_each(script: str, gifts: list[tuple[str, str, str, str]]):
    assert done(script) == gifts


@pytest.mark.parametrize(
    "script",
    [
        "A girl types on a laptop in a dark room, screen light on her face.",
        "A woman with long silver hair tied in a ponytail waits.",
        "An astronaut waits while Earth rises behind her.",
        "A boy waits. Headlights sweep across him.",
        "The girl waits. The girl's kimonette falls apart.",
        "A cat looks innocent beside a girl.",
    ],
)
def test_what_is_only_seen_is_nobodys_deed(script: str):
    people = [(who, motion) for who, motion, *_ in done(script) if not who.startswith("prop-")]
    assert all(motion in ("type", "stand") for _, motion in people), people


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("A dog drops a stick and barks. A boy laughs and picks it up.", ("boy", "pick_up", "prop-stick", None)),
        ("A girl catches an apple and takes a bite.", ("girl", "eat", "prop-apple", None)),
        ("Ken lights a candle. Hana blows it out.", ("hana", "put_out", "prop-candle", None)),
        ("Mei waves to Ken. He waves back.", ("ken", "wave", None, "mei")),
        ("The phone rings. Hana answers it.", ("hana", "phone", "prop-phone", None)),
        ("Her father puts his hand on her shoulder.", ("father", "pat", None, "girl")),
        ("A boy bounces a basketball.", ("prop-basketball", "bounce", None, None)),
        ("A man leans against the wall with a guitar.", ("man", "hold", "prop-guitar", None)),
        ("A marble in a child's palm.", ("child", "hold", "prop-marble", None)),
    ],
)
def test_what_is_meant_is_what_is_at_hand(script: str, expected: tuple[str, str, str | None, str | None]):
    assert expected in done(script)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("A cat sleeps on a stack of books.", ("prop-cat", "on", "prop-books")),
        ("Two knights face each other.", ("knight", "opposite", "knight-2")),
        ("A kite hangs in a tree.", ("prop-kite", "in", "tree")),
        ("She opens a chest and finds a crown inside.", ("prop-crown", "in", "prop-chest")),
        ("A girl opens a box. Inside is a kitten.", ("prop-kitten", "in", "prop-box")),
        ("An empty bench with a red scarf on it.", ("prop-scarf", "on", "bench")),
        ("An old woman sits on a green bench; a dog sleeps under it.", ("prop-dog", "under", "prop-bench")),
        ("Two brothers sit on the roof of an old van.", ("brother", "on", "prop-van")),
        ('"Hush," whispers the hunter, and crouches behind the log.', ("hunter", "behind", "prop-log")),
        ("An old man waits at the edge of the lake.", ("old-man", "edge", "lake")),
    ],
)
def test_places_are_read_past_amounts_and_voices(script: str, expected: tuple[str, str, str]):
    assert expected in where(direct(script))


@pytest.mark.parametrize(
    "script",
    ["She looks into the bowl.", "Hana scrolls on her phone.", "A boy hides a vase before his mother comes in."],
)
def test_nobody_is_where_somebody_only_looks_or_what_is_too_small(script: str):
    assert not [one for one in where(direct(script)) if one[1] in ("on", "in", "in front of")]


@pytest.mark.parametrize(
    ("script", "move"),
    [
        ("A boy sprints down a corridor, camera runs along behind him.", "follow"),
        ("The camera creeps closer to the door.", "dolly in"),
        ("A girl sings as the camera drifts back.", "dolly out"),
    ],
)
def test_the_camera_goes_as_its_verb_says(script: str, move: str):
    assert move in [shot.camera.move for shot in direct(script).shots]


def test_a_smile_is_as_the_word_after_it_says():
    assert felt(direct("She smiles sadly and waves.")) == [("girl", "sad")]
    assert felt(direct("A girl steps onto the robot's palm without fear.")) == []


def test_a_screenplay_without_blank_lines_keeps_speech_and_action_apart():
    first = "INT. CAFE - DAY\nREN\nI'm leaving.\nMika drops her spoon.\nMIKA\n(whispering)\nNow?\n"
    film = direct(f"{first}EXT. PARK - DAY\nRen runs.")
    assert said(film) == [("ren", "I'm leaving."), ("mika", "Now?")]
    assert [scene.heading for scene in film.scenes] == ["INT. CAFE - DAY", "EXT. PARK - DAY"]
    assert ("mika", "drop", "prop-spoon", None) in done(film.script)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("SQ10_SH010 — wide shot: a girl", "wide shot: a girl"),
        ("C-002. A boy walks", "A boy walks"),
        ("1B. MCU. A sailor", "MCU. A sailor"),
        ("Cut 12: the candle topples", "the candle topples"),
        ("Board 2/6: Market", "Market"),
        ("R2-D2 rolls away", "R2-D2 rolls away"),
        ("T-800 walks in", "T-800 walks in"),
    ],
)
def test_a_shots_own_number_is_no_part_of_its_words(line: str, rest: str):
    assert line[label_end(line) :].lstrip() == rest


def test_a_shot_list_has_a_shot_for_each_label_and_reads_its_abbreviations():
    film = direct("Cut 1 (2+12): EWS, a car on a country road.\nCut 2: a driver OTS, rain.")
    assert [shot.camera.framing for shot in film.shots] == ["extreme wide shot", "over the shoulder"]
    assert film.shots[0].duration == 2.5


def test_a_vehicle_that_is_seen_from_elsewhere_is_no_place():
    film = direct("A girl stands on the pier. Far away a ship. She waves at a passing train.")
    assert {shot.setting.set for shot in film.shots} == {"harbour"}
    assert ("prop-ship", "far away") in [(who, relation) for who, relation, _ in where(film)]


def test_the_moon_makes_it_night_only_until_the_hour_is_said():
    assert [shot.setting.hour for shot in direct("A witch flies past the moon. Midnight.").shots][:1] == ["midnight"]


def test_other_clothes_told_of_later_are_worn_then():
    film = direct("A girl in a yellow dress waits in the kitchen. Later, on the street, she is wearing a black coat.")
    assert film.cast[0].look.outfit == "dress"
    changed = [(shot.id, beat.motion) for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert changed == [("shot-1-1", "stand"), ("shot-2-1", "wear")]
