"""A region is drawn over one frame, goes with what moves, and everything around it stays to the bit."""

import numpy as np
import pytest

from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.regions import Followed, composed, follow, rasterised
from studio.engine.painters.diffusion.sources import Filmed, source_of
from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import Performance
from studio.timeline.sources import Hint

FILM, PAINTED = Size(320, 180), Size(336, 192)


def followed(*args: object) -> Followed:
    steps = follow(*args)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_strokes_lie_where_they_were_drawn_in_order() -> None:
    whole = Hint(True, ((0.5, 0.5),), 0.5)
    mask = rasterised((whole, Hint(False, ((0.5, 0.5),), 0.1)), FILM, PAINTED)
    assert mask.shape == (192, 336)
    assert not mask[96, 168], "the last stroke took it out again"
    assert mask[96, 168 + 30]
    assert not mask[0, 0]
    corner = rasterised((Hint(True, ((0.0, 0.0),), 0.1),), FILM, PAINTED)
    assert corner[0, 0], "the film's corner, where the painting has as much"


def sliding(index: int) -> np.ndarray:
    rng = np.random.default_rng(3)
    ground = np.kron(rng.integers(60, 120, (18, 32, 3), np.uint8), np.ones((10, 10, 1), np.uint8))
    box = np.kron(rng.integers(150, 255, (4, 4, 3), np.uint8), np.ones((10, 10, 1), np.uint8))
    ground[60:100, 40 + 6 * index : 80 + 6 * index] = box
    return ground


def test_it_goes_with_a_thing_through_a_clip_both_ways() -> None:
    source = Filmed(sliding, 11, FILM)
    mask = np.zeros((180, 320), np.bool_)
    mask[60:100, 40 + 36 : 80 + 36] = True
    found = followed(mask, 6, 12, source)
    for index in (0, 3, 6, 9, 11):
        truth = np.zeros_like(mask)
        truth[60:100, 40 + 6 * index : 80 + 6 * index] = True
        here = found.at(index)
        overlap = (here & truth).sum() / (here | truth).sum()
        assert overlap > 0.8, f"frame {index}: {overlap:.2f}"
    assert np.array_equal(found.at(6), mask)
    assert found.of((0, 11)).shape == (2, 180, 320)


def test_of_a_shot_that_is_played_it_goes_with_the_exact_flow(cel: CelPainter, performance: Performance) -> None:
    source = source_of(performance, cel, FILM, FILM)
    number = performance.id_numbers[performance.actors[0].member.id]
    truth = [source.frame(index, frozenset({Pass.ID})).id == number for index in (0, 8, 16)]
    found = followed(truth[1], 8, performance.frames, source)
    for index, own in zip((0, 16), (truth[0], truth[2]), strict=True):
        here = found.at(index)
        assert (here & own).sum() / own.sum() > 0.9
        assert (here & own).sum() / here.sum() > 0.65, "she waved: where her hand was is hers still"
        followed_it, stayed = ((one & own).sum() / (one | own).sum() for one in (here, truth[1]))
        assert followed_it > stayed + 0.2


def test_around_the_region_nothing_changes() -> None:
    rng = np.random.default_rng(4)
    base, painted = (rng.integers(0, 255, (180, 320, 3), np.uint8) for _ in range(2))
    mask = np.zeros((180, 320), np.bool_)
    mask[40:120, 60:200] = True
    out = composed(painted, base, mask)
    assert np.array_equal(out[~mask], base[~mask])
    assert np.array_equal(out[60:100, 90:170], painted[60:100, 90:170])
    edge = out[80, 60].astype(int)
    assert not np.array_equal(edge, painted[80, 60])
    assert not np.array_equal(edge, base[80, 60]) or np.abs(painted[80, 60].astype(int) - base[80, 60]).max() < 9
    with pytest.raises(IndexError):
        Followed((), (1, 1)).at(0)
