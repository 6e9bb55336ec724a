"""Hair hangs by its weight, and stays off the body and the ground."""

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance, turn

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
