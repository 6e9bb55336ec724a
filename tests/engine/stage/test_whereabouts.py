"""Things and people are where the words put them as a shot begins."""

import numpy as np
import pytest

from studio.engine.director.direct import direct
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.vocabulary import set_kinds
from studio.timeline.film import CastId, Whereabouts
from studio.timeline.world import World


def after(script: str) -> World:
    return next(iter(stage_shots(direct(script), Rehearsals(most=1), StopToken()))).after


@pytest.mark.parametrize(
    ("script", "where"),
    [
        ("A cat sleeps under the table.", ("prop-cat", "under", "prop-table", "")),
        ("Between the girl and the boy stands a vase.", ("prop-vase", "between", "girl", "boy")),
        ("Behind the tree a child hides.", ("child", "behind", "tree", "")),
        ("A boy finds a letter under the bench.", ("prop-letter", "under", "bench", "")),
        ("A girl stands far away on the beach.", ("girl", "far away", "", "")),
    ],
)
def test_the_words_for_where_something_is(script: str, where: tuple[str, str, str, str]):
    found = [one for shot in direct(script).shots for one in shot.whereabouts]
    who, relation, of, other = where
    assert Whereabouts(CastId(who), relation, of, other) in found


def test_what_moves_is_not_said_to_be_anywhere():
    for script in ("Hana walks behind the tree in the park.", "Hana puts a cup on the table.", "He runs to the door."):
        assert [one for shot in direct(script).shots for one in shot.whereabouts] == []


def test_on_a_table_is_on_top_of_it():
    world = after("There is a small white cat on a red chair, next to a tall lamp, in a dark living room.")
    cat, chair = world.thing("prop-cat"), world.thing("prop-chair")
    assert cat
    assert chair
    assert cat.position[2] > 0.4
    assert cat.position[:2] == pytest.approx(chair.position[:2], abs=0.2)


def test_between_and_far_away_and_behind():
    world = after("Between the girl and the boy stands a huge blue vase.")
    vase, girl, boy = world.thing("prop-vase"), world.person("girl"), world.person("boy")
    assert vase
    assert girl
    assert boy
    assert min(girl.position[0], boy.position[0]) < vase.position[0] < max(girl.position[0], boy.position[0])
    far = after("A girl stands far away on the beach.").person("girl")
    assert far
    assert far.position[1] > 5.0
    hidden = after("Ken waits behind the bench in the park.").person("ken")
    assert hidden
    assert hidden.position[1] > 2.65


@pytest.mark.parametrize("words", ["She puts her umbrella on the bench.", "Hana closes her umbrella.\n\nIt is quiet."])
def test_an_umbrella_that_is_laid_down_or_shut_stays_shut(words: str) -> None:
    shots = list(stage_shots(direct(f"EXT. PARK - DAY\n\n{words}"), Rehearsals(), StopToken()))
    umbrella = shots[-1].after.things[0]
    assert not umbrella.unfolded
    assert ("bench" in umbrella.on) == ("bench" in words)


def test_two_things_that_break_in_one_shot_lie_where_they_broke() -> None:
    film = direct("INT. KITCHEN - DAY\n\nThe vase falls and breaks. The cup falls and breaks.")
    after = list(stage_shots(film, Rehearsals(), StopToken()))[-1].after
    assert [thing.broken for thing in after.things] == [True, True]
    assert all(max(map(abs, thing.position)) < 5 for thing in after.things)


@pytest.mark.parametrize("place", ["HOSPITAL", "CLASSROOM", "OFFICE"])
def test_who_opens_the_door_and_walks_in_stays_within_the_walls(place: str) -> None:
    film = direct(f"INT. {place} - DAY\n\nHana opens the door and walks in.")
    shot = next(iter(stage_shots(film, Rehearsals(), StopToken())))
    left, right, _, _ = set_kinds()[film.shots[0].setting.set].bounds_m
    across = shot.performance.actors[0].root[:, 0]
    assert left - 0.1 < across.min()
    assert across.max() < right + 0.1
    assert abs(across[-1]) < 2


def test_what_bobs_on_the_water_is_in_it_and_in_the_picture() -> None:
    film = direct("EXT. LAKE - DAY\n\nA wooden ball bobs on the water.")
    performance = list(stage_shots(film, Rehearsals(), StopToken()))[-1].performance
    lake, way = set_kinds()["lake"].water[0], performance.props[0].position
    assert (way[:, 1] > lake.bounds_m[2]).all()
    assert (np.abs(way[:, 2] - lake.surface_m) < 0.2).all()
    assert np.linalg.norm(performance.camera.target - way, axis=1).max() < 0.5


def test_a_vase_that_falls_falls_off_its_table_and_breaks_below() -> None:
    film = direct("INT. ROOM - DAY\n\nA vase stands on the table. The vase falls and breaks.")
    staged = list(stage_shots(film, Rehearsals(), StopToken()))[-1]
    (vase,) = [thing for thing in staged.after.things if thing.broken]
    assert vase.position[2] < 0.4


def test_what_sank_is_filmed_from_above_the_water() -> None:
    film = direct("EXT. LAKE - DAY\n\nNora throws a stone into the lake.\n\nIt sinks.")
    sinking = list(stage_shots(film, Rehearsals(), StopToken()))[-1].performance
    surface = set_kinds()["lake"].water[0].surface_m
    assert (sinking.camera.target[:, 2] > surface - 0.05).all()
    assert (sinking.camera.eye[:, 2] > 0.0).all()


@pytest.mark.parametrize(("where", "bears"), [("railing", False), ("table", True), ("shelf", True)])
def test_what_bears_nothing_is_told(where: str, bears: bool) -> None:
    film = direct(f"INT. LIBRARY - DAY\n\nHana puts her book on the {where}.")
    played = list(stage_shots(film, Rehearsals(), StopToken()))[-1]
    assert bool(played.after.things[0].on) == bears
    assert any("bears nothing" in note for note in played.notes) != bears


def test_what_is_put_on_a_chair_is_on_it() -> None:
    world = after("INT. KITCHEN - DAY\n\nHana puts a cup on the red chair.")
    assert [thing.on for thing in world.things if thing.id == "prop-cup"] == ["prop-chair"]
