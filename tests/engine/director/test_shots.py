"""Camera, lengths, words that have no place, and directions edited."""

import contextlib
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from studio.engine.director import direct, redirect
from studio.errors import InvalidRequest
from studio.timeline.film import Action, Film, Line, Unplaced

CAMERA_WORDS = [
    ("Close on Hana.", "framing", "close-up"),
    ("Extreme close-up of Hana.", "framing", "extreme close-up"),
    ("Over the shoulder.", "framing", "over the shoulder"),
    ("WIDE:", "framing", "wide shot"),
    ("The camera slowly pans left.", "move", "pan left"),
    ("Pan right.", "move", "pan right"),
    ("We follow Hana.", "move", "follow"),
    ("The camera tilts up.", "move", "tilt up"),
    ("Slow dolly in.", "move", "dolly in"),
    ("The camera pulls back.", "move", "dolly out"),
    ("We zoom in on Hana.", "move", "zoom in"),
    ("Handheld.", "move", "handheld"),
    ("From above.", "angle", "high angle"),
    ("Low angle.", "angle", "low angle"),
]


@pytest.mark.parametrize(("words", "part", "expected"), CAMERA_WORDS)
def test_camera_words(words: str, part: str, expected: str):
    film = direct(f"Ken sits in a room. He looks at the door.\n\n{words} Hana waves at the window.")
    shot = film.shots[-1]
    assert getattr(shot.camera, part) == expected
    assert "hana" in shot.present
    assert unplaced(film) == []


def test_a_framing_alone_is_of_what_is_told_next():
    told = "A man drinks coffee in the cafe and reads a newspaper."
    alone, headed = direct(f"Medium shot. {told}"), direct(f"Medium shot: {told}")
    assert [shot.camera for shot in alone.shots] == [shot.camera for shot in headed.shots]
    assert len(alone.shots) == 1
    assert alone.shots[0].camera.subject == "man"


def test_air_told_last_is_of_the_shot_before_it():
    film = direct("A girl plays the piano in the living room. Evening light.")
    assert len(film.shots) == 1
    assert film.shots[0].setting.hour == "evening"


def test_a_move_of_the_camera_takes_no_time_of_its_own():
    told = "four friends sit around it, eat pizza and listen to the radio."
    apart, headed = (
        direct(f"Crane up from the campfire. {told.capitalize()}"),
        direct(f"Crane up from the campfire: {told}"),
    )
    assert [shot.duration for shot in apart.shots] == [shot.duration for shot in headed.shots]


@pytest.mark.parametrize(
    ("words", "seconds"), [("4 s", 4), ("(3.5s)", 3.5), ("12 seconds", 12), ("0.5 s", 0.5), ("2 minutes", 120)]
)
def test_an_explicit_length_wins(words: str, seconds: float):
    film = direct(f"Hana dances on the beach and sings and waves and bows and jumps. {words}")
    assert [float(shot.duration) for shot in film.shots][-1] == seconds


@pytest.mark.parametrize("words", ["0 s", "10 minutes", "301 seconds"])
def test_an_impossible_length_is_told_and_the_film_is_made(words: str):
    film = direct(f"Hana sits in a room.\n\nKen waves. {words}")
    assert [one.words for one in unplaced(film)] == [words]
    assert "300 seconds at most" in unplaced(film)[0].why


def unplaced(film: Film) -> list[Unplaced]:
    """Everything that found no place, wherever it is kept."""
    return [*film.unplaced, *(one for shot in film.shots for one in shot.unplaced)]


def test_ten_minutes_later_is_no_length():
    film = direct("Hana sits in a room. 10 minutes later, Ken enters.")
    assert len(film.scenes) == 2
    assert film.duration < 20


def test_lengths_are_whole_frames():
    for fps in (12, 24, 25, 30):
        film = direct('Hana walks. Ken says hello. "A line of some length," says Hana.', Film(title="", fps=fps))
        assert all((shot.duration * fps).denominator == 1 for shot in film.shots)
        assert all(shot.duration >= Fraction(3, 2) for shot in film.shots)


