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
    forest,
    gym,
    hospital,
    kitchen,
    library,
    living_room,
    meadow,
    neon_street,
    office,
    rooftop,
    room,
    shrine,
    spaceship,
    stage,
    store,
    train,
)
from studio.engine.painters.cel.sets.moods import mood_for, wetted
from studio.engine.painters.cel.sets.place import Place, open_place
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
}


def build_set(setting: Setting, seed: int, wet: float | None = None) -> Scenery:
    """Dress the set of a setting in its hour and weather.

    The same setting and seed give the same arrays; the place's name and the seed vary the details.
    A set we do not know is the plain stage.

    Args:
        wet: how wet rain has left the ground, 0 to 1; None as the weather has it.
    """
    place = open_place(setting, wetted(setting, wet), seed, wet)
    _DRESSERS.get(setting.set, stage.dress)(place)
    return place.scenery()
