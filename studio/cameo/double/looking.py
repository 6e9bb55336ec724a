"""A drawn look from a person's traits: theirs, in the studio's own colours and shapes, to suit the cast."""

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import msgspec
from msgspec import Struct

from studio.cameo.double.colours import hex_of, lab_of, mixed
from studio.cameo.double.traits import Lab, Traits
from studio.errors import MissingResource
from studio.resources import resource
from studio.timeline.film import Look

_GLASSES: Final = 24.0
_BEARD, _STUBBLE, _MOUSTACHE = 0.25, 0.13, 0.19
"""Darker than the cheeks by these shares of their lightness."""
_SIDES: Final = 0.3
_SHORT, _JAW, _LONG = 0.62, 1.02, 1.30
"""Where hair ends beside the face: above the ears' lobes, at the jaw, at the shoulders."""
_DYED: Final = 26.0
"""Hair farther than this from any that grows is drawn in its own colour."""


class Tone(Struct, frozen=True):
    """A tone of ``cameo/looks.toml``: how it is measured and how it is drawn."""

    hex: str
    lab: tuple[float, float, float] = (0.0, 0.0, 0.0)
    angle: float = 0.0


class Table(Struct, frozen=True):
    """``cameo/looks.toml``."""

    features: dict[str, tuple[float, float]]
    skin: tuple[Tone, ...]
    hair: tuple[Tone, ...]
    eyes: tuple[Tone, ...]


@cache
def table() -> Table:
    """How traits are drawn.

    Raises:
        MissingResource: the file does not read.
    """
    path = resource("cameo/looks.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Table)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/cameo/looks.toml does not read: {fault}.", "Mend that line.") from fault


def look_of(traits: Traits, build: str, height_m: float) -> Look:
    """A look that is recognisably theirs. build, height_m: what the person says; no picture is asked for that."""
    hair = drawn_hair(traits.hair) if traits.hair is not None else Look().hair
    return Look(
        build=build,
        height_m=height_m,
        hair_style=hair_style(traits),
        hair=hair,
        eyes=_nearest(traits.iris, table().eyes, (0.35, 1.0, 1.0)),
        skin=drawn_skin(traits.skin),
        outfit="shirt",
        cloth=drawn_cloth(traits.cloth),
        accessories=worn(traits),
        jaw=_feature("jaw", traits.jaw),
        eye_size=_feature("eye_size", traits.eye_open),
        eye_slant=_feature("eye_slant", traits.eye_tilt),
        eye_gap=_feature("eye_gap", traits.eye_gap),
        # Frames hide brows, and would be taken for heavy ones.
        brows=0.0 if traits.bridge > _GLASSES else _feature("brows", traits.brow),
        mouth=_feature("mouth", traits.mouth),
    )


def hair_style(traits: Traits) -> str:
    """The way of wearing hair that comes nearest: its length, its width, its fringe."""
    if traits.hair is None:
        return "bald"
    if traits.low >= _LONG:
        return "wavy" if traits.ragged > 0.9 else ("hime" if traits.fringe > 0.8 else "long")
    if traits.wide > 2.1:
        return "afro"
    if traits.low >= _JAW:
        return "curly" if traits.ragged > 0.9 else "shaggy"
    if traits.low >= _SHORT:
        return "bob"
    if traits.wide > 1.38 and traits.low > _SIDES:
        return "bob"
    if traits.fringe > 0.85 and traits.wide > 1.3:
        return "bowl"
    return "undercut" if traits.fringe < 0.12 else "short"


def worn(traits: Traits) -> tuple[str, ...]:
    """Glasses and a beard, as far as there are any."""
    return tuple(one for one in ("glasses" if traits.bridge > _GLASSES else "", beard_of(traits)) if one)


def beard_of(traits: Traits) -> str:
    """The beard that comes nearest, by what is darker than the cheeks."""
    light = max(traits.skin[0], 1.0)
    lip, chin, cheek = traits.lip / light, traits.chin / light, traits.cheek / light
    if chin > _BEARD:
        return "beard" if cheek > 0.42 else "goatee"
    if lip > _MOUSTACHE:
        return "moustache"
    return "stubble" if chin > _STUBBLE else ""


def drawn_skin(measured: Lab) -> str:
    """The tone skin is drawn in."""
    angle = math.degrees(math.atan2(measured[0] - 50, max(measured[2], 1.0)))
    tones = sorted(table().skin, key=lambda tone: -tone.angle)
    for lighter, darker in pairwise(tones):
        if angle >= darker.angle:
            share = (lighter.angle - min(angle, lighter.angle)) / (lighter.angle - darker.angle)
            return mixed(lighter.hex, darker.hex, share)
    return tones[-1].hex


def drawn_hair(measured: Lab) -> str:
    """The colour hair is drawn in: between the two natural ones it lies nearest to, or its own where it is dyed."""
    tones = sorted(table().hair, key=lambda tone: _apart(measured, tone.lab, (0.7, 1.0, 1.0)))
    near, next_ = (_apart(measured, tone.lab, (0.7, 1.0, 1.0)) for tone in tones[:2])
    if near > _DYED:
        return hex_of((min(measured[0] * 1.2 + 6, 92.0), measured[1] * 1.15, measured[2] * 1.15))
    return mixed(tones[0].hex, tones[1].hex, near / max(near + next_, 1e-6))


def drawn_cloth(measured: Lab) -> str:
    """Cloth a little lighter and clearer than a camera has it; black stays a drawable dark."""
    return hex_of((max(24.0, min(measured[0] * 1.08, 92.0)), measured[1] * 1.2, measured[2] * 1.2))


def _feature(name: str, value: float) -> float:
    usual, far = table().features[name]
    return round(max(-1.0, min(1.0, (value - usual) / far)), 2)


def _nearest(measured: Lab, tones: Sequence[Tone], weight: tuple[float, float, float]) -> str:
    return min(tones, key=lambda tone: _apart(measured, tone.lab, weight)).hex


def _apart(one: Lab, other: Lab, weight: tuple[float, float, float]) -> float:
    return math.sqrt(sum((w * (a - b)) ** 2 for a, b, w in zip(one, other, weight, strict=True)))


def unlike(one: Look, other: Look) -> float:
    """How unlike two drawn looks are to the eye: colours in L*a*b* steps of ten, features, and what is there or not."""
    colours = sum(
        _apart(lab_of(getattr(one, part)), lab_of(getattr(other, part)), (1.0, 1.0, 1.0)) / 10
        for part in ("hair", "skin", "eyes")
    )
    features = sum(abs(getattr(one, name) - getattr(other, name)) for name in table().features)
    kinds = sum(getattr(one, part) != getattr(other, part) for part in ("hair_style", "accessories"))
    return colours + features + 2.0 * kinds
