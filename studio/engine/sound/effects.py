"""The effects stem: every contact of the performance, on its sample, where it happened in the picture."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.performance import Contact, ContactKind, Performance, Samples
from studio.engine.sound.placing import distance_gain, pan_gains, placed
from studio.engine.sound.shatter import shatter
from studio.engine.sound.spectrum import decibels
from studio.engine.sound.splashing import splash
from studio.engine.sound.stems import RATE
from studio.engine.sound.struck import VARIANTS, footstep, scrape, step_grounds, strike
from studio.engine.stop import StopToken
from studio.engine.vocabulary import Material

_WIDTH: Final = 0.6
_REFERENCE_M: Final = 3.0
_POWER: Final = 0.7
_USUAL_BLOW_NS: Final = 0.5
_USUAL_STEP_NS: Final = 24.0
_USUAL_DRAG_N: Final = 3.0
_USUAL_SPLASH_NS: Final = 2.0
_SPLASH_DB: Final = -11.0
_STRIKE_DB: Final = -16.0
_BREAK_DB: Final = -9.0
_STEP_DB: Final = -19.0
_SLIDE_DB: Final = -30.0
_GAINS_DB: Final = (-24.0, 6.0)
_STEP_GAINS_DB: Final = (-8.0, 7.0)
_SOLES: Final = frozenset({"rubber", "leather", "flesh", "cloth", "plastic"})
_HARD_SOLES: Final = frozenset({"leather", "wood", "plastic"})
_WET_WEATHERS: Final = frozenset({"rain", "storm"})
_DULL: Final = Material(density=1000, restitution=0.3, friction=0.5, ring=(180.0, 420.0), decay_s=0.05, noise=0.7)
_QUIETER_BODY: Final = 0.5
_LONGEST_SLIDE_S: Final = 20.0


@dataclass(frozen=True)
class Ground:
    """What effects need to know of the world: its materials, how large the props are, whether it is wet."""

    materials: Mapping[str, Material]
    sizes: Mapping[str, float]
    wet: bool = False


def effects_stem(performance: Performance, ground: Ground, count: int, stop: StopToken) -> Samples:
    """Every contact sounding, (2, count) float32: contact sounds begin on sample round(time * 48000)."""
    stem = np.zeros((2, count), np.float32)
    for number, contact in enumerate(performance.contacts):
        stop.check()
        sound = contact_sound(contact, ground, number)
        gains = _placed_gains(performance, contact)
        start = round(contact.time * RATE)
        if 0 <= start < count:
            sound = sound[: count - start]
            stem[:, start : start + len(sound)] += gains[:, None] * sound
    return stem


def _placed_gains(performance: Performance, contact: Contact) -> Samples:
    spot = placed(performance.camera, int(contact.time * performance.fps), contact.position)
    return pan_gains(spot.pan, _WIDTH) * np.float32(distance_gain(spot.distance_m, _REFERENCE_M, _POWER))


def contact_sound(contact: Contact, ground: Ground, number: int) -> Samples:
    """The sound of one contact heard from nearby, mono, its first sample the contact."""
    variant = (number * 3 + zlib.crc32("|".join(contact.bodies).encode())) % VARIANTS
    match contact.kind:
        case ContactKind.STEP:
            return _step(contact, ground, variant)
        case ContactKind.SLIDE:
            return _slide(contact, ground, number)
        case ContactKind.STRIKE:
            return _strike(contact, ground, variant)
        case ContactKind.BREAK:
            broken = ground.materials.get(contact.materials[0], _DULL)
            return shatter(broken, variant) * np.float32(decibels(_BREAK_DB))
        case ContactKind.SPLASH:
            return _splash(contact, variant)


def _step(contact: Contact, ground: Ground, variant: int) -> Samples:
    sole, floor = contact.materials
    if floor in _SOLES and sole not in _SOLES:
        sole, floor = floor, sole
    kind = floor if floor in step_grounds() else _likest(ground.materials.get(floor, _DULL))
    sound = footstep(kind, ground.materials.get(floor), sole in _HARD_SOLES, ground.wet, variant)
    strength = _bounded(contact.impulse / _USUAL_STEP_NS, _STEP_GAINS_DB)
    return sound * np.float32(decibels(_STEP_DB) * strength)


def _likest(material: Material) -> str:
    """The ground that a material without a footstep of its own sounds most like."""
    if material.noise > 0.8:
        return "sand" if material.density > 1000 else "cloth"
    return "concrete" if material.density > 1500 else "wood"


def _slide(contact: Contact, ground: Ground, number: int) -> Samples:
    first, second = (ground.materials.get(name, _DULL) for name in contact.materials)
    seconds = min(max(contact.duration, 0.05), _LONGEST_SLIDE_S)
    strength = _bounded(contact.impulse / seconds / _USUAL_DRAG_N, _GAINS_DB)
    return scrape((first, second), seconds, number) * np.float32(decibels(_SLIDE_DB) * strength)


def _splash(contact: Contact, variant: int) -> Samples:
    """Wider and deeper with the cube root of the impulse, as the displaced water is."""
    width = round(0.22 * max(contact.impulse, 1e-3) ** (1 / 3), 2)
    strength = _bounded(contact.impulse / _USUAL_SPLASH_NS, _GAINS_DB)
    return splash(width, variant) * np.float32(decibels(_SPLASH_DB) * strength)


def _strike(contact: Contact, ground: Ground, variant: int) -> Samples:
    """Both bodies ring; the fixed or larger one more quietly."""
    hardness = min(max(0.45 + 0.3 * np.log10(max(contact.impulse, 1e-4) / _USUAL_BLOW_NS), 0.05), 1.0)
    hardness = round(hardness * 8) / 8  # few enough to be remembered
    count, parts = 0, list[Samples]()
    for body, name in zip(contact.bodies, contact.materials, strict=True):
        size = ground.sizes.get(body)
        sound = strike(ground.materials.get(name, _DULL), size or 1.4, hardness, variant)
        parts.append(sound if size else sound * np.float32(_QUIETER_BODY))
        count = max(count, len(sound))
    together = np.zeros(count, np.float32)
    for part in parts:
        together[: len(part)] += part
    return together * np.float32(decibels(_STRIKE_DB) * _bounded(contact.impulse / _USUAL_BLOW_NS, _GAINS_DB))


def _bounded(ratio: float, gains_db: tuple[float, float]) -> float:
    """Linear gain of a blow beside the usual one: the ear's range is narrower than physics'."""
    return decibels(min(max(14.0 * float(np.log10(max(ratio, 1e-6))), gains_db[0]), gains_db[1]))


def is_wet(weather: str) -> bool:
    """Whether the ground splashes underfoot."""
    return weather in _WET_WEATHERS
