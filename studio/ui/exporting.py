"""Exports: asked for, remembered in the project until they end, and taken up again after a crash."""

from pathlib import Path

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot

from studio.engine.jobs import Export, JobId
from studio.engine.media.presets import USUAL, export_presets
from studio.engine.package_jobs import Pack
from studio.engine.painters.painter import Size
from studio.errors import StudioError
from studio.timeline.paint_queue import is_paint_job
from studio.ui.export_choices import ExportChoices
from studio.ui.session import Session
from studio.ui.work import Job, Work


class QueuedExport(msgspec.Struct, frozen=True):
    """What a project remembers of an export that has not ended."""

    target: str
    width: int
    height: int
    stems: bool
    preset: str = USUAL
    pack: Pack = Pack()


class Exporting(QObject):
    """Submits exports, and keeps the project's queue in step with the engine's."""

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__(session)
        self._session = session
        self._work = work
        self._numbers: dict[JobId, int] = {}
        self.pack = Pack()
        work.ended.connect(self._on_ended)
        session.project_changed.connect(self._on_project)

    def export(self, choices: ExportChoices) -> JobId:
        """Put an export in the queue."""
        number = self._remember(choices)
        job = self._submit(choices)
        if number is not None:
            self._numbers[job] = number
        return job

    def again(self, request: Export) -> JobId:
        """Take up an export that was stopped or failed: what was finished of it is kept, and not made again."""
        choices = ExportChoices(request.target, request.size, request.stems is not None, request.preset)
        number = self._remember(choices)
        job = self._work.submit(request)
        if number is not None:
            self._numbers[job] = number
        return job

    def resume(self) -> int:
        """Take up the exports that a crash left undone; returns how many."""
        queued = self._session.project.queued()
        for number, data in queued:
            if is_paint_job(data):
                continue
            try:
                was = msgspec.json.decode(data, type=QueuedExport)
            except msgspec.DecodeError:
                self._forget(number)
                continue
            if was.preset not in export_presets():
                self._forget(number)
                continue
            choices = ExportChoices(Path(was.target), Size(was.width, was.height), was.stems, was.preset)
            self.pack = was.pack
            self._numbers[self._submit(choices)] = number
        return len(self._numbers)

    def give_up(self) -> None:
        """The artist stopped what is being exported: it is not taken up again."""
        for number in self._numbers.values():
            self._forget(number)
        self._numbers.clear()

    def _submit(self, choices: ExportChoices) -> JobId:
        return self._work.submit(
            Export(
                film=self._session.film,
                target=choices.target,
                size=choices.size,
                takes=self._session.project.takes,
                stems=choices.stems_folder,
                preset=choices.preset,
                pack=self.pack,
            )
        )

    def _remember(self, choices: ExportChoices) -> int | None:
        size = choices.size
        pack = self.pack
        entry = QueuedExport(str(choices.target), size.width, size.height, choices.stems, choices.preset, pack)
        try:
            return self._session.project.queue_add(msgspec.json.encode(entry))
        except StudioError as error:
            self._session.refused.emit(error.sentence)
            return None

    def _forget(self, number: int) -> None:
        try:
            self._session.project.queue_done(number)
        except StudioError as error:
            self._session.refused.emit(error.sentence)

    @Slot()
    def _on_project(self) -> None:
        """The cover that was chosen is a picture of another film."""
        self.pack = replace(self.pack, cover_s=None)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        number = self._numbers.pop(job.id, None)
        if number is not None:
            self._forget(number)
