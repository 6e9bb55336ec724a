"""Which commands can be done now, and what undo and redo would do."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from studio.engine.judgement import TakeState
from studio.ui.commands import CommandSet, commands
from studio.ui.session import Session
from studio.ui.staleness import Staleness

_OF_A_SHOT = ("longer", "shorter", "earlier", "later", "duplicate", "remove", "retake", "draw_region")
_OF_A_FILM = (
    *("split", "key_acting", "act", "add_title", "add_overlay"),
    *("export", "export_cut", "zoom_in", "zoom_out", "zoom_fit"),
)
_ALWAYS = ("loop", "mute")


class Enabling(QObject):
    """Enables and names the commands as the film, what is chosen and its takes change."""

    def __init__(self, session: Session, staleness: Staleness, commands_: CommandSet) -> None:
        super().__init__(session)
        self._session = session
        self._staleness = staleness
        self._commands = commands_
        session.film_changed.connect(self.see)
        session.shot_chosen.connect(self.see)
        session.overlay_chosen.connect(self.see)
        staleness.changed.connect(self.see)

    @Slot()
    def see(self) -> None:
        """Look at all of it anew."""
        self._name_undo()
        chosen = self._session.chosen
        self._enable(_OF_A_SHOT, chosen is not None)
        self._enable(("mark_subject",), chosen is not None and chosen.still is not None)
        take = self._staleness.of(chosen.id).state if chosen is not None else TakeState.NONE
        self._enable(("redo_stale",), bool(self._staleness.judgement.stale))
        self._enable(("redo_shot",), take not in (TakeState.CURRENT, TakeState.UNSURE) and chosen is not None)
        self._enable(("keep_take",), take in (TakeState.STALE, TakeState.KEPT))
        playing = [name for name, command in commands().items() if command.menu == "Playback" and name not in _ALWAYS]
        self._enable((*_OF_A_FILM, *playing), bool(self._session.map.shots))

    def _name_undo(self) -> None:
        history = self._session.history
        for name, edit in (("undo", history.undo_name), ("redo", history.redo_name)):
            self._commands[name].setEnabled(edit is not None)
            verb = name.capitalize()
            self._commands[name].setText(f"{verb} {edit[0].lower()}{edit[1:]}" if edit else verb)

    def _enable(self, names: Sequence[str], enabled: bool) -> None:
        for name in names:
            self._commands[name].setEnabled(enabled)
