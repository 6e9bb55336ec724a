"""The ambience stem: the air of the place, its hour and its weather."""

import math
import tomllib
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias

import msgspec
import numpy as np
from msgspec import Struct, field

from studio.engine.performance import Performance, Samples
from studio.engine.sound.creatures import chirps, insects, murmur
from studio.engine.sound.layer import Layer, Stretch
from studio.engine.sound.space import Space
from studio.engine.sound.spectrum import decibels
from studio.engine.sound.stems import RATE, TAIL_SECONDS
from studio.engine.sound.textures import drops, hum, noise, passes, ticks, waves
from studio.engine.stop import StopToken
from studio.engine.vocabulary import SetKind, usual
from studio.errors import MissingResource
from studio.resources import resource

Texture: TypeAlias = Callable[[Layer, Stretch], Samples]

TEXTURES: Final[Mapping[str, Texture]] = {
    "noise": noise,
    "waves": waves,
    "drops": drops,
    "hum": hum,
    "passes": passes,
    "ticks": ticks,
    "chirps": chirps,
    "insects": insects,
    "murmur": murmur,
}
_FALLING: Final = frozenset({"rain", "storm", "snow"})
_SILENCE: Final = "silence"
_SILENCE_DB: Final = -10.0
_USUAL_WIND_MPS: Final = 2.0
_WIND_DB: Final = (-4.0, 8.0)


class Ambiences(Struct, frozen=True):
    """``sounds/ambiences.toml``: layers by name, which are heard at each place, in each weather and for each cue,
    and how each place answers.
    """

    layers: dict[str, Layer]
    places: dict[str, tuple[str, ...]]
    outdoors: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    indoors: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    cues: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    spaces: dict[str, Space] = field(default_factory=dict[str, Space])


@cache
def ambiences() -> Ambiences:
    """The table of ambiences, checked."""
    try:
        table = tomllib.loads(resource("sounds/ambiences.toml").read_text("utf-8"))
        return msgspec.convert(table, Ambiences)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/sounds/ambiences.toml does not read: {fault}.", "Mend that line.") from fault


def ambience_stem(performance: Performance, place: SetKind | None, length: int, stop: StopToken) -> Samples:
    """The air of a shot of ``length`` samples, with its tail, faded at both ends with equal power."""
    count = length + round(TAIL_SECONDS * RATE)
    stem = np.zeros((2, count), np.float32)
    wind_db = _wind_db(performance.wind)
    for name in heard(performance, place):
        stop.check()
        layer = ambiences().layers[name]
        chance = np.random.default_rng(_seed(performance, name))
        sound = TEXTURES[layer.kind](layer, Stretch(chance, length))
        stem += sound * np.float32(decibels(wind_db)) if layer.windy else sound
    if _SILENCE in performance.cues:
        stem *= np.float32(decibels(_SILENCE_DB))
    return faded(stem, length)


def heard(performance: Performance, place: SetKind | None) -> tuple[str, ...]:
    """Names of the layers heard in a shot: the place's, the weather's, the cues', each once."""
    table = ambiences()
    setting = usual(performance.setting)
    under = table.indoors if place is not None and place.indoors else table.outdoors
    names = [
        name
        for name in table.places.get(place.ambience if place else "quiet", table.places["quiet"])
        if _is_time_for(table.layers[name], setting.hour, setting.weather)
    ]
    names += under.get(setting.weather, ())
    for cue in performance.cues:
        names += table.cues.get(cue, ())
    return tuple(dict.fromkeys(names))


def _is_time_for(layer: Layer, hour: str, weather: str) -> bool:
    if layer.dry and weather in _FALLING:
        return False
    return (not layer.hours or hour in layer.hours) and (not layer.weathers or weather in layer.weathers)


def _wind_db(wind: tuple[float, float]) -> float:
    """How much louder the wind is than usual: 6 dB for each doubling of its speed."""
    speed = math.hypot(*wind)
    return min(max(20 * math.log10(max(speed, 0.1) / _USUAL_WIND_MPS), _WIND_DB[0]), _WIND_DB[1])


def _seed(performance: Performance, layer: str) -> list[int]:
    words = "|".join((performance.setting.set, performance.setting.place, performance.shot, layer))
    return [performance.seed & 0xFFFFFFFF, zlib.crc32(words.encode())]


def faded(stem: Samples, length: int) -> Samples:
    """Faded in over the first TAIL_SECONDS and out over the tail after ``length``, with equal power, in place.

    The tail of one shot and the beginning of the next add up to a constant power.
    """
    tail = stem.shape[1] - length
    turn = np.sin(np.linspace(0, np.pi / 2, tail, endpoint=False, dtype=np.float32))
    rising = turn[: stem.shape[1]]
    stem[:, : len(rising)] *= rising
    stem[:, length:] *= np.cos(np.linspace(0, np.pi / 2, tail, endpoint=False, dtype=np.float32))
    return stem
