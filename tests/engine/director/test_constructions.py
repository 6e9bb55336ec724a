"""No word and no turn of phrase falls out of the grammar; and what a sentence says of whom."""

import pytest

from studio.bench.facets import Tally, score
from studio.bench.phrasings import phrasings
from studio.engine.director import direct
from studio.timeline.film import Action, Film

_EVERY = 12


def done(film: Film) -> list[tuple[str, str, str | None, str | None]]:
    beats = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    return [(beat.who, beat.motion, beat.thing, beat.towards) for beat in beats]


def where(film: Film) -> list[tuple[str, str, str]]:
    return [(one.who, one.relation, one.of) for shot in film.shots for one in shot.whereabouts]


def test_every_construction_is_understood_with_words_of_the_whole_vocabulary():
    total = Tally()
    for number, (_, prompt) in enumerate(phrasings()):
        if number % _EVERY == 0:
            total.add(score(prompt, direct(prompt.text)))
    assert sum(total.expected.values()) > 500
    assert sum(total.found.values()) >= 0.99 * sum(total.expected.values()), total.misses
    assert sum(total.right.values()) >= 0.99 * sum(total.there.values()), total.misses


@pytest.mark.parametrize(
    ("script", "who", "motion"),
    [
        ("Hana waves at a boy running along the beach and sits down.", "boy", "run"),
        ("Mia sits next to an old man reading a newspaper.", "old-man", "read"),
        ("Hana waves at a boy running along the beach and sits down.", "hana", "sit"),
        ("Mia points at a dog sleeping under the table.", "prop-dog", "sleep"),
        ("Hana sees a horse jump.", "prop-horse", "jump"),
    ],
)
def test_a_participle_is_of_the_noun_before_it(script: str, who: str, motion: str):
    assert (who, motion) in [(one, does) for one, does, *_ in done(direct(script))]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("A rabbit reads a newspaper in an armchair.", ("prop-rabbit", "in", "armchair")),
        ("A vase of roses stands on the piano.", ("prop-vase", "on", "prop-piano")),
        ("A hat and a red apple are under the barrel.", ("prop-hat", "under", "prop-barrel")),
        ("A girl with glasses and a boy with a hat sit on a bench.", ("girl", "on", "bench")),
    ],
)
def test_what_is_there_is_what_the_words_say_is_there(script: str, expected: tuple[str, str, str]):
    assert expected in where(direct(script))


@pytest.mark.parametrize(
    ("script", "does"),
    [
        ("Hana throws the dog a stick.", ("hana", "throw", "prop-stick", "prop-dog")),
        ("A cat knocks a book off the shelf.", ("prop-cat", "punch", "prop-book", None)),
        ("A monk sweeps leaves. He bows.", ("monk", "sweep", "prop-leaves", None)),
        ("Ken took a seat.", ("ken", "sit", None, None)),
        ("An old man feeds the pigeons.", ("old-man", "give", None, "prop-pigeons")),
        ("The bus leaves.", ("prop-bus", "leave", None, None)),
        ("Hana spots the girl.", ("hana", "look", None, "girl")),
    ],
)
def test_what_is_done_with_what(script: str, does: tuple[str, str, str | None, str | None]):
    assert does in done(direct(script))


def test_what_is_not_done_and_not_there_makes_nothing():
    film = direct("Hana is not carrying an egg. No music. The two sisters argue over a blue dress.")
    assert [prop.name for prop in film.props] == ["blue dress"]
    assert not [cue for shot in film.shots for cue in shot.cues]
    assert {member.look.cloth for member in film.cast}.isdisjoint({"#2f6fd0"})


def test_each_of_two_is_told_of():
    film = direct("Two girls, one with glasses and one with a hat, walk through the park.")
    assert [member.look.accessories for member in film.cast] == [("glasses",), ("hat",)]
    assert [(who, motion) for who, motion, *_ in done(film)] == [("girl", "walk"), ("girl-2", "walk")]


def test_a_heading_may_have_its_action_on_the_line():
    film = direct("Ext. harbour, night. A sailor looks at the moon.")
    assert (film.shots[0].setting.set, film.shots[0].setting.hour) == ("harbour", "night")
    assert ("sailor", "look") in [(who, motion) for who, motion, *_ in done(film)]


def test_who_fights_with_a_sword_is_said_to():
    film = direct("A knight fights with a sword. A boy hits a box.")
    said = " ".join(shot.directions.motion for shot in film.shots)
    assert "The knight fights with the sword." in said
    assert "The boy hits the box." in said


@pytest.mark.parametrize(
    ("script", "sets"),
    [
        ("An old man sits in the garden. A cat jumps onto the roof.", ["garden"]),
        ("Two boys wait at a station. A cat leaps onto the roof.", ["station"]),
        ("Hana sits in the classroom. Then she goes up to the roof and looks at the city.", ["classroom", "rooftop"]),
        ("A boy sleeps on the roof.", ["rooftop"]),
        ("Scene 1: a park, day. Hana waves. Ken lies on the grass.", ["park"]),
        ("A lake. A cat sits in the grass.", ["lake"]),
        ("Hana waves on a street. Ken lies on the grass.", ["neon_street", "meadow"]),
        ("Scene 1: an office. Aya types.\n\nScene 2: a room, night. Jun sits.", ["office", "room"]),
        ("Scene 1: an office. Aya types. She walks across the room.", ["office"]),
        ("A forest. Ken jumps.\n\nScene 2: a lake. Aya waves.", ["forest", "lake"]),
        ("Ken is a boy in a green coat.\n\nScene 1: a lake. Ken waves.", ["lake"]),
    ],
)
def test_a_part_of_the_set_is_no_other_place(script: str, sets: list[str]) -> None:
    assert list(dict.fromkeys(shot.setting.set for shot in direct(script).shots)) == sets
