"""Faces by MediaPipe's face mesh: 478 points, in a few milliseconds, from the model inside its wheel.

Source: Y. Kartynnik, A. Ablavatski, I. Grishchenko, M. Grundmann, Real-time Facial Surface Geometry from Monocular
Video on Mobile GPUs, CVPR workshop 2019; the irises: A. Ablavatski et al., Real-time Pupil Tracking, 2020.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import numpy as np

from studio.cameo.faces.found import Face, Picture, Points, Reading
from studio.errors import MissingResource

_MOST_FACES: Final = 3
_SKIN_POINTS: Final = 468


class MeshFinder:
    """The face mesh, following faces from picture to picture."""

    def __init__(self, *, following: bool = True, most: int = _MOST_FACES) -> None:
        """following: pictures are of one recording; else each is looked at afresh.

        Raises:
            MissingResource: MediaPipe is not installed, or does not load here.
        """
        self._mesh: Any = load("face_mesh", "FaceMesh")(
            static_image_mode=not following,
            max_num_faces=most,
            refine_landmarks=True,
            min_detection_confidence=0.5,
            min_tracking_confidence=0.5,
        )

    @property
    def reads(self) -> frozenset[Reading]:
        """All there is."""
        return frozenset(Reading)

    def find(self, picture: Picture) -> tuple[Face, ...]:
        """The faces, largest first."""
        found: Any = self._mesh.process(np.ascontiguousarray(picture)).multi_face_landmarks
        faces = [_face(one.landmark, picture.shape[1], picture.shape[0]) for one in found or ()]
        return tuple(sorted(faces, key=lambda face: -face.box[2] * face.box[3]))

    def close(self) -> None:
        """Let the model go."""
        self._mesh.close()


def _face(landmarks: Any, width: int, height: int) -> Face:
    points: Points = np.array([(one.x * width, one.y * height, one.z * width) for one in landmarks], np.float32)
    low, high = points[:_SKIN_POINTS, :2].min(axis=0), points[:_SKIN_POINTS, :2].max(axis=0)
    return Face((float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])), points)


def load(module: str, name: str) -> Any:
    """One of MediaPipe's solutions.

    Raises:
        MissingResource: it is not installed, or does not load here.
    """
    _stand_in("matplotlib", "matplotlib.pyplot")
    try:
        found = import_module(f"mediapipe.python.solutions.{module}")
        _without_notes()
    except (ImportError, AttributeError, OSError, TypeError) as fault:  # TypeError: a protobuf it does not fit
        raise MissingResource(
            "The part of the studio that reads faces does not load on this machine.", "Install Tsuzuki again."
        ) from fault
    return getattr(found, name)


def _stand_in(package: str, module: str) -> None:
    """MediaPipe imports Matplotlib for drawings that the studio never asks for; it is not worth 30 MB."""
    if package in sys.modules:
        return
    try:
        __import__(module)
    except ImportError:
        empty, inner = ModuleType(package), ModuleType(module)
        empty.pyplot = inner  # pyright: ignore[reportAttributeAccessIssue]
        sys.modules[package], sys.modules[module] = empty, inner


def _without_notes() -> None:
    """MediaPipe asks protobuf in a way that warns at every picture; asked in the new way, it answers the same."""
    from google.protobuf import message_factory, symbol_database

    symbols: Any = symbol_database.Default()
    symbols.GetPrototype = message_factory.GetMessageClass
