"""A whole script, read as the director reads it: what is not English said in English, everything else left alone.

Line by line: labels, headings, transitions and cues take the forms English has for them; dialogue is never touched;
action is said again sentence by sentence. The language is told scene by scene, and of a line by its letters.
"""

import re
from typing import Final

from msgspec.structs import replace

from studio.engine.director.flashbacks import told, turns_in
from studio.engine.director.lexicon import given_names
from studio.engine.director.screenplay import QUOTES
from studio.engine.director.tongues import layout, telling
from studio.engine.director.tongues.lines import HEADING, Line, foreign_heading, lines_of
from studio.engine.director.tongues.namesakes import closes, may_speak, role_of, speaks_alone
from studio.engine.director.tongues.rewriting_action import ActionWriter
from studio.engine.director.tongues.saying import Memory, Piece
from studio.engine.director.tongues.sentences import said, units_of
from studio.engine.director.tongues.splitting import sentences
from studio.engine.director.tongues.told_speech import SAID_BY, place_said, said_there
from studio.engine.director.tongues.units import AIR, Phrase, Unit
from studio.engine.director.tongues.wordbook import TONGUES, wordbook
from studio.engine.director.tongues.written import Written, as_written

_MARKS: Final = re.compile(r"\s*(?:[-*•]\s+|[・●■◆◇▲▼□○◯·‧]\s*|\d{1,3}[.)]\s+)")
_PARTS: Final = re.compile(r"\s+[-–—]+\s+|\s*[(（)）/／・,，、]\s*|[－―—]+|\s+[-–—]+$|[．.。](?=\S)")
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_SENTENCE_ENDS: Final = tuple(".!?…\"”'’)—–»。！？」")
_ARTICLES: Final = {"es": "la ", "fr": "la ", "de": "die "}
_EPISODE: Final = re.compile(
    r"(?:第\s?[0-9０-９一二三四五六七八九十百]+\s?[話话回集章幕部]|제?\s?\d+\s?[화회장막부]|에피소드\s?\d+|エピソード\s?\d+)"
)
"""As in "第二話": the number of an episode on a line of its own."""
_SAME: Final = re.compile(r"同(?:上|所|じ場所|じく|前)?")
"""As in "同・夜": where the heading before was."""
_MANNER: Final = re.compile(r"\s*(?P<opened>[「『“\"]?)[(（](?P<manner>[^()（）]{1,30})[)）]\s*(?=\S)")
"""As in "花子：（哭着）你这个笨蛋。", "「（泣きながら）ばか」": how something is said, right before it."""
_SCRIPT_HOURS: Final = {"夕暮れ": "dusk", "夕暮れ時": "dusk"}
"""What headings call an hour that has another name in prose."""
_FEW: Final = 2
_LONGEST_NAME: Final = 6
_CORNERS: Final = frozenset("「『“")
_DENSE: Final = ("ja", "zh", "ko")


def in_english(script: str) -> Written:
    """The script as the director reads it. A script in English is read as it stands.

    Raises:
        MissingResource: the words of a language are missing from the installation.
    """
    return said_again(script, lines_of(script))


def said_again(script: str, lines: list[Line], known: frozenset[str] = frozenset()) -> Written:
    """A text as the director reads it, told which stretch of it is in which language.

    Args:
        script: the text.
        lines: its lines, or stretches of them, one after the other.
        known: names of people beside those that the text itself shows, as written and in small letters.
    """
    if not any(line.tongue in TONGUES for line in lines):
        return as_written(script)
    return _Rewriter(script, lines, known).read()


