"""The camera over a still: a pinhole before flat and sloping layers, moved as the shot says.

A point at q frame heights from the optical axis, with nearness n, is seen at
R(roll) zoom (q - n t) / (1 - n push) - turn
by a camera that went t sideways and up and ``push`` towards the subject, in distances of it, and turned by ``turn``.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from studio.engine import vocabulary
from studio.engine.painters.painter import Size
from studio.engine.painters.still.arrays import Floats, single
from studio.engine.painters.still.finding import Box
from studio.timeline.film import Camera

Curve = Floats

PUSH, TRACK, RISE, ORBIT, ZOOM, ROLL = 0.17, 0.20, 0.11, 0.20, 1.32, 0.10
"""How far each goes: of the subject's distance, of the frame's height, times, and radians."""
SLIDE_A_SECOND: Final = 0.16  # of the frame's height: a pan must not strobe
LEAST_SLIDE, MOST_SLIDE = 0.30, 2.0
CLOSE: Final = {"extreme close-up": 2.3, "close-up": 1.55, "insert": 1.6, "medium close-up": 1.25}
"""How far into the picture a framing goes; the others show all of it."""
_MARGIN: Final = 0.004


@dataclass(frozen=True, eq=False)
class Path:
    """The camera in every frame, (F,) each. soft: how far what is behind the subject is out of focus, 0 to 1."""

    right: Curve
    down: Curve
    push: Curve
    turn_right: Curve
    turn_down: Curve
    zoom: Curve
    roll: Curve
    soft: Curve


@dataclass(frozen=True)
class View:
    """The camera in one frame; see :class:`Path`."""

    right: float
    down: float
    push: float
    turn_right: float
    turn_down: float
    zoom: float
    roll: float

    def seen(self, x: Floats, y: Floats, near: Floats) -> tuple[Floats, Floats]:
        """Where points of the picture are in the frame, both in frame heights from the middle."""
        away = np.float32(self.zoom) / (1 - near * np.float32(self.push))
        x, y = single((x - near * self.right) * away), single((y - near * self.down) * away)
        cos, sin = np.float32(math.cos(self.roll)), np.float32(math.sin(self.roll))
        turned = cos * x - sin * y - np.float32(self.turn_right), sin * x + cos * y - np.float32(self.turn_down)
        return np.asarray(turned[0], np.float32), np.asarray(turned[1], np.float32)

    def source(self, x: Floats, y: Floats, near: Floats) -> tuple[Floats, Floats]:
        """Which points of the picture are seen there, if they are as near as ``near``."""
        x, y = single(x + self.turn_right), single(y + self.turn_down)
        cos, sin = np.float32(math.cos(self.roll)), np.float32(math.sin(self.roll))
        x, y = single(cos * x + sin * y), single(cos * y - sin * x)
        away = (1 - near * np.float32(self.push)) / np.float32(self.zoom)
        return (
            np.asarray(x * away + near * np.float32(self.right), np.float32),
            np.asarray(y * away + near * np.float32(self.down), np.float32),
        )


@dataclass(frozen=True, eq=False)
class Filming:
    """How a picture lies before the camera: pixels of it to a frame's height, and which pixel the axis goes through."""

    path: Path
    scale: float
    centre: tuple[float, float]

    def view(self, frame: int) -> View:
        """The camera in a frame."""
        path = self.path
        curves = (path.right, path.down, path.push, path.turn_right, path.turn_down, path.zoom, path.roll)
        return View(*(float(curve[frame]) for curve in curves))

    def at(self, factor: float) -> "Filming":
        """The same before a picture of another size."""
        return replace(self, scale=self.scale * factor, centre=(self.centre[0] * factor, self.centre[1] * factor))


@dataclass(frozen=True)
class Length:
    """How long a shot is."""

    frames: int
    fps: int

    @property
    def seconds(self) -> float:
        """The same in seconds."""
        return self.frames / self.fps


