"""Whose likeness somebody in a film is, who may use it and for what, and the one check that all of it goes through.

``check_likeness`` alone opens what is kept of a person and gives a :class:`Cleared`. Nothing else can make one, and no
performance with a likeness in it exists without one; see ``engine.performance``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final, NewType, Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.cameo.signing import Digest, PersonId
from studio.errors import MissingResource, StudioError
from studio.timeline.designing import Origin, origin
from studio.timeline.film import CastMember, Look, Shot, Voice

CameoId = NewType("CameoId", str)
"""What names a cameo everywhere: 32 small hexadecimal digits, made from its owner's key and its salt."""
LEASE_SECONDS: Final = 7 * 24 * 3600
"""The longest that a grant lasts; it fails closed after that, so a revocation that is withheld ends there too."""
SKEW_SECONDS: Final = 300
"""By how much the clocks of two machines may differ."""
DOUBLE: Final = "double"
"""Under this name the vault keeps a cameo's ``Double``."""
_CLOTHES: Final = ("outfit", "cloth", "cloth_second", "accent")


class Level(Enum):
    """Who may use a cameo."""

    ONLY_ME = "only me"
    APPROVED = "people I approve"
    MUTUALS = "mutuals"
    EVERYONE = "everyone"


class Harm(Enum):
    """What no cameo is used for unless its owner allows it, within the law."""

    SEXUAL = "sexual"
    CRUELTY = "cruelty"
    DEMEANING = "demeaning"
    IMPERSONATION = "impersonation"


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """What a cameo's owner rules out for others. until: UTC seconds; allows: harms that others may show it in."""

    no_violence: bool = False
    no_romance: bool = False
    not_with: tuple[PersonId, ...] = ()
    no_commercial: bool = False
    until: int | None = None
    allows: tuple[Harm, ...] = ()


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """A cameo's rules, as its owner signs them. serial grows with every change; issued: UTC seconds."""

    cameo: CameoId
    owner: PersonId
    serial: int
    issued: int
    level: Level = Level.ONLY_ME
    limits: Limits = Limits()


class Cameo(Struct, frozen=True, forbid_unknown_fields=True):
    """A person's reusable double, as its owner signs it. adult: whether the owner says that they are 18 or older."""

    id: CameoId
    owner: PersonId
    salt: str
    handle: str
    name: str
    adult: bool
    made: int


class Grant(Struct, frozen=True, forbid_unknown_fields=True):
    """Leave for one person to use a cameo, a lease: from ``issued`` to ``expires``, UTC seconds, under these rules."""

    cameo: CameoId
    owner: PersonId
    to: PersonId
    serial: int
    rules: Digest
    issued: int
    expires: int


class Double(Struct, frozen=True):
    """How a cameo looks and sounds, as the vault keeps it."""

    look: Look
    voice: Voice


@dataclass(frozen=True)
class Held:
    """A cameo on this machine; everything in it is verified. floor: grants up to this serial are revoked."""

    cameo: Cameo
    rules: Rules
    rules_digest: Digest
    grant: Grant | None = None
    grant_digest: Digest | None = None
    floor: int = 0


@dataclass(frozen=True)
class Portrayal:
    """Somebody about to be seen and heard: in which shot (None: on the turntable), and with whom.

    commercial: whether the film is made for money. minor: the words by which somebody there is known to be under 18.
    """

    member: CastMember
    shot: Shot | None = None
    others: tuple[CastMember, ...] = ()
    commercial: bool = False
    minor: str | None = None


class Holdings(Protocol):
    """What a machine holds of people's cameos."""

    @property
    def me(self) -> PersonId | None:
        """Who the person at this machine is."""
        ...

    def held(self, cameo: str) -> Held | None:
        """A cameo by its id, verified. Raises StudioError: what is held cannot be trusted."""
        ...

    def now(self) -> int:
        """UTC seconds. Raises StudioError: the clock of this machine cannot be trusted."""
        ...

    def unsealed(self, cameo: str, name: str) -> bytes | None:
        """What the vault keeps of a cameo. Raises StudioError: as ``Vault.open_``."""
        ...

    def working_key(self, cameo: str) -> bytes:
        """32 bytes under which work with a cameo in it is sealed. Raises StudioError: as ``Vault.working_key``."""
        ...

    def objection(self, portrayal: Portrayal, held: Held) -> str | None:
        """Why this portrayal is against limits, the law or the profile of this machine; None if it is not."""
        ...

    def barred(self, shot: Shot, minor: str | None = None) -> str | None:
        """Why a shot may not be made here, whosever likeness is in it; None if it may. minor: as for ``Portrayal``.

        Raises StudioError: the profile was edited.
        """
        ...

    def recorded(self, name: str) -> frozenset[str]:
        """The cameos that are recorded to be in a work whose file or folder is called so."""
        ...

    def record(self, path: Path, what: str, cleared: "Sequence[Cleared]") -> None:
        """Remember that something is about to be written in which these likenesses are."""
        ...