class _Rewriter(ActionWriter):
    _place = ""
    """The place that the last heading named."""

    def read(self) -> Written:
        while self._at < len(self._lines):
            self._weaver.begin(self._lines[self._at].tongue)
            self._line(self._lines[self._at])
        return self._weaver.written()

    def _line(self, line: Line) -> None:
        text = line.text
        if _EPISODE.fullmatch(text.strip()):
            self._weaver.say("# ")
            self._copied(line)
            return
        section = text.lstrip().startswith("#") and foreign_heading(line) is None
        if not text.strip() or section or text.lstrip().startswith(("=", "[[", ">", "@")):
            self._copied(line)
            if text.lstrip().startswith("@"):
                self._speech()
        elif self._is_cue(line):
            self._cue(line)
        elif not (self._key(line) or self._heading(line) or self._transition(line)):
            if line.tongue in TONGUES:
                self._told(line)
            else:
                self._copied(line)
                self._memory = Memory()

    def _copied(self, line: Line) -> None:
        self._weaver.copy(line.start, line.end)
        self._at += 1

    # The forms of a script.

    def _key(self, line: Line) -> bool:
        found = layout.title_key(line.text) if not self._weaver.begun else None
        if found is None:
            return False
        self._weaver.say(found.said, line.start, line.start + found.end)
        self._weaver.copy(line.start + found.end, line.end)
        self._at += 1
        return True

    def _heading(self, line: Line) -> bool:
        found = foreign_heading(line)
        english = HEADING.match(line.text)
        if found is None and (english is None or line.tongue not in TONGUES):
            return False
        start = found.start if found is not None else _after_prefix(line.text)
        if found is not None:
            self._weaver.say(found.said, line.start, line.start + start)
        else:
            self._weaver.copy(line.start, line.start + start)
        body = line.text.rstrip()
        acted = _acted(body, start)
        self._heading_parts(line, start, len(body[:acted].rstrip(" \t.:")) if acted else len(body))
        if acted and line.tongue in TONGUES:
            self._weaver.say("\n\n")
            self._told(replace(line, start=line.start + acted, text=line.text[acted:]))
            return True
        self._weaver.copy(line.start + len(body), line.end)
        self._at += 1
        return True

    def _heading_parts(self, line: Line, start: int, end: int) -> None:
        """Place and time, each said by itself: "EXT. BEACH - EVENING"."""
        self._memory = Memory()
        begun = False
        bounds = [start]
        for found in _PARTS.finditer(line.text, start, end):
            bounds += [found.start(), found.end()]
        for first, last in zip(bounds[::2], [*bounds[1::2], end], strict=False):
            for piece in self._heading_part(line, first, last):
                self._weaver.say(" - " if begun else "")
                self._weaver.say(piece.text, piece.start, piece.end)
                begun = True

    def _heading_part(self, line: Line, first: int, last: int) -> list[Piece]:
        part = line.text[first:last].strip()
        if not part:
            return []
        at = line.start + first + line.text[first:last].index(part)
        article = _ARTICLES.get(line.tongue, "")
        shown = part.title() if part.isupper() else part
        marked = units_of(article + shown, at - len(article), line.tongue, self._names)
        units = [unit for unit in marked if unit.kind not in ("stop", "skip") and unit.end > at]
        times = [unit for unit in units if unit.kind in AIR]
        places = [unit for unit in units if unit.kind not in (*AIR, "case", "prep", "det", "de", "rel")]
        if _SAME.fullmatch(part) and self._place:
            return [Piece(self._place, at, at + len(part))]
        pieces = [Piece(place_said(places, line.tongue), places[0].start, places[-1].end)] if places else []
        self._place = pieces[0].text if pieces else self._place
        hours = [Piece(_SCRIPT_HOURS.get(one.written, one.said), max(at, one.start), one.end) for one in times]
        return pieces + [Piece(one.text.removeprefix("the ").upper(), one.start, one.end) for one in hours]

    def _transition(self, line: Line) -> bool:
        if line.tongue not in TONGUES and line.tongue != "en":
            return False
        plain = line.text.strip().rstrip(":：.。").strip()
        for tongue in dict.fromkeys((line.tongue, *TONGUES)) if len(plain) < 30 and plain.isupper() else (line.tongue,):
            if tongue not in TONGUES:
                continue
            for entry in wordbook(tongue).entries(plain.lower()):
                if entry.table == "transitions" and (plain.isupper() or tongue in ("ja", "zh", "ko")):
                    lead = len(line.text) - len(line.text.lstrip())
                    self._weaver.say(f"> {entry.said}", line.start + lead, line.start + len(line.text.rstrip()))
                    self._weaver.copy(line.start + len(line.text.rstrip()), line.end)
                    self._at += 1
                    return True
        return False

    # Who speaks.

    def _is_cue(self, line: Line) -> bool:
        """A name alone on its line, with what is said below it."""
        if not self._fountain or self._at == 0 or self._at + 1 >= len(self._lines):
            return False
        apart = (not self._lines[self._at - 1].text.strip() or self._follows_on(line)) and bool(
            self._lines[self._at + 1].text.strip()
        )
        plain = _BRACKETS.sub("", line.text).strip().rstrip("^").strip()
        if not apart or not plain or len(plain) > 30 or foreign_heading(line) or HEADING.match(line.text):
            return False
        if plain.isupper():
            return plain[-1] not in ".:!?,;"
        bare = not any(letter in "。、，,.!?！？…「」：:" for letter in plain)
        return plain in self._names or (len(plain) <= _LONGEST_NAME and bare and telling.letters_of(plain) != "latin")

    def _follows_on(self, line: Line) -> bool:
        """Whether a name in capitals follows the line before without the blank line that the standard asks for."""
        before, name = self._lines[self._at - 1].text.strip(), _BRACKETS.sub("", line.text).strip()
        ends = before.endswith(_SENTENCE_ENDS) or HEADING.match(before) or foreign_heading(self._lines[self._at - 1])
        return (
            bool(ends)
            and name.isupper()
            and (bool(role_of(name, line.tongue)) or all(self._is_called(part) for part in name.split()))
        )

    def _is_called(self, part: str) -> bool:
        low = part.lower()
        return bool({part, low, part.capitalize()} & self._names) or low in given_names()

    def _cue(self, line: Line) -> None:
        plain = line.text.strip()
        lead = line.start + len(line.text) - len(line.text.lstrip())
        found = re.search(r"[(（]([^()（）]*)[)）]", plain)
        name = plain[: found.start()].strip() if found else plain.rstrip("^").strip()
        role = role_of(name, line.tongue)
        plain_name = bool(role) or (name.isupper() and name.isascii())
        self._weaver.say("" if plain_name else "@" if not self._lines[self._at - 1].text.strip() else "\n@")
        if role:
            self._weaver.say(role.upper(), lead, lead + len(name))
        else:
            self._weaver.copy(lead, lead + len(name))
        if found and layout.unseen(found[1]):
            self._weaver.say(" (V.O.)", lead + found.start(), lead + found.end())
        elif found:
            self._weaver.copy(lead + len(name), lead + found.end())
        self._weaver.copy(line.start + len(line.text.rstrip("\r\n")), line.end)
        self._at += 1
        self._speech()
        self._memory.topic = _named(name, role)

    def _speech(self) -> None:
        """Everything up to the next empty line or cue is spoken; what stands in brackets tells how."""
        first = self._at
        while self._at < len(self._lines) and self._lines[self._at].text.strip():
            line = self._lines[self._at]
            if self._at > first and self._is_cue(line):
                return
            plain = line.text.strip()
            tongue = line.tongue if line.tongue in TONGUES else ""
            if plain[0] in "(（" and plain[-1] in ")）" and tongue:
                lead = line.start + line.text.index(plain)
                self._weaver.say("(")
                self._pieces(self._manner(plain[1:-1], lead + 1, tongue))
                self._weaver.say(")")
                self._weaver.copy(lead + len(plain), line.end)
                self._at += 1
            else:
                self._copied(line)

    # Action.

    def _told(self, line: Line) -> None:
        """A line of action with what its label or its speaker says before."""
        at = self._lead(line)
        if at > line.start and self._headed(line, at):
            return
        found = layout.spoken(line.text[at - line.start :])
        if found is not None and may_speak(found["name"], line.tongue, self._names) and self._speaks(line, at, found):
            return
        if layout.dashed(line.text):
            self._dashed(line)
            return
        self._action(line, at)

    def _headed(self, line: Line, at: int) -> bool:
        """As in "Escena 1: INT. COCINA - NOCHE": a heading behind its label."""
        inner = layout.heading(line.text[at - line.start :])
        if inner is None or inner.said == ".":
            return False
        body = line.text.rstrip()
        self._weaver.say(inner.said, at, at + inner.start)
        self._heading_parts(line, at - line.start + inner.start, len(body))
        self._weaver.copy(line.start + len(body), line.end)
        self._at += 1
        return True

    def _lead(self, line: Line) -> int:
        """Say labels, bullets and ingredients; where the words after them begin."""
        at = line.start
        for read in (layout.label, layout.ingredient):
            found = read(line.text[at - line.start :])
            if found is not None:
                self._weaver.say(found.said, at, at + found.end)
                at += found.end
                self._memory = Memory(seen=self._memory.seen) if found.said.startswith("Scene") else self._memory
        marks = _MARKS.match(line.text[at - line.start :])
        if marks and at == line.start:
            self._weaver.say("- " if marks[0].strip()[0] in "・●■◆◇▲▼□○◯·‧" else marks[0], at, at + marks.end())
            at += marks.end()
        return self._turned(line, at)

    def _turned(self, line: Line, at: int) -> int:
        """Say a flashback, or the way back from one, that the words begin with; where the words after it begin."""
        rest = line.text[at - line.start :]
        turn = next(iter(turns_in(rest)), None)
        if turn is None or rest[: turn.start].strip():
            return at
        self._weaver.say(f"{told(turn)} ", at, at + turn.end)
        return at + turn.end

    def _speaks(self, line: Line, at: int, found: re.Match[str]) -> bool:
        name = found["name"]
        rest = line.text[at - line.start + found.end() :].strip()
        alone = speaks_alone(name, rest, line.tongue)
        role = role_of(name, line.tongue)
        known = found["open"] != "" and (bool(role) or name in self._names or name.lower() in self._names)
        if not (known or alone):
            return False
        if self._fountain and self._cued(line, at, found, role):
            self._memory.topic = _named(name, role)
            return True
        if role:
            self._weaver.say(role.title(), at, at + len(name))
        else:
            self._weaver.copy(at, at + len(name))
        manner, told_at, begins, opened = _told_how(line.text[at - line.start :], found)
        if manner:
            self._weaver.say(" (")
            self._pieces(self._manner(manner, at + told_at, line.tongue))
            self._weaver.say(")")
        self._weaver.say(": ")
        start, rest = at + begins, opened + line.text[at - line.start + begins :].strip()
        bare = self._fountain and rest[:1] not in QUOTES
        self._weaver.say(opened, at + told_at - 2, at + told_at - 1) if opened else None
        closing = QUOTES.get(rest[:1], "")
        end = line.text.find(closing, start - line.start + 1) + line.start if closing else -1
        last = line.start + len(line.text.rstrip())
        if end > line.start and end + 1 < last:
            self._weaver.copy(start, end + 1)
            self._weaver.say("\n")
            self._action(line, end + 1)
        else:
            self._weaver.say("“" if bare else "")
            self._weaver.copy(start, last if bare else line.end)
            self._weaver.say("”" if bare else "")
            self._weaver.copy(last if bare else line.end, line.end)
            self._at += 1
        self._memory.topic = _named(name, role)
        return True

    def _cued(self, line: Line, at: int, found: re.Match[str], role: str) -> bool:
        """As in "ユイ「遅いなあ」", "阿杰：走吧" below a heading: a cue and what is said, as the standard sets them."""
        manner, told_at, begins, opened = _told_how(line.text[at - line.start :], found)
        first = at + begins
        rest, last = opened + line.text[first - line.start :].strip(), line.start + len(line.text.rstrip())
        quoted = closes(rest) and rest[0] in _CORNERS and not role
        bare = found["open"] in (":", "：") and rest[:1] not in ("", *QUOTES)
        if line.tongue not in _DENSE or not (quoted or bare):
            return False
        self._weaver.say("\n" if role else "\n@")
        if role:
            self._weaver.say(role.upper(), at, at + len(found["name"]))
        else:
            self._weaver.copy(at, at + len(found["name"]))
        unseen = layout.unseen(manner)
        self._weaver.say(" (V.O.)\n" if unseen else "\n")
        if manner and not unseen:
            self._weaver.say("(")
            self._pieces(self._manner(manner, at + told_at, line.tongue))
            self._weaver.say(")\n")
        self._weaver.copy(first + (quoted and not opened), last - quoted)
        self._weaver.say("\n")
        self._weaver.copy(last, line.end)
        self._at += 1
        return True

    def _dashed(self, line: Line) -> None:
        """As in "—Hola —dice Lucía.": what is said, and who says it; more may follow."""
        text = line.text.rstrip()
        parts = [(found.start(), found.end()) for found in re.finditer(r"\s*[—–]\s*", text)]
        told_by = SAID_BY.search(text, parts[0][1]) if len(parts) == 1 and line.tongue == "fr" else None
        if told_by and said_there(text[told_by.end() :]):
            parts.append((told_by.start() + 1, told_by.end()))
        start = parts[0][1]
        end = parts[1][0] if len(parts) > 1 else len(text)
        quote = Piece(f"“{text[start:end].strip(' ,')}”", line.start + parts[0][0], line.start + end)
        told = sentences(text[parts[1][1] :], line.tongue) if len(parts) > 1 else []
        offset = parts[1][1] if told else len(text)
        if told:
            quoted = f"«{text[start:end].strip(' ,')}»".ljust(end - start + 1) + " " * (offset - end)
            spoken = f"{quoted}{text[offset : offset + told[0][1]]}"
            self._pieces(said(spoken, line.start + start - 1, line.tongue, self._names, self._memory))
        else:
            self._pieces([quote])
        self._weaver.say(". ")
        for begins, ends in told[1:]:
            self._sentence(text[offset + begins : offset + ends], line.start + offset + begins, line.tongue)
        self._weaver.copy(line.start + len(text), line.end)
        self._at += 1


