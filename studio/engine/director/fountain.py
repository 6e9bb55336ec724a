"""Fountain screenplays.

Source: https://fountain.io/syntax (Fountain 1.1). Lenient where writers are: a heading or a transition
need not be followed by a blank line, nor a cue come after one where it is plainly a name.
"""

import re
from typing import Final

from msgspec import Struct

from studio.engine.director.flashbacks import turns_in, without
from studio.engine.director.lexicon import given_names, lexicon
from studio.engine.director.people import role_build
from studio.engine.director.screenplay import (
    Card,
    Passage,
    Passing,
    Piece,
    SceneBreak,
    Screenplay,
    ShotBreak,
    Spoken,
    Synopsis,
)
from studio.engine.director.shot_labels import label_end

_INLINE: Final = re.compile(
    r"(?P<heading>\S{3,8}[ \t](?:[^\n]{1,80}?[-–—][ \t]{0,3}[^\s.:][^.:\n]{1,30}|[^.:\n]{4,80}?))[.:][ \t]{1,3}"
    r"(?P<rest>\S+[ \t]+(?=.*[a-z]{2}).*)$"
)
_SLASHED: Final = re.compile(r"(?P<heading>[^\na-z]{4,60}?)[ \t]+[/|][ \t]+(?P<rest>[^\n]*[a-z]{2}.*)$")
"""A heading and what is under it, in one line of a shot list: "INT LIBRARY NIGHT / sh.1 / WS / a candle"."""
HEADING: Final = re.compile(r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)(?:\.|[ \t])[ \t]*(?=\S)", re.IGNORECASE)
_SCENE_NUMBER: Final = re.compile(r"#[\w.\-]{1,20}#$")
_TITLE_KEYS: Final = frozenset({
    "title", "credit", "author", "authors", "source", "notes", "contact", "copyright", "revision", "date", "format",
    "draft date", "written by", "fps", "language",
})  # fmt: skip
_EXTENSION: Final = re.compile(r"\([^()]*\)")
_UNSEEN: Final = re.compile(r"V\.O\.|O\.S\.|O\.C\.")
_NAME: Final = re.compile(r"[^\W\d_a-z][^\W\d_a-z.'’-]*(?: [^\W\d_a-z.'’-]+){0,2}(?: #?\d)?")
"""A name in capitals, of three words at most."""
_SHOUTED: Final = re.compile(r"\b[^\W\d_a-z]{2,}\b")
_SENTENCE_ENDS: Final = ".!?…\"”'’)—–-"
_EMPHASIS: Final = re.compile(r"(?<!\\)[*_]+")
_TRANSITION_ENDS: Final = (
    "TO:",
    "WITH:",
    "IN:",
    "OUT.",
    "OUT:",
    "BLACK.",
    "BLACK:",
    "FADE IN",
    "FADE OUT",
    "FADE TO BLACK",
)


class Row(Struct, frozen=True):
    """One line of the script: where it is, and its text without notes and without the spaces around it."""

    start: int
    end: int
    raw: str
    text: str

    @property
    def blank(self) -> bool:
        """Whether it ends a paragraph. Two spaces keep a dialogue together, by the standard."""
        return not self.text


class _Cue(Struct, frozen=True):
    """A character cue: the name, whether it is dual dialogue, and "V.O." or "O.S." if it says so."""

    name: str
    dual: bool
    unseen: str


def is_fountain(script: str) -> bool:
    """Whether the text has anything that only a screenplay has."""
    rows = _rows(readable(script))
    return any(_tells_fountain(rows, number) for number in range(len(rows)))


def has_headings(script: str) -> bool:
    """Whether scenes begin with headings ("INT. ROOM - DAY") on lines of their own."""
    rows = _rows(readable(script))
    return any(row.text and _is_heading(rows, number) for number, row in enumerate(rows))


def parse_fountain(script: str) -> Screenplay:
    """Read a screenplay; every character of it is in some piece, or is a mark of the format."""
    rows = _rows(readable(script))
    page, first = _title_page(rows)
    pieces = _Pieces(rows, first).read()
    given = any(isinstance(piece, SceneBreak) for piece in pieces)
    author = page.get("author") or page.get("authors") or ""
    return Screenplay(title=page.get("title", ""), author=author, pieces=pieces, scenes_given=given)


def readable(script: str) -> str:
    """The script at its own length, with boneyard and notes turned to spaces (line ends stay)."""
    return _blank(_blank(script, "/*", "*/"), "[[", "]]")


def plain(text: str) -> str:
    """The words without marks of emphasis and escapes, in one line."""
    return " ".join(_EMPHASIS.sub("", text).replace("\\*", "*").replace("\\_", "_").split())


