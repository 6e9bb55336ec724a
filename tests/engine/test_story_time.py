"""The world over scenes, time words and rulings, as the stage plays it: what is where, and how it is told."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.engine.director import direct
from studio.engine.passing import passed
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.changes import changes
from studio.timeline.course import course
from studio.timeline.edits import trim_shot_end
from studio.timeline.film import CastId, Film, PropId, Rule, Ruling
from studio.timeline.ownership import Played, pages
from studio.timeline.ruling import rule
from studio.timeline.world import Person, Place, Thing, World

REHEARSALS = Rehearsals()
UMBRELLA, HANA = PropId("prop-umbrella"), CastId("hana")
SCRIPT = """INT. CLASSROOM - NIGHT

Hana holds a red umbrella. It rains.

EXT. BEACH - EVENING

Hana drops the umbrella.

{}

{}

EXT. BEACH - CONTINUOUS

Hana waves.
"""


def staged(film: Film) -> list[Staged]:
    return list(stage_shots(film, REHEARSALS, StopToken()))


def quick(film: Film, seconds: Fraction = Fraction(3)) -> Film:
    for shot in film.shots:
        film = trim_shot_end(film, shot.id, min(shot.duration, seconds))
    return film


def facts(world: World) -> tuple[object, ...]:
    return world.people, world.things, world.places


def test_a_flashback_restores_its_scenes_world_and_the_present_goes_on_after_it() -> None:
    film = quick(direct(SCRIPT.format("FLASHBACK TO SCENE 2", "Hana waves.")))
    scenes = [[one for one in staged(film) if one.step.scene.id == scene.id] for scene in film.scenes]
    second, past, present = scenes[1], scenes[2], scenes[3]
    assert past[0].before == second[0].before
    assert past[0].performance.setting == second[0].performance.setting
    held = past[0].before.thing(UMBRELLA)
    assert held is not None
    assert held.held_by == HANA
    assert facts(present[0].before) == facts(second[-1].after)
    lying = present[0].before.thing(UMBRELLA)
    assert lying is not None
    assert lying.held_by is None


def test_meanwhile_is_elsewhere_and_leaves_the_first_place_as_it_was() -> None:
    film = quick(direct(SCRIPT.format("EXT. FOREST - MEANWHILE", "Ken runs.")))
    shots = staged(film)
    beach, forest, back = shots[1], shots[2], shots[3]
    assert forest.performance.setting.hour == beach.performance.setting.hour
    assert back.before.person(HANA) == beach.after.person(HANA)
    assert back.before.thing(UMBRELLA) == beach.after.thing(UMBRELLA)
    assert back.before.setting == beach.after.setting


def wet_world() -> tuple[Film, World]:
    film = direct("EXT. BEACH - EVENING\n\nHana throws a ball.\n\nEXT. BEACH - {}\n\nHana sits.".format("LATER"))
    setting = film.shots[0].setting
    ball = Thing(PropId("prop-ball"), setting.place, (0.5, 0.5, 2.0), velocity=(1.0, 0.0, 3.0), wet=0.9, on="air")
    hana = Person(HANA, setting.place, (0.0, 0.0, 0.0), 0.0, emotion="angry", wet=0.9)
    return film, World(setting, (hana,), (ball,), (Place(setting.place, wet=0.9),))


@pytest.mark.parametrize(
    ("jump", "mood", "dry"), [("later", "angry", False), ("hours later", "angry", True), ("next morning", "calm", True)]
)
def test_time_dries_calms_and_lets_things_come_down(jump: str, mood: str, dry: bool) -> None:
    film, world = wet_world()
    scene = replace(film.scenes[1], jump=jump, later=True)
    step = course(replace(film, scenes=(film.scenes[0], scene)))[-1]
    after = passed(world, step, film)
    person, ball = after.people[0], after.things[0]
    assert person.emotion == mood
    assert (person.wet == 0.0) == dry
    assert (after.places[0].wet == 0.0) == dry
    assert ball.position[2] < 0.2
    assert ball.velocity == (0.0, 0.0, 0.0)


def test_in_rain_the_ground_stays_wet() -> None:
    film, world = wet_world()
    scene = film.scenes[1]
    rainy = tuple(replace(shot, setting=replace(shot.setting, weather="rain")) for shot in scene.shots)
    step = course(replace(film, scenes=(film.scenes[0], replace(scene, shots=rainy, jump="hours later", later=True))))[
        -1
    ]
    assert passed(world, step, film).places[0].wet == 0.9


LEFT = """INT. CLASSROOM - DAY

