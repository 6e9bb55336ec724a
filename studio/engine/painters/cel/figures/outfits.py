"""Outfits by name."""

from collections.abc import Callable
from typing import Final

from studio.engine.painters.cel.figures.armour import armour
from studio.engine.painters.cel.figures.everyday import dress, hoodie, shirt, suit
from studio.engine.painters.cel.figures.kimono import kimono
from studio.engine.painters.cel.figures.leisure import pyjamas, sports, swimsuit
from studio.engine.painters.cel.figures.outerwear import coat, raincoat, robe
from studio.engine.painters.cel.figures.person import Person
from studio.engine.painters.cel.figures.uniforms import sailor
from studio.engine.painters.cel.figures.workwear import apron
from studio.engine.painters.cel.mesh import Mesh


def outfit(person: Person) -> list[Mesh]:
    """What the look wears; an outfit we do not know is worn as the nearest we do."""
    name = person.look.outfit
    return OUTFITS[name if name in OUTFITS else _LIKE.get(name, "shirt")](person)


OUTFITS: Final[dict[str, Callable[[Person], list[Mesh]]]] = {
    "coat": coat,
    "sailor": sailor,
    "shirt": shirt,
    "hoodie": hoodie,
    "dress": dress,
    "suit": suit,
    "kimono": kimono,
    "raincoat": raincoat,
    "armour": armour,
    "sports": sports,
    "pyjamas": pyjamas,
    "swimsuit": swimsuit,
    "apron": apron,
    "robe": robe,
}
_LIKE: Final = {
    "uniform": "sailor",
    "school uniform": "sailor",
    "jacket": "coat",
    "trench": "coat",
    "yukata": "kimono",
    "cloak": "robe",
    "armor": "armour",
    "pajamas": "pyjamas",
    "tracksuit": "sports",
    "t-shirt": "shirt",
    "tshirt": "shirt",
    "casual": "shirt",
    "sweater": "hoodie",
    "gown": "dress",
    "skirt": "dress",
    "business": "suit",
}
