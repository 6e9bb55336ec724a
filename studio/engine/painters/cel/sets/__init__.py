"""The sets: a setting becomes a place one would want to film in.

Conventions of the surfaces used here: DECAL is texel * colour * light (glow shows it unlit), clear texels cut out;
SKY is texel * colour, laid over what is behind it in mesh order; GLOW is its colour whatever the light;
GRASS and leaves are lit by their uv and tint; WET takes uv in metres.
"""

from collections.abc import Callable

from studio.engine.painters.cel.scenery import Scenery
from studio.engine.painters.cel.sets import (
    bathroom,
    beach,
    cafe,
    castle,
    cave,
    classroom,
    corridor,
    country_road,
    desert,
    festival,
    forest,
    garden,
    gym,
    harbour,
    hospital,
    kitchen,
    lake,
    library,
    living_room,
    market,
    meadow,
    mountain,
    neon_street,
    office,
    park,
    pool,
    river,
    rooftop,
    room,
    shrine,
    snow_village,
    spaceship,
    stage,
    station,
    store,
    sunflower_field,
    train,
    turntable,
)
from studio.engine.painters.cel.sets.moods import mood_for, wetted
from studio.engine.painters.cel.sets.place import Place, open_place
from studio.engine.vocabulary import usual
from studio.timeline.film import Setting

__all__ = ["build_set", "mood_for"]

_DRESSERS: dict[str, Callable[[Place], None]] = {
    "neon_street": neon_street.dress,
    "beach": beach.dress,
    "meadow": meadow.dress,
    "forest": forest.dress,
    "classroom": classroom.dress,
    "room": room.dress,
    "rooftop": rooftop.dress,
    "shrine": shrine.dress,
    "stage": stage.dress,
    "kitchen": kitchen.dress,
    "living_room": living_room.dress,
    "corridor": corridor.dress,
    "library": library.dress,
    "cafe": cafe.dress,
    "store": store.dress,
    "train": train.dress,
    "hospital": hospital.dress,
    "office": office.dress,
    "gym": gym.dress,
    "castle": castle.dress,
    "cave": cave.dress,
    "spaceship": spaceship.dress,
    "bathroom": bathroom.dress,
    "harbour": harbour.dress,
    "snow_village": snow_village.dress,
    "market": market.dress,
    "festival": festival.dress,
    "desert": desert.dress,
    "garden": garden.dress,
    "pool": pool.dress,
    "sunflower_field": sunflower_field.dress,
    "park": park.dress,
    "river": river.dress,
    "country_road": country_road.dress,
    "station": station.dress,
    "mountain": mountain.dress,
    "lake": lake.dress,
    "turntable": turntable.dress,
}


def build_set(setting: Setting, seed: int, wet: float | None = None, loose: frozenset[str] = frozenset()) -> Scenery:
    """Dress the set of a setting in its hour and weather.

    The same setting and seed give the same arrays; the place's name and the seed vary the details.
    A set we do not know is the plain stage.

    Args:
        wet: how wet rain has left the ground, 0 to 1; None as the weather has it.
        loose: the parts of the set whose leaves are to be moved.
    """
    place = open_place(usual(setting), wetted(setting, wet), seed, wet, loose)
    _DRESSERS.get(setting.set, stage.dress)(place)
    return place.scenery()