def _told_how(text: str, found: re.Match[str]) -> tuple[str, int, int, str]:
    """As in "하나(울면서): 가지 마", "하나: (울면서) 가지 마", "ハナ「（泣きながら）いや」".

    How it is said, where that stands, where the words begin, and the quotation mark before the bracket.
    """
    bracket = _MANNER.match(text, found.end())
    if bracket is not None and found["manner"] and not bracket["opened"]:
        bracket = None
    told_by = bracket or found
    begins = len(text) - len(text[told_by.end() :].lstrip())
    return told_by["manner"] or "", told_by.start("manner"), begins, bracket["opened"] if bracket else ""


def _named(name: str, role: str) -> Phrase:
    return Phrase(Unit("builds", role, 0, 0), det="the") if role else Phrase(Unit("name", name, 0, 0))


def _acted(text: str, start: int) -> int:
    """Where action begins that stands on the line of its heading ("EXT. PLAYA - DÍA. Una niña corre."); 0 for none."""
    found = re.search(r"(?<=[^\W\d_]{3})[.:]\s+(?=[^\W\d_])", text[start:])
    at = start + found.end() if found else 0
    told = found is not None and any(letter.islower() for letter in text[at:])
    return at if told and (text[:at].isupper() or text[at:].count(" ") > _FEW) else 0


def _after_prefix(text: str) -> int:
    found = re.match(r"\s*(?:(?:INT|EXT|I/E)[./ ]*)+", text, re.IGNORECASE)
    return found.end() if found else 0
