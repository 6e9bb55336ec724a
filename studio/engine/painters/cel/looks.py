"""The looks a film can have: how it is inked, shaded, painted and printed, from ``words/looks.toml``."""

from functools import cache
from typing import Final

import msgspec
from msgspec import Struct, structs

from studio.engine import vocabulary
from studio.engine.painters.cel.scenery import Mood
from studio.engine.painters.cel.shapes import rgb

_NEUTRAL: Final = "#000000 #808080 #ffffff"
_INK: Final = "#241a2c"


class Look(Struct, frozen=True, forbid_unknown_fields=True):
    """A look's numbers; as they stand here, the painter's own.

    Shading. ramp: width of the step from light to shadow, of half Lambert; early: how much sooner it turns to shadow;
    deep: how much darker the third tone is; black: how far shadows go to solid ink; rim: times the rim lights;
    chalk: how far the step is broken up by the tooth of the paper.
    Lines. line: times the width of ink; inked: how far its colour goes to ``ink``; set_lines: times the ink of sets.
    Painted. brush: how far sets are laid in with a brush; close_up: a head this high, in frame heights, stands before
    a background out of focus.
    Graded. saturation: times the picture's own; contrast, bloom, vignette, corner (light from it): added to it;
    toned: how far brightness goes to the three ``tones`` of dark, middle and light; wash: how far they tint it;
    filmic: the shoulder and toe of film; pale: how thin the paint is; accent: how far pure red keeps its colour.
    Printed. paper: relief of the sheet; bleed: how far colours run into each other, pooling dark at edges;
    border: how far the paint stays off the edge of the sheet, in frame heights; hatch: tones as strokes of a pen;
    crayon: the tooth of the sheet that takes no colour; grain; fringe: how far red and blue are apart, pixels at 360
    lines; soft: the lens and the print, pixels at 360 lines; weave: how far the film wanders in its gate, pixels at
    360 lines; dust: how often it has a speck; halation: light that comes back through the film, as ``halo``.
    flare: of the lens, where a light stands in the picture; shafts: of light, that fan out from it.
    """

    ramp: float = 0.03
    early: float = 0.0
    deep: float = 0.2
    black: float = 0.0
    rim: float = 1.0
    chalk: float = 0.0
    line: float = 1.0
    inked: float = 0.0
    set_lines: float = 1.0
    brush: float = 0.0
    close_up: float = 0.26
    saturation: float = 1.0
    contrast: float = 0.0
    bloom: float = 0.0
    vignette: float = 0.0
    corner: float = 0.0
    toned: float = 0.0
    wash: float = 0.0
    filmic: float = 0.0
    pale: float = 0.0
    accent: float = 0.0
    paper: float = 0.0
    bleed: float = 0.0
    border: float = 0.0
    hatch: float = 0.0
    crayon: float = 0.0
    grain: float = 0.0
    fringe: float = 0.0
    soft: float = 0.0
    weave: float = 0.0
    dust: float = 0.0
    halation: float = 0.0
    flare: float = 0.0
    shafts: float = 0.0
    tones: str = _NEUTRAL
    ink: str = _INK
    halo: str = "#ff7a3c"
    rims: str = ""

    @property
    def rows(self) -> tuple[tuple[float, ...], ...]:
        """The three rows of block ``Scene`` that are its own: see ``scene_rows.glsl``."""
        return (
            (self.ramp, self.early, self.deep, self.black),
            (*rgb(self.ink), self.inked),
            (self.line, self.chalk, self.set_lines, 0.0),
        )

    @property
    def graded(self) -> bool:
        """Whether its colours are other than the painter's own."""
        return max(self.toned, self.wash, self.filmic, self.accent, self.pale) > 0

    def lit(self, mood: Mood) -> Mood:
        """A mood with the rim lights that it has in this look."""
        left, right = (rgb(tone) for tone in self.rims.split()) if self.rims else (mood.rim_left, mood.rim_right)
        return structs.replace(mood, rim=min(1.0, mood.rim * self.rim), rim_left=left, rim_right=right)

    def tints(self) -> dict[str, tuple[float, ...]]:
        """For the shader of the grade."""
        dark, middle, light = (rgb(tone) for tone in self.tones.split())
        return {
            "look_tone": (max(self.toned, self.wash), self.filmic, self.accent, self.pale),
            "look_dark": dark,
            "look_middle": middle,
            "look_light": light,
        }


OWN: Final = Look()
"""The painter's own look."""


def with_effects(look: Look, effects: tuple[str, ...]) -> Look:
    """A look with what the effects of a shot add to it."""
    table = vocabulary.named("effects")
    for effect in effects:
        values = table[effect].values if effect in table else {}
        added = {key: getattr(look, key) + value for key, value in values.items() if hasattr(look, key)}
        look = structs.replace(look, **added)
    return look


@cache
def look_of(name: str) -> Look:
    """The look of this name; the painter's own for none, and for one nobody knows."""
    entry = vocabulary.named("looks").get(name)
    if entry is None:
        return OWN
    painted = {key: value for key, value in entry.values.items() if key != "drawings"}  # that one is the stage's
    return msgspec.convert({**painted, **entry.text}, Look)
