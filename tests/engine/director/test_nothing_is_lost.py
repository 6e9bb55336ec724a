"""Every word of the script is in the film or is listed, and nobody does what somebody else was said to do."""

import pytest
from msgspec.structs import replace

from studio.engine.director import direct, redirect
from studio.timeline.film import Action, Feeling, Film


def listed(film: Film) -> list[str]:
    """The words that found no place, in order."""
    return [one.words for one in (*film.unplaced, *(one for shot in film.shots for one in shot.unplaced))]


def actions(film: Film) -> list[tuple[str, str, str | None]]:
    return [
        (beat.who, beat.motion, beat.thing) for shot in film.shots for beat in shot.beats if isinstance(beat, Action)
    ]


def test_a_framing_of_a_place_goes_there_and_a_photo_of_it_does_not():
    film = direct(
        "Scene 1: Hana sits on the rooftop at night. She looks at the photo of the beach.\n"
        "Scene 2: Wide shot of the forest, Hana walks slowly."
    )
    assert [shot.setting.set for shot in film.shots] == ["rooftop", "forest"]
    assert listed(film) == ["beach"]


def test_two_camera_moves_of_one_sentence_are_two_shots():
    film = direct("Hana waves. The camera pans left and zooms in on her.")
    assert [shot.camera.move for shot in film.shots][-2:] == ["pan left", "zoom in"]
    assert listed(film) == []


def test_another_camera_move_is_another_shot_when_it_comes_then():
    film = direct("Close on Hana. She smiles. Pan left, then tilt up as she waves.")
    assert [shot.camera.move for shot in film.shots] == ["pan left", "tilt up"]
    assert [shot.camera.subject for shot in film.shots] == ["hana", "hana"]
    assert film.shots[1].camera.framing == "close-up"
    assert listed(film) == []


@pytest.mark.parametrize(
    ("script", "lost"),
    [
        ("For 4 s the camera pans left and zooms in on Hana.", ["zooms in on"]),
        ("Scene 1: Hana bows at the shrine. Pan right, then zoom in. 5 s", ["zoom in"]),
        ("Shot 1: Handheld tracking shot of Hana. She runs. Pan left. 4 s", ["Handheld", "Pan left"]),
        ("Shot 1: Full shot of Hana. Then close-up on Ken. 4 s", ["close-up on"]),
    ],
)
def test_another_camera_move_in_one_shot_is_listed(script: str, lost: list[str]):
    assert listed(direct(script)) == lost


def test_the_titles_of_a_list_are_short():
    film = direct(
        "Scene 1: Hana sits on the beach.\n"
        "Scene 2: She thinks of all that was said on that long day, and cries.\n"
        "Scene 3 - The end of summer: Mio leaves.\n"
        "Scene 4: Waiting\nHana sits."
    )
    assert [scene.title for scene in film.scenes] == [
        "Beach",
        "She thinks of all that was said on that…",
        "The end of summer",
        "Waiting",
    ]
    assert actions(film)[-1] == ("hana", "sit", None)


@pytest.mark.parametrize(
    ("script", "hour", "lost"),
    [
        ("Hana sits on the beach in the afternoon. She points at the moon.", "afternoon", ["moon"]),
        ("EXT. BEACH - EVENING\n\nHana looks at the stars.", "evening", ["stars"]),
        ("Hana points at the moon.", "night", []),
        ("The moon rises over the beach. Hana waves.", "night", []),
        ("At night Hana looks at the moon.", "night", []),
    ],
)
def test_a_moon_that_is_looked_at_makes_it_night_only_where_no_hour_was_said(script: str, hour: str, lost: list[str]):
    film = direct(script)
    assert film.shots[-1].setting.hour == hour
    assert listed(film) == lost


def test_sounds_of_things_are_heard_or_listed():
    film = direct("Hana sits in a room. A door creaks. A dog barks. She rings the bell and bows.")
    assert {cue for shot in film.shots for cue in shot.cues} == {"door", "bell"}
    assert ("prop-dog", "shout", None) in actions(film)
    assert listed(film) == []
    assert ("hana", "bow", None) in actions(film)


