"""Where creatures begin, and where they can be: the floor, what they can jump on, water."""

import math

from studio.engine.creatures import creature_of
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.ledger import Standing
from studio.engine.stage.route import Point, inside
from studio.engine.vocabulary import Pool
from studio.timeline.film import Action


def creatures_in(opening: Opening) -> dict[str, Standing]:
    """Every creature that nobody holds, as the shot begins."""
    return {
        placed.prop.id: standing_of(placed)
        for placed in opening.things
        if placed.holder is None and creature_of(placed.prop) is not None
    }


def standing_of(placed: Placed) -> Standing:
    """Where a creature is and how: in the posture it was left in, else in the one its kind has at rest."""
    creature = creature_of(placed.prop)
    idle = creature.idle if creature is not None else ""
    w, _, _, z = placed.orientation
    heading = 2 * math.atan2(z, w) - math.pi / 2
    height = placed.position[2] - placed.kind.size_m[2] / 2
    posture = (placed.was.posture if placed.was is not None else "") or idle
    return Standing(placed.position[:2], heading, None, None, posture, height)


def perch_of(opening: Opening, action: Action, here: Point) -> tuple[Point, float] | None:
    """The spot and the height of what the words name that a creature can be on."""
    for thing in opening.things:
        if thing.prop.id == action.towards and thing.kind.fixed:
            base = thing.position[2] - thing.kind.size_m[2] / 2
            return thing.position[:2], base + (thing.kind.seat_m or thing.kind.size_m[2])
    words = set(action.words.lower().replace(".", " ").replace(",", " ").split())
    things = [t for t in opening.things if t.kind.fixed and words & set(t.prop.name.lower().split())]
    for thing in things:
        base = thing.position[2] - thing.kind.size_m[2] / 2
        return thing.position[:2], base + (thing.kind.seat_m or thing.kind.size_m[2])
    seats = [seat for seat in opening.set.seats if words & set(seat.name.split()) and seat.height > 0.1]
    if seats:
        seat = min(seats, key=lambda one: math.dist(one.at, here))
        return seat.at, seat.height
    spots = [spot for spot in opening.set.spots if spot.at[2] > 0.15 and words & {spot.name, *spot.words}]
    return (spots[0].at[:2], spots[0].at[2]) if spots else None


def pool_for(opening: Opening, here: Point) -> Pool | None:
    """The water nearest to a place."""

    def away(pool: Pool) -> float:
        left, right, near, far = pool.bounds_m
        return math.dist(here, (min(max(here[0], left), right), min(max(here[1], near), far)))

    return min(opening.set.water, key=away, default=None)


def free_floor(opening: Opening, spot: Point) -> Point:
    """The spot, or the nearest one beside it that nothing stands on."""
    left, right, near, far = opening.set.bounds_m
    people = [(x - 0.3, x + 0.3, y - 0.3, y + 0.3) for x, y in (p.position for p in opening.people)]
    boxes = (*opening.obstacles, *people)
    rings = [(r * math.cos(a), r * math.sin(a)) for r in (0.0, 0.25, 0.5, 0.8, 1.2, 1.7) for a in
             (-math.pi / 2, 0.0, math.pi, -0.8, -2.3, math.pi / 2, 0.8, 2.3)]  # fmt: skip
    spots = [(spot[0] + dx, spot[1] + dy) for dx, dy in rings]
    free = (
        (x, y)
        for x, y in spots
        if left <= x <= right and near <= y <= far and not any(inside((x, y), b) for b in boxes)
    )
    return next(free, spot)


def ahead(opening: Opening, here: Standing, far: float) -> Point:
    """Where a way without a goal leads: across the picture, the way it faces, seen from the side."""
    left, right, near, far_y = opening.set.bounds_m
    way = 1.0 if math.cos(here.heading) >= 0 else -1.0
    best: Point = here.position
    fits = -math.inf
    for angle in (-0.25, -0.05, -0.55, 0.3):
        for side in (way, -way):
            x = min(max(here.position[0] + side * far * math.cos(angle), left), right)
            y = min(max(here.position[1] + far * math.sin(angle), near), far_y)
            blocked = any(inside((x, y), box) for box in opening.obstacles)
            fit = math.dist((x, y), here.position) - (3.0 if blocked else 0.0) - (0.4 * far if side != way else 0.0)
            fit -= 0.3 * abs(angle) + max(0.0, abs(x - (left + right) / 2) - 0.3 * (right - left))
            best, fits = ((x, y), fit) if fit > fits else (best, fits)
    return best
