"""The base forms a Spanish, French or German word may come from, and what its ending tells."""

import re
from functools import cache
from typing import Final

from studio.engine.director.tongues.wordbook import Wordbook

_ES_AR: Final = ("aban", "aron", "ando", "adas", "ados", "ada", "ado", "aba", "an", "ó", "a", "o")
_ES_ER: Final = ("ieron", "iendo", "yendo", "idas", "idos", "ida", "ido", "ían", "ía", "ió", "en", "e", "o")
_FR_ER: Final = ("aient", "èrent", "ant", "ées", "ait", "ent", "és", "ée", "é", "a", "e")
_FR_IR: Final = ("issent", "issant", "issait", "ies", "ie", "is", "it", "i")
_FR_RE: Final = ("ent", "ant", "ues", "ue", "us", "u", "ait")
_DE: Final = ("test", "ten", "end", "te", "et", "t", "st", "e")
_UMLAUTS: Final = (("ä", "a"), ("äu", "au"), ("ie", "e"), ("i", "e"), ("ö", "o"))
_GERUND: Final = {
    "es": re.compile(r"(?:ando|[iy]endo)$"),
    "fr": re.compile(r"ant$"),
    "de": re.compile(r"end$"),
}
_PARTICIPLE: Final = {
    "es": re.compile(r"(?:[aií]d[oa]s?|[ie]rt[oa]s?|uest[oa]s?)$"),
    "fr": re.compile(r"(?:ée?s?|(?<![aou])ie?s?|(?:ou|fu)ie?s?|ue?s?|ise?s?|erte?s?)$"),
    "de": re.compile(r"^(?:\w{2,5})?ge\w+(?:t|en)$"),
}
_INFINITIVE: Final = {
    "es": re.compile(r"[aeií]r(?:se|l[oae]s?)?$"),
    "fr": re.compile(r"(?:er|ir|re|oir)$"),
    "de": re.compile(r"(?:en|ern|eln)$"),
}

_SMALL: Final = {
    "es": re.compile(r"(?:(?:ec|c)?it[oa]|(?:ec|c)?ill[oa])$"),
    "de": re.compile(r"(?:chen|lein)$"),
}

_IRREGULAR: Final = {
    "hecho": "hacer", "puesto": "poner", "dicho": "decir", "vuelto": "volver", "abierto": "abrir", "cubierto": "cubrir",
}  # fmt: skip


@cache
def bases(word: str, tongue: str) -> tuple[str, ...]:
    """What a word may be listed as, itself first. ``word`` as written: German nouns need their capitals."""
    low = word.lower()
    return tuple(one for one in dict.fromkeys((low, *_lemma(word, low, tongue), *endings(word, tongue))) if one)


@cache
def endings(word: str, tongue: str) -> tuple[str, ...]:
    """What a word may be listed as by its ending alone, itself first."""
    low = word.lower()
    return (low, *{"es": _spanish, "fr": _french, "de": _german}[tongue](low))


def form(word: str, tongue: str) -> str:
    """gerund, participle, infinitive, or nothing, by the ending."""
    for name, patterns in (("gerund", _GERUND), ("participle", _PARTICIPLE), ("infinitive", _INFINITIVE)):
        if patterns[tongue].search(word):
            return name
    return ""


def diminutive(word: str, tongue: str, book: Wordbook) -> bool:
    """Whether a word that is not listed itself is the diminutive of one: "ratoncito", "Blümchen"."""
    plain = word.removesuffix("s") if tongue == "es" else word
    listed = any(book.entries(one) for one in (word, plain, plain[:-1] + "o"))
    listed = listed or (tongue == "de" and any(book.entries(word.removesuffix(end)) for end in ("n", "en")))
    return tongue in _SMALL and not listed and bool(_SMALL[tongue].search(plain))


def first_person(word: str, book: Wordbook) -> bool:
    """Whether a Spanish word is a verb that somebody tells of themselves: "abro", "camino"."""
    told = word.endswith("o") and not any(one.table in ("motions", "verbs", "prep") for one in book.entries(word))
    told = told and not form(word, "es") and word not in _IRREGULAR
    return told and any(form(base, "es") == "infinitive" for base in endings(word, "es")[1:])


def _lemma(word: str, low: str, tongue: str) -> list[str]:
    from simplemma import lemmatize  # its dictionaries are read at the first word of a language

    return [lemmatize(one, lang=tongue).lower() for one in dict.fromkeys((word, low))]


def _swapped(word: str, endings: tuple[str, ...], base: str) -> list[str]:
    return [word[: -len(end)] + base for end in endings if word.endswith(end) and len(word) - len(end) > 1]


