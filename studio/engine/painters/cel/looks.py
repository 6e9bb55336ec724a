"""The looks a film can have over the painter's own: how its finished picture is graded, from ``words/looks.toml``."""

from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.painters.cel.shapes import rgb

_NEUTRAL: Final = "#000000 #808080 #ffffff"


class Look(Struct, frozen=True):
    """A look's numbers.

    saturation: times the picture's own. contrast, bloom, vignette: added to it. toned: how far the picture goes to the
    three ``tones`` of dark, middle and light, 0-1. paper: grain of the sheet. bleed: how far colours run into each
    other, pooling dark at edges. grain: film grain. fringe: pixels that red and blue are apart. lines: ink at edges.
    """

    saturation: float = 1.0
    contrast: float = 0.0
    bloom: float = 0.0
    vignette: float = 0.0
    toned: float = 0.0
    wash: float = 0.0
    paper: float = 0.0
    bleed: float = 0.0
    grain: float = 0.0
    fringe: float = 0.0
    lines: float = 0.0
    tones: str = _NEUTRAL

    def uniforms(self, moment: int) -> dict[str, tuple[float, ...]]:
        """For the grade's shader. ``moment``: the frame, which film grain changes with."""
        dark, middle, light = (rgb(tone) for tone in self.tones.split())
        return {
            "look_ink": (max(self.toned, self.wash), self.paper, self.bleed, self.lines),
            "look_film": (self.grain, self.fringe, float(moment % 4096), 0.0),
            "look_dark": dark,
            "look_middle": middle,
            "look_light": light,
        }


@cache
def look_of(name: str) -> Look | None:
    """The look of this name; None for the painter's own, and for one nobody knows."""
    entry = vocabulary.named("looks").get(name)
    if entry is None:
        return None
    return Look(**entry.values, tones=entry.text.get("tones", _NEUTRAL))
