"""A cue names somebody whom the action has described."""

import pytest

from studio.engine.director.direct import direct
from studio.timeline.film import Action, Film, Line


def names(film: Film) -> list[str]:
    return [member.name for member in film.cast]


def test_who_was_described_alone_is_who_speaks() -> None:
    film = direct(
        "EXT. STATION - EVENING\n\nA woman in a red coat waits, holding an umbrella.\n\nMARI\nYou again?\n\nMari sighs."
    )
    (mari,) = film.cast
    assert (mari.name, mari.look.build, mari.look.outfit) == ("Mari", "woman", "coat")
    actions = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert {beat.who for beat in actions} == {mari.id}
    assert all(mari.id in shot.present for shot in film.shots)


def test_what_they_hold_stays_in_their_hand() -> None:
    film = direct("EXT. STREET - DAY\n\nA girl picks up a ball.\n\nMIO\nMine!\n\nShe throws it.")
    last = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)][-1]
    assert (last.who, last.motion, last.thing) == (film.cast[0].id, "throw", film.props[0].id)


def test_two_get_their_names_by_what_suits_them() -> None:
    script = "INT. CAFE - MORNING\n\nA girl in a raincoat and a boy in a hoodie sit at a table.\n\n"
    for first, second in (("KEN", "HANA"), ("HANA", "KEN")):
        film = direct(f"{script}{first}\nHello.\n\n{second}\nHello.")
        assert {one.name: one.look.outfit for one in film.cast} == {"Hana": "raincoat", "Ken": "hoodie"}


def test_names_of_both_go_to_whom_they_suit_best() -> None:
    script = "INT. CAFE - MORNING\n\nA girl and a boy sit at a table.\n\nREN\nI leave on Friday.\n\nYUKI\nFriday?"
    assert {one.name: one.look.build for one in direct(script).cast} == {"Yuki": "girl", "Ren": "boy"}


def test_two_alike_are_named_in_their_order_and_by_whom_the_words_spoke_of() -> None:
    film = direct("EXT. PARK - DAY\n\nTwo girls run.\n\nAYA\nFaster!\n\nMIO\nWait!")
    assert names(film) == ["Aya", "Mio"]
    script = "EXT. PARK - DAY\n\nA woman sits. A man in a suit reads.\n\nThe woman waves.\n\nAOI\nHello!"
    assert next(one for one in direct(script).cast if one.name == "Aoi").look.build == "woman"


@pytest.mark.parametrize(
    ("script", "cast"),
    [
        ("INT. ROOM - DAY\n\nA man sits.\n\nHANA\nHello.", ["Man", "Hana"]),
        ("INT. ROOM - DAY\n\nA woman sits.\n\nMARI (V.O.)\nHello.", ["Woman", "Mari"]),
        ("INT. ROOM - DAY\n\nMari sits. A woman stands.\n\nMARI\nHello.", ["Mari", "Woman"]),
        ("INT. ROOM - DAY\n\nA woman sits.\n\nMARI\nHello.\n\nWOMAN\nHello.", ["Woman", "Mari"]),
        ("INT. ROOM - DAY\n\nA woman sits.\n\nINT. CAFE - DAY\n\nMARI\nHello.", ["Woman", "Mari"]),
        ("INT. ROOM - DAY\n\nA woman sits.\n\nWOMAN\nHello.\n\nMARI\nHello.", ["Woman", "Mari"]),
    ],
)
def test_somebody_else_stays_somebody_else(script: str, cast: list[str]) -> None:
    assert names(direct(script)) == cast


def test_whose_lines_they_are() -> None:
    film = direct("EXT. PARK - DAY\n\nA girl and a boy walk.\n\nHANA\nLook.\n\nKEN\nWhere?\n\nHANA\nThere!")
    said = [(beat.who, beat.text) for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    assert said == [("hana", "Look."), ("ken", "Where?"), ("hana", "There!")]
