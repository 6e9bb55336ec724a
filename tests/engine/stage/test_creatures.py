"""Animals and the robot: what they are seen to do."""

import math

import numpy as np
import pytest
from rehearsal import HANA, STAGE, play, prop, shot

from studio.engine.creatures import creatures, joint_names, rest_place
from studio.engine.performance import Performance, PropTrack
from studio.engine.skeleton import rotation_matrices
from studio.engine.stage.callsheet import Played
from studio.timeline.film import Action, Setting
from studio.timeline.world import World

LIVING_ROOM = Setting("living_room", "living room")


def act(who: str, motion: str, words: str = "", towards: str | None = None) -> Action:
    return Action(who, motion, None, towards, 1.0, words)  # pyright: ignore[reportArgumentType]


def track(performance: Performance, kind: str) -> PropTrack:
    return next(one for one in performance.props if one.prop.kind == kind)


def in_world(one: PropTrack, joint: str, point: np.ndarray) -> np.ndarray:
    """(F, 3) where a point of the resting creature, carried by a joint, is."""
    number, kind = joint_names(one.prop.kind).index(joint), one.prop.kind
    assert one.limbs is not None
    limb = one.limbs[:, number].astype(float)
    own = np.einsum("fij,j->fi", limb[:, :3, :3], point - rest_place(kind, joint)) + limb[:, :3, 3]
    return np.einsum("fij,fj->fi", rotation_matrices(one.orientation), own) + one.position


def heading(one: PropTrack) -> np.ndarray:
    return np.unwrap(2 * np.arctan2(one.orientation[:, 3], one.orientation[:, 0])) - math.pi / 2


def posture(played: Played, who: str) -> str:
    thing = played.after.thing(who)
    assert thing is not None
    return thing.posture


@pytest.mark.parametrize(("kind", "motion"), [("dog", "walk"), ("cat", "walk"), ("fox", "run"), ("turtle", "walk")])
def test_feet_stay_where_they_are_set_down(kind: str, motion: str):
    played = play(shot(act(kind, motion), seconds=5.0), props=(prop(kind),))
    one = track(played.performance, kind)
    assert np.linalg.norm(one.position[-1] - one.position[0]) > 0.2
    for leg in ("fore_l", "hind_r"):
        foot = in_world(one, f"{leg[:-2]}2{leg[-2:]}", rest_place(kind, f"foot of {leg}"))
        assert foot[:, 2].min() > -0.02
        down = foot[:, 2] < 0.002
        for standing in np.split(np.arange(len(foot)), np.flatnonzero(np.diff(down.astype(int))) + 1):
            inner = standing[1:-1]
            if down[standing[0]] and len(inner) > 1:
                assert np.linalg.norm(np.ptp(foot[inner, :2], axis=0)) < 0.01


@pytest.mark.parametrize("kind", ["dog", "rabbit", "robot"])
def test_it_goes_the_way_it_faces_and_never_leaps_across_the_floor(kind: str):
    played = play(shot(act(kind, "walk"), seconds=5.0), props=(prop(kind),))
    one = track(played.performance, kind)
    step = np.diff(one.position[:, :2], axis=0)
    far = np.linalg.norm(step, axis=1)
    going = far > 0.005
    off = np.arctan2(step[:, 1], step[:, 0]) - heading(one)[1:]
    assert np.abs(np.angle(np.exp(1j * off[going]))).max() < math.radians(25)
    assert far.max() * 24 < 2.5 * creatures()[kind].gaits["walk"].speed


def test_a_cat_that_fell_asleep_is_asleep_in_the_next_shot_where_it_lay():
    cat = prop("cat")
    first = play(shot(act("cat", "sleep", "sleeps on the sofa"), seconds=4.0, setting=LIVING_ROOM), props=(cat,))
    assert posture(first, "cat") == "sleep"
    second = play(
        shot(act("cat", "wake_up", "wakes up"), act("cat", "walk", "walks to Hana", "hana"), seconds=6.0,
             setting=LIVING_ROOM, present=("hana",), name="2"),
        cast=(HANA,), props=(cat,), before=first.after,
    )  # fmt: skip
    lay, begins = track(first.performance, "cat"), track(second.performance, "cat")
    assert np.allclose(lay.position[-1], begins.position[0], atol=1e-3)
    eyes = joint_names("cat").index("eyes")
    assert begins.limbs is not None
    openness = np.linalg.norm(begins.limbs[:, eyes, :3, 2], axis=1)
    assert openness[0] < 0.2
    assert np.median(openness[-48:]) > 0.9
    assert posture(second, "cat") == "stand"
    hana = second.performance.actors[0].root[-1]
    assert 0.3 < np.linalg.norm(begins.position[-1, :2] - hana[:2]) < 1.2


def test_a_dog_sits_down_on_its_haunches_and_looks_up():
    played = play(shot(act("dog", "walk"), act("dog", "sit"), seconds=6.0), props=(prop("dog"),))
    one = track(played.performance, "dog")
    rump, chest = (in_world(one, name, rest_place("dog", name))[:, 2] for name in ("hips", "chest"))
    assert rump[-1] < 0.62 * rump[24]
    assert chest[-1] > rump[-1] + 0.1
    assert posture(played, "dog") == "sit"


