"""Vehicles: things that drive, sail or fly by themselves."""

from typing import Final

_VEHICLES: Final = frozenset({
    "car", "boat", "cart", "bicycle", "scooter", "skateboard", "train", "bus", "truck", "lorry", "van", "taxi",
    "cab", "tram", "ship", "plane", "airplane", "aeroplane", "helicopter", "motorcycle", "motorbike", "tank",
    "rocket", "ufo", "submarine", "wagon", "carriage", "ambulance", "ferry", "yacht", "drone", "spaceship",
    "starship", "spacecraft", "jet", "airship", "zeppelin", "balloon", "sled", "sleigh", "tractor", "limousine",
    "jeep", "subway", "metro", "gondola", "canoe", "kayak", "raft", "saucer", "shuttle", "pickup", "moped",
    "wheelchair", "rickshaw", "chariot", "hovercraft", "steamer", "liner",
})  # fmt: skip
"""Things, by kind or by noun, that go about by themselves."""


def goes_by_itself(kind: str, noun: str) -> bool:
    """Whether a thing of this kind and noun drives, sails or flies: "a bus leaves"."""
    return kind in _VEHICLES or is_vehicle(noun)


def is_vehicle(noun: str) -> bool:
    """Whether the noun is of a vehicle, in the singular or the plural."""
    last = noun.rpartition(" ")[2]
    return last in _VEHICLES or last.removesuffix("s") in _VEHICLES
