"""The physics model of one shot: ground, solids, things and people as MuJoCo bodies, SI units.

Rebounds come from a contact spring of a fixed natural frequency whose damping is solved from the wanted
restitution e: zeta = -ln e / sqrt(pi^2 + ln^2 e) (a damped half oscillation).
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import mujoco

from studio.engine import vocabulary
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.vocabulary import Material, PropKind, Solid

SPRING_RAD_S = 400.0
SOFT_PA = 5e6  # grounds softer than this hold a rolling thing back
Passing: TypeAlias = frozenset[tuple[str, str]]
_Names: TypeAlias = list[tuple[str, str, str]]  # geom name, owner, material
_Parts: TypeAlias = tuple[str, _Names]  # with the XML
LIMB_RADII_M = (0.055, 0.055, 0.08, 0.08, 0.13, 0.11)


@dataclass(frozen=True, eq=False)
class Rig:
    """A compiled model. joints: address of each thing's seven coordinates; speeds: of its six velocities.

    owners: (entity id, material) of each geom; limbs: number of mocap bodies (people's capsules).
    """

    model: "mujoco.MjModel"
    joints: dict[str, int]
    speeds: dict[str, int]
    bodies: dict[str, int]
    owners: tuple[tuple[str, str], ...]
    limbs: int


def build(
    opening: Opening, loose: tuple[Placed, ...], people: tuple[str, ...], passing: Passing, timestep: float
) -> Rig:
    """Compile the model. The mocap bodies come person by person, limbs in the order of LIMB_RADII_M.

    passing: (thing, person) pairs that never touch: what somebody lays down close to the body.
    """
    fixed, things, limbs = _fixed(opening), _things(loose), _limbs(people)
    geoms: list[tuple[str, str, str]] = [*fixed[1], *things[1], *limbs[1]]
    text = (
        f'<mujoco><option timestep="{timestep!r}" cone="elliptic" iterations="30"/>'
        '<default><geom contype="0" conaffinity="0"/></default>'
        f"<worldbody>{fixed[0]}{things[0]}{limbs[0]}</worldbody>"
        f"<contact>{_pairs(fixed[1], things[1], limbs[1], passing)}</contact></mujoco>"
    )
    model = mujoco.MjModel.from_xml_string(text)
    owners = {name: (owner, material) for name, owner, material in geoms}
    order = [str(model.geom(number).name) for number in range(model.ngeom)]
    joints: dict[str, int] = {placed.prop.id: int(model.joint(f"j{n}").qposadr[0]) for n, placed in enumerate(loose)}
    speeds: dict[str, int] = {placed.prop.id: int(model.joint(f"j{n}").dofadr[0]) for n, placed in enumerate(loose)}
    bodies: dict[str, int] = {placed.prop.id: int(model.body(f"b{n}").id) for n, placed in enumerate(loose)}
    return Rig(model, joints, speeds, bodies, tuple(owners[name] for name in order), len(people) * len(LIMB_RADII_M))


def _fixed(opening: Opening) -> _Parts:
    ground = opening.set.ground if opening.set.ground in vocabulary.materials() else "concrete"
    xml = ['<geom name="ground" type="plane" size="60 60 1"/>']
    names = [("ground", "ground", ground)]
    furniture = [_as_solid(t) for t in opening.things if t.kind.fixed]
    for number, solid in enumerate([*opening.set.solids, *furniture]):
        size = " ".join(f"{max(extent / 2, 0.005):.5f}" for extent in solid.size)
        at = " ".join(f"{value:.5f}" for value in solid.centre)
        xml.append(f'<geom name="s{number}" type="box" pos="{at}" size="{size}"/>')
        names.append((f"s{number}", solid.name, solid.material if solid.material in vocabulary.materials() else "wood"))
    return "".join(xml), names


def _as_solid(placed: Placed) -> Solid:
    """Furniture as a box up to its seat or top."""
    x, y, z = placed.kind.size_m
    top = placed.kind.seat_m if placed.kind.seat_m is not None else z
    base = placed.position[2] - z / 2
    centre = (placed.position[0], placed.position[1], base + top / 2)
    return Solid(placed.prop.id, centre, (x, y, top), placed.kind.material)


def _things(loose: tuple[Placed, ...]) -> _Parts:
    xml: list[str] = []
    names: list[tuple[str, str, str]] = []
    for number, placed in enumerate(loose):
        at = " ".join(f"{v:.6f}" for v in placed.position)
        turn = " ".join(f"{v:.6f}" for v in placed.orientation)
        shapes = _shapes(placed.kind)
        geoms = "".join(
            f'<geom name="p{number}_{k}" mass="{placed.kind.mass_kg * share:.6f}" {shape}/>'
            for k, (shape, share) in enumerate(shapes)
        )
        xml.append(f'<body name="b{number}" pos="{at}" quat="{turn}"><freejoint name="j{number}"/>{geoms}</body>')
        names += [(f"p{number}_{k}", placed.prop.id, _material(placed.kind)) for k in range(len(shapes))]
    return "".join(xml), names


def _material(kind: PropKind) -> str:
    return kind.material if kind.material in vocabulary.materials() else "wood"


def _shapes(kind: PropKind) -> list[tuple[str, float]]:
    """MuJoCo geoms of a kind, and each one's share of the mass."""
    x, y, z = (extent / 2 for extent in kind.size_m)
    if kind.grip == "overhead":
        canopy = f'type="cylinder" size="{x:.5f} {0.10 * z:.5f}" pos="0 0 {0.66 * z:.5f}"'
        return [(canopy, 0.5), (f'type="capsule" size="0.012" fromto="0 0 {-z + 0.012:.5f} 0 0 {0.6 * z:.5f}"', 0.5)]
    match kind.shape:
        case "sphere" if max(x, y, z) > 1.2 * min(x, y, z):
            return [(f'type="ellipsoid" size="{x:.5f} {y:.5f} {z:.5f}"', 1.0)]
        case "sphere":
            return [(f'type="sphere" size="{(x + y + z) / 3:.5f}"', 1.0)]
        case "cylinder":
            return [(f'type="cylinder" size="{(x + y) / 2:.5f} {z:.5f}"', 1.0)]
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


def _pairs(fixed: _Names, things: _Names, limbs: _Names, passing: Passing) -> str:
    """Every pairing of a thing with anything else; nothing else touches."""
    xml: list[str] = []
    for number, (name, owner, material) in enumerate(things):
        people = [limb for limb in limbs if (owner, limb[1]) not in passing]
        others = [*fixed, *people, *things[number + 1 :]]
        for other, other_owner, other_material in others:
            if owner != other_owner:
                xml.append(f'<pair geom1="{other}" geom2="{name}" condim="6" {_meeting(material, other_material)}/>')
    return "".join(xml)


@cache
def _meeting(first: str, second: str) -> str:
    a, b = vocabulary.materials()[first], vocabulary.materials()[second]
    zeta = damping_ratio(restitution(a, b))
    slide = math.sqrt(a.friction * b.friction)
    soft = max(0.0, math.log10(SOFT_PA / min(a.stiffness_pa, b.stiffness_pa)))
    roll = 0.006 + 0.006 * soft
    spring = f'solref="{-(SPRING_RAD_S**2):.1f} {-2 * zeta * SPRING_RAD_S:.4f}" solimp="0.98 0.98 0.001"'
    return f'{spring} friction="{slide:.4f} {slide:.4f} 0.004 {roll:.5f} {roll:.5f}"'


def restitution(a: Material, b: Material) -> float:
    """How much speed a rebound keeps: each body gives back its share of the energy, by its compliance."""
    shares = 1 / a.stiffness_pa, 1 / b.stiffness_pa
    energy = (a.restitution**2 * shares[0] + b.restitution**2 * shares[1]) / sum(shares)
    return min(0.95, max(0.02, math.sqrt(energy)))


def damping_ratio(bounce: float) -> float:
    """The damping ratio of a half oscillation that keeps ``bounce`` of its speed."""
    log = math.log(bounce)
    return -log / math.hypot(math.pi, log)
