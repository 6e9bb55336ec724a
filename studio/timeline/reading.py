"""Reading a project's film without opening the project: while a window has it open, and writing nothing."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studio.errors import ProjectUnreadable
from studio.timeline import salvage
from studio.timeline.database import bring_up_to_date, connect, told_plainly
from studio.timeline.film import Film
from studio.timeline.rescue import DOCUMENT
from studio.timeline.store import refuse_strange


@dataclass(frozen=True)
class Reading:
    """A project's film as it is on the disk now, and what of it could not be read."""

    film: Film
    losses: tuple[str, ...]


def read_film(folder: Path) -> Reading:
    """The film of a project.

    Raises:
        ProjectUnreadable: not a project, made by a newer Tsuzuki, or nothing of it can be read.
    """
    refuse_strange(folder)
    with told_plainly(folder), closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        try:
            with closing(connect(folder / DOCUMENT)) as document:
                document.backup(copy)
            bring_up_to_date(copy, folder)
            content = salvage.read(copy)
        except sqlite3.DatabaseError:
            content = None
    if content is None:
        raise ProjectUnreadable(
            f"The project {folder} is damaged, and nothing of its film can be read this way.",
            "Open it in the window, which can bring back its last backup.",
        )
    return Reading(content.past.now.film, content.losses)
