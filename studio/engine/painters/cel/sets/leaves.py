"""What of a set opens: doors, sashes, curtains; fast to the set, or loose for the shots that move them."""

from collections.abc import Iterable

import numpy as np

from studio.engine.painters.cel.mesh import Mesh, join
from studio.engine.painters.cel.scenery import RGB, Leaf
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ramp, rect, shape_path
from studio.engine.painters.cel.sets.joinery import Part as Piece
from studio.engine.painters.cel.sets.joinery import door, picture, sliding_door, stand
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    box,
    finish,
    glowing,
    merged,
    mix,
    moved,
    paint,
    rgb,
    times,
    turned,
)
from studio.engine.vocabulary import Part

_BEFORE_M = 0.027
_SASH_M = 0.045


def part_of(place: Place, name: str) -> Part:
    """A part of the set by its name."""
    return next(part for part in place.kind.parts if part.name == name)


def hang(place: Place, part: Part, side: int, pieces: Iterable[Piece]) -> None:
    """A leaf in its part's own axes: laid with the set, or kept apart where it is to move."""
    if part.name not in place.loose:
        stand(place, pieces, part.at, part.turn)
        return
    painted = [paint(moved(turned(shape, part.turn), part.at), coat) for shape, coat in pieces]
    place.leaves.append(Leaf(part, side, join(painted)))


def hang_mesh(place: Place, part: Part, side: int, meshes: list[Mesh]) -> None:
    """The same of meshes that are where they hang already."""
    if part.name in place.loose:
        place.leaves.append(Leaf(part, side, join(meshes)))
    else:
        place.pieces.extend(meshes)


def stand_door(place: Place, name: str = "door", tone: str = "#b98a5c", frame: str = "#e9dfd0") -> None:
    """The panelled door that is a part of the set."""
    part = part_of(place, name)
    pieces = door(*part.size, tone, frame)
    stand(place, pieces[:1], part.at, part.turn)
    beyond(place, part, _BEFORE_M)
    side = part.sides[0]
    (leaf, panels, (knob, brass)) = pieces[1:]
    hang(place, part, side, [leaf, panels, (moved(knob, ((-0.38 * side - 0.38) * part.size[0], 0, 0)), brass)])


def stand_sliding_door(place: Place, wood: str, glass: Finish, name: str = "door") -> None:
    """The sliding door that is a part of the set: its right leaf goes before the other one."""
    part = part_of(place, name)
    pieces = sliding_door(*part.size, wood, glass)
    stand(place, pieces[:4], part.at, part.turn)
    wide = part.size[0] / 2
    beyond(place, part, _BEFORE_M, (0.0, wide))
    hang(place, part, part.sides[0], pieces[4:])


def beyond(place: Place, part: Part, before: float, span: tuple[float, float] | None = None) -> None:
    """What is seen through an open part, just before the wall it stands at; nothing while it is fast."""
    if part.name not in place.loose or not part.beyond:
        return
    wide, high = part.size
    left, right = span or (-wide / 2, wide / 2)
    region = place.atlas.once(f"beyond {part.beyond}", lambda: _pictures(place, part.beyond))
    at = picture(region, right - left, high - 0.02, (left, -before, 0.01), _shine(place, part))
    jamb = finish("#6b5546", 0.0)
    jambs = [box((x, -before - 0.004, high / 2), (0.025, 0.008, high)) for x in (left + 0.012, right - 0.012)]
    stand(place, [at, (merged(jambs), jamb)], part.at, part.turn)


def _shine(place: Place, part: Part) -> float:
    return 0.85 if part.beyond == "cold" else 0.4 if place.dark else 0.55


def _pictures(place: Place, what: str) -> Region:
    match what:
        case "cold":
            return _cold(place)
        case "dark":
            return _clothes(place)
        case _:
            return _hall(place)


