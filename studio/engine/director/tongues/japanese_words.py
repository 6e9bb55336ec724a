"""A stretch of Japanese parted into its words by MeCab with UniDic."""

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from fugashi import Tagger


class Morpheme(Struct, frozen=True):
    """One word as the analyser parts it."""

    text: str
    start: int
    end: int
    pos: str
    kind: str
    base: str
    lemma: str
    shape: str
    name: bool = False


@cache
def _tagger() -> "Tagger":
    import unidic_lite
    from fugashi import Tagger

    return Tagger(f'-d "{unidic_lite.DICDIR}"')


def morphemes(text: str, offset: int) -> list[Morpheme]:
    """The words of a stretch of Japanese."""
    found: list[Morpheme] = []
    at = 0
    for word in _tagger()(text):
        at = text.index(word.surface, at)
        feature = word.feature
        lemma = (feature.lemma or word.surface).partition("-")[0]
        base = feature.orthBase or word.surface
        found.append(Morpheme(word.surface, offset + at, offset + at + len(word.surface), feature.pos1, feature.pos2,
                              base, lemma, feature.cForm or "", feature.pos3 == "人名"))  # fmt: skip
        at += len(word.surface)
    return found
