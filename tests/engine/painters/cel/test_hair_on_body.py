"""Hair hangs by its weight, and stays off the body and the ground; a skirt is drawn where it swings."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance, turn

from studio.engine.painters.cel.dangling import Worn
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.overlaps import posed
from studio.engine.painters.cel.swing import swing
from studio.engine.painters.painter import Size

LONG = {"hair_style": "long", "hair": "#30d040", "outfit": "dress", "cloth": "#d82020"}
SIZE = Size(240, 240)
BACK = camera(1, eye=(0.0, -2.4, 1.25), target=(0.0, 0.0, 1.2), fov=0.5)


def of_hair(cel, wind=(0.0, 0.0), heading=np.pi / 2):
    """How many pixels of green hair are seen, of somebody who stands with the back to the camera."""
    shown = performance([actor(member("hana", **LONG), heading=heading)], (), BACK, wind=wind)
    picture = cel.open(shown, SIZE).frame(0).colour.astype(int)
    return int(((picture[..., 1] > picture[..., 0] * 1.4) & (picture[..., 1] > picture[..., 2] * 1.2)).sum())


def test_hair_blown_against_the_back_lies_on_it_and_not_within(cel):
    assert of_hair(cel, wind=(0.0, 30.0)) > 0.93 * of_hair(cel)


@pytest.mark.parametrize("degrees", [0, 30, 60])
def test_the_ends_of_hair_hang_however_the_head_is_bent(degrees):
    bent = {"spine": turn((0, 1, 0), degrees), "head": turn((0, 1, 0), degrees / 2)}
    x, _, z, _ = swing(actor(member("hana"), 1, heading=0.0, pose=bent), 24, (0.0, 0.0)).hair[0]
    if degrees == 0:
        assert abs(x) + abs(z) < 0.005
    else:
        assert x > 0.03, "forward of the back that carries it"
        assert z < -0.002, "and lower"


def test_a_skirt_is_drawn_where_it_was_swung(cel):
    """Wide in a spin, and as the measures of silhouettes have it."""
    who = member("hana", hair_style="bob", outfit="dress", cloth="#d82020")
    turning = actor(who, 48)
    turning = replace(turning, heading=turning.heading + np.arange(48, dtype=np.float32) * np.float32(0.4))
    view = camera(48, eye=(0.0, -3.0, 0.7), target=(0.0, 0.0, 0.7), fov=0.4)
    painting = cel.open(performance([turning], (), view, 48), SIZE)
    wide = [_width_of_red(painting.frame(frame).colour.astype(int)) for frame in (0, 44)]
    figure = build_figure(who)
    worn = Worn(figure.sewn, figure.rest, figure.head_unit_m)
    moved = swing(turning, 24, (0.0, 0.0), None, worn)
    skirt = (figure.mesh.surface == Surface.CLOTH) & (figure.mesh.position[:, 2] < 2.0)
    metres = [np.ptp(posed(figure, moved, frame)[skirt, 0]) for frame in (0, 44)]
    assert metres[1] > 1.12 * metres[0]
    assert abs(wide[1] / wide[0] - metres[1] / metres[0]) < 0.06


def _width_of_red(picture: np.ndarray) -> int:
    red = (picture[..., 0] > picture[..., 1] * 1.8) & (picture[..., 0] > picture[..., 2] * 1.5)
    columns = np.flatnonzero(red.any(axis=0))
    return int(np.ptp(columns))
