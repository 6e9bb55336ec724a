"""Every look is as it was when its still was kept, stands still where it is paper, and moves where it is film."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from cel_shots import camera, performance
from golden_stills import kept, names, path_of, shot, still

from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Size

MEAN, FAR = 5.0, 0.06
SMALL = Size(160, 90)


@pytest.mark.parametrize("name", names())
def test_a_look_is_as_it_was_kept(cel: CelPainter, name: str, tmp_path: Path):
    assert path_of(name).exists(), f"draw it: python tests/engine/painters/cel/golden_stills.py {name!r}"
    now, then = still(cel, name).astype(np.float32), kept(name).astype(np.float32)
    apart = np.abs(now - then).mean(axis=2)
    if apart.mean() > MEAN or (apart > 40).mean() > FAR:
        difference = tmp_path / "difference.png"
        cv2.imwrite(str(difference), np.clip(np.hstack([now, then, np.repeat(apart[..., None] * 4, 3, 2)]), 0, 255))
        pytest.fail(f"{name} has come {apart.mean():.1f} away from its still: {difference}")


def test_looks_are_each_their_own(cel: CelPainter):
    stills = {name: still(cel, name).astype(np.float32) for name in names()}
    pairs = [(one, other) for one in stills for other in stills if one < other]
    apart = {pair: float(np.abs(stills[pair[0]] - stills[pair[1]]).mean()) for pair in pairs}
    assert min(apart.values()) > 3.0, min(apart, key=lambda pair: apart[pair])


def empty(look: str, frames: int = 6):
    return replace(performance(shot_camera=camera(frames), frames=frames), look=look)


@pytest.mark.parametrize("name", ["", "tv anime", "watercolour", "pastel", "ink", "feature"])
def test_paper_and_paint_stand_still(cel: CelPainter, name: str):
    painting = cel.open(empty(name), SMALL)
    first, later = (painting.frame(index, Effects.all()).colour for index in (1, 4))
    assert np.array_equal(first, later)


def test_film_runs_and_its_grain_is_on_twos(cel: CelPainter):
    still_gate = cel.open(empty("noir"), SMALL)
    frames = [still_gate.frame(index, Effects.all()).colour.astype(np.int16) for index in range(4)]
    assert np.array_equal(frames[0], frames[1])
    assert np.array_equal(frames[2], frames[3])
    assert 0.3 < np.abs(frames[0] - frames[2]).mean() < 8.0


def test_a_look_is_painted_alike_every_time(cel: CelPainter):
    for name in ("90s anime", "watercolour"):
        one, other = (cel.open(shot(name), SMALL).frame(0, Effects.all()).colour for _ in range(2))
        assert np.array_equal(one, other)


def test_a_preview_may_leave_the_print_out(cel: CelPainter):
    plain = replace(Effects(), printing=False, brushwork=False)
    shown = cel.open(empty("watercolour"), SMALL).frame(0, plain).colour
    assert np.abs(shown[:2].astype(float) - 255).mean() > 40
