"""The physics model of one shot: ground, solids, things and people as MuJoCo bodies, SI units."""

import math
from dataclasses import dataclass, field
from typing import TypeAlias

import mujoco
import numpy as np
from msgspec import structs

from studio.engine import vocabulary
from studio.engine.stage.basins import GROUND, carved
from studio.engine.stage.contacts import TICKS_PER_SECOND, damping_per_s, meeting, restitution
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.grips import buoyant, volume_of
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.vessels import walls
from studio.engine.vocabulary import PropKind, Solid
from studio.timeline.world import Quaternion

WHEELS = 0.02
"""The rolling resistance of wheels on hard ground. Source: solid rubber or wood on concrete, 0.01 to 0.03."""
RUNNERS = 0.05
"""The friction of waxed wooden runners on snow. Source: Colbeck, A review of the friction of snow skis: 0.03 to 0.1."""
HOLLOW = 0.5
"""Things lighter than this share of their material are shells: a ball, a bottle, a box."""
_OF_FOOT = 0.35  # of the mass, in what stands on a narrow foot: the rest is about its belly
UPRIGHT: Quaternion = (1.0, 0.0, 0.0, 0.0)
Passing: TypeAlias = frozenset[tuple[str, str]]
_Names: TypeAlias = list[tuple[str, str, str]]  # geom name, owner, material
_Parts: TypeAlias = tuple[str, _Names]  # with the XML
LIMB_RADII_M = (0.055, 0.055, 0.08, 0.08, 0.13, 0.11)


@dataclass(frozen=True)
class Parts:
    """What something beside the rigid things adds to the model, as MJCF.

    world: inside <worldbody>; beside: beside it (<tendon>, <equality>, ...); within: inside a thing's body, by its id
    (sites to tie cords to); names: (geom, owner, material) of geoms that touch the ground, the set and the things.
    """

    world: str = ""
    beside: str = ""
    within: dict[str, str] = field(default_factory=dict[str, str])
    names: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Rig:
    """A compiled model. joints: address of each thing's seven coordinates; speeds: of its six velocities.

    owners: (entity id, material) of each geom; limbs: number of mocap bodies (people's capsules).
    pairs: the number of the contact pair of two geoms;
    frictions: the five coefficients of each pair;
    moved: where the velocities of each free body are.
    """

    model: "mujoco.MjModel"
    joints: dict[str, int]
    speeds: dict[str, int]
    bodies: dict[str, int]
    owners: tuple[tuple[str, str], ...]
    limbs: int
    pairs: dict[tuple[int, int], int]
    frictions: Doubles
    moved: dict[int, int]


def build(
    opening: Opening,
    loose: tuple[Placed, ...],
    people: tuple[str, ...],
    passing: Passing,
    parts: tuple[Parts, ...] = (),
    vessels: frozenset[str] = frozenset(),
) -> Rig:
    """Compile the model. The mocap bodies come person by person, limbs in the order of LIMB_RADII_M.

    passing: (thing, person) pairs that never touch: what somebody lays down close to the body. vessels: the things
    that others may fall into.
    """
    within = {thing: "".join(part.within.get(thing, "") for part in parts) for part in parts for thing in part.within}
    fixed, things, limbs = _fixed(opening, loose), _things(loose, within, vessels), _limbs(people)
    added = [name for part in parts for name in part.names]
    world = "".join(part.world for part in parts)
    flat = frozenset(name for name, _, _ in fixed[1]) | _boxes(loose, vessels)
    text = (
        f'<mujoco><option timestep="{1 / TICKS_PER_SECOND!r}" cone="elliptic" iterations="30"/>'
        '<default><geom contype="0" conaffinity="0"/></default>'
        f"<worldbody>{fixed[0]}{things[0]}{limbs[0]}{world}</worldbody>"
        f"<contact>{_pairs(fixed[1], [*things[1], *added], limbs[1], passing, flat)}</contact>"
        f"{''.join(part.beside for part in parts)}</mujoco>"
    )
    model = mujoco.MjModel.from_xml_string(text)
    owners = {name: (owner, material) for name, owner, material in [*fixed[1], *things[1], *limbs[1], *added]}
    order = [str(model.geom(number).name) for number in range(model.ngeom)]
    joints: dict[str, int] = {placed.prop.id: int(model.joint(f"j{n}").qposadr[0]) for n, placed in enumerate(loose)}
    speeds: dict[str, int] = {placed.prop.id: int(model.joint(f"j{n}").dofadr[0]) for n, placed in enumerate(loose)}
    bodies: dict[str, int] = {placed.prop.id: int(model.body(f"b{n}").id) for n, placed in enumerate(loose)}
    known = tuple(owners.get(name, (name, "wood")) for name in order)
    wheeled = {placed.prop.id: WHEELS for placed in loose if placed.kind.wheels}
    on_runners = {placed.prop.id: RUNNERS for placed in loose if placed.kind.runners} if slips(opening) else {}
    _set_on_wheels(model, known, {**wheeled, **on_runners}, people)
    frictions: Doubles = model.pair_friction.copy()
    moved = {bodies[thing]: speeds[thing] for thing in bodies}
    limbs_of_all, pairs = len(people) * len(LIMB_RADII_M), _numbered(model)
    return Rig(model, joints, speeds, bodies, known, limbs_of_all, pairs, frictions, moved)


