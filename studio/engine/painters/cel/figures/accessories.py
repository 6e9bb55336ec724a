"""Things worn besides clothes: glasses, a hat, a scarf, a bag, a ribbon."""

from collections.abc import Callable
from typing import Final

from studio.engine.painters.cel.figures.person import Person
from studio.engine.painters.cel.mesh import Mesh


def accessories(person: Person) -> list[Mesh]:
    """Everything the look wears that we know."""
    worn = [ACCESSORIES[name](person) for name in person.look.accessories if name in ACCESSORIES]
    return [mesh for parts in worn for mesh in parts]


ACCESSORIES: Final[dict[str, Callable[[Person], list[Mesh]]]] = {}
