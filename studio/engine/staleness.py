"""Which shots' takes are stale: told from what shots are made of, without playing any out.

Each shot's key follows from its sheet and the world before it; what a shot left is remembered by its key
(``outcomes``). So one pass through the film gives every key, as far as all shots on the way were played out before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median

import msgspec

from studio.cameo.likeness import Holdings
from studio.cameo.nobody import Nobody
from studio.engine.briefs import brief_of, told
from studio.engine.fingerprints import Fingerprints
from studio.engine.judgement import Judgement, ShotTake, TakeState
from studio.engine.outcomes import Outcomes
from studio.engine.painters.painter import Size
from studio.engine.rulings import settings_of
from studio.engine.staging import Between, call_of
from studio.engine.takes import TakeRecord, TakeStore, stage_key, take_key
from studio.timeline.course import Step, course
from studio.timeline.film import Film, Shot, ShotId, frames_in


def stage_keys(
    film: Film, outcomes: Outcomes, prints: Fingerprints, holdings: Holdings | None = None
) -> dict[ShotId, str | None]:
    """What each shot is made of, as its stage key; None where a shot before it was not played out yet."""
    keys: dict[ShotId, str | None] = {}
    worlds: dict[ShotId, Between] = {}
    settings = settings_of(film)
    for step in course(film):
        shot = step.shot.id
        if not _sourced(step, worlds):
            keys[shot] = None
            continue
        call, _ = call_of(film, step, worlds, settings).cleared(film, holdings or Nobody())
        key = keys[shot] = stage_key(call.sheet, call.known, prints)
        after = outcomes.after(key)
        if after is not None:
            worlds[shot] = call.left(after, film)[0]
    return keys


def _sourced(step: Step, worlds: Mapping[ShotId, Between]) -> bool:
    return all(one is None or one in worlds for one in (step.restores, step.after, step.setting_after))


class Catalogue:
    """The records of all takes in a folder, read again only when the folder has changed."""

    def __init__(self, store: TakeStore) -> None:
        self.folder = store.folder
        self._stamp: int | None = None
        self._records: dict[str, TakeRecord] = {}

    def records(self) -> Mapping[str, TakeRecord]:
        """Every whole take's record by key, oldest first."""
        try:
            stamp = self.folder.stat().st_mtime_ns
        except OSError:
            return {}
        if stamp != self._stamp:
            self._records = {record.key: record for record in self._read()}
            self._stamp = stamp
        return self._records

    def _read(self) -> Iterator[TakeRecord]:
        known = self._records
        found: list[tuple[float, TakeRecord]] = []
        for path in self.folder.glob("*/take.json"):
            try:
                made = path.stat().st_mtime
                record = known.get(path.parent.name) or msgspec.json.decode(path.read_bytes(), type=TakeRecord)
            except (OSError, msgspec.DecodeError):
                continue
            found.append((made, record))
        return (record for _, record in sorted(found, key=lambda one: (one[0], one[1].key)))


def judge(
    film: Film, keys: Mapping[ShotId, str | None], takes: Mapping[str, TakeRecord], revisions: Mapping[str, str]
) -> Judgement:
    """Every shot's take. A shot is looked at in the largest size it was ever rendered in.

    revisions: the painters', by name, as they are now; the takes of others are taken at their word.
    """
    by_shot: dict[str, list[TakeRecord]] = {}
    for record in takes.values():
        by_shot.setdefault(record.shot, []).append(record)
    kept = {one.shot: one.take for one in film.kept}
    speed = seconds_per_frame(takes.values())
    return Judgement({
        shot.id: _judged(
            by_shot.get(shot.id, []), keys.get(shot.id), kept.get(shot.id), revisions,
            frames_in(shot.duration, film.fps), speed, partial(_told, film, shot),
        )
        for shot in film.shots
    }, keys)  # fmt: skip


def _judged(
    own: Sequence[TakeRecord],
    key: str | None,
    kept: str | None,
    revisions: Mapping[str, str],
    frames: int,
    speed: Mapping[Size, float],
    told_now: Callable[[], str],
) -> ShotTake:
    if not own:
        return ShotTake(TakeState.NONE)
    size = max((Size(one.width, one.height) for one in own), key=lambda size: size.width * size.height)
    newest = [one for one in own if (one.width, one.height) == (size.width, size.height)][-1]
    seconds = _expected(size, frames, speed)
    if key is None:
        return ShotTake(TakeState.UNSURE, newest.key, size, seconds)
    revision = revisions.get(newest.painter, newest.painter_revision)
    wanted = take_key(key, newest.painter, revision, size, told_now() if newest.told else "")
    if any(one.key == wanted for one in own):
        return ShotTake(TakeState.CURRENT, wanted, size, seconds)
    if any(one.key == kept and one.frames == frames for one in own):
        return ShotTake(TakeState.KEPT, kept or "", size, seconds)
    return ShotTake(TakeState.STALE, newest.key, size, seconds, fits=newest.frames == frames)


def _told(film: Film, shot: Shot) -> str:
    return told(brief_of(shot, (*film.cast, *film.props), drawings=film.drawings))


def seconds_per_frame(records: Iterable[TakeRecord]) -> dict[Size, float]:
    """The median time that a frame took, by size, of all takes that were timed."""
    timed: dict[Size, list[float]] = {}
    for record in records:
        painted = record.frames if record.painted is None else record.painted
        if record.seconds > 0 and painted > 0:
            timed.setdefault(Size(record.width, record.height), []).append(record.seconds / painted)
    return {size: median(times) for size, times in timed.items()}


def _expected(size: Size, frames: int, speed: Mapping[Size, float]) -> float | None:
    """As measured at that size; else as at the nearest size that was measured, by the number of pixels."""
    if not speed:
        return None
    pixels = size.width * size.height
    nearest = min(speed, key=lambda other: abs(other.width * other.height - pixels))
    return speed[nearest] * frames * pixels / (nearest.width * nearest.height)