def _spanish(word: str) -> list[str]:
    found = [_IRREGULAR[word]] if word in _IRREGULAR else []
    found += [*_swapped(word, _ES_AR, "ar"), *_swapped(word, _ES_ER, "er"), *_swapped(word, _ES_ER, "ir")]
    found += [one.replace("í", "i").replace("ú", "u") for one in found if "í" in one or "ú" in one]
    found += [changed for one in found for changed in _stem_changed(one)]
    for clitic in ("selo", "sela", "los", "las", "les", "lo", "la", "le", "se"):
        if word.endswith(clitic) and re.search(r"(?:[aei]r|ándo|iéndo)" + clitic + "$", word):
            found += [word.removesuffix(clitic), *_spanish(_plain(word.removesuffix(clitic)))]
    if word.endswith("s"):
        found += [word[:-1], *([word[:-2]] if word.endswith("es") else [])]
    singular = word.removesuffix("s")
    if singular.endswith("a"):
        found.append(singular[:-1] + "o")
    small = _SMALL["es"].sub("", singular)
    if small != singular and len(small) > 2:
        found += [small, small + "o", small + "a", small + "e", re.sub("qu$", "c", small) + singular[-1]]
        found += [re.sub("gu$", "g", small) + singular[-1], re.sub("c$", "z", small), re.sub("c$", "z", small) + "o"]
        found += [small[:-2] + accented + small[-1] for plain, accented in _ACCENTS if small[-2:-1] == plain]
    if word.endswith("ces"):
        found.append(word[:-3] + "z")
    if word.endswith(("ones", "anes", "ines")):
        found.append(word[:-4] + {"o": "ón", "a": "án", "i": "ín"}[word[-4]])
    return found


_ACCENTS: Final = (("a", "á"), ("e", "é"), ("i", "í"), ("o", "ó"), ("u", "ú"))


def _stem_changed(verb: str) -> list[str]:
    """As in "cuelga", "riega", "sirve": colgar, regar, servir."""
    stem, end = verb[:-2], verb[-2:]
    changes = (("ue", "o"), ("ue", "u"), ("ie", "e"), ("i", "e"))
    found = [stem[::-1].replace(new[::-1], old[::-1], 1)[::-1] + end for new, old in changes if new in stem]
    return found + [one.removesuffix(end)[:-1] + "g" + end for one in found if one[-3:-2] == "j"]


def _plain(word: str) -> str:
    return word.replace("á", "a").replace("é", "e")


def _french(word: str) -> list[str]:
    found = [*_swapped(word, _FR_ER, "er"), *_swapped(word, _FR_IR, "ir"), *_swapped(word, _FR_RE, "re")]
    found += _swapped(word, ("e", "ent", "ant", "ait"), "ir")
    found += [one.replace("è", small) for one in found if "è" in one for small in ("e", "é")]
    found += [re.sub(r"(?<=[oau])ie(?=r$)", "ye", one) for one in found if one.endswith("ier")]
    found += [re.sub(r"(ll|tt)er$", lambda match: match[1][0] + "er", one) for one in found]
    if word.endswith(("s", "x")):
        found.append(word[:-1])
    if word.endswith("aux"):
        found.append(word[:-3] + "al")
    singular = word.removesuffix("s")
    if singular.endswith("e"):
        found.append(singular[:-1])
    found.append(re.sub(r"(.)\1e$", r"\1", singular))
    if singular.endswith("euse"):
        found.append(singular[:-4] + "eux")
    return found


def _german(word: str) -> list[str]:
    found = [*_swapped(word, _DE, "en"), *_swapped(word, ("t", "te", "e"), "n")]
    if "ge" in word[:6] and word.endswith(("t", "en")):
        stem = word.replace("ge", "", 1)
        found += [stem, *_swapped(stem, ("t", "et"), "en")]
    infixed = re.sub(r"^(\w{2,6}?)zu(?=\w{4})", r"\1", word)
    found += [infixed] if infixed != word and word.endswith("n") else []
    found += [
        re.sub(new + r"(?=[^aeiouäöü]+en$)", old, one) for one in list(found) for new, old in _UMLAUTS if new in one
    ]
    found += [word[: -len(end)] for end in ("es", "en", "em", "er", "e", "n", "s") if word.endswith(end)]
    small = _SMALL["de"].sub("", word)
    found += [small, small + "e", small + "en", small + "el"] if small != word and len(small) > 2 else []
    found += [one.replace("ä", "a").replace("ö", "o").replace("ü", "u") for one in found if len(one) > 3]
    return [one for one in found if len(one) > 1]
