"""A fast part of ``main.py bench physics``: every law at one or two values, by what the picture shows."""

from collections.abc import Callable, Generator
from dataclasses import replace

import numpy as np
import pytest

from studio.bench import physics_feet as feet
from studio.bench import physics_going as going
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


def test_nothing_and_nobody_leaps_when_cups_are_put_on_one_table_and_taken_up(painter: CelPainter) -> None:
    figures = going.going(painter, ("cups on one table",))
    assert all(figure.holds for figure in figures), figures


def test_a_leap_is_told_from_a_blow_and_from_a_fall() -> None:
    struck, snapped = np.array([0.0, 0.0, 0.2, 0.2, 0.2]), np.array([0.0, 0.0, 0.2, 0.0, 0.0])
    assert going.leap_m(struck) == 0.0
    assert going.leap_m(snapped) > 0.19


@pytest.mark.parametrize("gait", ["walks", "limps"])
def test_feet_do_not_skate(gait: str) -> None:
    assert all(figure.holds for figure in feet.feet((gait,)))
