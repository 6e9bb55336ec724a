"""Sight lines: how well a set-up sees everybody, and so which of several is best."""

import math

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage import kinds
from studio.engine.stage.edges import cut_by_the_edge, off_the_middle, unseen_share
from studio.engine.stage.focusing import rack_between
from studio.engine.stage.framing import ASPECT, field_of_view
from studio.engine.stage.moves import eyes as seen_from
from studio.engine.stage.obstruction import CELL_M, crowded, hidden
from studio.engine.stage.rotation import Doubles, crossed, unit, wrapped
from studio.engine.stage.viewing import Scene, Setup, Subject, bodies_of, frame_height, gone_along, single
from studio.timeline.film import Camera

CLOSE_BODIES = 0.6  # frames less high than this are about faces, and about nobody else
HIDDEN, LINE, PUSHED, TOUCHING = 4.0, 2.5, 9.0, 1.5
OVERLOOKS, GROUND_M, FROM_ABOVE_RAD = 0.12, 16.0, 0.7
"""What each metre costs that a look down goes further than sets reach; how far that is; what looks down."""
LACKS = 4.0  # what it costs that a frame shows less than it must, by the logarithm of it
COMPETES, LEVEL_M = 0.7, 0.8  # what it costs to have another face as large as the subject's, about as far away
HALVED, OFF_MIDDLE, EMPTY = 1.6, 2.5, 3.0
"""What it costs that an edge halves another's face; that who is alone stands aside; frames without whom it is about."""
HEADLESS = 1.8  # what it costs to have a body in the picture whose head is not
ALOFT, ALOFT_M = 1.6, 1.5  # what each metre costs that an eye-level lens is higher than this above what it looks at
CROWDED, BEFORE_SHARE, BEFORE_M = 3.0, 0.45, 3.0
"""What stands near the lens: what a frame full of it costs; how far that is, of the subject's distance, at most."""
_SPREAD = tuple((x, y) for x in (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9) for y in (-0.6, -0.2, 0.2, 0.6))
TOWARDS_RAD = 2.0  # a head that does not quite turn to the other one still looks their way
THREE_QUARTERS_RAD = 0.78  # a face turned further than this from the lens goes on to profile
PROFILE_RAD = 1.5  # and from here on to the back of a head


