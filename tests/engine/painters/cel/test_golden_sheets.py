"""Every feeling, mouth and set is as it was when its contact sheet was kept; what differs is seen in a picture."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from golden_sheets import FEELINGS, MOUTHS, SETS, Sheet, Still, row
from numpy.typing import NDArray

from studio.engine.painters.cel.makers import house_makers
from studio.engine.painters.cel.painter import CelPainter

SEEN = 15
"""From how far apart two tones are seen to differ."""
RIM = 2
"""Pixels at the rim of a picture that are left out: what is drawn there depends on what is read from beyond it."""
MOST = {"feelings": 0.0015, "mouths": 0.0015, "sets": 0.04}
"""What share of a still may: a brow is a few pixels; leaves and far windows are many."""


@pytest.fixture(scope="module")
def places() -> Iterator[CelPainter]:
    painter = CelPainter(house_makers())
    yield painter
    painter.close()


def apart(one: Still, other: Still) -> NDArray[np.float32]:
    """(H, W) how far two pictures are apart, but for what keeping one as a JPEG does to single pixels."""
    soft, other_soft = (cv2.blur(picture.astype(np.float32), (3, 3)) for picture in (one, other))
    return np.abs(soft - other_soft).mean(axis=2)


def hold(painter: CelPainter, sheet: Sheet, name: str, folder: Path) -> None:
    """Compare a row of a sheet with what is drawn now, tile by tile."""
    now, then = row(painter, sheet, name), sheet.kept(name)
    away = apart(now, then)
    for number, tile in enumerate(np.split(away, sheet.columns, axis=1)):
        if (tile[RIM:-RIM, RIM:-RIM] > SEEN).mean() > MOST[sheet.name]:
            difference = folder / "difference.png"
            seen = np.vstack([then, now, np.repeat(away[..., None] * 4, 3, 2)])
            cv2.imwrite(str(difference), np.clip(seen, 0, 255)[..., ::-1])
            pytest.fail(f"{name}, number {number + 1}, has come away from its still: {difference}")


@pytest.mark.parametrize("name", FEELINGS.rows)
def test_a_feeling_is_as_it_was_kept(cel: CelPainter, name: str, tmp_path: Path):
    hold(cel, FEELINGS, name, tmp_path)


@pytest.mark.parametrize("name", MOUTHS.rows)
def test_a_mouth_is_as_it_was_kept(cel: CelPainter, name: str, tmp_path: Path):
    hold(cel, MOUTHS, name, tmp_path)


@pytest.mark.parametrize("name", SETS.rows)
def test_a_set_is_by_day_and_night_as_it_was_kept(places: CelPainter, name: str, tmp_path: Path):
    hold(places, SETS, name, tmp_path)


def test_a_feeling_that_is_stronger_is_no_nearer_to_calm():
    calm = FEELINGS.kept("calm")
    for name in FEELINGS.rows:
        tiles = [float(tile.mean()) for tile in np.split(apart(FEELINGS.kept(name), calm), FEELINGS.columns, axis=1)]
        assert all(less < more + 0.05 for less, more in pairwise(tiles)), f"{name}: {tiles}"


@pytest.mark.parametrize("sheet", [FEELINGS, MOUTHS], ids=["feelings", "mouths"])
def test_no_two_faces_are_drawn_alike(sheet: Sheet):
    plain = {name: np.split(sheet.kept(name), sheet.columns, axis=1)[1] for name in sheet.rows}
    for one, other in combinations(plain, 2):
        assert (apart(plain[one], plain[other]) > SEEN).mean() > MOST[sheet.name], f"{one} and {other}"
