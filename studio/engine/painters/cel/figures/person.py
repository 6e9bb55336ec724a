"""The person under the clothes: measures, colours and the joints everything is built round."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.palette import Palette, Tone, palette
from studio.engine.painters.cel.figures.sewing import Sewing
from studio.engine.painters.cel.figures.sheets import Array, Sheet
from studio.engine.painters.cel.figures.skinning import Binding
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.skeleton import rest_joints_in_heads
from studio.engine.vocabulary import read_table
from studio.timeline.film import Look


class Detail(Enum):
    """How finely a figure is cut: far away, as usual, or filling the frame."""

    LOW = 0.62
    NORMAL = 1.0
    HIGH = 1.35

    def count(self, usual: int, least: int = 4) -> int:
        """Rows or columns at this detail, for so many at normal detail."""
        return max(least, round(usual * self.value))


class Build(Struct, frozen=True):
    """Measures of a kind of body, head units; half widths unless said.

    head: scale of the head about the nape; jaw: width of the jaw; bust, waist, hip, neck, arm, leg: factors
    of the girl's; stoop: how far the head is carried before the shoulders; skirts: whether its uniforms and suits have
    them, None where that depends on the person.
    """

    head: float = 1.0
    jaw: float = 1.0
    chin: float = 0.0
    nose: float = 1.0
    neck: float = 1.0
    shoulder: float = 1.0
    chest: float = 1.0
    bust: float = 1.0
    waist: float = 1.0
    hip: float = 1.0
    arm: float = 1.0
    leg: float = 1.0
    stoop: float = 0.0
    skirts: bool | None = None


@cache
def builds() -> dict[str, Build]:
    """``figures/builds.toml``."""
    return read_table("figures/builds.toml", Build)


@dataclass(frozen=True, eq=False)
class Person:
    """One cast member to be dressed. rest: (J, 3) head units. chin: the origin of head space.

    sewing: what was sewn on so far that hangs by bones of its own.
    """

    look: Look
    build: Build
    rest: Array
    colours: Palette
    detail: Detail
    sewing: Sewing

    @property
    def chin(self) -> Array:
        """Where the chin is, head units. A larger head and a stooping one sit a little lower."""
        stoop = self.build.stoop
        return np.array([0.02 + stoop, 0.0, 5.00 - 0.30 * (self.build.head - 1.0) - 0.5 * stoop])

    @property
    def skirted(self) -> bool:
        """Whether a uniform or a suit has a skirt: where the build does not tell, the hair does."""
        return self.build.skirts if self.build.skirts is not None else self.look.hair_style not in _PLAIN_HAIR

    def out_of_head(self, points: Array) -> Array:
        """Head space (chin at the origin, crown at 1) to figure space."""
        return self.chin + points * self.build.head


def person(look: Look, detail: Detail) -> Person:
    """Measure a look. A build we do not know is measured as the nearest we do."""
    known = builds()
    build = known.get(look.build) or known["boy" if look.build in _MALE_WORDS else "girl"]
    build = replace(build, jaw=build.jaw * (1 + _JAW * look.jaw))
    return Person(look, build, rest_joints_in_heads(look.build), palette(look), detail, Sewing())


_JAW = 0.15
"""How much wider or narrower than its build's the farthest jaw is."""


_PLAIN_HAIR = frozenset({"short", "spiky", "undercut", "bald", "bowl", "topknot", "shaggy", "afro"})
_MALE_WORDS = frozenset({"male", "guy", "father", "uncle", "grandfather"})


@dataclass(frozen=True)
class Paint:
    """How a part is painted: tones, surface and relative ink width."""

    tone: Tone
    surface: Surface = Surface.CLOTH
    ink: float = 1.0


def painted(part: Sheet, paint: Paint, binding: Binding, sway: float | NDArray[np.float64] = 0.0) -> Mesh:
    """A sheet as a mesh in the renderer's arrays."""
    count = len(part.points)
    bones, weight = binding(part.points)
    whole = np.ones((count, 1), dtype=np.float32)
    return Mesh(
        position=part.points.astype(np.float32),
        normal=part.normals.astype(np.float32),
        colour=whole * np.array(paint.tone.lit, dtype=np.float32),
        shade=whole * np.array(paint.tone.shade, dtype=np.float32),
        uv=part.uv.astype(np.float32),
        surface=np.full(count, paint.surface, dtype=np.uint8),
        glow=np.zeros(count, dtype=np.float32),
        outline=np.full(count, paint.ink, dtype=np.float32),
        bones=bones,
        weight=weight,
        sway=np.broadcast_to(np.asarray(sway, dtype=np.float32), count).copy(),
        triangles=part.triangles.astype(np.uint32),
    )
