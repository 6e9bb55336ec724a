"""Where the studio's data lives: words, sets, props, fonts, icons, sample scripts."""

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
