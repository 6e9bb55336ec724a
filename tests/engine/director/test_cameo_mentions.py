"""Cameos that scripts name: by handle in seven languages, and by saying so."""

import pytest
from msgspec.structs import replace

from studio.engine.director import direct
from studio.engine.director.mentions import Acquaintance
from studio.engine.director.redirect import redirect
from studio.timeline.casting import recast
from studio.timeline.film import Action, CastId, Film, Line

HANA = Acquaintance("id-hana", "hana", "Hana")
REN = Acquaintance("id-ren", "ren", "Ren", mine=True)
YUKI = Acquaintance("id-yuki", "yuki", "ユキ")
KNOWN = (HANA, REN, YUKI)


def cameos(film: Film) -> dict[str, str]:
    return {member.name.lower(): member.cameo for member in film.cast}


def acts(film: Film) -> set[tuple[str, str]]:
    return {(beat.who, beat.motion) for shot in film.shots for beat in shot.beats if isinstance(beat, Action)}


@pytest.mark.parametrize(
    "script",
    [
        "@hana walks on the beach.",
        "浜辺を@hanaが歩く。",
        "@hana在海滩上走。",
        "@hana가 해변을 걷는다.",
        "@hana geht am Strand.",
        "@hana camina por la playa.",
        "@hana marche sur la plage.",
    ],
)
def test_a_handle_is_a_cast_member_who_acts_in_every_language(script: str) -> None:
    film = direct(script, None, KNOWN)
    assert cameos(film) == {"hana": "id-hana"}
    assert acts(film) == {("hana", "walk")}
    assert film.script == script
    assert film.shots[0].setting.set == "beach"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Use my cameo. I walk on the beach.", {"i": "id-ren"}),
        ("Use my cameo as Ken. Ken walks on the beach.", {"ken": "id-ren"}),
        ("Use my cameo as the hero. The hero walks on the beach.", {"hero": "id-ren"}),
        ("Use my cameo for the girl. A girl walks on the beach.", {"girl": "id-ren"}),
        ("Use Hana's cameo. Hana walks on the beach.", {"hana": "id-hana"}),
        ("Use Hana's cameo for a witch. A witch walks on the beach.", {"witch": "id-hana"}),
        ("My cameo walks on the beach.", {"i": "id-ren"}),
        ("My cameo and Hana walk on the beach.", {"i": "id-ren", "hana": "id-hana"}),
        ("Ken waves at my cameo in a park.", {"ken": "", "i": "id-ren"}),
        ("Use my cameo. A girl walks on the beach.", {"girl": "id-ren"}),
        ("Me and Hana walk on the beach.", {"i": "id-ren", "hana": "id-hana"}),
        ("Hana and I walk on the beach.", {"i": "id-ren", "hana": "id-hana"}),
        ("@hana and @me walk on the beach.", {"me": "id-ren", "hana": "id-hana"}),
        ("@ren walks on the beach.", {"ren": "id-ren"}),
        ("私のカメオを使って。私が浜辺を歩く。", {"i": "id-ren"}),
        ("僕のカメオをケン役に使ってください。ケンが浜辺を歩く。", {"ケン": "id-ren"}),
        ("私のカメオが浜辺を歩く。", {"i": "id-ren"}),
        ("公園でケンが私のカメオに手を振る。", {"ケン": "", "i": "id-ren"}),
        ("私のカメオを使って。女の子が浜辺を歩く。", {"girl": "id-ren"}),
        ("私とHanaが浜辺を歩く。", {"i": "id-ren", "hana": "id-hana"}),
        ("ユキと僕が浜辺を歩く。", {"ユキ": "id-yuki", "i": "id-ren"}),
        ("私と@hanaが浜辺を歩く。", {"i": "id-ren", "hana": "id-hana"}),
    ],
)
def test_ones_own_cameo_is_asked_for_in_words(script: str, expected: dict[str, str]) -> None:
    film = direct(script, None, KNOWN)
    assert cameos(film) == expected
    assert film.script == script
    assert {motion for _, motion in acts(film)} <= {"walk", "wave"}
    assert film.unplaced == ()


@pytest.mark.parametrize(
    "script",
    [
        "Hana walks on the beach.",
        "I walk on the beach.",
        "Write to ken@hana.com. A girl walks on the beach.",
        "She wears a cameo brooch and walks on the beach.",
        "私は友達と浜辺を歩く。",
        "私と花が浜辺を歩く。",
        "ユキが浜辺を歩く。",
    ],
)
def test_nobody_is_a_cameo_whom_the_words_do_not_ask_for(script: str) -> None:
    assert set(cameos(direct(script, None, KNOWN)).values()) <= {""}


