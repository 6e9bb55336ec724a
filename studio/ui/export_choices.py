"""What an export dialog asks for, and whether it can be done, said in a sentence."""

import os
from dataclasses import dataclass
from pathlib import Path

from studio.engine.painters.painter import FINAL_SIZE, PREVIEW_SIZE, Size

PRESETS = {
    "Preview": PREVIEW_SIZE,
    "Final": FINAL_SIZE,
    "Full HD": Size(1920, 1080),
}
LEAST_PX, MOST_PX = 16, 4096


@dataclass(frozen=True)
class ExportChoices:
    """The answers. ``stems`` also writes each layer of the sound."""

    target: Path
    size: Size
    stems: bool = False

    @property
    def stems_folder(self) -> Path | None:
        """Where the stems go, beside the film."""
        return self.target.with_name(f"{self.target.stem} stems") if self.stems else None


def objection(choices: ExportChoices, project: Path) -> str:
    """Why these choices cannot be carried out, in a sentence; empty when they can."""
    target = choices.target
    if not target.name or target.suffix.lower() != ".mp4":
        return "The film's name must end in .mp4."
    if target == project or project in target.parents:
        return "That is inside the project itself. Choose another folder."
    if not target.parent.is_dir():
        return f"The folder {target.parent} does not exist. Choose another, or make it first."
    if not os.access(target.parent, os.W_OK):
        return f"Nothing may be written to the folder {target.parent}. Choose another."
    if target.is_dir():
        return f"{target} is a folder. Choose another name."
    for side in (choices.size.width, choices.size.height):
        if side % 2:
            return f"{side} pixels is odd, and video needs even sizes. Try {side + 1}."
        if not LEAST_PX <= side <= MOST_PX:
            return f"{side} pixels cannot be drawn. Choose {LEAST_PX} to {MOST_PX}."
    return ""
