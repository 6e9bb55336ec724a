"""Lists ("Scene 1: ... Scene 2: ...", "Shot 1:", "1.") and plain prose, into pieces."""

import re
from typing import Final

from msgspec import Struct

from studio.engine.director.lexicon import given_names, labels, lexicon
from studio.engine.director.screenplay import (
    INGREDIENTS,
    QUOTES,
    Passage,
    Piece,
    Preamble,
    SceneBreak,
    Screenplay,
    ShotBreak,
    Spoken,
)
from studio.engine.director.shot_labels import CODED, NAMED, is_scene
from studio.engine.director.transitions import transition

_ITEM: Final = re.compile(r"^[ \t]{0,8}(?:\d{1,3}[.)]|[-*•])[ \t]+(?=\S)", re.MULTILINE)
_TITLE: Final = re.compile(r"\A\s{0,8}(?:title[ \t]*:|#)[ \t]*(?P<title>[^\n]{1,120})", re.IGNORECASE)
_AUTHOR: Final = re.compile(
    r"\s{0,8}(?:authors?|written[ \t]+by|by)[ \t]*[:：][ \t]*(?P<author>[^\n]{1,120})", re.IGNORECASE
)
_CUE: Final = re.compile(
    r"^[ \t]{0,8}(?P<name>[^\W\d_][^\n:：\"“「]{0,30})[:：][ \t]*(?P<words>\S[^\n]*)$", re.MULTILINE
)
_CLAUSE_END: Final = re.compile(r"(?<=\w\w\w)[.!?;:。！？…]+(?:\s|$)|(?<=\w),\s|(?<=\w)\s+[-–—]+\s")
_SHOWN: Final = frozenset({"sets", "hours", "weathers", "builds", "props", "times", "framings", "moves", "angles"})
_SHORT_TITLE: Final = 40
_LONGEST_TITLE: Final = 80
_MANNER: Final = re.compile(r"\(([^()]{0,80})\)")


class Label(Struct, frozen=True):
    """Where a scene or a shot of a list begins; its own words are ``start`` to ``end``."""

    kind: str
    start: int
    end: int


def is_list(script: str) -> bool:
    """Whether scenes or shots are labelled, or numbered on lines of their own."""
    return bool(find_labels(script))


def parse_list(script: str) -> Screenplay:
    """Read a labelled or numbered list. Words before the first label are read for the cast, unless it is the second."""
    title, author, body = _head(script)
    labels = find_labels(script)
    pieces: list[Piece] = []
    if _is_later(script, labels[0]):
        pieces += passages(script, body, labels[0].start)
    elif script[body : labels[0].start].strip(" \t\r\n*#-"):
        pieces.append(Preamble(body, labels[0].start, script[body : labels[0].start]))
    ends = [label.start for label in labels[1:]] + [len(script)]
    for label, end in zip(labels, ends, strict=True):
        pieces += _labelled(script, label, end)
    scenes = any(label.kind == "scene" for label in labels)
    shots = all(label.kind != "scene" for label in labels)
    return Screenplay(title, author, tuple(pieces), scenes_given=scenes, shots_given=shots)


def parse_prose(script: str) -> Screenplay:
    """Read plain prose: paragraphs, with ``Name: words`` lines as dialogue."""
    title, author, body = _head(script)
    return Screenplay(title, author, tuple(passages(script, body, len(script))), scenes_given=False)


def _is_later(script: str, label: Label) -> bool:
    """As in "Scene 2", with which no list begins: what is told before it is the first."""
    number = re.search(r"\d+", script[label.start : label.end])
    return number is not None and int(number[0]) == 2


def find_labels(script: str) -> list[Label]:
    """Every label of a list in order; empty when the script is not a list."""
    labels = [
        Label("scene" if is_scene(found["kind"]) else "shot", found.start(), found.end())
        for found in NAMED.finditer(script)
        if _opens(script, found.start()) and _closes(script, found)
    ]
    labels += [Label("shot", found.start(), found.end()) for found in CODED.finditer(script)]
    labels.sort(key=lambda label: label.start)
    if any(label.kind == "shot" for label in labels):
        return labels
    items = [Label("shot", found.start(), found.end()) for found in _ITEM.finditer(script)]
    if not labels and len(items) < 2:
        return []
    return sorted([*labels, *items], key=lambda label: label.start)


def passages(script: str, start: int, end: int) -> list[Piece]:
    """Action and dialogue of a stretch of prose, in order."""
    pieces: list[Piece] = []
    at = start
    for found in _CUE.finditer(script, start, end):
        spoken = _spoken(found)
        if spoken is not None:
            pieces += _paragraphs(script, at, spoken.start)
            pieces.append(spoken)
            at = spoken.end
    return pieces + _paragraphs(script, at, end)


def unquoted(words: str) -> str:
    """The words without the quotation marks round them."""
    words = words.strip()
    if len(words) >= 2 and QUOTES.get(words[0]) == words[-1]:
        return words[1:-1].strip()
    return words


def _labelled(script: str, label: Label, end: int) -> list[Piece]:
    body = passages(script, _body_start(script, label, end), end)
    line = script[label.start : min(end, _line_end(script, label.start))].strip(" \t\r\n*#")
    if label.kind == "scene":
        title = _own_title(script, label, end)
        return [
            SceneBreak(
                line if _is_short(line) else script[label.start : label.end].strip(" :.-–—"),
                label.start,
                label.end,
                False,
                title,
            ),
            *body,
        ]
    return [ShotBreak(label.start, label.end), *body]


