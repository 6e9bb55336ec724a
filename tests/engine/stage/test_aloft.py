"""People in water and people who climb: measured on what is performed."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from rehearsal import HANA, in_frame, joint_path, joints, play, prop, shot

from studio.engine import skeleton
from studio.engine.performance import Actor, ContactKind, Performance
from studio.engine.stage.ballistics import centre_of_mass
from studio.engine.stage.callsheet import Played
from studio.engine.stage.kinds import matrix_of
from studio.timeline.film import Action, CastId, PropId, Setting
from studio.timeline.world import World

HANA_ID, LADDER = CastId("hana"), PropId("ladder")
SURFACE, BOTTOM = -0.16, -1.56
FPS, FASTEST_MPS = 24, 9.0


def at(place: str, *actions: tuple[str, str], seconds: float = 5.0, before: World | None = None) -> Played:
    """Hana at a place, doing what motions and words say."""
    beats = [
        Action(HANA_ID, motion, None, LADDER if "ladder" in words else None, 1.0, words) for motion, words in actions
    ]
    things = (prop("ladder"),) if place == "meadow" else ()
    return play(shot(*beats, seconds=seconds, setting=Setting(place, place)), props=things, before=before)


def skeleton_path(actor: Actor) -> np.ndarray:
    """(F, J, 3) where every joint is."""
    return np.stack([joints(actor, frame)[:, :3, 3] for frame in range(len(actor.root))])


def fastest(path: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(path, axis=0), axis=-1).max() * FPS)


def splashes(performance: Performance) -> Iterator[tuple[float, float]]:
    return ((c.time, c.impulse) for c in performance.contacts if c.kind is ContactKind.SPLASH)


@pytest.mark.parametrize(
    ("words", "slowest", "quickest"),
    [
        ("swims across the pool", 0.8, 1.8),
        ("slowly swims across the pool", 0.6, 1.2),
        ("swims on her back", 0.7, 1.6),
    ],
)
def test_a_swimmer_lies_in_the_surface_and_goes_at_a_human_speed(words: str, slowest: float, quickest: float) -> None:
    played = at("pool", ("swim", words), seconds=4)
    actor = played.performance.actors[0]
    path, middle = skeleton_path(actor), slice(24, 72)
    assert fastest(path) < FASTEST_MPS
    pelvis, shoulders = path[middle, 0], path[middle, skeleton.INDEX["chest"]]
    speed = np.linalg.norm(pelvis[-1, :2] - pelvis[0, :2]) / (47 / FPS)
    assert slowest < speed < quickest
    assert np.abs(pelvis[:, 2] - shoulders[:, 2]).max() < 0.12
    assert (pelvis[:, 2] < SURFACE).all()
    crown = joint_path(actor, "head", (0.0, 0.0, 0.5))[middle]
    assert (crown[:, 2] > SURFACE - 0.05).all()
    assert path[..., 2].min() > BOTTOM
    assert played.after.people[0].posture == "swimming"
    assert played.after.people[0].wet == 1.0
    assert len(list(splashes(played.performance))) > 4


def test_arms_of_a_crawl_go_round_with_the_distance_one_after_the_other() -> None:
    actor = at("pool", ("swim", "swims across the pool"), seconds=4).performance.actors[0]
    hands = [joint_path(actor, name)[24:84, 2] > SURFACE + 0.05 for name in ("hand_l", "hand_r")]
    assert all(hand.any() and not hand.all() for hand in hands)
    assert not (hands[0] & hands[1]).any()


def test_a_swimmer_is_in_frame_and_seen_over_the_edge() -> None:
    performance = at("pool", ("swim", "swims across the pool"), seconds=4).performance
    head = joint_path(performance.actors[0], "head")
    for frame in range(0, 96, 12):
        assert np.abs(in_frame(performance, head[frame], frame)).max() < 0.95
        eye = performance.camera.eye[frame]
        over = eye + (head[frame] - eye) * (2.9 - eye[1]) / (head[frame, 1] - eye[1])
        assert eye[1] > 2.9 or over[2] > 0.0


@pytest.mark.parametrize(("motion", "words"), [("jump_in", "jumps into the pool"), ("dive", "dives into the pool")])
def test_a_plunge_flies_at_g_splashes_at_the_entry_and_comes_up(motion: str, words: str) -> None:
    played = at("pool", (motion, words))
    path = skeleton_path(played.performance.actors[0])
    time, impulse = max(splashes(played.performance), key=lambda one: one[1])
    entry = int(time * FPS)
    height = centre_of_mass(path)[entry - 7 : entry, 2]
    fitted = np.polyfit(np.arange(7) / FPS, height, 2)
    assert -2 * fitted[0] == pytest.approx(9.81, rel=0.02)
    lowest = path[..., 2].min(1)
    assert lowest[entry - 1] > SURFACE - 0.08
    assert lowest[entry + 2] < SURFACE
    assert impulse > 15
    assert fastest(path) < 1.25 * FASTEST_MPS
    assert path[..., 2].min() > BOTTOM
    assert path[entry + 6 : entry + 14, skeleton.INDEX["head"], 2].min() < SURFACE - 0.15
    assert path[-1, skeleton.INDEX["head"], 2] > SURFACE
    assert played.after.people[0].wet == 1.0


def test_who_swims_gets_out_before_walking_on() -> None:
    swum = at("pool", ("swim", "swims to the edge"), seconds=5)
    played = at("pool", ("walk", "walks away"), seconds=7, before=swum.after)
    path = skeleton_path(played.performance.actors[0])
    assert path[0, 0, 2] < SURFACE
    assert played.after.people[0].posture == "standing"
    assert path[-1, skeleton.INDEX["foot_l"], 2] == pytest.approx(0.07, abs=0.05)
    assert fastest(path) < FASTEST_MPS


def test_without_water_a_note_says_so() -> None:
    played = at("kitchen", ("swim", "swims"), seconds=3)
    assert "no water" in played.notes[0]


def test_hands_and_feet_of_a_climber_are_on_rungs_by_turns() -> None:
    played = at("meadow", ("climb", "climbs the ladder"), seconds=7)
    actor, track = played.performance.actors[0], played.performance.props[0]
    turn = matrix_of(track.orientation[0].astype(float))
    rungs = np.stack([track.position[0] + turn @ [0.0, 0.0, 0.26 * k - 0.9] for k in range(8)])
    soles = [joint_path(actor, f"foot_{side}", (0.26, 0.0, -0.26)) for side in "lr"]
    height = np.stack([sole[:, 2] for sole in soles], 1)
    assert height[-1].min() > 0.7
    moving = np.abs(np.diff(height[120:], axis=0)) > 0.012
    assert not moving.all(1).any()
    for sole in soles:
        steps = sole[120:]
        held = (np.linalg.norm(np.diff(steps, axis=0), axis=1) < 0.004) & (steps[1:, 2] > 0.05)
        gap = np.abs((rungs[None] - steps[1:, None])[held] @ turn[:, 1:])
        assert np.linalg.norm(gap, axis=-1).min(1).max() < 0.05
    assert fastest(skeleton_path(actor)) < 1.25 * FASTEST_MPS


def test_what_is_climbed_is_stayed_on_until_climbed_down() -> None:
    worlds = [World()]
    feet: list[np.ndarray] = []
    for motion, words in (("climb", "climbs onto the table"), ("wave", "waves"), ("climb", "climbs down")):
        played = at("classroom", (motion, words), seconds=5, before=worlds[-1])
        worlds.append(played.after)
        feet.append(joint_path(played.performance.actors[0], "foot_l", (0.0, 0.0, -0.26))[:, 2])
    table = 0.73
    assert feet[0][-1] == pytest.approx(table, abs=0.02)
    assert np.abs(feet[1] - table).max() < 0.03
    assert feet[2][-1] == pytest.approx(0.0, abs=0.02)
    assert [world.people[0].position[2] for world in worlds[1:]] == pytest.approx([table, table, 0.0], abs=0.01)
    for before, after in pairwise(feet):
        assert abs(before[-1] - after[0]) < 0.03


def test_where_there_is_nothing_to_climb_a_note_says_so() -> None:
    assert "nothing here to climb" in at("stage", ("climb", "climbs the tower"), seconds=3).notes[0]


def test_nothing_changes_for_who_stays_on_the_ground() -> None:
    actor = play(shot(Action(HANA_ID, "walk"), seconds=2), cast=(HANA,)).performance.actors[0]
    assert not actor.root[:, 2].any()
