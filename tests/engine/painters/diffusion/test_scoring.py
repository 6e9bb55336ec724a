"""What a score notices: each way in which a painting can go wrong costs the number that stands for it."""

import cv2
import numpy as np
import pytest

from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.scoring import GOOD, NEEDED, Score, score
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Size
from studio.engine.performance import Performance
from studio.engine.stop import StopToken


@pytest.fixture(scope="module")
def truth(cel: CelPainter, performance: Performance) -> list[PaintedFrame]:
    order = PaintOrder(Size(320, 180), NEEDED, frames=(0, 4, 8, 12))
    return list(cel.paint(performance, order, StopToken()))


def colours(truth: list[PaintedFrame]) -> np.ndarray:
    return np.stack([frame.colour for frame in truth])


def test_the_cel_picture_itself_is_as_good_as_it_gets(truth: list[PaintedFrame]) -> None:
    best = score(colours(truth), truth)
    assert min(best.told().values()) > 0.85
    assert set(best.told()) == {"id_overlap", "lines", "palette", "identity", "flicker", "style", "overall"}


def test_a_picture_that_is_only_graded_otherwise_passes(truth: list[PaintedFrame]) -> None:
    graded = np.clip(colours(truth) * 0.85 + 20, 0, 255).astype(np.uint8)
    assert score(graded, truth).overall > GOOD


@pytest.mark.parametrize("wrong", ["noise", "blurred", "shifted", "other colours", "flicker", "texture", "swapped"])
def test_what_went_wrong_is_noticed_and_where(truth: list[PaintedFrame], wrong: str) -> None:
    cel, dice = colours(truth), np.random.default_rng(0)
    good = score(cel, truth)
    bad = score(_spoilt(cel, truth, wrong, dice), truth)
    assert bad.overall < GOOD, bad
    respect = {
        "noise": "style", "blurred": "lines", "shifted": "lines", "other colours": "identity", "flicker": "flicker",
        "texture": "style", "swapped": "identity",
    }[wrong]  # fmt: skip
    assert getattr(bad, respect) < getattr(good, respect) - 0.2
    if wrong == "swapped":
        assert bad.lines > 0.8, "nothing else is wrong with it"


def _spoilt(cel: np.ndarray, truth: list[PaintedFrame], wrong: str, dice: np.random.Generator) -> np.ndarray:
    match wrong:
        case "noise":
            return dice.integers(0, 255, cel.shape, np.uint8)
        case "blurred":
            return np.stack([cv2.GaussianBlur(frame, (0, 0), 8) for frame in cel])
        case "shifted":
            return np.roll(cel, 40, 2)
        case "other colours":
            return cel[..., ::-1].copy()
        case "flicker":
            return np.stack([np.clip(one.astype(int) + 25 * (-1) ** at, 0, 255) for at, one in enumerate(cel)]).astype(
                np.uint8
            )
        case "texture":
            return np.clip(cel + dice.normal(0, 14, cel.shape), 0, 255).astype(np.uint8)
        case _:
            return np.stack([_swapped(one, frame.id, dice) for one, frame in zip(cel, truth, strict=True)])


def _swapped(picture: np.ndarray, numbers: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """The two people in each other's colours."""
    one, other = numbers == 2, numbers == 3
    assert one.any()
    assert other.any()
    made = picture.copy()
    made[one] = dice.permutation(np.resize(picture[other], (one.sum(), 3)))
    made[other] = dice.permutation(np.resize(picture[one], (other.sum(), 3)))
    return made


def test_the_worst_respect_rules() -> None:
    assert Score(1, 1, 1, 0.2, 1, 1).overall < GOOD
    assert Score(0.9, 0.8, 0.9, 0.8, 0.9, 0.9).overall > GOOD
