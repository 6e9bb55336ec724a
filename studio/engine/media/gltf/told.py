"""What a VRM says of its character, in common terms of both versions."""

from dataclasses import dataclass

from studio.engine.media.gltf.geometry import Target
from studio.engine.media.gltf.tree import Doubles


@dataclass(frozen=True)
class Expression:
    """moves: morph targets and how far; slides: (material, offset, scale) of textures; binary: there or not."""

    moves: tuple[tuple[Target, float], ...] = ()
    slides: tuple[tuple[int, tuple[float, float], tuple[float, float]], ...] = ()
    binary: bool = False
    stills_blink: bool = False
    stills_mouth: bool = False


@dataclass(frozen=True)
class Gaze:
    """How eyes follow: turned as bones, or by expressions. Pairs: for so many degrees of a look, so much of it.

    Turned inwards, outwards, down and up.
    """

    by_bones: bool = True
    inner: tuple[float, float] = (90.0, 10.0)
    outer: tuple[float, float] = (90.0, 10.0)
    down: tuple[float, float] = (90.0, 10.0)
    up: tuple[float, float] = (90.0, 10.0)


@dataclass(frozen=True, eq=False)
class SpringJoint:
    """A bone that swings. tail: (3,) where it ends, in the bone's own frame; gravity: (3,) pull;
    against: the colliders it stays out of.
    """

    node: int
    tail: Doubles
    stiffness: float
    gravity: Doubles
    drag: float
    radius_m: float
    against: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Collider:
    """A ball on a node, or a capsule to ``tail``; (3,) in the node's frame."""

    node: int
    offset: Doubles
    tail: Doubles
    radius_m: float


@dataclass(frozen=True)
class Told:
    """All that is said. bones: humanoid bone to node; notes: what the studio does not act out, in sentences."""

    title: str
    author: str
    bones: dict[str, int]
    expressions: dict[str, Expression]
    gaze: Gaze
    springs: tuple[SpringJoint, ...] = ()
    colliders: tuple[Collider, ...] = ()
    notes: tuple[str, ...] = ()
