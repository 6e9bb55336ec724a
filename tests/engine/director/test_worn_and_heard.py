"""Hats by their names, dark clothes, looks over a shoulder that are no framing, booms that are heard, fat cats."""

import pytest

from studio.engine.director.direct import direct
from studio.timeline.film import Film


def shots(film: Film) -> list[str]:
    return [shot.camera.framing for scene in film.scenes for shot in scene.shots]


@pytest.mark.parametrize(
    ("said", "worn"),
    [("a pointed hat", "witch-hat"), ("a straw hat", "straw-hat"), ("a baseball cap", "cap"), ("a hat", "hat"),
     ("a woolly hat", "beanie")],
)  # fmt: skip
def test_a_hat_is_the_one_that_the_words_say(said: str, worn: str) -> None:
    film = direct(f"A park. Lyra, a girl with curly hair in a purple dress and {said}, waves.")
    assert film.cast[0].look.accessories == (worn,)


def test_a_dark_coat_is_dark() -> None:
    look = direct("A street at night. Two men in dark coats chase Aya.").cast[0].look
    assert look.outfit == "coat"
    assert max(int(look.cloth[at : at + 2], 16) for at in (1, 3, 5)) < 0x50


@pytest.mark.parametrize("words", ["Aya runs, glancing over her shoulder.", "Aya looks over her shoulder."])
def test_a_glance_over_a_shoulder_is_no_framing(words: str) -> None:
    assert "over the shoulder" not in shots(direct(f"A street by day. {words}"))


def test_over_the_shoulder_is_one_still() -> None:
    film = direct("A street by day. Aya and Ken talk. Over her shoulder, Ken nods.")
    assert shots(film)[-1] == "over the shoulder"


def test_a_boom_is_heard_and_no_thing() -> None:
    film = direct("A river at night. Sota stands. A huge boom.")
    assert film.props == ()
    assert any("thunder" in shot.cues for scene in film.scenes for shot in scene.shots)


def test_a_fat_cat_is_one_large_cat() -> None:
    film = direct("A kitchen. A fat orange cat sits on the table.")
    assert [prop.kind for prop in film.props] == ["cat"]


def test_grandpa_and_an_elder_man_are_one() -> None:
    assert len(direct("A cafe. Grandpa Jun, an elder man with a beard, drinks tea.").cast) == 1
