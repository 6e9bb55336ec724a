"""Who is who, from scene to scene."""

import pytest

from studio.engine.director import direct
from studio.timeline.film import Action, Feeling, Film


def doers(film: Film, motion: str) -> list[str]:
    return [
        beat.who for shot in film.shots for beat in shot.beats if isinstance(beat, Action) and beat.motion == motion
    ]


@pytest.mark.parametrize(
    "script",
    [
        "A girl named Hana walks in the forest. Hana sits. The girl waves.",
        "INT. ROOM - DAY\n\nHANA, a girl with short hair, sits.\n\nHANA\nHello.\n\nThe girl waves.",
        "INT. ROOM - DAY\n\nA girl with short hair, HANA, sits. She waves.\n\nHANA (V.O.)\nHello.",
    ],
)
def test_a_girl_and_her_name_are_one(script: str):
    film = direct(script)
    assert [(member.id, member.look.build) for member in film.cast] == [("hana", "girl")]
    assert doers(film, "wave") == ["hana"]


def test_pronouns_mean_the_last_who_fits():
    film = direct("Hana and Ken sit on a bench. She waves. He nods. They stand up.")
    assert doers(film, "wave") == ["hana"]
    assert doers(film, "nod") == ["ken"]
    assert doers(film, "get_up") == ["hana", "ken"]


def test_looks_come_from_the_words():
    film = direct(
        "Hana, a girl with long silver hair, green eyes and glasses, in a blue kimono, walks at the shrine. "
        "Ken has spiky red hair. He wears a black hoodie."
    )
    hana, ken = (member.look for member in film.cast)
    assert (hana.hair_style, hana.outfit, hana.cloth, hana.accessories) == ("long", "kimono", "#2f6fd0", ("glasses",))
    assert (hana.hair, hana.eyes) == ("#cfd3de", "#2f9e57")
    assert (ken.hair_style, ken.hair, ken.outfit, ken.cloth) == ("spiky", "#b5392f", "hoodie", "#26262e")
    assert "long silver hair" in film.cast[0].words


@pytest.mark.parametrize(
    ("words", "worn", "hair"),
    [
        ("An old man with a white beard waits.", ("beard",), "#eceaf0"),
        ("A bearded man waves.", ("beard",), None),
        ("A wizard, long white beard, blue robe, waits.", ("long-beard",), "#eceaf0"),
        ("Ken, a man with brown hair and a grey moustache, laughs.", ("moustache",), "#6b4632"),
        ("An unshaven man sits.", ("stubble",), None),
        ("He strokes his goatee.", ("goatee",), None),
        ("Mio draws a moustache on the wall.", (), None),
    ],
)
def test_what_grows_on_a_face_has_the_colour_told_of_it_unless_the_hair_has_its_own(
    words: str, worn: tuple[str, ...], hair: str | None
):
    film = direct(words)
    assert film.cast[0].look.accessories == worn
    assert hair in (None, film.cast[0].look.hair)


def test_nobody_looks_or_sounds_like_anybody_else():
    names = ["Hana", "Mio", "Yuki", "Aoi", "Ken", "Haru"]
    film = direct("\n".join(f"{name} waves on the beach." for name in names))
    for part in ("hair", "eyes", "cloth"):
        colours = [getattr(member.look, part) for member in film.cast]
        assert len(set(colours)) == len(names), part
    assert len({(member.voice.variant, member.voice.pitch) for member in film.cast}) == len(names)


def test_voices_fit_who_speaks():
    film = direct("A girl, a boy, an old man and a child sit in a room.")
    girl, boy, elder, child = (member.voice for member in film.cast)
    assert girl.variant.startswith("f")
    assert boy.variant.startswith("m")
    assert elder.variant.startswith("m")
    assert child.pitch > girl.pitch > boy.pitch > elder.pitch
    assert all(140 <= member.voice.rate_wpm <= 190 for member in film.cast)


def test_names_of_any_language():
    film = direct(
        "EXT. BEACH - DAY\n\n@花\n海だよ！\n\n@Zoë\nC'est où, la mer?\n\nИВАН\nПривет, как дела?\n\n"
        "花 waves. Zoë runs. Ivan nods."
    )
    assert [member.name for member in film.cast][:3] == ["花", "Zoë", "Иван"]
    assert [member.voice.language for member in film.cast][:3] == ["ja", "fr", "ru"]
    assert doers(film, "wave") == ["花"]


