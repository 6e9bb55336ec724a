"""Where each line is spoken, told from the dialogue's waveform, or guessed until there is one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.timeline.film import Line, Shot
from studio.ui.waves import BINS_PER_SECOND, Peaks

_QUIET = 16
_EDGE_S = 0.3


@dataclass(frozen=True)
class Caption:
    """A line and its time within the shot, seconds of shot time."""

    text: str
    start: float
    end: float


def captions(shot: Shot, found: Peaks | None) -> tuple[Caption, ...]:
    """The shot's lines in order, each with its time."""
    lines = [beat for beat in shot.beats if isinstance(beat, Line)]
    if not lines:
        return ()
    spans = _voiced(found.stems["dialogue"], len(lines)) if found is not None else []
    if len(spans) != len(lines):
        spans = _shared_out(lines, float(shot.duration))
    return tuple(Caption(line.text, *span) for line, span in zip(lines, spans, strict=True))


def _voiced(loud: NDArray[np.uint8], wanted: int) -> list[tuple[float, float]]:
    """The stretches that are not quiet, joined over the shortest pauses until there are as many as wanted."""
    voiced = np.concatenate(([False], loud > _QUIET, [False]))
    turns = np.flatnonzero(voiced[1:] != voiced[:-1]).tolist()
    spans = list(zip(turns[::2], turns[1::2], strict=True))
    if not spans:
        return []
    pauses = sorted(range(1, len(spans)), key=lambda i: spans[i][0] - spans[i - 1][1], reverse=True)
    cuts = sorted(pauses[: wanted - 1])
    firsts, lasts = [0, *cuts], [*(cut - 1 for cut in cuts), len(spans) - 1]
    return [
        (spans[first][0] / BINS_PER_SECOND, spans[last][1] / BINS_PER_SECOND)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _shared_out(lines: list[Line], duration: float) -> list[tuple[float, float]]:
    """Share the shot's time among its lines by their length."""
    room = max(duration - 2 * _EDGE_S, duration / 2)
    total = sum(len(line.text) + 1 for line in lines)
    spans: list[tuple[float, float]] = []
    now = (duration - room) / 2
    for line in lines:
        long = room * (len(line.text) + 1) / total
        spans.append((now, now + long))
        now += long
    return spans
