"""From passes to what models are told: sizes, lengths, rates, value ranges, polarity and layout, all in this one place.

Why each is as it is:

- Sides are multiples of what the VAE compresses times what the transformer patches. ``WanVACEPipeline`` resizes a
  control video of another size without a word, and fills the rest of its tokens with zeros, so the control no longer
  lies on the picture; here a wrong shape raises.
- Lengths are ``step * k + 1``: video VAEs code the first frame alone and the rest by ``step`` (4 Wan, 8 LTX).
- A model is fed whole frames of the film only, each ``stride``-th: a Performance knows nothing between its frames, and
  anime is drawn on twos anyway. What lies between is made from the painted frames with the exact flow (``returning``).
- VACE reads video and mask as (1, F, C, H, W) floats from 0 to 1. Mask: 1 is painted anew, 0 is kept. A list of arrays
  or bytes fails or is read wrongly. Unknown is mid-grey.
- VACE's depth is nearness, near white. Its annotator spreads each frame over the whole range; one range for the whole
  shot does not pump.
- VACE's grey is the luma of the colour picture. It tells shape, light and mouths in one, where depth knows no mouth.
- ControlNets of line art read white lines on black; VACE's scribble reads black lines on white.
- What is to be invented, as nothing is known of it, is told as that grey everywhere.
- References lie on white, as they were in training, and at the picture's size, so that nothing resizes them again.
- LTX reads conditions as 0 to 255 when they are tensors, but recompresses stills unless told not to (``crf=0``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.catalogue import PainterEntry, Setting
from studio.engine.painters.diffusion.choices import Control
from studio.engine.painters.openpose import draw_pose
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.errors import InvalidRequest

Pictures: TypeAlias = NDArray[np.uint8]
"""(F, H, W, 3) uint8 sRGB, or one of them without F."""
Floats: TypeAlias = NDArray[np.float32]

_LUMA: Final = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Of BT.709, whose primaries are those of sRGB."""
_WHITE: Final = 255
_UNKNOWN: Final = 127


PASSES: Final[dict[Control, frozenset[Pass]]] = {
    Control.GREY: frozenset(),
    Control.DEPTH: frozenset({Pass.DEPTH}),
    Control.LINE: frozenset({Pass.LINE}),
    Control.SCRIBBLE: frozenset({Pass.LINE}),
    Control.POSE: frozenset({Pass.POSE}),
}
"""The passes that a control video is made of."""


@dataclass(frozen=True, eq=False)
class Conditions:
    """All that one window is painted from: F frames of one size.

    control: (F, H, W, 3) uint8. repaint: (F, H, W) bool, True where it is painted anew; ``kept`` are the pictures
    that stay where it is False. references: (h, w, 3) uint8 each; places: where each of them acts, (F, H, W) bool, none
    for everywhere. words, avoid: the prompts. scale: 0 no control to 1. free: nothing is known of what is to be
    painted, so that the control says nothing. start: (H, W, 3) uint8, the picture that a painter of pictures starts
    from, or the first frame; end: the last frame. under: (F, H, W, 3) uint8, what is painted over, of which
    ``strength`` is painted anew: 1 all of it, 0 nothing.
    """

    control: Pictures
    repaint: NDArray[np.bool_]
    kept: Pictures
    words: str
    avoid: str
    seed: int
    references: tuple[Pictures, ...] = ()
    start: Pictures | None = None
    end: Pictures | None = None
    scale: float = 1.0
    places: tuple[NDArray[np.bool_], ...] = ()
    free: bool = False
    under: Pictures | None = None
    strength: float = 1.0

    @property
    def frames(self) -> int:
        """How many frames."""
        return self.control.shape[0]

    @property
    def size(self) -> Size:
        """Of every frame."""
        return Size(self.control.shape[2], self.control.shape[1])


def checked(conditions: Conditions, entry: PainterEntry) -> Conditions:
    """The conditions, if the model takes them as they are.

    Raises:
        InvalidRequest: a size, a length or a shape that the model would change or misread.
    """
    frames, height, width = conditions.control.shape[:3]
    multiple = entry.size_multiple
    if width % multiple or height % multiple:
        raise InvalidRequest(
            f"{entry.title} paints sides that are multiples of {multiple}, not {width}x{height}.",
            f"Choose {_up(width, multiple)}x{_up(height, multiple)}.",
        )
    if not entry.frame_rule.allows(frames):
        rule = entry.frame_rule
        raise InvalidRequest(
            f"{entry.title} paints {rule.step}k+1 frames at once, up to {rule.most}, not {frames}.",
            f"Give it {rule.up(frames)}.",
        )
    wanted = {
        "control": (frames, height, width, 3),
        "repaint": (frames, height, width),
        "kept": (frames, height, width, 3),
    }
    for name, shape in wanted.items():
        _check(name, getattr(conditions, name), shape, np.bool_ if name == "repaint" else np.uint8)
    for name in ("start", "end"):
        if (picture := getattr(conditions, name)) is not None:
            _check(name, picture, (height, width, 3), np.uint8)
    if conditions.under is not None:
        _check("picture underneath", conditions.under, (frames, height, width, 3), np.uint8)
    for place in conditions.places:
        _check("place of a reference", place, (frames, height, width), np.bool_)
    for picture in conditions.references:
        if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
            raise InvalidRequest(f"A reference is a picture of bytes, not {picture.dtype}{picture.shape}.", "Give one.")
    return conditions


