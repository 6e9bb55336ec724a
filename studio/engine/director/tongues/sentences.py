"""One sentence of another language, said in the director's English."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.lexicon import given_names
from studio.engine.director.tongues.chinese import ChineseMarker
from studio.engine.director.tongues.chinese_grammar import ChineseGrammar
from studio.engine.director.tongues.chinese_settling import chinese_names, noted
from studio.engine.director.tongues.contrasting import without_denied
from studio.engine.director.tongues.deeds import with_deeds
from studio.engine.director.tongues.european import Marker, Token, tokens_of
from studio.engine.director.tongues.european_grammar import EuropeanGrammar
from studio.engine.director.tongues.idiom import in_idiom
from studio.engine.director.tongues.inflection import bases
from studio.engine.director.tongues.korean_settling import settled_in_korean
from studio.engine.director.tongues.revealing import revealed
from studio.engine.director.tongues.saying import Memory, Piece, Speaker
from studio.engine.director.tongues.settling import settled
from studio.engine.director.tongues.units import DOING, NOUNS, Clause, Phrase, Unit
from studio.engine.director.tongues.verb_last import VerbLastGrammar
from studio.engine.director.tongues.wordbook import Wordbook, english, wordbook

_BEFORE_NOUNS: Final = frozenset(
    {"det", "owner", "numbers", "colours", "sizes", "hair", "emotions", "weathers", "materials"}
)
_NOMINAL: Final = frozenset({"props", "sets", "builds", "outfits", "accessories", "dressing", "body"})
_SMALL_WORDS: Final = frozenset({"pron", "clitic", "prep", "det", "owner", "joint", "neg", "skip", "cop", "numbers"})
_OPENING: Final = frozenset(':.!?¡¿—–-"«»“”')
_LATIN: Final = frozenset({"es", "fr", "de"})
_STAYS_SAID: Final = frozenset({"be", "have", "listen", "wear", "hold"})
_NAMED_TOO: Final = re.compile(
    r"(?<!\w)(소라|보라|하늘|바다|나리|구름|이슬|다래|초롱|단비|노을|가을|여름|겨울|미소|은하|장미|달래|나무|별이)"
    r"(?=(?:이가|이는|가|는|이|은)\s*[\"“「『]|에게|한테|씨|야[,!])"
)
"""Words that are given names as well: whoever speaks, or is spoken to, is called so."""
_CALLED: Final = "小阿老"
"""With what the Chinese call one another: "小满", "阿海", "老周"."""
_STIRRING: Final = frozenset({"fly", "dance", "fall", "float", "drift", "land"})
_ACTING: Final = frozenset({"deed", "motions", "verbs", "emotions", "prep", "joint", "paces", "cop", "neg", "skip"})


def units_of(text: str, offset: int, tongue: str, names: frozenset[str]) -> list[Unit]:
    """The meanings of the words of one sentence, in the order they are written."""
    book = wordbook(tongue)
    text = without_denied(text, tongue)
    if tongue == "ja":
        from studio.engine.director.tongues import japanese

        return japanese.JapaneseMarker(book, japanese.morphemes(text, offset), names).read()
    if tongue == "ko":
        from studio.engine.director.tongues import korean, korean_words

        words = korean_words.morphemes(text, offset)
        return settled_in_korean(korean.KoreanMarker(book, words, names, text, offset).read())
    if tongue == "zh":
        return noted(ChineseMarker(book, text, offset, names).read())
    return Marker(book, tokens_of(text, offset, tongue), names).read()


def clauses_of(units: list[Unit], tongue: str, memory: Memory) -> list[Clause]:
    """The clauses that units make by the grammar of their language."""
    units = [_as_noun(unit) for unit in units if unit.kind not in ("skip", "units")]
    if tongue in ("ja", "ko"):
        return revealed(in_idiom(VerbLastGrammar(units, memory).read()))
    if tongue == "zh":
        return revealed(in_idiom(ChineseGrammar(units, memory).read()))
    return revealed(EuropeanGrammar(units, memory, tongue).read())


def _air_alone(units: list[Unit]) -> list[Unit]:
    """Without the verbs of the air and of sounds: "the snow piles up", "the sound of the bell spreads" say no more."""
    kept: list[Unit] = []
    for at, unit in enumerate(units):
        before = [one for one in kept[-3:] if one.kind not in ("strange", "paces")]
        marked = before[-1:] and before[-1].kind == "case" and before[-1].said in ("subject", "also")
        told = before[-2] if marked and len(before) > 1 else before[-1] if before and not marked else None
        noun = told is not None and (told.form == "" or told.kind == "sounds")
        airy = (
            noun
            and told is not None
            and not told.written.endswith(("中", "里", "下"))
            and (told.kind in ("weathers", "hours") or (told.kind == "sounds" and (marked or " " not in told.said)))
        )
        if _stirs(kept, unit):
            continue
        bare = (
            at > 0
            and kept
            and (
                marked
                or (told is not None and told.kind != "hours" and units[at - 1].kind in ("weathers", "sounds", "paces"))
            )
        )
        if airy and bare and unit.kind in ("motions", "verbs", "strange", "deed") and unit.said not in _STAYS_SAID:
            if marked:
                kept.remove(before[-1])
            if unit.form in ("and", "while", "when", "but"):
                kept.append(Unit("stop", "、", unit.end, unit.end))
            continue
        kept.append(unit)
    return kept


def _stirs(kept: list[Unit], unit: Unit) -> bool:
    """As in "萤火虫在河边飞舞": how the air moves somewhere says no more than the air."""
    if unit.kind != "motions" or unit.said not in _STIRRING:
        return False
    around = [one for one in kept if one.kind not in ("prep", "sets", "rel", "dressing", "paces")]
    placed = bool(kept) and kept[-1].kind in ("sets", "rel", "dressing")
    return placed and bool(around) and around[-1].kind == "weathers"


def _as_noun(unit: Unit) -> Unit:
    """A ponytail is something one has; long hair is how hair is."""
    if unit.kind == "hair" and unit.said in english()["hairdos"]:
        return Unit("body", unit.said, unit.start, unit.end, unit.form, unit.written)
    return unit


def said(text: str, offset: int, tongue: str, names: frozenset[str], memory: Memory) -> list[Piece]:
    """One sentence in English pieces, each tied to its words; words nobody knows stay as they are written."""
    units = units_of(text, offset, tongue, names)
    if tongue not in _LATIN:
        units = _air_alone(settled(units))
    strange = [unit for unit in units if unit.kind in ("strange", "deed")]
    units = with_deeds(units, tongue)
    clauses = clauses_of([unit for unit in units if unit.kind != "strange"], tongue, memory)
    pieces = Speaker(memory, articles=tongue in _LATIN).say(clauses)
    for unit in strange:
        pieces += (
            [Piece(","), Piece(unit.said, unit.start, unit.end)] if pieces else [Piece(unit.said, unit.start, unit.end)]
        )
    return pieces


def subject_of(text: str, tongue: str, names: frozenset[str]) -> Phrase | None:
    """Who a sentence is about, None where it is nobody."""
    units = with_deeds(_air_alone(settled(units_of(text, 0, tongue, names))), tongue)
    for clause in clauses_of([unit for unit in units if unit.kind != "strange"], tongue, Memory()):
        for phrase in clause.subjects:
            if phrase.person and clause.verb is not None:
                return Phrase(
                    structs.replace(phrase.head, start=0, end=0), det="the" if phrase.head.kind == "builds" else ""
                )
    return None


def names_in(text: str, tongue: str, known: frozenset[str]) -> Iterable[str]:
    """The names of people in a sentence, as written (Latin ones in small letters), that nobody has listed."""
    if tongue in _LATIN:
        yield from _latin_names(text, tongue)
    elif tongue == "ja":
        from studio.engine.director.tongues.japanese_words import katakana_names, morphemes

        words = morphemes(text, 0)
        for word in words:
            if word.name and not _opens_phrase(text[word.start :], len(word.text), wordbook("ja")):
                yield word.text
        yield from katakana_names(words, wordbook("ja"))
    elif tongue == "ko":
        yield from _korean_names(text)
    else:
        units = ChineseMarker(wordbook("zh"), text, 0, known).read()
        for before, unit, after in zip([None, *units], units, [*units[1:], None], strict=False):
            opens = before is None or before.kind in ("stop", "joint", "times", "hours", "weathers", "quote")
            acts = after is not None and after.kind in _ACTING
            called = unit.kind == "unknown" or (unit.kind == "strange" and unit.said[0] in _CALLED)
            if called and opens and acts and 2 <= len(unit.said) <= 3:
                yield unit.said
        yield from chinese_names(text, wordbook("zh"))


def _opens_phrase(text: str, least: int, book: Wordbook) -> bool:
    """Whether the words begin with something the studio knows, at least so long: "ドリーイン" names no Dolly."""
    return any(book.entries(text[:length]) for length in range(least, min(book.longest, len(text)) + 1))


def _korean_names(text: str) -> Iterable[str]:
    from studio.engine.director.tongues import korean_words

    yield from (found[1] for found in _NAMED_TOO.finditer(text))
    words = korean_words.morphemes(text, 0)
    for word, after in zip(words, [*words[1:], None], strict=False):
        marked = after is not None and after.form in (
            "이",
            "가",
            "은",
            "는",
            "에게",
            "와",
            "과",
            "의",
            "한테",
            "를",
            "을",
        )
        done = any(wordbook("ko").entries(f"{word.form}{verb}") for verb in ("하다", "를 하다", "을 하다"))
        known = wordbook("ko").entries
        two = any(known(word.form[:cut]) and known(word.form[cut:]) for cut in range(1, len(word.form)))
        if word.tag == "NNP" and marked and not done and not known(word.form) and len(word.form) > 1 and not two:
            yield word.form


def _latin_names(text: str, tongue: str) -> Iterable[str]:
    book = wordbook(tongue)
    tokens = tokens_of(text, 0, tongue)
    yield from _word_names(tokens, book)
    units = Marker(book, tokens, frozenset()).read()
    for before, unit, after in zip([None, *units], units, [*units[1:], None], strict=False):
        if unit.kind != "unknown" or not unit.said[:1].isupper() or len(unit.said) < 2:
            continue
        opens = before is None or before.kind == "stop"
        noun = before is not None and before.kind in _BEFORE_NOUNS
        joined = tongue == "de" and before is not None and before.kind == "prep"
        acts = after is not None and (
            (tongue != "de" and after.kind in ("skip", "clitic"))
            or after.kind in DOING
            or after.kind in ("cop", "joint", "rel", "stop", "neg", "emotions", "det")
        )
        genitive = tongue == "de" and unit.said.endswith("s") and unit.said[:-1].lower() in given_names()
        if genitive and after is not None and after.kind in NOUNS:
            yield unit.said[:-1].lower()
        elif unit.said.lower() in given_names() or (not noun and not joined and (acts or not opens)):
            yield unit.said.lower()


def _word_names(tokens: Sequence[Token | Unit], book: Wordbook) -> Iterable[str]:
    """As in "vemos a Alba", "Rosa corre": given names that are words too, where only a name has a capital."""
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if not isinstance(token, Token) or token.low not in given_names() or not token.text[1:].islower():
            continue
        tables = {one.table for one in book.entries(token.low)}
        nominal = not tables.isdisjoint(_NOMINAL)
        if not tables.isdisjoint(_SMALL_WORDS):
            continue
        inside = isinstance(before, Token) and before.text not in _OPENING
        if book.tongue == "de":
            article = isinstance(before, Token) and any(one.table in _BEFORE_NOUNS for one in book.entries(before.low))
            if not nominal and not article:
                yield token.low
        elif inside or (isinstance(after, Token) and _is_done(after, book)):
            yield token.low


def _is_done(token: Token, book: Wordbook) -> bool:
    entries = [one for base in bases(token.text, book.tongue) for one in book.entries(base)]
    doing = any(one.table in DOING or one.table == "cop" for one in entries)
    return token.text[0].islower() and doing and not any(one.table in _BEFORE_NOUNS for one in book.entries(token.low))


def latin_words(text: str, tongue: str) -> Iterable[str]:
    """The words of a sentence in small letters, for finding listed names."""
    return (token.low for token in tokens_of(text, 0, tongue) if isinstance(token, Token) and token.text[:1].isupper())
