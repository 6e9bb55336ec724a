"""What words show of a real person: hidden words are read, ordinary drama is let through, refusals say why."""

from collections import Counter

import pytest

from studio.bench.protection import FINE, lines, over_blocked
from studio.cameo.limits import words_objection
from studio.cameo.profile import Content, Profile
from studio.cameo.protection import HARMS, MINOR, found_in, minor_in, reason
from studio.timeline.film import Camera, CastId, Directions, Line, Seconds, Setting, Shot, ShotId


def harms(text: str) -> set[str]:
    return {found.harm for found in found_in(text)}


@pytest.mark.parametrize(
    "hidden",
    [
        "n4ked", "NAKED", "ｎａｋｅｄ", "n a k e d", "n.a.k.e.d", "na\u200bked", "nаkеd (Cyrillic)",
        "naaaaked",
        "náked", "ヌード", "ぬーど", "ﾇｰﾄﾞ", "ヌ・ー・ド", "全 裸", "エッチ", "えっち",
    ],
)  # fmt: skip
def test_a_word_that_is_hidden_reads_like_the_plain_word(hidden: str) -> None:
    assert "sexual" in harms(f"Hana is {hidden}.")


@pytest.mark.parametrize(
    "age",
    [
        "a 15-year-old",
        "she is 15",
        "aged 9",
        "fifteen years old",
        "15歳の",
        "十七歳の",
        "15 yo",
        "a schoolgirl",
        "女子高生",
    ],
)
def test_an_age_under_18_is_read(age: str) -> None:
    assert minor_in(age) is not None
    assert MINOR in harms(f"{age} naked. 裸の人。")


@pytest.mark.parametrize("age", ["she is 18", "a 30-year-old", "25歳の", "it is 12 o'clock", "five metres", "二十一歳"])
def test_what_is_no_childs_age_is_not(age: str) -> None:
    assert minor_in(age) is None


def test_ordinary_drama_is_let_through() -> None:
    assert over_blocked([one for one in lines() if one.part != "fresh"]) == 0


def test_the_labelled_lines_are_balanced() -> None:
    counted = Counter((one.language, one.label == FINE) for one in lines() if one.part != "fresh")
    assert counted == {
        (language, fine): 80 if fine else 70 for language in ("english", "japanese") for fine in (True, False)
    }
    assert len({one.text for one in lines()}) == len(lines())


def test_every_refusal_has_a_reason_and_a_way_to_write_it_instead() -> None:
    for harm in (*HARMS, MINOR, "violence", "romance"):
        told = reason(harm)
        assert len(told.why) > 30
        assert len(told.instead) > 30


def shot(words: str, *said: str) -> Shot:
    beats = tuple(Line(CastId("ken"), text) for text in said)
    return Shot(ShotId("s"), words, Directions(), Setting("park", "park"), Camera(), beats, Seconds(2))


def test_dialogue_and_directions_are_read_as_well() -> None:
    assert words_objection(shot("Ken talks.", "A naked child."), Profile())
    hidden = Shot(
        ShotId("s"), "Ken.", Directions(subject="a nude teenager"), Setting("a", "a"), Camera(), (), Seconds(1)
    )
    assert words_objection(hidden, Profile())


def test_a_gentle_profile_refuses_more_and_an_ordinary_one_does_not() -> None:
    grim = shot("Ken is tortured in a cellar.")
    assert words_objection(grim, Profile()) is None
    told = words_objection(grim, Profile(content=Content.GENTLE))
    assert told is not None
    assert "gentle" in told
    assert words_objection(shot("Hana and Ken fight with swords and laugh."), Profile(content=Content.GENTLE)) is None
