"""A capture under way on the camera's thread: what is watched goes into the session, and what is asked comes out."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from studio.cameo.capture.checks import Check, Fault
from studio.cameo.capture.hearing import level_of
from studio.cameo.capture.live import Ended, Lost, News, Watched
from studio.cameo.capture.session import Done, Session, State, begun, excuse, listened, resumed, seen, state
from studio.cameo.faces.found import Picture


@dataclass(frozen=True, eq=False)
class Shown:
    """What a person sees of their capture now. level: of the sound, dBFS; guide: the face's box, None where none is."""

    picture: Picture
    state: State
    faults: tuple[Fault, ...]
    level: float
    guide: tuple[float, float, float, float] | None


@dataclass(frozen=True, eq=False)
class Captured:
    """Every step has succeeded."""

    session: Session


Step: TypeAlias = Shown | Captured | Ended | Lost


class Going:
    """Takes a capture through its steps. ``hear`` is called on the camera's thread; ``excuse`` on any."""

    def __init__(self, seed: int, tell: Callable[[Step], None], session: Session | None = None) -> None:
        """session: one that was under way before its devices were lost; it goes on at its step."""
        self._seed, self._tell = seed, tell
        self._session = session
        self._resuming = session is not None
        self._excused: deque[Check] = deque()

    @property
    def session(self) -> Session | None:
        """How far it is."""
        return self._session

    def excuse(self, check: Check) -> None:
        """Set a check aside from the next picture on."""
        self._excused.append(check)

    def hear(self, news: News) -> None:
        """Go on with what the camera and the microphone had."""
        match news:
            case Watched():
                self._on(news)
            case Ended() | Lost():
                self._tell(news)

    def _on(self, news: Watched) -> None:
        session = self._begun(news)
        if session.done:
            return
        while self._excused:
            session = excuse(session, self._excused.popleft())
        session = listened(seen(session, news.at, news.picture, news.seen), news.sound)
        self._session = session
        level = level_of(news.sound)
        guide = news.faces[0].box if news.faces else None
        self._tell(Shown(news.picture, state(session), session.faults, level, guide))
        if isinstance(state(session), Done):
            self._tell(Captured(session))

    def _begun(self, news: Watched) -> Session:
        if self._session is None:
            return begun(self._seed, news.rate or 16_000, news.at)
        if self._resuming:
            self._resuming = False
            return resumed(self._session, news.at, news.rate)
        return self._session
