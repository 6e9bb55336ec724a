"""Things as words set them going: what moves, moves as it is told, and is not set going twice."""

import numpy as np
import pytest
from rehearsal import joint_path

from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.performance import Performance
from studio.engine.skeleton import rotation_matrices
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action


def staged(words: str) -> list[Staged]:
    return list(stage_shots(direct(f"Scene 1: {words}"), Rehearsals(), StopToken()))


def way(performance: Performance, thing: str) -> np.ndarray:
    return next(one.position for one in performance.props if one.prop.id == f"prop-{thing}")


def up(performance: Performance, thing: str) -> np.ndarray:
    """(F,) how upright its own axis is: 1 upright, 0 on its side."""
    turns = next(one.orientation for one in performance.props if one.prop.id == f"prop-{thing}")
    return np.abs(rotation_matrices(turns)[:, 2, 2])


def fastest(performance: Performance, thing: str) -> float:
    return float(np.linalg.norm(np.diff(way(performance, thing), axis=0), axis=1).max() * performance.fps)


def test_a_chair_that_is_knocked_over_lies_and_stays_so():
    shots = staged("A gym. Ken knocks over the chair. He laughs.")
    assert up(shots[0].performance, "chair")[0] > 0.99
    assert up(shots[-1].performance, "chair")[-1] < 0.3


def test_a_cart_rolls_before_hands_and_nobody_in_it_flings_it():
    pulled, pushed = (one.performance for one in staged("A gym. Hana pulls the cart and Ken pushes it."))
    for performance in (pulled, pushed):
        assert np.ptp(way(performance, "cart")[:, 0]) > 0.8
        assert fastest(performance, "cart") < 2.5


@pytest.mark.parametrize("thing", ["barrel", "jar", "bottle"])
def test_what_rolls_lies_on_its_side(thing: str):
    performance = staged(f"A gym. A {thing} rolls past.")[0].performance
    assert up(performance, thing).max() < 0.1
    assert np.ptp(way(performance, thing)[:, 0]) > 0.8


def test_words_that_tell_how_a_kick_goes_on_do_not_kick_again():
    across = np.diff(way(staged("A gym. Ken kicks a crate, it slides away.")[0].performance, "crate")[:, 0])
    moving = across[np.abs(across) > 2e-3]
    assert len(moving) > 5
    assert (np.sign(moving) == np.sign(moving[0])).all()


