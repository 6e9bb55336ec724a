"""The place of the Provenance panel, which is made when it is first seen or asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from studio.ui.findings import Findings
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.work import Work

if TYPE_CHECKING:
    from studio.ui.provenance.panel import ProvenancePanel


class ProvenanceDock(QDockWidget):
    """A dock that makes its panel late. Behind another's tab nothing is traced."""

    def __init__(self, session: Session, work: Work, findings: Findings, theme: Theme, parent: QWidget) -> None:
        super().__init__("Provenance", parent)
        self._session, self._work, self._findings, self._theme = session, work, findings, theme
        self.setWidget(QWidget(self))
        self.visibilityChanged.connect(self._on_seen)

    @cached_property
    def panel(self) -> "ProvenancePanel":
        """The family, the credits, and how a film was made."""
        from studio.ui.provenance.panel import ProvenancePanel

        panel = ProvenancePanel(self._session, self._work, self._findings, self._theme)
        self.setWidget(panel)
        return panel

    def wear(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self._made:
            self.panel.wear(theme)

    @property
    def _made(self) -> bool:
        return "panel" in self.__dict__

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen or self._made:
            self.panel.be_seen(seen)
