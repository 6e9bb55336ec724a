"""What the studio chooses from for its cast: voices, and colours by name."""

from typing import Final

from studio.engine import vocabulary

VOICES: Final = {
    "female": ("f2", "f4", "f1", "f3", "f5"),
    "male": ("m3", "m1", "m7", "m4", "m2", "m6", "m5"),
}
"""espeak-ng's variants for women and for men."""


def colour_name(colour: str) -> str:
    """The nearest colour of the vocabulary by name. colour: ``#rrggbb``."""
    table = vocabulary.named("colours")
    return min(table, key=lambda name: distance(table[name].text["hex"], colour))


def distance(one: str, other: str) -> float:
    """How far apart two colours are, 0 to 442, both ``#rrggbb``."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
