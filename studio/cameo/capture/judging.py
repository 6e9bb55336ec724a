"""Whether a step of a capture succeeded: pure functions from what was seen and heard in it.

These are liveness steps: they make it more work to pass a picture or an old recording off as somebody. They are
no certified detection of attacks, and a prepared program that passes for a camera can get through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np

from studio.cameo.capture.checks import Check, Seen, fault_in
from studio.cameo.capture.hearing import RATE, Cepstra, Samples, at_rate, cepstra, heard, nearest, spoken, word_in
from studio.cameo.capture.keeping import Kept
from studio.cameo.capture.steps import Prompt, Step, Task, wordings
from studio.cameo.faces.expression import Expression
from studio.cameo.faces.following import at_rest
from studio.cameo.faces.found import Points
from studio.cameo.faces.measures import Measures, unlike

STRANGER: Final = 3.2
"""Faces that are further apart than this (``_apart``) are two people's."""
_STEPS: Final = (1.2, 2.0, 12.0, 8.0)
"""How far one person's own faces are apart, about: shape (``unlike``), skin (a*, b*), hair (L*), hair (a*, b*)."""
_AHEAD_DEG: Final = 14.0
"""Only faces that look ahead are compared: the depth of a turned one is a guess."""
_AWAY: Final = 0.15
_COMPANY: Final = 0.06
"""What share of a step there may be nobody, or somebody else."""
_JUMP: Final = 0.45
"""Faces move less than this, of their width, from one picture to the next."""
_TURN_DEG, _UP_DEG = 14.0, 9.0
_ROLLING: Final = 9
"""Pictures that a face is told from: fewer are too shaky."""
_WRONG: Final = 1
"""How many numbers may be misheard."""
_LIPS: Final = 0.05
_LIPS_SHARE: Final = 0.6


@dataclass(frozen=True, eq=False)
class Moment:
    """One picture of a step. at: seconds since it began."""

    at: float
    seen: Seen


@dataclass(frozen=True, eq=False)
class Attempt:
    """What was seen and heard of a step so far. began: on the camera's clock; sound: blocks at ``rate``."""

    step: Step
    began: float
    rate: int
    moments: tuple[Moment, ...] = ()
    sound: tuple[Samples, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, eq=False)
class Neutral:
    """A face at rest: medians over the first step."""

    shape: Points
    tone: tuple[float, float]
    hair: tuple[float, float, float]
    width: float
    expression: Expression


@dataclass(frozen=True, eq=False)
class Passed:
    """The step succeeded. words: the numbers that were learnt in it."""

    words: Mapping[int, Cepstra] = field(default_factory=dict[int, Cepstra])


@dataclass(frozen=True)
class Failed:
    """The step is asked again. why: in words for the person."""

    why: str


Verdict: TypeAlias = Passed | Failed


def neutral_of(moments: Sequence[Moment]) -> Neutral | None:
    """A face at rest from the pictures of the first step; None where it cannot be told."""
    found = [one.seen.measures for one in moments if one.seen.measures is not None]
    if len(found) < 3:
        return None
    return Neutral(
        _shape(found),
        _tone(found),
        _hair(found),
        float(np.median([one.width for one in found])),
        at_rest([one.expression for one in found]),
    )


def judged(attempt: Attempt, neutral: Neutral, words: Mapping[int, Cepstra]) -> Verdict:
    """Whether a step succeeded, and what was learnt in it."""
    fault = _whole(attempt, neutral)
    if fault:
        return Failed(wordings().common[fault])
    missed = Failed(wordings().of(attempt.step.task).missed)
    match attempt.step.task:
        case Task.LOOK:
            return Passed()
        case Task.COUNT:
            return _counted(attempt, missed)
        case Task.NUMBERS:
            return _read(attempt, words, missed)
        case Task.TURNS:
            return Passed() if all(_turned(attempt, one, neutral) for one in attempt.step.prompts) else missed
        case Task.BLINK:
            return Passed() if _blinked(attempt, neutral) else missed
        case Task.FACES:
            return Passed() if all(_made(attempt, one, neutral) for one in attempt.step.prompts) else missed


