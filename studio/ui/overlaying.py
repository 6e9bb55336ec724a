"""Overlays of the film: added from the menu, by a drop or as a title, split, put over each other, and taken away."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from studio.engine.jobs import PictureTaken, TakeIn
from studio.timeline.film import Footage, Seconds, ShotId, Still
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay, remove_overlay, shift_overlay, split_overlay
from studio.timeline.overlays import Card, Content, Inset, Overlay, Picture, Place, called
from studio.ui import dialogs
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.work import Work

TITLE_S, PICTURE_S, FADE_S = Seconds(3), Seconds(4), Seconds(1, 2)
_AT_ONCE = Seconds(0)
TITLE = "Title"


class Overlaying(QObject):
    """Asks the engine to take files in, and makes the edits; whatever is added is chosen.

    ``titled``: words were laid over the film, and are to be written now.
    """

    titled = Signal()

    def __init__(self, session: Session, work: Work, playback: Playback, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._work = work
        self._playback = playback
        self._window = window
        work.taken_in.connect(self._on_taken)

    def doing(self) -> dict[str, Callable[[], object]]:
        """What its commands do."""
        return {
            "add_title": lambda: self.add_title(self._playback.playhead),
            "add_overlay": lambda: self.ask(self._playback.playhead),
        }

    def add_title(self, at: Seconds) -> None:
        """Lay words over the film from a time on, to be written in the inspector, and look at them."""
        if self._add("Add a title", Card(TITLE), at, TITLE_S, fade=FADE_S):
            if not self._playback.playing:
                self._playback.seek(at + FADE_S)
            self.titled.emit()

    def ask(self, at: Seconds) -> None:
        """Ask for a file, and lay it over the film from a time on."""
        path = dialogs.ask_overlay(self._window, self._session.project.folder.parent)
        if path is not None:
            self.take_in(path, at)

    def take_in(self, path: Path, at: Seconds) -> None:
        """Have a file looked over and kept with the project; it is laid over the film when that is done."""
        self._work.submit(TakeIn(path, self._session.project.folder, self._session.film.fps, over=at))

    def split(self) -> None:
        """Cut the chosen overlay in two at the playhead."""
        laid, new_id = self._session.overlay, self._unused_id()
        if laid is None:
            self._session.said.emit("Choose an overlay on the timeline first.")
            return
        at, name = self._playback.playhead, laid.overlay.id
        self._session.apply("Split overlay", lambda film: split_overlay(film, name, at, new_id))

    def shift(self, *, up: bool) -> None:
        """Lay the chosen overlay over what is above it, or under what is below."""
        laid = self._session.overlay
        if laid is not None:
            self._session.apply("Reorder overlays", lambda film: shift_overlay(film, laid.overlay.id, up=up))

    def remove(self) -> bool:
        """Take the chosen overlay away; False if none is chosen."""
        laid = self._session.overlay
        if laid is None:
            return False
        return self._session.apply("Remove overlay", lambda film: remove_overlay(film, laid.overlay.id))

    @Slot(object, object)
    def _on_taken(self, taken: PictureTaken, asked: TakeIn) -> None:
        if asked.over is None or asked.folder != self._session.project.folder:
            return
        one, fps = taken.taken, self._session.film.fps
        match one:
            case Still():
                added = self._add("Lay a picture over", Picture(one), asked.over, PICTURE_S)
            case Footage() if not one.seen:
                self._session.said.emit(f"“{one.name}” is a sound and has no picture to lay over the film.")
                return
            case Footage():
                lasts = Seconds(max(1, round(one.seconds * fps)), fps)
                added = self._add("Lay a clip over", Inset(one), asked.over, lasts)
            case _:
                assert_never(one)
        if added:
            self._session.said.emit(f"“{one.name}” lies over the film now. {taken.note}".strip())

    def _add(self, name: str, content: Content, at: Seconds, lasts: Seconds, fade: Seconds = _AT_ONCE) -> bool:
        fps = self._session.film.fps
        lasts, fade = (Seconds(round(time * fps), fps) for time in (lasts, fade))
        one = Overlay(self._unused_id(), content, ShotId(""), Seconds(0), lasts, Place(), fade, fade)
        if not self._session.apply(name, lambda film: add_overlay(film, one, at)):
            return False
        self._session.choose_overlay(one.id)
        return True

    def _unused_id(self) -> OverlayId:
        taken = {one.id for one in self._session.film.overlays}
        return next(new for number in count(1) if (new := OverlayId(f"overlay-{number}")) not in taken)


def named(overlay: Overlay) -> str:
    """An overlay by what it is: "Words", "Picture “logo”", "Clip “sea”"."""
    match overlay.content:
        case Card():
            return "Words"
        case Picture():
            return f"Picture “{called(overlay.content)}”"
        case Inset():
            return f"Clip “{called(overlay.content)}”"