def _body_start(script: str, label: Label, end: int) -> int:
    """Where the scene itself begins: after a title that tells nothing that could be shown ("The Chase")."""
    title = _own_title(script, label, end)
    words = re.findall(r"[^\W\d_]+", title.lower())
    tables = [{sense.table for sense in lexicon().senses(word)} for word in words]
    if label.kind != "scene" or title.endswith("…") or not all(tables) or not tables or set().union(*tables) & _SHOWN:
        return label.end
    return script.index(title, label.end) + len(title)


def _own_title(script: str, label: Label, end: int) -> str:
    """The title a label has: a line of its own with the scene below it, or "Scene 3 - The end of summer: ..."."""
    line_end = min(end, _line_end(script, label.end))
    line = script[label.end : line_end].strip(" \t\r*#")
    named, colon, rest = line.partition(":")
    dashed = script[label.start : label.end].rstrip(" \t")[-1:] in ("-", "–", "—")
    if dashed and colon and rest.strip():
        return short_title(named)
    alone = bool(script[line_end:end].strip()) and line[-1:] not in (".", "!", "?", "…", "。", '"', "”")
    return short_title(line.strip(" :.-–—*#")) if alone and len(line) <= _LONGEST_TITLE else ""


def short_title(words: str) -> str:
    """The first clause of some words, cut at a word where it is long."""
    clause = _CLAUSE_END.split(" ".join(words.split()).strip(' :.-–—*#"“”'), maxsplit=1)[0]
    if len(clause) <= _SHORT_TITLE:
        return clause
    cut = clause[: _SHORT_TITLE + 1].rpartition(" ")[0] or clause[:_SHORT_TITLE]
    return f"{cut.rstrip(' ,')}…"


def _is_short(line: str) -> bool:
    return len(line) <= 80


def _line_end(script: str, at: int) -> int:
    end = script.find("\n", at)
    return len(script) if end < 0 else end


def _opens(script: str, at: int) -> bool:
    before = script[max(0, at - 12) : at].rstrip(" \t*#>[(-–—•")
    return not before or before[-1] in '\r\n.!?:;"”」)'


def _closes(script: str, found: re.Match[str]) -> bool:
    rest = script[found.end() : found.end() + 1]
    if found["kind"].lower() == "sh" and _opens_head(script, found):
        return True
    following = labels().get(re.split(r"[\s:,.]", script[found.end() : found.end() + 12].lstrip(" ,").lower())[0])
    if script[found.end() : found.end() + 1] == "," and following is not None and _opens_head(script, found):
        return True
    return bool(found["after"].strip()) or (rest in ("", "\n", "\r", "(", "[", " ") and _opens_line(script, found))


def _opens_head(script: str, found: re.Match[str]) -> bool:
    """Whether a label is the first thing on its line."""
    line_start = script.rfind("\n", 0, found.start()) + 1
    return not script[line_start : found.start()].strip(" \t*#>[(-–—•")


def _opens_line(script: str, found: re.Match[str]) -> bool:
    if not _opens_head(script, found):
        return False
    line = script[found.end() : _line_end(script, found.end())].strip()
    return not line or line[0] in "([" or not line[0].islower()


def _head(script: str) -> tuple[str, str, int]:
    """The title, who wrote it where a line under the title says so, and where the script itself begins."""
    title, body = _title(script)
    found = _AUTHOR.match(script, body) if title else None
    return (title, found["author"].strip(" *#\r"), found.end()) if found else (title, "", body)


def _title(script: str) -> tuple[str, int]:
    found = _TITLE.match(script)
    if not found or NAMED.match(found["title"].strip()):
        return "", 0
    return found["title"].strip(" *#\r"), found.end()


def _spoken(found: re.Match[str]) -> Spoken | None:
    name, words = found["name"], found["words"].strip()
    manner = ", ".join(_MANNER.findall(name))
    name = _MANNER.sub("", name).strip(" *-–—•\t")
    if not _could_speak(name, words):
        return None
    opening = _MANNER.match(words)
    if opening:
        manner, words = opening[1], words[opening.end() :].strip()
    return Spoken(name, unquoted(words), manner, found.start(), found.end()) if words else None


def _could_speak(name: str, words: str) -> bool:
    parts = name.split()
    if not parts or len(parts) > 3 or name.lower() in INGREDIENTS or parts[0].lower() in INGREDIENTS:
        return False
    quoted = QUOTES.get(words[0]) is not None and words.rstrip().endswith(QUOTES[words[0]])
    inner = words[1:].find(QUOTES.get(words[0], "\0"))
    if quoted and inner != len(words) - 2:
        return False
    if _is_direction(parts) or transition(name) is not None or lexicon().phrase(tuple(_low(parts)), "framings"):
        return False
    return (quoted and name[0].isupper()) or (len(parts) <= 2 and all(not part[0].islower() for part in parts))


def _low(words: list[str]) -> list[str]:
    return [word.lower() for word in words]


def _is_direction(name: list[str]) -> bool:
    """Whether what stands before the colon is a word of direction ("WIDE:", "Rain:") and nobody's name."""
    low = name[0].lower()
    if low in labels():
        return True
    known = {sense.table for sense in lexicon().senses(low)}
    return bool(known) and "builds" not in known and low not in given_names() and len(name) == 1


def _paragraphs(script: str, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    for found in re.finditer(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*", script[start:end]):
        first, last = start + found.start(), start + found.end()
        pieces.append(Passage(first, last, script[first:last]))
    return pieces