# --- whoever it is --------------------------------------------------------------------------------
def _whole(attempt: Attempt, neutral: Neutral) -> str:
    """What is wrong with a step whatever it asked for, a key of the common words; "" for nothing."""
    moments = attempt.moments
    if not moments or np.mean([one.seen.faces == 0 for one in moments]) > _AWAY:
        return "away"
    if np.mean([one.seen.faces > 1 for one in moments]) > _COMPANY:
        return "company"
    if _jumped(moments):
        return "jumped"
    return "stranger" if _changed(moments, neutral) else ""


def _jumped(moments: Sequence[Moment]) -> bool:
    seen = [(one.at, one.seen.measures) for one in moments if one.seen.measures is not None]
    for (before, one), (at, other) in pairwise(seen):
        moved = max(abs(other.off[0] - one.off[0]) / one.width, abs(other.width / one.width - 1))
        if at - before < 0.3 and moved > _JUMP:
            return True
    return False


def _changed(moments: Sequence[Moment], neutral: Neutral) -> bool:
    """Whether somebody else's face was there for a while."""
    ahead = [
        one.seen.measures
        for one in moments
        if one.seen.measures is not None
        and abs(one.seen.measures.expression.pose.yaw) < _AHEAD_DEG
        and abs(one.seen.measures.expression.pose.pitch - neutral.expression.pose.pitch) < _AHEAD_DEG
    ]
    return any(stranger(ahead[first : first + _ROLLING], neutral) for first in range(0, len(ahead) - _ROLLING + 1, 3))


def stranger(found: Sequence[Measures], neutral: Neutral) -> bool:
    """Whether pictures of a face that looks ahead show somebody else than the first step did."""
    return _apart(found, neutral.shape, neutral.tone, neutral.hair) > STRANGER


def _apart(
    found: Sequence[Measures],
    shape: Points,
    tone: tuple[float, float],
    hair: tuple[float, float, float],
) -> float:
    """How far faces are from one, in steps that one person's own are apart: of shape, skin and hair together."""
    skin, crown = _tone(found), _hair(found)
    steps = (
        unlike(_shape(found), shape),
        float(np.hypot(skin[0] - tone[0], skin[1] - tone[1])),
        crown[0] - hair[0],
        float(np.hypot(crown[1] - hair[1], crown[2] - hair[2])),
    )
    return float(np.linalg.norm(np.divide(steps, _STEPS)))


def _shape(found: Sequence[Measures]) -> Points:
    return np.median([one.shape for one in found], axis=0).astype(np.float32)


def _tone(found: Sequence[Measures]) -> tuple[float, float]:
    return float(np.median([one.tone[0] for one in found])), float(np.median([one.tone[1] for one in found]))


def _hair(found: Sequence[Measures]) -> tuple[float, float, float]:
    light, red, yellow = (float(np.median([one.hair[part] for one in found])) for part in range(3))
    return light, red, yellow


# --- what was said --------------------------------------------------------------------------------
def _counted(attempt: Attempt, missed: Failed) -> Verdict:
    sound = _sound(attempt)
    fault = _sound_fault(sound, attempt.step)
    if fault:
        return Failed(fault)
    said = {
        digit: word
        for prompt, word in _words(attempt, sound)
        if (digit := prompt.digit) is not None and word is not None
    }
    if len(said) < len(attempt.step.prompts):
        return missed
    if not lips_moved(attempt, sound):
        return Failed(wordings().common["lips"])
    return Passed({digit: cepstra(word) for digit, word in said.items()})


def _read(attempt: Attempt, own: Mapping[int, Cepstra], missed: Failed) -> Verdict:
    sound = _sound(attempt)
    fault = _sound_fault(sound, attempt.step)
    if fault:
        return Failed(fault)
    examples = {digit: (one,) for digit, one in own.items()}
    right = sum(
        word is not None and nearest(word, examples)[0] == prompt.digit for prompt, word in _words(attempt, sound)
    )
    if right < len(attempt.step.prompts) - _WRONG:
        return missed
    return Passed() if lips_moved(attempt, sound) else Failed(wordings().common["lips"])


