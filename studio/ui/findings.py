"""What the engine has found out about each shot: a thumbnail, its sound, the worlds before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from studio.engine.jobs import (
    Cancelled,
    Finished,
    JobId,
    Judge,
    Preview,
    Redo,
    Request,
    SoundReady,
    Survey,
    ThumbnailReady,
    WorldsReady,
)
from studio.engine.judgement import Judgement
from studio.engine.painters.painter import Size
from studio.timeline.film import Film, Shot, ShotId
from studio.timeline.world import World
from studio.ui.film_map import FilmMap
from studio.ui.pictures import image_of
from studio.ui.programme import Piece, Programme, mixed_in_slices
from studio.ui.session import Session
from studio.ui.slices import Slices
from studio.ui.waves import Peaks, Waves, peaks_in_slices, placed_waves
from studio.ui.work import Job, Work

THUMBNAIL = Size(192, 108)
_SETTLE_MS = 400
_KINDS: tuple[type, ...] = (ThumbnailReady, SoundReady, WorldsReady)


class Freshness(Enum):
    """Whether what is known of a shot holds for the film as it is now."""

    UNKNOWN = "not played out yet"
    CURRENT = "played out"
    STALE = "stale"


@dataclass(frozen=True)
class Worlds:
    """The World before and after a shot, all that it was made from as a key, and what could not be as written."""

    before: World
    after: World
    key: str = ""
    notes: tuple[str, ...] = ()


class Findings(QObject):
    """Asks for a survey after each edit, keeps what comes back, and says what is out of date."""

    changed = Signal(object)  # ShotId, or None for all
    sound_changed = Signal()
    freshened = Signal()

    def __init__(self, session: Session, work: Work, programme: Programme) -> None:
        super().__init__(session)
        self._session = session
        self._work = work
        self._programme = programme
        self._slices = Slices(self)
        self._thumbnails: dict[ShotId, QImage] = {}
        self._peaks: dict[ShotId, Peaks] = {}
        self._worlds: dict[ShotId, Worlds] = {}
        self._expected: Mapping[ShotId, str | None] = {}
        self._surveyed: Job | None = None
        self._made_from: dict[type, dict[ShotId, Shot]] = {kind: {} for kind in _KINDS}
        self._freshness: dict[ShotId, Freshness] = {}
        self._survey: JobId | None = None
        self.waves = Waves()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.survey)
        work.found.connect(self._on_found)
        work.ended.connect(self._on_ended)
        work.judged.connect(self._on_judged)
        session.project_changed.connect(self._on_project)
        session.film_changed.connect(self._on_film)
        self._lay_out()

    def thumbnail(self, shot: ShotId) -> QImage | None:
        """The shot's picture, if it was made."""
        return self._thumbnails.get(shot)

    def worlds(self, shot: ShotId) -> Worlds | None:
        """The World before and after the shot, if it was played out."""
        return self._worlds.get(shot)

    def peaks(self, shot: ShotId) -> Peaks | None:
        """How loud its stems are, if they were made."""
        return self._peaks.get(shot)

    def freshness(self, place: int) -> Freshness:
        """Whether what is known of the shot at this place of the film still holds."""
        shot = self._session.map.shots[place]
        known = self._freshness.get(shot.id)
        if known is None:
            known = self._freshness[shot.id] = self._judged(place, shot)
        return known

    def _judged(self, place: int, shot: Shot) -> Freshness:
        made_from = self._made_from[WorldsReady].get(shot.id)
        if made_from is None:
            return Freshness.UNKNOWN
        if made_from != shot:
            return Freshness.STALE
        return Freshness.CURRENT if self._chained(place) else Freshness.STALE

    @property
    def settled(self) -> bool:
        """Whether nothing more is on its way."""
        return self._survey is None and self._surveyed is None and self._slices.idle and not self._settle.isActive()

    @Slot()
    def survey(self) -> None:
        """Have the shots played out whose findings do not hold, and all that may hang on them."""
        due = self._due()
        if due:
            self._survey = self._work.submit(Survey(self._session.film, THUMBNAIL, due, self._session.project.folder))

    def _due(self) -> tuple[ShotId, ...]:
        """Shots that changed; or, when none did, all from the first whose world-before has moved on."""
        shots = self._session.map.shots
        changed = tuple(shot.id for shot in shots if self._changed(shot))
        if changed:
            return changed
        first = next((place for place in range(len(shots)) if self.freshness(place) is not Freshness.CURRENT), None)
        return () if first is None else tuple(shot.id for shot in shots[first:])

    def _changed(self, shot: Shot) -> bool:
        """Whether any finding of this shot is missing, or was made from another version of it."""
        return any(made.get(shot.id) != shot for made in self._made_from.values())

    def _chained(self, place: int) -> bool:
        """Whether the shot was played in the world that it now begins in."""
        shot = self._session.map.shots[place].id
        if shot in self._expected and self._worlds[shot].key:
            return self._expected[shot] == self._worlds[shot].key
        if place == 0:
            return True
        before = self._worlds.get(self._session.map.shots[place - 1].id)
        own = self._worlds[self._session.map.shots[place].id]
        return before is None or before.after == own.before

    @Slot(object, object)
    def _on_found(self, found: ThumbnailReady | SoundReady | WorldsReady, request: Request) -> None:
        shot = self._session.map.shot(found.shot)
        if isinstance(request, Survey) and found.job != self._survey:
            return
        if shot is None or self._asked_of(request, found.shot) != shot:
            return
        self._made_from[type(found)][shot.id] = shot
        self._freshness.clear()
        match found:
            case ThumbnailReady(colour=colour):
                self._thumbnails[shot.id] = image_of(colour)
            case WorldsReady(before=before, after=after, key=key, notes=notes):
                self._worlds[shot.id] = Worlds(before, after, key, notes)
            case SoundReady():
                self._slices.add(self._taking_in(shot, found))
        self.changed.emit(shot.id)

    def _taking_in(self, shot: Shot, found: SoundReady) -> Iterator[None]:
        values: dict[str, NDArray[np.uint8]] = {}
        mix: dict[str, Piece] = {}
        yield from mixed_in_slices(found.stems, mix)
        self._programme.put(shot.id, mix["mix"])
        map_ = self._session.map
        if shot.id in map_.places:
            self._programme.place(map_, map_.places[shot.id])
        yield from peaks_in_slices(found.stems, values)
        self._peaks[shot.id] = Peaks(values)
        self._place_wave(self._session.map, shot.id)
        self.sound_changed.emit()

    def _place_wave(self, map_: FilmMap, shot_id: ShotId) -> None:
        place = map_.places.get(shot_id)
        if place is not None:
            self.waves.place(self._peaks[shot_id], map_.starts_s[place], float(map_.shots[place].duration))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id == self._survey:
            self._survey = None
            self._surveyed = job
        elif isinstance(job.request, Judge) and not isinstance(job.ending, Cancelled):
            self._go_on()

    @Slot(object, object)
    def _on_judged(self, judgement: Judgement, request: Judge | Redo) -> None:
        """It is known which shots would be played out otherwise now."""
        if request.film is not self._session.film:
            return
        changed = self._expected != judgement.keys
        self._expected = judgement.keys
        if changed:
            self._freshness.clear()
            self.freshened.emit()

    def _go_on(self) -> None:
        """A survey that got further goes on, once it is known what has changed by it."""
        job, self._surveyed = self._surveyed, None
        waiting = self._settle.isActive() or self._survey is not None
        if not waiting and job is not None and self._progressed(job):
            self.survey()

    def _progressed(self, job: Job) -> bool:
        """Whether another survey would get further: not after a failure, nor when this one found nothing."""
        request = job.request
        assert isinstance(request, Survey)
        return isinstance(job.ending, Finished) and request.shots != self._due()

    @Slot(object, object)
    def _on_film(self, _before: Film, _after: Film) -> None:
        self._lay_out()
        self._settle.start()

    def _lay_out(self) -> None:
        map_ = self._session.map
        kept = set(map_.places)
        for store in (self._thumbnails, self._peaks, self._worlds, *self._made_from.values()):
            for gone in [shot for shot in store if shot not in kept]:
                del store[gone]
        self._freshness.clear()
        self._programme.forget_all_but(kept)
        self._slices.add(self._placing_anew(map_))
        self.waves = placed_waves(map_, self._peaks)
        self.changed.emit(None)

    def _placing_anew(self, map_: FilmMap) -> Iterator[None]:
        for _ in self._programme.place_all_in_slices(map_):
            if map_ is not self._session.map:
                return
            yield

    def _asked_of(self, request: Request, shot_id: ShotId) -> Shot | None:
        """The version of a shot that a request was about."""
        if not isinstance(request, Survey | Preview):
            return None
        if request.film is self._session.film:
            return self._session.map.shot(shot_id)
        return next((shot for shot in request.film.shots if shot.id == shot_id), None)

    @Slot()
    def _on_project(self) -> None:
        self._slices.clear()
        self._peaks = {}
        self._expected = {}
        for store in (self._thumbnails, self._worlds, *self._made_from.values()):
            store.clear()
        self._programme.forget_all_but(set())