Hana holds a red umbrella.

EXT. FOREST - DAY

Hana waves.

INT. CLASSROOM - NIGHT

Hana sits.
"""


def on_the_desk(rule_kind: Rule, shot: int) -> tuple[Film, list[Staged]]:
    film = quick(direct(LEFT))
    ruling = Ruling(film.shots[shot].id, UMBRELLA, "where", rule_kind, "on the desk")
    return film, staged(rule(film, ruling))


def test_a_corrected_fact_flows_on_over_other_places() -> None:
    _, shots = on_the_desk(Rule.CORRECT, 1)
    assert shots[1].told, "the umbrella is not at the desk's place, and that is said"
    film, shots = on_the_desk(Rule.PIN, 0)
    last = shots[-1].before.thing(UMBRELLA)
    assert last is not None
    assert (last.on, last.held_by) == ("desk", None)
    assert shots[-1].before.people[0].holding is None
    page = pages(film, (Played(one.step, one.before, one.after) for one in shots))[film.shots[-1].id]
    owners = {fact.key: fact.owner for fact in page.before}
    assert owners[UMBRELLA, "where"] == film.shots[0].id


def test_what_is_pinned_against_the_story_holds_and_is_said() -> None:
    film = quick(direct("INT. CLASSROOM - DAY\n\nHana holds a red umbrella.\n\nHana drops the umbrella."))
    last = film.shots[-1]
    shots = staged(rule(film, Ruling(last.id, UMBRELLA, "held by", Rule.PIN, HANA)))
    held = shots[-1].after.thing(UMBRELLA)
    assert held is not None
    assert held.held_by == HANA
    assert any("pinned" in note for note in shots[-1].notes)


def test_what_may_not_exist_is_not_in_the_shot_and_what_needs_it_is_told() -> None:
    film = quick(direct("INT. CLASSROOM - DAY\n\nHana holds a red umbrella.\n\nHana drops the umbrella."))
    shots = staged(rule(film, Ruling(film.shots[0].id, UMBRELLA, "exists", Rule.FORBID)))
    assert UMBRELLA not in [track.prop.id for track in shots[0].performance.props]
    assert any("may not be here" in note for note in shots[0].notes)


def test_a_ruled_weather_goes_on_until_the_script_says_otherwise() -> None:
    film = quick(direct(LEFT))
    film = rule(film, Ruling(film.shots[0].id, "story", "hour", Rule.CORRECT, "evening"))
    film = rule(film, Ruling(film.shots[1].id, "story", "weather", Rule.CORRECT, "rain"))
    settings = [one.performance.setting for one in staged(film)]
    assert [one.weather for one in settings] == ["clear", "rain", "rain"]
    assert [one.hour for one in settings] == ["evening", "evening", "night"]


def test_the_difference_is_told_in_the_storys_words() -> None:
    film = direct("INT. CLASSROOM - DAY\n\nHana holds a red umbrella. 2 s.\n\n"
                  "She puts the umbrella on the desk.\n\nIt begins to rain.")  # fmt: skip
    shots = staged(film)
    told = [change.words for one in shots for change in changes(one.before, one.after, film, one.shot)]
    assert "Hana put the red umbrella on the desk." in told
    assert "It began to rain." in told


BACK_AGAIN = """INT. CLASSROOM - DAY

Hana holds a red umbrella.

She puts the umbrella on the desk.

EXT. BEACH - DAY

Hana runs.

INT. CLASSROOM - NIGHT

