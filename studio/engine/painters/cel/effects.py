"""The costly effects, and the order in which a preview that cannot hold its rate gives them up."""

from dataclasses import dataclass, replace
from typing import Final

EFFECT_ORDER: Final = (
    "reflections",
    "soft_shadows",
    "optics",
    "smears",
    "background_blur",
    "bloom",
    "halos",
    "brushwork",
    "printing",
    "antialiasing",
    "set_lines",
    "folds",
    "outlines",
)


@dataclass(frozen=True)
class Effects:
    """Which costly effects are painted.

    reflections: the mirrored picture in wet ground. soft_shadows: the shape of people and props on the ground
    (a plain blob stays). optics: flares and shafts of light. smears: quick things dragged out.
    background_blur: the set out of focus behind a close-up. bloom: light that spills.
    halos: glow round lamps. brushwork: sets laid in with a brush. printing: paper, pen, grain and film of a look.
    antialiasing: FXAA. set_lines: ink on the edges of sets.
    folds: painted folds in cloth. outlines: ink round people and props.
    fine_lines: lines and edges drawn at four points of every pixel. Finished frames have them; a preview never does, so
    it is not among those that are given up.
    """

    reflections: bool = True
    soft_shadows: bool = True
    optics: bool = True
    smears: bool = True
    background_blur: bool = True
    bloom: bool = True
    halos: bool = True
    brushwork: bool = True
    printing: bool = True
    antialiasing: bool = True
    set_lines: bool = True
    folds: bool = True
    outlines: bool = True
    fine_lines: bool = False

    @classmethod
    def all(cls) -> "Effects":
        """Everything on that a preview may have."""
        return cls()

    @classmethod
    def finished(cls) -> "Effects":
        """Everything on: what a take is painted with."""
        return cls(fine_lines=True)

    @classmethod
    def without(cls, count: int) -> "Effects":
        """All effects less the first ``count`` of ``EFFECT_ORDER``."""
        return replace(cls(), **dict.fromkeys(EFFECT_ORDER[:count], False))

    @property
    def dropped(self) -> tuple[str, ...]:
        """The names of the effects that are off, in the order they are given up."""
        return tuple(name for name in EFFECT_ORDER if not getattr(self, name))
