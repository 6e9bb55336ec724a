"""The ledger of facts: who owns them, what changed in plain words, and the artist's rulings as edits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from timeline_films import BALL, HANA, film

from studio.errors import InvalidRequest
from studio.timeline.changes import changes
from studio.timeline.course import course
from studio.timeline.facts import by_key, facts_of
from studio.timeline.film import (
    Action,
    CastId,
    CastMember,
    Film,
    Look,
    Prop,
    PropId,
    Rule,
    Ruling,
    Setting,
    ShotId,
    Voice,
)
from studio.timeline.ownership import Played, pages
from studio.timeline.ruling import carried_over, clear, keep_take, release_take, rule
from studio.timeline.store import Project
from studio.timeline.world import Person, Place, Thing, World

KEN = CastId("ken")
DAY, RAIN = Setting("beach", "the beach"), Setting("beach", "the beach", weather="rain")
STORY: Film = replace(
    film(2, 2),
    cast=(CastMember(HANA, "Hana", Look(outfit="coat"), Voice()), CastMember(KEN, "Ken", Look(), Voice())),
    props=(Prop(BALL, "ball", "the ball"), Prop(PropId("vase"), "vase", "blue vase")),
)
STANDING = Person(HANA, "the beach", (0, 0, 0), 0.0)
LYING = Thing(BALL, "the beach", (0, 0, 0.1))


def told(before: World, after: World, shot: int = 0) -> list[str]:
    return [change.words for change in changes(before, after, STORY, STORY.shots[shot])]


def world(*parts: Person | Thing | Place, setting: Setting = DAY) -> World:
    return World(
        setting,
        tuple(one for one in parts if isinstance(one, Person)),
        tuple(one for one in parts if isinstance(one, Thing)),
        tuple(one for one in parts if isinstance(one, Place)),
    )


def test_facts_are_said_in_plain_words() -> None:
    held = world(replace(STANDING, holding=BALL, wet=0.7, emotion="sad"), replace(LYING, held_by=HANA))
    facts = by_key(facts_of(held, STORY))
    assert facts["ball", "where"].value == "in Hana's hand"
    assert facts["ball", "held by"].words == "Hana holds the ball."
    assert facts[HANA, "wearing"].words == "Hana wears a coat."
    assert facts[HANA, "wet"].value == "soaked"
    assert facts[HANA, "mood"].value == "sad"
    assert facts["story", "weather"].value == "clear"


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({"on": "bench", "position": (1, 1, 0.5)}, "Hana put the ball on the bench."),
        ({"held_by": KEN}, "Hana gave the ball to Ken."),
        ({"held_by": HANA, "lit": True}, "The ball went on."),
        ({"held_by": HANA, "broken": True}, "The ball broke."),
        ({"held_by": HANA, "opened": True}, "The ball was opened."),
        ({"held_by": HANA, "wet": 0.9}, "The ball got soaked."),
    ],
)
def test_what_became_of_a_thing_in_hand(after: dict[str, object], words: str) -> None:
    held = replace(LYING, held_by=HANA)
    dropping = replace(STORY.shots[0], beats=())
    now = replace(held, **({"held_by": None} | after))
    assert [one.words for one in changes(world(STANDING, held), world(STANDING, now), STORY, dropping)] == [words]


def test_the_verb_is_what_was_done() -> None:
    held, down = replace(LYING, held_by=HANA), replace(LYING, position=(2, 0, 0.1))
    assert told(world(STANDING, held), world(STANDING, down)) == [
        "Hana dropped the ball; it lies on the ground, on the right."
    ]
    kicking = replace(STORY.shots[0], beats=(Action(HANA, "kick", thing=BALL),))
    kicked = changes(world(STANDING, LYING), world(STANDING, down), STORY, kicking)
    assert kicked[0].words == "Hana kicked the ball; it is on the ground, on the right."
    taken = world(replace(STANDING, holding=BALL), held)
    assert told(world(STANDING, replace(LYING, on="rock")), taken) == ["Hana picked up the ball from the rock."]


def test_people_weather_and_places() -> None:
    by_door = replace(STANDING, near="door")
    by_window = replace(STANDING, near="bench", position=(3, 0, 0), posture="sitting", emotion="happy")
    assert told(world(by_door), world(by_window)) == [
        "Hana walked from the door to the bench.", "Hana sat down on the bench.", "Hana is happy now."
    ]  # fmt: skip
    assert told(world(), world(setting=RAIN)) == ["It began to rain."]
    assert told(world(setting=RAIN), world()) == ["The rain stopped."]
    soaked = Place("the beach", wet=0.9, opened=("door",), lit=True)
    assert told(world(), world(soaked)) == [
        "The ground at the beach got soaked.", "The door at the beach was opened.",
        "The lights at the beach went on.",
    ]  # fmt: skip
    assert told(world(STANDING), world(replace(STANDING, wearing=("scarf", "-coat")))) == [
        "Hana put on a scarf.", "Hana took off the coat."
    ]  # fmt: skip


def played() -> Iterator[Played]:
    """The ball is held in shots 1 and 2, put down in 3; Hana becomes sad in 2."""
    held, sad = replace(LYING, held_by=HANA), replace(STANDING, emotion="sad")
    ends = [world(STANDING, held), world(sad, held), world(sad, replace(LYING, on="rock")), world(sad, LYING)]
    before = World()
    for step, after in zip(course(STORY), ends, strict=True):
        yield Played(step, before, after)
        before = after


def test_a_facts_owner_is_the_last_shot_that_changed_it() -> None:
    ledger = pages(STORY, played())
    last = {fact.key: fact.owner for fact in ledger[ShotId("s4")].before}
    assert last[HANA, "exists"] == "s1"
    assert last[HANA, "mood"] == "s2"
    assert last["ball", "held by"] == "s3"
    assert [change.words for change in ledger[ShotId("s2")].changes] == ["Hana is sad now."]


def test_a_flashback_plays_in_the_world_of_its_scene_and_the_present_goes_on() -> None:
    story = film(1, 1, 2, 1)
    third = replace(story.scenes[2], flashback=story.scenes[1].id)
    steps = course(replace(story, scenes=(*story.scenes[:2], third, story.scenes[3])))
    assert [(step.after, step.restores) for step in steps] == [
        (None, None), ("s1", None), (None, "s2"), ("s3", None), ("s2", None)
    ]  # fmt: skip


def test_a_flashback_to_a_scene_that_is_gone_plays_in_the_present_and_says_so() -> None:
    story = film(1, 1)
    lost = replace(story.scenes[0], flashback=story.scenes[1].id)
    first = course(replace(story, scenes=(lost, story.scenes[1])))[0]
    assert first.restores is None
    assert first.told


def test_rulings_are_edits_that_can_be_undone_and_outlive_the_window(tmp_path: Path) -> None:
    ruling = Ruling(ShotId("s2"), BALL, "held by", Rule.PIN, HANA)
    project = Project.create(tmp_path / "a.tsuzuki", STORY)
    project.history.apply("Pin fact", lambda one: rule(one, ruling))
    project.history.apply("Keep take", lambda one: keep_take(one, ShotId("s1"), "abc"))
    project.close()
    again = Project.open(tmp_path / "a.tsuzuki")
    assert again.film.rulings == (ruling,)
    assert again.film.kept[0].take == "abc"
    again.history.undo()
    again.history.undo()
    assert again.film == STORY
    again.close()


def test_the_last_ruling_on_a_fact_holds_and_clearing_takes_it_back() -> None:
    pinned = rule(STORY, Ruling(ShotId("s2"), BALL, "broken", Rule.PIN, "no"))
    corrected = rule(pinned, Ruling(ShotId("s2"), BALL, "broken", Rule.CORRECT, "yes"))
    assert [one.rule for one in corrected.rulings] == [Rule.CORRECT]
    assert clear(corrected, ShotId("s2"), BALL, "broken") == STORY
    assert release_take(keep_take(STORY, ShotId("s1"), "a"), ShotId("s1")) == STORY


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(ShotId("s1"), "nobody", "wet", Rule.PIN, "dry"),
        Ruling(ShotId("s1"), BALL, "mood", Rule.PIN, "sad"),
        Ruling(ShotId("s1"), BALL, "broken", Rule.PIN, "perhaps"),
        Ruling(ShotId("s1"), HANA, "place", Rule.FORBID, "the beach"),
        Ruling(ShotId("s9"), BALL, "broken", Rule.PIN, "yes"),
    ],
)
def test_what_cannot_be_ruled_is_refused_in_a_sentence(ruling: Ruling) -> None:
    with pytest.raises(InvalidRequest):
        rule(STORY, ruling)


def test_directing_again_keeps_rulings_on_shots_that_stay_as_written() -> None:
    ruled = rule(STORY, Ruling(ShotId("s2"), BALL, "broken", Rule.PIN, "yes"))
    renumbered = replace(STORY, scenes=tuple(
        replace(scene, shots=tuple(replace(shot, id=ShotId(f"new-{shot.id}")) for shot in scene.shots))
        for scene in STORY.scenes
    ))  # fmt: skip
    assert [one.shot for one in carried_over(ruled, renumbered).rulings] == ["new-s2"]
