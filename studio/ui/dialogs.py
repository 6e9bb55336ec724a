"""The few questions and messages that stop the artist: each said once, in a sentence."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from studio import __version__
from studio.errors import StudioError

PROJECT_SUFFIX = ".tsuzuki"
SOUNDS = (".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".aif", ".aiff", ".wma", ".mp4", ".mov", ".webm")


def tell(parent: QWidget | None, error: StudioError) -> None:
    """Say what cannot be done, and what to do."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Tsuzuki", str(error), QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText(error.remedy)
    box.exec()


def tell_warnings(parent: QWidget, warnings: tuple[str, ...]) -> None:
    """Say what was damaged or lost when a project was opened."""
    text = "The project was damaged. It was opened as far as it could be read."
    box = QMessageBox(QMessageBox.Icon.Warning, "Tsuzuki", text, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText("\n".join(warnings))
    box.exec()


def may_stop_export(parent: QWidget) -> bool:
    """Ask whether to close although a film is being written."""
    box = QMessageBox(parent)
    box.setObjectName("closing")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Tsuzuki")
    box.setText("A film is still being exported.")
    box.setInformativeText("Shots that are finished are kept, and need not be rendered again.")
    stop = box.addButton("Stop and close", QMessageBox.ButtonRole.DestructiveRole)
    stop.setObjectName("stop")
    go_on = box.addButton("Go on exporting", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    box.exec()
    return box.clickedButton() is stop


def ask_project_to_open(parent: QWidget, start: Path) -> Path | None:
    """Which project folder to open."""
    path = QFileDialog.getExistingDirectory(parent, f"Open project (a folder named …{PROJECT_SUFFIX})", str(start))
    return Path(path) if path else None


def ask_film(parent: QWidget, start: Path) -> Path | None:
    """Which film to open as a project."""
    path, _ = QFileDialog.getOpenFileName(
        parent, "Open a film that carries its project", str(start), "Films (*.mp4 *.m4v *.mov);;All files (*)"
    )
    return Path(path) if path else None


def ask_new_project(parent: QWidget, start: Path) -> Path | None:
    """Where to make a new project."""
    path, _ = QFileDialog.getSaveFileName(
        parent, "New film", str(start / f"Untitled{PROJECT_SUFFIX}"), f"Project (*{PROJECT_SUFFIX})"
    )
    if not path:
        return None
    return Path(path) if path.endswith(PROJECT_SUFFIX) else Path(path + PROJECT_SUFFIX)


def ask_script(parent: QWidget, start: Path) -> Path | None:
    """Which script to bring in."""
    path, _ = QFileDialog.getOpenFileName(
        parent, "Import script", str(start), "Scripts (*.fountain *.txt *.md);;All files (*)"
    )
    return Path(path) if path else None


def ask_where_to_save_script(parent: QWidget, start: Path) -> Path | None:
    """Where a script goes as a text file of its own."""
    path, _ = QFileDialog.getSaveFileName(
        parent, "Save the script", str(start / "Script.fountain"), "Scripts (*.fountain)"
    )
    return Path(path) if path else None


def ask_recording(parent: QWidget, start: Path, whose: str) -> Path | None:
    """Which sound file speaks a line."""
    path, _ = QFileDialog.getOpenFileName(
        parent,
        f"Replace the voice of {whose}",
        str(start),
        f"Sounds ({' '.join(f'*{one}' for one in SOUNDS)});;All files (*)",
    )
    return Path(path) if path else None


def ask_picture(parent: QWidget, start: Path) -> Path | None:
    """Which picture, clip or sound to make a shot of."""
    pictures = "*.png *.jpg *.jpeg *.webp *.gif *.bmp"
    clips = " ".join(f"*{one}" for one in (*SOUNDS, ".mkv", ".avi", ".m4v", ".mts"))
    path, _ = QFileDialog.getOpenFileName(
        parent,
        "Add a picture, clip or sound as a shot",
        str(start),
        f"Pictures, clips and sounds ({pictures} {clips});;All files (*)",
    )
    return Path(path) if path else None


def ask_overlay(parent: QWidget, start: Path) -> Path | None:
    """Which picture or clip to lay over the film."""
    kinds = "*.png *.webp *.jpg *.jpeg *.gif *.bmp *.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mts"
    path, _ = QFileDialog.getOpenFileName(
        parent, "Lay a picture or clip over the film", str(start), f"Pictures and clips ({kinds});;All files (*)"
    )
    return Path(path) if path else None


def about(parent: QWidget) -> None:
    """What this is, and its licence."""
    text = f"Tsuzuki {__version__}\nA desktop studio for people who make anime shorts."
    box = QMessageBox(QMessageBox.Icon.NoIcon, "About Tsuzuki", text, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText("Free software under the GNU General Public License, version 3 or later.")
    box.exec()