def _sound(attempt: Attempt) -> Samples:
    whole = np.concatenate(attempt.sound) if attempt.sound else np.zeros(0, np.float32)
    return at_rate(whole, attempt.rate)


def _sound_fault(sound: Samples, step: Step) -> str:
    found = heard(sound[int(step.prompts[0].start * RATE) :])
    for check, value in ((Check.SOUND_LEVEL, found.level), (Check.SOUND_CLEAR, found.clear)):
        fault = fault_in(check, value)
        if fault is not None:
            return fault.words
    return ""


def unheard(attempt: Attempt) -> str:
    """What is wrong with the sound of a step that is under way, once a few numbers have been asked; "" nothing."""
    sound, third = _sound(attempt), attempt.step.prompts[min(2, len(attempt.step.prompts) - 1)]
    return _sound_fault(sound, attempt.step) if len(sound) >= third.end * RATE else ""


def _words(attempt: Attempt, sound: Samples) -> list[tuple[Prompt, Samples | None]]:
    return [(prompt, word_in(sound, prompt.start, prompt.end)) for prompt in attempt.step.prompts]


def lips_moved(attempt: Attempt, sound: Samples) -> bool:
    """Whether the mouth moves while words are heard, in most of them."""
    moved: list[bool] = []
    for start, end in spoken(sound):
        near = [
            one.seen.measures.expression.mouth
            for one in attempt.moments
            if one.seen.measures is not None and start - 0.25 <= one.at <= end + 0.25
        ]
        moved.append(bool(near) and max(near) - min(near) > _LIPS)
    return bool(moved) and float(np.mean(moved)) >= _LIPS_SHARE


# --- what was done --------------------------------------------------------------------------------
def _during(attempt: Attempt, prompt: Prompt) -> list[Expression]:
    return [
        one.seen.measures.expression
        for one in attempt.moments
        if one.seen.measures is not None and prompt.start <= one.at < prompt.end
    ]


def _turned(attempt: Attempt, prompt: Prompt, neutral: Neutral) -> bool:
    """Whether the head was turned as shown, and not the other way."""
    shown = _during(attempt, prompt)
    if len(shown) < 3:
        return False
    yaws = np.array([one.pose.yaw for one in shown]) - neutral.expression.pose.yaw
    pitches = np.array([one.pose.pitch for one in shown]) - neutral.expression.pose.pitch
    match prompt.what:
        case "left":
            return bool(yaws.max() > _TURN_DEG and yaws.min() > -_TURN_DEG)
        case "right":
            return bool(yaws.min() < -_TURN_DEG and yaws.max() < _TURN_DEG)
        case _:
            return bool(pitches.max() > _UP_DEG and np.abs(yaws).max() < 2 * _TURN_DEG)


def _blinked(attempt: Attempt, neutral: Neutral) -> bool:
    """Whether both eyes were shut, and open before and after."""
    usual = min(neutral.expression.eyes)
    eyes = np.array([max(one.eyes) for one in _during(attempt, attempt.step.prompts[0])])
    shut = np.flatnonzero(eyes < 0.62 * usual)
    if not shut.size:
        return False
    return bool((eyes[: shut[0]] > 0.8 * usual).any() and (eyes[shut[0] :] > 0.8 * usual).any())


def _made(attempt: Attempt, prompt: Prompt, neutral: Neutral) -> bool:
    """Whether a face was made as shown."""
    shown, rest = _during(attempt, prompt), neutral.expression
    if len(shown) < 3:
        return False
    match prompt.what:
        case "smile":
            lifted = np.array([(one.corners - rest.corners) + 0.5 * (one.wide - rest.wide) for one in shown])
            return float(np.quantile(lifted, 0.9)) > 0.012
        case "brows":
            raised = np.array([sum(one.brows) - sum(rest.brows) for one in shown])
            return float(np.quantile(raised, 0.9)) > 0.025
        case _:
            return float(np.quantile([one.mouth - rest.mouth for one in shown], 0.9)) > 0.06
