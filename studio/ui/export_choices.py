"""What an export dialog asks for, and whether it can be done, said in a sentence."""

import os
from dataclasses import dataclass
from pathlib import Path

from studio.engine.media.presets import USUAL, ExportPreset, PresetKind, export_presets
from studio.engine.painters.painter import FINAL_SIZE, PREVIEW_SIZE, Size

PRESETS = {
    "Preview": PREVIEW_SIZE,
    "Final": FINAL_SIZE,
    "Full HD": Size(1920, 1080),
}
LEAST_PX, MOST_PX = 16, 4096


@dataclass(frozen=True)
class ExportChoices:
    """The answers. stems: also write each layer of the sound. preset: the name of an export preset."""

    target: Path
    size: Size
    stems: bool = False
    preset: str = USUAL

    @property
    def form(self) -> ExportPreset:
        """How it is written."""
        return export_presets()[self.preset]

    @property
    def stems_folder(self) -> Path | None:
        """Where the stems go, beside the film."""
        wanted = self.stems and self.form.kind is not PresetKind.STEMS
        return self.target.with_name(f"{self.target.stem} stems") if wanted else None


def retargeted(target: Path, old: ExportPreset, new: ExportPreset) -> Path:
    """The same place under the name that another preset's file or folder has."""
    bare = target.with_suffix("") if old.suffix and target.suffix.lower() == old.suffix else target
    return bare.with_name(bare.name + new.suffix)


def objection(choices: ExportChoices, project: Path) -> str:
    """Why these choices cannot be carried out, in a sentence; empty when they can."""
    target = choices.target
    suffix = choices.form.suffix
    if not target.name or (suffix and target.suffix.lower() != suffix):
        return f"The film's name must end in {suffix}." if suffix else "The folder has no name."
    if target == project or project in target.parents:
        return "That is inside the project itself. Choose another folder."
    if not target.parent.is_dir():
        return f"The folder {target.parent} does not exist. Choose another, or make it first."
    if not os.access(target.parent, os.W_OK):
        return f"Nothing may be written to the folder {target.parent}. Choose another."
    if target.is_dir() and suffix:
        return f"{target} is a folder. Choose another name."
    if not suffix and target.exists() and (not target.is_dir() or any(target.iterdir())):
        return f"There is something at {target} already. Choose a new folder."
    for side in (choices.size.width, choices.size.height):
        if side % 2:
            return f"{side} pixels is odd, and video needs even sizes. Try {side + 1}."
        if not LEAST_PX <= side <= MOST_PX:
            return f"{side} pixels cannot be drawn. Choose {LEAST_PX} to {MOST_PX}."
    return ""