def test_what_is_owned_stays_theirs():
    film = direct("Hana drops her umbrella on the beach. Ken has an umbrella. Hana picks up her umbrella.")
    assert len(film.props) == 2
    assert film.props[0].name == "Hana's umbrella"
    taken = [beat.thing for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert taken[0] == taken[-1] == film.props[0].id


def test_the_same_thing_comes_back():
    film = direct(
        "INT. CLASSROOM - DAY\n\nHana puts a red umbrella on the desk.\n\nEXT. BEACH - DAY\n\nHana runs.\n\n"
        "INT. CLASSROOM - NIGHT\n\nWide shot. Ken enters."
    )
    assert len(film.props) == 1
    assert film.props[0].id not in film.shots[1].present
    assert film.props[0].id in film.shots[2].present


def test_giving_and_taking():
    film = direct("Ken picks the ball up and throws it to Hana. She catches it, smiles and gives it back to him.")
    actions = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert [(one.who, one.motion, one.thing, one.towards) for one in actions] == [
        ("ken", "pick_up", "prop-ball", None),
        ("ken", "throw", "prop-ball", "hana"),
        ("hana", "catch", "prop-ball", None),
        ("hana", "give", "prop-ball", "ken"),
    ]


def test_feelings_come_where_the_words_have_them():
    film = direct("Hana looks sad. Ken waves. Hana smiles.")
    feelings = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Feeling)]
    assert [(one.who, one.emotion) for one in feelings] == [("hana", "sad"), ("hana", "happy")]
    assert [member.id for member in film.cast] == ["hana", "ken"]


def test_who_has_left_is_not_in_the_wide_shot():
    film = direct("INT. ROOM - DAY\n\nHana and Ken sit.\n\nKen leaves.\n\nWide shot. Hana looks at the window.")
    assert "ken" in film.shots[0].present
    assert "ken" not in film.shots[-1].present


def test_a_cue_with_an_article_is_the_one_in_that_role():
    film = direct("INT. ROOM - DAY\n\nA man sits. An old woman waves.\n\nTHE MAN\nHello.\n\nTHE OLD WOMAN\nGood day.")
    assert [member.name for member in film.cast] == ["Man", "Old woman"]
    assert any("The man says" in shot.directions.audio for shot in film.shots)


def test_looks_told_midway_do_not_end_the_subject():
    film = direct(
        "A tired old man in a grey suit sits on a bench at the shrine at dusk while snow falls, and a little girl with "
        "twintails and a pink kimono brings him a cup of tea."
    )
    assert [(member.id, member.look.outfit) for member in film.cast] == [("old-man", "suit"), ("little-girl", "kimono")]
    given = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action) and beat.motion == "give"]
    assert [(one.who, one.thing, one.towards) for one in given] == [("little-girl", "prop-cup-of-tea", "old-man")]


@pytest.mark.parametrize("role", ["teacher", "nurse", "samurai", "mother", "king", "chef", "plumber", "nun", "pirate"])
def test_people_by_what_they_do_are_people(role: str):
    film = direct(f"A {role} waves on the beach.")
    assert [member.id for member in film.cast] == [role]
    assert doers(film, "wave") == [role]
    assert not film.props


@pytest.mark.parametrize("does", ["opens the door", "shuts the window", "breaks a vase", "lights her lantern"])
def test_a_name_nobody_knows_is_who_does_something_to_a_thing(does: str):
    film = direct(f"Zorka {does}.")
    assert [member.name for member in film.cast] == ["Zorka"]
    assert film.shots[0].beats


def test_a_thing_nobody_knows_opens_by_itself():
    assert "Gratings" not in [member.name for member in direct("Gratings open.").cast]


@pytest.mark.parametrize("opening", ["Steam rises from the cup", "Blood drips from the sword", "Confetti rains down"])
def test_what_things_are_made_of_is_nobodys_name(opening: str) -> None:
    film = direct(f"INT. CAFE - DAY\n\nHana sits. Hana waits.\n\n{opening}.")
    assert [member.name for member in film.cast] == ["Hana"]
