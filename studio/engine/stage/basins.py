"""The ground and the solids of a set with its pools cut out of them, so that things fall into the water."""

from studio.engine.vocabulary import Pool, Solid

GROUND = Solid("ground", (0.0, 0.0, -2.0), (1200.0, 1200.0, 4.0))
_Span = tuple[float, float]


def carved(solids: tuple[Solid, ...], pools: tuple[Pool, ...]) -> tuple[Solid, ...]:
    """The solids without what lies in a pool or above it, each cut into boxes."""
    for pool in pools:
        solids = tuple(piece for one in solids for piece in _cut(one, pool))
    return solids


def _cut(solid: Solid, pool: Pool) -> tuple[Solid, ...]:
    """A solid less a pool: up to four boxes round it, and the floor below it."""
    x, y, z = (_span(solid, axis) for axis in range(3))
    left, right, near, far = pool.bounds_m
    bottom = pool.surface_m - pool.depth_m
    hole_x, hole_y = (max(left, x[0]), min(right, x[1])), (max(near, y[0]), min(far, y[1]))
    holds = z[0] < pool.surface_m < z[1] + 0.6
    if not holds or hole_x[0] >= hole_x[1] or hole_y[0] >= hole_y[1] or z[1] <= bottom:
        return (solid,)
    boxes = (
        ((x[0], hole_x[0]), y, z),
        ((hole_x[1], x[1]), y, z),
        (hole_x, (y[0], hole_y[0]), z),
        (hole_x, (hole_y[1], y[1]), z),
        (hole_x, hole_y, (z[0], bottom)),
    )
    return tuple(_solid(solid, *spans) for spans in boxes if all(high - low > 1e-6 for low, high in spans))


def _span(solid: Solid, axis: int) -> _Span:
    return solid.centre[axis] - solid.size[axis] / 2, solid.centre[axis] + solid.size[axis] / 2


def _solid(solid: Solid, x: _Span, y: _Span, z: _Span) -> Solid:
    centre = (x[0] + x[1]) / 2, (y[0] + y[1]) / 2, (z[0] + z[1]) / 2
    return Solid(solid.name, centre, (x[1] - x[0], y[1] - y[0], z[1] - z[0]), solid.material)
