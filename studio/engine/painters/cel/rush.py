"""Speed lines: along the way of whoever dashes, or closing in on them, where the words of a shot ask for them."""

from dataclasses import dataclass
from typing import Final

import moderngl
import numpy as np

from studio.engine.painters.cel.canvas import OVER, Canvas, put
from studio.engine.painters.cel.lens import Lens
from studio.engine.performance import Accent, Matrix, Performance

SPEED_LINES: Final = "speed lines"
_STREAKS: Final = 64
_RAYS: Final = 110
_DASH_MPS: Final = (1.9, 3.0)
"""Slower than the first there is no line, from the second on all of them."""
_ACROSS: Final = 0.35
_STANDING_CLEAR: Final = 0.62
_STRUCK_CLEAR: Final = 0.42
_HEAD_CLEAR: Final = 1.9
_STARTS_S: Final = 0.25


@dataclass(frozen=True)
class Rush:
    """The lines of a frame. at: what they close in on, clip x and y; way: unit vector in the picture, None for rays."""

    at: tuple[float, float]
    way: tuple[float, float] | None
    strength: float
    clear: float = _STANDING_CLEAR


class Rushes:
    """Who dashes when in a shot, worked out once; nothing where no words ask for it."""

    def __init__(self, performance: Performance) -> None:
        self.asked = SPEED_LINES in performance.effects
        self._fps = performance.fps
        bodies = [actor.root + np.array([0.0, 0.0, 0.9], np.float32) for actor in performance.actors]
        things = [track.position for track in performance.props]
        self._places = (
            np.stack([*bodies, *things]).astype(np.float64)
            if self.asked and (bodies or things) and performance.frames > 1
            else None
        )
        self._way = np.gradient(self._places, axis=1) * self._fps if self._places is not None else None

    def at(self, frame: int, lens: Lens, head: tuple[Matrix, float] | None) -> Rush | None:
        """The lines of a frame: where somebody is quick, or all along where nobody ever is.

        head: of whom the picture is about, its place and its size in frame heights; None of nobody.
        """
        if not self.asked:
            return None
        speeds = np.linalg.norm(self._way, axis=2) if self._way is not None else np.zeros((1, frame + 1))
        if self._places is None or self._way is None or float(speeds.max()) < _DASH_MPS[0]:
            at = _clip(lens, head[0]) if head else (0.0, 0.0)
            return Rush(at, None, self._begun(frame), max(_STANDING_CLEAR, _HEAD_CLEAR * head[1]) if head else 0.8)
        quickest = int(np.argmax(speeds[:, frame]))
        low, high = _DASH_MPS
        strength = min(1.0, max(0.0, (float(speeds[quickest, frame]) - low) / (high - low)))
        return _along(lens, self._places[quickest, frame], self._way[quickest, frame], strength) if strength else None

    def _begun(self, frame: int) -> float:
        return min(1.0, (frame / self._fps + 0.08) / _STARTS_S)


class RushPainter:
    """Draws speed lines into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def streaks(self, rush: Rush | None, frame: int) -> None:
        """Lines along a way, behind the people."""
        if rush is not None and rush.way is not None:
            self._draw(rush, frame, _STREAKS)

    def rays(self, rush: Rush | None, frame: int) -> None:
        """Lines that close in on a place, over everything."""
        if rush is not None and rush.way is None:
            self._draw(rush, frame, _RAYS, "RAYS")

    def _draw(self, rush: Rush, frame: int, count: int, *defines: str) -> None:
        self._canvas.state(0, OVER)
        program = self._canvas.programs.get("rush_vertex.glsl", "rush_fragment.glsl", *defines)
        put(program, place=(*rush.at, float(frame // 2), rush.strength))
        put(program, way=(*(rush.way or (0.0, 0.0)), rush.clear, 0.0))
        self._canvas.points(program, 6 * count, moderngl.TRIANGLES)


def rush_of_blow(accent: Accent, lens: Lens) -> Rush:
    """The rays of an impact frame."""
    return Rush(_clip(lens, np.array(accent.position)), None, 1.0, _STRUCK_CLEAR)


def _along(lens: Lens, place: Matrix, way: Matrix, strength: float) -> Rush:
    """Across the picture the lines lie along the way; towards the lens or away from it they close in."""
    across, up = float(way @ lens.right), float(way @ np.cross(lens.right, lens.forward))
    seen = float(np.hypot(across, up))
    if seen < _ACROSS * float(np.linalg.norm(way)):
        return Rush(_clip(lens, place), None, strength)
    return Rush(_clip(lens, place), (across / seen, up / seen), strength)


def _clip(lens: Lens, place: Matrix) -> tuple[float, float]:
    """Where in the picture a place is; the middle for one behind the lens."""
    clip = lens.view_projection @ np.append(place, 1.0)
    if clip[3] <= 0.1:
        return (0.0, 0.0)
    x, y = np.clip(clip[:2] / clip[3], -0.9, 0.9)
    return float(x), float(y)
