"""The physics dial: at nothing the very same play; turned up, it hangs, stretches, flattens and freezes in step."""

import numpy as np
from msgspec import structs
from rehearsal import HANA, play, prop, shot

from studio.engine.performance import ContactKind, Performance
from studio.timeline.film import Action, CastId, PropId, Setting

MEADOW = Setting("meadow", "hill")
BALL = PropId("ball")


def dropped(physics: float) -> Performance:
    what = shot(Action(BALL, "fall"), Action(BALL, "bounce"), seconds=5, setting=MEADOW, present=("ball",))
    return play(structs.replace(what, physics=physics), (), (prop("ball"),)).performance


def jumped(physics: float) -> Performance:
    what = shot(Action(CastId("hana"), "jump"), seconds=4, setting=MEADOW, present=("hana",))
    return play(structs.replace(what, physics=physics), (HANA,)).performance


def test_true_to_life_is_the_very_same() -> None:
    plain, nothing = dropped(0.0), dropped(0.0)
    assert plain.accents == ()
    assert plain.props[0].stretch is None
    assert np.array_equal(plain.props[0].position, nothing.props[0].position)


def test_a_hard_landing_freezes_for_a_few_frames_and_its_sound_stays_with_the_picture() -> None:
    bent, plain = dropped(1.0), dropped(0.0)
    hit = next(c for c in bent.contacts if c.kind is ContactKind.STRIKE)
    frame = int(np.ceil(hit.time * 24))
    held = bent.props[0].position[frame : frame + 5]
    assert np.abs(np.diff(held, axis=0)).max() < 1e-6
    assert np.abs(np.diff(plain.props[0].position[frame : frame + 5, 2])).max() > 0.02
    for contact in bent.contacts:
        shown = bent.props[0].position[min(round(contact.time * 24), bent.frames - 1)]
        assert shown[2] < 0.35  # whatever is heard of the ground is seen at the ground
    times = [contact.time for contact in bent.contacts]
    assert times == sorted(times)


def test_it_flattens_where_it_strikes_keeps_its_volume_and_stands_on_the_ground() -> None:
    bent = dropped(1.0)
    assert bent.props[0].stretch is not None
    axis, factor = bent.props[0].stretch[:, :3], bent.props[0].stretch[:, 3]
    assert factor.min() < 0.8 < 1.1 < factor.max()
    flattest = int(factor.argmin())
    assert abs(axis[flattest, 2]) > 0.99
    assert bent.props[0].position[flattest, 2] - 0.11 * factor[flattest] > -0.03
    assert np.allclose(np.linalg.norm(axis, axis=1), 1.0, atol=1e-3)


def test_a_jump_hangs_at_its_top_and_begins_and_ends_as_before() -> None:
    bent, plain = jumped(0.9).actors[0].lift, jumped(0.0).actors[0].lift
    top = float(plain.max())
    assert (bent > 0.9 * top).sum() > (plain > 0.9 * top).sum()
    assert abs(float(bent.max()) - top) < 0.02
    assert bent[0] == plain[0]
    assert abs(float(bent[-1] - plain[-1])) < 0.01


def test_a_higher_dial_freezes_for_longer() -> None:
    def still(physics: float) -> int:
        return int((np.abs(np.diff(dropped(physics).props[0].position[8:24], axis=0)).max(1) < 1e-6).sum())

    assert 2 <= still(0.3) < still(1.0) <= 5
