"""English and Japanese sentences as ``studio.cameo.senses`` reads them: where words of each kind are."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from studio.cameo.senses import Hits, Sense, Senses, Span
from studio.cameo.wording import in_kana, inflected, readings

_TOKEN: Final = re.compile(r"[\w']+")
_LATIN: Final = re.compile(r"[a-z]{2}")
_GAP, _JAPANESE_GAP = 3, 7
"""Words, or letters, that may stand where an entry has "_"."""
_BEGINNING: Final = 2
"""Letters by which Japanese stems are looked up."""


class _Word(NamedTuple):
    """A word of an entry: one of these forms, or all that begin so, or any word of a kind."""

    forms: frozenset[str]
    begins: str = ""
    kind: str = ""
    gap: bool = False


_Entry = tuple[_Word, ...]


class English:
    """English, by words. A kind's single words stand for all of their forms; in a phrase those with "~" do."""

    def __init__(self, senses: Senses) -> None:
        self.senses: tuple[Sense, ...] = senses.senses
        self._kinds = {kind: tuple(_entry(one) for one in entries) for kind, entries in senses.kinds.items()}
        self._singles = {kind: _single_forms(entries) for kind, entries in self._kinds.items()}
        self._phrases = {kind: _phrases(entries) for kind, entries in self._kinds.items()}
        self._by_form: dict[str, list[tuple[str, _Entry]]] = defaultdict(list)
        self._by_second: dict[str, list[tuple[str, _Entry]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[str, _Entry]]] = defaultdict(list)
        for kind, entries in self._kinds.items():
            for entry in entries:
                self._index(kind, entry, entry[0])

    def readings(self, part: str) -> tuple[str, ...]:
        """Every way in which a sentence may be meant; none where there are no letters."""
        return tuple(one for one in readings(part) if _LATIN.search(one))

    @lru_cache(maxsize=1024)  # noqa: B019 - one of each language lives as long as the program
    def hits(self, sentence: str) -> Hits:
        """Where each kind is."""
        found: dict[str, list[Span]] = defaultdict(list)
        tokens = [(one[0], one.start(), one.end()) for one in _TOKEN.finditer(sentence)]
        words = [token for token, _, _ in tokens]
        for at, (word, start, _) in enumerate(tokens):
            after = words[at + 1] if at + 1 < len(words) else ""
            for kind, entry in self._may_begin(word, after):
                last = self._ends(entry, words, at)
                if last is not None:
                    found[kind].append(Span(start, tokens[last][2], at, last + 1))
        return {kind: tuple(dict.fromkeys(spans)) for kind, spans in found.items()}

    def _index(self, kind: str, entry: _Entry, first: _Word) -> None:
        if first.kind and len(entry) > 1 and entry[1].forms and not entry[1].gap:
            for form in entry[1].forms:
                self._by_second[form].append((kind, entry))
        elif first.kind:
            for other in self._kinds[first.kind]:
                self._index(kind, entry, other[0])
        elif first.begins:
            self._by_beginning[first.begins].append((kind, entry))
        for form in first.forms:
            self._by_form[form].append((kind, entry))

    def _may_begin(self, word: str, after: str) -> Iterator[tuple[str, _Entry]]:
        """Entries that may begin with a word, and those of "<kind> word" by the word after it, which are many."""
        for one in _possible(word):
            yield from self._by_form.get(one, ())
        for one in _possible(after):
            yield from self._by_second.get(one, ())
        for length in range(2, len(word) + 1):
            yield from self._by_beginning.get(word[:length], ())

    def _ends(self, entry: _Entry, words: Sequence[str], at: int) -> int | None:
        """The place of an entry's last word where it begins at a place; None where it does not."""
        word, *more = entry
        for place in range(at, min(at + (_GAP if word.gap else 0) + 1, len(words))):
            end = self._word_ends(word, words, place)
            if end is None:
                continue
            last = self._ends(tuple(more), words, end + 1) if more else end
            if last is not None:
                return last
        return None

    def _word_ends(self, word: _Word, words: Sequence[str], at: int) -> int | None:
        here = words[at]
        forms = self._singles[word.kind] if word.kind else word.forms
        if any(one in forms for one in _possible(here)) or (word.begins and here.startswith(word.begins)):
            return at
        if word.kind:
            phrases = self._phrases[word.kind]
            may_be = (entry for one in (*_possible(here), "") for entry in phrases.get(one, ()))
            return next((end for entry in may_be if (end := self._ends(entry, words, at)) is not None), None)
        return None


