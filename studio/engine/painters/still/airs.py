"""What drifts through a still: rain, snow, petals, motes and mist, as functions of time alone, so that any frame can be
painted first. What each is like is in ``stills.toml``.
"""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from studio.engine.painters.painter import Size
from studio.engine.painters.still.arrays import Bytes, Floats, blurred, looked_up, scaled, single
from studio.engine.painters.still.filming import View
from studio.engine.still_words import Air, airs

_SHIFT, _SUBPIXEL = 3, 8
_SHARP: Final = 0.55  # depths beyond this are behind the subject
_MIST_PX: Final = 96


@dataclass(frozen=True, eq=False)
class _Bits:
    """Many particles, (n,) each: where they began (frame heights), how near, how large, when in their swing, colour."""

    x: Floats
    y: Floats
    near: Floats
    size: Floats
    phase: Floats
    colour: Bytes


class AirPainter:
    """The airs of one shot at one size."""

    def __init__(self, names: tuple[str, ...], size: Size, seed: int) -> None:
        self._size = size
        kinds = airs()
        self._airs = [kinds[name] for name in kinds if name in names]
        rng = np.random.default_rng(seed)
        self._bits = [_scattered(air, rng) for air in self._airs]
        self._mist = _noise(rng) if any(air.kind == "mist" for air in self._airs) else None

    @property
    def any(self) -> bool:
        """Whether there is anything to paint."""
        return bool(self._airs)

    def paint(self, picture: Bytes, seconds: float, view: View, *, front: bool) -> Bytes:
        """The picture with what is behind the subject, or before everything, in the air at a time."""
        for air, bits in zip(self._airs, self._bits, strict=True):
            match air.kind:
                case "mist":
                    picture = self._misty(picture, air, seconds, view, front)
                case "shaft":
                    picture = self._lit(picture, air, seconds, front)
                case "glow":
                    picture = self._glowing(picture, air, bits, seconds, view, front)
                case _:
                    picture = self._strewn(picture, air, bits, seconds, view, front)
        return picture

    # --- particles --------------------------------------------------------------------------------
    def _where(self, air: Air, bits: _Bits, seconds: float, view: View) -> tuple[Floats, Floats]:
        """Pixels of the frame where they are now; near ones fall and pass faster, as near things do."""
        pace = 0.45 + 0.75 * bits.near
        swing = air.sway * np.sin(2 * math.pi * (0.28 * seconds * (0.7 + bits.phase) + bits.phase))
        aspect = self._size.width / self._size.height
        x = bits.x + (air.drift * seconds + swing) / aspect * pace - view.right / aspect * bits.near
        y = bits.y + (air.fall * seconds + 0.4 * swing) * pace - view.down * bits.near
        room = 1.2
        x, y = (x % room) - 0.1, (y % room) - 0.1
        grow = 1 + 0.6 * view.push * bits.near
        x, y = (x - 0.5) * grow + 0.5, (y - 0.5) * grow + 0.5
        return np.asarray(x * self._size.width, np.float32), np.asarray(y * self._size.height, np.float32)

    def _chosen(self, bits: _Bits, front: bool) -> list[int]:
        return np.nonzero((bits.near > _SHARP) == front)[0].tolist()

    def _strewn(self, picture: Bytes, air: Air, bits: _Bits, seconds: float, view: View, front: bool) -> Bytes:
        """Streaks, flakes and leaves cover what is behind them."""
        x, y = self._where(air, bits, seconds, view)
        over = np.zeros(picture.shape[:2], np.uint8)
        tint = picture.copy() if len(air.colours) > 1 else None
        for one in self._chosen(bits, front):
            light = int(255 * air.strength * (0.45 + 0.55 * float(bits.near[one])))
            self._mark(over, air, bits, int(one), (float(x[one]), float(y[one])), seconds, light)
            if tint is not None:
                self._mark(
                    tint, air, bits, int(one), (float(x[one]), float(y[one])), seconds, bits.colour[one].tolist()
                )
        if air.kind == "streak" or (air.kind == "flake" and front):
            over = np.asarray(cv2.blur(over, (3, 3)), np.uint8)
        plain = np.empty_like(picture)
        plain[:] = bits.colour[0]
        return _covered(picture, plain if tint is None else tint, over)

    def _mark(
        self, on: Bytes, air: Air, bits: _Bits, one: int, at: tuple[float, float], seconds: float, ink: int | list[int]
    ) -> None:
        height, near = self._size.height, float(bits.near[one])
        size = float(bits.size[one]) * height * (0.45 + 0.75 * near)
        colour = ink if isinstance(ink, list) else [ink]
        if air.kind == "streak":
            slant = air.drift / air.fall
            ends = [_fixed(at), _fixed((at[0] - slant * size, at[1] - size))]
            cv2.line(on, ends[0], ends[1], colour, 1 + int(near * height / 640), cv2.LINE_AA, _SHIFT)
        elif air.kind == "flake":
            cv2.circle(on, _fixed(at), max(_SUBPIXEL // 2, round(size * _SUBPIXEL)), colour, -1, cv2.LINE_AA, _SHIFT)
        else:
            outline = _leaf(size, float(bits.phase[one]), seconds) + np.array(at)
            cv2.fillPoly(on, [np.rint(outline * _SUBPIXEL).astype(np.int32)], colour, cv2.LINE_AA, _SHIFT)

    def _glowing(self, picture: Bytes, air: Air, bits: _Bits, seconds: float, view: View, front: bool) -> Bytes:
        """Motes and sparks add light: a bright middle, and a halo."""
        x, y = self._where(air, bits, seconds, view)
        light = np.zeros_like(picture)
        for one in self._chosen(bits, front):
            pulse = 0.5 + 0.5 * math.sin(
                2 * math.pi * (0.35 * seconds * (0.6 + float(bits.phase[one])) + float(bits.phase[one]) * 7)
            )
            size = float(bits.size[one]) * self._size.height * (0.5 + 0.9 * float(bits.near[one]))
            shine = air.strength * pulse * (0.4 + 0.6 * float(bits.near[one]))
            _add_glow(light, (float(x[one]), float(y[one])), size, bits.colour[one] * np.float32(shine))
        return np.asarray(cv2.add(picture, light), np.uint8)

    # --- mist and light ---------------------------------------------------------------------------
    def _misty(self, picture: Bytes, air: Air, seconds: float, view: View, front: bool) -> Bytes:
        """Banks of mist that drift past each other, thicker low down; behind the subject more than before it."""
        assert self._mist is not None
        wide, tall = _MIST_PX, max(2, round(_MIST_PX * self._size.height / self._size.width))
        x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(tall, dtype=np.float32))
        pace = air.drift * wide * (1.4 if front else 0.7)
        shift = np.float32(seconds * pace + view.right * wide * (1.0 if front else 0.3))
        one = looked_up(self._mist, (x + shift) % np.float32(self._mist.shape[1] - 1), y + 3)
        other = looked_up(self._mist, (x * 0.6 - shift * 0.5 + 40) % np.float32(self._mist.shape[1] - 1), y * 0.6 + 60)
        low = np.clip((y / tall - (0.45 if front else 0.0)) / 0.75, 0, 1)
        thick = (
            air.strength
            * air.many
            * (0.35 if front else 0.8)
            * np.clip(one + 0.6 * other - 0.25, 0, 1)
            * (0.25 + 0.75 * low)
        )
        over = scaled(np.asarray(thick * 255, np.float32), (self._size.width, self._size.height))
        plain = np.empty_like(picture)
        plain[:] = _rgb(air.colours[0])
        return _covered(picture, plain, np.clip(over, 0, 255).astype(np.uint8))

    def _lit(self, picture: Bytes, air: Air, seconds: float, front: bool) -> Bytes:
        """Slanting shafts from above that swell and fade, fading downwards."""
        wide, tall = _MIST_PX * 2, round(_MIST_PX * 2 * self._size.height / self._size.width)
        x, y = np.meshgrid(np.linspace(0, 1, wide), np.linspace(0, 1, tall))
        along = x - 0.42 * y * tall / wide
        light = np.zeros_like(x)
        for k, (place, breadth) in enumerate(((0.12, 0.05), (0.31, 0.09), (0.48, 0.035), (0.66, 0.07), (0.85, 0.04))):
            swell = 0.65 + 0.35 * math.sin(2 * math.pi * (0.07 + 0.02 * k) * seconds + 2 * k)
            drift = air.drift * math.sin(0.5 * seconds + k)
            light += swell * np.exp(-(((along - place - drift) / (breadth * (0.6 + 0.7 * y))) ** 2))
        fade = np.clip(1.05 - y, 0, 1) ** 1.3
        shone = (air.strength * air.many * (0.45 if front else 0.75) * light * fade)[..., None] * _rgb(air.colours[0])
        whole = scaled(np.asarray(shone, np.float32), (self._size.width, self._size.height))
        left = 255 - picture
        return np.asarray(picture + left * np.clip(whole / 255, 0, 0.9), np.uint8)


def _scattered(air: Air, rng: np.random.Generator) -> _Bits:
    count = 1 if air.kind in ("mist", "shaft") else round(air.many)
    low, high = air.size
    near = rng.uniform(0.05, 1, count) ** 1.2
    palette = np.array([_rgb(colour) for colour in air.colours], np.uint8)
    return _Bits(
        rng.uniform(0, 1.2, count).astype(np.float32),
        rng.uniform(0, 1.2, count).astype(np.float32),
        near.astype(np.float32),
        (low + (high - low) * rng.uniform(0, 1, count) ** 2).astype(np.float32),
        rng.uniform(0, 1, count).astype(np.float32),
        palette[rng.integers(0, len(palette), count)],
    )


def _noise(rng: np.random.Generator) -> Floats:
    """(256, 512) 0 to 1, soft, meeting itself at its sides."""
    total = np.zeros((256, 512), np.float32)
    for sigma, share in ((24.0, 1.0), (10.0, 0.5), (4.0, 0.2)):
        grain = rng.standard_normal((256, 512)).astype(np.float32)
        soft = blurred(np.tile(grain, (1, 3)), sigma)[:, 512:1024]
        total += share * soft / soft.std()
    return np.asarray(np.clip(0.5 + 0.28 * total, 0, 1), np.float32)


def _covered(picture: Bytes, ink: Bytes, over: Bytes) -> Bytes:
    """Ink over the picture, as thick as ``over`` (H, W) 0 to 255."""
    thick = over.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.blendLinear(ink, picture, thick, 1 - thick), np.uint8)


