"""Where everybody looks: at whoever speaks, at what happens, at what they do; eyes first, head after."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.performance import SpeechEvent
from studio.engine.pyrotechnics import AHEAD, watches_fireworks
from studio.engine.stage import kinds
from studio.engine.stage.curves import drift, smoothed, window
from studio.engine.stage.entrances import Entrant, Opening
from studio.engine.stage.facing import TO_CAMERA
from studio.engine.stage.keying import gaze_spans
from studio.engine.stage.movement import Movement
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.timeline.acting import GazeKey, Way
from studio.timeline.film import Shot

FACE_SEEN_RAD = 0.72  # a drawn face reads up to about this far from the camera
EYE_LEFT_RAD, EYE_UP_RAD = 0.55, 0.5
"""How far the eyes go in the head, at most."""
_WAYS = (
    ({"up", "sky", "skyward", "stars", "moon", "clouds", "ceiling"}, 0.1, 1.5),
    ({"down", "ground", "floor", "feet"}, 0.1, -2.4),
    ({"away", "aside", "back", "behind"}, 1.1, -0.3),
    ({"out", "over", "horizon", "distance", "window"}, 0.5, 0.1),
)
_OFF = {
    Way.AHEAD: (0.0, 0.0), Way.UP: (0.1, 1.5), Way.DOWN: (0.1, -2.0), Way.LEFT: (0.9, 0.0), Way.RIGHT: (-0.9, 0.0),
}  # fmt: skip
"""Radians to their own left of where the body faces, and metres up, of a point three metres off."""
_LOOKING = {"look", "point", "throw", "kick", "pick_up", "put_down", "give", "wave", "gesture", "nod", "turn", "drop"}


@dataclass(frozen=True, eq=False)
class Attention:
    """Where one person looks, relative to the body: yaw > 0 to their left, pitch > 0 down, radians (F,).

    head_yaw, head_pitch: how far the head goes; gaze: (F, 2) what the eyes add, -1..1 left and up.
    """

    head_yaw: Doubles
    head_pitch: Doubles
    gaze: Doubles


@dataclass(frozen=True, eq=False)
class Company:
    """Everybody's movement, and what is said and done: all that can be looked at.

    frontal: the camera stands before the people, who keep their faces to it. shot: whose keys say where to look.
    """

    opening: Opening
    movements: dict[str, Movement]
    cues: tuple[Cue, ...]
    lines: tuple[SpeechEvent, ...]
    fps: int
    frontal: bool
    shot: Shot


def head_of(movement: Movement) -> Doubles:
    """(F, 3) about where a person's eyes are."""
    height = 5.42 * movement.head_unit + movement.lift
    return np.column_stack([movement.root, height])


def attend(entrant: Entrant, company: Company, rng: np.random.Generator) -> Attention:
    """Where one person looks through the shot."""
    own = company.movements[entrant.id]
    target, strength = _target(entrant, company, own)
    eyes = head_of(own)
    to = target - eyes
    flat = np.hypot(to[:, 0], to[:, 1])
    yaw = (np.arctan2(to[:, 1], to[:, 0]) - own.heading + math.pi) % (2 * math.pi) - math.pi
    yaw = np.where(np.abs(yaw) > 2.6, np.sign(yaw) * 1.0, yaw)
    furthest, share = (1.25, 0.82) if company.frontal else (1.5, 0.92)
    yaw, pitch = (
        np.clip(yaw, -furthest, furthest) * strength,
        np.clip(-np.arctan2(to[:, 2], flat), -0.5, 0.7) * strength,
    )
    wanted = np.sign(yaw) * np.minimum(np.abs(yaw) * share, 0.8 * furthest)
    wanted = _seen_face(wanted, own.heading) if company.frontal else wanted
    head_yaw = smoothed(wanted, 0.13 * company.fps)
    head_pitch = smoothed(pitch * 0.6, 0.13 * company.fps)
    left = smoothed(yaw, 0.035 * company.fps) - head_yaw
    up = head_pitch - smoothed(pitch, 0.035 * company.fps)
    gaze = np.stack([left / EYE_LEFT_RAD, up / EYE_UP_RAD], -1) + _saccades(own.times, rng)
    wander = drift(own.times, rng, 4.3), drift(own.times, rng, 5.1)
    return Attention(head_yaw + 0.05 * wander[0], head_pitch + 0.03 * wander[1], np.clip(gaze, -1, 1))


def _seen_face(yaw: Doubles, heading: Doubles) -> Doubles:
    """Keep a face that looks across the picture three quarters to the camera; the eyes go the rest of the way.

    Faces turned away from the camera altogether stay so: somebody walking off does not look over the shoulder.
    """
    off = (heading + yaw - TO_CAMERA + math.pi) % (2 * math.pi) - math.pi
    excess = np.where(np.abs(off) < 2.0, np.sign(off) * np.maximum(np.abs(off) - FACE_SEEN_RAD, 0.0), 0.0)
    turned_back = np.sign(excess) * np.minimum(np.abs(excess), 0.9)
    towards_them = np.where(np.sign(excess) == np.sign(yaw), np.abs(yaw), 0.0)
    return yaw - np.sign(excess) * np.minimum(np.abs(turned_back), towards_them + 0.2)


def _saccades(times: Doubles, rng: np.random.Generator) -> Doubles:
    """Small jumps of the eyes every half second to two."""
    span = float(times[-1]) + 3.0
    jumps = np.cumsum(rng.uniform(0.5, 2.0, int(span / 0.5) + 2))
    offsets = rng.normal(0, 1, (len(jumps) + 1, 2)) * np.array([0.10, 0.05])
    return offsets[np.searchsorted(jumps, times)]


