"""What a machine knows of people and their cameos, as one signed file whose older copies are not believed.

Every statement in it carries its owner's signature; the whole carries the person's own, and a number that only grows,
whose latest value lies with the device's secrets. So an edited file and an old one that was put back are both noticed.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.cameo.identity import Card, Identity, card_in
from studio.cameo.likeness import Cameo, CameoId, Grant, Held, Rules
from studio.cameo.signing import PersonId, Signed, Untrusted, canonical, verified
from studio.errors import DeviceLimit, ProjectUnreadable
from studio.secrets import Secrets, write_private
from studio.timeline.lock import Lock

FILE: Final = "registry.json"
_LOCK: Final = "registry.lock"
_SECRET: Final = "registry counter"


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody known: their card as they signed it. follows_me: their signed ``Follow``, as it came."""

    card: Signed
    following: bool = False
    follows_me: Signed | None = None


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A cameo here, one's own or one that was lent.

    grant: one's own lease, of somebody else's. floor: grants up to this serial are revoked. approved: who may have a
    grant of one's own; given: the grants that were given; refused: whom it was taken from, whatever the rules say.
    """

    cameo: Signed
    rules: Signed
    grant: Signed | None = None
    floor: int = 0
    approved: tuple[PersonId, ...] = ()
    given: tuple[Signed, ...] = ()
    refused: tuple[PersonId, ...] = ()


class Request(Struct, frozen=True, forbid_unknown_fields=True):
    """What one contact was asked for, the deletion of videos with a cameo, and what they answered (a ``Receipt``)."""

    to: PersonId
    asked: Signed
    answer: Signed | None = None


class Work(Struct, frozen=True, forbid_unknown_fields=True):
    """Something on this machine in which a likeness is seen or heard: a take's folder, a film, passes or stems.

    grants: under which each cameo was used, "" for one's own. made: UTC seconds.
    """

    path: str
    what: str
    cameos: tuple[CameoId, ...]
    grants: tuple[str, ...]
    made: int


class Registry(Struct, frozen=True, forbid_unknown_fields=True):
    """All of it. wanted: deletions that others ask for, until they are answered. works: see ``Work``.

    not_before: files that were made before this are not believed: the record was begun anew then. UTC seconds.
    """

    counter: int = 0
    not_before: int = 0
    works: tuple[Work, ...] = ()
    contacts: dict[PersonId, Contact] = {}
    entries: dict[CameoId, Entry] = {}
    receipts: tuple[Signed, ...] = ()
    requests: tuple[Request, ...] = ()
    wanted: tuple[Signed, ...] = ()

    def card(self, person: PersonId) -> Card | None:
        """The card of a contact."""
        contact = self.contacts.get(person)
        return card_in(contact.card) if contact else None

    def called(self, person: PersonId) -> str:
        """A contact's name; "somebody you do not know" of a stranger."""
        card = self.card(person)
        return card.name if card else "somebody you do not know"


class RegistryFile:
    """The registry on the disk, read again when another process has written it."""

    def __init__(self, folder: Path, identity: Identity, secrets: Secrets) -> None:
        self._folder = folder
        self._path = folder / FILE
        self._identity = identity
        self._secrets = secrets
        self._stamp: tuple[int, int] | None = None
        self._registry = Registry()

    @property
    def stamp(self) -> tuple[int, int] | None:
        """Changes when the file does."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def read(self) -> Registry:
        """The registry; an empty one where none was ever written.

        Raises:
            Untrusted: it was edited, removed, or an older one put in its place.
        """
        stamp = self.stamp
        if stamp is None or stamp != self._stamp:
            self._registry = self._read()
            self._stamp = stamp
        return self._registry

    def change(self, edit: Callable[[Registry], Registry]) -> Registry:
        """Edit the registry; returns what it is now. What ``edit`` raises leaves it as it is.

        Raises:
            Untrusted: as ``read``. DeviceLimit: it cannot be written, or another window is at it.
        """
        with self._alone():
            before = self._read()
            return self._write(replace(edit(before), counter=before.counter + 1))

    def begin_anew(self, now: int) -> Registry:
        """Give up what was known, where it cannot be trusted any more. Files from before now are not believed again."""
        with self._alone():
            floor = int(self._secrets.recall(_SECRET) or b"0")
            return self._write(Registry(counter=floor + 1, not_before=now))

    def _write(self, registry: Registry) -> Registry:
        write_private(self._path, canonical(self._identity.sign(registry)))
        self._secrets.keep(_SECRET, str(registry.counter).encode())
        self._registry, self._stamp = registry, self.stamp
        return registry

    def _read(self) -> Registry:
        floor = int(self._secrets.recall(_SECRET) or b"0")
        try:
            signed = msgspec.json.decode(self._path.read_bytes(), type=Signed)
            registry = verified(signed, Registry, self._identity.person)
        except FileNotFoundError:
            registry = Registry()
        except (OSError, msgspec.DecodeError, Untrusted) as fault:
            raise _edited(self._path) from fault
        if registry.counter < floor:
            raise _edited(self._path)
        return registry

    @contextmanager
    def _alone(self) -> Generator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = Lock(self._folder / _LOCK)
        except ProjectUnreadable as fault:
            raise DeviceLimit(
                "Another window of the studio is changing your cameos just now.", "Try again in a moment."
            ) from fault
        try:
            yield
        finally:
            lock.release()


def held_in(registry: Registry, cameo: str) -> Held | None:
    """A cameo that a registry holds, every statement of it verified.

    Raises:
        Untrusted: one of them is not as its owner signed it.
    """
    entry = registry.entries.get(CameoId(cameo))
    if entry is None:
        return None
    return held(entry, CameoId(cameo))


def held(entry: Entry, cameo: CameoId) -> Held:
    """An entry, verified; see ``held_in``."""
    told = cameo_in(entry.cameo)
    rules = verified(entry.rules, Rules, told.owner)
    grant = verified(entry.grant, Grant, told.owner) if entry.grant else None
    if told.id != cameo or rules.cameo != cameo or rules.owner != told.owner:
        raise Untrusted("The statements of a cameo here do not belong together.", "Ask its owner for their file again.")
    return Held(told, rules, entry.rules.digest, grant, entry.grant.digest if entry.grant else None, entry.floor)


def cameo_in(signed: Signed) -> Cameo:
    """The cameo in a statement. Its id is made from its owner's key, so nobody can claim another's.

    Raises:
        Untrusted: it is no cameo, or not its owner's.
    """
    cameo = verified(signed, Cameo)
    if cameo.owner != signed.by or cameo.id != cameo_id(cameo.owner, cameo.salt):
        raise Untrusted("This cameo is not signed by the person it is of.", "Ask them for their file again.")
    return cameo


def cameo_id(owner: PersonId, salt: str) -> CameoId:
    """The id of a person's cameo; salt: hexadecimal, drawn at random for each."""
    import hashlib

    return CameoId(hashlib.sha256(f"tsuzuki cameo 1 {owner} {salt}".encode()).hexdigest()[:32])


def _edited(path: Path) -> Untrusted:
    return Untrusted(
        f"The record of your cameos, {path}, is gone or was edited, so none is used.",
        "Put it back as the studio last wrote it.",
    )
