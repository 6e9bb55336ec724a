"""Colours: an artist's hex colour, and the colour it has in shadow.

Shadows are hue-shifted towards violet, never plain darker (recipe, section 2).
"""

import colorsys
import math
from dataclasses import dataclass
from typing import TypeAlias

from studio.timeline.film import Look

RGB: TypeAlias = tuple[float, float, float]

_SLATE: RGB = (0.25, 0.29, 0.39)
_VIOLET = 0.70
_MOST_TURN = 0.04
"""Of the hue circle: shadows of yellow are ochre, not red."""


@dataclass(frozen=True)
class Tone:
    """A colour in light and in shadow, sRGB 0-1."""

    lit: RGB
    shade: RGB

    def scaled(self, factor: float) -> "Tone":
        """Both made lighter or darker."""
        return Tone(_scaled(self.lit, factor), _scaled(self.shade, factor))

    @property
    def in_shadow(self) -> "Tone":
        """What lies in shadow whatever the light: linings, the throat."""
        return Tone(self.shade, _scaled(self.shade, 0.8))


def rgb(hex_colour: str) -> RGB:
    """``#rrggbb`` as sRGB 0-1."""
    digits = hex_colour.lstrip("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def cloth(colour: RGB) -> Tone:
    """A dyed cloth: dark colours fall to 0.58 of their value, white ones to a pale blue."""
    hue, saturation, value = colorsys.rgb_to_hsv(*colour)
    white = _ramp(value, 0.72, 0.97) * (1 - _ramp(saturation, 0.04, 0.30))
    turn = ((_VIOLET - hue + 0.5) % 1) - 0.5
    turned = turn * 0.24 * min(1.0, 0.3 + saturation)
    moved = (hue + max(-_MOST_TURN, min(_MOST_TURN, turned))) % 1
    deep = colorsys.hsv_to_rgb(moved, min(1.0, saturation * 1.12 + 0.07), value * 0.60)
    pale = (colour[0] * 0.775, colour[1] * 0.815, colour[2] * 0.91)
    return Tone(colour, mix(deep, pale, white))


def skin(colour: RGB) -> Tone:
    """Skin turns warm and red in shadow."""
    return Tone(colour, (colour[0] * 0.914, colour[1] * 0.726, colour[2] * 0.722))


def hair(colour: RGB) -> Tone:
    """Hair: black falls to half, fair and white hair less."""
    hue, saturation, value = colorsys.rgb_to_hsv(*colour)
    turn = ((_VIOLET - hue + 0.5) % 1) - 0.5
    moved = (hue + turn * 0.16 * min(1.0, 0.4 + saturation)) % 1
    depth = 0.52 + 0.20 * _ramp(value, 0.30, 0.95)
    return Tone(colour, colorsys.hsv_to_rgb(moved, min(1.0, saturation * 1.08 + 0.05), value * depth))


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """``share`` 0 gives the first, 1 the second."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def brightness(colour: RGB) -> float:
    """Perceived lightness, 0-1 (Rec. 601 luma)."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


@dataclass(frozen=True)
class Palette:
    """The tones of one look."""

    skin: Tone
    hair: Tone
    cloth: Tone
    second: Tone
    accent: Tone
    white: Tone
    shoe: Tone


def palette(look: Look) -> Palette:
    """Every tone a figure is painted with."""
    return Palette(
        skin=skin(rgb(look.skin)),
        hair=hair(rgb(look.hair)),
        cloth=cloth(rgb(look.cloth)),
        second=cloth(_trousers(look)),
        accent=cloth(rgb(look.accent)),
        white=cloth(rgb("#fbfaf6")),
        shoe=cloth(rgb("#4a2e2c")),
    )


def _trousers(look: Look) -> RGB:
    """The second cloth; slate where it would be taken for bare skin."""
    second = rgb(look.cloth_second)
    return _SLATE if math.dist(second, rgb(look.skin)) < 0.4 else second


def _scaled(colour: RGB, factor: float) -> RGB:
    return min(1.0, colour[0] * factor), min(1.0, colour[1] * factor), min(1.0, colour[2] * factor)


def _ramp(value: float, low: float, high: float) -> float:
    t = min(1.0, max(0.0, (value - low) / (high - low)))
    return t * t * (3 - 2 * t)
