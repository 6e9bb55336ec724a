"""The morphemes of Korean, analysed by Kiwi, and what its particles and endings tell."""

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

CASES: Final = {
    "이": "subject", "가": "subject", "께서": "subject", "은": "subject", "는": "subject", "도": "also", "을": "object",
    "를": "object", "에": "to", "에게": "to", "한테": "to", "께": "to", "에서": "at", "로": "to", "으로": "to",
    "에서부터": "from", "부터": "from", "까지": "until", "와": "with", "과": "with", "랑": "with", "이랑": "with",
    "하고": "with", "의": "of", "에게로": "to", "에게서": "from", "ᆫ": "subject", "ᆯ": "object", "만": "also",
}  # fmt: skip
CONNECTS: Final = {
    "고": "and", "며": "and", "으며": "and", "면서": "while", "으면서": "while", "어서": "and", "아서": "and",
    "어": "and", "아": "and", "다가": "and", "지만": "but", "니까": "and", "으니까": "and", "면": "when",
    "으면": "when", "자": "when", "자마자": "when", "는데": "and", "은데": "and", "ᆫ데": "and", "고서": "and",
    "게": "adverb", "여": "and", "여서": "and", "으나": "but", "나": "but", "려고": "and", "으려고": "and",
    "러": "and", "도록": "adverb", "듯": "adverb", "듯이": "adverb", "더니": "and", "고는": "and",
    "으면서도": "while", "면서도": "while", "거나": "and", "느라": "and", "느라고": "and", "려다": "and",
    "려다가": "and", "다": "and", "자니": "and", "으니": "and", "니": "and", "길래": "and", "므로": "and",
    "으므로": "and", "던데": "and", "어도": "but", "아도": "but", "더라도": "but",
}  # fmt: skip
CLAUSE_NOUNS: Final = {
    "때": "when",
    "동안": "while",
    "채": "while",
    "후": "after",
    "뒤": "after",
    "다음": "after",
    "전": "before",
}


class Morpheme(Struct, frozen=True):
    """One morpheme; ``form`` is its dictionary form, ``tag`` without variants."""

    form: str
    tag: str
    start: int
    end: int


@cache
def _kiwi() -> "Kiwi":
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_typo_dict=False, load_multi_dict=False)


def morphemes(text: str, offset: int) -> list[Morpheme]:
    """The morphemes of a stretch of Korean."""
    return [
        Morpheme(one.form, one.tag.partition("-")[0], offset + one.start, offset + one.start + one.len)
        for one in _kiwi().tokenize(text)
    ]
