"""Each of the cast at their own place, so that two people do not swap: whose region is where, and what is told there.

A painter whose references can be given places takes them in one call (SDXL's IP-Adapter, by masks of its attention).
VACE and FLUX.2 let every reference act everywhere. With those the window is painted once without anybody's reference,
which settles all that is nobody's, and then each person's region anew with their own reference and words alone. What
is painted for one person never sees another's reference, so the references cannot be mistaken for one another; it costs
the time of one more painting for each person. People are composed by the id pass, which has every pixel once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.catalogue import PainterEntry
from studio.engine.painters.diffusion.conditioning import Conditions, Pictures
from studio.engine.painters.diffusion.words import Prompt, prompt_of
from studio.engine.painters.painter import Brief

_LEAST_SHARE: Final = 0.001
"""Of the window's pixels, that somebody must fill to be painted by themselves."""
_REACH: Final = 0.012
"""Of the height: how far beyond the id pass somebody's region reaches, for the outline that lies on its edge."""


@dataclass(frozen=True, eq=False)
class Part:
    """One person in a window: their id, and where they are, (F, H, W) bool; nobody else is there."""

    who: str
    mask: NDArray[np.bool_]


def parts_of(ids: NDArray[np.uint8], numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """Where each of the people is, of those who can be seen. ids: (F, H, W), the id pass; numbers: theirs in it."""
    people = np.isin(ids, list(numbers.values()))
    across = 2 * max(1, round(ids.shape[1] * _REACH)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    taken = np.zeros(ids.shape, np.bool_)
    found: list[Part] = []
    for who, number in numbers.items():
        own = ids == number
        if np.count_nonzero(own) < _LEAST_SHARE * own.size:
            continue
        reach = np.stack([cv2.dilate(frame, kernel) for frame in own.astype(np.uint8)]) > 0
        mask = own | (reach & ~people & ~taken)
        taken |= mask
        found.append(Part(who, mask))
    return tuple(found)


def told_apart(conditions: Conditions, parts: Sequence[Part], references: Mapping[str, Pictures]) -> Conditions:
    """The conditions of one call in which each reference has its place. The references of no person are everywhere."""
    own = [part for part in parts if part.who in references]
    others = tuple(one for one in conditions.references if not any(one is sheet for sheet in references.values()))
    everywhere = np.ones(conditions.repaint.shape, np.bool_)
    return replace(
        conditions,
        references=(*(references[part.who] for part in own), *others),
        places=(*(part.mask for part in own), *(everywhere for _ in others)),
    )


def of_nobody(conditions: Conditions, references: Mapping[str, Pictures]) -> Conditions:
    """The conditions without anybody's reference."""
    others = tuple(one for one in conditions.references if not any(one is sheet for sheet in references.values()))
    return replace(conditions, references=others)


def of_one(conditions: Conditions, part: Part, around: Pictures, sheet: Pictures, prompt: Prompt) -> Conditions:
    """The conditions in which only one person is painted. around: what the window is otherwise, (F, H, W, 3)."""
    repaint = conditions.repaint & part.mask
    kept = np.where(conditions.repaint[..., None], around, conditions.kept)
    return replace(
        conditions, repaint=repaint, kept=kept, references=(sheet,), words=prompt.words, avoid=prompt.avoid
    )  # fmt: skip


def prompts_of(brief: Brief, entry: PainterEntry) -> dict[str, Prompt]:
    """What a painter is told of each person, or thing, by themselves: the shot, and how they alone look."""
    return {one.id: prompt_of(replace(brief, people=(one,)), entry) for one in (*brief.people, *brief.things)}
