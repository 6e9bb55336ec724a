"""Whether the physics is right, by the picture: the id pass, the depth pass and the camera, never the simulator.

Only what a picture hides (every joint of a body, a thing in a fist) is followed in the Performance that it was painted
from; that the two agree is measured too.
"""

from collections.abc import Sequence
from statistics import median

from studio.bench import (
    physics_feet,
    physics_going,
    physics_motion,
    physics_order,
    physics_pace,
    physics_strikes,
    physics_water,
)
from studio.bench.figures import Figure, at_least
from studio.bench.sample import sample_film
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken

LAWS = (
    physics_motion.free_fall,
    physics_strikes.rebound,
    physics_motion.projectile,
    physics_strikes.momentum,
    physics_motion.sliding,
    physics_motion.rolling,
    physics_motion.pendulum,
    physics_water.floating,
    physics_water.sinking,
)


def measure() -> Sequence[Figure]:
    """Every law, each at five values or more; what must never happen; and how fast it is all played out."""
    painter = CelPainter()
    try:
        laws = [figure for law in LAWS for figure in law(painter).figures()]
        never = [*physics_order.order(painter), *physics_order.at_rest(painter), *physics_going.going(painter)]
        return [*laws, *never, *physics_feet.feet(), *_pace()]
    finally:
        painter.close()


def _pace() -> Sequence[Figure]:
    """Seconds of film played out in a second of one processor, the sample film's shots."""
    rates = [physics_pace.rate(staged) for staged in stage_shots(sample_film(), Rehearsals(), StopToken())]
    return [
        at_least("played out against real time, median shot", median(rates), "x", 20.0),
        Figure("played out against real time, slowest shot", min(rates), "x"),
    ]
