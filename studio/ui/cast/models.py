"""Models from and for files: who is played by one, back to the built-in figure, and a character saved as VRM."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.engine.jobs import Cancelled, Failed, Finished, JobId, ModelTaken, SaveModel, TakeModel
from studio.timeline.designing import scripted_value
from studio.timeline.film import CastMember, CharacterModel, Film, Prop, ThingModel
from studio.timeline.modelled import set_character, set_thing
from studio.ui.session import Session
from studio.ui.work import Job, Work

CHARACTERS: Final = "Characters (*.vrm)"
THINGS: Final = "Models (*.glb *.vrm)"
SUFFIX: Final = ".vrm"


class Models(QObject):
    """``said`` gives what to say over the turntable; empty when there is nothing to say any more."""

    said = Signal(str)

    def __init__(self, session: Session, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._work = work
        self._window = parent
        self._jobs: set[JobId] = set()
        work.model_taken.connect(self._on_taken)
        work.ended.connect(self._on_ended)

    def ask(self, entity: CastMember | Prop) -> None:
        """Ask for a file, and have it play somebody, or be what a thing is seen as."""
        kinds = CHARACTERS if isinstance(entity, CastMember) else THINGS
        path, _ = QFileDialog.getOpenFileName(self._window, f"A model for {entity.name}", str(_home()), kinds)
        if path:
            self.use(entity, Path(path))

    def use(self, entity: CastMember | Prop, path: Path) -> None:
        """Have a file read for somebody or something; what is wrong with it is said in a sentence."""
        self.said.emit(f"Reading {path.name}…")
        self._jobs.add(self._work.submit(TakeModel(entity, path, self._session.project.folder)))

    def give_up(self, entity: CastMember | Prop) -> None:
        """Go back to the studio's own figure or thing."""
        self.said.emit("")
        self._session.apply(f"{entity.name}: the built-in figure", lambda film: _without(film, entity))

    def ask_to_save(self, member: CastMember) -> None:
        """Ask where to, and save a character as VRM."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, f"Save {member.name} as VRM", str(_home() / f"{member.name}{SUFFIX}"), CHARACTERS
        )
        if path:
            self.save(member, Path(path))

    def save(self, member: CastMember, target: Path) -> None:
        """Save a character as a VRM file."""
        target = target if target.suffix.lower() == SUFFIX else target.with_name(f"{target.name}{SUFFIX}")
        self.said.emit(f"Saving {target.name}…")
        self._jobs.add(self._work.submit(SaveModel(member, self._session.film.author or "Tsuzuki", target)))

    @Slot(object, object)
    def _on_taken(self, taken: ModelTaken, request: TakeModel) -> None:
        if request.folder == self._session.project.folder:
            name = f"{request.entity.name}: {request.path.name}"
            self._session.apply(name, lambda film: _with(film, request.entity, taken))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id not in self._jobs:
            return
        self._jobs.discard(job.id)
        match job.ending:
            case Failed(what=what, remedy=remedy):
                self.said.emit(f"{what} {remedy}")
            case Finished(output=output) if output is not None:
                self.said.emit(f"Saved as {output.name}.")
            case Finished() | Cancelled() | None:
                self.said.emit("")


def model_of(entity: CastMember | Prop) -> CharacterModel | ThingModel | None:
    """What plays somebody, or what a thing is seen as."""
    return entity.model if isinstance(entity, Prop) else entity.look.model


def told(entity: CastMember | Prop) -> str:
    """What somebody is drawn as, in words."""
    model = model_of(entity)
    return "Built-in figure" if model is None else Path(model.path).name


def _with(film: Film, entity: CastMember | Prop, taken: ModelTaken) -> Film:
    if isinstance(taken.model, CharacterModel) and isinstance(entity, CastMember):
        return set_character(film, entity.id, taken.model, taken.height_m or entity.look.height_m)
    assert isinstance(taken.model, ThingModel)
    assert isinstance(entity, Prop)
    return set_thing(film, entity.id, taken.model)


def _without(film: Film, entity: CastMember | Prop) -> Film:
    if isinstance(entity, Prop):
        return set_thing(film, entity.id, None)
    return set_character(film, entity.id, None, scripted_value(entity, "height_m"))


def _home() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
