"""Fireworks in the sky behind everything: shells that rise, burst into sparks, droop and go out."""

import math
from typing import Final

import moderngl

from studio.engine.painters.cel.canvas import ADD, Canvas, put
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import mix, rgb
from studio.engine.pyrotechnics import LIFE_S, RISE_S, Shell

_AWAY_M: Final = 375.0
_SPARKS: Final = 150
_FORMS: Final = {"peony": 0.0, "ring": 1.0, "willow": 2.0}
_TONES: Final = ("#ff3a5e", "#ff9a1f", "#35c8ff", "#9a5cff", "#4dff7a", "#ff4fc0", "#ffd75a")
_GOLD: Final = ("#ffb93f", "#ffe09a")


class FireworksPainter:
    """Draws shells into whatever target is in use, behind what is nearer than the hills."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def draw(self, shells: tuple[Shell, ...], time: float) -> None:
        """All that are seen at a time of the shot, seconds."""
        for shell in shells:
            age = time - shell.burst_s
            if not -RISE_S < age < LIFE_S:
                continue
            self._canvas.state(moderngl.DEPTH_TEST, ADD)
            program = self._canvas.programs.get("firework_vertex.glsl", "firework_fragment.glsl")
            outer, heart = _tones(shell)
            place = tuple(_AWAY_M * one for one in _ray(shell.azimuth, shell.elevation))
            put(program, burst=(*place, _AWAY_M * math.tan(shell.reach)), course=(age, RISE_S, LIFE_S, float(_SPARKS)))
            put(program, outer=(*outer, _FORMS[shell.form]), heart=(*heart, float(shell.number)))
            self._canvas.points(program, (_SPARKS + 1) * 6, moderngl.TRIANGLES)


def _ray(azimuth: float, elevation: float) -> tuple[float, float, float]:
    return (
        math.sin(azimuth) * math.cos(elevation),
        math.cos(azimuth) * math.cos(elevation),
        math.sin(elevation),
    )


def _tones(shell: Shell) -> tuple[RGB, RGB]:
    """The colours of a shell's sparks and of its heart."""
    if shell.form == "willow":
        return rgb(_GOLD[0]), rgb(_GOLD[1])
    at = int(shell.tone * len(_TONES))
    return rgb(_TONES[at]), mix(rgb(_TONES[(at + 3) % len(_TONES)]), (1.0, 1.0, 1.0), 0.35)
