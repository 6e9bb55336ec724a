"""Somebody who goes through a capture: they do what is asked, a moment after it is shown, as people do."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import numpy as np

from studio.bench.sitters import Shown, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.checks import Seen
from studio.cameo.capture.hearing import RATE, Samples, at_rate
from studio.cameo.capture.session import Asking, Done, Session, begun, listened, seen, state
from studio.cameo.capture.steps import Prompt
from studio.cameo.faces.expression import Pose
from studio.cameo.faces.found import FaceFinder, Picture
from studio.cameo.faces.measures import measured
from studio.engine.sound.espeak import Delivery, utter

_LATE_S: Final = 0.22
_LOUD: Final = 0.35
DIGITS: Final = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "ja": ("ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"),
    "de": ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "fr": ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    "ko": ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"),
    "cmn": ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九"),
}
"""The numbers in some languages, under espeak-ng's names of them."""


@dataclass(frozen=True)
class Speaker:
    """A voice of espeak-ng."""

    language: str = "en"
    variant: str = "f2"
    pitch: int = 60
    rate_wpm: int = 150


@dataclass(frozen=True)
class Performer:
    """Who sits there, how the camera sees them, and what they do otherwise than asked.

    noise_db: how far the room's noise is below their voice. says: the digit they say for the one that is shown; looks:
    the prompt they act for the one that is shown.
    """

    person: Person = field(default_factory=Person)
    speaker: Speaker = field(default_factory=Speaker)
    shown: Shown = field(default_factory=Shown)
    noise_db: float = 32.0
    says: Callable[[int], int] = lambda digit: digit
    looks: Callable[[str], str] = lambda what: what
    mouth_moves: bool = True


@dataclass(frozen=True, eq=False)
class Recording:
    """What camera and microphone had: pictures at ``fps``, sound at ``RATE``."""

    fps: int
    pictures: tuple[Picture, ...]
    sound: Samples


@dataclass(frozen=True, eq=False)
class Run:
    """How a capture went: its end, how many frames it has come to, and the recording."""

    session: Session
    frames: int
    recording: Recording


@dataclass(frozen=True)
class Play:
    """How far it goes: from the frame ``first`` at most so many seconds, or until the step of that number begins."""

    first: int = 0
    fps: int = 12
    longest_s: float = 58.0
    until: int = 99


def perform(performer: Performer, finder: FaceFinder, session: Session, play: Play | None = None) -> Run:
    """Go on through a capture as it asks, until it is done, the time is up, or the step after the last one begins."""
    play = play or Play()
    fps, frame = play.fps, play.first
    pictures: list[Picture] = []
    sound: list[Samples] = []
    block = RATE // fps
    while not session.done and frame < play.first + play.longest_s * fps and session.at < play.until:
        at = frame / fps
        asked = state(session)
        doing, samples = _played(performer, asked, at - session.attempt.began, block, frame)
        picture = sitter(performer.person, doing, replace(performer.shown, seed=frame))
        session = fed(session, finder, at, picture, samples)
        pictures.append(picture)
        sound.append(samples)
        frame += 1
    return Run(session, frame, Recording(fps, tuple(pictures), np.concatenate(sound)))


def replayed(recording: Recording, finder: FaceFinder, seed: int) -> Session:
    """A capture that is shown a recording."""
    session, block = begun(seed, RATE), RATE // recording.fps
    for frame, picture in enumerate(recording.pictures):
        samples = recording.sound[frame * block : (frame + 1) * block]
        session = fed(session, finder, frame / recording.fps, picture, samples)
    return session


def fed(session: Session, finder: FaceFinder, at: float, picture: Picture, samples: Samples) -> Session:
    """The session after a picture and the sound that goes with it."""
    faces = finder.find(picture)
    what = Seen(len(faces), measured(picture, faces[0]) if len(faces) == 1 else None)
    return listened(seen(session, at, picture, what), samples)


@lru_cache(maxsize=256)
def word(speaker: Speaker, digit: int) -> Samples:
    """A number as a voice says it, without silence around it."""
    spoken = utter(DIGITS[speaker.language][digit], _delivery(speaker))
    samples = at_rate(spoken.samples, spoken.rate)
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    cut = samples[loud[0] : loud[-1] + 1]
    return (cut * np.float32(_LOUD / np.abs(cut).max())).astype(np.float32)


def _delivery(speaker: Speaker) -> Delivery:
    return Delivery(speaker.language, speaker.variant, speaker.rate_wpm, speaker.pitch, 50)


def _played(performer: Performer, asked: Asking | Done, now: float, block: int, frame: int) -> tuple[Doing, Samples]:
    """What they do, and the sound of it, from ``now`` on, seconds of the step."""
    prompt = asked.prompt if isinstance(asked, Asking) else None
    doing = _done(performer.looks(prompt.what), prompt, now) if prompt is not None else Doing()
    sway = 1.2 * np.sin(frame * 0.21), 0.8 * np.sin(frame * 0.13 + 1)
    doing = replace(doing, pose=Pose(doing.pose.yaw + float(sway[0]), doing.pose.pitch + float(sway[1]), 0.0))
    samples = _noise(performer.noise_db, block, frame)
    if prompt is not None and prompt.digit is not None:
        said = word(performer.speaker, performer.says(prompt.digit))
        start = int((now - prompt.start - _LATE_S) * RATE)
        late = max(-start, 0)
        piece = said[max(start, 0) : max(start + block, 0)][: max(block - late, 0)]
        samples[late : late + len(piece)] += piece
        if performer.mouth_moves:
            doing = replace(doing, mouth=_opening(said, start + block // 2))
    return doing, samples


def _opening(said: Samples, at: int) -> float:
    near = said[max(at - 480, 0) : max(at + 480, 0)]
    return float(min(1.0, 5 * np.sqrt(np.mean(near**2)))) if len(near) else 0.0


def _noise(below_db: float, count: int, seed: int) -> Samples:
    noise = np.random.default_rng(seed).standard_normal(count).astype(np.float32)
    return (noise * np.float32(0.12 * 10 ** (-below_db / 20))).astype(np.float32)


def _done(what: str, prompt: Prompt, now: float) -> Doing:
    """What is done of a prompt at a time of its step: begun a moment late, held, and over before the next."""
    share = (now - prompt.start - _LATE_S) / (prompt.end - prompt.start - 2 * _LATE_S)
    much = float(np.clip(1.6 * np.sin(np.pi * np.clip(share, 0, 1)), 0, 1))
    match what:
        case "left":
            return Doing(Pose(32 * much, 0, 0))
        case "right":
            return Doing(Pose(-32 * much, 0, 0))
        case "up":
            return Doing(Pose(0, 20 * much, 0))
        case "blink":
            return Doing(blink=1.0 if 0.3 < share < 0.5 else 0.0)
        case "smile":
            return Doing(smile=much)
        case "brows":
            return Doing(brows=much)
        case "mouth":
            return Doing(mouth=much)
        case _:
            return Doing()