def test_what_is_thrown_is_all_thrown():
    film = direct("Hana throws three apples. Ken juggles two balls and tosses them to Mio.")
    thrown = [thing for _, motion, thing in actions(film) if motion == "throw"]
    assert thrown == ["prop-apple", "prop-apple-2", "prop-apple-3", "prop-ball", "prop-ball-2"]


def test_what_the_hands_cannot_hold_is_listed():
    film = direct("Hana enters with a bag and an umbrella. Ken picks up a book and a cup.")
    assert not listed(film)
    for one in (("hana", "hold", "prop-bag"), ("hana", "hold", "prop-umbrella"), ("ken", "pick_up", "prop-cup")):
        assert one in actions(film)
    assert listed(direct("Hana carries seven boxes.")) == ["boxes", "boxes"]
    both = direct("Hana and Ken hold an umbrella.")
    assert actions(both) == [("hana", "hold", "prop-umbrella")]
    assert listed(both)


def test_a_shot_too_short_for_what_is_done_says_so():
    film = direct("Scene 1: Hana walks to the bench in the park. 2 s\nScene 2: Hana walks in the forest. 2 s")
    assert listed(film) == ["Hana walks to the bench in the park"]
    assert "2 s" in film.shots[0].unplaced[0].why


def test_an_unknown_verb_keeps_its_object():
    assert actions(direct("Max befriends Anna and leaves the room.")) == [("max", "leave", None)]
    film = direct("She measures the window and leaves. The old priest counts leaves; the priest bows.")
    assert actions(film) == [("girl", "leave", None), ("old-priest", "bow", None)]
    assert listed(film) == ["measures", "counts"]


def test_who_does_what_follows_a_relative():
    film = direct("Leo gives the umbrella to Mia, who hands it back.")
    assert [who for who, _, _ in actions(film)] == ["leo", "mia"]


def test_they_are_those_spoken_of_together():
    film = direct("Three kids sit in a classroom. The teacher enters. They stand up.")
    assert [who for who, motion, _ in actions(film) if motion == "get_up"] == ["kid", "kid-2", "kid-3"]
    film = direct("Mr. Tanaka enters the classroom. The students bow.")
    assert [who for who, motion, _ in actions(film) if motion == "bow"] == ["student", "student-2"]


def test_colours_that_nothing_takes_on_are_listed():
    film = direct("A yellow house on a hill. The woman in red sits. The umbrella is blue.")
    assert listed(film) == ["yellow"]
    assert film.cast[0].look.cloth == "#d8232f"
    assert film.props[0].colour == "#2f6fd0"


def test_an_adjective_of_feeling_is_felt():
    film = direct("A sad boy sits in a room.")
    assert [beat.emotion for beat in film.shots[0].beats if isinstance(beat, Feeling)] == ["sad"]
    assert not [beat for beat in direct("A quiet morning. Mio waves.").shots[0].beats if isinstance(beat, Feeling)]


def test_an_age_is_no_length():
    film = direct("INT. ROOM - DAY\n\nPIOTR, 60s, bearded, waves. VICTOR (40s) sits.")
    assert float(film.duration) < 15
    assert film.cast[1].look.build == "man"


def test_a_parenthetical_is_acted():
    film = direct("INT. ROOM - DAY\n\nMAYA\n(waving)\nHello.\n\nKEN\n(without sitting down)\nHi.")
    assert actions(film) == [("maya", "wave", None)]


def test_names_without_capitals():
    assert [member.id for member in direct("scene 1: hana walks. scene 2: hana runs.").cast] == ["hana"]


def test_words_of_direction_that_are_none_are_not_taken_for_the_camera():
    film = direct("Hana sits in the park. A bird flies overhead.")
    assert {shot.camera.angle for shot in film.shots} == {"eye level"}


def test_a_second_move_in_an_edited_camera_is_listed():
    film = direct("Hana waves in the park.")
    shot = film.shots[0]
    edited = redirect(film, shot.id, replace(shot.directions, camera="Close-up of Hana, pan left, then tilt up"))
    assert edited.shots[0].camera.move == "pan left"
    assert listed(edited) == ["tilt up"]
