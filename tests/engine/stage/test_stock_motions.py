"""Every stock motion: feet that do not skate, limbs that do not jump, and blows that arrive."""

import numpy as np
import pytest
from rehearsal import HANA, KEN, joint_path, play, prop, shot

from studio.engine.performance import Actor
from studio.engine.stage.posing import actings
from studio.timeline.film import Action, CastId, Onset, Prop, PropId

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")
SWORDS = (Prop(PropId("s1"), "sword", "sword"), Prop(PropId("s2"), "sword", "sword"))
ALONE = ("laugh", "cry", "shout", "jump", "dance", "bow", "wave", "sneak", "sleep", "kneel", "cheer")
BLOWS = {"punch": "Hana punches Ken", "kick": "Hana kicks Ken", "slap": "Hana slaps Ken"}


def struck(words: str, **more: object) -> tuple[Actor, Actor]:
    props = SWORDS if "sword" in words else ()
    thing = SWORDS[0].id if props else None
    beat = Action(HANA_ID, "punch", thing, KEN_ID, words=words)
    played = play(shot(beat, seconds=7, present=("hana", "ken")), cast=(HANA, KEN), props=props)
    one, other = played.performance.actors
    return one, other


def skating(actor: Actor) -> float:
    """The furthest that a foot that stands flat on the ground slides from one frame to the next, metres."""
    worst = 0.0
    for side in "lr":
        heel, ball = (joint_path(actor, f"foot_{side}", (x, 0, -0.26)) for x in (-0.13, 0.30))
        flat = np.maximum(heel[:, 2], ball[:, 2]) < 0.006
        stands = flat[1:] & flat[:-1]
        step = np.linalg.norm(np.diff(heel[:, :2], axis=0), axis=1)
        worst = max(worst, float(step[stands].max(initial=0.0)))
    return worst


def jumps(actor: Actor) -> float:
    """The furthest that a hand, a foot or the head goes from one frame to the next, metres."""
    ends = (joint_path(actor, name) for name in ("head", "hand_l", "hand_r", "foot_l", "foot_r"))
    return max(float(np.linalg.norm(np.diff(path, axis=0), axis=1).max()) for path in ends)


@pytest.mark.parametrize("motion", ALONE)
def test_what_is_done_alone_is_done_on_real_feet(motion: str) -> None:
    actor = play(shot(Action(HANA_ID, motion), seconds=4)).performance.actors[0]
    assert skating(actor) < 0.012
    assert jumps(actor) < 0.36


@pytest.mark.parametrize("words", [*BLOWS.values(), "Hana and Ken fight", "Hana and Ken fight with swords"])
def test_fighters_stand_on_real_feet_and_move_as_bodies_do(words: str) -> None:
    for actor in struck(words):
        assert skating(actor) < 0.012
        assert jumps(actor) < 0.45


@pytest.mark.parametrize(("blow", "limb"), [("punch", "hand_r"), ("kick", "foot_r"), ("slap", "hand_r")])
def test_a_blow_arrives_and_the_other_one_gives_way_then(blow: str, limb: str) -> None:
    one, other = struck(BLOWS[blow])
    body = joint_path(other, "spine" if blow == "kick" else "chest")
    gap = np.linalg.norm(joint_path(one, limb) - body, axis=1)
    hit = int(np.flatnonzero(gap < gap.min() + 0.08)[0])
    assert gap[hit] < 0.5
    head = joint_path(other, "head")
    away = np.linalg.norm(head[:, :2] - head[hit - 6, :2], axis=1)
    assert away[hit - 6 : hit - 2].max() < 0.08 < 0.14 < away[hit : hit + 10].max()


def test_one_who_blocks_does_not_give_way() -> None:
    beats = (
        Action(HANA_ID, "punch", None, KEN_ID, words="Hana punches Ken"),
        Action(KEN_ID, "block", None, HANA_ID, words="Ken blocks", onset=Onset.WITH),
    )
    played = play(shot(*beats, seconds=5, present=("hana", "ken")), cast=(HANA, KEN)).performance
    hands = [joint_path(played.actors[1], f"hand_{side}")[:, 2].max() for side in "lr"]
    head = joint_path(played.actors[1], "head")[0, 2]
    assert max(hands) > head - 0.15


def test_those_who_fight_with_blades_hold_one_each_and_cross_them() -> None:
    beat = Action(HANA_ID, "punch", SWORDS[0].id, KEN_ID, words="Hana and Ken fight with swords")
    played = play(shot(beat, seconds=8, present=("hana", "ken", "s1", "s2")), cast=(HANA, KEN), props=SWORDS)
    assert {person.holding for person in played.after.people} == {"s1", "s2"}
    one, other = (track.position for track in played.performance.props)
    assert np.linalg.norm(one - other, axis=1).min() < 0.45


@pytest.mark.parametrize("kind", ["violin", "flute", "trumpet", "guitar"])
def test_an_instrument_is_where_it_is_played(kind: str) -> None:
    beat = Action(HANA_ID, "play", PropId(kind))
    performance = play(shot(beat, seconds=5, present=("hana", kind)), props=(prop(kind),)).performance
    actor, track = performance.actors[0], performance.props[0]
    mouth = joint_path(actor, "head", (0.3, 0, 0.2))
    near = np.linalg.norm(track.position - mouth, axis=1)
    high = (track.position[:, 2] - mouth[:, 2])[60:100]
    if kind == "guitar":
        assert (high < -0.2).all()
    else:
        assert near[60:100].max() < 0.42
        assert np.abs(high).max() < 0.2
    assert np.linalg.norm(np.diff(track.position, axis=0), axis=1).max() < 0.25


def test_playing_one_instrument_is_not_playing_another() -> None:
    kinds = ("violin", "flute", "trumpet", "piano", "drum")
    assert all(f"play_{kind}" in actings() for kind in kinds)


@pytest.mark.parametrize("first", [(), (Action(HANA_ID, "wave"),)], ids=["found there", "comes from elsewhere"])
def test_a_pianist_sits_on_the_stool_with_both_hands_at_the_keys(first: tuple[Action, ...]) -> None:
    beats = (*first, Action(HANA_ID, "play", PropId("piano")))
    performance = play(shot(*beats, seconds=11, present=("hana", "piano")), props=(prop("piano"),)).performance
    actor, piano = performance.actors[0], performance.props[0].position[0]
    keys = piano + np.array([0.0, -0.30, 0.16])
    hands = [joint_path(actor, f"hand_{side}", (0.0, 0.0, -0.4)) for side in "lr"]
    playing = np.max([np.linalg.norm((hand - keys)[:, 1:], axis=1) for hand in hands], axis=0) < 0.2
    assert playing.sum() > 48, "two seconds at the least"
    hips = joint_path(actor, "pelvis")[playing]
    assert np.abs(hips[:, :2] - piano[:2] - (0.0, -0.74)).max() < 0.12
    assert hips[:, 2].max() < 0.72, "seated"
    assert skating(actor) < 0.02
    assert jumps(actor) < 0.36