def _leaf(size: float, phase: float, seconds: float) -> Floats:
    """(8, 2) the outline of a petal or leaf that turns over as it falls, pixels about its middle."""
    angle = np.linspace(0, 2 * math.pi, 9)[:-1]
    pointed = np.cos(angle) * (1 + 0.25 * np.cos(angle)), 0.55 * np.sin(angle)
    turn = 2 * math.pi * (phase + 0.21 * seconds * (0.6 + phase))
    flat = 0.25 + 0.75 * abs(math.cos(2.3 * turn))
    x, y = pointed[0], pointed[1] * flat
    return single(
        size * np.stack([x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)], -1)
    )


def _add_glow(light: Bytes, at: tuple[float, float], size: float, colour: Floats) -> None:
    """A soft round light, added in place."""
    reach = max(2, math.ceil(2.2 * size))
    left, top = math.floor(at[0]) - reach, math.floor(at[1]) - reach
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(light.shape[1], left + 2 * reach + 1), min(light.shape[0], top + 2 * reach + 1)
    if x0 >= x1 or y0 >= y1:
        return
    dx: Floats = np.arange(x0, x1, dtype=np.float32) - np.float32(at[0])
    dy: Floats = np.arange(y0, y1, dtype=np.float32) - np.float32(at[1])
    away = (dx[None] ** 2 + dy[:, None] ** 2) / max(0.5, size) ** 2
    shine = 0.85 * np.exp(-6 * away) + 0.35 * np.exp(-1.4 * away)
    part = light[y0:y1, x0:x1]
    part[:] = np.minimum(255, part + shine[..., None] * colour)


def _fixed(at: tuple[float, float]) -> tuple[int, int]:
    return round(at[0] * _SUBPIXEL), round(at[1] * _SUBPIXEL)


def _rgb(colour: str) -> Floats:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.float32)
