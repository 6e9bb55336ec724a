"""Continuity as the picture has it, measured on the id pass: who looks how in every shot, and what was left is seen."""

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.engine.director import direct
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import PropId

SIZE = Size(384, 216)
Shots = list[tuple[Staged, PaintedFrame, "NDArray[np.bool_]"]]
SCRIPT = """INT. CLASSROOM - DAY

Wide shot. Hana, a girl with short blue hair in a red coat, puts a green umbrella on the desk. 5 s.

EXT. BEACH - DAY

Full shot of Hana standing. 1 s.

EXT. MEADOW - DAY

Wide shot. Hana waves. 1 s.

INT. CLASSROOM - DAY

Wide shot. Hana stands by the window. 1 s.
"""


@pytest.fixture(scope="module")
def shots() -> Shots:
    painter = CelPainter()
    found: Shots = []
    try:
        for staged in stage_shots(direct(SCRIPT), Rehearsals(), StopToken()):
            painting = painter.open(staged.performance, SIZE)
            last = staged.performance.frames - 1
            frame = painting.frame(last, Effects.all(), frozenset({Pass.ID, Pass.DEPTH}))
            assert frame.id is not None
            number = next(n for one, n in staged.performance.id_numbers.items() if one == "hana")
            found.append((staged, frame, frame.id == number))
    finally:
        painter.close()
    return found


def hue(frame: PaintedFrame, mask: "NDArray[np.bool_]", near: float) -> float:
    """The mean hue in degrees of the strongly coloured pixels within 40 degrees of one."""
    rgb = frame.colour[mask].astype(np.float64) / 255
    high, low = rgb.max(axis=1), rgb.min(axis=1)
    chroma = high - low
    r, g, b = rgb[chroma > 0.12].T
    angle = np.degrees(np.arctan2(np.sqrt(3) * (g - b), 2 * r - g - b))
    away = (angle - near + 180) % 360 - 180
    own = away[np.abs(away) < 40]
    assert len(own) > 20
    return near + float(own.mean())


def tall(staged: Staged, frame: PaintedFrame, mask: "NDArray[np.bool_]") -> float:
    """How tall in metres somebody is, from the rows of their id and their depth."""
    assert frame.depth is not None
    rows = np.flatnonzero(mask.any(axis=1))
    assert rows[0] > 1
    assert rows[-1] < SIZE.height - 2
    fov = staged.performance.camera.fov_y[-1]
    focal = SIZE.height / 2 / np.tan(float(fov) / 2)
    return (rows[-1] - rows[0] + 1) * float(np.median(frame.depth[mask])) / focal


@pytest.mark.parametrize(("called", "near"), [("coat", 0.0), ("hair", 235.0)])
def test_somebodys_colours_are_the_same_in_every_shot(shots: Shots, called: str, near: float) -> None:
    hues = [hue(frame, mask, near) for _, frame, mask in shots if mask.sum() > 200]
    assert len(hues) == len(shots), called
    assert max(hues) - min(hues) < 12


def test_somebody_is_as_tall_in_every_shot(shots: Shots) -> None:
    heights = [tall(*shot) for shot in shots[1:]]
    height = shots[0][0].sheet.cast[0].look.height_m
    assert heights == pytest.approx([height] * len(heights), rel=0.12)
    assert max(heights) / min(heights) < 1.08


def test_what_was_left_is_seen_when_the_camera_looks_there_again(shots: Shots) -> None:
    staged, frame, _ = shots[-1]
    numbers = staged.performance.id_numbers
    assert "prop-umbrella" in numbers
    assert frame.id is not None
    assert int((frame.id == numbers[PropId("prop-umbrella")]).sum()) > 8