Hana waves.
"""


def test_what_is_left_behind_is_there_when_the_story_comes_back() -> None:
    film = quick(direct(BACK_AGAIN), Fraction(6))
    shots = staged(film)
    left = [one.after.thing(UMBRELLA) for one in shots if one.step.scene.id == "scene-1"][-1]
    assert left is not None
    assert left.on == "desk"
    assert shots[-1].before.thing(UMBRELLA) == left


@pytest.mark.parametrize(("hour", "waits"), [("DAY", True), ("NIGHT", False)])
def test_who_was_left_at_a_place_is_still_there_unless_time_went_by(hour: str, waits: bool) -> None:
    film = quick(direct(f"INT. CLASSROOM - DAY\n\nKen walks to the window.\n\nEXT. BEACH - DAY\n\nHana runs.\n\n"
                        f"INT. CLASSROOM - {hour}\n\nKen waves."), Fraction(5))  # fmt: skip
    first, _, back = staged(film)
    ken = first.after.person("ken")
    assert ken is not None
    began = back.performance.actors[0].root[0]
    assert (abs(float(began[0]) - ken.position[0]) < 0.05) == waits


def told_by(film: Film) -> list[list[str]]:
    shots = staged(film)
    told = pages(film, (Played(one.step, one.before, one.after) for one in shots))
    return [[change.words for change in told[one.shot.id].changes] for one in shots]


def test_who_leaves_is_seen_there_no_more_with_what_they_hold_until_the_words_have_them_back() -> None:
    film = direct("Scene 1: a living room. Hana holds a red umbrella. Ken sits on the sofa, 3 s.\nHana leaves, 4 s.\n"
                  "Ken waves, 2 s.\n\nScene 2: a beach. Ken walks.\n\nScene 3: a living room. Hana waves.")  # fmt: skip
    shots = staged(film)
    on_stage = [{one.member.id for one in shot.performance.actors} for shot in shots]
    left = next(at for at, shot in enumerate(shots) if "leaves" in shot.shot.words)
    assert "hana" in on_stage[left]
    assert "hana" not in on_stage[left + 1]
    assert UMBRELLA not in {track.prop.id for track in shots[left + 1].performance.props}
    assert told_by(film)[left][-1] == "Hana left the living room."
    assert "hana" in on_stage[-1]
    assert "Hana came back to the living room." in told_by(film)[-1]


def test_that_somebody_left_can_be_ruled_on() -> None:
    film = direct("A living room. Hana waves. Ken sits on the sofa. Hana leaves, 4 s. Ken waves, 2 s.")
    last = film.shots[-1].id
    kept = rule(film, Ruling(last, HANA, "where", Rule.CORRECT, "by the window"))
    assert [{one.member.id for one in staged(each)[-1].performance.actors} for each in (film, kept)] == [
        {"ken"},
        {"hana", "ken"},
    ]
    sent = rule(kept, Ruling(last, HANA, "where", Rule.CORRECT, "out of sight"))
    assert {one.member.id for one in staged(sent)[-1].performance.actors} == {"ken"}


def test_climbing_is_told_and_has_its_time_where_the_words_give_none() -> None:
    film = direct("A forest. Ken waves. Ken climbs the tree. He climbs down.")
    assert not [note for one in staged(film) for note in one.notes]
    told = [words for shot in told_by(film) for words in shot]
    assert [words.split(" the ")[0] for words in told[-2:]] == ["Ken climbed up", "Ken came down from"]


def test_a_mood_is_ruled_in_any_word_for_it_and_what_is_none_is_said_to_be_none() -> None:
    film = direct("A park. Hana waves. Hana jumps, 2 s. Close-up of Hana, 2 s.")
    shot = film.shots[-1].id
    furious, purple = (rule(film, Ruling(shot, HANA, "mood", Rule.CORRECT, word)) for word in ("furious", "purple"))
    person = staged(furious)[-1].before.person(HANA)
    assert person is not None
    assert person.emotion == "angry"
    last = staged(purple)[-1]
    person = last.before.person(HANA)
    assert person is not None
    assert person.emotion == "calm"
    assert any("could not be set" in note for note in last.notes)