@pytest.mark.parametrize(
    "line", ["It rains again, and again I have no umbrella with me.", "明日もまた会えるといいね、きっと。"]
)
def test_speech_fits(line: str):
    film = direct(f"INT. ROOM - DAY\n\nHANA\n{line}")
    rate = 13 if line.isascii() else 6
    assert film.shots[0].duration >= Fraction(len(line), rate)


def test_a_conversation_is_cut_between_the_speakers():
    talk = "\n\n".join(
        f"{who}\nThis is what I wanted to tell you, number {n}." for n, who in enumerate(["HANA", "KEN"] * 4)
    )
    film = direct(f"INT. ROOM - DAY\n\n{talk}")
    assert len(film.shots) >= 6
    assert len({shot.camera.framing for shot in film.shots}) >= 3
    pairs = zip(film.shots, film.shots[1:], strict=False)
    assert all((a.camera.framing, a.camera.subject) != (b.camera.framing, b.camera.subject) for a, b in pairs)


def test_a_new_place_is_established_and_feelings_are_seen_close():
    film = direct(
        "EXT. BEACH - DAY\n\nHana walks along the shore.\n\nHana stops. Tears fall. She is sad.\n\nKen waves to Hana."
    )
    assert film.shots[0].camera.framing == "wide shot"
    assert any(shot.camera.framing == "close-up" for shot in film.shots)


def test_an_unknown_thing_stands_in_and_is_listed():
    film = direct("A zeppelin lands on the beach. Hana picks up a flux capacitor.")
    assert [(prop.kind, prop.name) for prop in film.props] == [("unknown", "zeppelin"), ("unknown", "flux capacitor")]
    assert [one.words for one in unplaced(film)] == ["zeppelin", "flux capacitor"]
    assert any(isinstance(beat, Action) and beat.who == film.props[0].id for beat in film.shots[0].beats)


def test_an_unknown_place_is_a_stage_with_its_name():
    film = direct("INT. ZEPPELIN - NIGHT\n\nHana sits.")
    setting = film.shots[0].setting
    assert (setting.set, setting.place, setting.hour) == ("stage", "zeppelin", "night")
    assert [one.words for one in unplaced(film)] == ["ZEPPELIN"]


def test_unknown_words_are_grouped_and_explained():
    film = direct("Hana ululates magnificently in the classroom.")
    assert [one.words for one in unplaced(film)] == ["ululates magnificently"]
    assert all(one.why.endswith(".") for one in unplaced(film))


def test_only_unknown_words_still_make_a_film():
    film = direct("Quantum flibbertigibbets transmogrify.")
    assert len(film.cast) == 1
    assert film.shots[0].present == (film.cast[0].id,)
    assert unplaced(film)


def test_action_in_another_language_is_kept_and_listed():
    film = direct("雨の中、花は傘をさして歩いている。")
    assert len(film.shots) == 1
    assert unplaced(film)[0].words.startswith("雨の中")


def test_dialogue_is_never_unplaced():
    assert unplaced(direct("INT. ROOM - DAY\n\nHANA\nZwork the blarg, flimflam!")) == []


def test_weather_and_hour_are_carried_and_change():
    film = direct(
        "Rain falls on a neon street at night. Hana runs. She stops.\n\nThe rain stops. Hana looks up and smiles."
    )
    assert film.shots[0].setting.weather == "rain"
    assert film.shots[-1].setting.weather == "clear"
    assert {shot.setting.hour for shot in film.shots} == {"night"}


def test_sounds_become_cues():
    assert direct("Hana sits in a room. Thunder rolls. A bell rings.").shots[-1].cues == ("thunder", "bell")


def test_no_direction_is_ever_empty():
    for shot in direct("A beach.\n\nHana waves.\n\nThe ball bounces.").shots:
        parts = shot.directions
        assert all([parts.subject, parts.setting, parts.camera, parts.motion, parts.pacing, parts.audio])


# --- directions edited ---------------------------------------------------------------------------------------
FILM = direct('Hana and Ken sit on a bench in the meadow. Ken says: "Look at the sky." Hana waves.')


def edited(**words: str):
    shot = FILM.shots[0]
    film = redirect(FILM, shot.id, replace(shot.directions, **words))
    return film, film.shots[0]


