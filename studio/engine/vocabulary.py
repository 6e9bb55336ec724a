"""The studio's vocabulary, read from ``resources/``: adding a word is adding a line there.

Every table maps an id to an entry with the ``words`` that name it. The director matches words, the
stage reads sizes and masses, the painters and the sound read materials and kinds.
"""

import math
import tomllib
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import Struct, field, structs

from studio.errors import MissingResource
from studio.resources import resource
from studio.timeline.film import Prop, Setting, ThingModel

Entry = TypeVar("Entry")


class Material(Struct, frozen=True):
    """Density kg/m3; restitution 0-1; friction (sliding coefficient); ring: partials of the struck
    sound in Hz; decay_s: how long it rings; noise 0-1: how dull and noisy; source: where the numbers are from.
    stiffness_pa: of the two bodies that meet, the softer one stores the energy and so rules the rebound.
    rolling_m: the arm of rolling resistance, metres. brittle_j_per_kg: the blow on something hard that breaks a thing
    of it, per kilogram of the thing; None for what does not shatter.
    """

    density: float
    restitution: float
    friction: float
    ring: tuple[float, ...]
    decay_s: float
    noise: float
    source: str = ""
    stiffness_pa: float = 1e9
    rolling_m: float = 0.001
    brittle_j_per_kg: float | None = None


class Drape(Struct, frozen=True):
    """Cloth or rope that is fixed along one edge, in the axes of its prop or set (metres).

    at: the first corner of that edge; across: along it; down: from it to the free end, as it is made.
    full: how much wider the cloth is than its edge: a curtain is gathered. every: each how-manieth point of the edge
    is fixed besides its ends. radius_m: of a rope (``across`` is nothing then), 0 for cloth. tied: a rope's far end is
    fixed too. colour: None as its prop. style: see ``engine.painters.cel.hangings``.
    """

    at: tuple[float, float, float]
    across: tuple[float, float, float]
    down: tuple[float, float, float]
    full: float = 1.0
    every: int = 1
    weight_kg_m2: float = 0.15
    radius_m: float = 0.0
    tied: bool = False
    colour: str | None = None
    style: str = "plain"


class Lid(Struct, frozen=True):
    """The part of a thing that opens. Metres in the thing's own axes, about its middle.

    cut: a plane (x, y, z, offset); what lies beyond it is the lid. hinge: a point of the axis it turns about, and
    turn_deg how far; shift_m: how far it is carried, rise_m up on the way. handle: where a hand takes hold of it.
    inside: the colour seen once it is open; filled: cut through (the pages of a book), not hollow.
    usually_open: it is made open (a laptop). shelves: how many boards are within.
    """

    cut: tuple[float, float, float, float]
    hinge: tuple[float, float, float] = (0.0, 0.0, 0.0)
    axis: tuple[float, float, float] = (1.0, 0.0, 0.0)
    turn_deg: float = 0.0
    shift_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rise_m: float = 0.0
    handle: tuple[float, float, float] = (0.0, 0.0, 0.0)
    inside: str = "#5a4438"
    filled: bool = False
    usually_open: bool = False
    shelves: int = 0


class PropKind(Struct, frozen=True):
    """A kind of thing. size_m: full extents (x, y, z). shape: sphere, box, cylinder (axis z) or capsule.
    grip: how it is held: "hand", "both hands", "overhead" (umbrella), "cane" (hangs
    by its upper end), "strap" (bag), "line" (a kite that is up).
    fixed: furniture, which stands where it is unless something is done to move it; planted: it never moves.
    wheels: it rolls on wheels. motor_mps: how fast it drives by itself, 0 never. seat_m: height of its seat.
    folded: the kind it is when it is not in use (an umbrella indoors, or lying).
    tilt_deg: how far it leans as it is put up, its right end down: a ramp.
    sealed: whether air inside keeps the water out (a corked bottle), so that it floats though its material sinks.
    drapes: what is cloth or rope about it. hangs_m: the length of the cord that it always hangs from, 0 for none.
    alive: an animal or a robot, which does things of its own accord. shrinks: the power that words for small are taken
    to: a small cat is not much smaller than others, a small dragon is.
    opens: its lid, door or cover; None where nothing of it opens.
    stool_m: where one sits to use it, in its own axes, facing it (its y), and how high; None for what one stands at.
    hollow_m: how deep it is inside, open from above unless its lid is shut; 0 for what nothing falls into.
    runners: it slides on waxed runners. foot_m: how wide it is where it stands, if that is less than it is above.
    glides: it flies flat and spinning, and the air bears it: a flying disc.
    pointed: it flies point (x) first and sticks in what is soft: an arrow.
    swings: the part of it that goes to and fro, by the radian (``turn_deg`` of a whole one): a swing.
    several: how many of it "a row of them" and "the pins" are, where no number is said; 0 for what comes singly.
    """

    words: tuple[str, ...]
    shape: str
    size_m: tuple[float, float, float]
    mass_kg: float
    material: str
    colour: str
    grip: str = "hand"
    drag: float = 0.0
    fixed: bool = False
    planted: bool = False
    wheels: bool = False
    motor_mps: float = 0.0
    seat_m: float | None = None
    folded: str | None = None
    tilt_deg: float = 0.0
    sealed: bool = False
    drapes: tuple[Drape, ...] = ()
    hangs_m: float = 0.0
    alive: bool = False
    shrinks: float = 1.0
    opens: Lid | None = None
    stool_m: tuple[float, float, float] | None = None
    hollow_m: float = 0.0
    runners: bool = False
    foot_m: float | None = None
    glides: bool = False
    pointed: bool = False
    swings: Lid | None = None
    several: int = 0


