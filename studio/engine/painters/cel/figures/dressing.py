"""From a cast member's look to the figure the renderer draws."""

import zlib

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figure import Figure
from studio.engine.painters.cel.figures.accessories import accessories
from studio.engine.painters.cel.figures.hair import Strand, hair, strands
from studio.engine.painters.cel.figures.head import decal_uv, head, neck
from studio.engine.painters.cel.figures.outfits import outfit
from studio.engine.painters.cel.figures.person import Detail, person
from studio.engine.painters.cel.mesh import join
from studio.engine.skeleton import head_unit
from studio.timeline.film import CastMember

_MASK_PX = 512


def build_figure(member: CastMember, detail: Detail = Detail.NORMAL) -> Figure:
    """Dress a cast member: one mesh, and the shadow their hair throws on the face.

    The same look gives the same arrays. About 9 000 triangles at normal detail.
    """
    who = person(member.look, detail)
    seed = zlib.crc32(msgspec.json.encode(member.look.hair_style))
    rng = np.random.default_rng(seed)
    combed = strands(who, rng)
    parts = [*head(who), *neck(who), *hair(who, combed, rng), *outfit(who), *accessories(who)]
    sewn = tuple(who.sewing.sewn)
    rest = np.concatenate([who.rest, *(part.rest for part in sewn)])
    return Figure(member, join(parts), rest, head_unit(member.look), hair_shadow(combed), sewn)


def hair_shadow(combed: list[Strand]) -> NDArray[np.uint8]:
    """The front hair as the face decal sees it, (512, 512) uint8: 255 where hair hangs before the face."""
    mask = np.zeros((_MASK_PX, _MASK_PX), dtype=np.uint8)
    for strand in combed:
        corners = strand.part.points[strand.part.triangles]
        front = corners[corners[..., 0].mean(axis=1) > 0.22]
        uv = decal_uv(front.reshape(-1, 3)).reshape(-1, 3, 2)
        for triangle in np.round(uv * _MASK_PX * 16).astype(np.int32):
            cv2.fillConvexPoly(mask, triangle, (255,), cv2.LINE_AA, 4)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 1.5), dtype=np.uint8)
