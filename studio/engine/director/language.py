"""Which language a line is in, from its letters and its commonest words. espeak-ng language codes."""

import re
from typing import Final

_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("cmn", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_COMMON: Final = {
    "de": frozenset("der die das und ist nicht ich du wir ein eine mit auf zu von es sie er warum was wo wie ja nein".split()),
    "fr": frozenset("le la les des et est pas je tu nous vous un une avec sur dans pour il elle que qui où oui non".split()),
    "es": frozenset("el la los las y es no yo tú un una con en por para que qué dónde está muy sí lo se".split()),
    "it": frozenset("il lo la gli e è non io tu un una con su per che chi dove sì sono della molto".split()),
    "pt": frozenset("o a os as e é não eu você um uma com em por para que onde está muito sim".split()),
    "en": frozenset("the a an and is not i you we with on to of it he she why what where how yes no in at are was her his".split()),
}
_ACCENTS: Final = {"de": "äöüß", "fr": "èêçœàù", "es": "ñ¿¡", "pt": "ãõ"}
_MOSTLY: Final = 0.4


def language_of(text: str) -> str:
    """The likeliest language of a line; "en" when nothing speaks for another."""
    letters = sum(letter.isalpha() for letter in text)
    for code, pattern in _SCRIPTS:
        count = len(pattern.findall(text))
        if code == "ja" and count or count > letters * _MOSTLY:
            return code
    return _latin(text.lower())


def _latin(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    scores = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    for code, accents in _ACCENTS.items():
        scores[code] += 2 * sum(letter in accents for letter in text)
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] > scores["en"] else "en"


def letters_a_second(text: str) -> float:
    """How fast a line is spoken at the slowest: 6 letters a second in Chinese, Japanese, Korean; else 13."""
    dense = sum(0x2E80 <= ord(letter) <= 0x9FFF or 0xAC00 <= ord(letter) <= 0xD7AF for letter in text)
    return 6.0 if dense > len(text) * 0.3 else 13.0
