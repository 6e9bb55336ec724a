"""What the words of a shot ask the picture for is seen in it, and nowhere else."""

import math
from dataclasses import replace

import numpy as np
from cel_shots import actor, camera, member, performance, prop_track

from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import Accent, Drawn

SMALL = Size(240, 135)
FRAMES = 6


def running(*effects: str, speed: float = 0.2):
    """Somebody who runs to the right, and who is in the middle in the third frame."""
    runner = actor(member(), FRAMES, at=(-3 * speed, 0.0), heading=0.0, walk=speed)
    return replace(performance([runner], shot_camera=camera(FRAMES), frames=FRAMES), effects=effects)


def colour(cel: CelPainter, shot, frame: int = 3):
    return cel.open(shot, SMALL).frame(frame, Effects.all()).colour.astype(np.float32)


def changed(cel: CelPainter, effect: str, shot=None, frame: int = 3):
    shot = shot or running()
    return np.abs(colour(cel, replace(shot, effects=(effect,)), frame) - colour(cel, shot, frame)).mean(axis=2)


def test_each_effect_is_seen(cel: CelPainter):
    for effect in ("speed lines", "lens flare", "light shafts", "light bloom", "vignette", "film grain", "gate weave"):
        assert changed(cel, effect).mean() > 0.3, effect


def test_a_preview_may_leave_flares_shafts_and_smears_out(cel: CelPainter):
    bare = colour(cel, running())
    without = replace(Effects(), optics=False, smears=False)
    asked = replace(running(), effects=("lens flare", "light shafts", "smear"))
    assert np.array_equal(cel.open(asked, SMALL).frame(3, without).colour, bare)


def test_a_vignette_darkens_the_corners_alone(cel: CelPainter):
    apart = changed(cel, "vignette")
    assert apart[:12, :20].mean() > 4 * apart[55:80, 100:140].mean()


def test_speed_lines_lie_along_the_way_and_behind_the_runner(cel: CelPainter):
    apart = changed(cel, "speed lines")
    rows = np.abs(np.diff(apart, axis=0)).mean()
    assert rows > 3 * np.abs(np.diff(apart, axis=1)).mean()
    numbers = cel.open(running(), SMALL).frame(3, Effects.all(), frozenset({Pass.ID})).id
    assert numbers is not None
    assert apart[numbers > 1].mean() < 0.4 * apart[numbers == 1].mean()


def test_who_stands_is_what_the_lines_close_in_on(cel: CelPainter):
    apart = changed(cel, "speed lines", running(speed=0.0), frame=5)
    assert apart[:20].mean() > 10 * apart[50:75, 105:135].mean()


def test_a_smear_is_dragged_out_behind_and_only_of_what_is_quick(cel: CelPainter):
    ball = prop_track(frames=FRAMES, at=(0.0, -1.0, 1.0))
    places = ball.position + np.arange(FRAMES)[:, None] * np.array([0.3, 0.0, 0.0], np.float32)
    thrown = replace(performance([], [replace(ball, position=places - [0.9, 0, 0])], camera(FRAMES), FRAMES))
    apart = changed(cel, "smear", thrown)
    across = np.flatnonzero(apart.max(axis=0) > 20)
    assert len(across)
    assert across.mean() < SMALL.width / 2
    still = performance([], [prop_track(frames=FRAMES)], camera(FRAMES), FRAMES)
    assert changed(cel, "smear", still).max() == 0


def test_a_smear_is_in_the_layers_of_truth_too(cel: CelPainter):
    ball = prop_track(frames=FRAMES, at=(0.0, -1.0, 1.0))
    places = ball.position + np.arange(FRAMES)[:, None] * np.array([0.3, 0.0, 0.0], np.float32)
    thrown = performance([], [replace(ball, position=places - np.float32([0.9, 0, 0]))], camera(FRAMES), FRAMES)
    wanted = frozenset({Pass.ID})
    plain, smeared = (
        cel.open(replace(thrown, effects=effects), SMALL).frame(3, Effects.all(), wanted).id
        for effects in ((), ("smear",))
    )
    assert plain is not None
    assert smeared is not None
    assert (smeared == 2).sum() > 1.2 * (plain == 2).sum()


def test_the_flow_of_a_smear_is_said_not_to_be_known(cel: CelPainter):
    ball = prop_track(frames=FRAMES, at=(0.0, -1.0, 1.0))
    places = ball.position + np.arange(FRAMES)[:, None] * np.array([0.3, 0.0, 0.0], np.float32)
    thrown = performance([], [replace(ball, position=places - np.float32([0.9, 0, 0]))], camera(FRAMES), FRAMES)
    wanted = frozenset({Pass.ID, Pass.FLOW})
    plain, smeared = (
        cel.open(replace(thrown, effects=effects), SMALL).frame(3, Effects.all(), wanted)
        for effects in ((), ("smear",))
    )
    assert smeared.flow_forward is not None
    assert plain.flow_forward is not None
    trail = (smeared.id == 2) & (plain.id != 2)
    assert trail.sum() > 20
    assert (smeared.flow_forward[trail][:, 2] == 0).mean() > 0.95
    front = (plain.id == 2) & (smeared.flow_forward[..., 2] > 0)
    assert front.sum() > 0.4 * (plain.id == 2).sum(), "what is not dragged out goes on as it does"
    assert np.allclose(smeared.flow_forward[front], plain.flow_forward[front], atol=1e-3)


def test_an_impact_frame_has_two_tones_and_turns_them_about(cel: CelPainter):
    struck = replace(running(), accents=(Accent(2 / 24, (0.0, 0.0, 0.0), 0.7),))
    before, first, second, after = (colour(cel, struck, frame) for frame in (1, 2, 3, 4))
    for frame in (first, second):
        assert ((frame.max(axis=2) < 40) | (frame.min(axis=2) > 200)).mean() > 0.85
    assert abs(first.mean() - second.mean()) > 60
    for frame in (before, after):
        assert ((frame.max(axis=2) < 40) | (frame.min(axis=2) > 200)).mean() < 0.5
    gentle = replace(running(), accents=(Accent(2 / 24, (0.0, 0.0, 0.0), 0.35),))
    assert (colour(cel, gentle, 2).max(axis=2) < 40).mean() < 0.5


def test_a_held_drawing_is_painted_again_bit_for_bit(cel: CelPainter):
    shot = running()
    sheet = Drawn(np.array([0, 0, 2, 2, 4, 4], np.int32))
    held = replace(shot, actors=(replace(shot.actors[0], drawn=sheet),))
    frames = [colour(cel, held, frame) for frame in range(4)]
    assert np.array_equal(frames[0], frames[1])
    assert np.array_equal(frames[2], frames[3])
    assert not np.array_equal(frames[1], frames[2])


def test_who_goes_along_moves_on_while_the_pose_is_held(cel: CelPainter):
    shot = running()
    along = Drawn(np.array([0, 0, 2, 2, 4, 4], np.int32), along=True)
    held = replace(shot, actors=(replace(shot.actors[0], drawn=along),))
    wanted = frozenset({Pass.ID})
    ids = [cel.open(held, SMALL).frame(frame, Effects.all(), wanted).id for frame in (2, 3)]
    middles = [float(np.flatnonzero((one > 1).any(axis=0)).mean()) for one in ids if one is not None]
    assert math.dist(middles[:1], middles[1:]) > 2.0
