"""Action of a script said again in English, sentence by sentence, and the manner in which a line is spoken."""

from collections.abc import Iterable
from typing import Final

from studio.engine.director.screenplay import QUOTES
from studio.engine.director.tongues import layout, telling
from studio.engine.director.tongues.lines import HEADING, Line, foreign_heading
from studio.engine.director.tongues.namesakes import all_names
from studio.engine.director.tongues.saying import Memory, Piece
from studio.engine.director.tongues.sentences import said, subject_of, units_of
from studio.engine.director.tongues.splitting import ENDS, sentences
from studio.engine.director.tongues.units import DOING, STYLE, Unit
from studio.engine.director.tongues.wordbook import wordbook
from studio.engine.director.tongues.written import Weaver

_WRAPPED: Final = 50
_DENSE: Final = ("ja", "zh", "ko")
_TEARS: Final = {"cry": "crying", "weep": "weeping", "sob": "sobbing"}
"""How something is said in tears, which nobody does apart from saying it."""
_FRAGMENTARY: Final = frozenset({"ja"})
"""Languages that tell the hour or the style behind what is done, in a sentence of its own."""


def _is_word(text: str, tongue: str) -> bool:
    """As in "FIX。", "T.B。": whether Latin letters are a word of the language's own craft."""
    plain = text.strip(" 。.!?！？、,")
    return bool(wordbook(tongue).entries(plain.lower()) or wordbook(tongue).entries(f"{plain}.".lower()))


class ActionWriter:
    """Weaves the English of a script's action."""

    def __init__(self, script: str, lines: list[Line], known: frozenset[str]) -> None:
        self._script = script
        self._lines = lines
        self._memory = Memory()
        self._fountain = any(HEADING.match(line.text) or foreign_heading(line) for line in lines)
        self._at: int = 0
        self._ends = "."
        self._goes_on = False
        self._names = frozenset(all_names(script, lines, self._fountain)) | known
        self._weaver = Weaver(script, set(self._names))

    def _manner(self, text: str, offset: int, tongue: str) -> list[Piece]:
        units = units_of(text, offset, tongue, self._names)
        known, denied = list[Unit](), False
        for unit in units:
            denied = unit.kind != "stop" and (denied or unit.kind == "neg" or unit.said == "without")
            if unit.said == "smile" and unit.written in ("笑", "大笑", "笑着"):
                unit = Unit("motions", "laughing", unit.start, unit.end)
            if unit.said == "in tears" and unit.written.startswith("哭"):
                unit = Unit("motions", "crying", unit.start, unit.end)
            if unit.kind in ("emotions", "paces") or (unit.kind == "motions" and not denied):
                known.append(unit)
        return [Piece(_TEARS.get(unit.said, unit.said), unit.start, unit.end) for unit in known] or [
            Piece(text, offset, offset + len(text))
        ]

    def _action(self, line: Line, at: int) -> None:
        """A sentence may run on over lines: read to where the paragraph ends."""
        last = self._at
        while last + 1 < len(self._lines) and self._runs_on(last):
            last += 1
        end = self._lines[last].end
        text = self._script[at:end]
        spans = sentences(text, line.tongue)
        for number, (start, stop) in enumerate(spans):
            following = text[slice(*spans[number + 1])] if number + 1 < len(spans) else ""
            self._speaks_next(text[start:stop], following, line.tongue)
            self._ends = self._joined_by(text[start:stop], following, line.tongue, number + 2 == len(spans))
            self._sentence(text[start:stop], at + start, line.tongue)
        self._ends = "."
        self._at = last + 1

    def _joined_by(self, text: str, following: str, tongue: str, last: bool) -> str:
        """As in "Shoujo ga piano wo hiku. Yuugata no hikari.": a comma where the last words tell no more than when."""
        if tongue not in _FRAGMENTARY or not last or not following.strip():
            return "."
        own, told = ({one.kind for one in units_of(each, 0, tongue, self._names)} for each in (text, following))
        told -= {"stop", "skip"}
        aside = bool(told) and (told <= {"hours"} or told <= STYLE)
        return "," if aside and not own.isdisjoint(DOING) else "."

    def _speaks_next(self, text: str, following: str, tongue: str) -> None:
        """As in "“快!”他跑进雨里。": what opens a text is said by whom the next words are about."""
        body = text.strip()
        alone = body[:1] in QUOTES and body.rstrip("。.").endswith(QUOTES[body[0]])
        if tongue not in _DENSE or not alone or not following.strip() or self._memory.topic is not None:
            return
        self._memory.topic = subject_of(following.strip(), tongue, self._names)

    def _runs_on(self, at: int) -> bool:
        line, following = self._lines[at], self._lines[at + 1]
        plain = line.text.rstrip()
        if line.tongue not in ("es", "fr", "de") or following.tongue != line.tongue or not following.text.strip():
            return False
        return len(plain) >= _WRAPPED and plain[-1] not in ".!?…:»”)" and following.text.lstrip()[0].islower()

    def _sentence(self, text: str, offset: int, tongue: str) -> None:
        body = text.strip()
        lead = len(text) - len(text.lstrip())
        self._space(text[:lead], offset)
        if not body:
            return
        found = layout.label(body)
        if found is not None and found.said.startswith(("Scene", "Shot")):
            self._weaver.say(found.said, offset + lead, offset + lead + found.end)
            self._sentence(text[lead + found.end :], offset + lead + found.end, tongue)
            return
        if tongue in _DENSE and telling.letters_of(body) == "latin" and not _is_word(body, tongue):
            self._weaver.copy(offset + lead, offset + len(text))
            return
        if not any(letter.isalnum() for letter in body):
            self._weaver.copy(offset + lead, offset + lead + len(body))
        else:
            pieces = said(body, offset + lead, tongue, self._names, self._memory)
            if not any(piece.text for piece in pieces):
                return
            self._pieces(pieces, self._goes_on)
            end = offset + lead + len(body)
            self._goes_on = self._ends == ","
            mark = "!" if body[-1] in "!！" else self._ends
            self._weaver.say(mark, end - 1 if body[-1] in ENDS else 0, end if body[-1] in ENDS else 0)
        tail = text[lead + len(body) :]
        self._space(tail, offset + lead + len(body))
        if not tail:
            self._weaver.say(" ")

    def _space(self, text: str, offset: int) -> None:
        """Spaces and line ends as they are, but for those that only Chinese and Japanese have."""
        if "　" in text:
            self._weaver.say(text.replace("　", " "))
        else:
            self._weaver.copy(offset, offset + len(text))

    def _pieces(self, pieces: Iterable[Piece], goes_on: bool = False) -> None:
        opens = True
        for piece in pieces:
            text = piece.text
            if not text:
                continue
            self._weaver.say("" if opens or text[0] in ",.;:!?" else " ")
            if opens and text[0].islower() and text.isascii() and not goes_on:
                text = text[0].upper() + text[1:]
            self._weaver.say(text, piece.start, piece.end)
            opens = False
