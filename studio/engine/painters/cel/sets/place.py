"""What every set is dressed with: its mood, its atlas, its dice, and the pieces laid down so far."""

import hashlib
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.mesh import Mesh, Surface, join
from studio.engine.painters.cel.scenery import RGB, Halo, Leaf, Mood, Plume, Scenery
from studio.engine.painters.cel.sets.atlas import WHITE, Atlas, Region, pane, printed
from studio.engine.painters.cel.shapes import Finish, Shape, mix, paint, times
from studio.engine.vocabulary import SetKind, set_kinds
from studio.timeline.film import Setting

_LEVEL_M = 0.09
_SOIL = 0.9
_WET_TONE = np.array((0.74, 0.78, 0.84), np.float32)


@dataclass(eq=False)
class Place:
    """A set being dressed. Pieces are added and never taken away; ``scenery`` is the result.

    loose: the parts that open in the shot; their leaves are kept apart.
    soil: grass, earth and sand, which rain soaks into but for puddles. wet: how much of it rain has soaked, 0 to 1.
    """

    setting: Setting
    mood: Mood
    seed: int
    kind: SetKind
    atlas: Atlas = field(default_factory=Atlas)
    pieces: list[Mesh] = field(default_factory=list[Mesh])
    soil: list[Mesh] = field(default_factory=list[Mesh])
    backdrop: list[Mesh] = field(default_factory=list[Mesh])
    beams: list[Mesh] = field(default_factory=list[Mesh])
    halos: list[Halo] = field(default_factory=list[Halo])
    plumes: list[Plume] = field(default_factory=list[Plume])
    wet: float = 0.0
    loose: frozenset[str] = frozenset()
    leaves: list[Leaf] = field(default_factory=list[Leaf])

    @property
    def hour(self) -> str:
        """The hour of day."""
        return self.setting.hour

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.hour in ("night", "evening")

    @property
    def unlit(self) -> RGB:
        """What is left of a colour where no lamp reaches, white by day: for pictures that are shown as they are drawn,
        so that only their windows shine.
        """
        if not self.dark:
            return WHITE
        return times(mix(self.mood.shade, self.mood.light, 0.35), 0.8)

    def dice(self, name: str) -> np.random.Generator:
        """Random numbers for one purpose: the same for the same place and seed, whatever else is drawn."""
        return dice(self.setting.place, str(self.seed), name)

    def lay(self, shape: Shape, coat: Finish) -> None:
        """Add a shape in its colours."""
        self.pieces.append(paint(shape, coat))

    def hang(
        self, origin: ArrayLike, across: ArrayLike, up: ArrayLike, region: Region, coat: Finish | None = None
    ) -> None:
        """Add a flat picture facing ``across`` x ``up``."""
        self.pieces.append(pane(origin, across, up, region, coat))

    def far(self, shape: Shape, region: Region | None = None, colour: RGB = WHITE) -> None:
        """Add something of the sky: drawn behind everything, in this very colour whatever the light."""
        seen = tuple(c / (0.5 + 0.5 * lit) for c, lit in zip(colour, self.mood.light, strict=True))
        coat = Finish((seen[0], seen[1], seen[2]), colour, Surface.SKY, outline=0.0)
        self.backdrop.append(_unclipped(paint(printed(shape, region or self.atlas.blank), coat), seen))

    def beam(self, shape: Shape, region: Region, colour: RGB, strength: float) -> None:
        """Add light that is seen in the air or lies on a floor."""
        coat = Finish(colour, colour, Surface.GLOW, glow=strength, outline=0.0)
        self.beams.append(paint(printed(shape, region), coat))

    def shine(self, position: ArrayLike, radius_m: float, colour: RGB, strength: float = 0.4) -> None:
        """Add a soft glow round a lamp."""
        x, y, z = (float(value) for value in np.asarray(position, float))
        self.halos.append(Halo((x, y, z), radius_m, colour, strength))

    def lit_by_sky(self, colour: RGB, amount: float = 0.5) -> RGB:
        """A colour seen through the air: drawn to the fog."""
        return mix(colour, self.mood.fog, amount)

    def scenery(self) -> Scenery:
        """The set as it stands."""
        shine = join(self.beams) if self.beams else None
        pieces = [*self.soil, *self.pieces]
        if self.setting.weather == "snow" and not self.kind.indoors:
            pieces = [_snowed(piece) for piece in pieces]
        if self.wet > 0:
            soil = [_soaked(piece, _SOIL, self.wet) for piece in self.soil]
            pieces = [*soil, *(_rained_on(piece, self.wet) for piece in self.pieces)]
        halos, plumes = tuple(self.halos), tuple(self.plumes)
        return Scenery(
            join([*self.backdrop, *pieces]), self.mood, self.atlas.pixels, halos, shine, plumes, tuple(self.leaves)
        )


