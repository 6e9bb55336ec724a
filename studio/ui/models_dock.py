"""The place of the Models panel, which is made when it is first seen or asked for, its threads with it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from studio.ui.late_dock import LateDock
from studio.ui.theme import Theme

if TYPE_CHECKING:
    from studio.engine.model_store.requests import Event
    from studio.ui.models.deliveries import Deliveries, Threads
    from studio.ui.models.panel import ModelsPanel


class ModelsDock(LateDock["ModelsPanel"]):
    """A dock that makes its panel late. Showing it looks at the disk, and never at the network."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("Models", self._panel, parent)
        self._theme = theme
        self.threads_of: Callable[[Callable[[Event], None]], Threads] = _threads
        self.visibilityChanged.connect(self._on_seen)

    @cached_property
    def deliveries(self) -> "Deliveries":
        """What is asked of the store."""
        from studio.ui.models.deliveries import Deliveries

        deliveries = Deliveries(self.threads_of, self)
        deliveries.changed.connect(self._on_change)
        return deliveries

    def _panel(self) -> "ModelsPanel":
        from studio.ui.models.panel import ModelsPanel

        return ModelsPanel(self.deliveries, self._theme)

    def wear(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self.made:
            self.panel.wear(theme)

    def let_go(self) -> None:
        """Stop what is under way; what has come is kept."""
        if "deliveries" in self.__dict__:
            self.deliveries.close()

    @Slot()
    def _on_change(self) -> None:
        """The tab tells how far a download is, to whoever looks at another panel meanwhile."""
        share = self.deliveries.share_done
        self.setWindowTitle("Models" if share is None else f"Models {share:.0%}")

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen:
            self.panel.be_seen()


def _threads(deliver: "Callable[[Event], None]") -> "Threads":
    from studio.engine.model_store.threads import StoreThreads

    return StoreThreads(deliver)
