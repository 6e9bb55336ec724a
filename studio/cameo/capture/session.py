"""A capture as a value: which step it is at, what was seen and heard in it, and what becomes of it.

Pure functions take one session to the next: ``seen`` with each picture, ``listened`` with each block of sound. A step
that does not succeed is asked again, alone and with other prompts; what was captured before stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final, TypeAlias

import numpy as np

from studio.cameo.capture.checks import Check, Fault, Seen, faults_of
from studio.cameo.capture.hearing import Cepstra, Samples, resampled
from studio.cameo.capture.judging import Attempt, Failed, Moment, Neutral, Passed, judged, neutral_of, unheard
from studio.cameo.capture.keeping import Kept, better, kept_of
from studio.cameo.capture.steps import READY_S, Prompt, Step, Task, planned, step_of, wordings
from studio.cameo.faces.found import Picture

_ONCE: Final = frozenset({Check.SHARP, Check.GLARE, Check.EVEN, Check.EYES_SEEN, Check.NO_HAT})
"""What is looked at in the first step only: whoever turns their head turns it out of the light, too."""


@dataclass(frozen=True, eq=False)
class Session:
    """A capture under way.

    seed: what the prompts are drawn with, never told; rate: of the microphone. steps: the plan, at: where in it.
    excused: checks that the person has set aside. neutral: their face at rest. words: their own numbers. kept: the
    best picture of each prompt. voice: what was said in the steps that succeeded, at ``rate``. said: why the
    step is asked again, "" where it is not. unheard: what is wrong with the sound of the step so far, in words.
    """

    seed: int
    rate: int
    steps: tuple[Step, ...]
    at: int
    attempt: Attempt
    excused: frozenset[Check] = frozenset()
    neutral: Neutral | None = None
    words: Mapping[int, Cepstra] = field(default_factory=dict[int, Cepstra])
    kept: tuple[Kept, ...] = ()
    voice: tuple[Samples, ...] = ()
    said: str = ""
    faults: tuple[Fault, ...] = ()
    tries: int = 0
    unheard: str = ""

    @property
    def done(self) -> bool:
        """Whether every step has succeeded."""
        return self.at >= len(self.steps)


@dataclass(frozen=True)
class Asking:
    """What a person sees now: the step, its sentence, the prompt if one is shown, how far it is (0-1), and advice."""

    task: Task
    number: int
    of: int
    say: str
    prompt: Prompt | None
    share: float
    advice: str


@dataclass(frozen=True)
class Done:
    """Every step has succeeded."""


State: TypeAlias = Asking | Done


def begun(seed: int, rate: int, now: float = 0.0) -> Session:
    """A capture at its first step. now: seconds, on the camera's clock."""
    steps = planned(Random(seed))
    return Session(seed, rate, steps, 0, Attempt(steps[0], now, rate))


def seen(session: Session, at: float, picture: Picture, what: Seen) -> Session:
    """The session after one more picture. at: seconds on the camera's clock."""
    if session.done:
        return session
    moment = Moment(at - session.attempt.began, what)
    prompt = session.attempt.step.prompt_at(moment.at)
    attempt = session.attempt
    excused = session.excused if attempt.step.task is Task.LOOK else session.excused | _ONCE
    session = replace(session, faults=faults_of(what, excused))
    if what.measures is not None and prompt is not None and prompt.digit is None and not session.faults:
        found = kept_of(prompt, picture, what.measures)
        attempt = replace(attempt, kept=better(attempt.kept, found))
    attempt = replace(attempt, moments=(*attempt.moments, moment))
    session = replace(session, attempt=attempt)
    if attempt.step.task is Task.LOOK:
        return _settled(session, at)
    return _judged(session, at) if moment.at >= attempt.step.seconds else session


def listened(session: Session, samples: Samples) -> Session:
    """The session after a block of sound, at its rate."""
    if session.done or not len(samples):
        return session
    before = sum(map(len, session.attempt.sound))
    attempt = replace(session.attempt, sound=(*session.attempt.sound, samples))
    session = replace(session, attempt=attempt)
    spoken = attempt.step.task in (Task.COUNT, Task.NUMBERS)
    if not spoken or before // session.rate == (before + len(samples)) // session.rate:
        return session
    return replace(session, unheard=unheard(attempt))  # looked at once a second


def excuse(session: Session, check: Check) -> Session:
    """The session with a check set aside: what they wear belongs to them."""
    return replace(session, excused=session.excused | {check})


def resumed(session: Session, now: float, rate: int = 0) -> Session:
    """The session after its devices were away: the step is asked again, on the clock of the new camera.

    Its prompts are drawn anew, since those that were shown may have been prepared for meanwhile. rate: of the
    microphone that is there now, 0 for none.
    """
    if session.done:
        return session
    if rate and rate != session.rate:
        voice = tuple(resampled(one, session.rate, rate) for one in session.voice)
        session = replace(session, rate=rate, voice=voice)
    return _again(session, now, session.said)


def state(session: Session) -> State:
    """What is asked now."""
    if session.done:
        return Done()
    attempt = session.attempt
    now = attempt.moments[-1].at if attempt.moments else 0.0
    said = session.said or wordings().of(attempt.step.task).say
    advice = session.faults[0].words if session.faults else session.unheard
    share = min(now / attempt.step.seconds, 1.0)
    return Asking(
        attempt.step.task, session.at + 1, len(session.steps), said, attempt.step.prompt_at(now), share, advice
    )


def _settled(session: Session, at: float) -> Session:
    """The first step has no end of its own: it is done once everything has been right for long enough."""
    attempt = session.attempt
    needed = wordings().look.seconds
    if session.faults:
        # Whatever was right before, it begins again: with what is seen now.
        return replace(session, attempt=replace(attempt, moments=(), sound=(), began=at - READY_S))
    lately = tuple(one for one in attempt.moments if one.at >= READY_S)
    if not lately or lately[-1].at - lately[0].at < needed - 0.2:
        return session
    neutral = neutral_of(lately)
    return session if neutral is None else _next(replace(session, neutral=neutral), at, attempt)


def _judged(session: Session, at: float) -> Session:
    assert session.neutral is not None
    match judged(session.attempt, session.neutral, session.words):
        case Passed(words=words):
            sound = np.concatenate(session.attempt.sound) if session.attempt.sound else np.zeros(0, np.float32)
            spoken = (sound,) if session.attempt.step.task in (Task.COUNT, Task.NUMBERS) else ()
            session = replace(session, words={**session.words, **words}, voice=(*session.voice, *spoken))
            return _next(session, at, session.attempt)
        case Failed(why=why):
            return _again(session, at, why)


def _again(session: Session, at: float, why: str) -> Session:
    """The session at the same step once more, with other prompts."""
    tries = session.tries + 1
    step = step_of(session.attempt.step.task, Random(f"{session.seed}/{tries}"))
    steps = (*session.steps[: session.at], step, *session.steps[session.at + 1 :])
    attempt = Attempt(step, at, session.rate)
    return replace(session, steps=steps, attempt=attempt, said=why, tries=tries, faults=(), unheard="")


def _next(session: Session, at: float, attempt: Attempt) -> Session:
    following = session.at + 1
    kept = (*session.kept, *attempt.kept)
    if following < len(session.steps):
        attempt = Attempt(session.steps[following], at, session.rate)
    return replace(session, at=following, attempt=attempt, kept=kept, said="", unheard="")