def test_a_handle_of_nobody_here_is_kept_and_told() -> None:
    film = direct("@mika walks on the beach.", None, KNOWN)
    assert cameos(film) == {"mika": "@mika"}
    assert [one.words for one in film.unplaced] == ["@mika"]


def test_without_cameos_here_me_and_hana_are_just_people() -> None:
    assert set(cameos(direct("Me and Hana walk on the beach.")).values()) == {""}
    assert cameos(direct("Use my cameo. I walk on the beach.")) == {"i": "@me"}


def test_a_cue_may_be_a_handle() -> None:
    film = direct("INT. ROOM - DAY\n\n@hana\nHello there.\n\n@hana nods.\n\n@hana\nBye.", None, KNOWN)
    assert cameos(film) == {"hana": "id-hana"}
    lines = [beat.text for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    assert lines == ["Hello there.", "Bye."]


@pytest.mark.parametrize(
    "script",
    [
        "INT. ROOM - DAY\n\nUse my cameo. I wave.\n\nME\nHello.\n",
        "INT. ROOM - DAY\n\n@me waves. I sit down.\n\nME (softly)\nHello.\n",
        "INT. ROOM - DAY\n\n@me waves. I sit down.\n\n@me\nHello.\n",
        "INT. ROOM - DAY\n\nMe and Hana wave.\n\nME\nHello.\n",
        "INT. ROOM - DAY\n\n@me waves.\n\n@me\nHello.\n",
    ],
)
def test_one_has_one_double_however_one_is_called(script: str) -> None:
    film = direct(script, None, KNOWN)
    mine = [member.id for member in film.cast if member.cameo == "id-ren"]
    assert len(mine) == 1
    assert {member.id for member in film.cast} <= {*mine, "hana"}
    assert [beat.who for shot in film.shots for beat in shot.beats if isinstance(beat, Line)] == mine
    assert film.script == script


def test_a_cue_that_an_at_forces_is_nobodys_cameo() -> None:
    film = direct("INT. ROOM - DAY\n\n@McAvoy\nHello there.", None, KNOWN)
    assert cameos(film) == {"mcavoy": ""}
    assert film.unplaced == ()


def test_the_words_stay_as_the_artist_wrote_them() -> None:
    film = direct("On the beach, @hana and Ken dance.", None, KNOWN)
    assert film.shots[0].words == "On the beach, @hana and Ken dance."


def test_a_cameo_goes_when_the_script_names_it_no_longer_and_stays_when_given_by_hand() -> None:
    before = direct("@hana walks on the beach.", None, KNOWN)
    assert cameos(direct("Hana walks on the beach.", before, KNOWN)) == {"hana": ""}
    plain = direct("Hana walks on the beach.", None, KNOWN)
    given = replace(plain, cast=(replace(plain.cast[0], cameo="id-hana"),))
    assert cameos(direct("Hana runs on the beach.", given, KNOWN)) == {"hana": "id-hana"}


@pytest.mark.parametrize(
    ("script", "who", "left"),
    [
        ("Use my cameo. I walk on the beach.", "i", "I walk on the beach."),
        ("Use my cameo as the hero. The hero walks on the beach.", "hero", "The hero walks on the beach."),
        ("Ken waves at my cameo in a park.", "i", "Ken waves at me in a park."),
        ("My cameo walks on the beach.", "i", "I walks on the beach."),
        ("@hana walks on the beach.", "hana", "hana walks on the beach."),
        ("私のカメオを使って。私が浜辺を歩く。", "i", "私が浜辺を歩く。"),
        ("私のカメオが浜辺を歩く。", "i", "私が浜辺を歩く。"),
    ],
)
def test_who_was_recast_stays_so_when_the_script_is_read_again(script: str, who: str, left: str) -> None:
    film = direct(script, None, KNOWN)
    assert cameos(film)[who] != ""
    again = recast(film, CastId(who))
    assert again.script == left
    assert set(cameos(again).values()) == {""}
    assert set(cameos(direct(again.script, again, KNOWN)).values()) == {""}


def test_a_shots_own_words_may_name_one_too() -> None:
    film = direct("Ken walks on the beach.", None, KNOWN)
    shot = film.shots[0]
    edited = redirect(film, shot.id, replace(shot.directions, motion="@hana waves."), KNOWN)
    assert cameos(edited) == {"ken": "", "hana": "id-hana"}
    assert ("hana", "wave") in acts(edited)
    assert edited.shots[0].directions.motion == "@hana waves."