def test_a_ball_that_fell_comes_up_no_higher_than_its_fall_allows():
    heights = way(staged("A gym. A steel ball falls and bounces.")[0].performance, "ball")[:, 2]
    first = int(np.argmin(heights[: len(heights) // 2]))
    assert heights[first:].max() < 0.6 * heights[0]


def test_a_stack_topples_as_a_whole():
    performance = staged("A gym. A stack of four boxes topples.")[0].performance
    names = ["box", "box-2", "box-3", "box-4"]
    before, after = (np.array([way(performance, one)[frame] for one in names]) for frame in (0, -1))
    assert np.ptp(before[:, :2], axis=0).max() < 1e-6
    assert np.ptp(before[:, 2]) > 0.8
    assert np.ptp(after[:, 0]) > 0.4
    assert after[:, 2].max() < 0.6 * before[:, 2].max()


def test_two_things_that_topple_one_after_the_other_both_do():
    shots = [one.performance for one in staged("A gym. A vase topples. Then a barrel topples.")]
    for thing in ("vase", "barrel"):
        assert min(up(one, thing).min() for one in shots if any(p.prop.id == f"prop-{thing}" for p in one.props)) < 0.3


def test_the_ball_she_threw_is_caught_and_thrown_back():
    shots = staged("A park. Hana throws a ball. Ken catches it and throws it back.")
    assert next(one.held_by for one in shots[-1].after.things) == "hana"
    caught = staged("A park. Hana catches the ball Ken threw.")
    assert next(one.held_by for one in caught[-1].after.things) == "hana"
    first = way(caught[0].performance, "ball")[0]
    roots = {str(one.member.id): one.root[0] for one in caught[0].performance.actors}
    assert np.linalg.norm(first[:2] - roots["ken"][:2]) < np.linalg.norm(first[:2] - roots["hana"][:2])


def test_what_is_tossed_up_comes_back_into_the_hands():
    shots = staged("A park. Hana tosses an apple up and catches it.")
    performance = shots[0].performance
    assert way(performance, "apple")[:, 2].max() > performance.actors[0].member.look.height_m
    assert next(one.held_by for one in shots[-1].after.things) == "hana"


def test_what_swings_hangs_and_what_flutters_stands():
    lantern = staged("A temple. A paper lantern swings.")[-1]
    assert next(one.hung_from for one in lantern.after.things) is not None
    assert np.ptp(way(lantern.performance, "paper-lantern"), axis=0).max() > 0.2
    flag = staged("A beach in a storm. A flag flutters in the wind.")[-1]
    assert up(flag.performance, "flag").min() > 0.99
    assert not flag.notes


def test_what_sinks_goes_under():
    shot = staged("A lake. A stone sinks.")[-1]
    pool = shot.sheet.shot.setting
    assert pool.set == "lake"
    assert way(shot.performance, "stone")[-1, 2] < -0.5


def test_a_jump_over_a_log_leads_over_it():
    shot = staged("A park. Tom jumps over the log.")[0]
    performance, log = shot.performance, way(shot.performance, "log")[0]
    tom = performance.actors[0]
    soles = np.minimum(*(joint_path(tom, f"foot_{side}", (0, 0, -0.26))[:, 2] for side in "lr"))
    over = int(np.argmin(np.abs(tom.root[:, 1] - log[1]) + np.abs(tom.root[:, 0] - log[0])))
    assert soles[over] > 0.3
    sides = np.sign(tom.root[[0, -1], :2] - log[:2])
    assert (sides[0] != sides[1]).any()


def test_a_crate_is_lifted_and_not_led():
    performance = staged("A gym. Ken lifts the crate.")[-1].performance
    assert way(performance, "crate")[-1, 2] > 0.6


def test_who_stands_in_what_they_stack_does_not_fling_it():
    performance = staged("A gym. Hana stacks three boxes.")[-1].performance
    tops = sorted(way(performance, one)[-1, 2] for one in ("box", "box-2", "box-3"))
    assert np.diff(tops) == pytest.approx([0.3, 0.3], abs=5e-3)
    assert all(contact.impulse < 50 for contact in performance.contacts if "prop-box" in contact.bodies)


def test_a_kick_over_a_fence_is_no_kicking_over():
    beats = direct("Scene 1: A park. Tom kicks the football over the fence. Mia kicks over the stool.").scenes[0].shots
    assert [beat.motion for shot in beats for beat in shot.beats if isinstance(beat, Action)] == ["kick", "topple"]


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("A room. Five books stand in a row. Hana topples the first book", "book"),
        ("A gym. Ken knocks over a row of five bottles", "bottle"),
    ],
)
def test_the_first_of_a_row_takes_all_of_them_along(words: str, things: str):
    shots = staged(f"{words}. The {things}s topple.")
    fallen = [one.orientation for one in shots[-1].performance.props if one.prop.kind == things]
    assert len(fallen) == 5
    ends = {"book": 1, "bottle": 2}[things]  # which of its own axes it stands on
    assert all(abs(rotation_matrices(turns)[-1, 2, ends]) < 0.6 for turns in fallen)


def test_what_is_slid_across_a_table_stays_on_it_and_what_is_slid_off_falls():
    along = way(staged("A kitchen. Ken slides a cup across the table.")[0].performance, "cup")
    assert np.ptp(along[:, 0]) > 0.5
    assert along[-1, 2] > 0.7
    given = way(staged("A cafe. A mug is on the table. Tom slides the mug to Ken.")[0].performance, "mug")
    assert given[-1, 2] > 0.7
    off = way(staged("A kitchen. Ken slides a cup off the table.")[0].performance, "cup")
    assert off[-1, 2] < 0.3


@pytest.mark.parametrize("words", ["An apple falls on Ken", "An apple falls from a tree onto Ken's head"])
def test_what_falls_on_somebody_strikes_them_and_then_the_ground(words: str):
    contacts = staged(f"A forest. {words}.")[0].performance.contacts
    struck = [one.bodies[1] for one in contacts if one.bodies[0] == "prop-apple"]
    assert struck[:2] == ["ken", "ground"]


def test_what_falls_from_a_tree_begins_in_its_crown():
    leaf = way(staged("A forest. A leaf falls from a tree.")[0].performance, "leaf")
    assert leaf[0, 2] > 2.0
    assert leaf[-1, 2] < 0.3


@pytest.mark.parametrize(
    ("words", "thing"), [("A cup falls from the table", "cup"), ("A bottle falls off the counter", "bottle")]
)
def test_what_falls_and_is_caught_waits_for_the_hands_and_never_reaches_the_floor(words: str, thing: str):
    shot = staged(f"A kitchen. {words}. Hana catches the {thing}.")[0]
    path = way(shot.performance, thing)
    assert path[:, 2].min() > 0.25
    assert all(
        "ground" not in contact.bodies for contact in shot.performance.contacts if f"prop-{thing}" in contact.bodies
    )
    falling = np.flatnonzero(np.diff(path[:, 2]) < -0.02)
    assert len(falling) >= 3
    assert any(one.held_by == "hana" for one in shot.after.things if one.id == f"prop-{thing}")


def test_a_kite_that_is_flown_is_up_at_the_end_of_its_line_and_sways():
    shot = staged("A meadow on a windy day. Mia flies a kite. The kite rises.")[0]
    path, line = way(shot.performance, "kite"), shot.performance.cloths[-1]
    assert line.of == "prop-kite"
    assert path[:, 2].min() > 2.5
    long = np.linalg.norm(path - line.points[:, 0, 0], axis=1)
    assert np.ptp(long) < 0.01
    assert 0.1 < np.ptp(path[:, 2]) + np.ptp(path[:, 0]) < 3.0
    assert fastest(shot.performance, "kite") < 3.0
    assert shot.notes == ()


def test_a_kite_stays_up_in_the_next_shot_and_calm_air_is_said():
    first, second = staged("A meadow. Mia flies a kite.\nShot 2: Mia laughs.")
    assert first.notes == ("There is hardly any wind: kite flies as it would in a breeze.",)
    assert way(second.performance, "kite")[:, 2].min() > 2.5
    held = staged("A meadow. Mia holds a kite.")[0]
    assert way(held.performance, "kite")[:, 2].max() < 1.6


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("A room. A box floats", "box is heavier than air, and there is no water here: it stays where it is."),
        ("A pool. A stone floats on the water", "stone is heavier than the water it keeps out: it goes under."),
    ],
)
def test_what_cannot_float_is_said_and_does_not_roll_about(words: str, note: str):
    shot = staged(f"{words}.")[0]
    assert shot.notes == (note,)
    thing = "box" if "box" in words else "stone"
    assert np.ptp(way(shot.performance, thing)[:, :2], axis=0).max() < 0.1


