"""What children play on: a swing."""

from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import STEEL
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import ball, bar, finish, merged, paint, soft_box

BAR_M = 2.2
"""How high its bar is."""
_SEAT_M, _CHAINS_M = 0.50, 0.23


def swing(colour: RGB) -> list[Mesh]:
    """A swing in its frame of pipes, facing -y; seat and chains on joint 1, which turns about the bar."""
    legs = [bar((s * 1.0, t * 0.62, 0.0), (s * 0.94, 0, BAR_M), 0.045, 8) for s in (-1, 1) for t in (-1, 1)]
    legs += [bar((s * 0.975, -0.33, 1.02), (s * 0.975, 0.33, 1.02), 0.03, 7) for s in (-1, 1)]
    caps = [ball((s * 0.99, 0, BAR_M), 0.06, 10, 7) for s in (-1, 1)]
    rings = [bar((s * _CHAINS_M, 0, BAR_M - 0.09), (s * _CHAINS_M, 0, BAR_M + 0.02), 0.022, 6) for s in (-1, 1)]
    links = [
        ball((s * _CHAINS_M, 0, z), (0.013, 0.013, 0.024), 5, 4)
        for s in (-1, 1)
        for z in np.arange(_SEAT_M + 0.03, BAR_M - 0.08, 0.085)
    ]
    chains = [bar((s * _CHAINS_M, 0, _SEAT_M), (s * _CHAINS_M, 0, BAR_M - 0.06), 0.008, 5) for s in (-1, 1)]
    moving = [
        paint(soft_box((0, 0, _SEAT_M - 0.02), (0.52, 0.22, 0.04), 0.018), finish(colour, 0.9)),
        paint(merged([*links, *chains]), finish(STEEL, 0.4)),
    ]
    return [
        paint(merged([*legs, bar((-1.0, 0, BAR_M), (1.0, 0, BAR_M), 0.05, 9)]), finish("#e2b23f", 0.9, foot=0.1)),
        paint(merged(caps), finish("#c9983a", 0.7)),
        paint(merged(rings), finish("#8f96a8", 0.4)),
        *(replace(one, bones=np.tile(np.array((1, 0), np.uint8), (len(one.position), 1))) for one in moving),
    ]
