"""Recordings for lines: taken in by the engine, then put into the film as an edit that undoes by name."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from studio.engine.jobs import Dub, Dubbed
from studio.timeline.dubbing import dub_line, lines_of, say_at
from studio.timeline.film import CastId, Film, Line, Seconds, ShotId
from studio.timeline.naming import called
from studio.timeline.remixing import redubbed
from studio.ui.dialogs import SOUNDS
from studio.ui.findings import Findings
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.timeline.captions import captions
from studio.ui.work import Work

_LEAD_S = 0.15


class Dubbing(QObject):
    """What can be done about the voice of a line, which is named by its shot and its place among the shot's lines."""

    def __init__(self, session: Session, work: Work, playback: Playback, findings: Findings) -> None:
        super().__init__(session)
        self._session = session
        self._work = work
        self._playback = playback
        self._findings = findings
        work.dubbed.connect(self._on_dubbed)

    def replace(self, shot: ShotId, number: int, path: Path, begins: Seconds | None = None) -> None:
        """Have a line spoken by a sound file; the film changes once that has been listened to. begins: see ``Dub``."""
        line = self._line(shot, number)
        if line is not None:
            self._session.said.emit(f"Listening to {path.name}…")
            self._work.submit(Dub(path, self._session.project.folder, shot, number, line, begins))

    def replace_acted(self, shot: ShotId, who: CastId, path: Path) -> None:
        """Have what somebody said while acting a shot from its beginning speak their line, at the moment it was said.

        It is their first line that is not recorded yet; their first, if all are.
        """
        found = self._session.map.shot(shot)
        lines = lines_of(found) if found is not None else ()
        theirs = [number for number, line in enumerate(lines) if line.who == who]
        if not theirs:
            name = called(who, self._session.film)
            self._session.said.emit(f"{name} says nothing in this shot. What was heard is kept as {path}.")
            return
        unsaid = [number for number in theirs if lines[number].recording is None]
        self.replace(shot, (unsaid or theirs)[0], path, Seconds(0))

    def replace_next(self, shot: ShotId, path: Path) -> None:
        """Have a shot's first line that is not recorded yet spoken by a sound file; its first, if all are."""
        found = self._session.map.shot(shot)
        lines = lines_of(found) if found is not None else ()
        if not lines:
            self._session.said.emit("Nothing is said in this shot. Drop the recording on a shot with a line.")
            return
        unsaid = [number for number, line in enumerate(lines) if line.recording is None]
        self.replace(shot, unsaid[0] if unsaid else 0, path)

    def put_back(self, shot: ShotId, number: int) -> None:
        """Have the studio speak a line again."""
        line = self._line(shot, number)
        if line is not None and line.recording is not None:
            name = f"Put {self._whose(line)} voice back"
            self._session.apply(name, lambda film: dub_line(film, shot, number, None))

    def reword(self, shot: ShotId, number: int, words: str, language: str = "") -> None:
        """Have a line say other words, or in another language; "" is the one that they are written in."""
        from studio.engine.director.language import language_resaid  # read on the first re-dub, not with the window

        line = self._line(shot, number)
        if line is None:
            return
        spoken = language or language_resaid(line, words)
        if (words, spoken) == (line.text, line.language):
            return
        before = self._session.film.shot(shot).duration
        name = f"Change {self._whose(line)} words"
        if self._session.apply(name, lambda film: redubbed(film, shot, number, words, spoken)):
            self._say_length(f"{called(line.who, self._session.film)} now says “{words}”.", shot, before)

    def hear(self, shot: ShotId, number: int) -> None:
        """Play from where a line begins."""
        found = self._session.map.shot(shot)
        if found is None:
            return
        times = captions(found, self._findings.peaks(shot))
        within = max(0.0, times[number].start - _LEAD_S) if number < len(times) else 0.0
        self._playback.pause()
        self._playback.seek(self._session.map.start_of(shot) + Seconds(round(within * 1000), 1000))
        self._playback.play()

    @Slot(object, object)
    def _on_dubbed(self, dubbed: Dubbed, request: Dub) -> None:
        line = self._line(request.shot, request.number)
        same_film = request.folder == self._session.project.folder
        if line is None or not same_film or (line.who, line.text) != (request.line.who, request.line.text):
            self._session.said.emit(f"The line that {request.path.name} was for is gone; nothing was changed.")
            return
        name = f"Replace {self._whose(line)} voice"
        before = self._session.film.shot(request.shot).duration
        if self._session.apply(name, lambda film: _dubbed(film, dubbed, request)):
            self._say_length(f"{request.path.name} now speaks “{line.text}”.", request.shot, before)

    def _say_length(self, sentence: str, shot: ShotId, before: Seconds) -> None:
        """Say what was done, and whether the shot is longer for it."""
        longer = float(self._session.film.shot(shot).duration - before)
        grown = f" The shot is {longer:.2f} s longer for it." if longer > 0 else ""
        self._session.said.emit(f"{sentence}{grown}")

    def _line(self, shot: ShotId, number: int) -> Line | None:
        found = self._session.map.shot(shot)
        lines = lines_of(found) if found is not None else ()
        return lines[number] if number < len(lines) else None

    def _whose(self, line: Line) -> str:
        return f"{called(line.who, self._session.film)}'s"


def _dubbed(film: Film, dubbed: Dubbed, request: Dub) -> Film:
    film = dub_line(film, request.shot, request.number, dubbed.recording)
    if request.begins is None:
        return film
    heard = request.begins + Seconds(round(dubbed.onset_s * 1000), 1000)
    return say_at(film, request.shot, request.number, heard)


def is_sound(path: Path) -> bool:
    """Whether a file's name is that of a sound, or of a film, whose sound is taken."""
    return path.suffix.lower() in SOUNDS
