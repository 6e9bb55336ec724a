"""Feelings that Japanese tells by their nouns: "ketsui ni michita hyoujou", "kyoufu ni furueru", "ikari wo komete"."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.japanese_words import Morpheme

_SHOWN_BY: Final = frozenset({
    "表情", "顔", "顔つき", "顔付き", "面持ち", "眼差し", "目", "目付き", "目つき", "瞳", "色", "声", "様子",
    "まなざし", "笑み", "涙", "叫び", "叫び声", "形相", "視線", "悲鳴", "かお",
})  # fmt: skip
"""What shows a feeling: "kanashimi no hyoujou"."""
_FILLED: Final = frozenset({
    "満ちる", "満ち溢れる", "溢れる", "あふれる", "燃える", "包む", "歪む", "ゆがむ", "沈む", "暮れる", "駆る",
    "捕らわれる", "囚われる", "囚う", "捕らう", "襲う", "打ちひしぐ", "染まる", "浸る", "酔う", "突き動かす", "陥る",
    "苛む", "曇る", "強張る", "苛まれる", "打ち拉ぐ", "打ち拉がれる", "くれる", "駆り立てる", "紛れる", "戦く",
    "震う", "引きつる", "いっぱい", "一杯", "胸一杯", "輝く", "弾む",
})  # fmt: skip
"""What somebody is who is filled with a feeling: "ikari ni moeru"."""
_KEPT: Final = frozenset({
    "浮かべる", "堪える", "隠す", "抱く", "覚える", "感じる", "見せる", "込める", "滲ませる", "押し殺す", "抑える",
    "爆発", "露わ", "露", "あらわ", "噛み締める", "噛みしめる", "忘れる", "隠しきる", "滲む", "湛える", "宿す",
    "帯びる",
})  # fmt: skip
"""What is done with a feeling that one has: "kanashimi wo ukaberu"."""
_ADVERBS: Final = {
    "sad": "sadly", "happy": "happily", "angry": "angrily", "afraid": "fearfully", "surprised": "in surprise",
    "nervous": "nervously", "hopeful": "hopefully", "curious": "curiously", "desperate": "desperately",
    "determined": "seriously", "tired": "tiredly", "relieved": "in relief", "confused": "in confusion",
    "guilty": "guiltily", "jealous": "jealously", "proud": "proudly", "worried": "with worry", "excited": "excitedly",
    "in love": "lovingly", "shy": "shyly", "calm": "calmly", "disgusted": "in disgust", "bored": "in boredom",
    "lonely": "sadly", "embarrassed": "shyly",
}  # fmt: skip


def adverb(feeling: str) -> str:
    """How something is done by somebody who feels so."""
    return _ADVERBS.get(feeling, feeling)


def shown(words: Sequence[Morpheme], last: int) -> int | None:
    """As in "kanashimi no hyoujou": where the mark behind the feeling ends whose sign follows."""
    following = [word.text for word in words[last : last + 2]]
    led = len(following) > 1 and following[0] in ("の", "な")
    return last + 1 if led and (following[1] in _SHOWN_BY or words[last + 1].lemma in _SHOWN_BY) else None


def done_in(words: Sequence[Morpheme], last: int) -> int | None:
    """As in "ikari ni furueru", "kyoufu no amari": where the marks end behind a feeling that something is done in."""
    following = words[last : last + 3]
    if len(following) > 1 and following[0].text == "の" and following[1].text in ("あまり", "余り"):
        return last + (3 if len(following) > 2 and following[2].text in ("に", "、") else 2)
    marked = bool(following) and following[0].text in ("に", "で", "から", "と共に")
    verb = marked and len(following) > 1 and following[1].pos == "動詞"
    return last + 1 if verb and following[1].lemma not in ("為る", "する", "成る", "なる") else None


def filled(words: Sequence[Morpheme], last: int) -> int | None:
    """As in "ketsui ni michita", "kanashimi wo ukaberu": where the verb ends that says no more than the feeling."""
    following = words[last : last + 2]
    if len(following) < 2:
        return None
    verbs = _FILLED if following[0].text in ("に", "で") else _KEPT if following[0].text == "を" else frozenset[str]()
    one = following[1]
    if one.lemma not in verbs and one.text not in verbs and one.base not in verbs:
        return None
    led = one.pos != "動詞" and [word.text for word in words[last + 2 : last + 3]] in (["に"], ["の"])
    return last + 2 + led