class Seat(Struct, frozen=True):
    """Somewhere to sit on a set: ground point, seat height and heading (degrees, -90 faces the camera)."""

    at: tuple[float, float]
    height: float
    facing: float = -90.0
    name: str = "seat"


class Solid(Struct, frozen=True):
    """A fixed box of a set that things rest on and collide with: centre and full size in metres."""

    name: str
    centre: tuple[float, float, float]
    size: tuple[float, float, float]
    material: str = "wood"


class Spot(Struct, frozen=True):
    """A named point of a set that props are put on or people go to ("desk", "counter", "shore", "door")."""

    name: str
    at: tuple[float, float, float]
    words: tuple[str, ...] = ()


class Pier(Struct, frozen=True):
    """Boards over a pool: x-min, x-max, y-min, y-max of their top, its height, and what it is called."""

    bounds_m: tuple[float, float, float, float]
    top_m: float
    words: tuple[str, ...]


class Ring(Struct, frozen=True):
    """A hoop of a set that things are thrown through from above. at: its middle; inner_m: its width inside.

    board: the centre and the full size of what is behind it.
    """

    name: str
    at: tuple[float, float, float]
    inner_m: float
    board: tuple[tuple[float, float, float], tuple[float, float, float]]
    words: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """A part of a set that opens: a door, the sashes of a window, a pair of curtains.

    at: the middle of its foot where it is shut; turn: degrees about the upright, 0 faces the default camera; its own
    axes are across, into the wall and up. size: width and height. sides: where its leaves hang, -1 at the left end
    and 1 at the right. opens: "swing" by ``amount`` degrees (> 0 towards who opens it), "slide" by metres, "gather"
    (a curtain: ``amount`` times as wide once it is drawn). handle: where a hand takes hold of it, in its own axes;
    stand: where one stands to do so; None in front of the handle, out of its way.
    beyond: what is seen through it: "room", "dark", or "" the set itself. usually_open: it stands open unless shut.
    """

    name: str
    at: tuple[float, float, float]
    size: tuple[float, float]
    turn: float = 0.0
    sides: tuple[int, ...] = (-1,)
    opens: str = "swing"
    amount: float = 95.0
    handle: tuple[float, float, float] | None = None
    stand: tuple[float, float] | None = None
    words: tuple[str, ...] = ()
    material: str = "wood"
    beyond: str = "room"
    usually_open: bool = False


class Pool(Struct, frozen=True):
    """Water of a set that things float in. bounds_m: x-min, x-max, y-min, y-max of its surface; surface_m: its height;
    depth_m: how deep it is; current_mps: how fast it flows (x, y); waves_m: how high its swell rises;
    pier: boards that run out over it; shelves_m: over how many metres its bottom goes down, 0 a steep edge.
    """

    name: str
    bounds_m: tuple[float, float, float, float]
    surface_m: float = 0.0
    depth_m: float = 1.0
    current_mps: tuple[float, float] = (0.0, 0.0)
    waves_m: float = 0.0
    pier: Pier | None = None
    shelves_m: float = 0.0


class SetKind(Struct, frozen=True):
    """A kind of place. bounds_m: x-min, x-max, y-min, y-max of where people may go; marks_m: where the
    cast stands, best first; ceiling_m: None outdoors; lit: its own lamps light it at night; water: its pools;
    drapes: its curtains, flags and washing; parts: what of it opens; rings: what of it things are thrown through.
    """

    words: tuple[str, ...]
    ground: str
    ambience: str
    bounds_m: tuple[float, float, float, float]
    marks_m: tuple[tuple[float, float], ...]
    indoors: bool = False
    ceiling_m: float | None = None
    seats: tuple[Seat, ...] = ()
    solids: tuple[Solid, ...] = ()
    spots: tuple[Spot, ...] = ()
    camera_bounds_m: tuple[float, float, float, float] | None = None
    default_hour: str = "day"
    lit: bool = False
    water: tuple[Pool, ...] = ()
    drapes: tuple[Drape, ...] = ()
    parts: tuple[Part, ...] = ()
    rings: tuple[Ring, ...] = ()


