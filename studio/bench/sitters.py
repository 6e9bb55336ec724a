"""People in front of a camera for measurements: one photograph, laid over a mesh, turned, lit, dressed and reshaped.

The photograph is of Eileen Collins, NASA, 1993, in the public domain. Where its points move, what lies between them
moves along; so one face becomes many: other proportions, colours, light, and what people wear.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.bench.photograph import Photograph, photograph
from studio.bench.sitters_moving import Doing, Person, warped
from studio.cameo.faces.expression import CHIN, FOREHEAD
from studio.cameo.faces.found import Picture

_EYES: Final = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133)),
    ((263, 466, 388, 387, 386, 385, 384, 398, 362), (263, 249, 390, 373, 374, 380, 381, 382, 362)),
)
"""The rims of the upper and the lower lid, from the outer corner to the inner."""
_INSIDE_LIPS: Final = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)


@dataclass(frozen=True)
class Shown:
    """How the picture comes out.

    size: of the face's height in the picture's. light: overall; side: how much darker the person's right is, -1 to 1.
    blur: sigma in pixels; noise: standard deviation of 255. wears: of "glasses", "sunglasses",
    "hat", "beanie", "mask", "long hair".
    """

    width: int = 320
    height: int = 240
    size: float = 0.46
    shift: tuple[float, float] = (0.0, 0.0)
    light: float = 1.0
    side: float = 0.0
    blur: float = 0.0
    noise: float = 4.0
    wears: tuple[str, ...] = ()
    seed: int = 0


def sitter(person: Person, doing: Doing, shown: Shown) -> Picture:
    """A picture of somebody, (height, width, 3) uint8 sRGB."""
    texture = _opened(_shut(_dressed(person, shown.wears), doing.blink), doing.mouth)
    face = warped(texture, person, doing)
    return _taken(face, shown)


# --- what they look like --------------------------------------------------------------------------
@cache
def _dressed(person: Person, wears: tuple[str, ...]) -> Picture:
    photo = photograph()
    picture = photo.picture.astype(np.float32)
    skin, hair = _skin_mask(photo), _hair_mask(photo)
    for mask, (red, green, blue, share) in ((skin, person.skin), (hair, person.hair)):
        picture = _tinted(picture, mask, (red, green, blue), share)
    if person.beard:
        picture = _bearded(picture, photo, person.beard)
    for thing in wears:
        picture = _worn(picture, photo, thing)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _tinted(
    picture: NDArray[np.float32], mask: NDArray[np.float32], colour: tuple[int, int, int], share: float
) -> NDArray[np.float32]:
    chosen = picture[(mask > 0.6) & (picture.max(axis=2) > 70)]
    usual = chosen.mean(axis=0)
    wanted = picture * (np.array(colour) / np.maximum(usual, 1))
    return (picture + (wanted - picture) * (mask * share)[..., None]).astype(np.float32)


def _shut(picture: Picture, blink: float) -> Picture:
    """The upper lids drawn down over the eyes, with their lashes."""
    if blink <= 0.02:
        return picture
    canvas, points = picture.copy(), photograph().points[:, :2]
    for upper, lower in _EYES:
        rim = points[list(upper)] + (points[list(lower)] - points[list(upper)]) * min(blink, 1.0)
        above = points[list(upper)] - (0, 2)
        x, y = points[list(upper)].mean(axis=0) - (0, 6)
        skin = [int(part) for part in picture[int(y), int(x)]]
        cv2.fillPoly(canvas, [np.concatenate([above, rim[::-1]]).astype(np.int32)], skin, cv2.LINE_AA)
        cv2.polylines(canvas, [rim.astype(np.int32)], False, (52, 34, 30), 2, cv2.LINE_AA)
    return canvas


def _opened(picture: Picture, mouth: float) -> Picture:
    """The inside of the mouth, dark between the lips."""
    if mouth <= 0.1:
        return picture
    canvas = picture.copy()
    inside = photograph().points[list(_INSIDE_LIPS), :2]
    cv2.fillPoly(canvas, [inside.astype(np.int32)], (70, 26, 30), cv2.LINE_AA)
    return canvas


def _skin_mask(photo: Photograph) -> NDArray[np.float32]:
    hull = cv2.convexHull(photo.points[:468, :2].astype(np.int32))
    mask = np.zeros(photo.picture.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, hull, 255)
    neck = photo.points[CHIN, :2] + (0, 20)
    cv2.ellipse(mask, (int(neck[0]), int(neck[1])), (42, 40), 0, 0, 360, 255, -1)
    return _soft(mask, 3)


def _soft(mask: NDArray[np.uint8], sigma: float) -> NDArray[np.float32]:
    return (cv2.GaussianBlur(mask, (0, 0), sigma).astype(np.float32) / 255).astype(np.float32)


def _hair_mask(photo: Photograph) -> NDArray[np.float32]:
    lab = cv2.cvtColor(photo.picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    middle, high = photo.points[:468].mean(axis=0), np.linalg.norm(photo.points[CHIN] - photo.points[FOREHEAD])
    x, y = np.meshgrid(np.arange(lab.shape[1], dtype=np.float32), np.arange(lab.shape[0], dtype=np.float32))
    near = ((x - middle[0]) / (0.95 * high)) ** 2 + ((y - middle[1] + 0.15 * high) / (1.05 * high)) ** 2 < 1
    dark = (lab[..., 0] < 172) & (lab[..., 2] > 131) & (y < middle[1] + 0.5 * high)
    mask = (near & dark & (_skin_mask(photo) < 0.5)).astype(np.uint8) * 255
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return _soft(mask.astype(np.uint8), 2)


def _bearded(picture: NDArray[np.float32], photo: Photograph, much: float) -> NDArray[np.float32]:
    points = photo.points[:, :2]
    mask = np.zeros(picture.shape[:2], np.uint8)
    jaw = points[
        [
            234,
            93,
            132,
            58,
            172,
            136,
            150,
            149,
            176,
            148,
            152,
            377,
            400,
            378,
            379,
            365,
            397,
            288,
            361,
            323,
            454,
            425,
            291,
            2,
            61,
            205,
        ]
    ]
    cv2.fillPoly(mask, [jaw.astype(np.int32)], 255)
    lips = points[[61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91]]
    cv2.fillPoly(mask, [lips.astype(np.int32)], 0)
    soft = _soft(mask, 2.5)[..., None]
    grain = np.random.default_rng(5).normal(0, 10, picture.shape[:2]).astype(np.float32)[..., None]
    hairy = np.array([46, 36, 32], np.float32) + grain
    return (picture + (hairy - picture) * soft * np.float32(0.85 * much)).astype(np.float32)


def _worn(picture: NDArray[np.float32], photo: Photograph, thing: str) -> NDArray[np.float32]:
    canvas = np.clip(picture, 0, 255).astype(np.uint8)
    points = photo.points[:, :2]
    high = float(np.linalg.norm(photo.points[CHIN] - photo.points[FOREHEAD]))
    eyes = [points[list(eye)].mean(axis=0) for eye in ((33, 133, 159, 145), (263, 362, 386, 374))]
    match thing:
        case "glasses" | "sunglasses":
            for eye in eyes:
                axes = (int(0.145 * high), int(0.12 * high))
                at = (int(eye[0]), int(eye[1] + 0.01 * high))
                if thing == "sunglasses":
                    cv2.ellipse(canvas, at, axes, 0, 0, 360, (16, 16, 20), -1, cv2.LINE_AA)
                cv2.ellipse(canvas, at, axes, 0, 0, 360, (34, 28, 28), 3, cv2.LINE_AA)
            inner = [(int(eye[0] + side * 0.14 * high), int(eye[1])) for eye, side in zip(eyes, (1, -1), strict=True)]
            cv2.line(canvas, inner[0], inner[1], (34, 28, 28), 3, cv2.LINE_AA)
        case "hat" | "beanie":
            colour = (40, 84, 168) if thing == "hat" else (196, 60, 52)
            top = points[FOREHEAD] - (0, 0.02 * high)
            axes = (int(0.62 * high), int(0.62 * high))
            cv2.ellipse(canvas, (int(top[0]), int(top[1] + 0.1 * high)), axes, 0, 180, 360, colour, -1, cv2.LINE_AA)
            if thing == "hat":
                brim = (int(0.72 * high), int(0.12 * high))
                cv2.ellipse(
                    canvas, (int(top[0]), int(top[1] + 0.1 * high)), brim, 0, 0, 360, (30, 62, 128), -1, cv2.LINE_AA
                )
        case "long hair":
            _draw_long_hair(canvas, points, high)
        case "mask":
            low = points[[234, 93, 132, 58, 172, 136, 150, 152, 379, 365, 397, 288, 361, 323, 454, 195]]
            cv2.fillPoly(canvas, [low.astype(np.int32)], (150, 190, 214), cv2.LINE_AA)
        case _:
            raise ValueError(thing)
    return canvas.astype(np.float32)


def _draw_long_hair(canvas: Picture, points: NDArray[np.float64], high: float) -> None:
    """Hair down to the shoulders on both sides, of the colour of the crown."""
    top = points[FOREHEAD] - (0, 0.16 * high)
    colour = [
        int(part) for part in canvas[int(top[1]) - 4 : int(top[1]) + 4, int(top[0]) - 9 : int(top[0]) + 9].mean((0, 1))
    ]
    for end, sign in ((127, -1), (356, 1)):
        x, y = points[end]
        strand = [(x - 2 * sign, y - 0.3 * high), (x + sign * 0.28 * high, y - 0.1 * high)]
        strand += [(x + sign * 0.36 * high, y + 1.5 * high), (x - sign * 0.02 * high, y + 1.5 * high)]
        cv2.fillPoly(canvas, [np.array(strand, np.int32)], colour, cv2.LINE_AA)


# --- the camera -----------------------------------------------------------------------------------
def _taken(face: Picture, shown: Shown) -> Picture:
    photo = photograph()
    middle, high = photo.points[:468].mean(axis=0), np.linalg.norm(photo.points[CHIN] - photo.points[FOREHEAD])
    scale = shown.size * shown.height / high
    at = (shown.width * (0.5 + shown.shift[0]), shown.height * (0.52 + shown.shift[1]))
    matrix = np.array([[scale, 0, at[0] - scale * middle[0]], [0, scale, at[1] - scale * middle[1]]], np.float32)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    out = cv2.warpAffine(face, matrix, (shown.width, shown.height), flags=how, borderMode=cv2.BORDER_REPLICATE)
    lit = out.astype(np.float32) * np.float32(shown.light)
    if shown.side:
        x = (np.arange(shown.width, dtype=np.float32) - at[0]) / np.float32(0.7 * shown.size * shown.height)
        lit *= np.exp2(np.clip(x, -1, 1) * shown.side * 1.5 - abs(shown.side) * 0.5)[None, :, None].astype(np.float32)
    if shown.blur:
        lit = cv2.GaussianBlur(lit, (0, 0), shown.blur)
    if shown.noise:
        grain = np.random.default_rng(shown.seed).integers(-128, 128, lit.shape[:2], np.int8).astype(np.float32)
        lit = lit + (grain * np.float32(shown.noise / 74))[..., None]
    return np.clip(lit, 0, 255).astype(np.uint8)


def reshaped(seed: int) -> Person:
    """Somebody else, the same for the same seed."""
    rng = np.random.default_rng(seed)
    skins = ((216, 178, 152), (206, 156, 126), (198, 140, 104), (150, 100, 72), (110, 72, 52), (90, 58, 44))
    hairs = ((40, 34, 34), (70, 46, 34), (120, 80, 48), (200, 170, 110), (150, 70, 40), (170, 168, 170))
    skin, hair = skins[rng.integers(len(skins))], hairs[rng.integers(len(hairs))]
    person = Person(skin=(*skin, 0.85), hair=(*hair, 0.85))
    names = ("wide", "jaw", "long", "eyes_apart", "nose")
    sizes = (0.16, 0.2, 0.2, 0.22, 0.35)
    return replace(person, **{name: float(rng.uniform(-size, size)) for name, size in zip(names, sizes, strict=True)})
