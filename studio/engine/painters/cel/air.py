"""What hangs and falls in the air: rain, splashes, snow, petals and halos, all made up by the shaders."""

from typing import Final

import moderngl

from studio.engine.painters.cel.arrays import Content, vertex_array
from studio.engine.painters.cel.canvas import ADD, OVER, Canvas, Value, put
from studio.engine.painters.cel.scenery import Mood
from studio.engine.painters.cel.shelf import SetModel

_STREAKS: Final = 1500
_SPLASHES: Final = 260
_FLAKES: Final = 900
_PETALS: Final = 220


class AirPainter:
    """Draws weather into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def weather(self, mood: Mood) -> None:
        """Everything that falls, over the finished figures."""
        self._canvas.state(moderngl.DEPTH_TEST, OVER)
        if mood.rain > 0:
            self._fall("splash_vertex.glsl", "ring_fragment.glsl", round(_SPLASHES * mood.rain), (7.0, 7.0, 0.0, 0.0))
            self._fall("rain_vertex.glsl", "streak_fragment.glsl", round(_STREAKS * mood.rain), (9.0, 9.0, 9.0, 0.55))
        if mood.snow > 0:
            self._fall("flake_vertex.glsl", "flake_fragment.glsl", round(_FLAKES * mood.snow), (8.0, 8.0, 7.0, 0.016))
        if mood.petals > 0:
            box = (7.0, 7.0, 6.0, 0.030)
            petal = (*mood.petal, mood.petal_glow)
            self._fall(
                "flake_vertex.glsl", "flake_fragment.glsl", round(_PETALS * mood.petals), box, "PETALS", petal=petal
            )

    def discs(self, scenery: SetModel) -> None:
        """Lamps out of focus, where nothing stands in front."""
        self._canvas.state(moderngl.DEPTH_TEST, ADD)
        self._halos(scenery, self._canvas.programs.get("halo_vertex.glsl", "halo_fragment.glsl", "DISC"))

    def halos(self, scenery: SetModel) -> None:
        """Glow round lamps, added to whatever target is in use; the scene's depth must be on unit 4."""
        self._canvas.state(0, ADD)
        self._halos(scenery, self._canvas.programs.get("halo_vertex.glsl", "halo_fragment.glsl", depths=4))

    def _halos(self, scenery: SetModel, program: moderngl.Program) -> None:
        layout: Content = [(scenery.halo_buffer, "4f4 4f4 /i", "in_place", "in_colour")]
        array = vertex_array(self._canvas.context, program, layout)
        self._canvas.draw(program, array, moderngl.TRIANGLE_STRIP, 4, scenery.halos)
        array.release()

    def _fall(
        self,
        vertex: str,
        fragment: str,
        count: int,
        box: tuple[float, float, float, float],
        *defines: str,
        **values: Value,
    ) -> None:
        program = self._canvas.programs.get(vertex, fragment, *defines)
        put(program, box=box, **values)
        self._canvas.points(program, count * 6, moderngl.TRIANGLES)