def test_an_edited_camera_changes_only_the_camera():
    film, shot = edited(camera="Close-up of Ken, low angle, slow pan left")
    assert (shot.camera.framing, shot.camera.angle, shot.camera.move) == ("close-up", "low angle", "pan left")
    assert shot.camera.subject == "ken"
    assert replace(shot, camera=FILM.shots[0].camera, directions=FILM.shots[0].directions) == FILM.shots[0]
    assert film.shots[1:] == FILM.shots[1:]


def test_an_edited_setting_moves_the_shot():
    _, shot = edited(setting="Rooftop at night, in the rain")
    assert (shot.setting.set, shot.setting.hour, shot.setting.weather) == ("rooftop", "night", "rain")
    assert shot.directions.setting == "Rooftop at night, in the rain"
    _, shot = edited(setting="Zeppelin, at night")
    assert (shot.setting.set, shot.setting.place, shot.setting.hour) == ("stage", "zeppelin", "night")
    _, shot = edited(setting="In the snow")
    assert (shot.setting.set, shot.setting.weather) == ("meadow", "snow")


def test_edited_motion_changes_what_they_do_and_keeps_what_they_say():
    film, shot = edited(motion="Hana dances. Ken picks up a blue guitar.")
    assert [beat.motion for beat in shot.beats if isinstance(beat, Action)] == ["dance", "pick_up"]
    assert [beat for beat in shot.beats if isinstance(beat, Line)] == [
        beat for beat in FILM.shots[0].beats if isinstance(beat, Line)
    ]
    assert [prop.kind for prop in film.props] == ["guitar"]
    assert film.props[0].id in shot.present
    assert film.cast == FILM.cast


def test_edited_audio_changes_what_they_say():
    film, shot = edited(audio='Hana says "I like this bench very much, you know." Thunder.')
    assert [(beat.who, beat.text) for beat in shot.beats if isinstance(beat, Line)] == [
        ("hana", "I like this bench very much, you know.")
    ]
    assert shot.cues == ("thunder",)
    assert film.cast == FILM.cast


def test_edited_pacing_sets_the_length():
    assert edited(pacing="Slow, 9.5 s")[1].duration == Fraction(19, 2)
    with pytest.raises(InvalidRequest):
        edited(pacing="400 seconds")


def test_an_edited_subject_brings_somebody_in():
    film, shot = edited(subject="Hana and an old man with a grey coat")
    assert [member.look.build for member in film.cast][-1] == "elder"
    assert set(shot.present) == {"hana", film.cast[-1].id}


def test_unknown_words_of_an_edit_are_listed():
    film, shot = edited(motion="Hana ululates.")
    assert [one.words for one in shot.unplaced] == ["ululates"]
    assert unplaced(film) == list(shot.unplaced)


def test_directions_read_back_as_they_were_said():
    film = direct(
        "INT. CLASSROOM - NIGHT - RAIN\n\nHana picks up a red book and gives it to Ken. He is happy.\n\n"
        "KEN\nThank you.\n\n"
        "Close on the book. Pan left.\n\nThe ball bounces. 4 s"
    )
    for shot in film.shots:
        said = shot.directions
        spaced = replace(said, **{name: getattr(said, name) + " " for name in said.__struct_fields__})
        again = redirect(film, shot.id, spaced).shot(shot.id)
        assert again.camera == shot.camera
        assert again.setting == shot.setting
        assert set(again.present) == set(shot.present)
        assert [type(beat) for beat in again.beats] == sorted(
            (type(beat) for beat in shot.beats), key=lambda kind: kind is Line
        )
        assert [beat.text for beat in again.beats if isinstance(beat, Line)] == [
            beat.text for beat in shot.beats if isinstance(beat, Line)
        ]


def test_a_shot_that_is_not_there():
    with pytest.raises(InvalidRequest):
        redirect(FILM, "shot-9-9", FILM.shots[0].directions)  # type: ignore[arg-type]