def test_a_balloon_stops_at_the_ceiling():
    shot = staged("A room. A balloon floats.")[0]
    ceiling = vocabulary.set_kinds()["room"].ceiling_m
    assert ceiling is not None
    path = way(shot.performance, "balloon")
    assert ceiling - 0.5 < path[-1, 2] < ceiling


@pytest.mark.parametrize("words", ["Two balls collide.", "A red ball and a blue ball roll towards each other."])
def test_two_that_collide_roll_at_each_other_and_touch(words: str):
    (shot,) = staged(f"A room. {words}")
    goes = {(beat.who, beat.motion, beat.towards) for beat in shot.shot.beats if isinstance(beat, Action)}
    assert goes == {("prop-ball", "roll", "prop-ball-2"), ("prop-ball-2", "roll", "prop-ball")}
    apart = np.linalg.norm(way(shot.performance, "ball") - way(shot.performance, "ball-2"), axis=1)
    assert apart[0] > 1.0
    assert 0.21 < apart.min() < 0.26


@pytest.mark.parametrize(
    ("words", "posture"),
    [
        ("An office. Aya falls asleep at her desk.", "sitting"),
        ("A classroom. Aya sits at the desk. She falls asleep.", "sitting"),
        ("A classroom. Aya sits at the desk. She lies down on the floor and falls asleep.", "lying"),
        ("A park. Aya falls asleep on the grass.", "lying"),
    ],
)
def test_who_falls_asleep_on_a_seat_stays_on_it(words: str, posture: str):
    last = staged(words)[-1]
    assert [person.posture for person in last.after.people] == [posture]
    (actor,) = last.performance.actors
    assert actor.face.lids[-1] < 0.2
