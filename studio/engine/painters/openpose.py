"""Keypoints drawn as ControlNet's "openpose" models were taught to read them, and said in OpenPose's JSON."""

import colorsys
import math
import tomllib
from functools import cache
from typing import Final, TypeAlias

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.painter import BODY_POINTS, FACE_POINTS, HAND_POINTS, PosedPerson, Sight, Size
from studio.errors import MissingResource
from studio.resources import resource

Picture: TypeAlias = NDArray[np.uint8]
Colour: TypeAlias = tuple[int, int, int]

CONFIDENCE: Final = {Sight.OUTSIDE: 0.0, Sight.HIDDEN: 0.5, Sight.COVERED: 0.75, Sight.SEEN: 1.0}
"""OpenPose's third number, said of how a keypoint is seen."""
_ON_THE_HEAD: Final = (0, 14, 15, 16, 17)
_RIGHT: Final = slice(BODY_POINTS, BODY_POINTS + HAND_POINTS)
_LEFT: Final = slice(_RIGHT.stop, _RIGHT.stop + HAND_POINTS)
_FACE: Final = slice(_LEFT.stop, _LEFT.stop + FACE_POINTS)


class Drawing(msgspec.Struct, frozen=True):
    """``openpose.toml``; see there."""

    limbs: tuple[tuple[int, int], ...]
    colours: tuple[Colour, ...]
    bones: tuple[tuple[int, int], ...]
    hand_point: Colour
    face_point: Colour
    limb_share: float
    reference_px: int
    limb_half_px: int
    body_point_px: int
    bone_px: int
    hand_point_px: int
    face_point_px: int

    def px(self, length: int, size: Size) -> int:
        """A length as it is in a picture of this size, at least one pixel."""
        return max(1, round(length * min(size.width, size.height) / self.reference_px))


@cache
def drawing() -> Drawing:
    """How keypoints are drawn.

    Raises:
        MissingResource: the file is missing, or a line of it does not fit.
    """
    try:
        return msgspec.convert(tomllib.loads(resource("openpose.toml").read_text("utf-8")), Drawing)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/openpose.toml does not read: {fault}.", "Mend that line.") from fault


def draw_pose(people: tuple[PosedPerson, ...], size: Size) -> Picture:
    """The control image, (H, W, 3) uint8 sRGB on black.

    A keypoint is drawn if it is seen; a joint also if its owner's own body covers it, as pose detectors guess those.
    A hand or a face is drawn if most of it is seen.
    """
    picture = np.zeros((size.height, size.width, 3), np.uint8)
    shown = [(person.points, _shown_body(person)) for person in people]
    _limbs(picture, shown, size)
    _joints(picture, shown, size)
    for person in people:
        for part in (_RIGHT, _LEFT):
            _hand(picture, person, part, size)
    for person in people:
        _face(picture, person, size)
    return picture


def pose_json(people: tuple[PosedPerson, ...], names: dict[int, str], size: Size) -> bytes:
    """OpenPose's output for one frame, with the size and whose keypoints they are. Each keypoint is x, y, confidence.

    Args:
        names: the id of each number in the id pass.
    """
    told = [
        {
            "id": names[person.number],
            "number": person.number,
            "pose_keypoints_2d": _triples(person, slice(0, BODY_POINTS)),
            "face_keypoints_2d": _triples(person, _FACE),
            "hand_left_keypoints_2d": _triples(person, _LEFT),
            "hand_right_keypoints_2d": _triples(person, _RIGHT),
        }
        for person in people
    ]
    return msgspec.json.encode({"people": told, "canvas_width": size.width, "canvas_height": size.height})


def _triples(person: PosedPerson, part: slice) -> list[float]:
    trust = [CONFIDENCE[Sight(int(sight))] for sight in person.sight[part]]
    return np.round(np.column_stack([person.points[part], trust]), 3).ravel().tolist()


def _shown_body(person: PosedPerson) -> NDArray[np.bool_]:
    least = np.full(BODY_POINTS, int(Sight.COVERED))
    least[list(_ON_THE_HEAD)] = int(Sight.SEEN)
    return person.sight[:BODY_POINTS] >= least


def _shown_part(person: PosedPerson, part: slice) -> NDArray[np.bool_]:
    sight = person.sight[part]
    mostly = np.count_nonzero(sight == Sight.SEEN) * 2 > len(sight)
    return (sight >= Sight.COVERED) & mostly


def _limbs(picture: Picture, shown: list[tuple[NDArray[np.float32], NDArray[np.bool_]]], size: Size) -> None:
    """Long ellipses from joint to joint, dimmed all together: where they cross, the later one lies on top."""
    how = drawing()
    half = how.px(how.limb_half_px, size)
    for (first, second), colour in zip(how.limbs, how.colours, strict=False):
        for points, body in shown:
            if body[first] and body[second]:
                (x, y), (to_x, to_y) = points[first].tolist(), points[second].tolist()
                middle = (int((x + to_x) / 2), int((y + to_y) / 2))
                axes = (int(math.hypot(x - to_x, y - to_y) / 2), half)
                turn = int(math.degrees(math.atan2(y - to_y, x - to_x)))
                outline = np.array(cv2.ellipse2Poly(middle, axes, turn, 0, 360, 1))
                cv2.fillConvexPoly(picture, outline, colour)
    picture[:] = (picture * how.limb_share).astype(np.uint8)


def _joints(picture: Picture, shown: list[tuple[NDArray[np.float32], NDArray[np.bool_]]], size: Size) -> None:
    how = drawing()
    for number, colour in enumerate(how.colours):
        for points, body in shown:
            if body[number]:
                _dot(picture, points[number], how.px(how.body_point_px, size), colour)


def _hand(picture: Picture, person: PosedPerson, part: slice, size: Size) -> None:
    how, points, shown = drawing(), person.points[part], _shown_part(person, part)
    for number, (first, second) in enumerate(how.bones):
        if shown[first] and shown[second]:
            colour = [part * 255 for part in colorsys.hsv_to_rgb(number / len(how.bones), 1.0, 1.0)]
            ends = (_pixel(points[first]), _pixel(points[second]))
            cv2.line(picture, *ends, colour, how.px(how.bone_px, size))
    for point in points[shown]:
        _dot(picture, point, how.px(how.hand_point_px, size), how.hand_point)


def _face(picture: Picture, person: PosedPerson, size: Size) -> None:
    how = drawing()
    for point in person.points[_FACE][_shown_part(person, _FACE)]:
        _dot(picture, point, how.px(how.face_point_px, size), how.face_point)


def _dot(picture: Picture, point: NDArray[np.float32], radius: int, colour: Colour) -> None:
    cv2.circle(picture, _pixel(point), radius, colour, -1)


def _pixel(point: NDArray[np.float32]) -> tuple[int, int]:
    return int(point[0]), int(point[1])
