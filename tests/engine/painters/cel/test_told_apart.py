"""People described differently, or only named, look different: by their outlines or by their colours."""

import itertools

import cv2
import numpy as np
import pytest
from cel_shots import actor, camera, performance

from studio.engine.director import direct
from studio.engine.painters.painter import Pass, Size
from studio.timeline.film import CastMember

SIZE = Size(96, 160)
DESCRIBED = (
    "Mei, a girl with a black hime cut in a school uniform, waves in the park. Rin, a girl with a red side ponytail in "
    "a school uniform, waves. Aya, a girl with blonde twin braids and glasses in a school uniform, waves. Ken, a boy "
    "with spiky brown hair in a green tracksuit, waves. Taro, a boy with a black bowl cut in a yellow raincoat, waves. "
    "Ana, a woman with curly red hair in a blue apron, waves. Rui, a bald man in a black suit, waves. Sir Odo, a man "
    "in armour with shaggy blonde hair, waves. An old man with a topknot in a brown robe waves. A child with double "
    "buns in pink pyjamas waves."
)
NAMED = "In the park Hana, Mio, Yuna, Ken, Sota and Ren wave."
BANDS = ((0.0, 0.17), (0.17, 0.33), (0.33, 0.55), (0.55, 0.8), (0.8, 1.0))


@pytest.mark.parametrize(("script", "count"), [(DESCRIBED, 10), (NAMED, 6)])
def test_no_two_of_a_cast_are_mistaken_for_each_other(cel, script, count):
    cast = direct(script).cast
    assert len(cast) == count
    seen = {member.name: portrait(cel, member) for member in cast}
    for (one, first), (other, second) in itertools.combinations(seen.items(), 2):
        outline, colours = apart(first, second)
        assert outline > 0.16 or colours > 30, f"{one} and {other}: outline {outline:.2f}, colours {colours:.0f}"


def test_the_same_person_is_always_the_same(cel):
    member = direct(DESCRIBED).cast[0]
    assert apart(portrait(cel, member), portrait(cel, member)) == (0.0, 0.0)


def portrait(cel, member: CastMember):
    """Somebody from ahead, a little from the side: their outline and the mean colours of five bands of them, CIELAB."""
    shot = performance(
        [actor(member, heading=-1.2)], shot_camera=camera(eye=(0, -4.6, 1.0), target=(0, 0, 0.92), fov=0.44)
    )
    painted = cel.open(shot, SIZE).frame(0, passes=frozenset({Pass.ID}))
    mask = painted.id == 2
    rows = np.flatnonzero(mask.any(axis=1))
    lab = cv2.cvtColor(painted.colour.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    height = np.linspace(0, 1, rows[-1] - rows[0] + 1)
    inside, colour = mask[rows[0] : rows[-1] + 1], lab[rows[0] : rows[-1] + 1]
    bands = [(height >= low) & (height <= high) for low, high in BANDS]
    return mask, np.array([colour[band][inside[band]].mean(axis=0) for band in bands])


def apart(first, second) -> tuple[float, float]:
    """How much of two outlines is not common to both, and the furthest that any band's colour is from the other's."""
    common = (first[0] & second[0]).sum() / (first[0] | second[0]).sum()
    return float(1 - common), float(np.linalg.norm(first[1] - second[1], axis=1).max())
