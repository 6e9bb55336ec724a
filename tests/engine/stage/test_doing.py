"""What people do to things and to each other: measured on what is performed."""

import numpy as np
import pytest
from rehearsal import HANA, KEN, ROOM, joint_path, joints, play, prop, shot

from studio.engine import skeleton, vocabulary
from studio.engine.performance import Actor, ContactKind
from studio.engine.stage.ballistics import centre_of_mass
from studio.timeline.film import Action, CastId, PropId

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")
VASE, BOX, CUP, LAMP, HAT = PropId("vase"), PropId("box"), PropId("cup"), PropId("lantern"), PropId("hat")
BODY_ALONE = ("clap", "cheer", "stretch", "sneeze", "think", "shake_head", "pray", "sing")


def soles(actor: Actor) -> list[np.ndarray]:
    """Heels and balls of both feet, (F, 3) each."""
    places = [(-0.13, 0, -0.26), (0.30, 0, -0.26)]
    return [joint_path(actor, f"foot_{side}", place) for side in "lr" for place in places]


def slid(path: np.ndarray) -> float:
    """How far a point of a sole moves while it is on the ground, at most, within one step."""
    down, worst, first = path[:, 2] < 0.006, 0.0, None
    for frame in range(len(path)):
        if not down[frame]:
            first = None
        elif first is None:
            first = frame + 1
        elif frame > first and frame + 1 < len(path) and down[frame + 1]:
            worst = max(worst, float(np.linalg.norm(path[frame, :2] - path[first, :2])))
    return worst


@pytest.mark.parametrize(
    ("motion", "manner"),
    [
        *[("walk", 0.6), ("walk", 1.0), ("walk", 1.5), ("run", 0.7), ("run", 1.3)],
        *[(motion, 1.0) for motion in ("turn", "sneak", "march", "skip", "dance", "kneel")],
    ],
)
def test_feet_neither_slide_nor_sink(motion: str, manner: float) -> None:
    actor = play(shot(Action(HANA_ID, motion, manner=manner), seconds=4)).performance.actors[0]
    for path in soles(actor):
        assert path[:, 2].min() > -0.005
        assert slid(path) < 0.01


def test_a_jumper_s_middle_of_mass_falls_at_g() -> None:
    played = play(shot(Action(HANA_ID, "jump"), seconds=3), fps=48).performance
    actor = played.actors[0]
    places = np.stack([joints(actor, frame)[:, :3, 3] for frame in range(len(actor.root))])
    height = centre_of_mass(places)[:, 2]
    landing = int(next(c.time for c in played.contacts if c.kind is ContactKind.STEP) * 48)
    flight = height[landing - 19 : landing]
    fitted = np.polyfit(np.arange(19) / 48, flight, 2)
    assert -2 * fitted[0] == pytest.approx(9.81, rel=1e-4)
    assert np.abs(np.polyval(fitted, np.arange(19) / 48) - flight).max() < 1e-5


@pytest.mark.parametrize("kind", ["ball", "book", "cup", "letter", "sword", "bag", "box"])
def test_palms_are_at_what_they_hold(kind: str) -> None:
    beats = (Action(HANA_ID, "hold", thing=PropId(kind)), Action(HANA_ID, "walk"))
    performance = play(shot(*beats, seconds=3), props=(prop(kind),)).performance
    actor, track = performance.actors[0], performance.props[0]
    turns = skeleton.rotation_matrices(track.orientation)
    palm = joint_path(actor, "hand_r", (0, 0.042, -0.216))
    local = np.einsum("fji,fj->fi", turns, palm - track.position)
    half = np.array(vocabulary.prop_kinds()[track.prop.kind].size_m) / 2
    assert np.linalg.norm(np.maximum(np.abs(local) - half, 0), axis=1).max() < 0.02


@pytest.mark.parametrize("motion", BODY_ALONE)
def test_an_acted_motion_is_seen_and_never_jumps(motion: str) -> None:
    actor = play(shot(Action(HANA_ID, motion), seconds=4)).performance.actors[0]
    still = play(shot(seconds=4, present=("hana",))).performance.actors[0]
    ways = [joint_path(actor, name) for name in ("hand_l", "hand_r", "head")]
    moved = [np.ptp(way - way[0], axis=0).max() for way in ways]
    idle = [np.ptp(joint_path(still, name), axis=0).max() for name in ("hand_l", "hand_r", "head")]
    turned = np.abs(np.diff(actor.joints[:, skeleton.INDEX["head"]], axis=0)).sum()
    assert max(moved) > 3 * max(idle) or turned > 0.6
    assert max(np.linalg.norm(np.diff(way, axis=0), axis=1).max() for way in ways) < 0.3


def test_two_who_shake_hands_meet_hand_to_hand() -> None:
    performance = play(shot(Action(HANA_ID, "shake_hands", towards=KEN_ID), seconds=5), cast=(HANA, KEN)).performance
    hands = [joint_path(actor, "hand_r", (0, 0, -0.2)) for actor in performance.actors]
    assert np.linalg.norm(hands[0] - hands[1], axis=1).min() < 0.12