# --- any text at all -----------------------------------------------------------------------------------------
SNIPPETS = (
    "Hana Ken she he they her a the girl boy old man walks runs sits gives picks up ball umbrella to with and , . ; "
    'red hair beach INT. EXT. ROOM - NIGHT rain says "Hi!" 4 s Close on pan left follows camera ( ) [[ ]] /* */ @ > # '
    "KEN: zorp slowly smiles is in on at his it falls \n \n\n Scene 1: Shot 2 named wearing glasses two another 0"
)
WORDS = st.sampled_from(SNIPPETS.split(" "))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_directed_or_refused(text: str):
    with contextlib.suppress(InvalidRequest):
        film = direct(text)
        assert_whole(film, text)


def assert_whole(film: Film, text: str):
    assert film.script == text
    assert film.shots
    known = {member.id for member in film.cast} | {prop.id for prop in film.props}
    for shot in film.shots:
        assert set(shot.present) <= known
        assert shot.duration > 0
        for beat in shot.beats:
            assert beat.who in known


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["subject", "setting", "camera", "motion", "audio", "pacing"]),
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=15).map(" ".join)),
)
def test_any_direction_is_read_or_refused(name: str, words: str):
    with contextlib.suppress(InvalidRequest):
        film, shot = edited(**{name: words})
        assert_whole(film, film.script)
        assert getattr(shot.directions, name) == words or name == "pacing"


SPEECH = st.text(st.characters(categories=["L", "N"], exclude_characters="()[]"), min_size=1, max_size=60)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["HANA", "KEN", "OLD MAN", "@Zoë"]), SPEECH), min_size=1, max_size=8))
def test_every_line_is_in_the_film_in_order(speeches: list[tuple[str, str]]):
    text = "INT. ROOM - DAY\n\n" + "\n\n".join(f"{who}\n{words}" for who, words in speeches)
    film = direct(text)
    said = [beat.text for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    assert " ".join(said) == " ".join(words for _, words in speeches)


def test_a_long_script_is_read_in_a_few_seconds():
    scene = "INT. ROOM {0} - NIGHT\n\nHana walks to the window and looks at the rain. Ken sits.\n\nKEN\nNumber {0}.\n\n"
    began = time.process_time()
    film = direct("".join(scene.format(number) for number in range(500)))
    assert len(film.scenes) == 500
    assert time.process_time() - began < 10


def test_unknown_places_are_listed_even_where_nothing_happens():
    film = direct("INT. ZEPPELIN - NIGHT\n\nINT. ROOM - DAY\n\nMia waves.\n\nEXT. SAWMILL - DAY")
    listed = [words.words for shot in film.shots for words in shot.unplaced]
    assert listed == ["ZEPPELIN", "SAWMILL"]


def test_the_name_of_the_set_is_not_mistaken_for_a_part_of_it():
    film = direct("A girl walks on a neon street to the vending machine.")
    assert film.shots[0].directions.motion == "The girl walks to the vending machine."


def test_a_shot_lasts_until_what_is_put_somewhere_is_there():
    put, there = (direct(f"Yuki puts a lantern {where} on the neon street.") for where in ("down", "on the bench"))
    assert there.shots[0].duration > put.shots[0].duration + 2


def test_a_camera_move_said_by_itself_is_the_move_of_the_shot_under_way():
    film = direct("Scene 1: A girl with pink hair stands in a classroom. Pan left. 4 s")
    (shot,) = film.shots
    assert shot.camera.move == "pan left"
    assert shot.present
    assert float(shot.duration) == 4.0


def test_what_no_close_picture_holds_is_in_the_next_shot():
    shots = direct("A girl walks. Close-up of her: she smiles. She turns and runs away.").shots
    assert [shot.camera.framing for shot in shots][1] == "close-up"
    assert [beat.motion for beat in shots[2].beats if isinstance(beat, Action)] == ["leave"]
    assert shots[2].camera.framing != "close-up"
    assert len(direct("Close-up of Hana. She smiles. She nods.").shots) == 1


@pytest.mark.parametrize("script", ["Hana waits for 20 minutes.", "Robot: There are 10 minutes left until arrival."])
def test_a_length_that_no_shot_has_is_told_and_loses_nothing(script: str):
    film = direct(script)
    assert film.shots[0].unplaced[0].words.endswith("minutes")
    assert float(film.shots[0].duration) < 10
