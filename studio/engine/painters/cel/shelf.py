"""Sets, figures and props on the graphics card, kept from shot to shot."""

from dataclasses import replace
from typing import Final

import moderngl
import numpy as np

from studio.engine.painters.cel.cache import Recent
from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.dangling import Worn
from studio.engine.painters.cel.faces import FaceDrawing
from studio.engine.painters.cel.guests.model import GuestModel
from studio.engine.painters.cel.guests.things import coated, plain
from studio.engine.painters.cel.makers import Makers
from studio.engine.painters.cel.marks import mark_mesh
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.models import Model
from studio.engine.painters.cel.props.shards import cut_shard, put_out
from studio.engine.painters.cel.scenery import Leaf, Scenery
from studio.engine.painters.cel.textures import upload
from studio.engine.painters.cel.trimming import trimmed
from studio.engine.painters.cel.vertices import Kind, pack
from studio.engine.parts import leaf_motion
from studio.engine.performance import Matrix
from studio.engine.shards import shards_of
from studio.timeline.film import CastMember, CharacterModel, Prop, Setting

CELL_M: Final = 8.0
_WHOLE_M: Final = 1e6
FACE_PX: Final = (128, 256, 512, 1024)


class LeafModel:
    """A leaf of a part that opens, where it was last put."""

    def __init__(self, canvas: Canvas, leaf: Leaf) -> None:
        self.part = leaf.part.name
        self.model = Model(canvas.context, pack(leaf.mesh, _WHOLE_M))
        self._leaf = leaf
        self._share = -1.0

    def put(self, share: float) -> None:
        """Where it is at a share of its opening."""
        if share == self._share:
            return
        motion = leaf_motion(self._leaf.part, self._leaf.side, share)
        mesh = self._leaf.mesh
        moved = mesh.position @ motion[:3, :3].T + motion[:3, 3]
        normal = mesh.normal @ np.linalg.inv(motion[:3, :3])
        mesh = replace(mesh, position=moved.astype(np.float32), normal=normal.astype(np.float32))
        self.model.rewrite(pack(mesh, _WHOLE_M).vertices)
        self._share = share


class SetModel:
    """A set: its mesh in cells, its atlas, its halos, and what of it opens.

    lamps: (N, 8) place and radius in metres, colour, strength of every halo. glowing_pictures: whether any picture on
    it shines by itself.
    """

    def __init__(self, canvas: Canvas, scenery: Scenery) -> None:
        self.mood = scenery.mood
        mesh = scenery.mesh if scenery.atlas is None else trimmed(scenery.mesh, scenery.atlas)
        self.model = Model(canvas.context, pack(mesh, CELL_M))
        self.shine = Model(canvas.context, pack(scenery.shine)) if scenery.shine is not None else None
        self.atlas = upload(canvas.context, scenery.atlas) if scenery.atlas is not None else None
        if self.atlas is not None:
            canvas.fill_mipmaps(self.atlas)
            self.atlas.filter = (moderngl.LINEAR_MIPMAP_NEAREST, moderngl.LINEAR)
        self.leaves = tuple(LeafModel(canvas, leaf) for leaf in scenery.leaves)
        every = (scenery.mesh, *(leaf.mesh for leaf in scenery.leaves))
        self.glowing_pictures = any(bool((mesh.glow[mesh.surface == Surface.DECAL] > 0).any()) for mesh in every)
        self.kinds = tuple(dict.fromkeys((*self.model.kinds, *(k for leaf in self.leaves for k in leaf.model.kinds))))
        self.plumes = scenery.plumes
        self.halos = len(scenery.halos)
        rows = [(*halo.position, halo.radius_m, *halo.colour, halo.strength) for halo in scenery.halos]
        self.lamps = np.array(rows, np.float64).reshape(-1, 8)
        self.halo_buffer = canvas.context.buffer(np.array(rows or [(0.0,) * 8], np.float32).tobytes())

    def put(self, opened: dict[str, float]) -> None:
        """Move every leaf to where it is at its part's share of opening."""
        for leaf in self.leaves:
            leaf.put(opened[leaf.part])

    def draw(self, program: moderngl.Program, kind: Kind, planes: Matrix) -> None:
        """Draw one kind, of what stands and of what opens."""
        self.model.draw(program, kind, planes)
        for leaf in self.leaves:
            leaf.model.draw(program, kind)

    def has(self, *surfaces: Surface) -> bool:
        """Whether any of these surfaces is in the set."""
        return not self.model.surfaces.isdisjoint(surfaces)

    def release(self) -> None:
        """Give it back."""
        self.model.release()
        for leaf in self.leaves:
            leaf.model.release()
        if self.shine is not None:
            self.shine.release()
        self.halo_buffer.release()
        if self.atlas is not None:
            self.atlas.release()


