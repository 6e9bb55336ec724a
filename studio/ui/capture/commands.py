"""The window's two ways to the camera, loaded when they are first taken."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from studio.timeline.film import CastId, ShotId
from studio.ui.cameos import Cameos
from studio.ui.dubbing import Dubbing
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.capture.acting_dialog import ActingDialog
    from studio.ui.capture.thing_dialog import ThingDialog
    from studio.ui.capture.wizard import CameoWizard


class CaptureCommands(QObject):
    """Opens the wizard and the acting dialog."""

    def __init__(self, session: Session, work: Work, dubbing: Dubbing, cameos: Cameos, parent: QWidget) -> None:
        super().__init__(parent)
        self._cameos = cameos
        self._session, self._work, self._dubbing, self._parent = session, work, dubbing, parent

    def make_cameo(self, theme: Theme) -> "CameoWizard":
        """Make a cameo of oneself."""
        from studio.ui.capture.keeping import DeskKeeping
        from studio.ui.capture.watching import SystemDevices
        from studio.ui.capture.wizard import CameoWizard

        self._cameos.look()
        wizard = CameoWizard(SystemDevices(), DeskKeeping(self._cameos), self._work, theme, self._parent)
        self._cameos.changed.connect(wizard.look_again)
        wizard.accepted.connect(self._on_kept)
        wizard.show()
        return wizard

    def take_thing(self) -> "ThingDialog":
        """Give a thing of the film the colour of a real one."""
        from studio.ui.capture.thing_dialog import ThingDialog

        dialog = ThingDialog(self._session, self._parent)
        dialog.show()
        return dialog

    def act(self, theme: Theme) -> "ActingDialog | None":
        """Act one of the cast with the camera."""
        if not self._session.film.cast:
            self._session.said.emit("Nobody is in the film yet. Write somebody into the script first.")
            return None
        from studio.ui.capture.acting_dialog import ActingDialog
        from studio.ui.capture.watching import SystemDevices

        dialog = ActingDialog(self._session, self._work, SystemDevices(), theme, self._parent)
        dialog.took.connect(self._on_took)
        dialog.show()
        return dialog

    @Slot()
    def _on_kept(self) -> None:
        self._session.said.emit("Your cameo is kept. Write its @handle, or “use my cameo”, into the script.")

    @Slot(object, str, str)
    def _on_took(self, path: Path, shot: str, who: str) -> None:
        """What was said while acting speaks the line of whoever was acted."""
        self._dubbing.replace_acted(ShotId(shot), CastId(who), path)
