"""Takes: finished renderings of shots, found again by what made them, never overwritten."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import msgspec
from msgspec import Struct

from studio.engine.fingerprints import Fingerprints, combined
from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.preflight import keep_room
from studio.engine.media.stem_files import read_stems, write_stems
from studio.engine.media.take_video import GROUP, TakeWriter
from studio.engine.painters.painter import PaintedFrame, Size
from studio.engine.reframing import framing_revision
from studio.engine.sound.stems import Stems
from studio.engine.stage.callsheet import CallSheet
from studio.timeline.dubbing import unlocated
from studio.timeline.film import CastMember, Directions, Prop, Shot
from studio.timeline.footage import unnamed_footage
from studio.timeline.modelled import nameless
from studio.timeline.stills import unnamed
from studio.timeline.world import World

STAGE_REVISION = "13"
SOUND_REVISION = "5"


class SpokenLine(Struct, frozen=True):
    """A line of dialogue in a take: from when to when in seconds of the shot, what and who."""

    start: float
    end: float
    text: str
    who: str


class Likeness(Struct, frozen=True):
    """Somebody's likeness in a take: which cameo's, and the digest of the grant it is used under, "" one's own."""

    cameo: str
    grant: str = ""


class TakeRecord(Struct, frozen=True):
    """All that made a take, written beside its media as ``take.json``. seconds: how long it took to make, 0 unknown.

    physics: how far it exaggerates, 0 true to life to 1. picture, faces: what its picture is made of, see ``pictures``.
    painted: how many of its frames were painted for it; the others are those of a take before. None unknown.
    told: the hash of the words that its painter was told, "" none. attempt, score: of a painter that may miss: the
    how-manieth try this is, and how well it agrees with what is played, 0 to 1 each.
    """

    key: str
    shot: str
    frames: int
    fps: int
    width: int
    height: int
    painter: str
    painter_revision: str
    seed: int
    stage_revision: str = STAGE_REVISION
    sound_revision: str = SOUND_REVISION
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    physics: float = 0.0
    lines: tuple[SpokenLine, ...] = ()
    picture: str = ""
    faces: tuple[str, ...] = ()
    painted: int | None = None
    told: str = ""
    attempt: int = 0
    score: dict[str, float] = {}
    likenesses: tuple[Likeness, ...] = ()


@dataclass(frozen=True)
class Take:
    """One finished rendering of a shot: its folder holds picture, stems and record."""

    folder: Path
    record: TakeRecord

    @property
    def video(self) -> Path:
        """The picture, an H.264 segment that films are joined from."""
        return self.folder / "picture.mp4"

    def stems(self) -> Stems:
        """The layers of its sound."""
        return read_stems(self.folder)


def stage_key(sheet: CallSheet, before: World, prints: Fingerprints) -> str:
    """The hash of all that a performance is made from. The wording of script and Directions is not part of it.

    before: the part of the world that the shot depends on; see ``relevance``.
    """
    shot = prints.of(sheet.shot, lambda: as_played(sheet.shot))
    parts = [*sheet.cast, *sheet.props, *before.people, *before.things, *before.places]
    counts = f"{len(sheet.cast)} {len(sheet.props)} {len(before.people)} {len(before.things)} {len(before.places)}"
    stays = before.setting is not None
    rest = f"{counts} {sheet.fps} {sheet.seed} {stays} {STAGE_REVISION}".encode()
    return combined(shot, *(prints.of(part, _as_made(part)) for part in parts), rest)


def _as_made(part: object) -> Callable[[], object] | None:
    """How somebody or something counts whose model's file may lie anywhere."""
    return (lambda: nameless(part)) if isinstance(part, CastMember | Prop) else None


def as_played(shot: Shot) -> Shot:
    """The shot without what only people read, and without where its recordings and the file of its still lie."""
    beats = tuple(map(unlocated, shot.beats))
    told = {"words": "", "unplaced": (), "transition": "cut", "directions": Directions(), "beats": beats}
    return unnamed_footage(unnamed(msgspec.structs.replace(shot, **told)))


def take_key(staged_key: str, painter: str, revision: str, size: Size, told: str = "") -> str:
    """The hash of all that a take is made from: same key, same take. told: the hash of the words, where they count."""
    framed = framing_revision(size)
    made = [staged_key.encode(), f"{painter} {revision} {size} {SOUND_REVISION}{framed}".encode()]
    return combined(*made, *([told.encode()] if told else []))


AtWork: TypeAlias = set[Path]
"""The takes that are being made just now, by their folders; shared by all who make takes on one thread."""


