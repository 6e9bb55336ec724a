"""Nothing flickers: under a camera that stands still not one pixel differs but of what moves by design."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import cv2
import msgspec
import numpy as np
import pytest
from cel_shots import camera, performance

from studio.engine.director import direct
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.makers import house_makers
from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.cel.scenery import Scenery
from studio.engine.painters.cel.sets import build_set
from studio.engine.painters.cel.stage_set import MOVING
from studio.engine.painters.painter import Pass, Size
from studio.engine.pyrotechnics import shells_over
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.vocabulary import set_kinds
from studio.timeline.film import Setting

SMALL = Size(160, 90)
STANDS = (
    "Medium shot of Hana, a girl in a school uniform, in a classroom in the afternoon, static camera. She stands still."
)


def standing(mesh: Mesh) -> Mesh:
    """A set without its grass, its water and its wet ground."""
    moves = np.isin(mesh.surface[mesh.triangles[:, 0]], MOVING)
    return replace(mesh, triangles=mesh.triangles[~moves])


def becalmed(setting: Setting, seed: int, wet: float | None, loose: frozenset[str]) -> Scenery:
    """A set of which only what never moves is left: no smoke either."""
    scenery = build_set(setting, seed, wet, loose)
    return replace(scenery, mesh=standing(scenery.mesh), plumes=())


@pytest.fixture(scope="module")
def places() -> Iterator[CelPainter]:
    painter = CelPainter(replace(house_makers(), scenery=becalmed))
    yield painter
    painter.close()


@pytest.mark.parametrize(
    ("name", "hour"), list(zip(sorted(set_kinds()), itertools.cycle(("day", "night")), strict=False))
)
def test_what_stands_in_a_set_is_the_same_in_every_frame(places: CelPainter, name: str, hour: str):
    lens = camera(12, eye=(-1.0, -7.0, 0.9), target=(0.0, 0.0, 1.6))
    shot = performance(shot_camera=lens, frames=12, set_kind=name, hour=hour)
    shot = replace(shot, setting=msgspec.structs.replace(shot.setting, weather="cloudy")) if shells_over(shot) else shot
    painting = places.open(shot, SMALL)
    first, later = (painting.frame(index, Effects.finished()).colour for index in (0, 11))
    assert first.std() > 8
    assert int((first != later).any(axis=2).sum()) == 0


def test_beside_somebody_who_stands_still_nothing_moves_and_her_drawings_are_held():
    """Breath and blinks move her; from one held drawing to the next not a pixel differs, and the room never does.

    Light that spills over from her, and softness that has her shadow in it, are left out: they move as she does.
    """
    shot = next(iter(stage_shots(direct(STANDS), Rehearsals(most=1), StopToken()))).played.performance
    drawn, alone = shot.actors[0].drawn, replace(Effects.finished(), bloom=False, background_blur=False)
    assert drawn is not None
    painter = CelPainter(house_makers())
    try:
        painting = painter.open(replace(shot, cloths=()), SMALL)
        frames = [painting.frame(index, alone, frozenset({Pass.ID})) for index in range(12, 24)]
    finally:
        painter.close()
    differing = [(one.colour != other.colour).any(axis=2) for one, other in itertools.pairwise(frames)]
    held = [drawn.frames[one.index] == drawn.frames[other.index] for one, other in itertools.pairwise(frames)]
    assert any(held)
    assert max(int(pixels.sum()) for pixels, same in zip(differing, held, strict=True) if same) == 0
    ids = [frame.id for frame in frames if frame.id is not None]
    hers = np.max([(layer > 1).astype(np.uint8) for layer in ids], axis=0)
    beside = cv2.dilate(hers, np.ones((13, 13), np.uint8)) == 0
    assert beside.mean() > 0.3
    assert not any((pixels & beside).any() for pixels in differing)
