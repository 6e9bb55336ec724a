"""Faces: mouths from phonemes, blinks, brows from feelings, eyes from attention."""

import numpy as np

from studio.engine.performance import Face, Marks, SpeechEvent, Viseme
from studio.engine.stage import kinds
from studio.engine.stage.attention import Attention
from studio.engine.stage.curves import rise, window
from studio.engine.stage.posing import Acting, acting_of, presence
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue, FeelingCue, FlashCue

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
_DRIES_S = 6.0
_GAPES = 0.5
_OPENS_S = 0.6
"""How much of an opening it takes for a mouth to open by itself."""
_LEAST = {"blush": 0.0, "tears": 0.0}

_MARKS = ("sweat", "vein", "gloom", "waver", "smirk", "quirk", "wink", "bite", "tongue")


def mood(emotion: str, feelings: list[FeelingCue], times: Doubles) -> dict[str, Doubles]:
    """The feeling's face numbers over time: eased from one feeling to the next. Each (F,)."""
    curves = {name: np.full(len(times), value) for name, value in kinds.face_values(emotion).items()}
    wept = 0.0
    for cue in feelings:
        wanted = shown(cue.emotion, cue.intensity)
        late = cue.time > (0.0 if cue.keyed else 0.3)
        share = rise(times, cue.time, cue.time + _CHANGE_S) if late else np.ones(len(times))
        for name, curve in curves.items():
            curves[name] = curve + (wanted[name] - curve) * share
        if not cue.keyed:
            # One smiles through tears: they run on, and dry long after the feeling has changed.
            runs = wept * rise(times, cue.time - _CHANGE_S, cue.time + _CHANGE_S)
            curves["tears"] = np.maximum(curves["tears"], runs * (1 - rise(times, cue.time, cue.time + _DRIES_S)))
        wept = wanted["tears"]
    return curves


def shown(emotion: str, intensity: float) -> dict[str, float]:
    """The face numbers of a feeling so strong: from a calm face over the plain word's, at 1, and beyond it."""
    wanted, calm = kinds.face_values(emotion), kinds.face_values("calm")
    # However strong, a feeling shuts no eyes that its plain word leaves open.
    least = _LEAST | {"lids": min(0.3, wanted["lids"])}
    return {
        name: float(np.clip(rest + (wanted[name] - rest) * intensity, least.get(name, -1.0), 1.0))
        for name, rest in calm.items()
    }


def flashed(curves: dict[str, Doubles], flashes: list[FlashCue], times: Doubles) -> dict[str, Doubles]:
    """The face numbers with micro-expressions in them: there at once, and gone at once."""
    out = dict(curves)
    for flash in flashes:
        during = (times >= flash.time - 1e-6) & (times < flash.time + flash.seconds - 1e-6)
        for name, value in shown(flash.emotion, flash.intensity).items():
            out[name] = np.where(during, value, out[name])
    return out


def make_face(
    times: Doubles,
    lines: tuple[SpeechEvent, ...],
    cues: tuple[Cue, ...],
    mood_curves: dict[str, Doubles],
    attention: Attention,
    blinking: Doubles,
) -> Face:
    """One person's face for the whole shot. blinking: (F,) what blinks leave of the eyes' opening."""
    viseme, opening = _mouth(times, lines)
    _agape(viseme, opening, mood_curves)
    lids = np.minimum(mood_curves["lids"], 1.0) * blinking
    smile, tears, brows = mood_curves["smile"].copy(), mood_curves["tears"].copy(), mood_curves["brow_raise"].copy()
    tilt, blush = mood_curves["brow_tilt"], mood_curves["blush"]
    marks = {name: mood_curves[name] for name in _MARKS}
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
            for name in acting.face.keys() & marks.keys():
                marks[name] = np.maximum(marks[name], acting.face[name] * held)
            _gape(viseme, opening, acting, cue, times)
        if cue.doing.motion == "sleep":
            lids *= 1 - _asleep(cue, cues, times)
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
        Marks(**{name: _single(marks[name], 0.0) for name in _MARKS}),
    )


def _agape(viseme: Doubles, opening: Doubles, curves: dict[str, Doubles]) -> None:
    """A mouth that a feeling opens where nothing is said: in joy wide, in surprise and fear round."""
    wide = curves["gape"] * (viseme == float(Viseme.REST))
    agape = wide >= _GAPES
    viseme[agape] = np.where(curves["smile"][agape] > 0.3, float(Viseme.A), float(Viseme.O))
    opening[agape] = wide[agape]


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


def blinks(times: Doubles, feelings: list[FeelingCue], rng: np.random.Generator) -> Doubles:
    """Lids 1 to 0 and back, every two to five seconds: shut for two frames, an in-between on either side.

    A change of feeling begins with one: the eyes are another's when they open.
    """
    lids = np.ones(len(times))
    if len(times) < 4:
        return lids
    frame = float(times[1] - times[0])
    at = rng.uniform(0.8, 2.6)
    while at < times[-1]:
        _blink(lids, round(at / frame))
        at += 0.32 if rng.random() < 0.12 else rng.uniform(2.0, 5.0)
    for cue in feelings:
        if cue.time > 0.3:
            _blink(lids, round(cue.time / frame))
    return lids


def _asleep(cue: Cue, cues: tuple[Cue, ...], times: Doubles) -> Doubles:
    """(F,) 0 awake to 1 asleep, from a cue of sleep until they do something else that wakes them."""
    found = cue.doing.family == "act"  # they sleep as the shot begins
    shut = np.ones(len(times)) if found else rise(times, cue.start + 0.5 * (cue.end - cue.start), cue.end)
    woken = [other for other in cues if other.start > cue.start and other.doing.family in ("rise", "sit")]
    return shut if not woken else shut * (1 - rise(times, woken[0].start, woken[0].start + _OPENS_S))


def _blink(lids: Doubles, first: int) -> None:
    for offset, value in ((0, 0.45), (1, 0.0), (2, 0.0), (3, 0.45)):
        if 0 <= first + offset < len(lids):
            lids[first + offset] = min(lids[first + offset], value)
