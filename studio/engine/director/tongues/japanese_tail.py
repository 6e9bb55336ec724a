"""What follows a Japanese verb or adjective and belongs to it: endings, helping verbs, and nouns that only join."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.japanese_words import Morpheme
from studio.engine.director.tongues.units import Unit

_CONNECTS: Final = {
    "て": "and", "で": "and", "ながら": "while", "つつ": "while", "と": "when", "ば": "when", "が": "but",
    "けど": "but", "けれど": "but", "から": "and", "ので": "and", "し": "and", "たり": "and",
}  # fmt: skip
HELPING: Final = frozenset({
    "居る", "行く", "来る", "仕舞う", "置く", "見る", "有る", "始める", "出す", "続ける", "為る", "いる", "いく",
    "くる", "しまう", "おく", "みる", "くれる", "呉れる", "終わる", "込む", "合う", "もらう", "貰う", "あげる",
    "上げる", "過ぎる", "まくる", "かける", "掛ける", "直す", "遣る", "やる", "下さる", "頂く", "切る", "得る",
    "損ねる",    "かねる", "たがる", "様だ",
})  # fmt: skip
_DENIALS: Final = frozenset({"ない", "無い", "ず", "ぬ", "ん", "ません"})
_NOUNY: Final = frozenset({"名詞", "代名詞", "接頭辞", "連体詞"})
_CLAUSE_NOUNS: Final = {
    "前": "before", "後": "after", "あと": "after", "とき": "when", "時": "when", "間": "while", "あいだ": "while",
    "まま": "while", "最中": "while", "途中": "while", "うち": "while", "ころ": "when", "頃": "when", "瞬間": "when",
    "途端": "when", "とたん": "when", "ところ": "when", "際": "when", "のち": "after",
}  # fmt: skip
QUOTES: Final = {"「": "」", "『": "』", "“": "”", '"': '"'}


class TailReader:
    """Reads the words behind a verb or an adjective of one sentence."""

    def __init__(self, words: Sequence[Morpheme]) -> None:
        self._words = words
        self._units: list[Unit] = []

    def _tail(self, at: int) -> tuple[int, str]:
        """What follows a verb or an adjective and belongs to it: where it ends, and what its last form tells."""
        last, form, denied, passive = at, self._shape(at - 1), False, False
        while last < len(self._words):
            word = self._words[last]
            connects = word.pos == "助詞" and word.kind == "接続助詞" and word.base in _CONNECTS
            helping = word.pos == "動詞" and word.lemma in HELPING and last > at - 1
            helping = helping and (word.lemma != "見る" or self._words[last - 1].pos == "助詞")
            if self._means_to(last):
                last += 1
                continue
            if word.pos == "助動詞" or word.lemma in _DENIALS or helping:
                denied = denied or word.lemma in _DENIALS
                passive = passive or word.lemma in ("れる", "られる")
                form = self._shape(last)
            elif connects or (
                word.text in ("で", "て") and word.pos == "助詞" and last == at and self._words[at - 1].pos == "動詞"
            ):
                form = _CONNECTS[word.base]
            elif word.text in ("に", "と") and self._words[last - 1].pos in ("形状詞", "副詞") and last == at:
                form = "adverb"
            elif word.text in ("たり",) or (word.text == "に" and denied and self._words[last - 1].lemma == "ず"):
                form = "and"
            elif (word.pos == "形状詞" and word.lemma in ("そう", "様")) or word.text in ("そう", "げ"):
                form = "attributive"
            else:
                break
            last += 1
        if (
            last < len(self._words)
            and self._words[last].text in ("に",)
            and last > at
            and self._words[last - 1].text in ("そう", "げ", "よう")
        ):
            return last + 1, "adverb"
        if passive:
            self._units.append(Unit("passive", "by", self._words[at - 1].end, self._words[at - 1].end))
        if denied:
            start = self._words[at - 1].end
            self._units.append(Unit("neg", "not", start, max(start, self._words[last - 1].end)))
        return self._clause_noun(last, form)

    def _means_to(self, at: int) -> bool:
        """As in "hikou to suru": the mark between what somebody is about to do and the verb that says so."""
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        about = self._words[at - 1].shape.startswith("意志推量形") and self._words[at].text == "と"
        return about and following is not None and following.lemma in ("為る", "する")

    def _clause_noun(self, last: int, form: str) -> tuple[int, str]:
        """As in "hashiru mae ni": a noun that only joins."""
        if (
            last < len(self._words)
            and form in ("relative", "attributive", "")
            and self._words[last].text in _CLAUSE_NOUNS
        ):
            joint = _CLAUSE_NOUNS[self._words[last].text]
            last += 1
            while last < len(self._words) and self._words[last].text in ("に", "で", "、"):
                last += 1
            return last, joint
        if form == "relative" and not self._describes(last):
            return last, ""
        return last, form

    def _describes(self, at: int) -> bool:
        """Whether a noun, with what describes it, begins here."""
        if at >= len(self._words):
            return False
        word = self._words[at]
        return word.pos in _NOUNY or word.pos in ("形容詞", "形状詞", "動詞") or word.text in QUOTES

    def _shape(self, at: int) -> str:
        word = self._words[at]
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        if word.pos == "形容詞":
            if word.shape.startswith("連用形"):
                return "and" if following is not None and following.text in ("、", "て") else "adverb"
            return "attributive" if following is not None and self._describes(at + 1) else ""
        if word.text == "の" and word.pos == "助詞":
            return "attributive"
        if word.pos in ("名詞", "形状詞", "副詞", "連体詞", "接尾辞"):
            leads = following is not None and (following.text in ("の", "な") or following.pos in _NOUNY)
            return "attributive" if leads or word.pos == "連体詞" else ""
        if word.shape.startswith("連用形"):
            return "and"
        return "relative" if following is not None and self._describes(at + 1) else ""
