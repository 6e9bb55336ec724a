"""A city seen from afar or from above: towers with lit windows behind a window or a fence."""

from studio.engine.painters.cel.sets import street_pictures
from studio.engine.painters.cel.sets.atlas import Region, decal
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import mix


def towers(
    place: Place,
    count: int,
    span: tuple[float, float],
    distance: tuple[float, float],
    height: tuple[float, float],
    low: float,
) -> None:
    """Towers that face the default camera between two x and two y, their feet at height ``low``; far ones first."""
    random = place.dice("towers")
    lit = {"night": 0.5, "evening": 0.34, "morning": 0.04}.get(place.hour, 0.0)
    glow = 0.9 if place.dark else 0.0
    pictures = [_facade(place, lit, style) for style in range(3)]
    for i in range(count):
        nearness = i / max(count - 1, 1)
        y = distance[1] + (distance[0] - distance[1]) * nearness
        x = float(random.uniform(*span)) * (0.6 + 0.4 * y / distance[1])
        wide = float(random.uniform(0.07, 0.13)) * y
        high = float(random.uniform(*height)) * (0.75 + 0.25 * float(random.uniform()))
        veil = (0.4 if place.dark else 0.72) * (1 - nearness) + 0.12
        tint = mix((0.82, 0.84, 0.98), place.mood.fog, veil)
        rows = min(1.0, high / (wide * 2.2))
        place.hang(
            (x - wide / 2, y, low),
            (wide, 0, 0),
            (0, 0, high),
            pictures[i % 3].part(0, 0, 1, rows),
            decal(glow=glow, tint=tint),
        )


def _facade(place: Place, lit: float, style: int) -> Region:
    return place.atlas.once(
        f"facade {style}",
        lambda: street_pictures.facade(place.atlas, place.dice(f"facade {style}"), lit, style, place.unlit),
    )