def filmed(
    camera: Camera,
    picture: Size,
    frame: Size,
    nearness: tuple[float, float],
    aim: Box | None,
    length: Length,
    seed: int,
) -> Filming:
    """The camera's path, and the picture laid so that no frame sees beyond its edges.

    Args:
        picture, frame: their sizes in pixels. nearness: least and most of all that is seen.
        aim: what the framing is of, pixels of the picture; its upper part where it does not fit.
    """
    aspect, shape = frame.width / frame.height, picture.width / picture.height
    path = path_of(camera, shape / aspect, length, seed)
    low, high = _reach(path, aspect, nearness)
    scale = min(picture.width / (high[0] - low[0]), picture.height / (high[1] - low[1])) * (1 - _MARGIN)
    scale /= CLOSE.get(camera.framing, 1.0)
    wanted = picture.width / 2, picture.height / 2
    if aim is not None:
        wanted = aim[0] + aim[2] / 2, aim[1] + min(aim[3], scale) / 2
    sizes = picture.width, picture.height
    centre = [_kept_in(w, -low[k] * scale, sizes[k] - high[k] * scale) for k, w in enumerate(wanted)]
    return Filming(path, scale, (centre[0], centre[1]))


def _kept_in(wanted: float, least: float, most: float) -> float:
    return min(max(wanted, least), most) if least <= most else (least + most) / 2


