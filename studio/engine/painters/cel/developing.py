"""The last pass: the finished drawing on its sheet of paper, or on the film that it is printed on."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.painters.cel.canvas import UNITS_ON_SCREEN, Canvas, Value
from studio.engine.painters.cel.looks import Look
from studio.engine.painters.cel.shapes import rgb
from studio.engine.painters.cel.targets import Layer, Targets

_LINES: Final = 360
_WEAVE_EVERY: Final = 6
"""Frames from one place that the film wanders to in its gate to the next."""


@dataclass(frozen=True)
class Instant:
    """A frame as the film sees it. struck: of an impact frame, the how-manieth it is; None of any other."""

    frame: int
    struck: int | None = None


def develops(look: Look, instant: Instant) -> bool:
    """Whether there is anything to do."""
    return instant.struck is not None or bool(_defines(look, instant))


class Developer:
    """Prints one set of targets."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def develop(self, source: Layer, target: Layer, targets: Targets, look: Look, instant: Instant) -> Layer:
        """From the graded picture, first row at the top, into another layer; bloom must lie in ``targets.spill``."""
        canvas, size = self._canvas, targets.size
        canvas.state()
        source.colour.use(UNITS_ON_SCREEN["picture"])
        targets.spill.colour.use(UNITS_ON_SCREEN["spill"])
        canvas.brush.use(UNITS_ON_SCREEN["brush"])
        line_px = size.height / _LINES
        canvas.screen(
            "develop_fragment.glsl",
            target.over,
            *_defines(look, instant),
            size=(float(size.width), float(size.height)),
            line_px=line_px,
            **_told(look),
            **_moment(look, instant, line_px),
        )
        return target


def _defines(look: Look, instant: Instant) -> tuple[str, ...]:
    parts = {
        "WASH": look.bleed > 0,
        "HATCH": look.hatch > 0,
        "CRAYON": look.crayon > 0,
        "PAPER": look.paper > 0 or look.border > 0,
        "FILM": max(look.grain, look.fringe, look.soft, look.weave, look.dust) > 0,
        "HALATION": look.halation > 0,
        "IMPACT": instant.struck is not None,
    }
    return tuple(name for name, wanted in parts.items() if wanted)


def _told(look: Look) -> dict[str, Value]:
    paper, ink = look.tones.split()[2], look.ink
    return {
        "sheet": (look.paper, look.bleed, look.border, look.crayon),
        "film": (look.grain, look.fringe, look.soft, look.halation),
        "paper": rgb(paper),
        "ink": rgb(ink),
        "halo": rgb(look.halo),
        "accent": look.accent,
    }


def _moment(look: Look, instant: Instant, line_px: float) -> dict[str, Value]:
    """What is of this frame. Grain and dust change on twos: on ones they boil."""
    drawing = instant.frame // 2
    across, down, *speck = (float(value) for value in _dice(drawing, 1).uniform(0, 1, 7))
    dusty = speck[0] < look.dust
    x, y = _weave(instant.frame)
    return {
        "running": (look.weave * line_px * x, look.weave * line_px * y, across, down),
        "speck": (speck[1], speck[2], (0.002 + 0.004 * speck[3]) * dusty, float(speck[4] < 0.6)),
        "turned": float((instant.struck or 0) % 2),
    }


def _weave(frame: int) -> tuple[float, float]:
    """Where the film lies in its gate, -1 to 1 across and down: from place to place along smooth curves."""
    at, share = divmod(frame, _WEAVE_EVERY)
    share = share / _WEAVE_EVERY
    share = share * share * (3 - 2 * share)
    before, after = _dice(at, 2).uniform(-1, 1, 2), _dice(at + 1, 2).uniform(-1, 1, 2)
    x, y = before * (1 - share) + after * share
    return float(x), float(y)


def _dice(number: int, salt: int) -> np.random.Generator:
    return np.random.default_rng((number, salt))
