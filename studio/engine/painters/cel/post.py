"""From the drawn picture to the finished frame: bloom, softness behind a close-up, grade, smooth edges."""

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.air import AirPainter
from studio.engine.painters.cel.canvas import OVER, UNITS_ON_SCREEN, Canvas, step_of
from studio.engine.painters.cel.developing import Developer, Instant, develops
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.looks import OWN, Look
from studio.engine.painters.cel.scenery import Mood
from studio.engine.painters.cel.shelf import SetModel
from studio.engine.painters.cel.stage_set import depth_at
from studio.engine.painters.cel.targets import Layer, Targets

DEPTH_OF_FIELD_M = 0.3
"""How far behind a told focus the softness begins."""
_VIGNETTE = 1.6
"""How much darker a vignette of 1 makes a picture one frame size away from its middle."""


class Post:
    """Runs the screen passes on one set of targets."""

    def __init__(self, canvas: Canvas, air: AirPainter) -> None:
        self._canvas = canvas
        self._air = air
        self._developer = Developer(canvas)

    def lay_in(self, targets: Targets, lens: Lens, look: Look, sharp: bool) -> None:
        """Paint over what stands with a brush; what it covers keeps its depth. sharp: nothing of it is out of focus."""
        canvas = self._canvas
        assert targets.picture.depth
        canvas.state()
        targets.picture.colour.use(UNITS_ON_SCREEN["picture"])
        targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
        canvas.brush.use(UNITS_ON_SCREEN["brush"])
        to_world = tuple(np.linalg.inv(lens.view_projection).T.ravel().tolist())
        canvas.screen("brush_fragment.glsl", targets.graded.over, to_world=to_world, strength=look.brush, guard=sharp)
        canvas.copy(targets.graded.over, targets.picture.over)

    def soften(self, targets: Targets, scenery: SetModel, focus: tuple[float, float], halos: bool) -> None:
        """Put everything behind the subject out of focus; lamps there become discs of light.

        Args:
            focus: where the softness begins and where it is full, metres.
        """
        canvas, (soft, scratch) = self._canvas, targets.soft
        assert targets.picture.depth
        canvas.state()
        canvas.shrink(targets.picture, soft)
        canvas.blur([soft, scratch], rounds=3)
        targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
        canvas.state(0, OVER)
        soft.colour.use(UNITS_ON_SCREEN["soft"])
        depths = (depth_at(focus[0]), depth_at(focus[1]))
        canvas.screen("focus_fragment.glsl", targets.picture.over, focus=depths)
        if halos and scenery.halos:
            picture = targets.picture.frame
            picture.use()
            picture.depth_mask = False
            self._air.discs(scenery)
            picture.depth_mask = True

    def soften_near(self, targets: Targets, focus_m: float) -> None:
        """Put everything well before the subject out of focus; its edges spread over what is behind."""
        canvas, (soft, scratch) = self._canvas, targets.soft
        assert targets.picture.depth
        canvas.state()
        targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
        near = (depth_at(max(0.06, focus_m * 0.8 - 0.4)), depth_at(max(0.08, focus_m * 0.95 - 0.2)))
        targets.picture.colour.use(UNITS_ON_SCREEN["picture"])
        step = step_of(soft, targets.picture)
        canvas.screen("shrink_fragment.glsl", soft.over, "NEAR", near=near, step_px=step)
        canvas.blur([soft, scratch], rounds=2)
        canvas.state(0, OVER)
        soft.colour.use(UNITS_ON_SCREEN["soft"])
        canvas.screen("near_fragment.glsl", targets.picture.over)

    def finish(
        self,
        targets: Targets,
        scenery: SetModel,
        effects: Effects,
        halos: bool,
        look: Look = OWN,
        instant: Instant = Instant(0),  # noqa: B008  a frozen value
    ) -> Layer:
        """Bloom, grade, smooth and develop; the answer is upside down, as it is read back."""
        spills = self._spill(targets, scenery, effects, halos)
        canvas = self._canvas
        canvas.state()
        targets.picture.colour.use(UNITS_ON_SCREEN["picture"])
        targets.spill.colour.use(UNITS_ON_SCREEN["spill"])
        defines = (*(("BLOOM",) if spills else ()), *(("TONED",) if look.graded else ()))
        values = {**_grade(scenery.mood, look), **look.tints()}
        with canvas.unfiltered("picture"):
            canvas.through("grade_vertex.glsl", "grade_fragment.glsl", targets.graded.over, *defines, **values)
        done = self._smoothed(targets) if effects.antialiasing else targets.graded
        if not (effects.printing or instant.struck is not None) or not develops(look, instant):
            return done
        other = targets.graded if done is targets.smooth else targets.smooth
        return self._developer.develop(done, other, targets, look, instant)

    def _spill(self, targets: Targets, scenery: SetModel, effects: Effects, halos: bool) -> bool:
        """Light that spills over, into ``targets.spill``; False if there is none."""
        canvas = self._canvas
        halos = halos and effects.halos and scenery.halos > 0
        if effects.bloom:
            self._bloom(targets)
        elif halos:
            targets.spill.over.use()
            targets.spill.over.clear(0, 0, 0, 0)
        if halos:
            assert targets.picture.depth
            canvas.wait()
            targets.picture.depth.use(UNITS_ON_SCREEN["depths"])
            targets.spill.over.use()
            self._air.halos(scenery)
        canvas.state()
        return effects.bloom or halos

    def _bloom(self, targets: Targets) -> None:
        canvas = self._canvas
        canvas.state()
        source, names = targets.picture, ("BRIGHT",)
        for pair in targets.bloom:
            canvas.shrink(source, pair[0], *names)
            canvas.blur(pair)
            source, names = pair[0], ()
        for unit, pair in enumerate(targets.bloom):
            pair[0].colour.use(unit)
        canvas.screen("sum_fragment.glsl", targets.spill.over)

    def _smoothed(self, targets: Targets) -> Layer:
        self._canvas.copy(targets.graded.over, targets.smooth.over)
        targets.graded.colour.use(UNITS_ON_SCREEN["picture"])
        self._canvas.state()
        texel, canvas = (1 / targets.size.width, 1 / targets.size.height), self._canvas
        with canvas.unfiltered("picture"):
            canvas.mark("smoothed_fragment.glsl", targets.tiles, texel=texel)
            canvas.tiled("fxaa_vertex.glsl", "fxaa_fragment.glsl", targets.smooth.over, targets.tiles, texel=texel)
        return targets.smooth


def _grade(mood: Mood, look: Look) -> dict[str, tuple[float, ...]]:
    keeps = tuple(1 - part for part in mood.lift)
    return {
        "keeps": keeps,
        "leans": tuple(
            left * part * (mood.tint_strength + look.corner) for left, part in zip(keeps, mood.tint, strict=True)
        ),
        "mixing": (
            mood.bloom + look.bloom,
            mood.saturation * look.saturation,
            min(1.0, mood.contrast + look.contrast),
            max(mood.vignette, look.vignette) * _VIGNETTE,
        ),
    }


def read_colour(canvas: Canvas, layer: Layer) -> NDArray[np.uint8]:
    """The pixels of a layer, (H, W, 3), in the order they were drawn, not to be written to.

    Read with all four channels: a driver that leaves one out itself takes five times as long as both steps here.
    """
    colour = cv2.cvtColor(canvas.read(layer.over, 4, "f1"), cv2.COLOR_RGBA2RGB)
    colour.setflags(write=False)
    return np.asarray(colour, np.uint8)