def _reach(path: Path, aspect: float, nearness: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The least and most of the picture that any frame sees, in frame heights from the axis.

    What is seen lies evenly between its corners, and between the farthest and the nearest it may be.
    """
    corners = np.array([(x * aspect / 2, y / 2) for x in (-1, 1) for y in (-1, 1)], np.float32)
    seen = [
        Filming(path, 1, (0, 0)).view(frame).source(corners[:, 0], corners[:, 1], np.full(4, near, np.float32))
        for frame in range(len(path.zoom))
        for near in nearness
    ]
    x, y = np.concatenate([one[0] for one in seen]), np.concatenate([one[1] for one in seen])
    return (float(x.min()), float(y.min())), (float(x.max()), float(y.max()))


def path_of(camera: Camera, wider: float, length: Length, seed: int) -> Path:
    """The shot's move. wider: how many times wider than the frame the picture is, for pans over it."""
    entry = vocabulary.named("moves").get(camera.move)
    axis = entry.text.get("axis", "static") if entry else "static"
    way = entry.values.get("way", 1.0) if entry else 1.0
    share = _eased(length.frames)
    still = np.zeros(length.frames, np.float32)
    path = Path(still, still, still, still, still, still + 1, still, still)
    return _MOVES.get(axis, _static)(path, _Move(share, way, wider, length, seed))


@dataclass(frozen=True, eq=False)
class _Move:
    """share: (F,) 0 to 1 over the shot; way: its sign."""

    share: Curve
    way: float
    wider: float
    length: Length
    seed: int

    @property
    def from_there(self) -> Curve:
        """0 to 1, or 1 to 0 where the move goes the other way."""
        return self.share if self.way > 0 else 1 - self.share

    @property
    def middled(self) -> Curve:
        """-0.5 to 0.5 along the way."""
        return np.asarray(self.way * (self.share - 0.5), np.float32)

    def slide(self, room: float) -> float:
        """How far to slide over a picture with so much room, frame heights."""
        most = min(MOST_SLIDE, SLIDE_A_SECOND * self.length.seconds)
        return max(min(LEAST_SLIDE, most), min(room, most))


def _eased(frames: int) -> Curve:
    """0 to 1 over the shot, setting off and arriving softly."""
    x = np.linspace(0, 1, frames) if frames > 1 else np.array([0.5])
    ramp = 0.2
    up, down = x**2 / (2 * ramp), 1 - ramp - (1 - x) ** 2 / (2 * ramp)
    eased = np.where(x < ramp, up, np.where(x > 1 - ramp, down, x - ramp / 2)) / (1 - ramp)
    return eased.astype(np.float32)


def _static(path: Path, _move: _Move) -> Path:
    return path


def _dolly(path: Path, move: _Move) -> Path:
    return replace(path, push=PUSH * move.from_there)


def _reveal(path: Path, move: _Move) -> Path:
    return replace(path, push=1.5 * PUSH * (1 - move.share))


def _zoom(path: Path, move: _Move) -> Path:
    return replace(path, zoom=(ZOOM**move.from_there).astype(np.float32))


def _crash(path: Path, move: _Move) -> Path:
    when = np.arange(move.length.frames) / move.length.fps
    rise = np.clip((when - 0.35 * move.length.seconds) / 0.35, 0, 1)
    return replace(path, zoom=(1.6 ** (rise * rise * (3 - 2 * rise))).astype(np.float32))


def _pan(path: Path, move: _Move) -> Path:
    """The picture is panned over, and a little gone along, so that near things pass far ones."""
    far = move.slide((move.wider - 1) * 1.6)
    return replace(path, turn_right=0.75 * far * move.middled, right=0.25 * far * move.middled)


def _whip(path: Path, move: _Move) -> Path:
    when = np.arange(move.length.frames) / move.length.fps
    rise = np.clip((when - 0.3 * move.length.seconds) / 0.25, 0, 1)
    turned = (rise * rise * (3 - 2 * rise) - 1).astype(np.float32)
    return replace(path, turn_right=0.5 * move.way * turned)


def _tilt(path: Path, move: _Move) -> Path:
    """Up or down over the picture, ending on what the framing is of."""
    left = move.way * move.slide(1 / move.wider - 1) * (1 - move.share)
    return replace(path, turn_down=0.8 * left, down=0.2 * left)


def _track(path: Path, move: _Move) -> Path:
    return replace(path, right=TRACK * 1.6 * move.middled)


def _crane(path: Path, move: _Move) -> Path:
    return replace(path, down=-RISE * 1.6 * move.middled)


def _orbit(path: Path, move: _Move) -> Path:
    """Round the subject, which stays where it is; what is behind it swings past."""
    round_it = ORBIT * 2 * move.middled
    return replace(path, right=round_it, turn_right=-round_it, push=0.05 * np.sin(np.pi * move.share))


def _dolly_zoom(path: Path, move: _Move) -> Path:
    """Towards the subject while the lens widens: it stays as large, and the background falls away."""
    push = (0.22 * move.from_there).astype(np.float32)
    return replace(path, push=push, zoom=1 - push)


def _roll(path: Path, move: _Move) -> Path:
    return replace(path, roll=move.way * ROLL * move.share)


def _handheld(path: Path, move: _Move) -> Path:
    """A hand that breathes: slow, never twice the same, and never still."""
    when = np.arange(move.length.frames, dtype=np.float32) / move.length.fps
    phases = np.random.default_rng(move.seed).uniform(0, 2 * np.pi, (5, 3))

    def sway(which: int, reach: float) -> Curve:
        waves = [
            np.sin(2 * np.pi * hertz * when + phases[which, k]) / (1 + k) for k, hertz in enumerate((0.31, 0.83, 1.9))
        ]
        return np.asarray(reach * sum(waves), np.float32)

    return replace(
        path,
        right=sway(0, 0.022),
        down=sway(1, 0.014),
        turn_right=sway(2, 0.006),
        turn_down=sway(3, 0.006),
        roll=sway(4, 0.0035),
        push=np.full(len(when), 0.02, np.float32),
    )


def _rack(path: Path, move: _Move) -> Path:
    """From the background to the subject; the other is out of focus."""
    return replace(_dolly(path, replace(move, way=1.0)), soft=move.share)


_MOVES: Final = {
    "pan": _pan,
    "whip": _whip,
    "tilt": _tilt,
    "dolly": _dolly,
    "reveal": _reveal,
    "track": _track,
    "follow": _track,
    "crane": _crane,
    "pedestal": _crane,
    "orbit": _orbit,
    "zoom": _zoom,
    "crash": _crash,
    "dolly zoom": _dolly_zoom,
    "rack": _rack,
    "handheld": _handheld,
    "roll": _roll,
}
