"""Every word the studio knows, in one table from first word to phrases."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.director.stems import bases
from studio.engine.director.tokens import Token, words_of

_NAMED_TABLES: Final = [
    "framings",
    "moves",
    "angles",
    "weathers",
    "hours",
    "emotions",
    "paces",
    "colours",
    "builds",
    "hair",
    "outfits",
    "accessories",
    "sounds",
    "times",
    "numbers",
    "lenses",
    "sizes",
    "materials",
    "looks",
    "effects",
    "dressing",
    "plain",
]
_ANY_DETERMINER: Final = frozenset({"her", "his", "their", "my", "a", "an", "the", "its", "your"})
_BEING: Final = frozenset({"is", "are", "was", "were"})
_STAND_FOR_OTHERS: Final = frozenset({"her", "his", "herself"})
"""Words of phrases that other words may stand for: "takes the hand" for "take her hand"."""
_SELVES: Final = frozenset({"himself", "themselves", "itself", "myself"})
_OWNED: Final = frozenset({"her", "his"})
_PARTS: Final = (",", "/", ";", "|")
"""Stops that no phrase goes across."""


class Sense(Struct, frozen=True):
    """One meaning of a phrase: the table it stands in and its id there."""

    table: str
    id: str


class Match(Struct, frozen=True):
    """A phrase found in a sentence: the sense and the token indices it takes, adverbs between left out."""

    sense: Sense
    taken: tuple[int, ...]

    @property
    def length(self) -> int:
        """How many words it takes."""
        return len(self.taken)


@cache
def forms(word: str) -> tuple[str, ...]:
    """What a word may stand in the tables as: itself, its singular, its base forms."""
    single = plurals().get(word)
    return (word, single) if single else bases(word)


class Lexicon:
    """Finds known phrases in tokens, any inflection, a determiner or an adverb between."""

    def __init__(self, phrases: Iterable[tuple[str, Sense]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        self._seconds: dict[str, frozenset[str]] = {}
        self._exact: dict[tuple[tuple[str, ...], str], Sense] = {}
        self._single: dict[str, list[Sense]] = {}
        for phrase, sense in phrases:
            words = words_of(phrase)
            self._exact.setdefault((words, sense.table), sense)
            entries = self._by_first.setdefault(words[0], [])
            if (words, sense) not in entries:
                entries.append((words, sense))
        for first, entries in self._by_first.items():
            self._seconds[first] = frozenset(words[1] for words, _ in entries if len(words) > 1)

    def matches(self, tokens: Sequence[Token], at: int) -> list[Match]:
        """Every phrase that begins at this token, longest first; exact forms before inflections."""
        found: list[Match] = []
        low = tokens[at].low
        # "evening" is a word of its own, not what somebody does who evens.
        own_word = low.endswith("ing") and any(
            len(words) == 1 and sense.table != "sounds" for words, sense in self._by_first.get(low, ())
        )
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        own_word = own_word and (following is None or bool(following.before) or following.low not in _ANY_DETERMINER)
        verbs = irregular().get(low, ())
        spoken = (tokens[at].spoken,) if tokens[at].owns else ()
        for base in dict.fromkeys((*spoken, *forms(low), *verbs)):
            coming = self._coming(tokens, at, base)
            only_longer = (own_word and base != low) or base in verbs
            for words, sense in self._by_first.get(base, ()):
                if (only_longer and len(words) == 1) or (len(words) > 1 and words[1] not in coming):
                    continue
                taken = _match_rest(tokens, at, words, sense.table == "framings")
                if taken is not None:
                    found.append(Match(sense, taken))
        found.sort(key=lambda match: -match.length)
        return found

    def _coming(self, tokens: Sequence[Token], at: int, base: str) -> frozenset[str]:
        """Of the second words of phrases that begin so, those that may stand right after: most of them do not."""
        seconds = self._seconds.get(base, frozenset())
        if not seconds:
            return seconds
        near = {form for token in tokens[at + 1 : at + 3] for form in (*forms(token.low), token.spoken)}
        return seconds & (near | _STAND_FOR_OTHERS)

    def has(self, word: str, tables: frozenset[str] | None = None) -> bool:
        """Whether a single word, in any inflection, has a meaning in one of these tables (any, by default)."""
        return any(self.senses(word, tables))

    def senses(self, word: str, tables: frozenset[str] | None = None) -> list[Sense]:
        """The meanings of a single word in any inflection."""
        known = self._single.get(word)
        if known is None:
            entries = (entry for base in forms(word) for entry in self._by_first.get(base, ()))
            known = self._single[word] = [sense for words, sense in entries if len(words) == 1]
        return [sense for sense in known if tables is None or sense.table in tables]

    def phrase(self, words: tuple[str, ...], table: str) -> Sense | None:
        """The meaning of one exact phrase in a table."""
        return self._exact.get((words, table))


def _match_rest(tokens: Sequence[Token], at: int, words: tuple[str, ...], named: bool) -> tuple[int, ...] | None:
    """The tokens of a phrase. named: "her" in it may be anybody's name ("over Hana's shoulder")."""
    taken = [at]
    for word in words[1:]:
        following = _next_match(tokens, taken[-1] + 1, word, named)
        if following is None:
            return None
        taken.append(following)
    return tuple(taken)