def _set_on_wheels(
    model: "mujoco.MjModel", owners: tuple[tuple[str, str], ...], eased: dict[str, float], people: tuple[str, ...]
) -> None:
    """What has wheels, or waxed runners on snow, is held back by so much alone as it goes over anything but people."""
    for number in range(model.npair):
        pair = {owners[int(model.pair_geom1[number])][0], owners[int(model.pair_geom2[number])][0]}
        if pair & eased.keys() and not pair & set(people):
            model.pair_friction[number, :2] = min(eased[one] for one in pair & eased.keys())


def slips(opening: Opening) -> bool:
    """Whether runners glide over the ground here."""
    return opening.set.ground in ("snow", "ice")


def damped_for(rig: Rig, seconds: float) -> Doubles:
    """(pairs,) what MuJoCo takes as the damping of each contact, for the rebounds to be right in steps of so long."""
    known = vocabulary.materials()
    damping = np.zeros(rig.model.npair)
    for number in range(rig.model.npair):
        geoms = int(rig.model.pair_geom1[number]), int(rig.model.pair_geom2[number])
        one, two = (known[rig.owners[geom][1]] for geom in geoms)
        spring = math.sqrt(-float(rig.model.pair_solref[number, 0]))
        damping[number] = -damping_per_s(round(restitution(one, two), 6), round(spring, 3), seconds)
    return damping


def _numbered(model: "mujoco.MjModel") -> dict[tuple[int, int], int]:
    """The contact pairs by their geoms, either way round."""
    pairs: dict[tuple[int, int], int] = {}
    for number in range(model.npair):
        first, second = int(model.pair_geom1[number]), int(model.pair_geom2[number])
        pairs[first, second] = pairs[second, first] = number
    return pairs


def _fixed(opening: Opening, loose: tuple[Placed, ...]) -> _Parts:
    ground = opening.set.ground if opening.set.ground in vocabulary.materials() else "concrete"
    xml = ['<geom name="ground" type="plane" size="60 60 1"/>']
    names = [("ground", "ground", ground)]
    solids, pools = opening.set.solids, opening.set.water
    if pools:
        xml, names = [], []
        solids = carved((structs.replace(GROUND, material=ground), *solids), pools)
    furniture = [(_as_solid(t), t.orientation) for t in opening.things if t.kind.fixed]
    for number, (solid, turn) in enumerate([*((each, UPRIGHT) for each in solids), *furniture]):
        size = " ".join(f"{max(extent / 2, 0.005):.5f}" for extent in solid.size)
        at, quat = _told(solid.centre), _told(turn)
        xml.append(f'<geom name="s{number}" type="box" pos="{at}" quat="{quat}" size="{size}"/>')
        names.append((f"s{number}", solid.name, solid.material if solid.material in vocabulary.materials() else "wood"))
    if opening.set.ceiling_m is not None and any(buoyant(placed.kind) for placed in loose):
        xml.append(
            f'<geom name="ceiling" type="plane" pos="0 0 {opening.set.ceiling_m}" zaxis="0 0 -1" size="60 60 1"/>'
        )
        names.append(("ceiling", "ceiling", "wood"))
    return "".join(xml), names


def _told(values: tuple[float, ...]) -> str:
    """Numbers for MJCF, to a hundredth of a millimetre and better."""
    return " ".join(f"{value:.9f}" for value in values)


def _as_solid(placed: Placed) -> Solid:
    """Furniture as a box up to its seat or top."""
    x, y, z = placed.kind.size_m
    top = placed.kind.seat_m if placed.kind.seat_m is not None else z
    base = placed.position[2] - z / 2
    centre = (placed.position[0], placed.position[1], base + top / 2)
    return Solid(placed.prop.id, centre, (x, y, top), placed.kind.material)


