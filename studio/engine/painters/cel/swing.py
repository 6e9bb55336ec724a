"""Hair and cloth lag behind the body: a damped spring for each actor, worked out once for the whole shot."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.painters.cel.dangling import Worn, dangled
from studio.engine.painters.cel.figures.sewing import Hem
from studio.engine.painters.cel.pose import HEAD, actor_transforms
from studio.engine.performance import Actor, Floats, Matrix
from studio.engine.skeleton import INDEX

_STIFFNESS: Final = 90.0  # 1/s2: about one and a half swings a second
_DAMPING: Final = 7.0  # 1/s
_MOST_M: Final = 0.16
_STRETCH: Final = 0.15
"""What hangs is as long as it is: it can be thrown up, but hardly drawn down."""
_STEPS: Final = 4
_HANGS_M: Final = 0.13


@dataclass(frozen=True, eq=False)
class Swing:
    """Per frame: transforms of joints and of what hangs on them (F, J + H, 4, 4), and the swing of hair and cloth.

    hair, cloth: (F, 4) in metres, flutter last. hem: (F, R, 3) metres that the places of a skirt are moved, and its
    heights; None without one.
    """

    transforms: Matrix
    hair: Floats
    cloth: Floats
    hem: tuple[Matrix, tuple[float, float, float]] | None = None


def swing(
    actor: Actor, fps: int, wind: tuple[float, float], gusts: Floats | None = None, worn: Worn | None = None
) -> Swing:
    """How an actor's hair and clothes swing through a shot.

    Args:
        gusts: (F,) what the wind is of its mean; None steady. worn: what hangs on them by bones of its own, which
            come after the joints.
    """
    transforms = transforms_of(actor)
    crown = transforms[:, HEAD, :3, 3] + 0.1 * transforms[:, HEAD, :3, 2]
    hips = transforms[:, INDEX["pelvis"], :3, 3]
    blows = blows_of(len(transforms), wind, gusts)
    hair, cloth = _lag(crown, fps, blows, 0.011, _hung(transforms)), _lag(hips, fps, blows, 0.006)
    if worn is None or not worn.sewn:
        return Swing(transforms, hair, cloth)
    hung = dangled(worn, transforms, actor.root[:, 2].astype(np.float64), blows, fps)
    skirt = next((part for part in worn.sewn if isinstance(part, Hem)), None)
    hem = (hung.hem, skirt.heights) if skirt is not None else None
    return Swing(np.concatenate([transforms, hung.bones], axis=1), hair, cloth, hem)


def _hung(transforms: Matrix) -> Matrix:
    """How far gravity takes hair from where head and chest carry it, (F, 3) metres: its ends hang however they lean."""
    carried = 0.5 * (transforms[:, HEAD, :3, 2] + transforms[:, INDEX["chest"], :3, 2])
    return _HANGS_M * (carried - np.array([0.0, 0.0, 1.0]))


def transforms_of(actor: Actor) -> Matrix:
    """World transforms of an actor's joints through the shot, (F, J, 4, 4)."""
    return np.stack([actor_transforms(actor, frame) for frame in range(len(actor.heading))])


def blows_of(frames: int, wind: tuple[float, float], gusts: Floats | None) -> Matrix:
    """The wind of every frame, (F, 2) metres a second."""
    return np.outer(np.ones(frames) if gusts is None else gusts, wind)


def _lag(path: Matrix, fps: int, blows: Matrix, lift: float, hung: Matrix | None = None) -> Floats:
    """Displacement of something hung on a moving point, (F, 4), in a wind (F, 2). hung: (F, 3) where it is at rest."""
    strength = np.hypot(blows[:, 0], blows[:, 1])
    pushes = np.column_stack([blows, 0.1 * strength]) * lift + (0.0 if hung is None else hung)
    flutter = 0.004 + 0.002 * strength
    offset, speed = pushes[0].copy(), np.zeros(3)
    out = np.zeros((len(path), 4), np.float32)
    moved = np.diff(path, axis=0, prepend=path[:1])
    for frame, step in enumerate(moved):
        push = pushes[frame]
        for _ in range(_STEPS):
            offset = offset - step / _STEPS
            speed = speed + ((push - offset) * _STIFFNESS - speed * _DAMPING) / (fps * _STEPS)
            offset = offset + speed / (fps * _STEPS)
        length = float(np.linalg.norm(offset))
        shown = offset * (_MOST_M * np.tanh(length / _MOST_M) / length) if length > 1e-9 else offset
        out[frame] = (*shown[:2], max(shown[2], _STRETCH * shown[2]), flutter[frame])
    return out