def _check(name: str, value: NDArray[Any], shape: tuple[int, ...], kind: type[Any]) -> None:
    if value.shape != shape or value.dtype != kind:
        raise InvalidRequest(
            f"The {name} of a window is {value.dtype}{value.shape} where {np.dtype(kind)}{shape} is needed.",
            "Make it of the same frames and size as the control video.",
        )


def painting_size(film: Size, setting: Setting, multiple: int, share: float = 1.0) -> Size:
    """The size to paint at: no higher than the setting, never narrower in proportion than the film.

    A wider picture shows the same from top to bottom and a little more at the sides, which is cut off again
    (``returning.at_film_size``): nothing is stretched. share: of the setting's height, where memory is short.
    """
    height = _up(round(min(film.height, setting.height) * share), multiple)
    if height > setting.height:
        height = max(height - multiple, multiple)
    return Size(_up(-(-height * film.width // film.height), multiple), height)


def stride(film_fps: int, entry: PainterEntry) -> int:
    """Each how-manieth frame of the film is painted, so that none is asked for between two."""
    return max(1, -(-film_fps // entry.rate_fps))


def painted_frames(frames: int, step: int) -> tuple[int, ...]:
    """The numbers of the film's frames that are painted; the last one always is."""
    chosen = list(range(0, frames, step))
    if chosen[-1] != frames - 1:
        chosen.append(frames - 1)
    return tuple(chosen)


def control_video(frames: Sequence[PaintedFrame], control: Control) -> Pictures:
    """(F, H, W, 3) uint8, see the module. The passes of ``control`` must be there."""
    match control:
        case Control.GREY:
            return np.stack([_grey(frame.colour) for frame in frames])
        case Control.DEPTH:
            return _nearness([_needed(frame.depth) for frame in frames])
        case Control.LINE:
            return np.stack([three(_needed(frame.line)) for frame in frames])
        case Control.SCRIBBLE:
            return np.stack([three(_WHITE - _needed(frame.line)) for frame in frames])
        case Control.POSE:
            return np.stack([draw_pose(_needed(frame.pose), _size(frame)) for frame in frames])


def vace_video(conditions: Conditions) -> tuple[Floats, Floats]:
    """Video and mask as VACE reads them: (1, F, 3, H, W) and (1, F, 1, H, W) float32 from 0 to 1."""
    shown = np.where(conditions.repaint[..., None], conditions.control, conditions.kept)
    video = shown.transpose(0, 3, 1, 2).astype(np.float32) / 255
    return video[None].astype(np.float32), conditions.repaint.astype(np.float32)[None, :, None]


def unknown(frames: int, size: Size) -> Pictures:
    """A control that says nothing."""
    return np.full((frames, size.height, size.width, 3), _UNKNOWN, np.uint8)


def kept_again(painted: Pictures, conditions: Conditions) -> Pictures:
    """The painted frames with what was to be kept put back to the bit; a model only comes close to it."""
    return np.where(conditions.repaint[..., None], painted, conditions.kept)


def letterboxed(picture: Pictures, size: Size) -> Pictures:
    """A reference at the size of the picture, whole, in the middle of white."""
    height, width = picture.shape[:2]
    scale = min(size.width / width, size.height / height)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    smaller = cv2.resize(picture, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    sheet = np.full((size.height, size.width, 3), _WHITE, np.uint8)
    top, left = (size.height - inner[1]) // 2, (size.width - inner[0]) // 2
    sheet[top : top + inner[1], left : left + inner[0]] = smaller
    return sheet


def three(grey: NDArray[np.uint8]) -> Pictures:
    """One channel as three."""
    return np.repeat(grey[..., None], 3, axis=-1)


def _grey(colour: Pictures) -> Pictures:
    return three(np.rint(colour.astype(np.float32) @ _LUMA).astype(np.uint8))


def _nearness(depths: Sequence[Floats]) -> Pictures:
    near = np.stack([np.where(np.isfinite(depth), 1 / np.maximum(depth, 1e-3), 0.0) for depth in depths])
    span = float(near.max() - near.min())
    spread = (near - near.min()) / span if span > 0 else np.zeros_like(near)
    return three(np.rint(spread * _WHITE).astype(np.uint8))


def _needed(layer: Any) -> Any:
    if layer is None:
        raise InvalidRequest("A pass that the control is made of was not painted.", "Ask for it with the frame.")
    return layer


def _size(frame: PaintedFrame) -> Size:
    return Size(frame.colour.shape[1], frame.colour.shape[0])


def _up(length: int, multiple: int) -> int:
    return -(-length // multiple) * multiple
