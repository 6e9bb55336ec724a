"""Remembered states as content-addressed blobs, as git keeps trees: a state costs only what it changed.

A blob's address is the hash of its bytes. A state's root blob names the blobs of its cast, props,
scenes and script; a scene's blob names those of its shots.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.timeline import codec
from studio.timeline.film import CastMember, Film, Prop, Scene, Shot

Address: TypeAlias = str
T = TypeVar("T")


class SceneNode(Struct, frozen=True):
    """A scene without its shots, and where they are."""

    scene: Scene
    shots: tuple[Address, ...]


class FilmNode(Struct, frozen=True):
    """A film without its script, cast, props and scenes, and where they are."""

    film: Film
    script: Address
    cast: tuple[Address, ...]
    props: tuple[Address, ...]
    scenes: tuple[Address, ...]


def address_of(data: bytes) -> Address:
    """Where a blob is kept: BLAKE2b-128 of its bytes, as hex."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Writer:
    """Turns films into blobs. Remembers the parts of the film it wrote last, so the next costs little."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[object, Address]] = {}
        self._next: dict[int, tuple[object, Address]] = {}
        self._blobs: dict[Address, bytes] = {}

    def write(self, film: Film) -> tuple[Address, dict[Address, bytes]]:
        """The address of the film's root, and the blobs that may be new."""
        self._next, self._blobs = {}, {}
        node = FilmNode(
            film=replace(film, script="", cast=(), props=(), scenes=()),
            script=self._part(film.script),
            cast=tuple(self._part(member) for member in film.cast),
            props=tuple(self._part(prop) for prop in film.props),
            scenes=tuple(self._scene(scene) for scene in film.scenes),
        )
        root = self._blob(node)
        self._last = self._next
        return root, self._blobs

    def _scene(self, scene: Scene) -> Address:
        shots = tuple(self._part(shot) for shot in scene.shots)
        return self._known(scene) or self._remember(scene, SceneNode(replace(scene, shots=()), shots))

    def _part(self, part: object) -> Address:
        return self._known(part) or self._remember(part, part)

    def _known(self, part: object) -> Address | None:
        """Where the very same object went last time. Identity is safe: the object is held on to."""
        entry = self._last.get(id(part))
        if entry is not None:
            self._next[id(part)] = entry
        return entry[1] if entry is not None else None

    def _remember(self, part: object, node: object) -> Address:
        address = self._blob(node)
        self._next[id(part)] = (part, address)
        return address

    def _blob(self, node: object) -> Address:
        data = codec.encode(node)
        address = address_of(data)
        self._blobs[address] = data
        return address


class Reader:
    """Turns blobs back into films that share all that is equal. Damaged blobs count as missing."""

    def __init__(self, blobs: Mapping[Address, bytes]) -> None:
        self._blobs = blobs
        self._parts: dict[tuple[Address, Any], object] = {}
        self._scenes: dict[Address, Scene] = {}
        self._films: dict[Address, Film] = {}

    @property
    def used(self) -> set[Address]:
        """Every blob that a film read so far is made of."""
        return {address for address, _ in self._parts}

    def film(self, root: Address) -> Film:
        """The film whose root blob is there.

        Raises:
            KeyError: a blob of it is missing or damaged.
        """
        if root not in self._films:
            node = self._part(root, FilmNode)
            self._films[root] = replace(
                node.film,
                script=self._part(node.script, str),
                cast=self._all(node.cast, CastMember),
                props=self._all(node.props, Prop),
                scenes=tuple(self._scene(address) for address in node.scenes),
            )
        return self._films[root]

    def _scene(self, address: Address) -> Scene:
        if address not in self._scenes:
            node = self._part(address, SceneNode)
            self._scenes[address] = replace(node.scene, shots=self._all(node.shots, Shot))
        return self._scenes[address]

    def _all(self, addresses: Iterable[Address], kind: type[T]) -> tuple[T, ...]:
        return tuple(self._part(address, kind) for address in addresses)

    def _part(self, address: Address, kind: type[T]) -> T:
        key = (address, kind)
        if key not in self._parts:
            data = self._blobs[address]
            if address_of(data) != address:
                raise KeyError(address)
            try:
                self._parts[key] = codec.decode(data, kind)
            except msgspec.DecodeError as exc:
                raise KeyError(address) from exc
        return cast(T, self._parts[key])
