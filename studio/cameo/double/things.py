"""Cameos of pets and objects from a short clip or a few pictures: what kind, which colours, and references."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.cameo.capture.devices import Camera
from studio.cameo.capture.recorded import PICTURES, VideoFile, read_picture
from studio.cameo.double.colours import hex_of
from studio.cameo.double.references import SIZE_PX, Reference
from studio.cameo.faces.found import Picture
from studio.cameo.faces.outline import Mask, cut_out
from studio.errors import InvalidRequest
from studio.timeline.film import Prop, PropId

MOST_PICTURES: Final = 6
_LONGEST_FRAMES: Final = 900
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.9
_CLUSTERS: Final = 4


@dataclass(frozen=True)
class ThingCameo:
    """A pet or an object: a key of the props' table, what it is called, its colours, largest first, and crops of it."""

    kind: str
    name: str
    colours: tuple[str, ...]
    references: tuple[Reference, ...]

    def prop(self, prop_id: PropId) -> Prop:
        """As a thing in a film."""
        return Prop(prop_id, self.kind, self.name, colour=self.colours[0])


def thing_from(pictures: Iterable[Picture], kind: str, name: str) -> ThingCameo:
    """A cameo of what stands in the middle of some pictures; the sharpest of them are kept.

    Raises:
        InvalidRequest: nothing stands out of its background in any of them.
    """
    sharpest = sorted(_spread(pictures), key=_sharpness, reverse=True)[:MOST_PICTURES]
    cut = [(picture, mask) for picture in sharpest if _clear(mask := _middle(picture))]
    if not cut:
        raise InvalidRequest(
            f"{name} does not stand out in these pictures.", "Take it from nearer, in front of a plain background."
        )
    colours = _colours(np.concatenate([picture[mask] for picture, mask in cut]))
    return ThingCameo(kind, name, colours, tuple(_reference(number, *one) for number, one in enumerate(cut, start=1)))


def thing_from_files(paths: Iterable[Path], kind: str, name: str) -> ThingCameo:
    """A cameo from picture files, or from clips.

    Raises:
        MediaUnreadable: a file is neither. InvalidRequest: nothing stands out in them.
    """
    pictures: list[Picture] = []
    for path in paths:
        pictures += [read_picture(path)] if path.suffix.lower() in PICTURES else clip_of(VideoFile(path))
    return thing_from(pictures, kind, name)


def clip_of(camera: Camera) -> list[Picture]:
    """The pictures of a short clip, a few of each second, the camera let go at its end."""
    found: list[Picture] = []
    try:
        for number in range(_LONGEST_FRAMES):
            frame = camera.read()
            if frame is None:
                break
            if number % 5 == 0:
                found.append(frame.picture)
    finally:
        camera.close()
    return found


def _spread(pictures: Iterable[Picture]) -> list[Picture]:
    return [picture for _, picture in zip(range(_LONGEST_FRAMES), pictures, strict=False)]


def _sharpness(picture: Picture) -> float:
    return float(cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.CV_32F).var())


def _middle(picture: Picture) -> Mask:
    high, wide = picture.shape[:2]
    return cut_out(picture, (round(0.08 * wide), round(0.08 * high), round(0.84 * wide), round(0.84 * high)))


def _clear(mask: Mask) -> bool:
    return _LEAST_SHARE < float(mask.mean()) < _MOST_SHARE


def _colours(pixels: NDArray[np.uint8]) -> tuple[str, ...]:
    """The colours of some pixels, (n, 3) sRGB, largest share first."""
    chosen = pixels[:: max(1, len(pixels) // 6000)]
    lab = cv2.cvtColor((chosen[None].astype(np.float32) / 255), cv2.COLOR_RGB2Lab)[0].astype(np.float32)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(
        lab,
        _CLUSTERS,
        np.zeros((1, 1), np.int32),
        (cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5),
        2,
        cv2.KMEANS_PP_CENTERS,
    )
    order = np.argsort(-np.bincount(np.asarray(labels).ravel(), minlength=_CLUSTERS))
    return tuple(hex_of((float(light), float(a), float(b))) for light, a, b in np.asarray(centres)[order])


def _reference(number: int, picture: Picture, mask: Mask) -> Reference:
    """The thing alone, on white, in a square."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1.0)[..., None]
    alone = (picture * soft + 255 * (1 - soft)).astype(np.uint8)[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    side = max(alone.shape[:2])
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = (side - alone.shape[0]) // 2, (side - alone.shape[1]) // 2
    square[top : top + alone.shape[0], left : left + alone.shape[1]] = alone
    sized = cv2.resize(square, (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_AREA)
    return Reference(f"view {number}", cv2.imencode(".png", cv2.cvtColor(sized, cv2.COLOR_RGB2BGR))[1].tobytes())
