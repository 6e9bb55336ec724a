"""Light, air and grade for a setting, read from ``resources/sets/moods.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from studio.engine.painters.cel.scenery import RGB, Mood
from studio.engine.painters.cel.shapes import mix, rgb, times
from studio.engine.vocabulary import set_kinds, usual
from studio.errors import MissingResource
from studio.resources import resource
from studio.timeline.film import Setting

Values = Mapping[str, Any]
_AIR = ("sky_top", "sky_horizon", "fog")
_BY_LAMPS = frozenset(
    {"light", "shade", "light_direction", "rim_left", "rim_right", "rim", "fog", "fog_density", "saturation"}
)
"""What an hour does not change indoors, where lamps and the window light the room."""
_SHELTERED: Values = {"rain": 0.0, "snow": 0.0, "petals": 0.0, "wet": 0.0, "fog_density": 0.0, "fog_most": 0.0}


class _Weather(Struct, frozen=True):
    """What a weather does to an hour's light."""

    veil: float = 0.0
    dim: float = 1.0
    soft: float = 0.0
    shadow: float = 1.0
    fog_add: float = 0.0
    tone: RGB = (1.0, 1.0, 1.0)
    put: dict[str, Any] = {}


class _Table(Struct, frozen=True):
    hours: dict[str, dict[str, Any]]
    like: dict[str, str]
    sets: dict[str, dict[str, dict[str, Any]]]
    weathers: dict[str, _Weather]
    finer: dict[str, dict[str, Any]] = {}


@cache
def _table() -> _Table:
    try:
        table = tomllib.loads(resource("sets/moods.toml").read_text("utf-8"))
        airs = tomllib.loads(resource("sets/airs.toml").read_text("utf-8"))
        weathers = {**table["weathers"], **airs["weathers"]}
        return msgspec.convert({**table, "weathers": weathers, "finer": airs["hours"]}, _Table)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/sets/moods.toml does not read: {fault}.", "Mend that line.") from fault


def mood_for(setting: Setting) -> Mood:
    """The mood of a place at its hour in its weather.

    Indoors the rain stays outside. Unknown hours are day, unknown weathers clear.

    Raises:
        MissingResource: a line of ``moods.toml`` does not fit ``Mood``.
    """
    table, plain = _table(), usual(setting)
    hour = plain.hour if plain.hour in table.hours else "day"
    weather = table.weathers.get(setting.weather) or table.weathers.get(plain.weather, _Weather())
    changes = [table.sets.get(name, {}).get(hour, {}) for name in (table.like.get(setting.set, ""), setting.set)]
    kind = set_kinds().get(setting.set)
    indoors = kind is not None and kind.indoors
    finer = table.finer.get(setting.hour, {})
    finer = {name: value for name, value in finer.items() if not (indoors and name in _BY_LAMPS)}
    mood = _mood({**table.hours[hour], **changes[0], **changes[1], **finer})
    lamps = kind is not None and (kind.lit or indoors)
    mood = _weathered(mood, weather, lit_by_itself=hour == "night" and lamps)
    return msgspec.structs.replace(mood, **_SHELTERED) if indoors else mood


def wetted(setting: Setting, wet: float | None) -> Mood:
    """The mood of a setting whose ground rain has wetted so much; None leaves that to the weather."""
    mood = mood_for(setting)
    kind = set_kinds().get(setting.set)
    if wet is None or (kind is not None and kind.indoors):
        return mood
    own = mood_for(msgspec.structs.replace(setting, weather="clear")).wet
    return msgspec.structs.replace(mood, wet=max(wet, own))


def _mood(values: Values) -> Mood:
    """A mood from a table's values: hex colours read, ``false`` meaning none."""
    read = {name: rgb(value) if isinstance(value, str) else value for name, value in values.items()}
    try:
        return msgspec.convert({name: None if value is False else value for name, value in read.items()}, Mood)
    except msgspec.ValidationError as fault:
        raise MissingResource(f"resources/sets/moods.toml does not fit: {fault}.", "Mend that line.") from fault


def _read(value: Any) -> Any:
    """A value of the table: hex colours read, ``false`` meaning none."""
    return None if value is False else rgb(value) if isinstance(value, str) else value


def _weathered(mood: Mood, weather: _Weather, *, lit_by_itself: bool) -> Mood:
    """The mood under a weather. What lamps light at night keeps its own colours in the rain."""
    veil = weather.veil * (0.25 if lit_by_itself else 1.0)
    dim = 1 - (1 - weather.dim) * (0.3 if lit_by_itself else 1.0)
    light = times(mix(mood.light, _grey(mood.light, weather.tone), veil * 0.85), dim)
    air = {name: times(mix(getattr(mood, name), _grey(getattr(mood, name), weather.tone), veil), dim) for name in _AIR}
    air["sky_top"] = mix(air["sky_top"], air["sky_horizon"], veil * 0.55)
    put = {name: _read(value) for name, value in weather.put.items()}
    return msgspec.structs.replace(
        mood,
        light=light,
        shade=mix(times(mood.shade, dim), times(light, 0.9), weather.soft * veil),
        fog_density=mood.fog_density + weather.fog_add,
        cast_shadow=mood.cast_shadow * weather.shadow,
        saturation=mood.saturation - 0.10 * veil,
        **air,
        **{**put, "wet": max(float(weather.put.get("wet", 0.0)), mood.wet)},
    )


def _grey(colour: RGB, tone: RGB) -> RGB:
    """The colour's brightness in the weather's own hue."""
    level = 0.30 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
    return times(tone, level)