class Japanese:
    """Japanese, by letters: a kind's words are stems that stand for all that begins so, wherever they are."""

    def __init__(self, senses: Senses) -> None:
        self.senses: tuple[Sense, ...] = senses.senses
        self._stems: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for kind, entries in senses.kinds.items():
            for entry in entries:
                parts = tuple(in_kana(part) or part.casefold() for part in entry.split("_"))
                self._stems[parts[0][:_BEGINNING]].append((kind, parts))

    def readings(self, part: str) -> tuple[str, ...]:
        """The sentence without gaps and in hiragana; none where it is not Japanese."""
        kana = in_kana(part)
        return (kana,) if kana else ()

    @lru_cache(maxsize=1024)  # noqa: B019 - one of each language lives as long as the program
    def hits(self, sentence: str) -> Hits:
        """Where each kind is; a letter is a place."""
        found: dict[str, list[Span]] = defaultdict(list)
        for at in range(len(sentence)):
            for beginning in (sentence[at], sentence[at : at + _BEGINNING]):
                for kind, parts in self._stems.get(beginning, ()):
                    end = _stem_ends(parts, sentence, at)
                    if end is not None:
                        found[kind].append(Span(at, end, at, end))
        return {kind: tuple(dict.fromkeys(spans)) for kind, spans in found.items()}


def _is_single(entry: _Entry) -> bool:
    return len(entry) == 1 and not entry[0].kind and not entry[0].begins


def _single_forms(entries: Sequence[_Entry]) -> frozenset[str]:
    return frozenset(form for one in entries if _is_single(one) for form in one[0].forms)


def _phrases(entries: Sequence[_Entry]) -> dict[str, list[_Entry]]:
    """Entries of more than one word by the forms of their first; under "" those whose first word has none."""
    found: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if not _is_single(entry):
            for form in entry[0].forms or ("",):
                found[form].append(entry)
    return dict(found)


def _entry(written: str) -> _Entry:
    words = written.split()
    single, gap = len(words) == 1, False
    entry: list[_Word] = []
    for word in words:
        if word == "_":
            gap = True
            continue
        entry += _words(word, single=single, gap=gap)
        gap = False
    return tuple(entry)


def _words(word: str, *, single: bool, gap: bool) -> tuple[_Word, ...]:
    if word.startswith("<"):
        return (_Word(frozenset(), kind=word.strip("<>"), gap=gap),)
    if word.endswith("*"):
        return (_Word(frozenset(), begins=word.rstrip("*"), gap=gap),)
    parts = _TOKEN.findall(word)
    inflects = single or word.endswith("~")
    forms = [frozenset((part,)) for part in parts[:-1]] + [frozenset(inflected(parts[-1]) if inflects else parts[-1:])]
    return tuple(_Word(one, gap=gap and at == 0) for at, one in enumerate(forms))


@lru_cache(maxsize=8192)
def _possible(word: str) -> tuple[str, ...]:
    """A word, and what is before its apostrophe: "girl's" is a girl's."""
    before = word.partition("'")[0]
    return (word,) if before in ("", word) else (word, before)


def _stem_ends(parts: Sequence[str], sentence: str, at: int) -> int | None:
    if not sentence.startswith(parts[0], at):
        return None
    end = at + len(parts[0])
    for part in parts[1:]:
        at = sentence.find(part, end, end + _JAPANESE_GAP + len(part))
        if at < 0:
            return None
        end = at + len(part)
    return end
