"""The studio's window: its parts are made and joined here, and each does its own work elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from studio.engine.jobs import Failed, Preview
from studio.timeline.film import ShotId
from studio.ui import dialogs, shot_edits
from studio.ui.bridge import EngineBridge, EngineThread, SoundOutput
from studio.ui.cameo_dock import CameoDock
from studio.ui.cameos import Cameos
from studio.ui.capture.commands import CaptureCommands
from studio.ui.cast_dock import CastDock
from studio.ui.command_palette import CommandPalette
from studio.ui.commands import CommandSet
from studio.ui.directing import Directing
from studio.ui.drops import OverlayDrops, SoundDrops, WindowDrops
from studio.ui.dubbing import Dubbing
from studio.ui.enabling import Enabling
from studio.ui.engine_panel import EnginePanel, EngineSummary
from studio.ui.file_commands import FileCommands
from studio.ui.findings import Findings
from studio.ui.inspector import Inspector
from studio.ui.interchange import Interchange
from studio.ui.keys import needed
from studio.ui.layouts import LAYOUTS
from studio.ui.leaving import may_leave
from studio.ui.menus import Menus
from studio.ui.models_dock import ModelsDock
from studio.ui.notice import Notice
from studio.ui.overlaying import Overlaying
from studio.ui.paint_dock import PaintDock
from studio.ui.panels import Panels
from studio.ui.playback import Playback
from studio.ui.programme import Programme
from studio.ui.proposing import Proposing
from studio.ui.provenance_dock import ProvenanceDock
from studio.ui.remixing import Remixing
from studio.ui.script_panel import ScriptPanel
from studio.ui.session import OpenProject, Session
from studio.ui.staleness import Staleness
from studio.ui.stills import Stills
from studio.ui.theme import DARK, GRID, LIGHT, THEMES, Theme, dress
from studio.ui.timeline.canvas import ZOOM_STEP, TimelineCanvas
from studio.ui.timeline.panel import TimelinePanel
from studio.ui.viewer import Viewer
from studio.ui.welcome import Welcome
from studio.ui.work import Job, Work
from studio.ui.world_panel import WorldPanel

if TYPE_CHECKING:
    from studio.ui.cameo.panel import CameoPanel
    from studio.ui.cast.panel import CastPanel

_SAID_MS = 15_000
_DEVICE_MS = 2_000
"""By then it is known whether there is a sound device."""


class StudioWindow(QMainWindow):
    """One window on one project. Closing it lets the engine, the sound and the project go."""

    def __init__(
        self,
        project: OpenProject,
        engine: EngineThread,
        output: SoundOutput,
        bridge: EngineBridge,
        settings: QSettings,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._output = output
        self._theme = THEMES.get(str(settings.value("theme", DARK.name)), DARK)
        self.session = Session(project, self)
        self.work = Work(engine, bridge, self)
        self.playback = Playback(self.session, self.work, output)
        self.findings = Findings(self.session, self.work, Programme(output))
        self.staleness = Staleness(self.session, self.work)
        self.directing = Directing(self.session, self.work, self.playback)
        self.files = FileCommands(self.session, self.work, self.directing, self.playback, settings, self)
        self.stills = Stills(self.session, self.work, self)
        self.overlaying = Overlaying(self.session, self.work, self.playback, self)
        self.interchange = Interchange(self.session, self.work, self)
        self.remixing = Remixing(self.session, self.work, self)
        self.proposing = Proposing(self.session, self.work, self.directing, settings, self)
        self.commands = CommandSet(self._doing(), self._theme, self)
        self.enabling = Enabling(self.session, self.staleness, self.commands)
        self.menus = Menus(self, self.commands, self.session, settings)
        self.script = ScriptPanel(self.session, self.directing, self.commands, self._theme)
        self.files.may_leave = lambda: may_leave(self.script, self.inspector, self, self.session.project.folder.parent)
        self.viewer = Viewer(self.session, self.playback, output, self.commands, self._theme)
        self.notice = Notice(self._theme, self.viewer.picture)
        self.canvas = TimelineCanvas(
            self.session, self.playback, self.findings, self.staleness, self.overlaying, self._theme
        )
        self.timeline = TimelinePanel(self.session, self.canvas, self.staleness, self.commands)
        self.world = WorldPanel(self.session, self.findings, self._theme)
        self.dubbing = Dubbing(self.session, self.work, self.playback, self.findings)
        self.cameos = Cameos(self.session, self.work, self)
        self.canvas.locks.watch(self.cameos)
        self.inspector = Inspector(
            self.session, self.directing, self.findings, self.work, self.dubbing, self.cameos, self._theme
        )  # fmt: skip
        self.capturing = CaptureCommands(self.session, self.work, self.dubbing, self.cameos, self)
        SoundDrops(self.canvas, self.canvas.shot_under, self.dubbing)
        WindowDrops(self, (self.files, self.interchange), self.stills.take_in, self.cameos)
        OverlayDrops(self.canvas, self.canvas.time_over, self.overlaying.take_in, self.stills.take_in)
        self._cast = CastDock(self.session, self.work, self.playback, self._theme, self)
        self._cameo = CameoDock(self.session, self.cameos, self.commands["make_cameo"].trigger, self._theme, self)
        self.models = ModelsDock(self._theme, self)
        self.painting = PaintDock(self.session, self.work, self)
        self.painting.draws.connect(self.commands["draw_region"].trigger)
        self.provenance = ProvenanceDock(self.session, self.work, self.findings, self._theme, self)
        self.engine_panel = EnginePanel(self.work, settings)
        self.engine_panel.again.connect(self.files.export_again)
        self.welcome = Welcome(settings)
        self._lay_out()
        self.panels = Panels(self, self._panels(), self.viewer, settings, self._theme)
        self.menus.list_panels(self.panels.in_menu())
        self.addActions(list(self.commands))
        self._listen()
        self.panels.restore()

    def start(self) -> None:
        """Begin the work that follows opening: the first picture, and playing the shots out."""
        self.commands["theme"].setChecked(self._theme is LIGHT)
        self.enabling.see()
        self._name_window()
        (self.viewer.picture if self.session.map.shots else self.script.editor).setFocus()
        self.files.take_up()
        self.painting.queue.take_up()
        self.playback.refresh()
        self.staleness.look()
        self.findings.survey()
        self._output.open()
        QTimer.singleShot(_DEVICE_MS, self.viewer.note_sound)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once if a film is being written; then stop, join, and let everything go."""
        if not self.files.may_leave() or (self.work.exports and not dialogs.may_stop_export(self)):
            event.ignore()
            return
        self.panels.cinema.leave()
        self.panels.layouts.save()
        self._settings.sync()
        self.playback.pause()
        self.files.stop_exports()
        self.work.close()
        self.models.let_go()
        self._output.close()
        self.session.close()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keys that the focused control needs for itself do not run commands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and needed(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Tab goes from panel to panel as they are seen."""
        there = self.panels.go_on((self.welcome, self.viewer), self.statusBar(), forward=next)
        return there or super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The strip of panels has names where there is room for them."""
        super().resizeEvent(event)
        self.panels.strip.fit(event.size())

    # --- parts ------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.welcome)
        column.addWidget(self.viewer, 1)
        self.setCentralWidget(centre)
        self._summary = EngineSummary(self.work)
        self._summary.pressed.connect(self._toggle_engine)
        self.statusBar().addWidget(self.viewer.note)
        self.statusBar().addPermanentWidget(self._summary)
        self.statusBar().setSizeGripEnabled(False)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setAccessibleName("Tsuzuki")

    def _panels(self) -> dict[str, QWidget]:
        return {
            "script": self.script,
            "inspector": self.inspector,
            "world": self.world,
            "cast": self._cast,
            "cameos": self._cameo,
            "models": self.models,
            "paint": self.painting,
            "provenance": self.provenance,
            "engine": self.engine_panel,
            "timeline": self.timeline,
        }

    @property
    def cameo(self) -> "CameoPanel":
        """The Cameos panel, made when it is first asked for."""
        return self._cameo.panel

    @property
    def cast(self) -> "CastPanel":
        """The Cast panel, made when it is first asked for."""
        return self._cast.panel

    def _listen(self) -> None:
        self.session.said.connect(self.say)
        self.session.refused.connect(self.warn)
        self.session.film_changed.connect(self.notice.hide)
        self.overlaying.titled.connect(self._on_titled)
        self.menus.wanted.connect(self.files.open_project)
        self.session.film_changed.connect(self._name_window)
        self.session.project_changed.connect(self._on_project)
        self.work.ended.connect(self._on_ended)
        self.directing.changed.connect(self._on_reading)
        self.world.went.connect(self._on_went)
        self.cameos.locked_or_freed.connect(self._on_locked_or_freed)

    def _doing(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {**self._file_doing(), **self._edit_doing(), **self._play_doing(), **self._view_doing()}

    def _file_doing(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.files.new,
            "open": self.files.open,
            "open_film": self.files.open_film,
            "import": self.files.import_script,
            "add_picture": self.stills.ask,
            "import_cut": self.interchange.ask_in,
            "export_cut": self.interchange.ask_out,
            "sample": self.files.sample,
            "save": self._save,
            "film_settings": self.files.film_settings,
            "export": self.files.export,
            "use_model": lambda: self.cast.ask_model(),
            "save_vrm": lambda: self.cast.ask_to_save(),
            "make_cameo": lambda: self.capturing.make_cameo(self._theme),
            "take_thing": lambda: self.capturing.take_thing(),
            "act": lambda: self.capturing.act(self._theme),
            "quit": self.close,
            "palette": lambda: CommandPalette(self.commands, self).show(),
            "about": lambda: dialogs.about(self),
        }

    def _edit_doing(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": self._undo,
            "redo": self.session.redo,
            "direct": self._direct,
            "borrow": self.remixing.borrow,
            "restyle": self.remixing.restyle,
            "extend": self.remixing.extend,
            "expand": lambda: self._propose(self.proposing.expand),
            "fill": lambda: self._propose(self.proposing.fill),
            "longer": lambda: shot_edits.trim_by(self.session, 1),
            "shorter": lambda: shot_edits.trim_by(self.session, -1),
            "earlier": lambda: shot_edits.move_by_one(self.session, later=False),
            "later": lambda: shot_edits.move_by_one(self.session, later=True),
            "duplicate": lambda: shot_edits.duplicate(self.session),
            "remove": lambda: self.overlaying.remove() or shot_edits.remove(self.session),
            **self.overlaying.doing(),
            "split": self._split,
            "key_acting": lambda: self.canvas.key_acting(),
            "retake": lambda: shot_edits.retake(self.session),
            "mark_subject": lambda: self.stills.mark(self._theme, self.viewer.picture),
            "draw_region": lambda: self.painting.draw_over(self.playback, self._theme, self.viewer.picture),
            "redo_stale": self.staleness.redo_stale,
            "redo_shot": self.staleness.redo_chosen,
            "keep_take": self.staleness.keep_chosen,
        }

    def _play_doing(self) -> dict[str, Callable[[], object]]:
        play = self.playback
        return {
            "play": play.toggle,
            "forward": play.faster,
            "halt": play.pause,
            "backward": play.backward,
            "next_frame": lambda: play.step(1),
            "previous_frame": lambda: play.step(-1),
            "next_second": lambda: play.step(self.session.film.fps),
            "previous_second": lambda: play.step(-self.session.film.fps),
            "next_shot": lambda: play.step_shot(1),
            "previous_shot": lambda: play.step_shot(-1),
            "start": lambda: play.seek(0),
            "end": lambda: play.seek(self.session.map.last_frame),
            "mark_in": lambda: play.mark(end=False),
            "mark_out": lambda: play.mark(end=True),
            "clear_marks": play.clear_marks,
            "loop": lambda: play.set_looping(self.commands["loop"].isChecked()),
            "mute": self._mute,
        }

    def _view_doing(self) -> dict[str, Callable[[], object]]:
        return {
            "zoom_in": lambda: self.canvas.zoom(ZOOM_STEP),
            "zoom_out": lambda: self.canvas.zoom(1 / ZOOM_STEP),
            "zoom_fit": lambda: self.canvas.fit(),
            **{f"layout_{name}": lambda name=name: self.panels.change_layout(name) for name in LAYOUTS},
            "layout_reset": lambda: self.panels.change_layout(""),
            "cinema": lambda: self.panels.cinema.toggle(),
            "theme": self._change_theme,
            "focus_script": lambda: self.panels.go_to("script", self.script.editor),
            "focus_viewer": lambda: self.viewer.picture.setFocus(),
            "focus_timeline": lambda: self.panels.go_to("timeline", self.canvas),
            "focus_inspector": lambda: self.panels.go_to("inspector", self.inspector.edits["subject"]),
            "focus_engine": lambda: self.panels.go_to("engine", self.engine_panel),
            "focus_world": lambda: self.panels.go_to("world", self.world.tree),
            "focus_cast": lambda: self.panels.go_to("cast", self.cast.view),
            "focus_cameos": lambda: self.panels.go_to("cameos", self.cameo.library),
            "focus_provenance": lambda: self.panels.go_to("provenance", self.provenance.panel.choose),
            "focus_models": lambda: self.panels.go_to("models", self.models.panel.add),
            "focus_paint": lambda: self.panels.go_to("paint", self.painting.panel.form.painter),
            "stop_work": self.work.cancel_shown,
        }

    # --- doing ------------------------------------------------------------------------------------
    @Slot(str)
    def say(self, sentence: str) -> None:
        """Say something calmly in the status line."""
        self.statusBar().showMessage(sentence, _SAID_MS)
        room = self.statusBar().width() - self._summary.width() - 4 * GRID
        if self.statusBar().fontMetrics().horizontalAdvance(sentence) > room:
            self.notice.tell(sentence)

    @Slot(str)
    def warn(self, sentence: str) -> None:
        """Say what could not be done where it is not missed."""
        self.statusBar().showMessage(sentence, _SAID_MS)
        self.notice.tell(sentence)

    def _undo(self) -> None:
        self.script.flush()
        self.session.undo()

    @Slot()
    def _on_titled(self) -> None:
        words = self.inspector.overlay.card.words
        self.panels.go_to("inspector", words)
        words.selectAll()

    def _save(self) -> None:
        if self.script.flush() and self.inspector.keep():
            self.files.say_saved()

    def _direct(self) -> None:
        if not self.script.flush():
            return
        if self.session.film.script.strip():
            self.directing.direct()
        else:
            self.say("There is no script yet. Write one, or import one with Ctrl+I.")

    def _split(self) -> None:
        if self.session.overlay is not None:
            self.overlaying.split()
        else:
            self.canvas.split(self.playback.playhead)

    def _propose(self, ask: Callable[[Theme], object]) -> None:
        self.script.flush()
        ask(self._theme)

    def _mute(self) -> None:
        self._output.muted = self.commands["mute"].isChecked()

    def _change_theme(self) -> None:
        self._theme = LIGHT if self._theme is DARK else DARK
        self._settings.setValue("theme", self._theme.name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, self._theme)
        for part in (
            self.commands,
            self.panels.strip,
            self.script,
            self.viewer,
            self.notice,
            self.canvas,
            self.inspector,
            self.world,
            self._cast,
            self._cameo,
            self.models,
            self.provenance,
        ):
            part.wear(self._theme)

    @Slot()
    def _toggle_engine(self) -> None:
        self.panels.toggle("engine")

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if isinstance(job.ending, Failed):
            self.warn(f"{job.ending.what} {job.ending.remedy}")
            if isinstance(job.request, Preview):
                self.viewer.picture.say(f"{job.ending.what}\n{job.ending.remedy}")

    @Slot()
    def _on_locked_or_freed(self) -> None:
        self.playback.refresh()
        self.findings.survey()
        self.staleness.look()

    @Slot()
    def _on_reading(self) -> None:
        self.viewer.say_reading(reading=self.directing.reading_script)

    @Slot(object)
    def _on_went(self, shot: ShotId) -> None:
        self.canvas.choose(shot)

    @Slot()
    def _on_project(self) -> None:
        self.playback.pause()
        self.playback.seek(0)
        self.canvas.fit()

    @Slot()
    def _name_window(self) -> None:
        self.setWindowTitle(f"{self.session.film.title}  ·  Tsuzuki")