def _target(entrant: Entrant, company: Company, own: Movement) -> tuple[Doubles, Doubles]:
    """(F, 3) what is looked at and (F,) how much: the latest reason wins."""
    eyes = head_of(own)
    ahead = np.stack([np.cos(own.heading), np.sin(own.heading), np.zeros(len(own.times))], -1)
    target, strength = eyes + 4 * ahead, np.full(len(own.times), 0.3)
    partner = _partner(entrant, company)
    if partner is not None:
        target, strength = head_of(company.movements[partner]), np.full(len(own.times), 0.85) * (1 - own.walking * 0.7)
    for start, end, point, amount in (*_reasons(entrant, company), *_keyed(entrant, company)):
        during = (own.times >= start - 1e-6) & (own.times <= end)
        target = np.where(during[:, None], point, target)
        strength = np.where(during, amount, strength)
    return target, strength


def _partner(entrant: Entrant, company: Company) -> str | None:
    """The nearest other person, who is looked at when nothing else happens."""
    here = company.movements[entrant.id].root[0]
    others = [other for other in company.movements if other != entrant.id]
    near = min(others, key=lambda o: float(np.linalg.norm(company.movements[o].root[0] - here)), default=None)
    if near is None or float(np.linalg.norm(company.movements[near].root[0] - here)) > 3.5:
        return None
    return near


def _spoken_to(entrant: Entrant, line: SpeechEvent, company: Company) -> str | None:
    """Whom a line is said to: the one who spoke last, else who answers it, else the nearest."""
    at = company.lines.index(line)
    turns = [*reversed(company.lines[:at]), *company.lines[at + 1 :]]
    talking = (other.speech.who for other in turns)
    return next((who for who in talking if who != entrant.id and who in company.movements), _partner(entrant, company))


def _reasons(entrant: Entrant, company: Company) -> list[tuple[float, float, Doubles, float]]:
    """Start, end, where to and how much, in rising order of importance."""
    reasons: list[tuple[float, float, Doubles, float]] = []
    for cue in company.cues:
        doing = cue.doing
        if doing.who == entrant.id and doing.family in _LOOKING:
            point = _place_of(company, doing.aim, doing.point)
            if point is not None:
                reasons.append((cue.start - 0.15, cue.end + 0.2, point, 1.0))
            elif doing.family == "look" and watches_fireworks(company.shot, entrant.id):
                reasons.append((cue.start, math.inf, np.array(AHEAD)[None, :], 1.0))
            elif doing.family == "look":
                reasons += _about(cue, company.movements[entrant.id])
        elif doing.who != entrant.id and doing.family in ("throw", "kick", "drop", "fall", "jump", "bounce", "roll"):
            point = _place_of(company, doing.who, doing.point)
            if point is not None:
                reasons.append((cue.start + 0.25, cue.end + 0.5, point, 0.9))
    for line in company.lines:
        who = line.speech.who
        other = _spoken_to(entrant, line, company) if who == entrant.id else who
        if other in company.movements and other != entrant.id:
            lag = 0.0 if who == entrant.id else 0.22
            reasons.append((line.start - 0.1 + lag, line.end + 0.4, head_of(company.movements[other]), 0.95))
    return reasons


def _keyed(entrant: Entrant, company: Company) -> list[tuple[float, float, Doubles, float]]:
    """Where the artist's keys say to look, the strongest reasons of all."""
    own = company.movements[entrant.id]
    spans = ((span, _meant(span.key, company, own)) for span in gaze_spans(company.shot, entrant.id))
    return [(span.start, span.end - 1e-3, point, 1.0) for span, point in spans if point is not None]


def _meant(key: GazeKey, company: Company, own: Movement) -> Doubles | None:
    """(F, 3) or (1, 3) where a key's gaze goes; None for what is not there."""
    if key.way is Way.AT:
        lying = {str(thing.prop.id): thing.position for thing in company.opening.things}
        return _place_of(company, key.of, lying.get(key.of))
    if key.way is Way.CAMERA:
        turn = math.radians(kinds.option("angles", company.shot.camera.angle).get("turn_deg", 0.0))
        return head_of(own) + 4 * np.array([math.cos(TO_CAMERA + turn), math.sin(TO_CAMERA + turn), 0.0])
    return _off(own, *_OFF[key.way])


def _about(cue: Cue, own: Movement) -> list[tuple[float, float, Doubles, float]]:
    """Looking up, down, away or around, at nothing in particular."""
    middle, last = (cue.start + cue.end) / 2, cue.end + (1.0 if own.times[-1] - cue.end < 2.5 else 0.2)
    words = set(cue.doing.words.lower().replace(",", " ").split())
    if words & {"around", "about", "round"}:
        return [(cue.start, middle, _off(own, 0.9, 0.1), 1.0), (middle, last, _off(own, -0.9, 0.0), 1.0)]
    for names, yaw, rise_m in _WAYS:
        if words & names:
            return [(cue.start, last, _off(own, yaw, rise_m), 1.0)]
    return []


def _off(own: Movement, yaw: float, rise_m: float) -> Doubles:
    """(F, 3) a point three metres off, to the left by ``yaw`` of where the body faces, and higher."""
    angle = own.heading + yaw
    return head_of(own) + np.stack([3 * np.cos(angle), 3 * np.sin(angle), np.full(len(angle), rise_m)], -1)


def _place_of(company: Company, entity: str | None, point: tuple[float, float, float] | None) -> Doubles | None:
    if entity in company.movements:
        return head_of(company.movements[entity])
    return None if point is None else np.array(point, dtype=np.float64)[None, :]


def listening(times: Doubles, line: SpeechEvent) -> Doubles:
    """0-1 while a line is heard."""
    return window(times, line.start, line.end + 0.3)