class LikenessRefused(StudioError):
    """Somebody's likeness may not be used so. ``member``: who in the film it is."""

    def __init__(self, member: CastMember, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.member = member


_SEAL: Final = object()


@dataclass(frozen=True, eq=False)
class Cleared:
    """Leave to show one cast member in one shot, given by ``check_likeness`` and by nothing else.

    member: dressed as the double; with ``Cleared`` in hand, reference pictures and voice are read by ``reads``.
    """

    member: CastMember
    held: Held
    portrayal: Portrayal
    holdings: Holdings = field(repr=False)
    _seal: object = field(repr=False)

    def __post_init__(self) -> None:
        if self._seal is not _SEAL:
            raise TypeError("only check_likeness clears a likeness")

    def hold(self) -> None:
        """See that it still holds now.

        Raises:
            LikenessRefused: it was revoked, or its lease is over. StudioError: the clock or the registry cannot be
                trusted.
        """
        _permitted(self.portrayal, self.holdings)

    def reads(self, name: str) -> bytes | None:
        """What is kept of the cameo besides its double, such as reference pictures; see ``hold``."""
        self.hold()
        return self.holdings.unsealed(self.held.cameo.id, name)

    def working_key(self) -> bytes:
        """Under which work that holds the likeness is sealed; see ``hold``, and ``sealing.seal_of``."""
        self.hold()
        return self.holdings.working_key(self.held.cameo.id)

    def covers(self, member: CastMember) -> bool:
        """Whether it is for this member, however dressed."""
        return member.id == self.member.id and member.cameo == self.held.cameo.id


def check_likeness(portrayal: Portrayal, holdings: Holdings) -> Cleared:
    """See that a person's likeness may be used, and have it; every picture and sound of it comes through here.

    Raises:
        LikenessRefused: it may not, and why. StudioError: what is held, or the clock, cannot be trusted.
    """
    held = _permitted(portrayal, holdings)
    member = dressed(portrayal.member, _double(portrayal.member, held, holdings))
    return Cleared(member, held, portrayal, holdings, _SEAL)


def record_work(path: Path, what: str, cleared: Sequence[Cleared]) -> None:
    """Remember, before it is written, that something has these likenesses in it; so that it is found to be deleted.

    Raises:
        StudioError: it cannot be remembered, and so is not to be written.
    """
    for holdings in {id(one.holdings): one.holdings for one in cleared}.values():
        holdings.record(path, what, cleared)


def dressed(member: CastMember, double: Double) -> CastMember:
    """A cast member as the double: all but the clothes is the person's; those are the film's where it says any."""
    worn = {part: getattr(member.look, part) for part in _CLOTHES if origin(member, part) is not Origin.STUDIO}
    # Glasses and a beard are the person's; a hat that the script tells of comes with them.
    told = member.look.accessories if origin(member, "accessories") is not Origin.STUDIO else ()
    worn["accessories"] = tuple(dict.fromkeys((*double.look.accessories, *told)))
    voice = replace(double.voice, language=member.voice.language)
    return replace(member, look=replace(double.look, **worn), voice=voice)


def _permitted(portrayal: Portrayal, holdings: Holdings) -> Held:
    member = portrayal.member
    if member.cameo.startswith("@"):
        raise LikenessRefused(
            member, f"Nobody here has given you {member.cameo}.", "Ask them for their .cameo file and drop it here."
        )
    held = holdings.held(member.cameo)
    if held is None:
        raise LikenessRefused(
            member,
            f"{member.name} is somebody's cameo that you have no grant for.",
            "Ask its owner for a grant, or let another character play the part.",
        )
    now = holdings.now()
    if held.cameo.owner != holdings.me:
        _check_grant(member, held, holdings.me, now)
    objection = holdings.objection(portrayal, held)
    if objection is not None:
        raise LikenessRefused(member, objection, "Change the words, or let another character play the part.")
    return held


def _check_grant(member: CastMember, held: Held, me: PersonId | None, now: int) -> None:
    """Somebody else's cameo: the lease holds, and fails closed."""
    cameo, grant, rules = held.cameo, held.grant, held.rules
    name = f"{cameo.name}'s cameo"
    ask = f"Ask {cameo.name} for a new grant, or let another character play the part."
    if rules.limits.until is not None and now >= rules.limits.until:
        raise LikenessRefused(member, f"{name} could be used until a date that is past.", ask)
    if rules.level is Level.ONLY_ME:
        raise LikenessRefused(member, f"{name} is for {cameo.name} alone.", ask)
    if grant is None or grant.to != me or grant.cameo != cameo.id or grant.owner != cameo.owner:
        raise LikenessRefused(member, f"You have no grant for {name}.", ask)
    if grant.serial <= held.floor:
        raise LikenessRefused(member, f"{cameo.name} has taken their cameo back.", ask)
    if grant.rules != held.rules_digest:
        raise LikenessRefused(member, f"The rules of {name} have changed since your grant.", ask)
    if not 0 < grant.expires - grant.issued <= LEASE_SECONDS:
        raise LikenessRefused(member, f"Your grant for {name} is longer than any may be.", ask)
    if grant.issued > now + SKEW_SECONDS:
        raise LikenessRefused(member, f"Your grant for {name} begins in the future.", "Set this machine's clock right.")
    if now >= grant.expires:
        raise LikenessRefused(member, f"Your grant for {name} has lapsed.", ask)


def _double(member: CastMember, held: Held, holdings: Holdings) -> Double:
    kept = holdings.unsealed(held.cameo.id, DOUBLE)
    if kept is None:
        raise LikenessRefused(
            member, f"The double of {held.cameo.name} is not on this machine.", "Make it, or import it, anew."
        )
    try:
        return msgspec.json.decode(kept, type=Double)
    except msgspec.DecodeError as fault:
        raise MissingResource(f"The double of {held.cameo.name} does not read.", "Make it, or import it, anew.") from (
            fault
        )
