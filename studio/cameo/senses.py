"""What a sentence means by words that come together: somebody cut, and a part of their body; a boot, and licking.

A list of phrases knows only what it lists. Here words lie in kinds (``english_senses.toml``, ``japanese_senses.toml``),
and a sense is several kinds near each other in one sentence, unless something there makes it harmless: a robot, a
match, a museum. Whoever plays in the shot is a person too, by the name that the film gives them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Final, NamedTuple, Protocol

from msgspec import Struct

from studio.cameo.wording import folded, in_kana

NAMED: Final = "somebody"
"""What a name of the cast is read as, with its number after it."""
_SENTENCE: Final = re.compile(r"(?<=[.!?;\n])\s+|[\n。！？]+|(?<=[!?])")
_LONGEST: Final = 400
"""Characters of one sentence that are read at a time, so that a text without stops costs no more than another."""


class Span(NamedTuple):
    """Where words are in a sentence: characters from ``start`` to ``end``, places from ``first`` to ``last``."""

    start: int
    end: int
    first: int
    last: int


Hits = dict[str, tuple[Span, ...]]
"""Where the words of each kind are in a sentence."""


class Sense(Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds of words that show a harm where all of them are within so many words (Japanese: letters) of each other.

    all: kinds; "a|b" is either. unless: kinds that make it harmless where one is in the same sentence.
    """

    harm: str
    all: tuple[str, ...]
    within: int
    unless: tuple[str, ...] = ()


class Senses(Struct, frozen=True, forbid_unknown_fields=True):
    """A language's kinds of words, and what they mean together. See ``english_senses.toml``."""

    kinds: dict[str, tuple[str, ...]]
    senses: tuple[Sense, ...]


class Sensed(Struct, frozen=True):
    """A harm that a text shows, and the words that show it."""

    harm: str
    words: str


class Language(Protocol):
    """A language whose sentences are read for kinds of words."""

    @property
    def senses(self) -> tuple[Sense, ...]:
        """What its kinds mean together."""
        ...

    def readings(self, part: str) -> tuple[str, ...]:
        """Every way in which a sentence may be meant; none where it is in another language."""
        ...

    def hits(self, sentence: str) -> Hits:
        """Where each kind is."""
        ...


def sentences(text: str, language: Language, people: Sequence[str]) -> Iterator[str]:
    """Every way in which each sentence of a text may be read, the cast by number. people: their names."""
    for part in _SENTENCE.split(text):
        if part and part.strip():
            yield from (_numbered(one[:_LONGEST], people) for one in language.readings(part))


def sensed(text: str, language: Language, people: Sequence[str] = ()) -> Iterator[Sensed]:
    """Every sense that a text has. people: names of who plays in it."""
    for sentence in sentences(text, language, people):
        hits = language.hits(sentence)
        for sense in language.senses:
            spans = _together(sense, hits)
            if spans:
                words = " … ".join(sentence[one.start : one.end] for one in sorted(spans))
                yield Sensed(sense.harm, as_named(words, people))


def as_named(words: str, people: Sequence[str]) -> str:
    """Words of a sentence as it was written: the cast by name."""
    for number, name in reversed(tuple(enumerate(people))):
        words = words.replace(f"{NAMED}{number}", name)
    return words


def _together(sense: Sense, hits: Hits) -> tuple[Span, ...]:
    """Where the kinds of a sense are, near each other and none within another; none where they are not."""
    found = [_either(kinds, hits) for kinds in sense.all]
    if not all(found) or any(one in hits for one in sense.unless):
        return ()
    first, *others = found
    for one in first:
        about = ([other for other in spans if _near((one, other), sense.within)] for spans in others)
        for spans in product((one,), *about):
            if _apart(spans) and _near(spans, sense.within):
                return spans
    return ()


def _either(kinds: str, hits: Hits) -> tuple[Span, ...]:
    return tuple(span for kind in kinds.split("|") for span in hits.get(kind, ()))


def _apart(spans: Sequence[Span]) -> bool:
    return all(one.end <= other.start for one, other in pairwise(sorted(spans)))


def _near(spans: Sequence[Span], within: int) -> bool:
    return max(one.first for one in spans) - min(one.last for one in spans) <= within


def _numbered(sentence: str, people: Sequence[str]) -> str:
    for number, name in enumerate(people):
        sentence = _name(name).sub(f"{NAMED}{number}", sentence)
    return sentence


@cache
def _name(name: str) -> re.Pattern[str]:
    kana = in_kana(name)
    return re.compile(re.escape(kana) if kana else rf"(?<!\w){re.escape(folded(name))}(?!\w)")