def flaws(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """How bad a set-up is: faces turned away, people behind people or walls, things out of frame."""
    turned_away = "turn_deg" in kinds.option("angles", camera.angle)
    faces = 0.0 if turned_away else 2.2 if bodies_of(camera) < CLOSE_BODIES else 1.0
    total = 0.12 * abs(abs(wrapped(setup.azimuth + math.pi / 2)) - 0.36)
    view = 2 * setup.distance * math.tan(setup.fov / 2)
    tall = max((float(s.height.max()) for s in focus), default=1.5)
    total += 0.6 * abs(math.log(view / frame_height(camera, scene, tall)))
    total += OVERLOOKS * _overlooks(setup) + LACKS * setup.lacks
    if "pitch_deg" not in kinds.option("angles", camera.angle):
        total += ALOFT * max(0.0, setup.eye[2] - setup.aim[2] - ALOFT_M)
    total += 5.0 * max(0.0, setup.fov - field_of_view(camera, scene) - math.radians(8))
    if kinds.axis_of(camera.move) == "rack":
        total += _too_level(setup, camera, scene)
    total += 0.5 * _near_bounds(setup, camera, scene, focus) + PUSHED * _out_of_bounds(setup, scene)
    total += 0.0 if turned_away else _crosses_the_line(setup, camera, scene, focus)
    frames = _sampled_frames(scene.frames)
    eyes = seen_from(camera, setup, scene)
    total += HIDDEN * _hidden_by_the_set(eyes, camera, scene, focus)
    total += CROWDED * _near_the_lens(setup, eyes, scene)
    if not scene.subjects:
        return total
    close, alone = bodies_of(camera) < CLOSE_BODIES, single(camera, focus)
    counts = _counts(scene, frames)
    blemishes = (view_flaws(scene, eyes[frames], frames, faces) * counts).sum(0, where=_framed(scene, frames))
    blemishes /= counts.sum(0)
    total += OFF_MIDDLE * off_the_middle(setup, focus[0], frames) if alone else 0.0
    total += EMPTY * unseen_share(setup, eyes - eyes[0], focus, frames) if focus else 0.0
    for subject, blemish in zip(scene.subjects, blemishes.tolist(), strict=True):
        if scene.owns(subject):
            continue
        named = subject.id in scene.opening.named
        weight = 1.0 if subject in focus else 0.5 if named else 0.25
        if (close or alone) and subject not in focus:
            total += intrudes(setup, subject, focus, frames)
            continue
        total += 0.0 if named else _in_the_foreground(setup, subject, focus)
        total += weight * blemish
    return total


def _hidden_by_the_set(eyes: Doubles, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """0-1 for each subject: how much of it something painted on the set hides from eyes (F, 3), as the shot goes on."""
    total = 0.0
    for subject in focus:
        framed = range(scene.frames)[subject.framed]
        for frame in (framed[0], framed[len(framed) // 2], framed[-1]):
            total += hidden(scene.place, eyes[frame], _spots(subject, frame, camera)) / 3
    return total


def _near_the_lens(setup: Setup, eyes: Doubles, scene: Scene) -> float:
    """0-1: how much of the frame a pillar or a wall before the lens fills, as the shot begins, goes on and ends.

    Nothing for a lens so near to its subject that the maps are too coarse to tell.
    """
    if BEFORE_SHARE * setup.distance < 2 * CELL_M:
        return 0.0
    ahead = unit(np.array(setup.aim) - np.array(setup.eye))
    right = np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth), 0.0])
    reach, half = min(BEFORE_SHARE * setup.distance, BEFORE_M), math.tan(setup.fov / 2)
    across, up = (np.array(_SPREAD) * (half * ASPECT, half)).T
    rays = ahead + across[:, None] * right + up[:, None] * crossed(right, ahead)
    moments = (eyes[0], eyes[len(eyes) // 2], eyes[-1])
    return sum(crowded(scene.place, eye, eye + reach * rays) for eye in moments) / 3


def _spots(subject: Subject, frame: int, camera: Camera) -> Doubles:
    """(N, 3) places of a subject that the frame shows: the face, and the body as far down as it goes."""
    face = subject.face[frame]
    if not subject.person:
        return face[None]
    foot, shares = subject.foot[frame], [0.72]
    shares += [0.5] if bodies_of(camera) > 0.55 else []
    shares += [0.25] if bodies_of(camera) > 1.0 else []
    tall = float(subject.top[frame] - foot[2])
    body = [np.array([foot[0], foot[1], foot[2] + share * tall]) for share in shares]
    return np.array([face, face, *body])


def _crosses_the_line(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """Whether somebody alone in frame looks the other way across the screen than where the other one is.

    The line is the one that the wide frames keep to, seen from before the set: whoever stands to the left there
    looks to the right in every closer frame.
    """
    if len(focus) != 1 or not focus[0].person or bodies_of(camera) > 1.4:
        return 0.0
    own = focus[0]
    others = [s for s in scene.subjects if s.person and s is not own]
    here = own.foot[0, :2]
    other = min(others, key=lambda s: float(np.linalg.norm(s.foot[0, :2] - here)), default=None)
    if other is None or abs(float(other.foot[0, 0] - here[0])) < 0.15:
        return 0.0
    way = math.copysign(1.0, float(other.foot[0, 0] - here[0]))
    to = other.foot[0, :2] - here
    right = np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth)])
    crossed = 0.0 if way * float(to @ right) > 0.05 else LINE
    middle = float(own.facing[len(own.facing) // 2])
    looks = float(np.array([math.cos(middle), math.sin(middle)]) @ right)
    towards = abs(wrapped(math.atan2(to[1], to[0]) - middle)) < TOWARDS_RAD
    return crossed + (LINE * max(0.0, min(1.0, (0.15 - way * looks) / 0.2)) if towards else 0.0)


def _too_level(setup: Setup, camera: Camera, scene: Scene) -> float:
    """A pulled focus tells only between two that are well apart in depth."""
    eye, aim = np.array(setup.eye), np.array(setup.aim)
    pair = rack_between(camera, scene, eye, aim)
    if pair[0] is None or pair[1] is None:
        return 0.0
    ahead = (aim - eye) / setup.distance
    apart = abs(float((pair[1].face[0] - pair[0].face[0]) @ ahead))
    return 2.5 * max(0.0, 1.0 - apart / max(0.3 * setup.distance, 0.8))


def _near_bounds(setup: Setup, camera: Camera, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """How close to the set's sides the camera comes, at the start and where it follows to."""
    bounds = scene.opening.set.camera_bounds_m
    if bounds is None:
        return 0.0
    gone = gone_along(camera, scene, focus)[-1]
    middle, half = (bounds[0] + bounds[1]) / 2, (bounds[1] - bounds[0]) / 2
    sides = [abs(x - middle) / half for x in (setup.eye[0], setup.eye[0] + float(gone[0]))]
    return max(0.0, max(sides) - 0.75) * 4


def _out_of_bounds(setup: Setup, scene: Scene) -> float:
    """0-1: how far outside the set the camera would stand; it would be pushed in, and see from another side."""
    bounds = scene.opening.set.camera_bounds_m
    if bounds is None:
        return 0.0
    x, y, _ = setup.eye
    return min(1.0, max(bounds[0] - x, x - bounds[1], bounds[2] - y, y - bounds[3], 0.0))


def _in_the_foreground(setup: Setup, other: Subject, focus: tuple[Subject, ...]) -> float:
    """How much somebody the shot is not about stands between the camera and its subject's surroundings."""
    if not focus or not other.person:
        return 0.0
    eye = np.array(setup.eye)[:2]
    to, ahead = other.foot[0, :2] - eye, np.array(setup.aim)[:2] - eye
    angle = abs(wrapped(math.atan2(to[1], to[0]) - math.atan2(ahead[1], ahead[0])))
    nearest = min(float(np.linalg.norm(s.foot[0, :2] - eye)) for s in focus)
    near = float(np.linalg.norm(to)) < nearest - 0.25
    return 0.9 if near and angle < 1.05 * setup.fov else 0.0


def intrudes(setup: Setup, other: Subject, focus: tuple[Subject, ...], frames: list[int]) -> float:
    """What it costs that somebody whom a frame is not about is in it: before or beside whom it is of, or cut off."""
    total = _beside(setup, other, focus, frames) + HEADLESS * _headless(setup, other, frames)
    return total + HALVED * cut_by_the_edge(setup, other, frames)


def crowd(setup: Setup, scene: Scene, focus: tuple[Subject, ...]) -> float:
    """What everybody else costs a frame of one person, at its beginning, middle and end."""
    frames = [0, scene.frames // 2, scene.frames - 1]
    return sum(intrudes(setup, other, focus, frames) for other in scene.subjects if other not in focus)


def _beside(setup: Setup, other: Subject, focus: tuple[Subject, ...], frames: list[int]) -> float:
    """How much somebody a close frame is not about crowds it: cut by its edge, or pressed up behind the subject."""
    if not other.person:
        return 0.0
    eye, half = np.array(setup.eye)[:2], 0.9 * setup.fov
    total = 0.0
    for frame in frames:
        to = other.foot[frame, :2] - eye
        away = max(float(np.linalg.norm(to)), 0.3)
        ahead = focus[0].foot[frame, :2] - eye
        middle, seen = math.atan2(ahead[1], ahead[0]), math.atan2(to[1], to[0])
        wide = math.atan(0.24 / away)
        from_axis = abs(wrapped(seen - math.atan2(setup.aim[1] - eye[1], setup.aim[0] - eye[0])))
        if from_axis - wide > half:
            continue
        near = away < float(np.linalg.norm(ahead)) - 0.2
        touching = abs(wrapped(seen - middle)) < wide + math.atan(0.24 / max(float(np.linalg.norm(ahead)), 0.3))
        covered = max(0.0, min(half, from_axis + wide) - max(-half, from_axis - wide)) / (2 * half)
        level = abs(away - float(np.linalg.norm(ahead))) < LEVEL_M
        total += 1.5 + 5.0 * covered if near else TOUCHING if touching else COMPETES if level else 0.25
    return total / len(frames)


def _overlooks(setup: Setup) -> float:
    """Metres that a view from above goes over the ground beyond what a set has of it: there is nothing to see there."""
    top = setup.elevation - setup.fov / 2
    if setup.elevation < FROM_ABOVE_RAD or top <= 0:
        return 0.0
    across = setup.eye[2] / math.tan(top)
    furthest = abs(setup.eye[1] - math.sin(setup.azimuth) * across)
    return max(0.0, furthest - GROUND_M)


def _headless(setup: Setup, other: Subject, frames: list[int]) -> float:
    """0-1: in how many of the frames the picture shows somebody's body and cuts the face off."""
    if not other.person:
        return 0.0
    eye = np.array(setup.eye)
    ahead = unit(np.array(setup.aim) - eye)
    right = np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth), 0.0])
    half = math.tan(setup.fov / 2)
    to = other.face[frames] - eye
    deep = np.maximum(to @ ahead, 1e-3)
    across, high = np.abs(to @ right) / deep / half / ASPECT, (to @ crossed(right, ahead)) / deep / half
    shoulder = 0.22 / deep / half / ASPECT
    seen = (to @ ahead > 0.3) & (across - shoulder < 0.97) & (high > -0.8)
    return float((seen & ((high > 0.92) | (across > 0.96))).mean())


def _sampled_frames(frames: int) -> list[int]:
    return sorted({(frames - 1) * step // 8 for step in range(9)})


def _framed(scene: Scene, frames: list[int]) -> NDArray[np.bool_]:
    """(F, S) whether each subject is to be in the picture in some frames."""
    every = np.arange(scene.frames)
    return np.stack([np.isin(frames, every[subject.framed]) for subject in scene.subjects], -1)


def _counts(scene: Scene, frames: list[int]) -> Doubles:
    """(F, S) how much each subject's looks count in some frames."""
    even = np.ones(len(frames))
    told = [scene.telling.get(subject.id) for subject in scene.subjects]
    return np.stack([even if weights is None else weights[frames] for weights in told], -1)


def view_flaws(scene: Scene, eyes: Doubles, frames: list[int], faces: float) -> Doubles:
    """(F, S) how badly eyes (F, 3) see every subject in some frames: turned away, behind walls, behind others.

    faces: how much it matters that a face is turned away.
    """
    spots = np.stack([subject.face[frames] for subject in scene.subjects], 1)
    return (
        faces * _turned_away(scene, eyes, frames, spots)
        + 2.5 * _walls_between(eyes, spots, scene)
        + (1.8 * _covered(scene, eyes, frames, spots))
    )


def _turned_away(scene: Scene, eyes: Doubles, frames: list[int], spots: Doubles) -> Doubles:
    """(F, S) how far from three quarters each face is turned, of people and of large animals; nothing for things."""
    to = eyes[:, None] - spots
    facing = np.stack([subject.facing[frames] for subject in scene.subjects], 1)
    off = np.abs((np.arctan2(to[..., 1], to[..., 0]) - facing + math.pi) % (2 * math.pi) - math.pi)
    profile, lost = np.clip(np.minimum(off, 1.8) - THREE_QUARTERS_RAD, 0, None), np.clip(off - PROFILE_RAD, 0, None)
    flaws = 1.1 * np.clip(off - 0.55, 0, None) + 1.4 * profile + 4.0 * lost + 0.2 * np.clip(0.3 - off, 0, None)
    return flaws * np.array([subject.person or subject.head_m > 0 for subject in scene.subjects])


def _walls_between(eyes: Doubles, spots: Doubles, scene: Scene) -> Doubles:
    """(F, S) how many solids are between eyes (F, 3) and spots (F, S, 3). Source: slab method."""
    low, high = scene.solids
    start = eyes[:, None, None]
    delta = spots[:, :, None] - start
    safe = np.where(np.abs(delta) < 1e-9, 1e-9, delta)
    first, second = (low - start) / safe, (high - start) / safe
    enter = np.minimum(first, second).max(-1)
    leave = np.maximum(first, second).min(-1)
    return ((enter < np.minimum(leave, 0.97)) & (leave > 0)).sum(-1).astype(np.float64)


def _covered(scene: Scene, eyes: Doubles, frames: list[int], spots: Doubles) -> Doubles:
    """(F, S) 0-1 for every other body: how far it is in front of a subject's face, all of them added up."""
    foot = np.stack([subject.foot[frames, :2] for subject in scene.subjects], 1)
    top = np.stack([subject.top[frames] for subject in scene.subjects], 1)
    radius = np.array([subject.radius for subject in scene.subjects])
    line = (spots[..., :2] - eyes[:, None, :2])[:, :, None]
    to = (foot - eyes[:, None, :2])[:, None]
    length = np.maximum(np.hypot(line[..., 0], line[..., 1]), 1e-6)
    along = (line * to).sum(-1) / length
    across = np.abs(line[..., 0] * to[..., 1] - line[..., 1] * to[..., 0]) / length
    clear = (np.minimum(radius, 0.25)[:, None] * 0.9 + radius) * np.maximum(0.4, along / length)
    before = (along > 0.05) & (along < length - 0.05) & (spots[..., 2, None] <= top[:, None] + 0.1)
    before &= ~np.eye(len(radius), dtype=bool) & (radius < 2.0)
    return np.where(before, np.clip(1.0 - across / clear, 0.0, None), 0.0).sum(-1)