class FigureModel:
    """A dressed cast member, with the face drawings used last."""

    def __init__(self, canvas: Canvas, makers: Makers, member: CastMember) -> None:
        figure = makers.figure(member)
        self._canvas = canvas
        self._paint_face = makers.face
        self.look = member.look
        self.rest = figure.rest
        self.unit_m = figure.head_unit_m
        self.worn = Worn(figure.sewn, figure.rest, figure.head_unit_m)
        self.model = Model(canvas.context, pack(figure.mesh))
        self.hair_mask = upload(canvas.context, figure.hair_shadow)
        self._faces: Recent[tuple[FaceDrawing, int], moderngl.Texture] = Recent(64)

    def face(self, drawing: FaceDrawing, head_px: float) -> moderngl.Texture:
        """The face drawing as a texture about as fine as the head is large in the picture."""
        size = next((px for px in FACE_PX if px >= head_px * 1.25), FACE_PX[-1])
        pixels = self._paint_face
        return self._faces.get((drawing, size), lambda: upload(self._canvas.context, pixels(self.look, drawing, size)))

    def release(self) -> None:
        """Give it back."""
        self.model.release()
        self.hair_mask.release()
        self._faces.release()


class PropModel:
    """A prop, and how large it is: ``radius_m`` across the ground."""

    def __init__(self, canvas: Canvas, makers: Makers, prop: Prop, shard: int | None, lit: bool, loose: bool) -> None:
        if prop.model is not None and shard is None:
            self.model = coated(canvas, makers.thing(prop.model), prop.scale)
            self.radius_m = max(prop.model.size_m) * prop.scale / 2
            return
        mesh = makers.prop(prop, loose) if prop.model is None else plain(makers.thing(prop.model), prop.scale)
        mesh = mesh if lit else put_out(mesh)
        mesh = mesh if shard is None else cut_shard(mesh, shards_of(prop)[shard])
        self.model = Model(canvas.context, pack(mesh))
        self.radius_m = float(np.abs(mesh.position).max(initial=0.01))

    def release(self) -> None:
        """Give it back."""
        self.model.release()


class Shelf:
    """What was made for earlier shots and may be used again."""

    def __init__(self, canvas: Canvas, makers: Makers) -> None:
        self._canvas = canvas
        self._makers = makers
        self._sets: Recent[tuple[Setting, int, float | None, frozenset[str]], SetModel] = Recent(4)
        self._figures: Recent[CastMember, FigureModel] = Recent(12)
        self._guests: Recent[CastMember, GuestModel] = Recent(12)
        self._props: Recent[tuple[Prop, int | None, bool, bool], PropModel] = Recent(96)
        self._marks: dict[str, Model] = {}

    @property
    def given_back(self) -> int:
        """How many sets, figures and props were given back to make room for others."""
        return sum(one.given_back for one in (self._sets, self._figures, self._guests, self._props))

    def make_room(self, people: int, things: int) -> None:
        """Hold as many people and things at once as a shot has."""
        self._figures.make_room(people)
        self._guests.make_room(people)
        self._props.make_room(things)

    def scenery(
        self, setting: Setting, seed: int, wet: float | None = None, loose: frozenset[str] = frozenset()
    ) -> SetModel:
        """The set for a setting, its ground so wet, these parts of it loose."""
        make = self._makers.scenery
        key = (setting, seed, wet, loose)
        return self._sets.get(key, lambda: SetModel(self._canvas, make(setting, seed, wet, loose)))

    def figure(self, member: CastMember) -> FigureModel:
        """The figure of a cast member."""
        return self._figures.get(member, lambda: FigureModel(self._canvas, self._makers, member))

    def guest(self, member: CastMember, model: CharacterModel) -> GuestModel:
        """The character of a file that plays a cast member; two who share a file each stand where they are."""
        return self._guests.get(member, lambda: GuestModel(self._canvas, self._makers.guest(model)))

    def prop(self, prop: Prop, shard: int | None = None, lit: bool = True, loose: bool = False) -> PropModel:
        """The mesh of a prop, its lid loose or not, or of one of its shards."""
        key = (prop, shard, lit, loose)
        return self._props.get(key, lambda: PropModel(self._canvas, self._makers, *key))

    def mark(self, mark: str) -> Model:
        """A mark that is drawn beside a head."""
        if mark not in self._marks:
            self._marks[mark] = Model(self._canvas.context, pack(mark_mesh(mark)))
        return self._marks[mark]

    def release(self) -> None:
        """Give everything back."""
        for model in self._marks.values():
            model.release()
        self._marks.clear()
        self._sets.release()
        self._figures.release()
        self._guests.release()
        self._props.release()
