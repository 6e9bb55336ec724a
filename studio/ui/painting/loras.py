"""LoRAs for a painter: dropped here, each with its strength."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.timeline.paint_queue import ChosenLora
from studio.ui.parts import inset, label, styled
from studio.ui.theme import GRID

SUFFIX: Final = ".safetensors"
HINT: Final = "Drop LoRA files here (.safetensors)"
_MOST: Final = 1.5


class Loras(QWidget):
    """The LoRAs that are chosen, one line each."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: tuple[ChosenLora, ...] = ()
        self.setAcceptDrops(True)
        self.setAccessibleName("LoRAs")
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        self.hint = label("small", HINT, wraps=True)
        self.add_button = styled(QToolButton(self), "verb")
        self.add_button.setText("Add…")
        self.add_button.setAccessibleName("Add a LoRA")
        self.add_button.setToolTip("Choose a LoRA: a small file that gives a painter a style or a character")
        self.add_button.clicked.connect(self.ask)
        below = QHBoxLayout()
        below.addWidget(self.hint, 1)
        below.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(label("dim", "LoRAs"))
        column.addLayout(self._lines)
        column.addLayout(below)

    @property
    def chosen(self) -> tuple[ChosenLora, ...]:
        """Those that are chosen, as strongly as they are to act."""
        return self._chosen

    def add(self, paths: list[Path]) -> None:
        """Choose these too; one that is chosen already stays as it is."""
        there = {one.path for one in self._chosen}
        fresh = [ChosenLora(str(path)) for path in paths if str(path) not in there]
        self._show((*self._chosen, *fresh))

    @Slot()
    def ask(self) -> None:
        """Ask for files."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        paths, _ = QFileDialog.getOpenFileNames(self, "LoRAs for this painter", home, f"LoRAs (*{SUFFIX})")
        if paths:
            self.add([Path(path) for path in paths])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """LoRA files may be dropped."""
        if lora_files(event.mimeData()):
            event.acceptProposedAction()
            self.hint.setText("Let go to add them.")

    def dragLeaveEvent(self, event: object) -> None:
        """They are not dropped after all."""
        del event
        self.hint.setText(HINT)

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose what is dropped."""
        event.acceptProposedAction()
        self.hint.setText(HINT)
        self.add(lora_files(event.mimeData()))

    def _show(self, chosen: tuple[ChosenLora, ...]) -> None:
        self._chosen = chosen
        while (line := self._lines.takeAt(0)) is not None:
            if (widget := line.widget()) is not None:
                widget.deleteLater()
        for lora in chosen:
            self._lines.addWidget(self._line(lora))
        self.changed.emit()

    def _line(self, lora: ChosenLora) -> QWidget:
        line = QWidget()
        name = Path(lora.path).name
        strength = QDoubleSpinBox(minimum=0.0, maximum=_MOST, singleStep=0.05, decimals=2, value=lora.strength)
        strength.setAccessibleName(f"Strength of {name}")
        strength.setToolTip("0 not at all, 1 as it was made")
        strength.setKeyboardTracking(False)
        inset(strength)
        away = styled(QToolButton(line), "verb")
        away.setText("×")
        away.setAccessibleName(f"Take {name} off")
        away.setToolTip(f"Take {name} off this painter")
        away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = label("dim", name)
        title.setToolTip(lora.path)
        title.setMinimumWidth(40)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(title, 1)
        row.addWidget(strength)
        row.addWidget(away)
        strength.valueChanged.connect(partial(self._set, lora.path))
        away.clicked.connect(partial(self._drop, lora.path))
        return line

    def _set(self, path: str, strength: float) -> None:
        self._chosen = tuple(ChosenLora(one.path, strength) if one.path == path else one for one in self._chosen)
        self.changed.emit()

    def _drop(self, path: str, _on: bool = False) -> None:
        self._show(tuple(one for one in self._chosen if one.path != path))


def lora_files(data: QMimeData) -> list[Path]:
    """The LoRA files among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == SUFFIX]
