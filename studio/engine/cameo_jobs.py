"""What can be asked of the engine thread about people's cameos, and what it answers. All values are frozen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NewType, TypeAlias

from studio.cameo.likeness import CameoId, Double, Level, Limits
from studio.cameo.signing import Digest, PersonId
from studio.timeline.film import CastId, CastMember, Film, ShotId

if TYPE_CHECKING:
    from studio.cameo.double.references import Reference
    from studio.cameo.profile import Profile
    from studio.cameo.telling import Told
    from studio.engine.jobs import JobId

WantedNumber = NewType("WantedNumber", int)
"""Which of the deletions that are asked for, in the order of ``Told.wanted``."""


# --- deeds ------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Unlock:
    """Open one's keys with a passphrase, on a machine without a key store."""

    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Begin:
    """Make an identity; passphrase: where the machine has no key store, what it lies behind from now on."""

    name: str
    handle: str
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True)
class SaveCard:
    """Write one's card."""

    target: Path


@dataclass(frozen=True)
class TakeInFiles:
    """Take in ``.card`` and ``.cameo`` files."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class MakeFrom:
    """Make a cameo of one's own of a character that is designed after oneself."""

    member: CastMember
    handle: str
    adult: bool


@dataclass(frozen=True)
class KeepDouble:
    """Keep a double of oneself as a cameo, its references beside it; whoever has no identity yet gets one."""

    double: Double = field(repr=False)
    references: "tuple[Reference, ...]" = field(repr=False)
    name: str
    handle: str
    adult: bool


@dataclass(frozen=True)
class SetRules:
    """Change the rules of one's own cameo."""

    cameo: CameoId
    level: Level
    limits: Limits


@dataclass(frozen=True)
class Lend:
    """Approve a contact and write a grant for them into a folder."""

    cameo: CameoId
    person: PersonId
    folder: Path


@dataclass(frozen=True)
class TakeBack:
    """Take one's own cameo back, from a contact or from everybody; what tells them is written into a folder."""

    cameo: CameoId
    person: PersonId | None
    folder: Path


@dataclass(frozen=True)
class FollowPerson:
    """Follow a contact, or no longer; what tells them is written into a folder."""

    person: PersonId
    ends: bool
    folder: Path


@dataclass(frozen=True)
class Renew:
    """Write new leases for everybody whose lease ends soon."""

    folder: Path


@dataclass(frozen=True)
class DeleteEverything:
    """Delete every work with one's own cameo here, and write what asks every contact for the same."""

    cameo: CameoId
    folder: Path


@dataclass(frozen=True)
class DestroyCameo:
    """Have nothing of a cameo here any more, and its key destroyed; whoever has a lease is told by files."""

    cameo: CameoId
    folder: Path


@dataclass(frozen=True)
class Answer:
    """Do what a contact asks for, or refuse it; their receipt is written into a folder."""

    wanted: WantedNumber
    deletes: bool
    folder: Path


@dataclass(frozen=True)
class SetProfile:
    """Change what this machine allows, with the PIN that locks it."""

    profile: "Profile"
    pin: str = field(repr=False)


Deed: TypeAlias = (
    Unlock
    | Begin
    | SaveCard
    | TakeInFiles
    | MakeFrom
    | KeepDouble
    | SetRules
    | Lend
    | TakeBack
    | FollowPerson
    | Renew
    | DeleteEverything
    | DestroyCameo
    | Answer
    | SetProfile
)


# --- requests ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class LookAtCameos:
    """Say what is known of cameos, and whose likeness each shot of a film holds; ends with CameosKnown."""

    film: Film


@dataclass(frozen=True)
class DoWithCameos:
    """Do something with cameos; ends with CameosKnown."""

    deed: Deed
    film: Film


# --- events -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ShotLikeness:
    """Somebody's likeness in a shot. owner: in words; grant: None one's own; lock: why it is locked, "" it is not."""

    shot: ShotId
    member: CastId
    name: str
    owner: str = ""
    grant: Digest | None = None
    expires: int | None = None
    lock: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class CameosKnown:
    """What is known. trouble: why nothing can be told, in words. said: what was done; files: what was written."""

    job: "JobId"
    told: "Told | None"
    likenesses: tuple[ShotLikeness, ...] = ()
    said: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    trouble: str = ""
    locked: bool = False
