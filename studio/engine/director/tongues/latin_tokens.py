"""The words and marks of a Spanish, French or German sentence; fused words are parted, quotations kept whole."""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import force_setattr

from studio.engine.director.tongues.splitting import quote_end
from studio.engine.director.tongues.units import Unit

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*['’]?|[,;:.!?…¡¿()—–/-]")
_UNSEEN: Final = re.compile(r"\((?:V\.O\.|O\.S\.|\d{1,2}(?: (?:años|ans|Jahre))?)\)")
"""In brackets behind a name: that somebody is not seen, or their age."""
_AGED: Final = re.compile(r"\(\d{1,2}(?: (?:años|ans|Jahre))?,\s*")
_ASKED: Final = re.compile(r"([a-zà-ÿ]+?)(?:-t)?-(il|elle|ils|elles)")
_HANGING: Final = re.compile(r"([^\W\d_]+(?:[áié]ndo(?:se)?|[aeiáéí]r(?:se)?))(l[aeo]s?)", re.IGNORECASE)
_PLAIN: Final = str.maketrans("áéí", "aei")
_NO_VERBS: Final = frozenset({
    "perla", "perlas", "charla", "charlas", "burla", "burlas", "orla", "orlas", "mirlo", "mirlos", "birlo", "merlo",
    "garlas", "parla", "carla", "chirla", "chirlas", "hurle", "esmirle", "virla", "ferla",
})  # fmt: skip
_SHORTEST: Final = 5
_SHORT_VERBS: Final = frozenset({"dar", "ver", "ser", "dár", "dejar", "usar", "atar", "leer", "oler", "abrir", "oír",
                                 "asir", "unir", "reír", "tirar"})  # fmt: skip
_FUSED: Final = {
    "es": {"al": ("a", "el"), "del": ("de", "el")},
    "fr": {"au": ("à", "le"), "aux": ("à", "les"), "du": ("de", "le"), "des": ("des",)},
    "de": {
        "im": ("in", "dem"), "am": ("an", "dem"), "zum": ("zu", "dem"), "zur": ("zu", "der"), "ins": ("in", "das"),
        "vom": ("von", "dem"), "beim": ("bei", "dem"), "ans": ("an", "das"), "aufs": ("auf", "das"),
        "ums": ("um", "das"), "durchs": ("durch", "das"), "fürs": ("für", "das"), "übers": ("über", "das"),
        "überm": ("über", "dem"), "unterm": ("unter", "dem"), "unters": ("unter", "das"), "hinterm": ("hinter", "dem"),
        "hinters": ("hinter", "das"), "vorm": ("vor", "dem"), "vors": ("vor", "das"), "nebens": ("neben", "das"),
    },
}  # fmt: skip


class Token(Struct, frozen=True):
    """A word with its offsets into the script; ``raw`` as written, "" for the second half of a fused one.

    ``low`` is the word in small letters, with a plain apostrophe; it is made of ``text``.
    """

    text: str
    start: int
    end: int
    raw: str = ""
    low: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "low", self.text.lower().replace("’", "'"))


def tokens_of(text: str, offset: int, tongue: str) -> list[Token | Unit]:
    """Words and marks; quotations whole, as units."""
    found: list[Token | Unit] = []
    at = 0
    while at < len(text):
        closing = quote_end(text, at)
        if closing:
            inner = " ".join(text[at + 1 : closing].split())
            found.append(Unit("quote", f"“{inner}”", offset + at, offset + closing + 1))
            at = closing + 1
            continue
        unseen = _UNSEEN.match(text, at)
        aged = _AGED.match(text, at)
        if aged is not None:
            found.append(Token(",", offset + at, offset + at + 1, ","))
            at = aged.end()
            continue
        match = _TOKEN.match(text, at) if unseen is None else None
        if unseen is not None:
            found.append(Unit("skip", "", offset + at, offset + unseen.end()))
            at = unseen.end()
            continue
        if match is None:
            at += 1
            continue
        found += _split(match[0], offset + at, tongue)
        at = match.end()
    return found


def _enclitic(word: str, start: int) -> list[Token]:
    """As in "dándole", "abrirla": the pronoun first, as it stands before other verbs; nothing of other words."""
    found = _HANGING.fullmatch(word)
    short = found is not None and len(found[1]) < _SHORTEST and found[1].lower() not in _SHORT_VERBS
    if found is None or short or word.lower() in _NO_VERBS:
        return []
    verb = found[1].translate(_PLAIN) if found[1].endswith(("ndo", "ndose")) else found[1]
    verb = re.sub(r"á(?=r)|é(?=r)|í(?=r)", lambda one: one[0].translate(_PLAIN), verb)
    reflexive = verb.endswith("se")
    cut, end = start + found.end(1), start + len(word)
    given = [Token("le", cut - 2, cut)] if reflexive else []
    verb = verb.removesuffix("se") if reflexive else verb
    return [*given, Token(found[2], cut, end), Token(verb, start, cut - 2 * reflexive, verb)]


def _split(word: str, start: int, tongue: str) -> list[Token]:
    hanging = _enclitic(word, start) if tongue == "es" else []
    if hanging:
        return hanging
    fused = _FUSED[tongue].get(word.lower())
    if fused is not None:
        return [Token(part, start, start + len(word), "" if number else word) for number, part in enumerate(fused)]
    asked = _ASKED.fullmatch(word) if tongue == "fr" else None
    if asked:
        verb, who = start + asked.end(1), start + asked.start(2)
        return [Token(asked[1], start, verb, asked[1]), Token(asked[2], who, start + len(word), asked[2])]
    elided = re.match(r"(?:[ldsjnmtc]|qu|jusqu|lorsqu|puisqu|quelqu)['’](?=.)", word, re.IGNORECASE)
    if elided:
        return [
            Token(word[: elided.end()], start, start + elided.end()),
            *_split(word[elided.end() :], start + elided.end(), tongue),
        ]
    return [Token(word, start, start + len(word), word)]
