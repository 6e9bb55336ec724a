"""A cameo of oneself in about a minute: consent, the steps, the double, kept."""

import secrets
from collections.abc import Callable
from threading import Thread
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.cameo.capture.session import Session
from studio.cameo.double.making import BUILDS, Asked, Made, made
from studio.errors import StudioError
from studio.ui.capture.capture_page import CapturePage
from studio.ui.capture.consent_page import ConsentPage
from studio.ui.capture.double_page import DoublePage
from studio.ui.capture.watching import Devices
from studio.ui.parts import fit_screen, label
from studio.ui.theme import GRID, Theme
from studio.ui.work import Work

_SIZE_PX: Final = (880, 700)
_MAKING: Final = "Drawing you and listening to your voice…"


class CameoKeeping(Protocol):
    """Where a finished double goes."""

    @property
    def minors_may(self) -> bool:
        """Whether a parent allows cameos of people under 18 here."""
        ...

    def keep(self, made: Made, name: str, handle: str, *, adult: bool) -> None:
        """Keep a double as a cameo of one's own, for oneself alone; StudioError where that cannot be."""
        ...


class _Maker(QObject):
    """Makes the double beside the window's own work."""

    finished = Signal(object)  # Made | StudioError

    def make(self, session: Session, devices: Devices, asked: Asked) -> None:
        """Begin; ``finished`` gives the double, or why there is none."""

        def work() -> None:
            finder = devices.open_finder()
            try:
                self.finished.emit(made(session, finder, asked))
            except StudioError as error:
                self.finished.emit(error)
            finally:
                finder.close()

        self._thread = Thread(target=work, name="double", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until it is done."""
        if hasattr(self, "_thread"):
            self._thread.join()


class CameoWizard(QDialog):
    """Takes one person from the consent text to a double that is kept."""

    def __init__(
        self,
        devices: Devices,
        keeping: CameoKeeping,
        work: Work,
        theme: Theme,
        parent: QWidget | None = None,
        draw: Callable[[], int] = lambda: secrets.randbits(64),
    ) -> None:
        """draw: see ``CapturePage``."""
        super().__init__(parent)
        self.setWindowTitle("Make a cameo of yourself")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, *_SIZE_PX)
        self._devices, self._keeping = devices, keeping
        self._maker = _Maker(self)
        self.consent = ConsentPage(minors_may=keeping.minors_may, parent=self)
        self.build, self.language = QComboBox(self), QComboBox(self)
        self.capture = CapturePage(devices, theme, draw, self)
        self.making = label("title", _MAKING)
        self.making.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.double = DoublePage(work, theme, self)
        self.sentence = label("note", "", wraps=True)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self.consent.agreed.connect(self._on_agreed)
        self.capture.captured.connect(self._on_captured)
        self._maker.finished.connect(self._on_made)
        self.double.again.connect(self._on_agreed)
        self.double.kept.connect(self._on_kept)

    @Slot()
    def look_again(self) -> None:
        """What is allowed on this machine has become known, or is another now."""
        self.consent.allow(minors=self._keeping.minors_may)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.capture.wear(theme)
        self.double.wear(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the devices go; what was captured is forgotten."""
        self._let_go()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Let the devices go, however the dialog ends."""
        self._let_go()
        super().done(result)

    def _let_go(self) -> None:
        self.capture.stop()
        self.double.stop()
        self._maker.join()

    def _lay_out(self) -> None:
        for build in BUILDS:
            self.build.addItem(build.capitalize(), build)
        for language, name in _LANGUAGES.items():
            self.language.addItem(name, language)
        self.build.setAccessibleName("Draw me as")
        self.language.setAccessibleName("My language")
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow("Draw me as", self.build)
        form.addRow("My language", self.language)
        row = QHBoxLayout()
        row.addLayout(form)
        row.addStretch(1)
        self.consent.about.addLayout(row)
        for page in (self.consent, self.capture, self.making, self.double):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(GRID)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self.sentence)

    @Slot()
    def _on_agreed(self) -> None:
        self.sentence.clear()
        self.double.stop()
        self._pages.setCurrentWidget(self.capture)
        self.capture.begin()

    @Slot(object)
    def _on_captured(self, session: Session) -> None:
        self._pages.setCurrentWidget(self.making)
        build = str(self.build.currentData())
        self._maker.make(session, self._devices, Asked(build, BUILDS[build], str(self.language.currentData())))

    @Slot(object)
    def _on_made(self, result: Made | StudioError) -> None:
        if isinstance(result, StudioError):
            self._on_agreed()
            self.sentence.setText(result.sentence)
            return
        self._pages.setCurrentWidget(self.double)
        self.double.show_double(result)

    @Slot(object, str, str)
    def _on_kept(self, double: Made, name: str, handle: str) -> None:
        try:
            self._keeping.keep(double, name, handle, adult=self.consent.adult.isChecked())
        except StudioError as error:
            self.sentence.setText(error.sentence)
            return
        self.accept()


_LANGUAGES: Final = {
    "en": "English",
    "ja": "日本語",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "zh": "中文",
    "ko": "한국어",
}
