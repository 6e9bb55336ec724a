"""A language's words for everything in the vocabulary, from ``resources/words/tongues``."""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Final

import msgspec

from studio.errors import MissingResource
from studio.resources import resource

TONGUES: Final = ("ja", "zh", "ko", "es", "fr", "de")
FILES: Final = ("things", "places", "people", "looks", "doings", "feelings", "camera", "air", "grammar")
_AIRS: Final = {
    "fr": ("l'air ", "d'un air ", "avec un air ", "la mine ", "le visage ", "un air "),
    "es": ("con aire ", "con cara ", "con gesto ", "con la mirada "),
}  # fmt: skip
_STYLES: Final = {
    "fr": ("ambiance ", "style ", "esthétique ", "look ", "rendu ", "en ", "tons ", "dans un style ", "atmosphère ",
           "façon ", "en style ", "dans le style ", "effet "),
    "es": ("estilo ", "estética ", "ambiente ", "en ", "look ", "atmósfera ", "tonos ", "tono ", "al estilo ",
           "con estética ", "con estilo ", "aspecto ", "en estilo ", "efecto "),
    "de": ("im stil von ", "look: ", "stil: ", "in ", "wie ein "),
}  # fmt: skip
_Tables = dict[str, dict[str, tuple[str, ...]]]


class Entry(msgspec.Struct, frozen=True):
    """One meaning: the table it stands in, and how English says it."""

    table: str
    said: str


class Wordbook:
    """Every phrase of one language, by its words."""

    def __init__(self, tongue: str, tables: _Tables) -> None:
        self.tongue = tongue
        self.tables = tables
        self._by_phrase: dict[str, list[Entry]] = {}
        for phrase, entry in _phrases(tables, tongue):
            entries = self._by_phrase.setdefault(phrase, [])
            if entry not in entries:
                entries.append(entry)
        self._tails: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for phrase, entries in self._by_phrase.items():
            head, rest = _parted(phrase, tongue)
            if rest and entries[0].table in ("motions", "emotions", "verbs"):
                self._tails.setdefault(head, []).append((rest, entries[0]))
        for tails in self._tails.values():
            tails.sort(key=lambda tail: -len(tail[0]))
        self.longest = max(map(len, self._by_phrase), default=0)
        self.most_words = max((phrase.count(" ") + 1 for phrase in self._by_phrase), default=0)
        self._reaches: dict[str, int] = {}
        self._behind: dict[str, set[str]] = {}
        for phrase in self._by_phrase:
            words = phrase.replace("'", "' ").split()
            opening = " ".join(words[: 2 if words[0] in ("se", "s'", "sich") else 1]).replace("' ", "'")
            for key in (opening, words[0]):
                self._reaches[key] = max(self._reaches.get(key, 1), len(words) + phrase.count(" ") // 2 + 1)
                self._behind.setdefault(key, set()).update(words[1:])
        self._openings = {phrase[:1] for phrase in self._by_phrase}

    def entries(self, phrase: str) -> list[Entry]:
        """The meanings of a phrase, in small letters."""
        return self._by_phrase.get(phrase, [])

    def reach(self, heads: Iterable[str]) -> int:
        """How many words, fused ones counted twice, a phrase that begins with one of these has at most."""
        return max((self._reaches.get(head, 1) for head in heads), default=1)

    def behind(self, heads: Iterable[str]) -> set[str]:
        """Every word that stands somewhere behind one of these in a phrase."""
        found: set[str] = set()
        return found.union(*(self._behind[head] for head in heads if head in self._behind))

    def opens(self, letter: str) -> bool:
        """Whether any phrase begins with this letter."""
        return letter in self._openings

    def tails(self, head: str) -> list[tuple[tuple[str, ...], Entry]]:
        """The verbs of several words that begin with this one, by the words after it."""
        return self._tails.get(head, [])

    def phrases(self) -> Iterable[str]:
        """Everything that is in the book."""
        return self._by_phrase

    def table(self, name: str) -> dict[str, tuple[str, ...]]:
        """One table: how English says it, to the words of this language."""
        return self.tables.get(name, {})


def _phrases(tables: _Tables, tongue: str) -> Iterable[tuple[str, Entry]]:
    for table, rows in tables.items():
        for said, words in rows.items():
            for word in words:
                yield word.lower(), Entry(table, said)
                if tongue == "fr" and word.endswith((" de", " que")):
                    yield f"{word.lower()[:-1]}'", Entry(table, said)
                if table == "emotions" and " " not in word and tongue in _AIRS:
                    yield from ((f"{air}{word.lower()}", Entry(table, said)) for air in _AIRS[tongue])
                if table == "looks" and tongue in _STYLES:
                    yield from ((f"{style}{word.lower()}", Entry(table, said)) for style in _STYLES[tongue])
                rest, _, verb = word.lower().rpartition(" ")
                if table in ("motions", "emotions", "verbs") and rest and verb.endswith("n") and tongue == "de":
                    reflexive = rest.startswith("sich ")
                    yield f"{'sich ' * reflexive}{verb} {rest.removeprefix('sich ')}", Entry(table, said)


def _parted(phrase: str, tongue: str) -> tuple[str, tuple[str, ...]]:
    """A phrase's verb, with its reflexive, and the words after it that others may come before; none of short ones."""
    words = phrase.replace("'", "' ").split()
    lead = 2 if words[0] in ("se", "s'", "sich") else 1
    head, rest = " ".join(words[:lead]).replace("' ", "'"), tuple(words[lead:])
    return head, rest if len(rest) > 1 or (rest and (tongue == "de" or head in ("avoir", "tener"))) else ()


@cache
def wordbook(tongue: str) -> Wordbook:
    """The words of one of ``TONGUES``, read when it is first needed."""
    tables: _Tables = {}
    folder = resource(f"words/tongues/{tongue}")
    for name in FILES:
        if (folder / f"{name}.toml").exists():
            for table, rows in read(f"words/tongues/{tongue}/{name}.toml").items():
                tables.setdefault(table, {}).update(rows)
    _style(tables)
    return Wordbook(tongue, tables)


def _style(tables: _Tables) -> None:
    """Every way of saying that a film looks like something: "水墨画" with "風", "調", "タッチ", ..."""
    endings = tables.pop("styles", {}).get("of", ())
    looks = tables.setdefault("looks", {})
    for said, words in tables.pop("styled", {}).items():
        told = [word + ending for word in words for ending in endings]
        looks[said] = (*looks.get(said, ()), *told)


def read(name: str) -> _Tables:
    """Read tables of English to words.

    Raises:
        MissingResource: the file is missing, or a line of it does not fit.
    """
    try:
        return msgspec.convert(tomllib.loads(resource(name).read_text("utf-8")), _Tables)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/{name} does not read: {fault}.", "Mend that line.") from fault


@cache
def english() -> dict[str, dict[str, str]]:
    """How English says things: the preposition a verb takes, how an hour is told, ..."""
    name = "words/tongues/english.toml"
    try:
        return msgspec.convert(tomllib.loads(resource(name).read_text("utf-8")), dict[str, dict[str, str]])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/{name} does not read: {fault}.", "Mend that line.") from fault
