"""Faces: what a face shows, and the decal it is painted as."""

from studio.engine.painters.cel.faces.drawing import FaceDrawing, quantise
from studio.engine.painters.cel.faces.painting import paint_face

__all__ = ["FaceDrawing", "paint_face", "quantise"]
