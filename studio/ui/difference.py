"""What a proposal would change, line by line."""

from difflib import SequenceMatcher
from enum import Enum
from html import escape

from studio.ui.theme import Theme


class Change(Enum):
    """What happens to a line, and the sign it is shown with."""

    KEPT = " "
    REMOVED = "-"
    ADDED = "+"


def difference(before: str, after: str) -> list[tuple[Change, str]]:
    """The lines of two texts in one list: what goes, what comes, and what stays between them."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[tuple[Change, str]] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [(Change.KEPT, line) for line in old[old_from:old_to]]
        else:
            lines += [(Change.REMOVED, line) for line in old[old_from:old_to]]
            lines += [(Change.ADDED, line) for line in new[new_from:new_to]]
    return lines


def as_html(lines: list[tuple[Change, str]], theme: Theme) -> str:
    """The difference in a theme's colours; every line begins with its sign, so that colour is not needed."""
    colours = {Change.KEPT: theme.dim, Change.REMOVED: theme.warn, Change.ADDED: theme.good}
    look = "white-space:pre-wrap;color:"
    return "".join(
        f'<div style="{look}{colours[change]}">{change.value}&nbsp;{escape(line)}</div>' for change, line in lines
    )
