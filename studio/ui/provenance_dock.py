"""The place of the Provenance panel, which is made when it is first seen or asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from studio.ui.findings import Findings
from studio.ui.late_dock import LateDock
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.provenance.panel import ProvenancePanel


class ProvenanceDock(LateDock["ProvenancePanel"]):
    """A dock that makes its panel late. Behind another's tab nothing is traced."""

    def __init__(self, session: Session, work: Work, findings: Findings, theme: Theme, parent: QWidget) -> None:
        super().__init__("Provenance", self._panel, parent)
        self._session, self._work, self._findings, self._theme = session, work, findings, theme
        self.visibilityChanged.connect(self._on_seen)

    def _panel(self) -> "ProvenancePanel":
        from studio.ui.provenance.panel import ProvenancePanel

        return ProvenancePanel(self._session, self._work, self._findings, self._theme)

    def wear(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self.made:
            self.panel.wear(theme)

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or self.made:
            self.panel.be_seen(seen)
