"""The open project as the window sees it: the film, the shot that is chosen, and how edits are made."""

from collections.abc import Hashable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.timeline.film import Film, Shot, ShotId
from studio.timeline.history import Edit, History
from studio.timeline.ids import OverlayId
from studio.timeline.overlays import Laid
from studio.ui.film_map import FilmMap, map_film


class OpenProject(Protocol):
    """What the window asks of a project; see ``studio.timeline.store.Project``."""

    @property
    def history(self) -> History:
        """The film, its past, and the only way to change it."""
        ...

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was damaged or lost when it was opened."""
        ...

    @property
    def takes(self) -> Path:
        """Folder of the finished takes."""
        ...

    def queue_add(self, job: bytes) -> int:
        """Remember a pending job; returns its number."""
        ...

    def queue_put(self, number: int, job: bytes) -> None:
        """Change a pending job."""
        ...

    def queue_done(self, number: int) -> None:
        """Forget a job that has ended."""
        ...

    def queued(self) -> list[tuple[int, bytes]]:
        """The jobs that have not ended."""
        ...

    def close(self) -> None:
        """Let the project go, so that another window may open it."""
        ...


class Session(QObject):
    """Holds nothing the document holds: the film is asked of the history, its layout is kept beside it."""

    film_changed = Signal(object, object)  # before: Film, after: Film
    shot_chosen = Signal(object)  # ShotId | None
    overlay_chosen = Signal(object)  # OverlayId | None
    project_changed = Signal()
    said = Signal(str)
    refused = Signal(str)  # what could not be done, and what to do

    def __init__(self, project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._map = map_film(project.history.film)
        self._chosen = self._map.shots[0].id if self._map.shots else None
        self._overlay: OverlayId | None = None
        self._unlisten = project.history.listen(self._on_edit)

    @property
    def project(self) -> OpenProject:
        """The open project."""
        return self._project

    @property
    def history(self) -> History:
        """The project's history."""
        return self._project.history

    @property
    def film(self) -> Film:
        """The film as it is now."""
        return self._map.film

    @property
    def map(self) -> FilmMap:
        """Where everything of the film lies in time."""
        return self._map

    @property
    def chosen(self) -> Shot | None:
        """The shot that the inspector shows and that commands act on."""
        return self._map.shot(self._chosen)

    def choose(self, shot_id: ShotId | None) -> None:
        """Choose a shot."""
        if shot_id != self._chosen:
            self._chosen = shot_id
            self.shot_chosen.emit(shot_id)

    @property
    def overlay(self) -> Laid | None:
        """The overlay that the inspector shows in place of the shot, and that removing takes away."""
        return next((one for one in self._map.overlays if one.overlay.id == self._overlay), None)

    def choose_overlay(self, overlay_id: OverlayId | None) -> None:
        """Choose an overlay, or none."""
        if overlay_id != self._overlay:
            self._overlay = overlay_id
            self.overlay_chosen.emit(overlay_id)

    def apply(self, name: str, edit: Edit, merge: Hashable = None) -> bool:
        """Make an edit. One that cannot be done is said in a sentence, and changes nothing."""
        try:
            self.history.apply(name, edit, merge)
        except StudioError as error:
            self.refused.emit(error.sentence)
            return False
        return True

    def undo(self) -> None:
        """Take back the last edit."""
        self.go_to(self.history.past.position - 1)

    def redo(self) -> None:
        """Do again the edit last taken back."""
        self.go_to(self.history.past.position + 1)

    def go_to(self, position: int) -> None:
        """Go to one of the states that the history remembers."""
        history = self.history
        position = min(max(position, 0), len(history.past.states) - 1)
        try:
            while history.past.position > position:
                history.undo()
            while history.past.position < position:
                history.redo()
        except StudioError as error:
            self.refused.emit(error.sentence)

    def switch(self, project: OpenProject) -> None:
        """Put another project in this one's place; this one is closed."""
        before = self.film
        self._unlisten()
        self._project.close()
        self._project = project
        self._unlisten = project.history.listen(self._on_edit)
        self._chosen = self._overlay = None
        self.project_changed.emit()
        self._on_edit(before, project.history.film)

    def close(self) -> None:
        """Let the project go."""
        self._unlisten()
        self._project.close()

    def _on_edit(self, before: Film, after: Film) -> None:
        place = self._map.places.get(self._chosen, 0) if self._chosen is not None else 0
        self._map = map_film(after)
        if self.overlay is None:
            self._overlay = None
        self.film_changed.emit(before, after)
        self.overlay_chosen.emit(self._overlay)
        if self.chosen is None:
            shots = self._map.shots
            self.choose(shots[min(place, len(shots) - 1)].id if shots else None)
        else:
            self.shot_chosen.emit(self._chosen)