def _next_match(tokens: Sequence[Token], at: int, word: str, named: bool) -> int | None:
    """The token that is this word: the next one, or the one after an adverb."""
    for index in (at, at + 1):
        if index >= len(tokens) or tokens[index].before[:1] in _PARTS or tokens[index].quote is not None:
            return None
        if (
            word in forms(tokens[index].low)
            or word == tokens[index].spoken
            or (word == "herself" and tokens[index].low in _SELVES)
            or (word in _OWNED and (tokens[index].low in _ANY_DETERMINER or (named and tokens[index].owns)))
        ):
            return index
        if not tokens[index].low.endswith("ly") and tokens[index].low not in _BEING:
            return None
    return None


@cache
def lexicon() -> Lexicon:
    """The studio's whole vocabulary."""
    return Lexicon(_phrases())


def _phrases() -> Iterable[tuple[str, Sense]]:
    for prop, kind in vocabulary.prop_kinds().items():
        yield from ((word, Sense("props", prop)) for word in kind.words)
    yield from ((word, Sense("props", kind)) for word, kind in beasts().items())
    for place, kind in vocabulary.set_kinds().items():
        yield from ((word, Sense("sets", place)) for word in kind.words)
        for words, name in _fixtures(kind):
            yield from ((word, Sense("dressing", f"{place}/{name}")) for word in words)
    for place, entry in vocabulary.named("places").items():
        yield from ((word, Sense("sets", place)) for word in entry.words if not _has_set(word))
    for motion, entry in vocabulary.motions().items():
        yield from ((word, Sense("motions", motion)) for word in entry.words)
    for table in _NAMED_TABLES:
        for name, entry in vocabulary.named(table).items():
            yield from ((word, Sense(table, name)) for word in entry.words)


def _has_set(word: str) -> bool:
    """Whether a set of its own is called so: then nothing stands in for it."""
    return any(word in kind.words for kind in vocabulary.set_kinds().values())


@cache
def stand_ins() -> frozenset[str]:
    """The names of places that another set stands in for."""
    table = vocabulary.named("places").values()
    return frozenset(word for one in table for word in one.words if not one.values.get("as") and not _has_set(word))


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Irregular forms of verbs, to the base forms they may be of: "took" -> take."""
    found: dict[str, tuple[str, ...]] = {}
    for base, entry in vocabulary.named("irregular").items():
        for form in entry.words:
            found[form] = (*found.get(form, ()), base)
    return found


@cache
def beasts() -> dict[str, str]:
    """Animals that are drawn as another one, to the kind that stands in for them."""
    return {word: kind for kind, entry in vocabulary.named("beasts").items() for word in entry.words}


def is_stand_in(noun: str) -> bool:
    """Whether a noun, its traits before it, is of an animal that another one stands in for."""
    words = noun.split()
    said = (" ".join((*words[at:-1], form)) for at in range(len(words)) for form in forms(words[-1]))
    return any(one in beasts() for one in said)


@cache
def plurals() -> dict[str, str]:
    """Irregular plurals of people, to their singulars."""
    pairs = " ".join(entry.text.get("plurals", "") for entry in vocabulary.named("builds").values()).split()
    return {plural: single for plural, _, single in (pair.partition(":") for pair in pairs)}


def _fixtures(kind: vocabulary.SetKind) -> Iterable[tuple[tuple[str, ...], str]]:
    for spot in kind.spots:
        yield (spot.name, *spot.words), spot.name
    for seat in kind.seats:
        yield (seat.name,), seat.name
    for solid in kind.solids:
        yield (solid.name,), solid.name


@cache
def given_names() -> dict[str, str]:
    """Given names that are listed, to the build they suggest."""
    tables = (vocabulary.named("tongues/names_latin"), vocabulary.named("tongues/names"), vocabulary.named("names"))
    return {word: build for table in tables for build, entry in table.items() for word in entry.words}


@cache
def labels() -> dict[str, Sense]:
    """Words that are camera directions only when they open a line ("WIDE:", "CLOSE on")."""
    found: dict[str, Sense] = {}
    for table in ("framings", "moves"):
        for name, entry in vocabulary.named(table).items():
            found |= {word: Sense(table, name) for word in entry.text.get("label", "").split()}
    return found