def _things(loose: tuple[Placed, ...], within: dict[str, str], vessels: frozenset[str]) -> _Parts:
    xml: list[str] = []
    names: list[tuple[str, str, str]] = []
    for number, placed in enumerate(loose):
        shapes = walls(placed.kind) if placed.prop.id in vessels else _shapes(placed.kind)
        shell = "true" if hollow(placed.kind) else "false"
        geoms = "".join(
            f'<geom name="p{number}_{k}" mass="{placed.kind.mass_kg * share:.6f}" shellinertia="{shell}" {shape}/>'
            for k, (shape, share) in enumerate(shapes)
        )
        xml.append(
            f'<body name="b{number}" pos="{_told(placed.position)}" quat="{_told(placed.orientation)}">'
            f'<freejoint name="j{number}"/>{geoms}{within.get(placed.prop.id, "")}</body>'
        )
        names += [(f"p{number}_{k}", placed.prop.id, _material(placed.kind)) for k in range(len(shapes))]
    return "".join(xml), names


def _boxes(loose: tuple[Placed, ...], vessels: frozenset[str]) -> frozenset[str]:
    """The names of the geoms of things that are flat on every side."""
    return frozenset(
        f"p{number}_{k}"
        for number, placed in enumerate(loose)
        for k, (shape, _) in enumerate(_shapes(placed.kind))
        if placed.prop.id not in vessels and shape.startswith('type="box"')
    )


def hollow(kind: PropKind) -> bool:
    """Whether a thing is a shell: too light for its size to be its material all through."""
    return kind.mass_kg < HOLLOW * volume_of(kind) * vocabulary.materials()[_material(kind)].density


def _material(kind: PropKind) -> str:
    return kind.material if kind.material in vocabulary.materials() else "wood"


def _shapes(kind: PropKind) -> list[tuple[str, float]]:
    """MuJoCo geoms of a kind, and each one's share of the mass."""
    x, y, z = (extent / 2 for extent in kind.size_m)
    if kind.grip == "overhead":
        canopy = f'type="cylinder" size="{x:.5f} {0.10 * z:.5f}" pos="0 0 {0.66 * z:.5f}"'
        return [(canopy, 0.5), (f'type="capsule" size="0.012" fromto="0 0 {-z + 0.012:.5f} 0 0 {0.6 * z:.5f}"', 0.5)]
    if kind.foot_m is not None:
        belly = f'type="ellipsoid" size="{x:.5f} {y:.5f} {0.6 * z:.5f}" pos="0 0 {-0.36 * z:.5f}"'
        return [(f'type="cylinder" size="{kind.foot_m / 2:.5f} {z:.5f}"', _OF_FOOT), (belly, 1 - _OF_FOOT)]
    match kind.shape:
        case "sphere" if max(x, y, z) > 1.2 * min(x, y, z):
            return [(f'type="ellipsoid" size="{x:.5f} {y:.5f} {z:.5f}"', 1.0)]
        case "sphere":
            return [(f'type="sphere" size="{(x + y + z) / 3:.5f}"', 1.0)]
        case "cylinder":
            return [(f'type="cylinder" size="{(x + y) / 2:.5f} {z:.5f}"', 1.0)]
        case "capsule" if x > max(y, z):  # it lies along x: an arrow, a pencil
            thick = (y + z) / 2
            along = f'fromto="{thick - x:.5f} 0 0 {x - thick:.5f} 0 0"'
            return [(f'type="capsule" size="{thick:.5f}" {along}', 1.0)]
        case "capsule":
            return [(f'type="capsule" size="{(x + y) / 2:.5f} {max(z - (x + y) / 2, 0.005):.5f}"', 1.0)]
        case _:
            return [(f'type="box" size="{x:.5f} {y:.5f} {z:.5f}"', 1.0)]


def _limbs(people: tuple[str, ...]) -> _Parts:
    """Capsules that follow people; their half lengths are set by the first pose."""
    xml: list[str] = []
    names: list[tuple[str, str, str]] = []
    for who, person in enumerate(people):
        for limb, radius in enumerate(LIMB_RADII_M):
            name = f"m{who}_{limb}"
            half = (0.17, 0.17, 0.17, 0.17, 0.2, 0.08)[limb]
            xml.append(
                f'<body name="{name}" mocap="true" pos="0 0 {30 + who + limb}">'
                f'<geom name="{name}" type="capsule" size="{radius} {half}"/></body>'
            )
            names.append((name, person, "flesh" if limb == len(LIMB_RADII_M) - 1 else "cloth"))
    return "".join(xml), names


def _pairs(fixed: _Names, things: _Names, limbs: _Names, passing: Passing, flat: frozenset[str]) -> str:
    """Every pairing of a thing with anything else; nothing else touches. What is flat on both sides does not roll."""
    xml: list[str] = []
    for number, (name, owner, material) in enumerate(things):
        people = [limb for limb in limbs if (owner, limb[1]) not in passing]
        others = [*fixed, *people, *things[number + 1 :]]
        for other, other_owner, other_material in others:
            if owner != other_owner:
                rolls = 3 if {name, other} <= flat else 6
                meets = meeting(material, other_material)
                xml.append(f'<pair geom1="{other}" geom2="{name}" condim="{rolls}" {meets}/>')
    return "".join(xml)
