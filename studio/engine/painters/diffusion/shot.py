"""A shot laid out for a model: at which size, which of its frames, in which windows, and what each is told."""

import hashlib
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.catalogue import Conditioning, PainterEntry, Setting
from studio.engine.painters.diffusion.apart import Part, parts_of
from studio.engine.painters.diffusion.conditioning import (
    Conditions,
    Pictures,
    checked,
    painted_frames,
    painting_size,
    stride,
)
from studio.engine.painters.diffusion.ladder import Means
from studio.engine.painters.diffusion.references import MOST
from studio.engine.painters.diffusion.regions import Followed
from studio.engine.painters.diffusion.windows import MOST_BLENDED, Window, plan_windows
from studio.engine.painters.diffusion.words import Prompt
from studio.engine.painters.painter import PaintedFrame, Size
from studio.engine.performance import CameraPath, Performance

_JUMP_M = 3.0
"""How far the camera may go from one frame to the next without it being a cut: 72 m a second at 24 frames."""


@dataclass(frozen=True)
class Layout:
    """How a shot is painted. frames: the numbers of the film's frames that are; windows: over those, counted anew."""

    size: Size
    frames: tuple[int, ...]
    windows: tuple[Window, ...]


@dataclass(frozen=True, eq=False)
class Telling:
    """What every window of a shot is told alike.

    references: by who they are of; prompts: what is told where only one of them is painted. anchor: the shot's first
    frame as a keyframe, at the painting's size. strength: how much of what is painted over is painted anew.
    """

    prompt: Prompt
    seed: int
    references: dict[str, Pictures]
    anchor: Pictures | None = None
    scale: float = 1.0
    strength: float = 1.0
    prompts: dict[str, Prompt] = field(default_factory=dict[str, Prompt])


@dataclass(frozen=True, eq=False)
class Drawn:
    """The frames to paint as they are painted over, and the control video made of them; both (F, H, W, 3) uint8.

    truth: some of them with the passes that a score is measured against, by their place among the frames. ids: the id
    pass of all of them, (F, H, W), where people are to be told apart; numbers: theirs in it. region: where they are
    painted anew, (F, H, W) bool, None everywhere; followed: the same in every frame of the film.
    """

    colour: Pictures
    control: Pictures
    truth: dict[int, PaintedFrame] = field(default_factory=dict[int, PaintedFrame])
    ids: NDArray[np.uint8] | None = None
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    region: NDArray[np.bool_] | None = None
    followed: Followed | None = None

    def people(self, window: Window, references: Container[str]) -> tuple[Part, ...]:
        """Where each of the people is in a window, frame for frame as the model paints it: of those who have a
        reference, and nobody where there is only one of them.
        """
        if self.ids is None:
            return ()
        found = tuple(part for part in parts_of(self.ids[window.painted], self.numbers) if part.who in references)
        return found if len(found) > 1 else ()

    def rounds(self, window: Window, references: Container[str]) -> int:
        """How many calls a window takes whose people are painted one after the other."""
        return 1 + len(self.people(window, references))


def lay_out(performance: Performance, film: Size, entry: PainterEntry, setting: Setting, means: Means) -> Layout:
    """The layout of a shot."""
    frames = painted_frames(performance.frames, stride(performance.fps, entry))
    most = entry.frame_rule.up(max(entry.frame_rule.least, round(setting.frames * means.length)))
    cuts = [frames.index(next(one for one in frames if one >= cut)) for cut in cuts_in(performance.camera)]
    windows = plan_windows(len(frames), min(most, setting.frames), entry.frame_rule, cuts)
    return Layout(painting_size(film, setting, entry.size_multiple, means.size), frames, windows)


def cuts_in(camera: CameraPath) -> tuple[int, ...]:
    """Frames at which the camera is somewhere else than it was: a shot rarely has any."""
    steps = np.linalg.norm(np.diff(camera.eye.astype(np.float64), axis=0), axis=1)
    return tuple(int(frame) + 1 for frame in np.flatnonzero(steps > _JUMP_M))


def conditions_of(
    window: Window, drawn: Drawn, before: Pictures | None, telling: Telling, entry: PainterEntry
) -> Conditions:
    """What one window is painted from.

    before: the window before as it was painted; of a chained window, its last frames are kept, so that this one goes on
    from them. Of the first one, the anchor is.
    """
    index = window.painted
    colour, control = drawn.colour[index], drawn.control[index]
    repaint = np.ones(colour.shape[:3], np.bool_) if drawn.region is None else drawn.region[index].copy()
    kept = colour.copy()
    if Conditioning.KEPT_FRAMES in entry.conditioning:
        _keep(window, before, telling.anchor, repaint, kept)
    # Windows of a video each have dice of their own; single pictures share theirs, or they would flicker.
    seed = telling.seed + (window.first if entry.paints_video else 0)
    words = telling.prompt
    told = Conditions(control, repaint, kept, words.words, words.avoid, seed, scale=telling.scale)
    if telling.strength < 1:
        told = replace(told, under=colour, strength=telling.strength)
    takes = frozenset(entry.conditioning)
    if Conditioning.REFERENCES in takes:
        sheets = tuple(telling.references.values())
        later = window.first > 0 and telling.anchor is not None
        told = replace(told, references=(*sheets[: MOST - 1], telling.anchor) if later else sheets)
    if takes & {Conditioning.FIRST_FRAME, Conditioning.PICTURE}:
        first = before[window.shared * -1] if before is not None and window.shared else telling.anchor
        told = replace(told, start=colour[0] if first is None else first)
    if Conditioning.LAST_FRAME in takes:
        told = replace(told, end=colour[-1])
    return checked(told, entry)


def _keep(
    window: Window, before: Pictures | None, anchor: Pictures | None, repaint: np.ndarray, kept: Pictures
) -> None:
    if window.chained and before is not None:
        held = max(1, window.shared - MOST_BLENDED // 2)
        kept[:held] = before[len(before) - window.shared :][:held]
        repaint[:held] = False
    elif window.first == 0 and anchor is not None:
        kept[0] = anchor
        repaint[0] = False


def identity(revision: str, telling: Telling, layout: Layout, window: Window, seen: str) -> str:
    """What a window's unfinished work is of: only the very same goes on from it. seen: of means and pace."""
    told = (telling.prompt, sorted(telling.prompts.items()), telling.seed, telling.scale, telling.strength)
    parts = (revision, told, layout.size, window, seen)
    digest = hashlib.sha256(repr(parts).encode())
    for picture in (*telling.references.values(), *(() if telling.anchor is None else (telling.anchor,))):
        digest.update(picture.tobytes())
    return digest.hexdigest()


def reduced(frames: Sequence[PaintedFrame]) -> Pictures:
    """The frames' colours in one array."""
    return np.stack([frame.colour for frame in frames])
