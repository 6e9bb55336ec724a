"""What the sets room hands to the renderer: a place as arrays, and the light it stands in."""

from dataclasses import dataclass

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.vocabulary import Part

RGB = tuple[float, float, float]


class Mood(Struct, frozen=True):
    """Light, air and grade for one set at one hour and weather. Colours sRGB 0-1 unless said.

    light, shade: multiply the lit and the shadow colour of everything.
    light_direction: unit vector towards the key light, world axes.
    rim_left, rim_right: colour of the two rim lights behind the subject; rim: 0-1 strength.
    fog: exp(-fog_density * (distance - fog_start_m)), at most fog_most.
    cast_shadow: 0-1 darkness of shadows on the ground. stars 0-1. sun, moon: azimuth and elevation
    in degrees (azimuth 0 = +y, straight away from the default camera) or None.
    rain, snow, petals: 0-1 amount in the air; petal: what those petals are in colour, petal_glow 1 that they
    hover and shine by themselves (fireflies, embers). wet: 0-1 how much the ground reflects.
    bloom, saturation, contrast, lift, vignette: the grade. tint: soft corner light ("para").
    """

    light: RGB = (1.0, 1.0, 1.0)
    shade: RGB = (0.92, 0.95, 1.06)
    light_direction: RGB = (-0.4, -0.5, 0.77)
    rim_left: RGB = (1.0, 1.0, 1.0)
    rim_right: RGB = (1.0, 1.0, 1.0)
    rim: float = 0.3
    sky_top: RGB = (0.07, 0.33, 0.80)
    sky_horizon: RGB = (0.80, 0.92, 0.98)
    fog: RGB = (0.78, 0.90, 0.97)
    fog_density: float = 0.003
    fog_start_m: float = 15.0
    fog_most: float = 0.8
    cast_shadow: float = 0.35
    stars: float = 0.0
    sun: tuple[float, float] | None = None
    moon: tuple[float, float] | None = None
    rain: float = 0.0
    snow: float = 0.0
    petals: float = 0.0
    petal: RGB = (1.0, 0.78, 0.86)
    petal_glow: float = 0.0
    wet: float = 0.0
    bloom: float = 0.42
    saturation: float = 1.08
    contrast: float = 0.12
    lift: RGB = (0.0, 0.0, 0.0)
    vignette: float = 0.22
    tint: RGB = (1.0, 0.9, 0.75)
    tint_strength: float = 0.1


@dataclass(frozen=True)
class Halo:
    """A soft glow sprite round a lamp or a sign: position in metres, radius in metres, colour, 0-1."""

    position: tuple[float, float, float]
    radius_m: float
    colour: RGB
    strength: float = 0.6


@dataclass(frozen=True)
class Plume:
    """Smoke that rises from a place: metres, how wide at its foot. kind: "smoke", "steam" or "wisp"."""

    position: tuple[float, float, float]
    width_m: float
    kind: str = "smoke"


@dataclass(frozen=True, eq=False)
class Leaf:
    """A leaf of a part that opens, painted where ``studio.engine.parts.leaf_motion`` begins; side: which end it has."""

    part: Part
    side: int
    mesh: Mesh


@dataclass(frozen=True, eq=False)
class Scenery:
    """A set, dressed. ``mesh`` is static but for what its surfaces do by themselves (grass, water).

    atlas: (H, W, 4) uint8 straight-alpha sRGB picture that DECAL and SKY surfaces take their uv from,
    row 0 at v = 0, or None. SKY surfaces (clouds, far hills) are drawn behind everything.
    leaves: what of it opens, where it was asked for loose.
    shine: shafts and pools of light, drawn last without writing depth: texel * colour * glow is added.
    """

    mesh: Mesh
    mood: Mood
    atlas: NDArray[np.uint8] | None = None
    halos: tuple[Halo, ...] = ()
    shine: Mesh | None = None
    plumes: tuple[Plume, ...] = ()
    leaves: tuple[Leaf, ...] = ()
