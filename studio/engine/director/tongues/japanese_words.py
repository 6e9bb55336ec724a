"""A stretch of Japanese parted into its words by MeCab with UniDic."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from studio.engine.director.tongues.wordbook import Wordbook

if TYPE_CHECKING:
    from fugashi import Tagger


_SPELLINGS: Final = (
    ("ひび", "響"), ("まわ", "回"), ("あげ", "上げ"), ("あが", "上が"), ("だす", "出す"), ("だし", "出し"),
    ("こむ", "込む"), ("つづけ", "続け"), ("はじめ", "始め"), ("おろ", "下ろ"), ("おり", "降り"), ("つく", "付く"),
    ("あう", "合う"), ("よる", "寄る"), ("ころ", "転"), ("とぶ", "飛ぶ"), ("さる", "去る"), ("きる", "切る"),
    ("たつ", "立つ"), ("かえ", "返"), ("まる", "丸"), ("つける", "付ける"), ("いれる", "入れる"),
    ("かける", "掛ける"), ("なげ", "投げ"),
)  # fmt: skip
"""Letters of a second verb in kana, and as the studio's words have them."""


def spelled(key: str) -> str:
    """A word as the studio's words spell it: "narihibiku" with both of its characters; empty where it is so already."""
    told = key
    for kana, written in _SPELLINGS:
        told = told[0] + told[1:].replace(kana, written) if len(told) > 2 else told
    return told if told != key else ""


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
    native: bool = False
    third: str = ""


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
                              base, lemma, feature.cForm or "", feature.pos3 == "人名",
                              feature.goshu in ("和", None), feature.pos3 or ""))  # fmt: skip
        at += len(word.surface)
    return found


_SECONDS: Final = (
    "合う", "続ける", "始める", "出す", "込む", "回る", "回す", "捨てる", "切る", "直す", "掛ける", "かける",
    "付ける", "つける", "上げる", "上がる", "下ろす", "下りる", "降りる", "寄る", "寄せる", "去る", "過ぎる",
    "抜ける", "抜く", "返す", "越える", "越す", "立てる", "立つ", "尽くす", "渡す", "渡る", "飛ばす", "倒す",
    "入れる", "入る", "広げる", "比べる", "残す", "散らす", "落とす", "取る", "止める", "締める", "潰す", "つぶす",
    "起こす", "離す", "放つ", "合わせる", "惑う", "損なう", "損ねる", "急ぐ", "進む", "戻す", "戻る", "下げる",
    "分ける", "歩く", "暮れる", "乱れる", "交わす", "捲る", "まくる",
)  # fmt: skip
_ROWS: Final = dict(zip("いきしちにひみりぎじびぴ", "うくすつぬふむるぐずぶぷ", strict=True))


def first_verb(lemma: str) -> tuple[str, ...]:
    """As in "nageau", "tatakikowasu": what the first of two verbs may be by itself; nothing where there is one."""
    second = next((one for one in _SECONDS if lemma.endswith(one) and len(lemma) > len(one) + 1), "")
    if not second:
        return ()
    stem = lemma[: -len(second)]
    return (f"{stem}る", *([stem[:-1] + _ROWS[stem[-1]]] if stem[-1] in _ROWS else []))


_HEADS: Final = frozenset({"props", "sets", "dressing", "builds", "outfits", "accessories", "sounds"})
_LEADS: Final = _HEADS | {"sizes", "colours", "materials", "hours", "weathers"}
_SIZED: Final = {"小": "小さな", "大": "大きな", "老": "老いた", "若": "若い"}


def parted(words: Sequence[Morpheme], book: Wordbook) -> list[Morpheme]:
    """The words, where one that nobody knows is two that the studio knows: "yukatasugata", "koyagi", "ooiwa"."""
    told: list[Morpheme] = []
    for at, word in enumerate(words):
        following = words[at + 1].text if at + 1 < len(words) else ""
        if (
            word.pos == "接頭辞"
            and word.text in _SIZED
            and book.entries(following)
            and not book.entries(word.text + following)
        ):
            told.append(structs.replace(word, pos="連体詞", base=_SIZED[word.text], lemma=_SIZED[word.text]))
        else:
            told += _owned(word, book) or _two(word, book) or [word]
    return told


