"""A guest on the graphics card: one mesh, the pictures of its coats, and drawing it coat by coat."""

import moderngl
import numpy as np

from studio.engine.media.gltf.character import Character, proportions
from studio.engine.media.gltf.coats import Coat
from studio.engine.media.gltf.images import Picture
from studio.engine.painters.cel.canvas import UNITS, Canvas, put
from studio.engine.painters.cel.guests.feelings import feeling_mesh
from studio.engine.painters.cel.guests.rig import rig_of
from studio.engine.painters.cel.guests.skin import Run, Skin, Worn
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.models import Model, draw_run
from studio.engine.painters.cel.textures import upload
from studio.engine.painters.cel.vertices import VERTEX, Kind, Packed, pack
from studio.engine.performance import Matrix

_SEEN: dict[str, float] = {"OPAQUE": -1.0, "BLEND": 0.5}
"""How opaque a picture is where something is there at all, for outlines, shadows and numbers."""


class Coated(Model):
    """A mesh whose triangles are drawn in runs, each in its own coat."""

    def __init__(self, canvas: Canvas, packed: Packed, runs: tuple[Run, ...], pictures: dict[int, Picture]) -> None:
        then = canvas.context.buffer(reserve=12 * max(1, len(packed.vertices)))
        super().__init__(canvas.context, packed, then)
        self._blank = canvas.white
        self._runs = runs
        self._textures = {number: _texture(canvas, picture) for number, picture in pictures.items()}
        blended = {run.coat.alpha == "BLEND" for run in runs}
        self.kinds = tuple(
            Kind(Surface.COAT_FILM if film else Surface.COAT) for film in (False, True) if film in blended
        )

    def draw(self, program: moderngl.Program, kind: Kind | None = None, planes: Matrix | None = None) -> None:  # noqa: ARG002
        """Draw everything, or what is opaque, or what is blended over it."""
        array = self.array(program)
        for run in self._runs:
            film = run.coat.alpha == "BLEND"
            if kind is None or film == (kind.surface is Surface.COAT_FILM):
                self._wear(program, run.coat)
                draw_run(program, array, run.first, run.count)

    def release(self) -> None:
        """Give everything back."""
        super().release()
        for texture in self._textures.values():
            texture.release()

    def _wear(self, program: moderngl.Program, coat: Coat) -> None:
        self._picture(coat.picture).use(UNITS["lit_picture"])
        self._picture(coat.shade_picture).use(UNITS["shade_picture"])
        cutoff = coat.cutoff if coat.alpha == "MASK" else _SEEN.get(coat.alpha, -1.0)
        put(
            program,
            lit_colour=(*coat.lit, coat.opacity),
            shade_colour=(*coat.shade, 1.0),
            ink_colour=(*coat.ink, 1.0),
            glow_colour=(*coat.glow, 0.0),
            cutoff=cutoff,
        )

    def _picture(self, number: int | None) -> moderngl.Texture:
        return self._blank if number is None else self._textures.get(number, self._blank)


class GuestModel:
    """A character from a file, ready to act. rest: (J, 3) head units."""

    def __init__(self, canvas: Canvas, character: Character) -> None:
        self.character = character
        self.rig = rig_of(character)
        self.skin = Skin(Worn(character.geometry, character.coats, character.told.expressions))
        joints, self.unit_m = proportions(character)
        self.rest = joints / self.unit_m
        vertices = np.zeros(len(character.geometry.position), VERTEX)
        packed = Packed(vertices, self.skin.indices, {})
        self.model = Coated(canvas, packed, self.skin.runs, character.pictures)
        self._context = canvas.context
        self._feelings: dict[str, Model] = {}

    def feeling(self, feeling: str) -> Model:
        """What is laid on its face for a feeling, of ``feelings.FEELINGS``; head units from the head's joint."""
        if feeling not in self._feelings:
            self._feelings[feeling] = Model(self._context, pack(feeling_mesh(self.character, feeling)))
        return self._feelings[feeling]

    def release(self) -> None:
        """Give it back."""
        self.model.release()
        for model in self._feelings.values():
            model.release()


def _texture(canvas: Canvas, picture: Picture) -> moderngl.Texture:
    texture = upload(canvas.context, picture, repeat=True)
    canvas.fill_mipmaps(texture)
    texture.filter = (moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR)
    return texture