def _hall(place: Place) -> Region:
    """A dim hall: a floor that goes back, a far wall with a lit window in it, a lamp's warmth after dark."""
    light: RGB = rgb("#e8c890") if place.dark else mix(place.mood.sky_horizon, (1.0, 0.97, 0.9), 0.4)
    wall = mix(rgb("#8f8478"), light, 0.28 if place.dark else 0.4)
    dim = times(wall, 0.72)

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 128, 256), ramp([(times(wall, 0.8), 1), (wall, 1)], (0, 0), (0, 256)))
        canvas.drawRect(rect(34, 38, 60, 150), fill(mix(wall, light, 0.3)))
        canvas.drawPath(shape_path([(0, 256), (34, 188), (94, 188), (128, 256)]), fill(times(rgb("#a87c58"), 0.8)))
        canvas.drawPath(shape_path([(0, 0), (34, 38), (94, 38), (128, 0)]), fill(mix(wall, (1, 1, 1), 0.15)))
        for x in (0, 94):
            far, near = (34, 0) if x == 0 else (94, 128)
            canvas.drawPath(shape_path([(near, 0), (far, 38), (far, 188), (near, 256)]), fill(dim))
        canvas.drawRect(rect(48, 66, 32, 50), fill(times(wall, 0.6)))
        canvas.drawRect(rect(51, 69, 26, 44), fill(light))
        canvas.drawRect(rect(63, 69, 2, 44), fill(times(wall, 0.6)))
        canvas.drawPath(shape_path([(46, 188), (82, 188), (100, 256), (28, 256)]), fill(light, 0.28, blur=5))

    return place.atlas.draw(128, 256, draw)


def _clothes(place: Place) -> Region:
    """The dark of a wardrobe: a rail with clothes, a shelf of boxes."""

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 128, 192), ramp([(rgb("#3a2a26"), 1), (rgb("#54403a"), 1)], (0, 0), (0, 192)))
        canvas.drawRect(rect(0, 34, 128, 5), fill(rgb("#8f6a50")))
        canvas.drawRect(rect(0, 48, 128, 3), fill(rgb("#a9acb8")))
        for i, tone in enumerate(("#b8505a", "#4f6f9a", "#d8c8a0", "#5f8a6a", "#8a5f8f", "#c88a4a")):
            left = 6 + 20 * i
            deep = 96 + 10 * (i * 5 % 3)
            canvas.drawPath(
                shape_path(
                    [(left + 5, 52), (left + 11, 52), (left + 17, 64), (left + 16, deep), (left, deep), (left, 64)]
                ),
                fill(times(rgb(tone), 0.8)),
            )
        for i, tone in enumerate(("#b98a5c", "#8a6a5a")):
            canvas.drawRect(rect(10 + 58 * i, 160, 48, 30), fill(times(rgb(tone), 0.75)))

    return place.atlas.draw(128, 192, draw)


def _cold(place: Place) -> Region:
    """The lit inside of a fridge: shelves of food."""

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 128, 192), ramp([(rgb("#fdfdf4"), 1), (rgb("#d8e6ee"), 1)], (0, 0), (0, 192)))
        tones = ("#d8574f", "#e8c04a", "#5fa87a", "#f6f0de", "#e8954a", "#7a9ac8")
        for row, z in enumerate((56, 104, 152)):
            for i in range(6):
                high = 14 + 7 * ((i * 3 + row * 2) % 4)
                canvas.drawRect(rect(8 + 19 * i, z - high, 14, high), fill(rgb(tones[(i + row * 2) % 6])))
                canvas.drawRect(rect(8 + 19 * i, z - high, 14, 4), fill((1, 1, 1), 0.6))
            canvas.drawRect(rect(0, z, 128, 4), fill(rgb("#a8bccb")))
        canvas.drawRect(rect(10, 164, 108, 24), fill(rgb("#c2d6e2")))
        canvas.drawRect(rect(54, 172, 20, 4), fill(rgb("#8fa6b8")))

    return place.atlas.draw(128, 192, draw)


def sash(left: float, wide: float, high: float, lights: int) -> list[Piece]:
    """A casement in its part's own axes: a white frame, its transom, light that slides over the glass."""
    bars = [box((left + wide / 2, 0.06, z), (wide, 0.04, _SASH_M)) for z in (_SASH_M / 2, 0.70 * high, high - 0.06)]
    posts = [left + wide * i / lights for i in range(lights + 1)]
    inner = [min(max(x, left + _SASH_M / 2), left + wide - _SASH_M / 2) for x in posts]
    bars += [box((x, 0.06, high / 2 - 0.02), (_SASH_M, 0.04, high - 0.04)) for x in inner]
    gleams = [_gleam(left + wide * share, high * 0.34, 0.30 * wide) for share in (0.34, 0.46)]
    return [(merged(bars), finish("#f4f4f2", 0.4)), (merged(gleams), glowing("#eef8fc", 0.0))]


def _gleam(x: float, z: float, long: float) -> Shape:
    thin = turned(box((0, 0, 0), (0.012, 0.004, long)), 38, 1)
    return moved(thin, np.array([x, 0.06, z]))