def _owned(word: Morpheme, book: Wordbook) -> list[Morpheme]:
    """As in "mago no te": whose hand, where the analyser knows a thing of that name."""
    first, mark, second = word.text.partition("の")
    known = bool(first) and bool(second) and book.entries(first) and book.entries(second)
    if word.pos != "名詞" or not mark or not known or book.entries(word.text):
        return []
    middle = structs.replace(word, text=mark, pos="助詞", kind="格助詞", base=mark, lemma=mark)
    ends = [word.start, word.start + len(first), word.start + len(first) + 1, word.end]
    parts = [
        structs.replace(word, text=first, base=first, lemma=first),
        middle,
        structs.replace(word, text=second, base=second, lemma=second),
    ]
    return [structs.replace(one, start=ends[at], end=ends[at + 1]) for at, one in enumerate(parts)]


def _two(word: Morpheme, book: Wordbook) -> list[Morpheme]:
    text = word.text
    if word.pos != "名詞" or word.name or len(text) < 2 or book.entries(text) or book.entries(word.lemma):
        return []
    for cut in range(len(text) - 1, 0, -1):
        first, second = text[:cut], text[cut:]
        if second in ("姿", "越し", "際") and book.entries(first):
            return _cut(word, cut, "", "")
        if not any(one.table in _HEADS for one in book.entries(second)):
            continue
        if first in _SIZED:
            return _cut(word, cut, "連体詞", _SIZED[first])
        if any(one.table in _LEADS for one in book.entries(first)):
            return _cut(word, cut, "", "")
    return []


def _cut(word: Morpheme, cut: int, pos: str, base: str) -> list[Morpheme]:
    first, second = word.text[:cut], word.text[cut:]
    middle = word.start + cut
    return [
        structs.replace(word, text=first, end=middle, pos=pos or word.pos, base=base or first, lemma=base or first),
        structs.replace(word, text=second, start=middle, base=second, lemma=second),
    ]


def katakana_names(words: Sequence[Morpheme], book: Wordbook) -> Iterator[str]:
    """As in "aki ga hashiru", written in katakana: what is no loanword and acts or is spoken of is somebody."""
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and is_katakana(words[last].text):
            last += 1
        run = "".join(word.text for word in words[at:last])
        if run and 2 <= len(run) <= 4 and not _known_run(run, book) and _spoken_of(words, last):
            short = last - at > 1 and all(len(word.text) < 4 for word in words[at:last])
            if all(word.native for word in words[at:last]) or short:
                yield run
        at = max(last, at + 1)


def is_katakana(text: str) -> bool:
    """Whether a word is written in katakana only."""
    return all("ァ" <= letter <= "ヺ" or letter == "ー" for letter in text)


def _known_run(run: str, book: Wordbook) -> bool:
    return any(book.entries(run[start:]) or book.entries(run[: len(run) - start]) for start in range(len(run) - 1))


def _spoken_of(words: Sequence[Morpheme], at: int) -> bool:
    following = words[at] if at < len(words) else None
    return following is not None and (
        following.text in ("が", "は", "も", "と", "に", "を", "の", "、", "「", "さん", "ちゃん", "くん", "君")
    )


def without_adverbs(words: Sequence[Morpheme], last: str) -> str:
    """As in "tameiki wo fuutto tsuku": the noun and its verb, without how it is done between them."""
    kept = [word.text for at, word in enumerate(words[:-1]) if not _is_adverb(words, at)]
    return "".join(kept) + last if len(kept) < len(words) - 1 and kept else ""


def _is_adverb(words: Sequence[Morpheme], at: int) -> bool:
    between = 0 < at < len(words) - 1
    led = at > 0 and words[at - 1].pos == "副詞" and words[at].text in ("と", "に")
    return between and (words[at].pos == "副詞" or led)
