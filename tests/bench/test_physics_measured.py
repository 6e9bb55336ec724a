"""A fast part of ``main.py bench physics``: every law at one or two values, by what the picture shows."""

from collections.abc import Callable, Generator
from dataclasses import replace

import pytest

from studio.bench import physics_motion as motion
from studio.bench import physics_order as order
from studio.bench import physics_strikes as strikes
from studio.bench import physics_water as water
from studio.bench.physics_laws import Law
from studio.bench.physics_scenes import thing
from studio.engine.painters.cel.painter import CelPainter

LAWS: tuple[Callable[[CelPainter], Law], ...] = (
    lambda painter: motion.free_fall(painter, (1.0,)),
    lambda painter: motion.projectile(painter, (45,)),
    lambda painter: motion.sliding(painter, (2.0,)),
    lambda painter: motion.rolling(painter, (15,)),
    lambda painter: motion.pendulum(painter, (0.3,)),
    lambda painter: strikes.rebound(painter, ("wood",)),
    lambda painter: strikes.momentum(painter, (1.3,)),
    lambda painter: water.floating(painter, (thing("ball", material="wood"),)),
    lambda painter: water.sinking(painter, (("stone", 0.2),)),
)


@pytest.fixture(scope="module")
def painter() -> Generator[CelPainter]:
    made = CelPainter()
    yield made
    made.close()


@pytest.mark.parametrize("number", range(len(LAWS)))
def test_the_picture_obeys_the_law(painter: CelPainter, number: int) -> None:
    law = LAWS[number](painter)
    assert law.worst < law.bar, law


def test_balls_left_to_themselves_gain_no_energy_and_never_jump(painter: CelPainter) -> None:
    dropped = replace(order.CLOSED[3], seconds=0.6)
    assert all(figure.holds for figure in order.order(painter, (dropped,)))


def test_a_box_lies_on_a_box_not_in_it(painter: CelPainter) -> None:
    assert all(figure.holds for figure in order.at_rest(painter, (order.Lying("box", "box"),)))
