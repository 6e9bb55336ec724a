"""How shots are labelled in lists, boards and sheets: "Shot 3:", "Cut 12 (6+0):", "SQ10_SH010 —", "sh.2 /", "1B."."""

import re
from typing import Final

_NUMBER: Final = (
    r"(?:\d{1,4}[A-Za-z]?(?:/\d{1,3})?|[a-h](?=[ \t]{0,2}[:.)])|"
    r"one|two|three|four|five|six|seven|eight|nine|ten)"
)
SCENES: Final = "scene|chapter|act|part|episode|sequence"
_SHOTS: Final = (
    "shot|panel|cut|frame|page|step|beat|clip|image|segment|storyboard|thumbnail|take|set-?up|key ?frame|key|still|"
    "slide|vignette|picture|board|sh"
)
_SEPARATOR: Final = r"[:.)\]*|/\-–—]"
NAMED: Final = re.compile(
    rf"\b(?:(?:{SCENES})[ \t]{{0,2}}\d{{1,3}}[ \t]{{0,2}}[,/][ \t]{{0,2}}(?=(?:{_SHOTS})\b))?"
    rf"(?P<kind>{SCENES}|{_SHOTS})[ \t]{{0,3}}[#.]?(?P<number>{_NUMBER})\b"
    rf"(?P<after>[ \t]{{0,3}}{_SEPARATOR}{{0,4}})",
    re.IGNORECASE,
)
"""A kind of label and its number; ``after`` is the punctuation that closes it."""
CODED: Final = re.compile(
    r"^[ \t]{0,8}(?:[A-Z]{1,4}[-._]?\d{1,4}[A-Z]?(?:[_-][A-Z]{1,4}[-_]?\d{1,4}[A-Z]?)?|\d{1,3}[A-H])"
    r"(?:[ \t]{0,2}(?:[:.|)]|[/–—-](?=\s))[ \t]{0,3}|(?<=[-._]\d\d\d)[ \t]{1,2}(?=[A-Z]))(?=\S)",
    re.MULTILINE,
)
"""A production's own number at the head of a line: "C-002.", "S01.", "1A."."""
_TAKEN: Final = re.compile(r"(?:INT|EXT|EST|I/E)\b")


def is_scene(kind: str) -> bool:
    """Whether a kind of label is of a scene rather than of a shot."""
    return kind.lower() in SCENES.split("|")


def label_end(line: str) -> int:
    """How many characters of a line are the label of a shot, 0 where it has none."""
    coded = CODED.match(line)
    if coded is not None and not _TAKEN.match(line):
        return coded.end()
    named = NAMED.match(line)
    closed = named is not None and named["after"].strip() and not is_scene(named["kind"])
    return named.end() if named is not None and closed else 0