def test_what_the_script_breaks_breaks_flies_lies_and_is_heard_and_stays_broken() -> None:
    beats = (Action(VASE, "fall"), Action(VASE, "break"))
    first = play(shot(*beats, seconds=4, present=("vase",), setting=ROOM), cast=(), props=(prop("vase"),))
    performance = first.performance
    crash = next(c for c in performance.contacts if c.kind is ContactKind.BREAK)
    whole, *shards = performance.props
    assert len(shards) >= 5
    assert whole.shown is not None
    assert all(shard.shown is not None for shard in shards)
    frame = int(np.ceil(crash.time * 24))
    assert whole.shown[frame - 1]
    assert not whole.shown[frame:].any()
    spread = np.array([shard.position[-1] for shard in shards])
    assert np.ptp(spread[:, :2], axis=0).max() > 0.15
    assert (spread[:, 2] < 0.25).all()
    assert max(float(np.linalg.norm(s.position[-1] - s.position[-6])) for s in shards) < 0.02
    thing = first.after.thing("vase")
    assert thing is not None
    assert thing.broken
    later = play(
        shot(Action(HANA_ID, "wave"), seconds=2, setting=ROOM, name="2"), props=(prop("vase"),), before=first.after
    )
    assert np.allclose([s.position[0] for s in later.performance.props], spread, atol=1e-5)
    again = later.after.thing("vase")
    assert again is not None
    assert again.broken


@pytest.mark.parametrize(("kind", "breaks"), [("bottle", True), ("book", False), ("ball", False)])
def test_only_what_is_brittle_breaks_when_it_is_dropped(kind: str, breaks: bool) -> None:
    performance = play(shot(Action(HANA_ID, "drop", thing=PropId(kind)), seconds=3), props=(prop(kind),)).performance
    assert any(c.kind is ContactKind.BREAK for c in performance.contacts) is breaks


def test_one_who_falls_ends_lying_and_gets_up_again() -> None:
    performance = play(shot(Action(HANA_ID, "slip"), Action(HANA_ID, "get_up"), seconds=8)).performance
    head = joint_path(performance.actors[0], "head", (0, 0, 0.5))
    low = head[:, 2].min()
    assert low < 0.5
    assert head[-1, 2] > 1.2
    assert np.linalg.norm(np.diff(head, axis=0), axis=1).max() < 0.35
    fallen = play(shot(Action(HANA_ID, "faint"), seconds=4))
    assert fallen.after.people[0].posture == "lying"
    after = play(shot(seconds=2, present=("hana",), name="2"), before=fallen.after).performance.actors[0]
    assert joint_path(after, "head")[0, 2] < 0.6


def test_a_box_is_pushed_with_the_hands_on_it_and_a_heavy_one_stays_and_is_noted() -> None:
    push = shot(Action(HANA_ID, "push", thing=BOX), seconds=7, present=("hana", "box"))
    performance = play(push, props=(prop("box"),)).performance
    box = performance.props[0].position.astype(np.float64)
    assert np.linalg.norm(box[-1, :2] - box[0, :2]) > 0.6
    assert np.ptp(box[:, 2]) < 0.02
    heavy = play(push, props=(prop("box"),), before=None)
    stone = play(
        shot(Action(HANA_ID, "push", thing=PropId("car")), seconds=5, present=("hana", "car")), props=(prop("car"),)
    )
    assert not heavy.notes
    assert any("too heavy" in note for note in stone.notes)


def test_three_boxes_are_stacked_and_stand() -> None:
    boxes = tuple(prop("box", f"box{number}") for number in range(3))
    beats = tuple(Action(HANA_ID, "stack", thing=box.id) for box in boxes)
    performance = play(shot(*beats, seconds=18), props=boxes).performance
    heights = sorted(float(track.position[-1, 2]) for track in performance.props)
    size = vocabulary.prop_kinds()["box"].size_m[2]
    assert heights == pytest.approx([size / 2, size * 1.5, size * 2.5], abs=0.02)


def test_a_hat_put_on_is_worn_from_then_on() -> None:
    first = play(shot(Action(HANA_ID, "put_on", thing=HAT), seconds=4), props=(prop("hat"),))
    bare, hatted = first.performance.actors
    assert "hat" not in bare.member.look.accessories
    assert "hat" in hatted.member.look.accessories
    assert first.after.people[0].wearing == ("hat",)
    then = play(shot(seconds=2, present=("hana",), name="2"), props=(prop("hat"),), before=first.after)
    assert "hat" in then.performance.actors[0].member.look.accessories
    off = play(
        shot(Action(HANA_ID, "take_off", thing=HAT), seconds=4, name="3"), props=(prop("hat"),), before=then.after
    )
    assert off.after.people[0].holding == "hat"
    assert off.after.people[0].wearing == ("-hat",)


def test_a_lantern_put_out_is_dark_from_then_on() -> None:
    played = play(
        shot(Action(HANA_ID, "put_out", thing=LAMP), seconds=4, present=("lantern",)), props=(prop("lantern"),)
    )
    assert [track.lit for track in played.performance.props] == [True, False]
    thing = played.after.thing("lantern")
    assert thing is not None
    assert thing.lit is False


def test_a_throw_is_caught_in_the_hands_and_one_that_cannot_arrive_is_noted() -> None:
    def thrown(kind: str):
        return play(
            shot(Action(HANA_ID, "throw", thing=PropId(kind), towards=KEN_ID), seconds=5),
            cast=(HANA, KEN),
            props=(prop(kind),),
        )

    caught = thrown("ball")
    ken, ball = caught.performance.actors[1], caught.performance.props[0].position
    hands = joint_path(ken, "hand_r", (0, 0, -0.2)) + joint_path(ken, "hand_l", (0, 0, -0.2))
    assert np.linalg.norm(ball[-1] - hands[-1] / 2) < 0.06
    assert not caught.notes
    person = thrown("bicycle").after.person("ken")
    assert person is not None
    assert person.holding is None
    assert any("falls short" in note for note in thrown("feather").notes)
