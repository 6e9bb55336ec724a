"""Cameos that a script names: ``@hana``, "use my cameo", "me and Hana", in English and Japanese. Found before anything
is read.

What is read in their place is exactly as long, so that every word of it still lies where the artist wrote it.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from msgspec import Struct, structs

from studio.engine.director.tongues.lines import lines_of
from studio.engine.director.tongues.rewriting import said_again
from studio.engine.director.tongues.written import Written
from studio.timeline.asking_for_cameos import MINE, MINE_JA, PRONOUNS, USE, USE_JA, first_person
from studio.timeline.film import CastMember, Unplaced

ME: Final = "me"
_I: Final = "i"
_HANDLE: Final = re.compile(r"(?<![A-Za-z0-9_@./])@(?=\w)")
_LATIN: Final = re.compile(r"[A-Za-z0-9_\u00c0-\u024f\u0400-\u04ff]+")
_WORD: Final = re.compile(r"\w+")
_REST_OF_CUE: Final = re.compile(r"[ \t]*(?:\([^)\n]*\))?[ \t]*(?:\n|$)")
_TOGETHER: Final = re.compile(
    r"\b(?:me|I)\s+and (?P<after>[^\W\d_][\w'-]*)|\b(?P<before>[^\W\d_][\w'-]*) and (?:me|I)\b", re.IGNORECASE
)
_ME_CUE: Final = re.compile(r"^[ \t]*(?P<me>@?me)(?=[ \t]*(?:\([^)\n]*\))?[ \t]*$)", re.IGNORECASE | re.MULTILINE)
_FIRST_PERSON: Final = re.compile(r"\bI\b|\b[Mm]e and \w|\w and me\b")
_NOT_HERE: Final = "Nobody here has given you this cameo; a stand-in plays the part."


class Acquaintance(Struct, frozen=True):
    """A cameo that scripts may name on this machine."""

    cameo: str
    handle: str
    name: str
    mine: bool = False


@dataclass(frozen=True)
class Mentions:
    """What a script names. text: what is read, as long as the script.

    played: the name in small letters, as it is read, of each that a cameo plays, and the cameo: its id, or "@handle" of
    one that is not here.
    mine: one's own cameo, where the script asks for it without saying who it plays: whoever says "I" there.
    """

    text: str
    played: dict[str, str]
    mine: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The names in small letters."""
        return frozenset(self.played)

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Handles of nobody here."""
        absent = [cameo for cameo in (*self.played.values(), self.mine) if cameo.startswith("@")]
        return tuple(Unplaced(one, _NOT_HERE) for one in dict.fromkeys(absent))

    def read(self, script: str) -> Written:
        """The script as the director reads it, tied to the artist's own words."""
        names = self.names | {name.title() for name in self.names}
        written = said_again(self.text, lines_of(self.text), names)
        return self.tied(written, script)

    def tied(self, written: Written, script: str) -> Written:
        """What was read of ``text``, tied to what the artist wrote."""
        return replace(written, script=script, names=written.names | self.names)

    def cast(self, cast: tuple[CastMember, ...], before: "Mentions") -> tuple[CastMember, ...]:
        """The cast with their cameos. before: what the script named before, which it may name no longer."""
        lead = _I if _I in {str(member.id) for member in cast} else str(cast[0].id) if cast else ""
        return tuple(self._with_cameo(member, before, lead) for member in cast)

    def _with_cameo(self, member: CastMember, before: "Mentions", lead: str) -> CastMember:
        name = member.name.lower()
        cameo = self.played.get(name, self.mine if str(member.id) == lead else "")
        if not cameo and member.cameo not in (*before.played.values(), before.mine):
            cameo = member.cameo  # given by hand: the words do not take it away
        if cameo.startswith("@") and member.cameo:
            cameo = member.cameo  # whoever was found by this handle before is still meant
        return member if cameo == member.cameo else structs.replace(member, cameo=cameo)


def mentions(script: str, known: tuple[Acquaintance, ...] = ()) -> Mentions:
    """What a script names."""
    if "@" not in script and "cameo" not in script.lower() and not known:
        return Mentions(script, {})
    return _Finder(script, known).found()


