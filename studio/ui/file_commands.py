"""Commands that open, make, bring in and write files. Each asks at most once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Slot
from PySide6.QtWidgets import QWidget

from studio.engine.jobs import Export
from studio.engine.package_jobs import FilmOpened, OpenFilm, Pack, PackageEvent, PackageRequest
from studio.errors import StudioError
from studio.timeline.store import SUFFIX, Project
from studio.ui import dialogs, projects
from studio.ui.directing import Directing
from studio.ui.export_choices import ExportChoices
from studio.ui.export_dialog import ExportDialog
from studio.ui.exporting import Exporting
from studio.ui.film_settings import FilmSettings, FilmSettingsDialog
from studio.ui.mark_place import remember_mark, remembered_mark
from studio.ui.package_form import PackageForm
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.work import Job, Work

SCRIPTS = (".fountain", ".txt", ".md")


class FileCommands(QObject):
    """What the File menu does. ``may_leave`` is asked before the project is let go."""

    def __init__(
        self,
        session: Session,
        work: Work,
        directing: Directing,
        playback: Playback,
        settings: QSettings,
        window: QWidget,
    ):
        super().__init__(window)
        self._session = session
        self._work = work
        self._directing = directing
        self._playback = playback
        self._settings = settings
        self._window = window
        self.may_leave: Callable[[], bool] = lambda: True
        self._exporting = Exporting(session, work)
        self._exporting.pack = Pack(mark=remembered_mark(settings))
        work.packaged.connect(self._on_packaged)

    def new(self) -> None:
        """Make an empty project and open it."""
        path = dialogs.ask_new_project(self._window, self._folder())
        if path is not None:
            self._switch(lambda: projects.new_project(path))

    def open(self) -> None:
        """Open another project."""
        path = dialogs.ask_project_to_open(self._window, self._folder())
        if path is not None:
            self.open_project(path)

    def open_project(self, path: Path) -> None:
        """Open the project that lies there."""
        self._switch(lambda: Project.open(path))

    def sample(self) -> None:
        """Open the sample film, and have it read if it was not yet."""
        folder = projects.home()
        if self._session.project.folder.parent != folder or not self._session.project.folder.stem.startswith("Sample"):
            self._switch(lambda: projects.sample_project(folder))
        self.direct_if_unread()

    def say_saved(self) -> None:
        """Say that everything is saved, and where: it is as soon as an edit is made."""
        self._session.said.emit(f"Everything is saved, as always, in {self._session.project.folder}.")

    def film_settings(self) -> FilmSettingsDialog:
        """Ask for the film's title, author and frame rate."""
        dialog = FilmSettingsDialog(self._session.film, self._window)
        dialog.chosen.connect(self._on_settings)
        dialog.show()
        return dialog

    @Slot(object)
    def _on_settings(self, settings: FilmSettings) -> None:
        self._session.apply("Change film settings", settings.set_in)

    def import_script(self) -> None:
        """Ask for a script, and bring it in as this film's."""
        path = dialogs.ask_script(self._window, self._folder())
        if path is not None:
            self.import_from(path)

    def takes(self, path: Path) -> bool:
        """Whether a file that is dropped is a project or a script."""
        return path.suffix == SUFFIX or path.suffix.lower() in SCRIPTS

    def take_in(self, path: Path) -> None:
        """Open a project, or bring a script in, that was dropped."""
        (self.open_project if path.suffix == SUFFIX else self.import_from)(path)

    def import_from(self, path: Path) -> None:
        """Bring a script in as this film's, and have it directed."""
        try:
            text = projects.read_script(path)
        except StudioError as error:
            dialogs.tell(self._window, error)
            return
        self._directing.finish_writing()
        if self._directing.write(text):
            self._directing.direct()

    def export(self) -> ExportDialog:
        """Ask how, then put the film in the queue."""
        movies = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        folder = Path(movies) if movies and Path(movies).is_dir() else self._session.project.folder.parent
        target = folder / f"{self._session.film.title or 'Film'}.mp4"
        dialog = ExportDialog(target, self._session.project.folder, self._work, self._window, self._session.film.fps)
        dialog.chosen.connect(self._on_export_chosen)
        dialog.queued.connect(self._on_export_queued)
        dialog.put_in(self._package_form())
        dialog.show()
        return dialog

    def _package_form(self) -> PackageForm:
        """What goes into the film, as it was last chosen."""
        form = PackageForm(self._session, self._work, self._exporting.pack, self._playback)
        form.changed.connect(self._on_pack)
        return form

    @Slot(object)
    def _on_pack(self, pack: Pack) -> None:
        self._exporting.pack = pack
        remember_mark(self._settings, pack.mark)

    def open_film(self) -> None:
        """Open a film that carries its project, as a new project."""
        path = dialogs.ask_film(self._window, self._folder())
        if path is not None:
            self._work.submit(OpenFilm(path, projects.home()))

    @Slot(object, object)
    def _on_packaged(self, event: PackageEvent, _request: PackageRequest) -> None:
        if isinstance(event, FilmOpened):
            self.open_project(event.folder)

    def take_up(self) -> None:
        """After a project was opened: say what was damaged, and go on with exports that were cut off."""
        projects.remember(self._settings, self._session.project.folder)
        if self._session.project.warnings:
            dialogs.tell_warnings(self._window, self._session.project.warnings)
        resumed = self._exporting.resume()
        if resumed:
            self._session.said.emit("Going on with the export that was cut off last time.")

    def stop_exports(self) -> None:
        """Let the project forget the exports that the artist stopped."""
        self._exporting.give_up()

    def direct_if_unread(self) -> None:
        """Have a script read that never was."""
        if self._session.film.script and not self._session.film.scenes:
            self._directing.direct()

    def _folder(self) -> Path:
        return self._session.project.folder.parent

    def _switch(self, opened: Callable[[], Project]) -> None:
        if not self.may_leave() or (self._work.exports and not dialogs.may_stop_export(self._window)):
            return
        try:
            project = opened()
        except StudioError as error:
            dialogs.tell(self._window, error)
            return
        self._exporting.give_up()
        for job in self._work.under_way:
            self._work.cancel(job.id)
        self._session.switch(project)
        self.take_up()

    @Slot(object)
    def export_again(self, job: Job) -> None:
        """Take an export up that was stopped or failed."""
        if isinstance(job.request, Export):
            self._exporting.again(job.request)

    @Slot(object)
    def _on_export_queued(self, choices: ExportChoices) -> None:
        self._exporting.export(choices)

    @Slot(object)
    def _on_export_chosen(self, choices: ExportChoices) -> None:
        dialog = self.sender()
        job = self._exporting.export(choices)
        if isinstance(dialog, ExportDialog):
            dialog.follow(job)
