"""A ramp: boards on two beams, with battens across, as long as it is level; the stage leans it."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import box, finish, merged, mix, paint, times

_LONG, _WIDE, _THICK = 3.2, 0.8, 0.06
_BOARDS = 4


def ramp(colour: RGB) -> list[Mesh]:
    """Boards along, their edges darker, over battens."""
    wide = _WIDE / _BOARDS
    lanes = (np.arange(_BOARDS) - (_BOARDS - 1) / 2) * wide
    shades = [times(colour, 1.0 if lane % 2 else 0.93) for lane in range(_BOARDS)]
    boards = [
        paint(box((0, lane, 0.012), (_LONG, wide - 0.006, _THICK - 0.024)), finish(shade, 1.0))
        for lane, shade in zip(lanes, shades, strict=True)
    ]
    battens = [box((x, 0, -0.012), (0.09, _WIDE, 0.036)) for x in np.linspace(-0.45, 0.45, 4) * _LONG]
    return [*boards, paint(merged(battens), finish(mix(times(colour, 0.62), (0.2, 0.1, 0.1), 0.15), 0.8))]
