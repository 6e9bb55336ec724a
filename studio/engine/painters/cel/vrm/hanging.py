"""What sways on a figure, hung on bones: eight pendulums round the head for hair, eight round the hips for skirts.

The cel painter lets hair and cloth lag by a weight on every vertex; other programs swing bones. Each vertex follows the
two nearest pendulums of its group as far as it sways.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figure import Figure
from studio.engine.painters.cel.figures.sewing import Hem, Sewn, Strip
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.skeleton import INDEX, JOINTS

Doubles = NDArray[np.float64]

_SECTORS: Final = 8
_LEAST_SWAY: Final = 0.02
_FULL_SWAY: Final = 1.1
_WAIST: Final = 3.35  # head units; cloth that hangs from higher up is a scarf's or a collar's


@dataclass(frozen=True)
class Hung:
    """One pendulum: its name, the joint it hangs from, and where it begins and ends, head units."""

    name: str
    group: str
    anchor: int
    root: Doubles
    tip: Doubles


@dataclass(frozen=True, eq=False)
class Rigging:
    """The pendulums, and for each vertex four bones (joints first, pendulums numbered on from them) and weights."""

    hung: tuple[Hung, ...]
    bones: NDArray[np.uint8]
    weights: NDArray[np.float32]


def rigging_of(figure: Figure) -> Rigging:
    """The figure's two-joint weights with what sways hung on pendulums; a wide sleeve keeps to its arm."""
    mesh, rest = figure.mesh, figure.rest
    bones = np.zeros((len(mesh.position), 4), np.uint8)
    weights = np.zeros((len(mesh.position), 4))
    bones[:, :2] = mesh.bones
    weights[:, 0], weights[:, 1] = 1 - mesh.weight, mesh.weight
    hung = _strips(figure.sewn, bones, weights)
    hair = mesh.surface == Surface.HAIR
    low = mesh.position[:, 2] < _WAIST
    for group, among, anchor in (
        ("hair", hair, "head"),
        ("skirt", ~hair & low, "pelvis"),
        ("scarf", ~hair & ~low, "chest"),
    ):
        loose = np.flatnonzero(among & (mesh.sway > _LEAST_SWAY))
        if len(loose):
            hung += _hang(mesh, loose, (group, INDEX[anchor], rest), (bones, weights, len(JOINTS) + len(hung)))
    return Rigging(tuple(hung), bones, _merged(bones, weights).astype(np.float32))


def _merged(bones: NDArray[np.uint8], weights: Doubles) -> Doubles:
    """The weights with a bone that pulls a vertex twice pulling it once, as glTF asks for; each vertex has 1 in all."""
    once = weights.copy()
    for later in range(1, bones.shape[1]):
        for earlier in range(later):
            twice = (bones[:, earlier] == bones[:, later]) & (once[:, earlier] > 0)
            once[twice, earlier] += once[twice, later]
            once[twice, later] = 0.0
    return once / once.sum(axis=1, keepdims=True)


def _strips(sewn: tuple[Sewn, ...], bones: NDArray[np.uint8], weights: Doubles) -> list[Hung]:
    """A pendulum for each strip; writes which vertices follow it, in ``bones`` and ``weights``, and how far."""
    hung: list[Hung] = []
    first, given = len(JOINTS), bones[:, :2].astype(np.float64)
    for part in (part for part in sewn if not isinstance(part, Hem)):
        own = (given >= first) & (given < first + part.bones)
        share = np.sum(np.where(own, weights[:, :2] * (given - first + 0.5) / part.bones, 0.0), axis=1)
        first += part.bones
        mine = own.any(axis=1)
        if isinstance(part, Strip):
            bones[mine] = (part.anchor, len(JOINTS) + len(hung), 0, 0)
            weights[mine, 0], weights[mine, 1] = 1 - share[mine], share[mine]
            group = "hair" if part.name == "hair" else "scarf"
            hung.append(Hung(f"{part.name}_{len(hung)}", group, part.anchor, part.points[0], part.points[-1]))
        else:
            bones[:, :2][own] = part.anchor
    return hung


def _hang(
    mesh: Mesh,
    loose: NDArray[np.int64],
    group: tuple[str, int, Doubles],
    skin: tuple[NDArray[np.uint8], Doubles, int],
) -> list[Hung]:
    """Pendulums for the loose vertices of a group; writes their bones and weights."""
    name, anchor, rest = group
    bones, weights, first = skin
    points = mesh.position[loose].astype(np.float64)
    sway = mesh.sway[loose].astype(np.float64)
    middle = rest[anchor]
    angle = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    turn = np.asarray(angle / (2 * np.pi) * _SECTORS, np.float64)
    nearest = np.asarray(np.rint(turn), np.int64) % _SECTORS
    used = np.unique(nearest)
    number = {int(sector): place for place, sector in enumerate(used)}
    hung = [
        _pendulum(f"{name}_{sector}", (name, anchor), points[nearest == sector], sway[nearest == sector])
        for sector in used
    ]
    share = np.clip(sway / _FULL_SWAY, 0, 0.9)
    beside = (nearest + np.where(turn - np.rint(turn) >= 0, 1, -1)) % _SECTORS
    beside = np.where(np.isin(beside, used), beside, nearest)
    over = np.abs(turn - np.rint(turn))
    weights[loose, :2] *= 1 - share[:, None]
    weights[loose, 2], weights[loose, 3] = share * (1 - over), share * over
    bones[loose, 2] = [first + number[int(sector)] for sector in nearest]
    bones[loose, 3] = [first + number[int(sector)] for sector in beside]
    return hung


def _pendulum(name: str, place: tuple[str, int], points: Doubles, sway: Doubles) -> Hung:
    """From where the least swaying of the points are to where the most swaying hang."""
    order = np.argsort(sway, kind="stable")
    some = max(1, len(order) // 6)
    root, tip = points[order[:some]].mean(0), points[order[-some:]].mean(0)
    if np.linalg.norm(tip - root) < 0.05:
        tip = root - np.array([0.0, 0.0, 0.2])
    return Hung(name, *place, root, tip)
