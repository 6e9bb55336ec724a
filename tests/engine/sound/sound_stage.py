"""A bare stage for listening: performances made by hand, and rulers that are not the studio's own."""

import math

import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy.signal import resample

from studio.engine.performance import Actor, CameraPath, Contact, ContactKind, Face, Performance, SpeechEvent
from studio.engine.sound.stems import RATE
from studio.engine.sound.voice import speak
from studio.timeline.film import CastId, CastMember, Line, Look, Setting, ShotId, Voice

FPS = 24
HANA = CastMember(CastId("hana"), "Hana", Look(), Voice(variant="f2", pitch=62))
TARO = CastMember(CastId("taro"), "Taro", Look(), Voice(variant="m3", pitch=38, rate_wpm=155))


def camera(frames: int) -> CameraPath:
    """Five metres in front of the origin, looking at it, eye level."""
    eye = np.tile(np.array([0.0, -5.0, 1.4], np.float32), (frames, 1))
    target = np.tile(np.array([0.0, 0.0, 1.2], np.float32), (frames, 1))
    return CameraPath(eye, target, np.zeros(frames, np.float32), np.full(frames, math.radians(40), np.float32))


def actor(member: CastMember, x: float, frames: int) -> Actor:
    """Somebody standing at x metres to the right of the origin."""
    root = np.tile(np.array([x, 0.0, 0.0], np.float32), (frames, 1))
    still = np.zeros(frames, np.float32)
    joints = np.zeros((frames, 17, 4), np.float32)
    joints[:, :, 0] = 1
    gaze = np.zeros((frames, 2), np.float32)
    face = Face(np.zeros(frames, np.uint8), still, still, gaze, still, still, still, still, still)
    return Actor(member, root, still, still, joints, face)


def shot(
    seconds: float = 2.0,
    place: str = "stage",
    *,
    hour: str = "day",
    weather: str = "clear",
    contacts: tuple[Contact, ...] = (),
    speech: tuple[SpeechEvent, ...] = (),
    people: tuple[tuple[CastMember, float], ...] = (),
    cues: tuple[str, ...] = (),
    name: str = "shot-1",
    seed: int = 1,
) -> Performance:
    frames = round(seconds * FPS)
    return Performance(
        shot=ShotId(name),
        fps=FPS,
        frames=frames,
        setting=Setting(place, place, hour, weather),
        seed=seed,
        actors=tuple(actor(member, x, frames) for member, x in people),
        props=(),
        camera=camera(frames),
        contacts=contacts,
        speech=speech,
        cues=cues,
    )


def said(text: str, start: float, member: CastMember = HANA, manner: str = "") -> SpeechEvent:
    speech = speak(Line(member.id, text, manner), member)
    return SpeechEvent(speech, start, start + speech.duration)


def blow(time: float, materials: tuple[str, str], impulse: float = 0.5, x: float = 0.0) -> Contact:
    return Contact(time, (x, 0.0, 0.0), impulse, materials, ("ball", "ground"))


def step(time: float, ground: str, x: float = 0.0) -> Contact:
    return Contact(time, (x, 0.0, 0.0), 24.0, ("leather", ground), ("hana", "ground"), ContactKind.STEP)


def rms(samples: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if samples.size else 0.0


def band(samples: NDArray[np.float32], low: float, high: float) -> float:
    """Energy between two frequencies, in dB."""
    mono = np.atleast_2d(samples).mean(axis=0).astype(np.float64)
    power = np.abs(np.fft.rfft(mono * np.hanning(len(mono)))) ** 2 / len(mono)
    hertz = np.fft.rfftfreq(len(mono), 1 / RATE)
    return 10 * math.log10(float(power[(hertz >= low) & (hertz < high)].sum()) + 1e-20)


def lufs(samples: NDArray[np.float32]) -> float:
    return float(pyloudnorm.Meter(RATE).integrated_loudness(np.atleast_2d(samples).T.astype(np.float64)))


def true_peak_db(samples: NDArray[np.float32]) -> float:
    """True peak by exact band-limited interpolation, eight times as fine."""
    fine = resample(samples.astype(np.float64), samples.shape[1] * 8, axis=1)
    return 20 * math.log10(float(np.abs(fine).max()))
