"""Every way of wearing hair and every outfit that the figures draw is reached by words, with nothing left over."""

import pytest

from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.painters.cel.figures.hair_styles import styles
from studio.engine.painters.cel.figures.outfits import OUTFITS
from studio.timeline.film import Look

_NOUNS = ("hair", "braid", "tail", "bun", "bald", "shav", "plait", "knot", "cut", "bang", "fringe", "chignon", "curls")


def looked(text: str) -> Look:
    """How the one person of a script looks, all of whose words are understood."""
    film = direct(text)
    assert not film.unplaced
    assert not [words for shot in film.shots for words in shot.unplaced]
    return film.cast[0].look


def test_all_that_is_drawn_has_a_word() -> None:
    drawn = {name for style in styles().items() for name in (style[0], *style[1].like)}
    assert set(styles()) <= set(vocabulary.named("hair")) <= drawn
    assert set(vocabulary.named("outfits")) == set(OUTFITS)
    assert set(vocabulary.named("roles")) <= set(OUTFITS)


@pytest.mark.parametrize("style", sorted(styles()))
def test_a_way_of_wearing_hair_is_understood(style: str) -> None:
    word = vocabulary.named("hair")[style].words[0]
    noun = "" if any(part in word for part in _NOUNS) else "hair"
    assert looked(f"Mei, a girl with red {word} {noun}, waves in the park.").hair_style == style


@pytest.mark.parametrize("outfit", sorted(OUTFITS))
def test_clothes_are_understood_with_their_colour(outfit: str) -> None:
    word = vocabulary.named("outfits")[outfit].words[0]
    look = looked(f"Mei, a girl in a blue {word}, waves in the park.")
    assert (look.outfit, look.cloth) == (outfit, vocabulary.named("colours")["blue"].text["hex"])


def test_a_calling_tells_what_is_worn_and_words_tell_otherwise() -> None:
    knight = looked("A knight waves in the park.")
    assert (knight.outfit, knight.cloth) == ("armour", "#aab2c0")
    assert looked("A knight in a red kimono waves in the park.").outfit == "kimono"
    assert looked("A bald man waves in the park.").hair_style == "bald"


@pytest.mark.parametrize(
    ("text", "style", "outfit"),
    [
        ("公園。アフロの少年がジャージを着て走る。", "afro", "sports"),
        ("公园里，一个双丸子头的女孩穿着围裙笑着。", "buns", "apron"),
        ("공원에서 대머리 남자가 갑옷을 입고 서 있다.", "bald", "armour"),
        ("En el parque, una chica con dos moños y delantal saluda con la mano.", "buns", "apron"),
        ("Dans le parc, une fille aux cheveux ondulés en maillot de bain salue de la main.", "wavy", "swimsuit"),
        ("Im Park winkt ein Mädchen mit gewelltem Haar im Badeanzug.", "wavy", "swimsuit"),
    ],
)
def test_other_languages_reach_them_too(text: str, style: str, outfit: str) -> None:
    look = looked(text)
    assert (look.hair_style, look.outfit) == (style, outfit)


@pytest.mark.parametrize(
    ("words", "worn"),
    [
        ("A girl with cat ears dances.", {"cat-ears"}),
        ("A fox girl in a kimono waves.", {"fox-ears", "fox-tail"}),
        ("She has bunny ears and a cotton tail.", {"rabbit-ears", "rabbit-tail"}),
        ("猫耳の少女が走る。", {"cat-ears"}),
        ("戴着猫耳的女孩在跳舞。", {"cat-ears"}),
        ("고양이 귀를 한 소녀가 춤춘다.", {"cat-ears"}),
        ("Una chica con orejas de gato baila.", {"cat-ears"}),
        ("Une fille avec des oreilles de chat danse.", {"cat-ears"}),
        ("Ein Mädchen mit Katzenohren tanzt.", {"cat-ears"}),
    ],
)
def test_ears_and_tails_of_animals_are_worn_and_no_animal_is_there(words: str, worn: set[str]):
    film = direct(words)
    assert set(film.cast[0].look.accessories) == worn
    assert film.props == ()


def test_several_who_are_half_animals_all_are():
    assert all("cat-ears" in one.look.accessories for one in direct("Two catboys fight.").cast)
