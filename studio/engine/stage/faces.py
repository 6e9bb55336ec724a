"""Faces: mouths from phonemes, blinks, brows from feelings, eyes from attention."""

import numpy as np

from studio.engine.performance import Face, SpeechEvent, Viseme
from studio.engine.stage import kinds
from studio.engine.stage.attention import Attention
from studio.engine.stage.curves import rise, window
from studio.engine.stage.posing import Acting, acting_of, presence
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue, FeelingCue

_OPENING = {
    Viseme.REST: 0.0,
    Viseme.A: 1.0,
    Viseme.I: 0.55,
    Viseme.U: 0.6,
    Viseme.E: 0.7,
    Viseme.O: 0.85,
    Viseme.S: 0.35,
    Viseme.M: 0.0,
}
_CHANGE_S = 0.45


def mood(emotion: str, feelings: list[FeelingCue], times: Doubles) -> dict[str, Doubles]:
    """The feeling's face numbers over time: eased from one feeling to the next. Each (F,)."""
    first = kinds.face_values(emotion)
    curves = {name: np.full(len(times), value) for name, value in first.items()}
    for cue in feelings:
        wanted, calm = kinds.face_values(cue.emotion), kinds.face_values("calm")
        late = cue.time > 0.3
        share = rise(times, cue.time, cue.time + _CHANGE_S) if late else np.ones(len(times))
        for name, curve in curves.items():
            goal = calm.get(name, 0.0) + (wanted[name] - calm.get(name, 0.0)) * cue.intensity
            curves[name] = curve + (goal - curve) * share
    return curves


def make_face(
    times: Doubles,
    lines: tuple[SpeechEvent, ...],
    cues: tuple[Cue, ...],
    mood_curves: dict[str, Doubles],
    attention: Attention,
    rng: np.random.Generator,
) -> Face:
    """One person's face for the whole shot."""
    viseme, opening = _mouth(times, lines)
    lids = np.minimum(mood_curves["lids"], 1.0) * _blinks(times, rng)
    smile, tears, brows = mood_curves["smile"].copy(), mood_curves["tears"].copy(), mood_curves["brow_raise"].copy()
    tilt, blush = mood_curves["brow_tilt"], mood_curves["blush"]
    for cue in cues:
        held = window(times, cue.start, cue.end, 0.2, 0.4)
        if cue.doing.motion == "laugh":
            smile += (1.0 - smile) * held
            lids *= 1 - 0.75 * held
        elif cue.doing.motion == "cry":
            tears += (1.0 - tears) * held
            smile += (-0.6 - smile) * held
            lids *= 1 - 0.45 * held
        elif cue.doing.family in ("wave", "jump", "dance"):
            smile += (np.maximum(smile, 0.6) - smile) * held
        acting = acting_of(cue)
        if acting is not None:
            held = presence(acting, acting.poses[0].at, cue, times)
            lids *= 1 - (1 - acting.face.get("lids", 1.0)) * held
            smile += (acting.face["smile"] - smile) * held if "smile" in acting.face else 0.0
            tears += acting.face.get("tears", 0.0) * held
            brows = brows + acting.face.get("brow_raise", 0.0) * held
            tilt = tilt + acting.face.get("brow_tilt", 0.0) * held
            blush = blush + acting.face.get("blush", 0.0) * held
            _gape(viseme, opening, acting, cue, times)
        if cue.doing.motion == "sleep":
            lids *= 1 - rise(times, cue.start + 0.5 * (cue.end - cue.start), cue.end)
    for line in lines:
        brows = brows + 0.18 * _emphasis(times, line)
    gaze = attention.gaze * np.where(lids[:, None] < 0.2, 0.5, 1.0)
    return Face(
        viseme.astype(np.uint8),
        _single(opening, 0.0),
        _single(lids, 0.0),
        gaze.astype(np.float32),
        _single(brows, -1.0),
        _single(tilt, -1.0),
        _single(smile, -1.0),
        _single(blush, 0.0),
        _single(tears, 0.0),
    )


def _gape(viseme: Doubles, opening: Doubles, acting: Acting, cue: Cue, times: Doubles) -> None:
    """A mouth held open, or chewing and murmuring, where nothing is said."""
    wide, chewing = acting.face.get("mouth", 0.0), acting.face.get("chew", 0.0)
    if wide + chewing <= 0:
        return
    held = presence(acting, acting.poses[0].at, cue, times) * (viseme == float(Viseme.REST))
    moving = chewing * np.maximum(0.0, np.sin(2 * np.pi * 1.9 * (times - cue.start))) * 0.45
    amount = held * np.maximum(wide, moving)
    viseme[amount > 0.12] = float(Viseme.A if wide > 0 else Viseme.E)
    opening[:] = np.maximum(opening, np.where(amount > 0.12, amount, 0.0))


def _single(values: Doubles, low: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.clip(values, low, 1.0).astype(np.float32)


def _mouth(times: Doubles, lines: tuple[SpeechEvent, ...]) -> tuple[Doubles, Doubles]:
    """Viseme and opening: only what sounds at that moment, with soft ends; closed outside speech."""
    viseme = np.zeros(len(times))
    opening = np.zeros(len(times))
    for line in lines:
        for phoneme in line.speech.heard.phonemes:
            start, end = line.start + phoneme.start, line.start + phoneme.end
            during = (times >= start - 1e-9) & (times < min(end, line.heard_until))
            if phoneme.viseme == Viseme.REST or not during.any():
                continue
            middle = np.clip((times[during] - start) / max(end - start, 1e-3), 0, 1)
            viseme[during] = int(phoneme.viseme)
            opening[during] = _OPENING[phoneme.viseme] * (0.72 + 0.28 * np.sin(np.pi * middle))
    return viseme, opening


def _emphasis(times: Doubles, line: SpeechEvent) -> Doubles:
    beats = [p.start for p in line.speech.phonemes if p.end - p.start > 0.09][::4]
    total = np.zeros(len(times))
    for beat in beats[:30]:
        total += np.exp(-(((times - line.start - beat - 0.05) / 0.16) ** 2))
    return np.minimum(total, 1.0)


def _blinks(times: Doubles, rng: np.random.Generator) -> Doubles:
    """Lids 1 to 0 and back, every two to five seconds: shut for two frames, an in-between on either side."""
    lids = np.ones(len(times))
    if len(times) < 4:
        return lids
    frame = float(times[1] - times[0])
    at = rng.uniform(0.8, 2.6)
    while at < times[-1]:
        first = round(at / frame)
        for offset, value in ((0, 0.45), (1, 0.0), (2, 0.0), (3, 0.45)):
            if 0 <= first + offset < len(lids):
                lids[first + offset] = value
        at += 0.32 if rng.random() < 0.12 else rng.uniform(2.0, 5.0)
    return lids
