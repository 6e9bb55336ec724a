"""Painted cumulus: heaps of spheres whose shading is smoothed and cut into four tones.

Form is baked small and enlarged; the tones are cut after the enlarging, so that their edges stay crisp.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Pixels
from studio.engine.painters.cel.sets.place import dice

Floats = NDArray[np.float32]
_CHILDREN = (12, 8)
_OWN_NORMAL = (0.80, 0.34, 0.17)
_FRAYED_PX, _HEAPED = 2.6, 0.30
"""How far billows are frayed, pixels of the form; how much of the light is of the whole heap's own roundness."""
_LIGHT = np.array([0.62, -0.62, 0.48]) / np.linalg.norm([0.62, -0.62, 0.48])


@dataclass(frozen=True, eq=False)
class Form:
    """A cloud without colour: light (H, W) about -1..1 and cover (H, W) 0-1, a quarter of its final area."""

    light: Floats
    cover: Floats


@dataclass(eq=False)
class _Heap:
    """Spheres seen from the front: the nearest at each pixel, and its normal."""

    near: Floats
    normal: Floats
    cover: Floats

    def add(self, centre: NDArray[np.float64], radius: float, parent: NDArray[np.float64], own: float) -> None:
        """Paint one sphere; ``own`` weighs its own normal against its parent's."""
        height, width = self.near.shape
        left, right = max(0, int(centre[0] - radius)), min(width, int(centre[0] + radius) + 2)
        top, bottom = max(0, int(centre[1] - radius)), min(height, int(centre[1] + radius) + 2)
        if right <= left or bottom <= top:
            return
        dx = (np.arange(left, right, dtype=np.float32)[None] - centre[0]) / radius
        dy = (np.arange(top, bottom, dtype=np.float32)[:, None] - centre[1]) / radius
        apart = dx * dx + dy * dy
        rise = np.sqrt(np.maximum(1 - apart, 0))
        here = np.s_[top:bottom, left:right]
        seen = (apart < 1) & (centre[2] + rise * radius * 0.9 > self.near[here])
        self.near[here][seen] = (centre[2] + rise * radius * 0.9)[seen]
        shape = rise.shape
        facing = np.stack([np.broadcast_to(dx, shape), np.broadcast_to(dy, shape), rise], -1)
        self.normal[here][seen] = (facing * own + parent * (1 - own))[seen]
        edge = np.clip((1 - np.sqrt(apart)) * radius * 0.6 + 0.3, 0, 1)
        self.cover[here] = np.maximum(self.cover[here], edge)


@cache
def cloud_form(name: str, tower: float, width: int = 384, height: int = 240) -> Form:
    """Bake a cloud. tower: 0.3 a low bank, 1.1 a thunderhead."""
    random = dice("cloud", name)
    heap = _Heap(
        np.full((height, width), -1e9, np.float32),
        np.zeros((height, width, 3), np.float32),
        np.zeros((height, width), np.float32),
    )
    for column in range(9):
        _pile(heap, random, (column + 0.5) / 9, tower)
    length = np.linalg.norm(heap.normal, axis=2) + 1e-6
    light = (heap.normal @ _LIGHT / length).astype(np.float32)
    light = light * (1 - _HEAPED) + _HEAPED * _whole(heap.cover)
    light, cover = _frayed(random, np.dstack([light, heap.cover])).transpose(2, 0, 1)
    rise = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    fine, broad = (np.asarray(cv2.GaussianBlur(light, (0, 0), reach), np.float32) for reach in (0.9, 3.0))
    soft = 0.55 * fine + 0.45 * broad
    base = np.clip((0.965 - rise) / 0.10, 0, 1)
    return Form((soft - np.clip((rise - 0.5) * 0.8, 0, 0.5)).astype(np.float32), (cover * base).astype(np.float32))


def _whole(cover: Floats) -> Floats:
    """(H, W) about -1..1: the light on the heap taken for one round body, brightest where it turns to the sun."""
    body = cv2.GaussianBlur(cover, (0, 0), cover.shape[0] * 0.11)
    down, across = np.gradient(body)
    slope = -(across * _LIGHT[0] + down * _LIGHT[1]) * cover.shape[0] * 0.30
    return np.clip(slope + 0.35 * (body - 0.4), -1.0, 1.0).astype(np.float32)


