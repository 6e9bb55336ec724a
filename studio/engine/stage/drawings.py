"""Characters on ones, twos or threes while the camera and all that falls stay on ones: which drawing each frame shows.

A drawing is held for a few frames, as an animator's sheet has it; whoever is quick goes on ones, or the motion would
break up. Mouths stay on ones, so that they are on the sound.
Source: R. Williams, The Animator's Survival Kit (2001): normal actions on twos, fast ones and camera moves on ones.
"""

from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Actor, CameraPath, ClothTrack, Drawn, Floats, Performance, PropTrack
from studio.engine.skeleton import JOINTS
from studio.engine.stage import kinds
from studio.engine.stage.custody import Hand
from studio.timeline.film import Shot

USUAL: Final = 2.0
_QUICK_MPS: Final = 3.2
_STANDING_MPS: Final = 0.25
_ALONG: Final = 0.5
_NEAR_M: Final = 1.6
_LEVERS_M: Final = {
    "pelvis": 0.9,
    "spine": 0.5,
    "chest": 0.45,
    "neck": 0.25,
    "head": 0.2,
    "shoulder": 0.6,
    "elbow": 0.35,
    "hip": 0.8,
    "knee": 0.4,
}
"""How far the end of what hangs on a joint is from it, for an arm or a leg half stretched."""

Frames: TypeAlias = NDArray[np.int32]


def drawn(performance: Performance, shot: Shot, hands: tuple[Hand, ...]) -> Performance:
    """The performance with the drawings of its people, its animals and what is in their hands."""
    every, still_from = _told(shot)
    if every <= 1 and still_from >= 1:
        return performance
    still = round(still_from * performance.frames)
    actors = tuple(_drawn_actor(actor, performance, every, still) for actor in performance.actors)
    held: dict[str, Actor] = {actor.member.id: actor for actor in actors}
    props = tuple(_drawn_prop(track, performance, (every, still), held, hands) for track in performance.props)
    on_hold = {track.prop.id: track.drawn for track in props}
    cloths = tuple(_drawn_cloth(cloth, on_hold.get(cloth.of) if cloth.of else None) for cloth in performance.cloths)
    return replace(performance, actors=actors, props=props, cloths=cloths)


def _told(shot: Shot) -> tuple[int, float]:
    """How many frames a drawing is held, and from where of the shot on it stands still (1 nowhere)."""
    effects = [kinds.option("effects", effect) for effect in shot.effects]
    look = kinds.option("looks", shot.look).get("drawings", USUAL)
    every = [one["drawings"] for one in effects if "drawings" in one]
    still = [one["hold"] for one in effects if "hold" in one]
    return round(every[-1] if every else look), still[-1] if still else 1.0


def _drawn_actor(actor: Actor, performance: Performance, every: int, still: int) -> Actor:
    fps = performance.fps
    frames = held_frames(_swiftness(actor, fps) > _QUICK_MPS, every, still)
    along = _goes_along(actor.root, performance.camera, performance.props, fps) and still >= len(frames)
    return replace(actor, drawn=Drawn(frames, along))


def _drawn_prop(
    track: PropTrack,
    performance: Performance,
    sheet: tuple[int, int],
    actors: dict[str, Actor],
    hands: tuple[Hand, ...],
) -> PropTrack:
    """What is in a hand is on its owner's drawing, an animal on its own; everything else is left to physics."""
    count, fps = len(track.position), performance.fps
    if track.limbs is not None:
        speed = np.linalg.norm(np.gradient(track.position.astype(float), axis=0), axis=1) * fps
        along = _goes_along(track.position, performance.camera, (), fps) and sheet[1] >= count
        return replace(track, drawn=Drawn(held_frames(speed > _QUICK_MPS, *sheet), along))
    frames = np.arange(count, dtype=np.int32)
    along = False
    for hand in (hand for hand in hands if hand.thing == track.prop.id and hand.who in actors):
        owner = actors[hand.who].drawn
        if owner is not None:
            held = (owner.frames >= hand.start * fps) & (owner.frames <= hand.end * fps)
            frames[held] = owner.frames[held]
            along = along or owner.along
    return track if np.array_equal(frames, np.arange(count)) else replace(track, drawn=Drawn(frames, along))


def _drawn_cloth(cloth: ClothTrack, drawn: Drawn | None) -> ClothTrack:
    """What hangs on a thing is on its drawing; where that goes along, its cloth goes on by itself."""
    return cloth if drawn is None or drawn.along else replace(cloth, points=cloth.points[drawn.frames])


def held_frames(quick: NDArray[np.bool_], every: int, still: int) -> Frames:
    """(F,) which frame's drawing each frame shows: every so-manieth, each its own where it is quick.

    | 0 0 2 2 4 4 | 6 7 8 9 | 10 10 |   on twos, quick from 6 to 9

    Args:
        still: from this frame on nothing changes.
    """
    count = len(quick)
    frames = np.arange(count, dtype=np.int32)
    for first in range(0, count, every):
        if not quick[first : first + every].any():
            frames[first : first + every] = first
    frames[still:] = frames[min(still, count - 1)]
    return frames


def _swiftness(actor: Actor, fps: int) -> NDArray[np.float64]:
    """(F,) about how fast the quickest part of a body goes, metres a second."""
    turns = actor.joints.astype(float)
    cosine = np.abs((turns[1:] * turns[:-1]).sum(-1)).clip(0.0, 1.0)
    levers = np.array([next((m for name, m in _LEVERS_M.items() if joint.startswith(name)), 0.2) for joint in JOINTS])
    swing = (2 * np.arccos(cosine) * levers).max(axis=1)
    way = np.hypot(*np.diff(actor.root[:, :2].astype(float), axis=0).T)
    rise = np.abs(np.diff(actor.lift.astype(float)))
    spin = np.abs(np.diff(np.unwrap(actor.heading.astype(float)))) * 0.4
    speed = (np.maximum(swing, spin) + np.hypot(way, rise)) * fps
    return np.concatenate([speed, speed[-1:]]) if len(speed) else np.zeros(len(actor.root))


def _goes_along(root: Floats, camera: CameraPath, props: tuple[PropTrack, ...], fps: int) -> bool:
    """Whether somebody moves with the camera, or rides: held in their place they would shake in the picture."""
    way = np.diff(root[:, :2].astype(float), axis=0) * fps
    going = np.hypot(*way.T) > _STANDING_MPS
    if not going.any():
        return False
    others = [camera.eye[:, :2], *(track.position[:, :2] for track in props if _carries(track, root))]
    return any(_with(way[going], np.diff(other.astype(float), axis=0)[going] * fps) for other in others)


def _carries(track: PropTrack, root: Floats) -> bool:
    return bool(np.hypot(*(track.position[:, :2] - root[:, :2]).T).max() < _NEAR_M)


def _with(way: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether two go the same way for most of the time, (N, 2) metres a second each."""
    apart = np.hypot(*(way - other).T)
    return float(np.median(apart / np.hypot(*way.T))) < _ALONG
