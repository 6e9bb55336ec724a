"""Faces by OpenCV's cascades, where the face mesh does not load: their place, and roughly whether they are turned.

Source: P. Viola, M. Jones, Rapid Object Detection using a Boosted Cascade of Simple Features, CVPR 2001.
"""

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from studio.cameo.faces.found import Face, Picture, Reading
from studio.errors import MissingResource

_WIDTH: Final = 320
_SMALLEST_SHARE: Final = 0.14
_NEIGHBOURS: Final = 6
_MOST_FACES: Final = 3


class BoxFinder:
    """Frontal and profile cascades."""

    def __init__(self) -> None:
        """Raises MissingResource: OpenCV came without its cascades."""
        self._front = _cascade("haarcascade_frontalface_default.xml")
        self._profile = _cascade("haarcascade_profileface.xml")

    @property
    def reads(self) -> frozenset[Reading]:
        """Where a face is, and roughly whether it is turned."""
        return frozenset({Reading.PLACE, Reading.TURN})

    def find(self, picture: Picture) -> tuple[Face, ...]:
        """The faces, largest first."""
        scale = picture.shape[1] / _WIDTH
        small = cv2.resize(picture, (_WIDTH, round(picture.shape[0] / scale)), interpolation=cv2.INTER_AREA)
        grey = cv2.equalizeHist(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))
        mirrored = np.ascontiguousarray(grey[:, ::-1])
        faces = [Face(_scaled(box, scale)) for box in _boxes(self._front, grey)]
        faces = faces or [Face(_scaled(box, scale), turn=-1) for box in _boxes(self._profile, grey)]
        faces = faces or [Face(_scaled(_back(box), scale), turn=1) for box in _boxes(self._profile, mirrored)]
        return tuple(sorted(faces, key=lambda face: -face.box[2] * face.box[3])[:_MOST_FACES])

    def close(self) -> None:
        """Nothing is held."""


def _cascade(name: str) -> cv2.CascadeClassifier:
    path = Path(cv2.__file__).parent / "data" / name
    if not path.exists():
        raise MissingResource("OpenCV came without the tables it finds faces by.", "Install Tsuzuki again.")
    return cv2.CascadeClassifier(str(path))


def _boxes(cascade: cv2.CascadeClassifier, grey: cv2.typing.MatLike) -> list[tuple[int, int, int, int]]:
    least = round(_WIDTH * _SMALLEST_SHARE)
    found = cascade.detectMultiScale(grey, 1.1, _NEIGHBOURS, minSize=(least, least))
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in found]


def _back(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, width, height = box
    return _WIDTH - left - width, top, width, height


def _scaled(box: tuple[int, int, int, int], scale: float) -> tuple[float, float, float, float]:
    left, top, width, height = (side * scale for side in box)
    return left, top, width, height
