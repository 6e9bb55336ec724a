"""Anime physics: a play that was true to life, exaggerated as animators do, by the shot's own dial.

Hang time at the top of jumps and throws, squash and stretch of what flies and bounces, and a few frames' freeze on
hard contacts. Where things begin and end, and who catches what, stays as it was played.
Source: Thomas and Johnston, The Illusion of Life (1981), ch. 3: timing, squash and stretch.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.performance import Accent, Actor, Contact, ContactKind, Floats, Performance, PropTrack
from studio.engine.stage import kinds
from studio.engine.stage.retiming import Pace, frozen, lingering, moved, retimed_actor, retimed_cloth, retimed_prop
from studio.engine.stage.rotation import Doubles

_GRAVITY: Final = 9.81
_LEAST_FLIGHT_S: Final = 0.24
_LINGER: Final = 0.8
_HARD_MPS: Final = 2.2
_HARD_STEP_NS: Final = 60.0
_FREEZE_FRAMES: Final = (1, 4)
_CATCH_UP_S: Final = 0.5
_MOST_FREEZES: Final = 4
_APART_S: Final = 0.5
_SOFTNESS: Final = {
    "rubber": 1.0,
    "cloth": 0.9,
    "paper": 0.7,
    "flesh": 0.9,
    "plastic": 0.7,
    "leather": 0.7,
    "snow": 0.9,
}
_STIFF: Final = 0.35
_STRETCH_PER_MPS: Final = 0.085
_MOST_STRETCH: Final = 0.45
_SQUASH_PER_MPS: Final = 0.10
_MOST_SQUASH: Final = 0.5
_SPRING_S: Final = 0.22


def exaggerated(performance: Performance, physics: float) -> Performance:
    """The performance with the dial turned up: 0 as it was played, the very same, to 1."""
    if physics <= 0.0:
        return performance
    performance = _with_hang_time(performance, min(physics, 1.0))
    props = tuple(_squashed(track, performance, min(physics, 1.0)) for track in performance.props)
    return _with_freezes(replace(performance, props=props), min(physics, 1.0))


# --- hang time --------------------------------------------------------------------------------------
def _with_hang_time(performance: Performance, physics: float) -> Performance:
    """Whoever jumps and whatever is thrown stays up at the top for longer, and is quicker below."""
    actors: list[Actor] = []
    props = list(performance.props)
    for actor in performance.actors:
        for pace, first, last in _flights(actor.lift + actor.root[:, 2], performance.fps, physics):
            props = [retimed_prop(track, pace) if _carried(track, actor, first, last) else track for track in props]
            actor = retimed_actor(actor, pace)
        actors.append(actor)
    done = [_hung(track, performance.fps, physics) for track in props]
    return replace(performance, actors=tuple(actors), props=tuple(done))


def _hung(track: PropTrack, fps: int, physics: float) -> PropTrack:
    for pace, _, _ in _flights(track.position[:, 2], fps, physics):
        track = retimed_prop(track, pace)
    return track


def _flights(height: Floats, fps: int, physics: float) -> list[tuple[Pace, int, int]]:
    """The pace of every free flight with its top within it, and its first and last frame."""
    fall = np.diff(height.astype(float), 2) * fps * fps
    free = np.concatenate([[False], np.abs(fall + _GRAVITY) < 0.25 * _GRAVITY, [False]])
    edges = np.flatnonzero(np.diff(free.astype(int), prepend=0, append=0))
    found: list[tuple[Pace, int, int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        first, last = int(start), int(end) - 1
        top = first + int(np.argmax(height[first : last + 1]))
        if last - first >= _LEAST_FLIGHT_S * fps and first + 1 < top < last - 1:
            found.append((lingering(len(height), first, last, float(top), _LINGER * physics), first, last))
    return found


def _carried(track: PropTrack, actor: Actor, first: int, last: int) -> bool:
    """Whether a thing goes up and down with somebody."""
    part = slice(first, last + 1)
    near = np.hypot(*(track.position[part, :2] - actor.root[part, :2]).T).max() < 1.2
    rises = track.position[part, 2] - (actor.lift + actor.root[:, 2])[part]
    return bool(near) and float(np.ptp(rises)) < 0.25


# --- squash and stretch -----------------------------------------------------------------------------
def _squashed(track: PropTrack, performance: Performance, physics: float) -> PropTrack:
    """A thing drawn out along its way as it flies, flattened where it strikes, and springing back."""
    kind = kinds.kind_of(track.prop)
    if kind.fixed or track.shard is not None:
        return track
    soft = physics * _SOFTNESS.get(track.prop.material or kind.material, _STIFF)
    fps, way = performance.fps, np.gradient(track.position.astype(float), axis=0) * performance.fps
    speed = np.linalg.norm(way, axis=1)
    flying = _flying(track, fps)
    factor = 1 + np.where(flying, np.minimum(_STRETCH_PER_MPS * np.maximum(speed - 1.0, 0), _MOST_STRETCH), 0.0) * soft
    axis = way / np.maximum(speed, 1e-6)[:, None]
    axis[speed < 1e-3] = (0.0, 0.0, 1.0)
    position = track.position.copy()
    for contact in performance.contacts:
        if contact.kind is ContactKind.STRIKE and track.prop.id in contact.bodies:
            blow = contact.impulse / max(kind.mass_kg, 1e-3)
            _flatten(axis, factor, contact, (blow, soft, fps))
    low = np.abs(axis[:, 2]) * (1 - factor) * min(kind.size_m) / 2
    position[:, 2] -= np.where(factor < 1, low, 0.0).astype(np.float32)
    stretch = np.column_stack([axis, factor]).astype(np.float32)
    return replace(track, position=position, stretch=stretch if np.ptp(factor) > 1e-6 else None)


def _flying(track: PropTrack, fps: int) -> np.ndarray:
    """(F,) whether a thing falls freely, in a frame or beside it."""
    fall = np.diff(track.position[:, 2].astype(float), 2) * fps * fps
    free = np.concatenate([[False], np.abs(fall + _GRAVITY) < 0.5 * _GRAVITY, [False]])
    return free | np.roll(free, 1) & np.roll(free, -1)


def _flatten(axis: Doubles, factor: Doubles, contact: Contact, blow: tuple[float, float, int]) -> None:
    """From a contact on: flat along the vertical, then springing to and fro until it is itself again."""
    strength, soft, fps = blow
    deep = min(_MOST_SQUASH, _SQUASH_PER_MPS * max(strength - 0.8, 0.0)) * soft
    first = _frame(contact, fps)
    for frame in range(first, min(len(factor), first + round(2 * _SPRING_S * fps) + 1)):
        age = max(0.0, frame / fps - contact.time)
        swing = np.exp(-age / (0.45 * _SPRING_S)) * np.cos(2 * np.pi * age / (1.6 * _SPRING_S))
        wanted = 1 - deep * float(swing)
        if abs(wanted - 1) > abs(factor[frame] - 1) * 0.6:
            axis[frame], factor[frame] = (0.0, 0.0, 1.0), wanted


# --- impact freeze ----------------------------------------------------------------------------------
def _with_freezes(performance: Performance, physics: float) -> Performance:
    """Hold the hardest contacts for a few frames; contacts, and so their sounds, move with what is seen."""
    hits = _hardest(performance)
    held = round(_FREEZE_FRAMES[0] + (_FREEZE_FRAMES[1] - _FREEZE_FRAMES[0]) * physics)
    held = max(2, held)
    over = round(_CATCH_UP_S * performance.fps)
    fits = [hit for hit in hits if _frame(hit, performance.fps) + held + over + 1 < performance.frames]
    if not fits:
        return performance
    holds = tuple((_frame(hit, performance.fps), held, over) for hit in fits)
    pace = frozen(performance.frames, holds)
    accents = tuple(Accent(_at(hit, pace, performance.fps), hit.position, physics) for hit in fits)
    return replace(
        performance,
        actors=tuple(retimed_actor(actor, pace) for actor in performance.actors),
        props=tuple(_paced(track, pace) for track in performance.props),
        cloths=tuple(retimed_cloth(track, pace) for track in performance.cloths),
        contacts=tuple(replace(one, time=_at(one, pace, performance.fps)) for one in performance.contacts),
        accents=accents,
    )


def _paced(track: PropTrack, pace: Pace) -> PropTrack:
    if track.stretch is None:
        return retimed_prop(track, pace)
    stretch = moved(track.stretch, pace)
    stretch[:, :3] = track.stretch[np.clip(np.rint(pace.times).astype(int), 0, len(stretch) - 1), :3]
    return replace(retimed_prop(track, pace), stretch=stretch)


def _frame(hit: Contact, fps: int) -> int:
    """The first frame that shows a contact."""
    return int(np.ceil(hit.time * fps - 1e-6))


def _at(contact: Contact, pace: Pace, fps: int) -> float:
    return pace.shown_at(contact.time * fps) / fps


def _hardest(performance: Performance) -> list[Contact]:
    """The hard contacts in time order, the hardest first choice, none too close to another."""
    masses = {str(track.prop.id): kinds.kind_of(track.prop).mass_kg for track in performance.props}
    scored = [(score, hit) for hit in performance.contacts if (score := _hardness(hit, masses)) > 1.0]
    reach = _APART_S + _CATCH_UP_S
    chosen: list[Contact] = []
    for _, hit in sorted(scored, key=lambda pair: (-pair[0], pair[1].time)):
        if len(chosen) < _MOST_FREEZES and all(abs(hit.time - other.time) > reach for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.time)


def _hardness(hit: Contact, masses: dict[str, float]) -> float:
    """Above 1 it is worth a freeze: by the speed that a blow takes from the lighter body, or a landing's weight."""
    if hit.kind is ContactKind.STEP:
        return hit.impulse / _HARD_STEP_NS
    mass = min((masses[body] for body in hit.bodies if body in masses), default=0.0)
    if mass <= 0.0 or hit.kind not in (ContactKind.STRIKE, ContactKind.SPLASH, ContactKind.BREAK):
        return 0.0
    return hit.impulse / mass / _HARD_MPS
