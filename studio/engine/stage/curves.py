"""Curves over time: easing, windows, and slow seeded drift. Times are seconds, arrays are (F,)."""

import math

import numpy as np

from studio.engine.stage.rotation import Doubles


def ease(x: Doubles) -> Doubles:
    """0 to 1 with no speed and no acceleration at either end; flat outside 0..1."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * x * (x * (x * 6 - 15) + 10)


_LEAST_S = 0.12


def rise(times: Doubles, start: float, end: float) -> Doubles:
    """0 before ``start``, 1 after ``end``, eased between; no body rises to anything sooner than ``_LEAST_S``."""
    return ease((times - start) / max(end - start, _LEAST_S))


def settle(times: Doubles, start: float, end: float, over: float = 0.07) -> Doubles:
    """Like ``rise`` with a little anticipation and overshoot: drawn movement has both."""
    x = (times - start) / max(end - start, 1e-6)
    wobble = np.sin(2 * math.pi * np.clip(x, -0.25, 1.4)) * np.exp(-((x - 0.55) ** 2) / 0.5)
    fade = ease((x + 0.25) / 0.25) * (1 - ease((x - 1.1) / 0.3))
    return ease(x) - over * wobble * fade


def window(times: Doubles, start: float, end: float, lead: float = 0.3, tail: float = 0.35) -> Doubles:
    """0, eased to 1 within ``lead`` after ``start``, held, and eased back to 0 by ``end``."""
    lead, tail = min(lead, (end - start) * 0.5), min(tail, (end - start) * 0.5)
    return rise(times, start, start + lead) * (1 - rise(times, end - tail, end))


def drift(times: Doubles, rng: np.random.Generator, period: float, octaves: int = 3) -> Doubles:
    """Slow wandering within about -1..1, never repeating visibly."""
    total = np.zeros_like(times)
    for octave in range(octaves):
        rate = 2 * math.pi / period * (1.0 + 0.83 * octave) * rng.uniform(0.85, 1.15)
        total += np.sin(rate * times + rng.uniform(0, 2 * math.pi)) / (1 + octave)
    return total / 1.6


def smoothed(values: Doubles, frames: float) -> Doubles:
    """(F,) or (F, n) run through a Gaussian of ``frames`` standard deviation, ends held."""
    reach = math.ceil(3 * frames)
    if reach < 1 or len(values) < 2:
        return values
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(frames, 1e-6)) ** 2)
    kernel /= kernel.sum()
    columns = values.reshape(len(values), -1)
    padded: Doubles = np.pad(columns, ((reach, reach), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=0)
    return (windows @ kernel).reshape(values.shape)