class _Finder:
    def __init__(self, script: str, known: tuple[Acquaintance, ...]) -> None:
        self._text = script
        self._known = {one.handle.lower(): one for one in known}
        self._named = {one.name.lower(): one for one in known if not one.mine}
        self._me = next((one.cameo for one in known if one.mine), f"@{ME}")
        self._played: dict[str, str] = {}
        self._mine = ""
        self._me_at: list[tuple[int, int]] = []

    def found(self) -> Mentions:
        self._handles()
        self._own()
        self._together()
        self._one_person()
        return Mentions(self._text, self._played, self._mine)

    def _handles(self) -> None:
        for found in _HANDLE.finditer(self._text):
            handle = self._handle(found.end())
            end = found.end() + len(handle)
            line = self._text.rfind("\n", 0, found.start()) + 1
            # A cue that an @ forces stays as it is: the form of a screenplay wants it, for anybody's name.
            cue = not self._text[line : found.start()].strip() and _REST_OF_CUE.match(self._text, end)
            if not cue or handle.lower() in self._known:
                self._named_as(handle)
            if handle.lower() == ME and not cue:
                self._me_at.append((found.start(), end))
            if not cue:
                name = f"{handle[:1].upper()}{handle[1:]}"
                self._put(found.start(), end, name if self._text[end : end + 1] == " " else f" {name}")

    def _handle(self, at: int) -> str:
        """The handle that begins here: a known one if it can be, since not every language ends words with a space."""
        rest = self._text[at : at + 40].lower()
        known = max((one for one in (*self._known, ME) if rest.startswith(one)), key=len, default="")
        plain = _LATIN.match(self._text, at)
        if known and (plain is None or len(plain[0]) == len(known)):
            return self._text[at : at + len(known)]
        word = plain or _WORD.match(self._text, at)
        return word[0] if word else ""

    def _named_as(self, handle: str) -> None:
        low = handle.lower()
        if low == ME:
            self._played[ME] = self._played[_I] = self._me
        else:
            self._played[low] = self._known[low].cameo if low in self._known else f"@{low}"

    def _own(self) -> None:
        for found in (*USE.finditer(self._text), *USE_JA.finditer(self._text)):
            whose = (found.groupdict().get("whose") or "").lower()
            cameo = self._cameo_of(whose) if whose else self._me
            if not cameo:
                continue
            who = (found["who"] or whose).lower()
            if who:
                self._played[who] = cameo
            else:
                self._mine = self._me
            self._put(found.start(), found.end(), "")
        for found in list(MINE.finditer(self._text)):
            self._mine = self._me
            self._put(found.start(), found.end(), first_person(self._text, found))
        for found in list(MINE_JA.finditer(self._text)):
            self._mine = self._me
            self._text = f"{self._text[: found.start()]}{found['me'].rjust(len(found[0]))}{self._text[found.end() :]}"

    def _together(self) -> None:
        """Somebody and oneself: only where both words can mean a cameo that is here."""
        if self._me == f"@{ME}":
            return
        for found in _TOGETHER.finditer(self._text):
            self._with_me((found["after"] or found["before"]).lower())
        for name in {*self._named, *self._known}:
            written = re.escape(name)
            if re.search(rf"(?:{PRONOUNS})と\s*{written}|{written}と(?:{PRONOUNS})", self._text, re.IGNORECASE):
                self._with_me(name)

    def _cameo_of(self, name: str) -> str:
        """Whose cameo a name is here; "" nobody's."""
        found = self._named.get(name) or self._known.get(name)
        return found.cameo if found is not None else ""

    def _with_me(self, name: str) -> None:
        other = self._named.get(name) or self._known.get(name)
        self._mine = self._me
        if other is not None and not other.mine:
            self._played.setdefault(name, other.cameo)

    def _one_person(self) -> None:
        """Whoever says "I" in the action and speaks under ME, or plays as ``@me``, is one person with one cameo."""
        if not self._mine and ME not in self._played:
            return
        spots = {*self._me_at, *(found.span("me") for found in _ME_CUE.finditer(self._text))}
        if spots and _FIRST_PERSON.search(self._text):
            for start, end in spots:
                self._put(start, end, "I")

    def _put(self, start: int, end: int, words: str) -> None:
        self._text = f"{self._text[:start]}{words.ljust(end - start)}{self._text[end:]}"
