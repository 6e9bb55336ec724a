"""Who sits for the turntable, what they can do there, and how it is looked at."""

import tomllib
from dataclasses import dataclass
from functools import cache

import msgspec
from msgspec import Struct

from studio.errors import MissingResource
from studio.resources import resource
from studio.timeline.film import CastMember, Prop


class TablePose(Struct, frozen=True):
    """A pose of the turntable; see ``acting/turntable.toml``."""

    name: str
    icon: str
    motion: str
    seconds: float


class Table(Struct, frozen=True):
    """``acting/turntable.toml``: the poses by key, and the icons of the faces that have a button by emotion."""

    poses: dict[str, TablePose]
    faces: dict[str, str]


@cache
def table() -> Table:
    """What can be done on the turntable.

    Raises:
        MissingResource: the file does not read.
    """
    path = resource("acting/turntable.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Table)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/acting/turntable.toml does not read: {fault}.", "Mend that line.") from fault


@dataclass(frozen=True)
class Stance:
    """How the table is looked at. turn: radians, 0 the front, growing to the figure's left; tilt: radians from above.

    zoom: 0 the whole figure to 1 the face. live: whether they breathe and move, or stand still.
    """

    turn: float = 0.0
    tilt: float = 0.08
    zoom: float = 0.0
    live: bool = True


@dataclass(frozen=True)
class Sitting:
    """Who or what is on the table, and what they do there: a key of the table's poses, and an emotion."""

    entity: CastMember | Prop
    pose: str = "stand"
    emotion: str = "calm"
