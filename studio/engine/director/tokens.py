"""Sentences and the words in them, each with its place in the script."""

import re
from collections.abc import Sequence
from typing import Final, Protocol

from msgspec import Struct

from studio.engine.director.language import language_of
from studio.engine.director.screenplay import QUOTES

_WORD: Final = re.compile(
    r"\d+(?:[.,]\d+)?|[^\W_]+(?=-(?:haired|eyed|skinned|coloured|colored|clad)\b)|"
    r"(?i:dolly|push|zoom|pull|crane|tilt|pan|truck|track|pedestal|boom|jib)(?=-(?:in|out|up|down|left|right|back)\b)|"
    r"[^\W_]+(?:['’\-‑][^\W_]+)*"
)
_PLURAL_OWNER: Final = re.compile(r"['’](?=\s+[a-z])")
_ENDS: Final = frozenset(".!?…。！？")
_SHORT_FORMS: Final = frozenset({
    "mr", "mrs", "ms", "dr", "st", "prof", "jr", "sr", "vs", "int", "ext", "no",
})  # fmt: skip
_LABELLED: Final = re.compile(r"[A-Z][a-z]{2,11}:")
_SHORTEST: Final = 3
_LONGEST: Final = 250
_LONG_QUOTE: Final = 4000
_WRAPPED_LINE: Final = 50


class Known(Protocol):
    """Whatever can tell whether a word is known."""

    def has(self, word: str) -> bool:
        """Whether the word is known in any inflection."""
        ...


class Token(Struct, frozen=True):
    """One word, or one quotation. ``low`` is the word in small letters without possessive 's.

    ``before`` is the punctuation between the token before and this one; offsets are into the script.
    ``quote`` holds the words inside a quotation.
    """

    text: str
    low: str
    start: int
    end: int
    before: str
    owns: bool = False
    quote: str | None = None

    @property
    def spoken(self) -> str:
        """The word in small letters with its possessive 's: "bird's"."""
        return f"{self.low}'s" if self.owns else self.low

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def shouted(self) -> bool:
        """Whether all of it is in capitals (two letters at least)."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def foreign_letters(self) -> int:
        """How many of its letters are of no Latin alphabet."""
        return sum(letter.isalpha() and ord(letter) > 0x24F for letter in self.text)


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of the vocabulary cut into words as a sentence is."""
    return tuple(_parted(phrase.lower()))


def sentences(text: str, offset: int) -> list[list[Token]]:
    """Split action text into sentences of tokens, 250 at most. ``offset`` is where the text begins in the script."""
    found: list[list[Token]] = []
    for start, end in _spans(text):
        tokens = _tokens(text, start, end, offset)
        found += [tokens[at : at + _LONGEST] for at in range(0, len(tokens), _LONGEST)]
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = at = 0
    while at < len(text):
        at = _quote_end(text, at)
        if _is_end(text, at):
            while at + 1 < len(text) and (text[at + 1] in _ENDS or text[at + 1] in ")”’"):
                at += 1
            spans.append((start, at + 1))
            start = at + 1
        at += 1
    return [*spans, (start, len(text))]


def _quote_end(text: str, at: int) -> int:
    """The index of the closing mark if a quotation opens here, else ``at``."""
    closing = QUOTES.get(text[at])
    if closing is None:
        return at
    end = text.find(closing, at + 1, at + _LONG_QUOTE)
    return end if end > 0 else at


def _is_end(text: str, at: int) -> bool:
    mark = text[at]
    if mark in "→⇒" or text[at : at + 2] in ("->", "=>"):
        return True
    if mark == "\n":
        return _breaks_line(text, at)
    if mark in QUOTES.values() and at > 0 and text[at - 1] in _ENDS:
        following = text[at + 1 : at + 4].lstrip()
        return bool(following) and following[0].isupper() and not _says_next(text, at + 1)
    if mark not in _ENDS:
        return False
    if mark != ".":
        return True
    if at + 1 < len(text) and not (text[at + 1].isspace() or text[at + 1] in ")]”\"'*"):
        return False
    word = re.search(r"[^\W\d_]+$", text[max(0, at - 8) : at])
    return not (word and (word[0].lower() in _SHORT_FORMS or (len(word[0]) == 1 and word[0].isupper())))


_SAYS: Final = re.compile(r"\s{0,3}[^\W\d_]{1,24}\s(?:says|said|asks|asked|whispers|whispered|shouts|shouted|replies|"
                          r"replied|answers|answered|calls|called|cries|yells|murmurs|adds)\b")  # fmt: skip


def _says_next(text: str, at: int) -> bool:
    return _SAYS.match(text, at) is not None


def _breaks_line(text: str, at: int) -> bool:
    """Whether a line end ends the sentence: a short line, or one that ends like a sentence."""
    line = text[text.rfind("\n", 0, at) + 1 : at].strip()
    following = text[at + 1 : at + 40].lstrip()
    if not following or not line:
        return bool(line)
    if _LABELLED.match(following):
        return True
    fresh = following[0].isupper() or not following[0].isalpha()
    return fresh and (len(line) < _WRAPPED_LINE or line[-1] in '.!?:)"”')


def _parted(text: str) -> list[str]:
    return [found[0] for found in _WORD.finditer(text)]


def _tokens(text: str, start: int, end: int, offset: int) -> list[Token]:
    tokens: list[Token] = []
    at = last = start
    while at < end:
        close = _quote_end(text, at)
        if close > at:
            inner = " ".join(text[at + 1 : close].split())
            tokens.append(
                Token(text[at : close + 1], "", offset + at, offset + close + 1, text[last:at].strip(), quote=inner)
            )
            at = last = close + 1
            continue
        found = _WORD.match(text, at)
        if found is None or found.end() > end:
            at += 1
            continue
        between = text[last : found.start()].strip(" \t*_")
        own = _PLURAL_OWNER.match(text, found.end()) is not None and found[0][-1] in "sS"
        tokens.append(_word(found, "" if between == "-" and found.start() == last + 1 else between, offset, own))
        at = last = found.end() + own
    return tokens


def _word(found: re.Match[str], before: str, offset: int, own: bool = False) -> Token:
    """One word. own: it is a plural with the apostrophe of an owner: "the students' heads"."""
    text = found[0]
    low = text.lower().replace("’", "'").replace("‑", "-")
    owns = low.endswith("'s") and len(low) > 2
    start, end = offset + found.start(), offset + found.end()
    return Token(text[:-2] if owns else text, low[:-2] if owns else low, start, end, before, owns or own)


def _is_short(token: Token) -> bool:
    """As in "85mm", "CU": numbers and abbreviations speak for no language."""
    return token.low[:1].isdigit() or token.low == "mm" or (token.shouted and len(token.text) <= _SHORTEST)


def is_english(tokens: Sequence[Token], words: Known) -> bool:
    """Whether action text can be read: mostly Latin letters, and some of its words known."""
    spoken = [token for token in tokens if token.quote is None]
    letters = sum(len(token.text) for token in spoken)
    if sum(token.foreign_letters for token in spoken) > letters * 0.5:
        return False
    if len(spoken) < 4:
        return True
    known = sum(words.has(token.low) or _is_short(token) for token in spoken)
    if known >= len(spoken) * 0.5:
        return True
    return language_of(" ".join(token.text for token in spoken)) == "en" and known > 0
