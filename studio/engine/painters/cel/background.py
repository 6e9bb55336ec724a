"""The picture behind the people: the set, its reflection and its shadows; kept while the camera stands still."""

from dataclasses import dataclass

import moderngl

from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.cast import Cast, Player
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.fine import lower
from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.looks import OWN, Look
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.shelf import SetModel
from studio.engine.painters.cel.sight import in_view
from studio.engine.painters.cel.stage_set import StageSet
from studio.engine.painters.cel.targets import FineLayer, Layer, Targets


@dataclass(frozen=True, eq=False)
class View:
    """What is looked at, and from where."""

    scenery: SetModel
    lens: Lens
    effects: Effects
    focus_m: float | None = None
    look: Look = OWN
    opened: tuple[float, ...] = ()

    @property
    def lined(self) -> bool:
        """Whether the set has ink; out of focus it would be lost."""
        return self.effects.set_lines and self.focus_m is None and self.look.set_lines > 0

    def same_background(self, other: "View | None") -> bool:
        """Whether everything that stands looks the same in both."""
        return (
            other is not None
            and self.scenery is other.scenery
            and self.lens.same_place(other.lens)
            and self.lined == other.lined
            and self.effects.fine_lines == other.effects.fine_lines
            and self.look == other.look
            and self.opened == other.opened
        )


class Background:
    """Draws the set of one size of picture, and remembers it."""

    def __init__(self, canvas: Canvas, cast: Cast, stage_set: StageSet, targets: Targets) -> None:
        self._canvas = canvas
        self._cast = cast
        self._stage_set = stage_set
        self._targets = targets
        self._kept: View | None = None
        self._bare = False

    def begin(self, view: View) -> None:
        """What of the standing set has ink on its edges. The driver works on it until :meth:`complete`."""
        if view.same_background(self._kept):
            return
        _fresh(self._layer(view))
        self._stage_set.standing(view.scenery, view.lens, inked=True)
        self._canvas.start()

    def complete(self, view: View, keep: bool) -> None:
        """The standing set into ``targets.picture``, from memory if nothing has changed. :meth:`sky` comes after.

        Args:
            keep: the next frame will look the same, so remembering pays.
        """
        picture, kept = self._targets.picture, self._targets.kept
        self._bare = False
        if view.same_background(self._kept):
            self._canvas.copy(kept.frame, picture.frame)
            return
        self._paint(view)
        if keep:
            self.sky(view)
            self._canvas.copy(picture.frame, kept.frame)
            self._kept = view

    def sky(self, view: View) -> None:
        """The sky behind all that was drawn into ``targets.picture``, unless it is there."""
        if self._bare:
            self._sky(self._targets.picture, view.scenery, view.lens)
            self._bare = False

    def reflect(self, view: View, players: list[Player], block: bytes, mirrored_block: bytes) -> moderngl.Texture:
        """The world upside down in the ground, half size, blurred downwards."""
        mirror, blurred = self._targets.mirror, self._targets.mirror_blurred
        lens = view.lens.in_mirror(mirror.size)
        self._canvas.light(mirrored_block)
        _fresh(mirror)
        self._canvas.context.enable_direct(CLIP_DISTANCE0)
        for inked in (True, False):
            self._stage_set.standing(view.scenery, lens, inked)
        self._cast.colours(in_view(players, lens), view.effects, mirrored=True)
        self._sky(mirror, view.scenery, lens)
        self._canvas.context.disable_direct(CLIP_DISTANCE0)
        self._canvas.state()
        self._canvas.spread(mirror, blurred, (0, MIRROR_SPREAD_PX))
        self._canvas.light(block)
        return blurred.colour

    def _paint(self, view: View) -> None:
        layer = self._layer(view)
        if view.lined:
            self._stage_set.lines(layer, self._targets.tiles, view.lens, view.look)
            self._canvas.start()
        layer.frame.use()
        self._stage_set.standing(view.scenery, view.lens, inked=False)
        self._bare = layer is self._targets.picture
        if not self._bare:
            self._sky(layer, view.scenery, view.lens)
            lower(self._canvas, self._targets)

    def _layer(self, view: View) -> Layer | FineLayer:
        """Where the set is drawn."""
        return self._targets.fine if view.effects.fine_lines else self._targets.picture

    def _sky(self, layer: Layer | FineLayer, scenery: SetModel, lens: Lens) -> None:
        """Behind all that was drawn; the depth buffer goes on saying that nothing is there."""
        layer.frame.depth_mask = False
        self._stage_set.sky(scenery, lens)
        layer.frame.depth_mask = True


MIRROR_SPREAD_PX = 3
"""How far apart the taps are that draw the reflection downwards."""
CLIP_DISTANCE0 = 0x3000
"""GL_CLIP_DISTANCE0."""


def _fresh(layer: Layer | FineLayer) -> None:
    """Nothing stands in it; what it was coloured with is left, as the sky comes to cover it."""
    frame = layer.frame
    frame.color_mask = (False, False, False, False)
    frame.use()
    frame.clear(depth=1.0)
    frame.color_mask = (True, True, True, True)
    frame.use()


def moves(scenery: SetModel) -> bool:
    """Whether the set has surfaces that move by themselves."""
    return scenery.has(Surface.GRASS, Surface.WATER, Surface.WET)
