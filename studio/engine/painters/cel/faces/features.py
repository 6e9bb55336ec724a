"""How the features of a face are set for each build, and the inks they are drawn in."""

import colorsys
from dataclasses import dataclass
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from studio.engine.painters.cel.figures.palette import RGB, brightness, hair, mix, rgb, skin
from studio.engine.vocabulary import read_table
from studio.timeline.film import Look


class Features(Struct, frozen=True):
    """Places and sizes in head units from the chin. eye: lateral place, height; half_width, half_height of the
    eye; iris: half width, half height; lash: half width of the upper lash; wing: 0-1 outer lashes; slant: rise of
    the outer corner; brow: half width of its line; brow_gap above the eye; mouth: scale; age: 0-1 lines.
    """

    eye: tuple[float, float] = (0.162, 0.395)
    half_width: float = 0.102
    half_height: float = 0.104
    iris: tuple[float, float] = (0.076, 0.099)
    lash: float = 0.0150
    wing: float = 1.0
    slant: float = 0.04
    brow: float = 0.0120
    brow_gap: float = 0.072
    brow_length: float = 1.0
    mouth: float = 1.0
    age: float = 0.0


_GAP, _WIDE, _TALL, _SLANT, _HEAVY, _MOUTH = 0.10, 0.10, 0.26, 0.13, 0.62, 0.26
"""How much of each feature the farthest look is away from its build's; slant: in its own measure."""


@dataclass(frozen=True)
class Inks:
    """Every colour a face is drawn in."""

    iris: tuple[RGB, RGB, RGB]
    iris_line: RGB
    pupil: RGB
    white: RGB
    lid_shadow: RGB
    lash: RGB
    lash_edge: RGB
    brow: RGB
    line: RGB
    mouth_line: RGB
    mouth: RGB
    tongue: RGB
    teeth: RGB
    blush: RGB
    skin: RGB
    tear: RGB


@cache
def all_features() -> dict[str, Features]:
    """``figures/faces.toml``."""
    return read_table("figures/faces.toml", Features)


@cache
def features_of(look: Look) -> Features:
    """The features of a build, as far from them as the look has it; a build we do not know has the girl's."""
    known = all_features()
    plain = known.get(look.build, known["girl"])
    across, high = plain.eye
    return replace(
        plain,
        eye=(across * (1 + _GAP * look.eye_gap), high),
        half_width=plain.half_width * (1 + _WIDE * look.eye_size),
        half_height=plain.half_height * (1 + _TALL * look.eye_size),
        iris=(plain.iris[0] * (1 + _WIDE * look.eye_size), plain.iris[1] * (1 + _TALL * look.eye_size)),
        slant=plain.slant + _SLANT * look.eye_slant,
        brow=plain.brow * (1 + _HEAVY * look.brows),
        mouth=plain.mouth * (1 + _MOUTH * look.mouth),
    )


@cache
def inks_of(look: Look) -> Inks:
    """Inks from the colours of eyes, hair and skin."""
    tint, hairs, skins = rgb(look.eyes), hair(rgb(look.hair)), skin(rgb(look.skin))
    dark_lash = mix(rgb("#1d1622"), hairs.shade, 0.18)
    return Inks(
        iris=(_shifted(tint, -0.02, 1.10, 0.36), tint, _shifted(tint, 0.02, 0.62, 1.45)),
        iris_line=_shifted(tint, -0.03, 1.1, 0.24),
        pupil=_shifted(tint, -0.03, 1.0, 0.15),
        white=rgb("#fcfafc"),
        lid_shadow=rgb("#5a4a86"),
        lash=dark_lash,
        lash_edge=mix(dark_lash, rgb("#a04a46"), 0.6),
        brow=mix(hairs.shade, dark_lash, 0.5 if brightness(hairs.lit) < 0.6 else 0.25),
        line=mix(skins.shade, rgb("#7a2c33"), 0.62),
        mouth_line=mix(skins.shade, rgb("#5a1a26"), 0.82),
        mouth=rgb("#8a2434"),
        tongue=rgb("#ee7d84"),
        teeth=rgb("#fffaf6"),
        blush=mix(rgb("#ff5f68"), skins.shade, 0.15),
        skin=skins.lit,
        tear=rgb("#bfe6ff"),
    )


def _shifted(colour: RGB, turn: float, saturation: float, value: float) -> RGB:
    h, s, v = colorsys.rgb_to_hsv(*colour)
    return colorsys.hsv_to_rgb(
        (h + turn) % 1, min(1.0, s * saturation), min(1.0, v * value + (0.12 if value > 1 else 0.02))
    )
