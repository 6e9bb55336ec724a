"""Walls with windows in them: the box of a wall cut round its window, with a sill, and a pane while it is shut."""

from msgspec import structs

from studio.engine.vocabulary import Part, SetKind, Solid

SILL, PANE = "window sill", "window pane"
PANE_M = 0.02
LEDGE_M = 0.07
"""How far a sill comes out of its wall into the room, as painted."""
_LOWEST_M = 0.3
_NEAR_M = 0.12


def with_windows(kind: SetKind) -> SetKind:
    """The set with its walls cut round the windows that open."""
    for part in kind.parts:
        if part.opens == "swing" and part.amount < 0 and part.at[2] > _LOWEST_M:
            wall = next((solid for solid in kind.solids if "wall" in solid.name and _holds(solid, part)), None)
            if wall is not None:
                others = tuple(solid for solid in kind.solids if solid is not wall)
                kind = structs.replace(kind, solids=(*others, *_cut(wall, part)))
    return kind


def without_panes(kind: SetKind, opened: tuple[str, ...]) -> SetKind:
    """The set with its windows open: there is nothing in their frames."""
    panes = {f"{PANE} {name}" for name in opened}
    return structs.replace(kind, solids=tuple(solid for solid in kind.solids if solid.name not in panes))


def _long(wall: Solid) -> int:
    return 0 if wall.size[0] > wall.size[1] else 1


def _holds(wall: Solid, part: Part) -> bool:
    """Whether a window is in a wall: within its length, in its thickness."""
    long = _long(wall)
    along = abs(part.at[long] - wall.centre[long]) < (wall.size[long] - part.size[0]) / 2
    return along and abs(part.at[1 - long] - wall.centre[1 - long]) < wall.size[1 - long] / 2 + _NEAR_M


def _cut(wall: Solid, part: Part) -> tuple[Solid, ...]:
    """Before, after, below and above the window, and its pane at the outer face."""
    long, wide = _long(wall), part.size[0]
    low, high = wall.centre[2] - wall.size[2] / 2, wall.centre[2] + wall.size[2] / 2
    first, last = (wall.centre[long] + s * wall.size[long] / 2 for s in (-1, 1))
    left, right = part.at[long] - wide / 2, part.at[long] + wide / 2
    sill, head = part.at[2], part.at[2] + part.size[1]
    across = wall.centre[1 - long], wall.size[1 - long]
    outward = 1.0 if across[0] > part.at[1 - long] else -1.0
    outer = across[0] + outward * (across[1] / 2 - PANE_M / 2), PANE_M
    name, material = wall.name, wall.material
    return (
        _box(name, material, long, (first, left), (low, high), across),
        _box(f"{name} beyond the window", material, long, (right, last), (low, high), across),
        _box(SILL, "wood", long, (left, right), (low, sill), (across[0] - outward * LEDGE_M / 2, across[1] + LEDGE_M)),
        _box(f"{name} over the window", material, long, (left, right), (head, high), across),
        _box(f"{PANE} {part.name}", "glass", long, (left, right), (sill, head), outer),
    )


def _box(
    name: str,
    material: str,
    long: int,
    along: tuple[float, float],
    up: tuple[float, float],
    across: tuple[float, float],
) -> Solid:
    flat = (along[0] + along[1]) / 2, across[0]
    size = along[1] - along[0], across[1]
    x, y = flat if long == 0 else flat[::-1]
    wide, deep = size if long == 0 else size[::-1]
    return Solid(name, (x, y, (up[0] + up[1]) / 2), (wide, deep, up[1] - up[0]), material)
