"""The lines of a script, each with its language: told scene by scene, and of a line by its letters."""

import re
from itertools import pairwise
from typing import Final

from msgspec import Struct

from studio.engine.director.tongues import layout, telling
from studio.engine.director.tongues.wordbook import TONGUES

HEADING: Final = re.compile(r"\s*(?:INT|EXT|I/E)\b[./ ]", re.IGNORECASE)
_NO_LATIN: Final = 0x250
_FEW: Final = 4


class Line(Struct, frozen=True):
    """One line of the script; ``tongue`` is its language."""

    start: int
    end: int
    text: str
    tongue: str


def lines_of(script: str) -> list[Line]:
    """Every line with its language: by its letters, else by what speaks for it, else as its scene's."""
    plain: list[tuple[int, str]] = []
    at = 0
    for raw in script.splitlines(keepends=True):
        plain.append((at, raw))
        at += len(raw)
    letters = [telling.letters_of(text) for _, text in plain]
    counts = [
        telling.scores(text) if kind in ("latin", "") else {} for (_, text), kind in zip(plain, letters, strict=True)
    ]
    lines: list[Line] = []
    for first, last in _scenes([text for _, text in plain]):
        usual, sure = _usual("".join(text for _, text in plain[first:last]), counts[first:last])
        japanese = "ja" in letters[first:last]
        for index in range(first, last):
            start, text = plain[index]
            tongue = _tongue(text, letters[index], counts[index], usual if not japanese else "ja", sure)
            lines.append(Line(start, start + len(text), text, tongue))
    return lines


def _usual(text: str, counts: list[dict[str, int]]) -> tuple[str, bool]:
    """The language of a scene's Latin letters, and whether that is sure."""
    total: dict[str, int] = {}
    for one in counts:
        for tongue, count in one.items():
            total[tongue] = total.get(tongue, 0) + count
    few = sum(letter.isalpha() and ord(letter) < _NO_LATIN for letter in text) < _FEW
    if not total or (few and not any(total.values())):
        return "en", False
    ordered = sorted(total.values(), reverse=True)
    latin = "".join(letter for letter in text if ord(letter) < _NO_LATIN)
    return telling.latin_of(latin, total, "en", sure=False), ordered[0] > ordered[1]


def _tongue(text: str, letters: str, counts: dict[str, int], usual: str, sure: bool) -> str:
    if letters == "zh":
        return "ja" if usual == "ja" else "zh"
    if letters in ("ja", "ko"):
        return letters
    if not letters:
        return usual
    usual = "en" if usual == "ja" else usual
    best = telling.latin_of(text, counts, usual, sure)
    ahead = not sure or counts.get(best, 0) >= counts.get(usual, 0) + 2
    return best if best == usual or ahead else usual


def _scenes(lines: list[str]) -> list[tuple[int, int]]:
    """Ranges of lines from one scene's beginning to the next."""
    starts = [index for index, line in enumerate(lines) if _opens_scene(line)]
    bounds = sorted({0, *starts, len(lines)})
    return list(pairwise(bounds))


def _opens_scene(line: str) -> bool:
    label = layout.label(line)
    return (label is not None and label.said.startswith("Scene")) or bool(HEADING.match(line)) or (
        layout.heading(line) is not None or re.match(r"\s*scene\s+\d", line, re.IGNORECASE) is not None
    )  # fmt: skip


def foreign_heading(line: Line) -> layout.Heading | None:
    """A scene heading in another language, None when the line is none."""
    found = layout.heading(line.text)
    if found is None or (HEADING.match(line.text) and line.tongue == "en"):
        return None
    return found if line.tongue in TONGUES else None
