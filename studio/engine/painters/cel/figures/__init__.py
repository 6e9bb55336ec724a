"""Figures: the cast as meshes, from head to shoes."""

from studio.engine.painters.cel.figures.dressing import build_figure
from studio.engine.painters.cel.figures.person import Detail

__all__ = ["Detail", "build_figure"]
