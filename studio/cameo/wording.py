"""Words as a check reads them: whatever is done to hide a word, it reads like the plain word again.

Wide and narrow letters are one (NFKC), katakana is hiragana, letters that look like others, digits that stand for
letters, letters said over and over, and letters with something between each are read as what they stand for.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import Final

from studio.resources import resource

_DOUBLED: Final = "bdfgklmnprtvz"
_HISSING: Final = ("s", "x", "z", "ch", "sh", "o")
_INVISIBLE: Final = {ord(one): None for one in "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"}
_KANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LOOKALIKES: Final = str.maketrans("аесорхуіјԁѕһκνο", "aecopxyijdshkvo")
_LEET: Final = str.maketrans("0134578@$!€+", "oieastbasiet")
_TOKEN: Final = re.compile(r"[^\s.,;:?\"“”()\[\]]+")
_SPELLED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][\s.\-_*·・/|]{1,2}){3,}[^\W\d_](?!\w)")
_SPREAD: Final = re.compile(r"[\s.\-_*·・/|]+")
_OVER: Final = re.compile(r"([^\W\d_])\1{2,}")
_MASKED: Final = re.compile(r"(?<=[^\W\d_])[*#_](?=[^\W\d_])")
_JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_GAPS: Final = re.compile(r"[\s\u3000・,.、。_*\-~〜♡♥☆★]+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in small, narrow letters, its accents and invisible characters gone, and its dashes and quotes plain."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    text = "".join(one for one in unicodedata.normalize("NFD", text) if not 0x300 <= ord(one) <= 0x36F)
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'")
    return text.translate(_LOOKALIKES) if re.search(r"[a-z]", text) else text


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """Every way in which a text in letters may be meant; the first is as it stands."""
    plain = folded(text)
    unmasked = _TOKEN.sub(lambda token: _unleeted(token[0]), plain)
    joined = _SPELLED.sub(lambda found: _SPREAD.sub("", found[0]), unmasked)
    once = _OVER.sub(r"\1", joined)
    twice = _OVER.sub(r"\1\1", joined)
    return tuple(dict.fromkeys((plain, unmasked, joined, once, twice)))


@lru_cache(maxsize=4096)
def in_kana(text: str) -> str:
    """A Japanese text without spaces and ornaments, all kana hiragana; "" where it holds no Japanese."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    return _GAPS.sub("", plain.translate(_KANA)) if _JAPANESE.search(plain) else ""


@cache
def inflected(word: str) -> tuple[str, ...]:
    """An English word in all the forms that it may have as a verb or a noun; some of them no word has."""
    stem = word[:-1] if word.endswith("e") else word
    stems = {stem, word + word[-1]} if len(word) > 2 and word[-1] in _DOUBLED and word[-2] in "aeiou" else {stem}
    forms = {word, *_irregular().get(word, ()), word + ("es" if word.endswith(_HISSING) else "s")}
    forms |= {one + ending for one in stems for ending in ("ed", "ing")}
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        forms |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if word.endswith("ie"):
        forms.add(f"{word[:-2]}ying")
    return tuple(sorted(forms))


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    read = tomllib.loads(resource("words/irregular.toml").read_text("utf-8"))
    return {base: tuple(entry["words"]) for base, entry in read.items()}


def _unleeted(token: str) -> str:
    """A word with digits or signs among its letters, with the letters that those stand for; a number stays one."""
    letters = sum(one.isalpha() for one in token)
    if letters == len(token) or letters < 2 or re.fullmatch(r"\d+[a-z]{1,2}|\d+-.*|[a-z]+'?[a-z]*", token):
        return token
    return _MASKED.sub("", token.strip("!*")).translate(_LEET)
