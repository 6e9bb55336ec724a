"""What can be asked of the store's threads, and what they say back. All values are frozen."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NewType, TypeAlias

from studio.engine.model_store.downloading import Offer
from studio.engine.model_store.pins import Pin
from studio.engine.model_store.shelf import Shelf

ErrandId = NewType("ErrandId", int)


# --- requests -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Look:
    """Say what is here; ends with Shown."""


@dataclass(frozen=True)
class Ask:
    """Say what downloading a model would fetch. The one that asks the hub, if it was never asked; ends with Offered."""

    name: str


@dataclass(frozen=True)
class Fetch:
    """Download a model, as it was offered."""

    pin: Pin


@dataclass(frozen=True)
class Verify:
    """Read every file of a model, and hold it to its sum."""

    name: str


@dataclass(frozen=True)
class Add:
    """Take in a folder of the artist's own; stands_for: the painter that it is, "" a model of their own."""

    folder: Path
    stands_for: str = ""


@dataclass(frozen=True)
class Remove:
    """Take a model away."""

    name: str


@dataclass(frozen=True)
class Abandon:
    """Throw away what has come of a download."""

    name: str


@dataclass(frozen=True)
class Move:
    """Keep models in another folder from now on."""

    folder: Path


Request: TypeAlias = Look | Ask | Fetch | Verify | Add | Remove | Abandon | Move


# --- events ---------------------------------------------------------------------------------------
class Doing(Enum):
    """What is going on with a model."""

    WAITING = "Waiting for its turn"
    CHECKING = "Checking what is here"
    FETCHING = "Downloading"
    TRYING = "Trying again"
    VERIFYING = "Verifying"


@dataclass(frozen=True)
class Advanced:
    """How far an errand is, in bytes. rate: bytes a second over the network. waiting: why none come just now."""

    errand: ErrandId
    doing: Doing
    file: str
    done: int
    total: int
    rate: float | None = None
    seconds_left: float | None = None
    waiting: str = ""


@dataclass(frozen=True)
class Shown:
    """What is here. Follows everything that may have changed it."""

    errand: ErrandId
    shelf: Shelf


@dataclass(frozen=True)
class Offered:
    """What a download would fetch."""

    errand: ErrandId
    offer: Offer


@dataclass(frozen=True)
class Done:
    """The errand is done; what there is to say of it, "" for nothing."""

    errand: ErrandId
    said: str = ""


@dataclass(frozen=True)
class Halted:
    """The errand was stopped as asked. Of a download, what has come is kept."""

    errand: ErrandId


@dataclass(frozen=True)
class Refused:
    """The errand could not be done: what happened, and what to do next."""

    errand: ErrandId
    what: str
    remedy: str


Ending: TypeAlias = Done | Halted | Refused
Event: TypeAlias = Advanced | Shown | Offered | Ending
