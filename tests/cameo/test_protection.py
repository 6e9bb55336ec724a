"""What words show of a real person: hidden words are read, ordinary drama is let through, refusals say why."""

import tomllib

import pytest

from studio.bench.protection import HELD_OUT, lines, over_blocked, reasoned, refused
from studio.cameo.limits import words_objection
from studio.cameo.profile import Content, Profile
from studio.cameo.protection import HARMS, MINOR, found_in, minor_in, reason
from studio.cameo.weighing import field_names, weights
from studio.resources import resource
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
    assert over_blocked([one for one in lines() if one.part not in HELD_OUT]) <= 2


@pytest.mark.parametrize("language", ["english", "japanese"])
def test_what_the_rules_were_learned_from_is_refused(language: str) -> None:
    chosen = [one for one in lines() if one.language == language and one.part not in HELD_OUT]
    assert refused(chosen) >= 98
    assert reasoned(chosen) >= 97


def test_lines_that_nothing_was_learned_from_are_mostly_refused() -> None:
    assert refused([one for one in lines() if one.part in HELD_OUT]) >= 85


def test_every_line_is_its_own() -> None:
    every = (*lines(), *lines("protection_lessons"))
    assert len({one.text for one in every}) == len(every)


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("The robot saws off the other robot's arm.", None),
        ("Ken saws off her arm.", "cruelty"),
        ("The dog licks his boots.", None),
        ("Make her lick his boots.", "demeaning"),
        ("Hana takes off her coat.", None),
        ("Hana takes off everything, one by one, for the camera.", "sexual"),
        ("ロボットの腕を切り落とす。", None),
        ("彼女の腕を切り落とす。", "cruelty"),
        ("靴を舐めさせて笑う。", "demeaning"),
    ],
)
def test_what_is_done_counts_with_whom_it_is_done_to(text: str, harm: str | None) -> None:
    assert harm in harms(text) if harm else not harms(text)


def test_whoever_plays_in_the_shot_is_a_person() -> None:
    assert "demeaning" in {one.harm for one in found_in("Zirkon is repulsive scum.", ("Zirkon",))}
    named = found_in("They nail Zirkon to a cross.", ("Zirkon",))
    assert "Zirkon" in named[0].words
    assert "somebody" not in named[0].words


def test_the_weights_are_of_fields_that_there_are() -> None:
    known = {name for language in ("english", "japanese") for name in field_names(language)}
    for by in weights().harms.values():
        assert set(by.alone) <= known
        assert {name for pair in by.together for name in pair.split()} <= known


@pytest.mark.parametrize("language", ["english", "japanese"])
def test_every_sense_is_of_kinds_that_there_are(language: str) -> None:
    read = tomllib.loads(resource(f"protection/{language}_senses.toml").read_text("utf-8"))
    named = {
        kind for sense in read["senses"] for one in (*sense["all"], *sense.get("unless", ())) for kind in one.split("|")
    }
    assert named <= set(read["kinds"])


def test_a_long_text_without_stops_is_read_in_a_moment_and_to_its_end() -> None:
    assert "sexual" in harms("Hana walks and walks. " * 200 + "She stands naked.")


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
