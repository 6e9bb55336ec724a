"""What a package says of itself in ``package.json``."""

from msgspec import Struct

from studio.timeline.lineage import Ancestor, Terms

RECORD, DOCUMENT, SCRIPT, WORLDS, COVER = "package.json", "film.json", "script.fountain", "worlds.json", "cover.jpg"


class Entry(Struct, frozen=True):
    """A file in the package: its name in the ZIP, how long it is, and SHA-256 of it, hex."""

    name: str
    bytes: int
    sha256: str


class PainterUsed(Struct, frozen=True):
    """A painter that made pictures of the film; of a trained model, where it is from and under which licence.

    trained: whether a trained model painted. model, model_revision: which weights, by repository and commit; they never
    lie in a package.
    """

    name: str
    revision: str
    trained: bool
    title: str = ""
    model: str = ""
    model_revision: str = ""
    licence: str = ""
    licence_words: str = ""


class CameoUsed(Struct, frozen=True):
    """Somebody's likeness in the film: the cameo's id, and SHA-256 of the grant that allowed it. Never the cameo."""

    id: str
    grant: str


class ShotMade(Struct, frozen=True):
    """How a shot was made: when it is seen (film seconds), what painted it, from which seed, and its take's key."""

    shot: str
    start: float
    end: float
    painter: str
    painter_revision: str
    seed: int
    take: str
    source: str
    """The IPTC name of how its picture came to be, such as ``digitalCreation``; "" for a clip from a file."""
    words: str = ""
    marked: bool = False
    foreign: bool = False
    """Taken over as it lay in the package that was opened: whoever signs this film has not made it."""


class PackageRecord(Struct, frozen=True):
    """What a package holds and how its film was made. ``document``: SHA-256 of the film as it lies within, hex.

    signed: whether the file was to be signed after this was written, so that a signature taken away is missed.
    with_takes: whether finished takes are within.
    """

    format: int
    made_with: str
    title: str
    author: str
    terms: Terms
    document: str
    width: int
    height: int
    fps: int
    frames: int
    entries: tuple[Entry, ...]
    painters: tuple[PainterUsed, ...] = ()
    shots: tuple[ShotMade, ...] = ()
    cameos: tuple[CameoUsed, ...] = ()
    parents: tuple[Ancestor, ...] = ()
    signed: bool = False
    with_takes: bool = False