def _frayed(random: np.random.Generator, layer: Floats) -> Floats:
    """(H, W, n) with its round edges torn by wind: what is drawn there comes from a little beside it."""
    height, width = layer.shape[:2]
    seed = int(random.integers(1 << 31))
    shift = np.zeros((height, width, 2), np.float32)
    for octave in range(3):
        rough = np.random.default_rng((seed, octave)).normal(size=(height >> (4 - octave), width >> (4 - octave), 2))
        shift += cv2.resize(rough.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC) / 2**octave
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    moved = (x + _FRAYED_PX * shift[..., 0], y + _FRAYED_PX * shift[..., 1])
    return np.asarray(cv2.remap(layer, *moved, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _pile(heap: _Heap, random: np.random.Generator, place: float, tower: float) -> None:
    """One column of heads, from the flat base up to the envelope."""
    height, width = heap.near.shape
    swell = tower * np.exp(-(((place - 0.45) / 0.20) ** 2)) + 0.35 * np.exp(-(((place - 0.76) / 0.13) ** 2))
    top, level, base = height * (0.84 - swell * 0.60), height * 0.86, height * 0.86
    while level > top:
        tall = (level - top) / (base - top + 1e-6)
        radius = height * (0.088 + 0.03 * random.uniform()) * (1 + 0.5 * swell) * random.uniform(0.75, 1.1)
        radius *= (0.55 + 0.45 * tall) * (0.55 + 0.45 * np.sin(np.pi * place))
        x = width * (0.14 + 0.72 * place) + random.normal() * width * 0.018
        centre = np.array([x, level - radius * 0.2, random.uniform(-10, 10) - level * 0.1])
        _head(heap, random, centre, radius, np.array([0, -0.2, 1.0]), 0)
        level -= radius * random.uniform(0.75, 1.05)


def _head(
    heap: _Heap,
    random: np.random.Generator,
    centre: NDArray[np.float64],
    radius: float,
    parent: NDArray[np.float64],
    level: int,
) -> None:
    """A sphere and the smaller ones that sit on its upper side."""
    heap.add(centre, radius, parent, _OWN_NORMAL[level])
    if level == len(_CHILDREN) or radius < 2.5:
        return
    for _ in range(_CHILDREN[level]):
        turn, out = random.uniform(-np.pi * 1.08, 0.08 * np.pi), random.uniform(0.35, 0.98)
        normal = np.array([np.cos(turn) * out, np.sin(turn) * out, np.sqrt(max(0.0, 1 - out * out))])
        child = radius * random.uniform(0.30, 0.50)
        at = centre + normal * radius * (0.86, 0.86, 0.6)
        _head(heap, random, at, child, normal * 0.6 + parent * 0.4, level + 1)


def cloud_picture(form: Form, tones: tuple[RGB, RGB, RGB, RGB], scale: int = 2, mirrored: bool = False) -> Pixels:
    """The cloud in four tones, deep shadow first; ``mirrored`` lights it from the left."""
    height, width = form.light.shape
    light, cover = (
        cv2.resize(layer, (width * scale, height * scale), interpolation=cv2.INTER_CUBIC)
        for layer in (form.light, form.cover)
    )
    colour = np.broadcast_to(np.array(tones[0], np.float32), (*light.shape, 3))
    for low, high, tone in ((-0.25, -0.08, tones[1]), (0.16, 0.28, tones[2]), (0.46, 0.58, tones[3])):
        step = np.clip((light - low) / (high - low), 0, 1)[..., None]
        colour = colour + (np.array(tone, np.float32) - colour) * (step * step * (3 - 2 * step))
    fade = np.clip((np.linspace(0, 1, light.shape[0], dtype=np.float32) - 0.68) / 0.27, 0, 1)[:, None, None] * 0.45
    colour = colour * (1 - fade) + np.array(tones[1], np.float32) * fade
    crisp = np.clip((cover - 0.35) / 0.3, 0, 1)
    picture = np.rint(np.clip(np.dstack([colour, crisp]), 0, 1) * 255).astype(np.uint8)
    return np.ascontiguousarray(picture[:, ::-1]) if mirrored else picture
