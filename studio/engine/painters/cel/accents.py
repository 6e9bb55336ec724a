"""Hard contacts that the picture dwells on: rays and dust, only where the shot's physics is exaggerated."""

from typing import Final

import moderngl

from studio.engine.painters.cel.canvas import OVER, Canvas, put
from studio.engine.performance import Accent

_RAYS: Final = 18
_PUFFS: Final = 12
_RAYS_S: Final = 0.30
_DUST_S: Final = 0.75
_SIZE_M: Final = 0.26


class AccentPainter:
    """Draws accents into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def draw(self, accents: tuple[Accent, ...], time: float) -> None:
        """All that are under way at a time of the shot."""
        for number, accent in enumerate(accents):
            age = time - accent.time
            self._part(accent, number, (age / _DUST_S, _PUFFS * 6), "DUST")
            self._part(accent, number, (age / _RAYS_S, _RAYS * 3), "RAYS")

    def _part(self, accent: Accent, number: int, course: tuple[float, int], name: str) -> None:
        """course: the share of its life that has gone by, and its vertices."""
        if not 0.0 <= course[0] < 1.0:
            return
        self._canvas.state(moderngl.DEPTH_TEST, OVER)
        program = self._canvas.programs.get("accent_vertex.glsl", "accent_fragment.glsl", name)
        put(program, hit=(*accent.position, accent.strength))
        put(program, course=(course[0], float(number), _SIZE_M * (0.6 + 0.6 * accent.strength), 0.0))
        self._canvas.points(program, course[1], moderngl.TRIANGLES)
