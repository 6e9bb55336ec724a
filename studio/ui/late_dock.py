"""A dock whose panel is made when it is first seen or asked for: the window is up sooner without it."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDockWidget, QWidget

Panel = TypeVar("Panel", bound=QWidget)


class LateDock(QDockWidget, Generic[Panel]):
    """Holds its place until its panel is needed. make: makes the panel, once."""

    def __init__(self, title: str, make: Callable[[], Panel], parent: QWidget) -> None:
        super().__init__(title, parent)
        self._make = make
        self.setWidget(QWidget(self))

    @cached_property
    def panel(self) -> Panel:
        """What it is for."""
        panel = self._make()
        self.setWidget(panel)
        return panel

    @property
    def made(self) -> bool:
        """Whether the panel is there."""
        return "panel" in self.__dict__
