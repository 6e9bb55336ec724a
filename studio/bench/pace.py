"""How fast shots are played out: ``main.py bench pace``."""

from collections.abc import Sequence

from studio.bench import physics_pace
from studio.bench.figures import Figure


def measure() -> Sequence[Figure]:
    """Ordinary shots of falling, hanging and flying things, and the heaviest."""
    return physics_pace.pace()