def _snowed(mesh: Mesh) -> Mesh:
    """The piece with snow on whatever looks up, and half sunk in it if it is grass."""
    level = np.clip((mesh.normal[:, 2:] - 0.55) / 0.25, 0, 1) * 0.86
    level *= np.isin(mesh.surface, (Surface.PLAIN, Surface.WET))[:, None]
    level = np.where((mesh.surface == Surface.GRASS)[:, None], 0.55, level).astype(np.float32)
    x, y = mesh.position[:, :1], mesh.position[:, 1:2]
    drift = (0.955 + 0.045 * np.sin(x * 0.7 + np.sin(y * 0.55) * 1.6 + y * 0.3)).astype(np.float32)
    white, blue = np.array((0.94, 0.965, 1.0), np.float32) * drift, np.array((0.66, 0.72, 0.88), np.float32)
    return replace(
        mesh, colour=mesh.colour * (1 - level) + white * level, shade=mesh.shade * (1 - level) + blue * level
    )


def _rained_on(mesh: Mesh, wet: float) -> Mesh:
    """The piece as rain leaves it: paving shines, whatever else looks up is darker."""
    if (mesh.surface != Surface.PLAIN).any():
        return mesh
    low, high = mesh.position[:, 2].min(), mesh.position[:, 2].max()
    if low > -_LEVEL_M and high < _LEVEL_M and mesh.normal[:, 2].min() > 0.95:
        return _soaked(mesh, 0.0, wet)
    dark = 1 - 0.16 * wet * np.clip((mesh.normal[:, 2:] - 0.4) / 0.3, 0, 1)
    return replace(mesh, colour=mesh.colour * dark, shade=mesh.shade * dark)


def _soaked(mesh: Mesh, soak: float, wet: float) -> Mesh:
    """Wet ground: darker, deeper in colour, and a mirror where water stands. soak: 0 paving, 1 what drinks it all."""
    tone = 1 - wet * (1 - _WET_TONE)
    grey = mesh.colour.mean(axis=1, keepdims=True)
    return replace(
        mesh,
        colour=np.clip((grey + (mesh.colour - grey) * (1 + 0.15 * wet)) * tone, 0, 1),
        shade=mesh.shade * tone,
        uv=mesh.position[:, :2].copy(),
        surface=np.full_like(mesh.surface, Surface.WET),
        glow=np.full_like(mesh.glow, soak),
    )


def _unclipped(mesh: Mesh, colour: tuple[float, ...]) -> Mesh:
    """Sky colours may pass 1 where the light is below it; the light brings them back."""
    mesh.colour[:] = np.array(colour, np.float32)
    return mesh


def open_place(
    setting: Setting, mood: Mood, seed: int, wet: float | None = None, loose: frozenset[str] = frozenset()
) -> Place:
    """A bare place for a setting; a set we do not know is the plain stage. wet: None as the weather has it."""
    kinds = set_kinds()
    soaks = (1.0 if mood.rain > 0 else 0.0) if wet is None else wet
    return Place(setting, mood, seed, kinds.get(setting.set, kinds["stage"]), wet=soaks, loose=loose)


def dice(*names: str) -> np.random.Generator:
    """Random numbers that depend on names alone."""
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=8).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))