class Motion(Struct, frozen=True):
    """A kind of action. needs: what the verb takes: "thing", "towards", both or neither.
    seconds: how long it takes as usual (walking: by distance). family: which acting code plays it.
    lost: what its family does not show of it, in words for the artist; "" where it is played as said.
    """

    words: tuple[str, ...]
    family: str
    seconds: float = 1.5
    needs: tuple[str, ...] = ()
    speed_mps: float = 0.0
    lost: str = ""


class Named(Struct, frozen=True):
    """An entry that is just words for an id, with free numbers and texts for its user."""

    words: tuple[str, ...]
    values: dict[str, float] = field(default_factory=dict[str, float])
    text: dict[str, str] = field(default_factory=dict[str, str])


def read_table(name: str, entry: type[Entry]) -> dict[str, Entry]:
    """Read ``resources/<name>`` as a table of id to entry, checked against the entry's type.

    Raises:
        MissingResource: the file is missing, or a line of it does not fit.
    """
    path = resource(name)
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, entry])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/{name} does not read: {fault}.", "Mend that line.") from fault


@cache
def materials() -> dict[str, Material]:
    """``materials.toml``."""
    return read_table("materials.toml", Material)


@cache
def prop_kinds() -> dict[str, PropKind]:
    """``props/props.toml``; always has "unknown"."""
    return read_table("props/props.toml", PropKind)


_RIGID_PA = 5e9


def times_usual(prop: Prop) -> float:
    """How large a thing is beside the usual one: what is as large as a house is small only where it is much smaller."""
    kind = prop_kinds().get(prop.kind)
    return prop.scale ** (kind.shrinks if kind is not None and prop.scale < 1 else 1.0)


@cache
def made(prop: Prop) -> PropKind:
    """The kind of a thing with the size, material and mass this one has; "unknown" for a kind we do not know.

    Another material weighs as much more as it is denser. A ball of stone or steel is solid: only what gives is hollow.
    """
    kind = prop_kinds().get(prop.kind) or prop_kinds()["unknown"]
    kind = kind if prop.model is None else _seen_as(kind, prop.model)
    material = prop.material if prop.material in materials() else None
    if material is None and prop.scale == 1.0:
        return kind
    times = times_usual(prop)
    x, y, z = (extent * times for extent in kind.size_m)
    mass = kind.mass_kg * times**3
    if material is not None and material != kind.material:
        solid = kind.shape == "sphere" and materials()[material].stiffness_pa > _RIGID_PA
        ball = math.pi / 6 * x * y * z * materials()[material].density
        usual = materials().get(kind.material, materials()["wood"]).density
        mass = ball if solid else mass * materials()[material].density / usual
    seat = None if kind.seat_m is None else kind.seat_m * times
    return structs.replace(kind, size_m=(x, y, z), mass_kg=mass, material=material or kind.material, seat_m=seat)


def _seen_as(kind: PropKind, model: ThingModel) -> PropKind:
    """The kind with the size and shape of a model, as dense as it is; what folds or hangs of it does no longer."""
    before, after = math.prod(kind.size_m), math.prod(model.size_m)
    seat = None if kind.seat_m is None else kind.seat_m * model.size_m[2] / kind.size_m[2]
    mass = kind.mass_kg * after / before
    return structs.replace(
        kind, shape=model.shape, size_m=model.size_m, mass_kg=mass, seat_m=seat, folded=None, tilt_deg=0.0, drapes=()
    )


@cache
def set_kinds() -> dict[str, SetKind]:
    """``sets/sets.toml``; always has "room" and "stage" (a plain stand-in for a place unknown to us)."""
    return read_table("sets/sets.toml", SetKind)


@cache
def motions() -> dict[str, Motion]:
    """``words/motions.toml``."""
    return read_table("words/motions.toml", Motion)


def usual(setting: Setting) -> Setting:
    """A setting at the hour and in the weather whose kind its own are: dusk is a kind of evening, drizzle of rain."""
    hour, weather = named("hours").get(setting.hour), named("weathers").get(setting.weather)
    return msgspec.structs.replace(
        setting,
        hour=hour.text.get("like", setting.hour) if hour else setting.hour,
        weather=weather.text.get("like", setting.weather) if weather else setting.weather,
    )


@cache
def worn_as(accessory: str) -> str:
    """What an accessory is a kind of: a straw hat of a hat."""
    entry = named("accessories").get(accessory)
    return accessory if entry is None else entry.text.get("kind", accessory)


@cache
def named(table: str) -> dict[str, Named]:
    """``words/<table>.toml``: framings, moves, angles, weathers, hours, emotions, colours, ..."""
    return read_table(f"words/{table}.toml", Named)
