"""Where the studio's data lives: words, sets, props, fonts, icons, sample scripts."""

import os
import sys
from pathlib import Path

from studio.errors import MissingResource

ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(name: str) -> Path:
    """The path of one data file or folder, e.g. ``resource("words/motions.toml")``.

    Raises:
        MissingResource: the installation is incomplete.
    """
    path = ROOT / name
    if not path.exists():
        raise MissingResource(f"The studio's own file {name} is missing.", "Install Tsuzuki again.")
    return path


def profile_folder() -> Path:
    """This person's own folder of the studio, for keys and settings that belong to no project. It may not be there yet.

    ``TSUZUKI_PROFILE`` names another one: a fresh profile, or that of a test.
    """
    told = os.environ.get("TSUZUKI_PROFILE")
    if told:
        return Path(told)
    match sys.platform:
        case "win32":
            return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Tsuzuki"
        case "darwin":
            return Path.home() / "Library" / "Application Support" / "Tsuzuki"
        case _:
            return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "tsuzuki"
