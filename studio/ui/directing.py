"""From the artist's words to the film: reading the script, and reading one shot's directions again."""

from dataclasses import dataclass
from itertools import count

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.engine.jobs import Direct, Directed, JobId, Preview, Redirect
from studio.timeline.edits import replace_shot, set_directions, set_script
from studio.timeline.film import Directions, Film, Shot, ShotId
from studio.ui.film_map import FilmMap
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.work import Job, Work

DIRECTED = "Direct the script"
_DRAFT_MS = 200
_MOST_NAMED = 8


@dataclass(frozen=True)
class Reading:
    """Directions on their way through the director. ``merge`` None for a draft that is not kept yet."""

    job: JobId
    shot: ShotId
    directions: Directions
    name: str
    merge: tuple[str, int] | None


class Directing(QObject):
    """Every question is numbered by its job; only the answer to the newest one is used."""

    changed = Signal()

    def __init__(self, session: Session, work: Work, playback: Playback) -> None:
        super().__init__(session)
        self._session = session
        self._work = work
        self._playback = playback
        self._numbers = count()
        self._script_job: JobId | None = None
        self._reading: Reading | None = None
        self._draft: tuple[ShotId, Directions] | None = None
        self._draft_timer = QTimer(self, interval=_DRAFT_MS, singleShot=True)
        self._draft_timer.timeout.connect(self._read_draft)
        self._writing = 0
        self._read_for: dict[int, str] = {}  # the script as it was read, by the state of the film that came of it
        work.directed.connect(self._on_directed)
        work.ended.connect(self._on_ended)

    @property
    def reading_script(self) -> bool:
        """Whether the script is being read now."""
        return self._script_job is not None

    @property
    def changed_since(self) -> bool:
        """Whether the script was changed since it was directed last, as far back as the history remembers."""
        read = self._script_read()
        return read is not None and read.split() != self._session.film.script.split()

    def write(self, text: str) -> bool:
        """Keep the script as the artist has it now, and say whether that was done.

        What is written in one go undoes as one step.
        """
        return self._session.apply("Write the script", lambda film: set_script(film, text), ("script", self._writing))

    def finish_writing(self) -> None:
        """What is written from now on undoes as a step of its own."""
        self._writing = next(self._numbers)

    def direct(self) -> None:
        """Have the script read into scenes and shots."""
        self.finish_writing()
        film = self._session.film
        first = self._session.history.past.states[0].film.script
        was = self._script_read() or first
        self._script_job = self._work.submit(Direct(film.script, film if film.scenes else None, was))
        self.changed.emit()

    def _script_read(self) -> str | None:
        """The script that the shots were read from; None where that is longer ago than the history remembers."""
        past = self._session.history.past
        for state in reversed(past.states[: past.position + 1]):
            read = self._read_for.get(state.serial, state.film.script if state.name == DIRECTED else None)
            if read is not None:
                return read
        return None

    def draft(self, shot: ShotId, directions: Directions) -> None:
        """Show what a shot would become with these words, while they are being written."""
        self._draft = (shot, directions)
        self._draft_timer.start()

    def commit(self, shot: ShotId, directions: Directions, name: str) -> bool:
        """Keep a shot's new directions at once, and have them read; both undo as one step. False if not kept."""
        self._draft_timer.stop()
        merge = ("directions", next(self._numbers))
        kept = self._session.apply(name, lambda film: set_directions(film, shot, directions), merge)
        if kept:
            self._read(shot, directions, name, merge)
        return kept

    def _read(self, shot: ShotId, directions: Directions, name: str, merge: tuple[str, int] | None) -> None:
        job = self._work.submit(Redirect(self._session.film, shot, directions))
        self._reading = Reading(job, shot, directions, name, merge)

    @Slot()
    def _read_draft(self) -> None:
        if self._draft is not None and self._session.map.shot(self._draft[0]) is not None:
            self._read(*self._draft, "", None)

    @Slot(object, object)
    def _on_directed(self, answer: Directed, _request: Direct | Redirect) -> None:
        if answer.job == self._script_job:
            self._take_script(answer)
        elif self._reading is not None and answer.job == self._reading.job:
            self._take_shot(self._reading, answer.film)

    def _take_script(self, answer: Directed) -> None:
        # The artist may have gone on writing; their text is never put back.
        read, lost = answer.film, _lost(answer, self._session.map)
        if self._session.apply(DIRECTED, lambda film: replace(read, script=film.script)):
            self._read_for[self._session.history.past.now.serial] = read.script
            self.changed.emit()
            if lost:
                self._session.refused.emit(lost)

    def _take_shot(self, reading: Reading, read: Film) -> None:
        shot = next((shot for shot in read.shots if shot.id == reading.shot), None)
        if shot is None:
            return
        if reading.merge is None:
            self._show_draft(shot, read)
        elif (mine := self._session.map.shot(shot.id)) is not None and mine.directions == reading.directions:
            self._session.apply(reading.name, lambda film: _with_reading(film, shot, read), reading.merge)
            self._look_at(shot.id)

    def _look_at(self, shot: ShotId) -> None:
        """Bring the playhead to a shot, unless it is there already or playing."""
        here = self._session.map.shot_at(self._playback.playhead)
        if not self._playback.playing and (here is None or here.id != shot):
            self._playback.seek(self._session.map.start_of(shot))

    def _show_draft(self, shot: Shot, read: Film) -> None:
        """A look ahead at the shot's first frame; the film itself is not changed."""
        if not self._playback.playing and self._session.map.shot(shot.id) is not None:
            start, folder = self._session.map.start_of(shot.id), self._session.project.folder
            self._playback.show_instead(Preview(read, start, self._playback.size, folder=folder))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id == self._script_job:
            self._script_job = None
            self.changed.emit()


def _lost(answer: Directed, before: FilmMap) -> str:
    """Which shots were edited and are as the script has them now."""
    numbers = sorted(before.places[shot] + 1 for shot in answer.lost if shot in before.places)
    if not numbers:
        return ""
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    named = ", ".join(map(str, numbers[:_MOST_NAMED])) + more
    which = f"shot {named}" if len(numbers) == 1 else f"shots {named}"
    return f"The script changed what you had edited in {which}, so it is as the script has it now. Undo brings it back."


def _with_reading(film: Film, shot: Shot, read: Film) -> Film:
    """Take a re-read shot over, with anybody and anything new that it brought along."""
    cast = {member.id for member in film.cast}
    props = {prop.id for prop in film.props}
    grown = replace(
        film,
        cast=(*film.cast, *(member for member in read.cast if member.id not in cast)),
        props=(*film.props, *(prop for prop in read.props if prop.id not in props)),
    )
    return replace_shot(grown, shot)