def _blank(text: str, opening: str, closing: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        end += len(closing)
        hidden = "".join(letter if letter in "\r\n" else " " for letter in text[start:end])
        parts += [text[at:start], hidden]
        at = end
    return "".join([*parts, text[at:]])


def _rows(text: str) -> list[Row]:
    rows: list[Row] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        rows.append(Row(at, at + len(raw.rstrip("\r\n")), raw, raw.strip()))
        at += len(raw)
    return rows


def _tells_fountain(rows: list[Row], number: int) -> bool:
    text = rows[number].text
    if not text:
        return False
    return (
        _is_heading(rows, number)
        or (text.startswith("@") and _followed(rows, number))
        or (text.startswith("#") and not text.lstrip("# ").lower().startswith(("scene", "shot")))
        or _is_transition(rows, number)
        or _is_centred(text)
        or _is_cue(rows, number)
    )


def _title_page(rows: list[Row]) -> tuple[dict[str, str], int]:
    first = next((number for number, row in enumerate(rows) if row.text), len(rows))
    if first == len(rows) or _key(rows[first].text) is None:
        return {}, 0
    page: dict[str, str] = {}
    key = ""
    for number in range(first, len(rows)):
        row = rows[number]
        if not row.text:
            return page, number
        found = None if row.raw[:1] in " \t" else _key(row.text)
        key = found or key
        value = row.text.partition(":")[2] if found else row.text
        page[key] = f"{page.get(key, '')} {plain(value)}".strip()
    return page, len(rows)


def _key(text: str) -> str | None:
    key = text.partition(":")[0].strip().lower() if ":" in text else ""
    return key if key in _TITLE_KEYS else None


def _before_blank(rows: list[Row], number: int) -> bool:
    return number == 0 or rows[number - 1].blank


def _followed(rows: list[Row], number: int) -> bool:
    return number + 1 < len(rows) and not rows[number + 1].blank


def _is_heading(rows: list[Row], number: int) -> bool:
    text = rows[number].text
    forced = len(text) > 1 and text[0] == "." and text[1] != "."
    plain_text = without(text, turns_in(text)).lstrip(" -–—:(")
    apart = _before_blank(rows, number) or text == text.upper()
    return forced or (apart and HEADING.match(plain_text) is not None)


def _is_centred(text: str) -> bool:
    return len(text) > 2 and text.startswith(">") and text.endswith("<")


def _is_transition(rows: list[Row], number: int) -> bool:
    text = rows[number].text
    if text.startswith(">"):
        return not _is_centred(text) and len(text) > 1
    shouted = text == text.upper() and any(letter.isupper() for letter in text)
    return shouted and len(text) < 40 and text.endswith(_TRANSITION_ENDS) and _before_blank(rows, number)


def _is_cue(rows: list[Row], number: int) -> bool:
    text = rows[number].text
    if not (_before_blank(rows, number) and _followed(rows, number)):
        return False
    if text.startswith("@"):
        return len(text) > 1
    name = _EXTENSION.sub("", text).rstrip("^ ").strip()
    shouted = name == name.upper() and any(letter.isupper() for letter in name)
    if turns_in(name):
        return False
    return shouted and len(name) <= 40 and name[-1] not in ".:!?,;" and not text.startswith(("!", "~", "=", "#"))


def _runs_on(rows: list[Row], number: int, speakers: frozenset[str]) -> bool:
    """Whether a cue follows the line before without the blank line that the standard asks for."""
    text = rows[number].text
    before = rows[number - 1].text if number else ""
    begins = HEADING.match(before) is not None or before[-1:] in _SENTENCE_ENDS
    if not before or not begins or not _followed(rows, number):
        return False
    name = _EXTENSION.sub("", text).rstrip("^ ").strip()
    following = rows[number + 1].text
    if not _NAME.fullmatch(name) or following.upper() == following:
        return False
    told = text.strip() != name or (following.startswith("(") and following.endswith(")"))
    return told or name.lower() in speakers or all(_may_be_called(part, speakers) for part in name.lower().split())


def _may_be_called(word: str, speakers: frozenset[str]) -> bool:
    """Whether a word of a cue may be of somebody's name: known as one, a role, or no word at all."""
    known = word in speakers or word in given_names() or role_build(word) is not None
    return known or not (word.isdigit() or lexicon().has(word))


class _Pieces:
    """Reads rows into pieces, one kind of line at a time."""

    def __init__(self, rows: list[Row], first: int) -> None:
        self._rows = rows
        self._at = first
        self._pieces: list[Piece] = []
        cues = (row.text for number, row in enumerate(rows) if _is_cue(rows, number))
        self._speakers = frozenset(_cue(text).name.lower() for text in cues) | _introduced(rows)

    def read(self) -> tuple[Piece, ...]:
        while self._at < len(self._rows):
            self._read_one()
        return tuple(self._pieces)

    def _read_one(self) -> None:
        row = self._rows[self._at]
        if not row.text or set(row.text) == {"="} or row.text.startswith("#"):
            self._at += 1
        elif row.text.startswith("="):
            self._take(Synopsis(plain(row.text[1:])))
        elif _is_centred(row.text):
            self._take(Card(plain(row.text[1:-1]), row.start, row.end))
        elif _is_heading(self._rows, self._at):
            self._read_heading(row)
        elif _is_transition(self._rows, self._at):
            self._take(Passing(row.text.lstrip("> "), row.start, row.end))
        elif (length := label_end(row.text)) and row.text[length:].strip():
            self._read_labelled(row, length)
        elif _is_cue(self._rows, self._at) or _runs_on(self._rows, self._at, self._speakers):
            self._read_speech()
        else:
            self._read_action()

    def _read_heading(self, row: Row) -> None:
        """A heading, and the action that stands on the same line: "INT. CAFE - EVENING. Marla stirs her coffee."."""
        found = _SLASHED.match(row.text) or _INLINE.match(row.text)
        if found is None:
            self._take(_heading(row))
            return
        start = row.start + row.raw.index(row.text)
        self._take(_heading(Row(row.start, start + found.end("heading"), row.raw, found["heading"])))
        first, rest = start + found.start("rest"), found["rest"].rstrip()
        if length := label_end(rest):
            self._pieces.append(ShotBreak(first, first + length))
        self._pieces.append(Passage(first + length, first + len(rest), rest[length:]))

    def _read_labelled(self, row: Row, length: int) -> None:
        """A shot that has a label of its own: "sh.2 / CU / the candle topples"."""
        start = row.start + row.raw.index(row.text)
        self._pieces.append(ShotBreak(start, start + length))
        self._take(Passage(start + length, row.end, row.text[length:]))

    def _take(self, piece: Piece) -> None:
        self._pieces.append(piece)
        self._at += 1

    def _read_action(self) -> None:
        first = self._at
        while self._at < len(self._rows) and not self._rows[self._at].blank:
            self._at += 1
            if self._at < len(self._rows) and self._begins_anew(self._rows[self._at]):
                break
        rows = self._rows[first : self._at]
        text = "".join(row.raw for row in rows)[: rows[-1].end - rows[0].start]
        hidden = len(text) - len(text.lstrip()) if text.lstrip().startswith(("!", "~")) else -1
        if hidden >= 0:
            text = text[:hidden] + " " + text[hidden + 1 :]
        self._pieces.append(Passage(rows[0].start, rows[-1].end, text))

    def _begins_anew(self, row: Row) -> bool:
        begins = row.text.startswith((".", ">", "=", "#")) or _is_heading(self._rows, self._at)
        return begins or _runs_on(self._rows, self._at, self._speakers)

    def _read_speech(self) -> None:
        cue = self._rows[self._at]
        speaker = _cue(cue.text)
        self._at += 1
        manner, words, start = "", list[Row](), cue.start
        compact = self._at > 1 and not self._rows[self._at - 2].blank
        while self._at < len(self._rows) and not self._ends_speech(self._rows[self._at]):
            if compact and words and _is_whole(words[-1].text, self._rows[self._at].text):
                break
            row = self._rows[self._at]
            self._at += 1
            if row.text.startswith("(") and row.text.endswith(")"):
                if words:
                    self._pieces.append(_spoken(speaker, words, manner, start))
                    manner, words, start = "", [], row.start
                manner = f"{manner}, {row.text[1:-1]}".strip(", ")
            elif row.text:
                words.append(row)
        if words:
            self._pieces.append(_spoken(speaker, words, manner, start))

    def _ends_speech(self, row: Row) -> bool:
        ends = row.blank and not row.raw.strip("\r\n").startswith("  ")
        return ends or _is_heading(self._rows, self._at) or _runs_on(self._rows, self._at, self._speakers)


def _is_whole(said: str, following: str) -> bool:
    """Whether a speech in a script without blank lines ends with a line: the next one begins a sentence of its own."""
    return said[-1] in _SENTENCE_ENDS and following[:1].isupper()


def _introduced(rows: list[Row]) -> frozenset[str]:
    """Names in capitals within lines of action, in small letters: "TOMA sits opposite YUKI"."""
    told = (row.text for row in rows if row.text != row.text.upper() and HEADING.match(row.text) is None)
    return frozenset(name.lower() for text in told for name in _SHOUTED.findall(text))


def _spoken(cue: _Cue, rows: list[Row], manner: str, start: int) -> Spoken:
    text = plain(" ".join(row.text.lstrip("~ ") for row in rows))
    return Spoken(cue.name, text, manner, start, rows[-1].end, cue.dual, cue.unseen)


def _heading(row: Row) -> SceneBreak:
    text = row.text[1:] if row.text.startswith(".") else row.text
    return SceneBreak(_SCENE_NUMBER.sub("", text.strip()).strip(), row.start, row.end, gives_place=True)


def _cue(text: str) -> _Cue:
    name = _EXTENSION.sub("", text.rstrip("^ ").lstrip("@")).strip()
    unseen = _UNSEEN.search(text.upper())
    return _Cue(plain(name) or "Someone", text.endswith("^"), unseen[0] if unseen else "")