class TakeStore:
    """A folder of takes, one subfolder a key. A take appears whole or not at all."""

    def __init__(self, folder: Path, at_work: AtWork | None = None) -> None:
        self.folder = folder
        self._at_work = AtWork() if at_work is None else at_work
        self._records: dict[str, TakeRecord] = {}

    def is_being_made(self, key: str) -> bool:
        """Whether another job is making the take with this key just now."""
        return self.folder / key in self._at_work

    def find(self, key: str) -> Take | None:
        """The take with this key, if it is there whole."""
        folder = self.folder / key
        try:
            record = msgspec.json.decode((folder / "take.json").read_bytes(), type=TakeRecord)
        except (OSError, msgspec.DecodeError):
            return None
        take = Take(folder, record)
        return take if take.video.exists() else None

    def all(self) -> list[Take]:
        """Every whole take, the oldest first."""
        folders = sorted(self.folder.glob("*/take.json"), key=lambda path: (path.stat().st_mtime, path))
        found = (self.find(path.parent.name) for path in folders)
        return [take for take in found if take is not None]

    def alike(self, record: TakeRecord) -> Take | None:
        """A whole take whose picture has all but the faces in common with a record's; the one with most faces too."""
        for folder in self.folder.glob("*/take.json"):
            key = folder.parent.name
            if key not in self._records and (found := self.find(key)) is not None:
                self._records[key] = found.record
        alike = [one for one in self._records.values() if record.picture and one.picture == record.picture]
        best = max(alike, key=lambda one: (_shared(one.faces, record.faces), one.key), default=None)
        return None if best is None else self.find(best.key)

    def unfinished(self, record: TakeRecord) -> Path:
        """Where a painter keeps work that is to survive a crash; it goes once the take is whole."""
        return self.folder / f"{record.key}.unfinished"

    def take_latents(self, record: TakeRecord, folder: Path) -> None:
        """Move what a painter left to promote the take from into its folder."""
        left = self.unfinished(record) / "latents.safetensors"
        if left.exists():
            left.replace(folder / left.name)

    def begin(self, record: TakeRecord) -> "TakeDraft":
        """Start writing a take; use it in a ``with`` block, where leaving early leaves nothing behind."""
        return TakeDraft(self, record, self._at_work)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


class TakeDraft:
    """A take being made, in a folder of its own until it is whole."""

    def __init__(self, store: TakeStore, record: TakeRecord, at_work: AtWork) -> None:
        self._store = store
        self._record = record
        self._at_work = at_work
        self._folder = store.folder / f"{record.key}.{os.getpid()}.part"
        self._video: TakeWriter | None = None

    def __enter__(self) -> "TakeDraft":
        shutil.rmtree(self._folder, ignore_errors=True)
        with told_plainly(self._folder):
            self._folder.mkdir(parents=True)
        size = Size(self._record.width, self._record.height)
        self._video = TakeWriter(self._folder / "picture.mp4", size, self._record.fps)
        self._video.__enter__()
        self._at_work.add(self._store.folder / self._record.key)
        return self

    def write(self, frame: PaintedFrame) -> None:
        """Add the next frame of the picture, if the disk has room for more."""
        assert self._video is not None
        if frame.index % GROUP == 0:
            keep_room(self._folder)
        self._video.write(frame.colour)

    def copy(self, take: Take, group: int) -> None:
        """Add a group of frames as it is in another take."""
        assert self._video is not None
        self._video.copy(take.video, group)

    def finish(
        self, stems: Stems, seconds: float = 0.0, notes: tuple[str, ...] = (), score: dict[str, float] | None = None
    ) -> Take:
        """Add the sound, close the picture and put the take where it is found.

        seconds: how long it took. notes: what there is to say of its painting besides. score: see ``TakeRecord``.
        """
        assert self._video is not None
        video, self._video = self._video, None
        video.__exit__(None, None, None)
        write_stems(self._folder, stems)
        told = (*self._record.notes, *notes)
        self._record = msgspec.structs.replace(self._record, seconds=seconds, notes=told, score=score or {})
        (self._folder / "take.json").write_bytes(msgspec.json.encode(self._record))
        self._store.take_latents(self._record, self._folder)
        target = self._store.folder / self._record.key
        if self._store.find(self._record.key) is None:
            shutil.rmtree(target, ignore_errors=True)
            self._folder.replace(target)
        shutil.rmtree(self._store.unfinished(self._record), ignore_errors=True)
        return Take(target, self._record)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._at_work.discard(self._store.folder / self._record.key)
        if self._video is not None:
            self._video.__exit__(kind, error, trace)
        shutil.rmtree(self._folder, ignore_errors=True)
