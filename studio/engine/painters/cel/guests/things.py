"""Props from files: drawn with their own pictures, or as a plain mesh in their colours, to be broken."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.coats import Coat
from studio.engine.media.gltf.thing import Thing
from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.guests.model import Coated
from studio.engine.painters.cel.guests.skin import Skin, Worn
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.vertices import Packed


def coated(canvas: Canvas, thing: Thing, scale: float) -> Coated:
    """A thing on the graphics card, ``scale`` times as large as its file has it."""
    skin = Skin(Worn(thing.geometry, thing.coats, {}))
    packed = Packed(skin.vertices(thing.matrices * np.float32(scale), {}), skin.indices, {})
    return Coated(canvas, packed, skin.runs, thing.pictures)


def plain(thing: Thing, scale: float) -> Mesh:
    """The thing's mesh, each vertex in the colour of its picture there."""
    skin = Skin(Worn(thing.geometry, thing.coats, {}))
    records = skin.vertices(thing.matrices * np.float32(scale), {})
    count = len(records)
    lit, shade = _colours(thing, skin.material_of, records["in_uv"])
    return Mesh(
        position=records["in_position"].copy(),
        normal=((records["in_normal"][:, :3].astype(np.float32) - 128) / 127).astype(np.float32),
        colour=lit,
        shade=shade,
        uv=np.zeros((count, 2), np.float32),
        surface=np.full(count, Surface.PLAIN, np.uint8),
        glow=np.zeros(count, np.float32),
        outline=np.full(count, 0.8, np.float32),
        bones=np.zeros((count, 2), np.uint8),
        weight=np.zeros(count, np.float32),
        sway=np.zeros(count, np.float32),
        triangles=thing.geometry.triangles,
    )


def _colours(
    thing: Thing, material_of: NDArray[np.int64], uv: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The colour of every vertex in light and in shadow, (N, 3) each."""
    lit, shade = (np.zeros((len(uv), 3), np.float32) for _ in range(2))
    worn: list[int] = np.unique(material_of).tolist()
    for material in worn:
        coat = thing.coats[material] if 0 <= material < len(thing.coats) else Coat()
        chosen = material_of == material
        for out, factor, number in ((lit, coat.lit, coat.picture), (shade, coat.shade, coat.shade_picture)):
            out[chosen] = np.array(factor) * _looked_up(thing, number, uv[chosen])
    return lit, shade


def _looked_up(thing: Thing, number: int | None, uv: NDArray[np.float32]) -> NDArray[np.float64]:
    picture = thing.pictures.get(-1 if number is None else number)
    if picture is None:
        return np.ones((len(uv), 3))
    height, width = picture.shape[:2]
    column, row = (np.floor(uv % 1.0 * (width, height)).astype(np.int64) % (width, height)).T
    return picture[row, column, :3] / 255