def test_a_bird_flies_on_beating_wings_and_stays_in_the_air_over_a_cut():
    bird = prop("bird")
    played = play(shot(act("bird", "float", "flies over the lake"), seconds=4.0), props=(bird,))
    one = track(played.performance, "bird")
    wing = in_world(one, "wing_l", rest_place("bird", "wing_l") + np.array([0.15, 0, 0]))[:, 2] - one.position[:, 2]
    beats = np.count_nonzero(np.diff(np.sign(wing[24:72] - wing[24:72].mean())))
    assert one.position[:, 2].min() > 1.0
    assert beats >= 10
    after = play(shot(seconds=2.0, present=("bird",), name="2"), props=(bird,), before=played.after)
    assert np.allclose(track(after.performance, "bird").position[0], one.position[-1], atol=1e-3)
    assert track(after.performance, "bird").position[-1, 2] > 1.0


def test_a_dragon_stands_with_its_wings_folded_and_flies_with_them_spread_and_beating():
    dragon = prop("dragon")
    tip = np.array(creatures()["dragon"].folds["wing3"].way) + rest_place("dragon", "wing3_l")
    stands = track(play(shot(act("dragon", "stand"), seconds=3.0), props=(dragon,)).performance, "dragon")
    aside = aside_of(stands, in_world(stands, "wing3_l", tip))
    assert np.abs(aside).max() < 1.4
    flies = track(
        play(shot(act("dragon", "float", "flies over the hills"), seconds=5.0), props=(dragon,)).performance, "dragon"
    )
    end = in_world(flies, "wing3_l", tip)
    high = end[:, 2] - flies.position[:, 2]
    assert aside_of(flies, end)[30:90].min() > 2.2
    assert np.ptp(high[30:90]) > 2.5
    assert 3 <= np.count_nonzero(np.diff(np.sign(high[24:96] - high[24:96].mean()))) <= 9
    assert end[24:, 2].min() > 0.0


def aside_of(one: PropTrack, points: np.ndarray) -> np.ndarray:
    """(F,) metres to its left of where a creature is."""
    way = heading(one) + math.pi / 2
    gap = points - one.position
    return gap[:, 0] * np.cos(way) + gap[:, 1] * np.sin(way)


def test_a_dragon_opens_its_mouth_to_roar_and_to_breathe_fire():
    for motion, burns in (("shout", False), ("breathe_fire", True)):
        played = play(shot(act("dragon", "stand"), act("dragon", motion), seconds=5.0), props=(prop("dragon"),))
        one = track(played.performance, "dragon")
        chin = in_world(one, "jaw", rest_place("dragon", "jaw") + np.array([0.0, -0.8, -0.1]))
        nose = in_world(one, "head", rest_place("dragon", "head") + np.array([0.0, -0.9, -0.1]))
        gape = np.linalg.norm(nose - chin, axis=1)
        assert gape.max() > gape.min() + 0.3
        assert (one.breath is not None) == burns
        if one.breath is not None:
            assert one.breath.max() > 0.95
            assert one.breath[0] == 0.0


def test_a_fish_swims_in_water_and_says_where_there_is_none():
    lake = play(shot(act("fish", "swim"), seconds=4.0, setting=Setting("lake", "lake")), props=(prop("fish"),))
    one = track(lake.performance, "fish")
    assert np.ptp(one.position[:, 0]) > 1.0
    assert one.position[:, 1].min() > 4.9
    dry = play(shot(act("fish", "swim"), seconds=3.0), props=(prop("fish"),))
    assert any("no water" in note for note in dry.notes)


def test_what_an_animal_cannot_do_is_said():
    played = play(shot(act("fox", "cook"), seconds=3.0), props=(prop("fox"),))
    assert "A fox cannot cook on this stage." in played.notes


def test_a_rabbit_hops_as_what_is_thrown_flies():
    played = play(shot(act("rabbit", "walk"), seconds=4.0), props=(prop("rabbit"),))
    height = track(played.performance, "rabbit").position[:, 2]
    assert np.ptp(height) == pytest.approx(creatures()["rabbit"].gaits["walk"].hop, rel=0.15)


def test_a_head_turns_to_whoever_is_near():
    played = play(
        shot(act("dog", "stand"), seconds=3.0, present=("hana",), setting=STAGE), cast=(HANA,), props=(prop("dog"),)
    )
    one = track(played.performance, "dog")
    nose = in_world(one, "head", rest_place("dog", "head") + np.array([0.0, -1.0, 0.0]))
    ahead = nose[-1, :2] - in_world(one, "head", rest_place("dog", "head"))[-1, :2]
    to_her = played.performance.actors[0].root[-1, :2] - one.position[-1, :2]
    angles = [math.atan2(way[1], way[0]) - heading(one)[-1] for way in (ahead, to_her)]
    turned, wanted = (float(np.angle(np.exp(1j * angle))) for angle in angles)
    assert turned * wanted > 0
    assert abs(turned) > math.radians(15)


def test_the_same_shot_is_played_the_same():
    once, again = (play(shot(act("cat", "run"), seconds=3.0), props=(prop("cat"),), before=World()) for _ in range(2))
    first, second = track(once.performance, "cat"), track(again.performance, "cat")
    assert first.limbs is not None
    assert second.limbs is not None
    assert np.array_equal(first.limbs, second.limbs)


def test_a_ball_bounces_off_a_dog():
    thrown = Action("hana", "throw", "ball", "dog", 1.0, "throws the ball")  # pyright: ignore[reportArgumentType]
    played = play(shot(thrown, seconds=4.0, present=("hana", "dog")), props=(prop("dog"), prop("ball")))
    assert ("ball", "dog") in [contact.bodies for contact in played.performance.contacts]
