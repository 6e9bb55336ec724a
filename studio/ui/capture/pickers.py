"""Which camera and which microphone."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from studio.cameo.capture.devices import Device
from studio.ui.capture.watching import Chosen, Watching
from studio.ui.theme import GRID

NO_CAMERA: Final = (
    "No camera was found. Plug one in, or allow the studio to use it in your system's privacy settings, and choose Look"
    " again."
)
NO_MICROPHONE: Final = "No microphone"
_LOOKING: Final = "Looking for devices…"


class Pickers(QWidget):
    """Two lists, and a button to look again. ``chosen`` gives ``Chosen``, or None where there is no camera."""

    chosen = Signal(object)

    def __init__(self, watching: Watching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watching = watching
        self.cameras, self.microphones = QComboBox(self), QComboBox(self)
        self.again = QPushButton("Look again", self, autoDefault=False)
        for part, name, tip in (
            (self.cameras, "Camera", "The camera that sees you"),
            (self.microphones, "Microphone", "The microphone that hears you"),
            (self.again, "Look again", "Look for cameras and microphones again"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.cameras, 3)
        row.addWidget(self.microphones, 2)
        row.addWidget(self.again)
        self.again.clicked.connect(self.look)
        watching.found.connect(self._on_found)
        self.cameras.activated.connect(self._tell)
        self.microphones.activated.connect(self._tell)

    @property
    def camera(self) -> Device | None:
        """The camera that is chosen."""
        return self.cameras.currentData()

    @Slot()
    def look(self) -> None:
        """Ask which devices there are."""
        for combo in (self.cameras, self.microphones):
            combo.clear()
            combo.addItem(_LOOKING)
            combo.setEnabled(False)
        self.again.setEnabled(False)
        self._watching.look_for_devices()

    @Slot(object, object)
    def _on_found(self, cameras: tuple[Device, ...], microphones: tuple[Device, ...]) -> None:
        self.again.setEnabled(True)
        _fill(self.cameras, cameras, "No camera")
        _fill(self.microphones, microphones, NO_MICROPHONE)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        camera = self.camera
        self.chosen.emit(None if camera is None else Chosen(camera, self.microphones.currentData()))


def _fill(combo: QComboBox, devices: tuple[Device, ...], none: str) -> None:
    combo.clear()
    for device in devices:
        combo.addItem(f"{device.name} (a program)" if device.virtual else device.name, device)
    if not devices:
        combo.addItem(none, None)
    combo.setEnabled(bool(devices))
