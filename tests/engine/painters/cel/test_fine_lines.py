"""Finished frames have finer lines than previews: they keep their weight while the camera drifts, and stand still."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance

from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.cel.tally import TALLY
from studio.engine.painters.painter import PaintOrder, Size
from studio.engine.stop import StopToken

SIZE = Size(192, 108)
DRIFT_M = 0.005  # a fifth of a pixel from frame to frame
PLAIN = replace(Effects.all(), antialiasing=False, bloom=False, soft_shadows=False)


def shot(frames: int = 1, drift: float = 0.0):
    lens = camera(frames, eye=(0.0, -4.0, 1.1), target=(0.0, 0.0, 1.0), travel=(drift, 0.0, 0.0))
    return performance([actor(member(outfit="coat", hair_style="bob"), frames)], (), lens, frames)


def restlessness(cel: CelPainter, effects: Effects) -> float:
    """How much how dark the ink is all over changes from frame to frame while the camera drifts, of the whole."""
    painting = cel.open(shot(9, DRIFT_M), SIZE)
    ink = [
        painting.frame(index, replace(effects, outlines=False)).colour.astype(float).sum()
        - painting.frame(index, effects).colour.astype(float).sum()
        for index in range(9)
    ]
    return float(np.abs(np.diff(ink)).mean() / np.mean(ink))


def test_lines_of_finished_frames_keep_their_weight_while_the_camera_drifts(cel: CelPainter):
    preview, finished = restlessness(cel, PLAIN), restlessness(cel, replace(PLAIN, fine_lines=True))
    assert finished < 0.7 * preview


def test_a_slanting_edge_has_steps_between_its_two_tones(cel: CelPainter):
    """The roof line of a box against the sky: drawn finely its pixels are of more tones than two."""
    lens = camera(eye=(-2.0, -3.0, 1.2), target=(-2.5, 3.0, 3.0), fov=0.3)
    painting = cel.open(performance(shot_camera=lens), SIZE)
    tones = [
        len(np.unique(painting.frame(0, effects).colour.reshape(-1, 3), axis=0))
        for effects in (PLAIN, replace(PLAIN, fine_lines=True))
    ]
    assert tones[1] > tones[0]


def test_takes_are_painted_finely_and_the_window_is_not(cel: CelPainter):
    made = shot()
    taken = next(iter(cel.paint(made, PaintOrder(SIZE), StopToken()))).colour
    assert np.array_equal(taken, cel.open(made, SIZE).frame(0, Effects.finished()).colour)
    assert not np.array_equal(taken, cel.open(made, SIZE).frame(0, Effects.all()).colour)


@pytest.mark.parametrize("effects", [Effects.all(), Effects.finished()], ids=["preview", "finished"])
def test_a_set_that_stands_is_the_same_in_every_frame_and_counted_alike(cel: CelPainter, effects: Effects):
    painting = cel.open(performance(shot_camera=camera(4), frames=4), SIZE)
    pictures, counts = [], []
    for index in range(4):
        before = TALLY.now
        pictures.append(painting.frame(index, effects).colour)
        counts.append(TALLY.now.since(before))
    assert all(np.array_equal(picture, pictures[0]) for picture in pictures)
    assert counts[1] == counts[2]
    assert counts[0].triangles > counts[1].triangles, "the set is drawn once and then remembered"
