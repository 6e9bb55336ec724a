"""The film as keyed rows, so that an edit writes only what it changed, and damage costs only what it hit.

A row is (table, key) -> value. Cast, props, scenes and shots are rows of their own; every other field
of the film is a row of table ``film``, and so is the order of cast, props and scenes. A scene's row
holds the order of its shots.
"""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias, TypeVar, cast, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.timeline import codec
from studio.timeline.film import CastMember, Film, Prop, Scene, SceneId, Shot, ShotId

RowKey: TypeAlias = tuple[str, str]
T = TypeVar("T")

FILM, SCENES, SHOTS, CAST, PROPS = TABLES = ("film", "scenes", "shots", "members", "props")
ORDERED = {"cast": CAST, "props": PROPS, "scenes": SCENES}


class SceneRow(Struct, frozen=True):
    """A scene without its shots, and their order."""

    scene: Scene
    shots: tuple[ShotId, ...]


def rows_of(film: Film) -> dict[RowKey, object]:
    """Every row of a film."""
    rows: dict[RowKey, object] = {}
    for field in film.__struct_fields__:
        value = getattr(film, field)
        rows[FILM, field] = tuple(part.id for part in value) if field in ORDERED else value
    rows |= {(CAST, member.id): member for member in film.cast}
    rows |= {(PROPS, prop.id): prop for prop in film.props}
    rows |= {(SHOTS, shot.id): shot for shot in film.shots}
    for scene in film.scenes:
        order = tuple(shot.id for shot in scene.shots)
        rows[SCENES, scene.id] = SceneRow(replace(scene, shots=()), order)
    return rows


def decoded(key: RowKey, data: bytes) -> object:
    """The value of a row.

    Raises:
        msgspec.DecodeError: it is not this row's value.
    """
    kind = _kinds().get(key[0]) or _fields().get(key[1])
    if kind is None:
        raise msgspec.DecodeError(f"the film has no {key[1]}")
    return codec.decode(data, kind)


@cache
def _kinds() -> dict[str, Any]:
    return {SCENES: SceneRow, SHOTS: Shot, CAST: CastMember, PROPS: Prop}


@cache
def _fields() -> dict[str, Any]:
    return get_type_hints(Film) | dict.fromkeys(ORDERED, tuple[str, ...])


class Assembly:
    """Puts a film together from rows; what is missing is looked for in ``spare``, and named in ``lost``.

    A row that is neither there nor in ``damaged`` may be a field the film has gained since: it has its default.
    """

    def __init__(
        self, rows: Mapping[RowKey, object], damaged: Container[RowKey], spare: Mapping[RowKey, object]
    ) -> None:
        self._rows = rows
        self._damaged = damaged
        self._spare = spare
        self.lost: list[str] = []

    def film(self) -> Film:
        """The film, as whole as can be. Shots that no scene claims come last, in a scene of their own."""
        fields = {name: value for name in Film.__struct_fields__ if (value := self._field(name)) is not None}
        fields["cast"] = tuple(self._parts("cast", CastMember))
        fields["props"] = tuple(self._parts("props", Prop))
        scenes = [scene for row in self._parts("scenes", SceneRow) if (scene := self._scene(row)).shots]
        fields["scenes"] = (*scenes, *self._strays(scenes))
        return Film(**cast(dict[str, Any], fields))

    def _field(self, name: str) -> object:
        if name in ORDERED:
            return None
        value = self._row((FILM, name), f"The film's {name}")
        return "Untitled" if value is None and name == "title" else value

    def _parts(self, field: str, kind: type[T]) -> Iterator[T]:
        table = ORDERED[field]
        order = self._row((FILM, field), f"The order of the {field}")
        keys = cast(tuple[str, ...], order) if order is not None else tuple(k for t, k in self._rows if t == table)
        for key in keys:
            part = self._row((table, key), f"{_CALLED[table]} {key!r}")
            if isinstance(part, kind):
                yield part

    def _scene(self, row: SceneRow) -> Scene:
        shots = [self._row((SHOTS, shot_id), f"Shot {shot_id!r}") for shot_id in row.shots]
        return replace(row.scene, shots=tuple(shot for shot in shots if isinstance(shot, Shot)))

    def _strays(self, scenes: list[Scene]) -> Iterator[Scene]:
        claimed = {shot.id for scene in scenes for shot in scene.shots}
        strays = tuple(v for (t, k), v in self._rows.items() if t == SHOTS and k not in claimed and isinstance(v, Shot))
        if strays:
            self.lost.append(f"{len(strays)} shots had lost their scene; they are at the film's end.")
            yield Scene(SceneId("recovered"), "RECOVERED", "Recovered", strays)

    def _row(self, key: RowKey, called: str) -> object:
        if key in self._rows:
            return self._rows[key]
        if key[0] == FILM and key[1] not in _ALWAYS and key not in self._damaged:
            return None
        spare = self._spare.get(key)
        fate = "is missing" if spare is None else "was taken from the undo history"
        self.lost.append(f"{called} was damaged and {fate}.")
        return spare


_CALLED = {SCENES: "Scene", CAST: "Cast member", PROPS: "Prop"}
_ALWAYS = {"title", "script", *ORDERED}
